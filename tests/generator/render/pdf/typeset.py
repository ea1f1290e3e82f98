"""Pages to PDF, by typst."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import typst

from .look import SANS, SERIF, Look
from .page import Page

TEMPLATE = Path(__file__).with_name("pages.typ")


@cache
def _compiler() -> Any:
    """One for all documents: it looks through the fonts of the system once."""
    return typst.Compiler(TEMPLATE)


@cache
def has_fonts() -> bool:
    """Whether the Chinese fonts of the looks are on this machine."""
    return {*SERIF, *SANS} <= set(typst.Fonts().families())


def typeset(pages: Sequence[Page], look: Look) -> bytes:
    given = {
        "fonts": look.fonts,
        "spacing": look.spacing,
        "tracking": look.tracking,
        "pages": [p.plain() for p in pages],
    }
    text = json.dumps(given, ensure_ascii=False)
    return _compiler().compile(format="pdf", pdf_tags=False, sys_inputs={"pages": text})
