"""Fragments are well-formed (changelog.d/README.md)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "changelog.d"
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.(added|changed|fixed|removed|security)\.md")
FRAGMENTS = sorted(path for path in FOLDER.iterdir() if path.name != "README.md")


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: path.name)
def test_fragment(path):
    text = path.read_text("utf-8")

    assert NAME.fullmatch(path.name)
    assert text.endswith(".\n")
    assert not text.startswith(("#", "-", "*"))
    assert 1 <= len(text.strip().splitlines()) <= 3
