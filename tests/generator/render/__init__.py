"""Renderings by name: the file ending, what it can show, and the renderer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from ..document import Document
from ..voice import Traits
from .docx import docx
from .html import html
from .text import KINDS
from .xlsx import xlsx


@dataclass(frozen=True)
class Rendering:
    ending: str
    traits: Traits
    render: Callable[[Document, Random], bytes]


def _text(kind: str) -> Callable[[Document, Random], bytes]:
    return lambda document, rng: KINDS[kind](document, rng).encode()


LOST = {
    "pipes": Traits(blanks=False, ticks=False),
    "pipes-middle": Traits(blanks=False, ticks=False),
    "spaces": Traits(blanks=False, spaced=False, sentences=False, ticks=False),
    "pieces": Traits(blanks=False, borders=False, breaks=False, spaced=False, sentences=False, ticks=False),
    "glued": Traits(blanks=False, borders=False, breaks=False, spaced=False, sentences=False, ticks=False),
}
RENDERINGS = {
    "docx": Rendering("docx", Traits(), docx),
    "xlsx": Rendering("xlsx", Traits(), xlsx),
    "html": Rendering("html", Traits(), html),
    **{
        kind: Rendering("md" if kind == "markdown" else "txt", LOST.get(kind, Traits()), _text(kind))
        for kind in KINDS
    },
}
