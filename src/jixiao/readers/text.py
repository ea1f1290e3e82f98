"""Plain text: tables whose borders survive as tabs, pipes, line ends or blanks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from jixiao.grid.grid import Block, Borders, Cell, Grid, Paragraph
from jixiao.model.errors import EmptyFile, FileTooLarge
from jixiao.model.finding import Finding
from jixiao.model.message import Message
from jixiao.readers.charset import decode
from jixiao.readers.limits import Limits

FORMATS: dict[str, tuple[str, ...]] = {"text": (".txt", ".text"), "markdown": (".md", ".markdown")}

_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CELL = re.compile(r"(?<!\\)[|｜]")
_PADDED = re.compile(r"\|\s*\|\s*$")
_SOLE = re.compile(r"^[^|]*\|\s*$")
_MANY = 0.4  # of the lines with text: the mark is the document's border


def read(data: bytes, format: str, limits: Limits) -> Iterator[Block | Finding]:  # noqa: A002, ARG001 -- the readers' contract
    """The blocks of a plain text. Raises `EmptyFile` and `FileTooLarge`."""
    text = decode(data)
    if not text.strip():
        raise EmptyFile(Message("文件是空的。", "The file is empty."))
    if len(text) > limits.text_length:
        raise FileTooLarge(
            Message(
                f"文本有 {len(text):,} 个字符，超过上限 {limits.text_length:,}；请拆分后再读。",
                f"The text has {len(text):,} characters; the limit is {limits.text_length:,}. Split it.",
            )
        )
    yield from blocks_of(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n"))


def blocks_of(lines: Sequence[str]) -> Iterator[Block]:
    """Paragraphs and grids by the kind of border the lines show."""
    printed = [line for line in lines if line.strip()]
    if any("|" in line and _RULE.match(line) and len(line.strip()) > 3 for line in printed):
        yield from _markdown(lines)
    elif _share(printed, lambda line: line.startswith("\t") and "\t" not in line.strip()) >= _MANY:
        yield from _tabbed(lines)
    elif _share(printed, lambda line: "\t" in line.strip()) >= _MANY:
        yield from _columns(lines)
    elif _share(printed, lambda line: bool(_CELL.search(line))) >= _MANY:
        sole = sum(bool(_SOLE.match(line)) for line in printed)
        if sole >= 0.8 * sum("|" in line for line in printed):
            yield _sole_cells(lines)
        else:
            yield _piped(lines)
    else:
        yield Grid(tuple(_plain(lines)), 1, borders=Borders.LINES)


def _share(lines: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, lines)) / max(len(lines), 1)


def _markdown(lines: Sequence[str]) -> Iterator[Block]:
    """Pipe tables with a rule below their heads; blank cells keep their places."""
    number = 0
    rows: list[tuple[int, list[str]]] = []
    for at, line in enumerate([*lines, ""], 1):
        if "|" in line:
            if not _RULE.match(line):
                rows.append((at, _cells_of(line)))
            continue
        if rows:
            number += 1
            yield Grid(
                tuple(Cell(row, c, text) for row, texts in rows for c, text in enumerate(texts, 1)), number
            )
            rows = []
        if line.strip():
            yield Paragraph(line.strip().lstrip("#").strip().strip("*"))


def _cells_of(line: str) -> list[str]:
    line = line.strip()
    line = line[1:] if line.startswith(("|", "｜")) else line
    line = line[:-1] if line.endswith(("|", "｜")) and not line.endswith("\\|") else line
    return [_BREAK.sub("\n", part).replace("\\|", "|").strip().strip("*") for part in _CELL.split(line)]


def _tabbed(lines: Iterable[str]) -> Iterator[Block]:
    """A cell a line behind a tab, a blank line ends the row; a blank cell goes on from above."""
    number, row, column = 1, 1, 0
    cells: list[Cell] = []
    for at, line in enumerate(lines, 1):
        if line.startswith("\t"):
            row = at if column == 0 else row
            column += 1
            cells.append(Cell(row, column, line.strip()))
            continue
        column = 0
        if line.strip():
            if cells:
                yield Grid(tuple(cells), number, borders=Borders.ROWS)
                number, cells = number + 1, []
            yield Paragraph(line.strip())
    if cells:
        yield Grid(tuple(cells), number, borders=Borders.ROWS)


def _columns(lines: Iterable[str]) -> Iterator[Block]:
    """Rows pasted from a spreadsheet: columns by tabs, so that blank cells keep their places."""
    cells: list[Cell] = []
    number = 0
    for at, line in enumerate([*lines, ""], 1):
        if "\t" in line.strip():
            texts = line.rstrip("\n").split("\t")
            cells += [Cell(at, c, text.strip()) for c, text in enumerate(texts, 1)]
            continue
        if line.strip():
            cells.append(Cell(at, 1, line.strip()))
    if cells:
        yield Grid(tuple(cells), number + 1)


def _piped(lines: Sequence[str]) -> Grid:
    """Rows of cells before pipes.

    Web texts drop blank cells and pad the row's end with pipes up to the
    table's width; a line end inside a cell breaks such a row. Where the pipes
    add up to the width of a table the row is made whole here; elsewhere a line
    that is not padded leaves its row open.
    """
    widths = frozenset() if _keeps_places(lines) else _widths(lines)
    cells: list[Cell] = []
    open_rows: set[int] = set()
    row, column, pipes = 0, 0, 0
    for at, line in enumerate(lines, 1):
        count = _pipes(line)
        if not _goes_on(pipes, count, widths):
            row, column, pipes = at, 0, 0
        padded = bool(_PADDED.search(line))
        pipes = pipes + count if widths and not padded else 0
        if count and widths and not padded:
            open_rows.add(row)
        else:
            open_rows.discard(row)
        for text in _cells_of(line):
            if text or (not widths and line.strip()):
                column += 1
                cells.append(Cell(row, column, _BREAK.sub("\n", text)))
    return Grid(tuple(cells), 1, borders=Borders.ROWS, open_rows=frozenset(open_rows))


def _pipes(line: str) -> int:
    """The pipes behind cells: one that opens the line stands before its first cell."""
    return len(_CELL.findall(line.strip()[1:])) if line.lstrip().startswith("|") else len(_CELL.findall(line))


def _goes_on(pipes: int, count: int, widths: frozenset[int]) -> bool:
    """Whether a line completes the row before it, which has too few pipes so far."""
    if not pipes or not count:
        return False
    if pipes == 1:  # a row of one cell would be padded: this one was broken by a line end
        return pipes + count in widths or count not in widths
    return count not in widths and pipes + count <= max(widths)


def _widths(lines: Iterable[str]) -> frozenset[int]:
    """The pipes of whole rows: the usual padded ones, and any width of three and more that is met again."""
    padded: Counter[int] = Counter()
    plain: Counter[int] = Counter()
    for line in lines:
        (padded if _PADDED.search(line) else plain)[_pipes(line)] += 1
    usual = {n for n, times in padded.items() if times > 2} | {n for n, _ in padded.most_common(1)}
    return frozenset(usual | {n for n, times in plain.items() if n >= 3 and times > 1})


def _keeps_places(lines: Iterable[str]) -> bool:
    """Blank cells between filled ones: they were not dropped, so columns are true."""
    return sum(bool(re.search(r"\|\s*\|\s*[^|\s]", line.strip().lstrip("|"))) for line in lines) > 1


def _sole_cells(lines: Iterable[str]) -> Grid:
    """A cell a line before its pipe; a line without pipe may go on in the next."""
    cells = []
    open_rows = set()
    for at, line in enumerate(lines, 1):
        if line.strip():
            cells.append(Cell(at, 1, line.strip().rstrip("|").strip()))
            if "|" not in line:
                open_rows.add(at)
    return Grid(tuple(cells), 1, borders=Borders.CELLS, open_rows=frozenset(open_rows))


def _plain(lines: Sequence[str]) -> Iterator[Cell]:
    """Lines; where cells are set apart by blank lines, a line of blanks is a blank cell."""
    blank = sum(not line.strip() for line in lines)
    apart = blank >= _MANY * len(lines)
    for at, line in enumerate(lines, 1):
        if line.strip():
            yield Cell(at, 1, line.strip())
        elif apart and line:
            yield Cell(at, 1, "")
