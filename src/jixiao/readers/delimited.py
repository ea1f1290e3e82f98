"""Tables in plain text with a sign between the cells: csv, tsv."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from jixiao.grid.grid import Block, Cell, Grid
from jixiao.model.errors import EmptyFile, FileTooLarge
from jixiao.model.finding import Finding, Level
from jixiao.model.message import Message
from jixiao.readers.charset import decode
from jixiao.readers.limits import Limits

FORMATS: dict[str, tuple[str, ...]] = {"csv": (".csv",), "tsv": (".tsv", ".tab")}

_SIGNS = {"csv": ",;\t|", "tsv": "\t,;|"}  # the likely ones first
_ANNOUNCED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel's own hint
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')  # ="001": how Excel's users keep it from reading a number
_JUDGED = 200  # records
_MOST_LINES = 100  # in one cell; more come from a quotation mark that nobody closed


def read(data: bytes, format: str, limits: Limits) -> Iterator[Block | Finding]:  # noqa: A002 -- the readers' contract
    """One grid; blank lines keep their place in it. Raises `EmptyFile` and `FileTooLarge`."""
    text = decode(data)
    if len(text) > limits.text_length:
        raise _too_large(limits)
    sign = announced[1] if (announced := _ANNOUNCED.match(text)) else ""
    text = text[announced.end() :] if announced else text
    records = _records(text, sign or _sign(text, _SIGNS[format]))
    cells: list[Cell] = []
    for row, record in enumerate(records, 1):
        texts = enumerate(map(_shown, record[: limits.columns]), 1)
        cells += (Cell(row, column, text) for column, text in texts if not text.isspace() and text)
        if len(cells) > limits.cells:
            break
    if not cells:
        raise EmptyFile(Message(zh="文件是空的。", en="The file is empty."))
    yield Grid(tuple(cells[: limits.cells]), 1)
    if len(cells) > limits.cells:
        yield _stopped(cells[limits.cells].row, limits)


def _sign(text: str, signs: str) -> str:
    """The sign that cuts most records into equally many cells; of equals, into more; else the likelier."""

    def regularity(sign: str) -> tuple[float, int]:
        widths = [len(record) for record in islice(_records(text, sign), _JUDGED) if record]
        width, times = Counter(widths).most_common(1)[0] if widths else (1, 0)
        return (times / len(widths), width) if width > 1 else (0, 1)

    return max(signs, key=regularity)


def _records(text: str, sign: str) -> Iterator[list[str]]:
    lines = StringIO(text, newline="")
    if _quotes_close(text, sign):
        return csv.reader(lines, delimiter=sign)
    return csv.reader(lines, delimiter=sign, quoting=csv.QUOTE_NONE)


def _quotes_close(text: str, sign: str) -> bool:
    """Whether quotation marks are in pairs; a stray one would swallow all that follows."""
    if text.count('"') % 2 == 0:
        return True
    try:
        records = csv.reader(StringIO(text, newline=""), delimiter=sign)
        return all(cell.count("\n") < _MOST_LINES for record in records for cell in record)
    except csv.Error:  # a cell beyond all measure
        return False


def _shown(text: str) -> str:
    if kept := _KEPT_AS_TEXT.fullmatch(text):
        return kept[1]
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _too_large(limits: Limits) -> FileTooLarge:
    return FileTooLarge(
        Message(
            zh=f"文件超出限制：文本超过 {limits.text_length:,} 个字符。请拆分后再试。",
            en=f"The file is beyond the limits: its text has more than {limits.text_length:,} characters. "
            "Split it and try again.",
        )
    )


def _stopped(row: int, limits: Limits) -> Finding:
    return Finding(
        "sheet-too-large",
        Level.WARNING,
        Message(
            zh=f"文件的非空单元格超过 {limits.cells:,} 个，只读到第 {row} 行。请拆分后再试。",
            en=f"The file has more than {limits.cells:,} filled cells and was read to row {row}. "
            "Split it and try again.",
        ),
    )
