"""The pages of a picture file as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jixiao.grid.grid import Block
from jixiao.grid.original import PageImage
from jixiao.model.finding import Finding
from jixiao.readers.limits import Limits
from jixiao.readers.page.blocks import blocks_of
from jixiao.readers.page.shapes import Sheet, Trouble
from jixiao.readers.scan.page import recognised, shown
from jixiao.readers.scan.picture import pictures


def read(data: bytes, format: str, limits: Limits) -> Iterator[Block | Finding]:  # noqa: A002, ARG001 -- the readers' contract
    """A picture has its pages in a row, as a PDF file has."""
    found: list[Sheet | Trouble] = []
    number = 0
    for number, picture in enumerate(pictures(data, limits), 1):
        if picture.can_hold_text:
            found += recognised(picture, number), Trouble("recognised", number)
        else:
            found.append(Trouble("size", number))
    yield from blocks_of(found, number, limits)


def images(data: bytes, pages: Collection[int], limits: Limits) -> Iterator[PageImage]:
    for number, picture in enumerate(pictures(data, limits), 1):
        if number in pages:
            yield shown(picture, number)
