"""The pages of a document as paragraphs and tables, in reading order."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from jixiao.grid.grid import Block, Grid, Paragraph
from jixiao.grid.text import compact
from jixiao.model.finding import Finding, Level
from jixiao.model.message import Message
from jixiao.readers.limits import Limits
from jixiao.readers.page.paragraphs import paragraphs
from jixiao.readers.page.running import without_running
from jixiao.readers.page.shapes import Frame, Sheet, Trouble
from jixiao.readers.page.stitch import Table, begun, goes_on, grid_of, repeats_heads, stitched


def blocks_of(found: Sequence[Sheet | Trouble], pages: int, limits: Limits) -> Iterator[Block | Finding]:
    """The document as printed, without its page numbers; tables over page ends made whole.

    Of its ``pages``, those beyond the limit were not looked at.
    """
    troubles = [trouble for trouble in found if isinstance(trouble, Trouble)]
    recognised = {trouble.page for trouble in troubles if trouble.kind == "recognised"}
    for block in _blocks([sheet for sheet in found if isinstance(sheet, Sheet)]):
        if isinstance(block, Grid) and not recognised.isdisjoint(_pages(block)):
            yield replace(block, recognised=True)
        else:
            yield block
    yield from _findings(troubles)
    if pages > limits.pages:
        yield _pages_left(pages, limits)


def _pages(grid: Grid) -> Iterator[int | None]:
    return (grid.page if cell.page is None else cell.page for cell in grid.cells)


def _blocks(found: list[Sheet]) -> Iterator[Block]:
    """Paragraphs and tables of the pages, a table over several pages once."""
    numbers = count(1)
    table: Table | None = None
    titles: set[str] = set()
    since: list[Paragraph] = []  # what stands below the last table
    for sheet in without_running(found):
        for item in _in_order(sheet):
            if isinstance(item, str):
                since.append(Paragraph(item, sheet.number))
            elif table is not None and _goes_on(table, item, sheet.number, since, titles):
                table, since = stitched(table, item, sheet.number), []
            else:
                yield from _closed(table, since, numbers)
                table, titles, since = begun(item, sheet.number), {compact(p.text) for p in since}, []
    yield from _closed(table, since, numbers)


def _closed(table: Table | None, since: list[Paragraph], numbers: Iterator[int]) -> Iterator[Block]:
    if table is not None:
        yield grid_of(table, next(numbers))
    yield from since


def _goes_on(table: Table, frame: Frame, page: int, since: list[Paragraph], titles: set[str]) -> bool:
    """Whether the frame is more of the table: nothing between, （续）, or its title and heads again."""
    if not goes_on(table, frame, page):
        return False
    between = {text for p in since if not _CONTINUED.search(text := compact(p.text))}
    return not between or (between <= titles and repeats_heads(table, frame, page))


def _in_order(sheet: Sheet) -> Iterator[str | Frame]:
    """Paragraphs and tables from top to bottom."""
    left, right = (
        min((x.left for x in sheet.lines), default=0),
        max((x.right for x in sheet.lines), default=0),
    )
    lines = deque(sheet.lines)
    for frame in sheet.frames:
        above = []
        while lines and lines[0].top < frame.down[0]:
            above.append(lines.popleft())
        yield from paragraphs(above, left, right)
        yield frame
    yield from paragraphs(list(lines), left, right)


_CONTINUED = re.compile(
    r"([（(](续表?|续上表|接上[页表]|转下页)[\d一二三四五六七八九十]*[）)]"
    r"|^(续表?|续上表|接上[页表]|转下页)[\d一二三四五六七八九十]*)[:：]?$"
)
_SAID = {
    "picture": (
        "pages-are-pictures",
        Level.WARNING,
        "是图片（扫描件），没有文字可读",
        "are pictures (scans) without text to read",
        "请提供可以选中文字的原件，或运行 pip install 'jixiao[ocr]' 安装文字识别组件后再试。",
        "Take an original in which text can be selected, or run pip install 'jixiao[ocr]' and try again.",
    ),
    "garbled": (
        "page-text-unreadable",
        Level.WARNING,
        "的字体没有字符编码表，文字无法识别",
        "have fonts without a table of characters, so their text cannot be known",
        "请提供 Word、Excel 原件，或运行 pip install 'jixiao[ocr]' 安装文字识别组件后再试。",
        "Take the Word or Excel original, or run pip install 'jixiao[ocr]' and try again.",
    ),
    "recognised": (
        "pages-recognised",
        Level.NOTE,
        "是由图片识别出来的",
        "were read from pictures of their text",
        "请对照原件核对数字和符号。",
        "Compare numbers and signs with the original.",
    ),
    "redrawn": (
        "pages-recognised",
        Level.NOTE,
        "的字体没有字符编码表，文字是由图片识别出来的",
        "have fonts without a table of characters and were read from pictures of their text",
        "请对照原件核对数字和符号。",
        "Compare numbers and signs with the original.",
    ),
    "large": (
        "picture-too-large",
        Level.WARNING,
        "的图片像素过多，没有读取",
        "have pictures of too many pixels and were not read",
        "请以 200–300 dpi 重新扫描。",
        "Scan them at 200 to 300 dpi.",
    ),
    "unknown": (
        "picture-not-decoded",
        Level.WARNING,
        "的图片格式无法识别，没有读取",
        "have pictures of an unknown kind and were not read",
        "请用阅读软件另存或打印为 PDF 后再试。",
        "Save or print the file as PDF and try again.",
    ),
    "crowded": (
        "page-too-complex",
        Level.WARNING,
        "内容过多，表格线没有读取",
        "hold too much, so their rulings were not read",
        "请核对这些页上有没有绩效目标表。",
        "See whether there are performance targets on them.",
    ),
    "size": (
        "page-too-small",
        Level.NOTE,
        "尺寸异常，没有读取",
        "have an impossible size and were not read",
        "",
        "",
    ),
    "damaged": (
        "page-damaged",
        Level.WARNING,
        "已损坏，没有读取",
        "are damaged and were not read",
        "请重新下载后再试。",
        "Fetch the file again.",
    ),
}


def _findings(troubles: list[Trouble]) -> Iterator[Finding]:
    pages: dict[str, list[int]] = defaultdict(list)
    for trouble in troubles:
        pages[trouble.kind].append(trouble.page)
    for kind, numbers in pages.items():
        rule, level, zh, en, do_zh, do_en = _SAID[kind]
        listed = _ranges(numbers)
        message = Message(f"第 {listed} 页{zh}。{do_zh}", f"Pages {listed} {en}. {do_en}".rstrip())
        yield Finding(rule, level, message)


def _ranges(numbers: list[int]) -> str:
    """Page numbers in short.

    >>> _ranges([1, 2, 3, 7])
    '1-3, 7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)


def _pages_left(pages: int, limits: Limits) -> Finding:
    return Finding(
        "pages-not-read",
        Level.WARNING,
        Message(
            f"文件有 {pages:,} 页，只读取了前 {limits.pages:,} 页。请拆分后再读其余各页。",
            f"The file has {pages:,} pages; only the first {limits.pages:,} were read. "
            "Split it to read the others.",
        ),
    )
