"""Texts that a picture was misread as, mended where the form proves what was printed.

Only tables that were read from pictures are touched, and each repair is a
finding that keeps the text as it was read. A rule says what it takes for
granted; where that does not hold, the text stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from jixiao.forms import vocabulary
from jixiao.forms.draft import Draft, DraftIndicator
from jixiao.forms.vocabulary import Head
from jixiao.grid.grid import Block, Cell, Grid, Reading
from jixiao.grid.text import compact, folded
from jixiao.model.finding import Finding, Level
from jixiao.model.message import Message
from jixiao.model.source import Source

_NUMBER = re.compile(r"[≥≤=<>]?(?=[OolI]*\d)[\dOolI.,]*[\dOo](?:[%％]|[万亿]?元)?")
_LETTER = re.compile(r"[OolI]")
_LETTERS = str.maketrans("OolI", "0011")
_NO_WORD = re.compile(r"(?<=[万亿千])兀")
_OPTIONS = re.compile(r"(?:[口□☑■√](?:是|否|有|无|新增|延续|一次性|经常性|持续性|其他)){2,}")
_OVER = re.compile(r"[27Zz](100|[5-9]\d(?:\.\d+)?)([%％]?)")
_THREE = re.compile(r"三(?=\d)")
_BRACKET = re.compile(r"[(（].*$")
_COLUMNS = frozenset({Head.LEVEL1, Head.LEVEL2, Head.LEVEL3, Head.TARGET})
_LEAST_HEADS = 2  # that make a row one of heads
_SHORTEST = 3  # characters of a head that is known though one is wrong


class _Rule(NamedTuple):
    mend: Callable[[str], str]
    why: Message


def _digits(text: str) -> str:
    is_number = _LETTER.search(text) and _NUMBER.fullmatch(compact(text))
    return text.translate(_LETTERS) if is_number else text


def _unit(text: str) -> str:
    return _NO_WORD.sub("元", text)


def _boxes(text: str) -> str:
    return text.replace("口", "□") if _OPTIONS.fullmatch(compact(text)) else text


_CELLS = (
    _Rule(_digits, Message("单元格里其余都是数字", "all else in the cell is a number")),
    _Rule(_unit, Message("没有这样的金额单位", "there is no such unit of amounts")),
    _Rule(_boxes, Message("其后都是选项", "options follow it")),
)
_HEAD = Message("同一行都是表头", "it stands among the heads of columns")
_LEVEL = Message(
    "该列是指标级别，只有这个名称与之相差一字", "of the levels of indicators only this one is so near"
)
_SHARE = Message("满意度不会超过100%", "satisfaction is never above 100%")
_SIGN = Message("“三”后面不会直接跟数字", "no digits follow 三")


def mended(reading: Reading) -> tuple[Reading, tuple[Finding, ...]]:
    """The reading with the cells mended that prove by themselves or by their row what was printed."""
    blocks: list[Block] = []
    findings: list[Finding] = []
    for block in reading.blocks:
        if isinstance(block, Grid) and block.recognised:
            repairs = list(_repairs(block))
            findings += (_finding(block.source(cell), text, why) for cell, text, why in repairs)
            blocks.append(_with(block, {cell: text for cell, text, _ in repairs}))
        else:
            blocks.append(block)
    return replace(reading, blocks=tuple(blocks)), tuple(findings)


def _with(grid: Grid, texts: dict[Cell, str]) -> Grid:
    return replace(grid, cells=tuple(cell._replace(text=texts.get(cell, cell.text)) for cell in grid.cells))


def _repairs(grid: Grid) -> Iterator[tuple[Cell, str, Message]]:
    for row in grid.rows:
        heads = sum(vocabulary.head(cell.text) in _COLUMNS for cell in row)
        for cell in row:
            for rule in _CELLS:
                text = rule.mend(cell.text)
                if text != cell.text:
                    yield cell, text, rule.why
                    break
            else:
                is_unknown = heads >= _LEAST_HEADS and vocabulary.head(cell.text) is None
                if is_unknown and (text := _meant(cell.text, "heads")):
                    yield cell, text, _HEAD


def _meant(text: str, section: str) -> str:
    """The only listed word that differs in one character; "" if the text is listed or several are as near."""
    word = folded(text)
    if len(word) < _SHORTEST or vocabulary.is_word(text):
        return ""
    found = [w for w in vocabulary.words(section) if _differ_in_one(w, word)]
    return found[0] if len(found) == 1 else ""


def _differ_in_one(word: str, other: str) -> bool:
    return len(word) == len(other) and sum(a != b for a, b in zip(word, other, strict=True)) == 1


def mended_rows(draft: Draft, tables: frozenset[int]) -> tuple[Draft, tuple[Finding, ...]]:
    """The draft with levels and targets mended in the rows of ``tables``, which are those from pictures."""
    rows: list[DraftIndicator] = []
    findings: dict[tuple[str, str], Finding] = {}  # a level over several rows is said once
    for row in draft.indicators:
        repairs = list(_row_repairs(row)) if row.source.table in tables else []
        for member, text, why in repairs:
            read = getattr(row, member)
            named = row.level3 if member == "value" else ""
            found = _finding(row.source._replace(text=read), text, why, named)
            findings.setdefault((read, named), found)
        changes: dict[str, Any] = {member: text for member, text, _ in repairs}
        rows.append(row._replace(**changes))
    return replace(draft, indicators=rows), tuple(findings.values())


def _row_repairs(row: DraftIndicator) -> Iterator[tuple[str, str, Message]]:
    """Members of a row with what was printed there."""
    for member, printed in (("level1", row.level1), ("level2", row.level2)):
        name = _BRACKET.sub("", printed)
        meant = _meant(name, "levels")
        if meant.endswith("指标"):
            yield member, meant + printed[len(name) :], _LEVEL
    if row.comparator:
        return
    over = _OVER.fullmatch(compact(row.value))
    if over and "满意" in row.level1 + row.level2 + row.level3 and folded(over[2] + row.unit) == "%":
        yield "value", f"≥{over[1]}{over[2]}", _SHARE
    elif _THREE.match(row.value):
        yield "value", _THREE.sub("=", row.value), _SIGN


def _finding(source: Source, text: str, why: Message, indicator: str = "") -> Finding:
    return Finding(
        "text-misread",
        Level.NOTE,
        Message(
            f"从图片中识别为“{source.text}”，按“{text}”读取（{why.zh}）；请对照原件核对。",
            f"The picture was recognised as “{source.text}”; read as “{text}” since {why.en}. "
            "Compare with the original.",
        ),
        indicator=indicator,
        source=source,
    )
