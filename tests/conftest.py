from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

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
