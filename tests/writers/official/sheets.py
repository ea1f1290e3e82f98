"""Sheets for the tests of what draws them: a hand-made form, and any cover of a grid with cells."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from jixiao import read
from jixiao.model.source import Source
from jixiao.writers.official.fill import fill
from jixiao.writers.official.layout import layouts
from jixiao.writers.official.sheet import Align, Cell, Line, Look, Sheet

SEED = Path(__file__).parents[2] / "corpus/gansu-2024.docx"
HEADS = ("一级指标", "二级指标", "三级指标", "指标值")
ODD = "#strong[x] $a$ <b>&amp; \\ @c /* d */ \"e\" 'f'"
LONG_NUMBER = "≥1,234,567,890.123456789012345元/平方米"


@cache
def seed():
    """The tables of a real disclosure, and the sheets of their forms."""
    tables = read(SEED).tables
    drawn = {layout.form: layout for layout in layouts() if layout.name.startswith("gansu")}
    return tables, [fill(drawn[table.form], table).sheet for table in tables]


def said(value):
    """All that a table says, without where it stood."""
    if isinstance(value, Source):
        return None
    if isinstance(value, tuple):
        return [said(each) for each in value]
    if is_dataclass(value):
        return {each.name: said(getattr(value, each.name)) for each in fields(value)}
    return value


def label(row, column, text, **more):
    return Cell(row, column, text, look=Look.LABEL, align=Align.CENTRE, **more)


def form(indicators=30, goal="统筹协调。\n推进建设。", **changes):
    """Heads in the middle, and a word of the form beside all indicators, as most provinces print it."""
    rows = range(5, 5 + indicators)
    cells = (
        label(1, 1, "项目名称", colspan=2),
        Cell(1, 3, "见义勇为专项", colspan=3),
        label(2, 1, "年度资金总额", colspan=2),
        Cell(2, 3, "", colspan=3, look=Look.ENTRY, align=Align.RIGHT),
        label(3, 1, "总体目标", colspan=2),
        Cell(3, 3, goal, colspan=3),
        label(4, 1, "绩效指标", rowspan=indicators + 1),
        *(label(4, column, text) for column, text in enumerate(HEADS, 2)),
        Cell(5, 2, "产出指标", rowspan=indicators),
        Cell(5, 3, "数量指标", rowspan=indicators),
        *(Cell(row, 4, f"慰问人数{row}") for row in rows),
        *(Cell(row, 5, "≥280人次") for row in rows),
    )
    above = (
        Line("附件2"),
        Line("项目支出绩效目标表", Align.CENTRE, is_title=True),
        Line("（2024年度）", Align.CENTRE),
    )
    made = Sheet("见义勇为", above, (1, 2, 3, 5, 4), cells, (Line("填表人："),), (4, 4))
    return replace(made, **changes)


@st.composite
def covers(draw, longest=6):
    """A sheet whose cells cover every place once; heads may stand anywhere in it."""
    height, width = draw(st.integers(1, longest)), draw(st.integers(1, 4))
    free = {(row, column) for row in range(1, height + 1) for column in range(1, width + 1)}
    cells = []
    while free:
        cells.append(draw(_cell(*min(free), free)))
        free -= _places(cells[-1])
    heads = st.tuples(st.integers(1, height), st.integers(1, height)).map(sorted).map(tuple)
    title = (Line("绩效目标表", is_title=True),)
    return Sheet("表", title, (1,) * width, tuple(cells), repeated=draw(st.none() | heads))


@st.composite
def _cell(draw, row, column, free):
    wide = 1
    while (row, column + wide) in free and draw(st.booleans()):
        wide += 1
    tall = 1
    while {(row + tall, c) for c in range(column, column + wide)} <= free and draw(st.booleans()):
        tall += 1
    text = draw(st.text("目标值≥90%.a<&>\"'#$*_\\[]", max_size=8))
    return Cell(row, column, text, tall, wide, draw(st.sampled_from(Look)), draw(st.sampled_from(Align)))


def _places(cell):
    rows = range(cell.row, cell.row + cell.rowspan)
    return {(row, column) for row in rows for column in range(cell.column, cell.column + cell.colspan)}
