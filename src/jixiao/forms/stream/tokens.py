"""A text whose columns are lost, as a row of tokens with the gaps between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from jixiao.forms import vocabulary
from jixiao.grid.grid import Borders, Cell, Grid
from jixiao.grid.text import folded

_PIECES = re.compile(r"\S+")
_LONGEST = 5  # pieces a label is ever printed in
_LATIN = re.compile(r"[A-Za-z]$")


class Gap(IntEnum):
    """What lies before a token, from the weakest mark of a border to the strongest."""

    GLUE = 0  # nothing is printed: the border was set by the words
    SPACE = 1
    LINE = 2
    CELL = 3
    BREAK = 4  # a line end after a whole cell: the row may end here
    ROW = 5


class Token(NamedTuple):
    """A piece of text, the cell or line it stands in, and the gap before it."""

    text: str
    cell: Cell
    gap: Gap


def tokens_of(grid: Grid) -> list[Token]:
    """The tokens of a grid, words that were broken over lines made whole."""
    if grid.borders is Borders.LINES:
        return list(_merged(list(_of_lines(grid.cells))))
    if grid.borders is Borders.CELLS:
        return list(_merged(list(_of_cells(grid))))
    tokens = []
    row = 0
    for cell in grid.cells:
        gap = Gap.CELL if cell.row == row else Gap.BREAK if row in grid.open_rows else Gap.ROW
        tokens.append(Token(cell.text.strip(), cell, gap))
        row = cell.row
    return tokens


def _of_cells(grid: Grid) -> Iterator[Token]:
    gap = Gap.CELL
    for cell in grid.cells:
        yield Token(cell.text.strip(), cell, gap)
        gap = Gap.LINE if cell.row in grid.open_rows else Gap.CELL


def _of_lines(cells: Iterable[Cell]) -> Iterator[Token]:
    for cell in cells:
        gap = Gap.LINE
        text = cell.text
        if not text.strip():
            yield Token("", cell, Gap.LINE)
            continue
        previous = ""
        for piece in _PIECES.findall(text):
            # A blank between Latin words separates words, not cells.
            words = bool(previous) and _LATIN.search(previous) and piece[0].isascii()
            yield Token(" " + piece if words else piece, cell, gap)
            previous = piece
            gap = Gap.SPACE


def _merged(tokens: list[Token]) -> Iterator[Token]:
    """Labels, heads and level words that line ends cut in two ("服务对象满意度\\n指标")."""
    at = 0
    while at < len(tokens):
        size = _pieces_of_word(tokens, at)
        first = tokens[at]
        text = "".join(t.text for t in tokens[at : at + size])
        yield first._replace(text=text) if size > 1 else first
        at += size


def _pieces_of_word(tokens: list[Token], at: int) -> int:
    text = tokens[at].text
    if not text or len(text) > 12 or text[-1] in "。；;":
        return 1
    best = 1
    first, whole, level = text, vocabulary.is_word(text), vocabulary.is_level1(text)
    for size in range(2, min(_LONGEST, len(tokens) - at) + 1):
        piece, gap = tokens[at + size - 1].text, tokens[at + size - 1].gap
        if gap > Gap.LINE or not piece or len(text) > 24 or (level and vocabulary.is_level2(piece)):
            break
        text += piece
        rest = text[len(first) :]
        two = (
            whole and len(rest) > 2 and vocabulary.is_word(rest)
        )  # 指标值 and 计量单位, not one head of both
        if vocabulary.is_word(text) and not two:
            best = size
        elif len(piece) > 2 and vocabulary.is_word(piece):
            break
    return best


@lru_cache(maxsize=8192)
def is_label(text: str) -> bool:
    """A label of the front, as a whole token."""
    word = folded(text)
    return (
        vocabulary.field(word) is not None
        or vocabulary.goal_label(word) is not None
        or vocabulary.is_funds_label(word)
        or vocabulary.is_task_block(word)
    )
