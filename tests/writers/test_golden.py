"""What the text formats look like, whole."""

from __future__ import annotations

import pytest

from jixiao.model.message import Language
from jixiao.writers import FORMATS
from tests import factories


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("json", "zh"),
        ("json", "en"),
        ("jsonl", "zh"),
        ("csv", "en"),
        ("markdown", "zh"),
        ("markdown", "en"),
    ],
)
def test_text_formats(golden, name, language):
    form = FORMATS[name]
    written = b"".join(form.write([factories.document()], Language(language)))

    golden(f"{language}{form.suffixes[0]}", written.decode())
