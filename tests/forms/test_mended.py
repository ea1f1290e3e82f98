"""What a picture was misread as: mended where the form proves it, told, and else left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jixiao.forms.read import document_of
from jixiao.grid.grid import Cell, Grid, Reading
from jixiao.model.finding import Level
from jixiao.model.message import Language

HEADS = ("一级指标", "二级指标", "三级指标", "指标值")
ROWS = (
    ("产出指标", "数量指标", "培训人次", "≥100人次"),
    ("产出指标", "质量指标", "培训合格率", "≥95%"),
    ("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%"),
)


def grid(*rows: tuple[str, ...], recognised: bool = True) -> Grid:
    lines = (("项目名称", "培训经费", "主管部门", "教育局"), HEADS, *rows)
    cells = [Cell(r, c, text) for r, line in enumerate(lines, 1) for c, text in enumerate(line, 1)]
    return Grid(tuple(cells), 1, recognised=recognised)


def read(given: Grid):
    document = document_of(Reading("表.png", "png", "", (given,)))
    return document.tables[0], [f for f in document.findings if f.rule == "text-misread"]


def changed(row: int, column: int, text: str) -> tuple[tuple[str, ...], ...]:
    rows = [list(line) for line in ROWS]
    rows[row][column] = text
    return tuple(map(tuple, rows))


MISREAD = [
    (2, 3, "292%", "≥92%"),
    (2, 3, "2100%", "≥100%"),
    (0, 3, "三100%", "=100%"),
    (0, 3, "≥1OO%", "≥100%"),
    (1, 3, "≥l5%", "≥15%"),
    (0, 0, "产岀指标", "产出指标"),
    (2, 1, "服务对像满意度指标", "服务对象满意度指标"),
]
MEMBERS = ("level1", "level2", "level3", "printed")


@pytest.mark.parametrize(("row", "column", "text", "meant"), MISREAD)
def test_what_the_form_proves_is_mended_and_told(row, column, text, meant):
    table, findings = read(grid(*changed(row, column, text)))

    assert getattr(table.indicators[row], MEMBERS[column]) == meant
    assert [(f.level, f.source.text) for f in findings] == [(Level.NOTE, text)]
    assert text in findings[0].message.said_in(Language.CHINESE)
    assert meant in findings[0].message.said_in(Language.ENGLISH)


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        (1, 3, "292%"),  # a growth may be as high
        (2, 3, "92%"),
        (2, 3, "245%"),  # nobody aims at 45 %
        (0, 3, "≥5l"),  # litres
        (0, 3, "三级以上"),
        (0, 1, "某量指标"),  # 数量 or 质量
        (0, 2, "数里指标"),  # the name of a measure is free
        (0, 2, "口岸数量口径"),
    ],
)
def test_what_is_not_proven_stays(row, column, text):
    table, findings = read(grid(*changed(row, column, text)))

    assert getattr(table.indicators[row], MEMBERS[column]) == text
    assert findings == []


@pytest.mark.parametrize(("row", "column", "text"), [m[:3] for m in MISREAD])
def test_what_was_typed_is_never_touched(row, column, text):
    table, findings = read(grid(*changed(row, column, text), recognised=False))

    assert getattr(table.indicators[row], MEMBERS[column]) == text
    assert findings == []


def test_heads_units_and_boxes_are_mended_by_their_neighbours():
    whole = grid(*ROWS)
    texts = {"三级指标": "三级指杯", "培训经费": "口新增 口延续", "教育局": "100万兀"}
    cells = tuple(cell._replace(text=texts.get(cell.text, cell.text)) for cell in whole.cells)

    table, findings = read(replace(whole, cells=cells))

    assert [i.level3 for i in table.indicators] == ["培训人次", "培训合格率", "学员满意度"]
    assert [f.source.text for f in findings] == ["口新增 口延续", "100万兀", "三级指杯"]
    assert table.department == "100万元"


def test_heads_that_only_a_pattern_knows_stay():
    whole = grid(*ROWS)
    cells = tuple(c._replace(text="当年度指标值") if c.text == "指标值" else c for c in whole.cells)

    table, findings = read(replace(whole, cells=cells))

    assert [i.printed for i in table.indicators] == ["≥100人次", "≥95%", "≥90%"]
    assert findings == []


def test_a_level_over_several_rows_is_told_once():
    rows = [("产岀指标", *row[1:]) if row[0] == "产出指标" else row for row in ROWS]

    table, findings = read(grid(*rows))

    assert [i.level1 for i in table.indicators] == ["产出指标", "产出指标", "满意度指标"]
    assert len(findings) == 1
