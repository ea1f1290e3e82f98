"""A document beside what it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.grid.grid import Block
from jixiao.model.table import Document


@dataclass(frozen=True, slots=True)
class PageImage:
    """How a page looks, turned so that its text reads upright: ``data`` is a picture of that media type.

    ``width`` and ``height`` are in points, so that the box of a source is a place on it.
    """

    number: int
    width: float
    height: float
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Original:
    """A document, the paragraphs and grids of its file, and its pages with tables where it has pages."""

    document: Document
    blocks: tuple[Block, ...] = ()
    pages: tuple[PageImage, ...] = ()
