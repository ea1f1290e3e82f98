"""PDF files that were made from text.

``pages`` opens them; ``glyphs`` and ``rulings`` gather what stands on a page,
which `jixiao.readers.page` makes into tables and text; ``drawing`` draws them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jixiao.grid.grid import Block
from jixiao.grid.original import PageImage
from jixiao.model.errors import UnknownFormat
from jixiao.model.finding import Finding
from jixiao.model.message import Message
from jixiao.readers.limits import Limits
from jixiao.readers.page.blocks import blocks_of

FORMATS: dict[str, tuple[str, ...]] = {"pdf": (".pdf",)}


def read(data: bytes, format: str, limits: Limits) -> Iterator[Block | Finding]:  # noqa: A002, ARG001 -- the readers' contract
    """The blocks of a PDF file. Raises the errors of files, and `UnknownFormat` without pypdfium2."""
    from jixiao.readers.pdf import guard, library, pages

    if library.pdfium is None:
        raise _no_library()
    guard.admit(data)
    with pages.opened(data) as (document, number):
        found = list(pages.sheets(document, number, limits))
    yield from blocks_of(found, number, limits)


def images(data: bytes, pages: Collection[int], limits: Limits) -> list[PageImage]:
    """How these pages look."""
    from jixiao.readers.pdf import guard
    from jixiao.readers.pdf.drawing import drawn_pages
    from jixiao.readers.pdf.pages import opened

    guard.admit(data)
    with opened(data) as (document, _):
        return list(drawn_pages(document, pages, limits))


def _no_library() -> UnknownFormat:
    return UnknownFormat(
        Message(
            zh="读取 PDF 文件需要 pypdfium2，这里没有安装。请运行 pip install 'jixiao[pdf]' 后再试。",
            en="Reading PDF files needs pypdfium2, which is not installed. "
            "Run pip install 'jixiao[pdf]' and try again.",
        )
    )
