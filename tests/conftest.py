from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser):
    parser.addoption(
        "--write-golden",
        action="store_true",
        help="write the golden files anew; the tests that did so fail, so that nobody forgets to look",
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
