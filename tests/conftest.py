from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from jixiao.readers import scan

# A slow machine is no fault of what is tested; speed is measured in benchmarks.
settings.register_profile("jixiao", deadline=None)
settings.load_profile("jixiao")


def pytest_addoption(parser):
    parser.addoption(
        "--write-golden",
        action="store_true",
        help="write the golden files anew; the tests that did so fail, so that nobody forgets to look",
    )
    parser.addoption(
        "--write-pictures",
        action="store_true",
        help="take the pictures of docs/guide anew; look at them before they are committed",
    )


@pytest.fixture(scope="session", autouse=True)
def _one_thread_for_each_worker(worker_id):
    """Pictures are read by a thread for each core; those of several workers hold each other up."""
    with pytest.MonkeyPatch.context() as patch:
        if worker_id != "master" and scan.can_read():
            import rapidocr_onnxruntime

            alone = partial(rapidocr_onnxruntime.RapidOCR, intra_op_num_threads=1)
            patch.setattr(rapidocr_onnxruntime, "RapidOCR", alone)
        yield


@pytest.fixture
def golden(request):
    """Compares with a file in the folder ``golden`` beside the test."""

    def compare(name: str, got: str) -> None:
        path = Path(request.path).parent / "golden" / name
        if request.config.getoption("--write-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(got.encode())
            pytest.fail(f"wrote {path.name}; look at the difference and run again without --write-golden")
        assert got == path.read_bytes().decode()

    return compare
