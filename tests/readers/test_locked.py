from __future__ import annotations

from dataclasses import replace

from jixiao.grid.grid import Cell, Grid
from jixiao.grid.locked import Locked
from jixiao.readers.locked import changed

KEPT = [
    ("项目名称", "培训", ""),
    ("培训人次", "≥280人次", "2,272.88"),
    ("合格率", "≥95%", "10"),
    ("满意度", "≥90%", "10"),
]


def kept(sheet: str = "表") -> list[Locked]:
    return [Locked(sheet, r, c, text) for r, row in enumerate(KEPT, 1) for c, text in enumerate(row, 1)]


def grid(*rows: tuple[str, ...]) -> Grid:
    cells = [Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text]
    return Grid(tuple(cells), 1, sheet="表")


def said(*rows: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Where something is found, and what: up to what is required."""
    found = changed(kept(), [grid(*rows)])
    return [
        (each.source.row, each.source.column, each.message.zh.split("的 ")[1].split("。")[0])
        for each in found
    ]


def test_nothing_is_said_of_what_stayed_and_of_what_was_filled_in():
    assert [] == said(KEPT[0], (*KEPT[1], "260人次"), *KEPT[2:], ("备注", "写在表下面"))


def test_rows_that_are_blank_or_wholly_open_may_be_filled_in_and_their_locked_cells_may_not():
    blank = [Locked("表", 2, 2, ""), *(each._replace(row=each.row + 2) for each in kept() if each.row > 1)]
    locked = [*kept()[:3], *blank]  # row 2 has one locked cell, row 3 none
    filled = [KEPT[0], ("完成", "", ""), ("2024年", "", ""), *KEPT[1:]]
    changes = [KEPT[0], ("完成", "新", ""), *filled[2:]]

    assert [] == [*changed(locked, [grid(*filled)])]
    assert [] == [*changed(locked, [grid(KEPT[0], ("",), ("",), *KEPT[1:], ("备注",))])]
    assert [(2, 2, "新")] == [
        (each.source.row, each.source.column, each.source.text) for each in changed(locked, [grid(*changes)])
    ]


def test_numbers_and_blanks_may_be_written_anew():
    assert [] == said(KEPT[0], (" 培训人次", "≥ 280人次", "2272.880"), *KEPT[2:])


def test_cells_that_were_changed_emptied_or_written_into():
    rows = (("项目名称", "培训", "新"), ("培训人次", "≥200人次", "2,272.88"), ("合格率", "", "10"), KEPT[3])

    assert [
        (1, 3, "C1：锁定的单元格被改动，现为“新”；应为空白"),
        (2, 2, "B2：锁定的单元格被改动，现为“≥200人次”；应为“≥280人次”"),
        (3, 2, "B3：锁定的单元格被改动，现为空白；应为“≥95%”"),
    ] == said(*rows)


def test_a_text_that_was_moved_is_found_where_it_went():
    rows = (KEPT[0], ("培训人次", "", "2,272.88", "≥280人次"), *KEPT[2:])

    assert [(2, 2, "B2：锁定的单元格被改动，现为空白，移到了 D2；应为“≥280人次”")] == said(*rows)


def test_a_removed_row_is_said_once():
    assert [(3, 1, "第3行：被删除，应为“合格率 ≥95% 10”")] == said(*KEPT[:2], KEPT[3])


def test_a_row_put_in_is_said_and_those_below_it_are_the_same():
    assert [(3, 1, "第3行：是新插入的“新指标 ≥1个”")] == said(*KEPT[:2], ("新指标", "≥1个"), *KEPT[2:])


def test_a_sheet_that_is_gone_is_said_and_one_with_another_name_is_known():
    other = [Cell(1, 1, "项目名称"), Cell(1, 2, "修路")]

    (found,) = changed(kept("自评"), [Grid(tuple(other), 1, sheet="表")])

    assert found.message.zh.startswith("工作表“自评”：被删除或清空。")
    assert [] == [*changed(kept("自评"), [grid(*KEPT)])]
    (found,) = changed(kept("自评"), [grid(*KEPT[:3], ("满意度", "≥80%", "10"))])
    assert ("表", 4, 2) == (found.source.sheet, found.source.row, found.source.column)


def test_a_copy_of_a_sheet_is_said_and_its_cells_are_compared_too():
    copy = replace(grid(*KEPT[:3], ("满意度", "≥80%", "10")), number=2, sheet="表 (2)")

    found = [*changed(kept(), [grid(*KEPT), copy])]

    assert [("表 (2)", 1, 1), ("表 (2)", 4, 2)] == [
        (each.source.sheet, each.source.row, each.source.column) for each in found
    ]
    assert found[0].message.zh == "工作表“表 (2)”：是“表”的副本，会算作另一张表。请只保留其中一张。"


def test_a_workbook_that_keeps_nothing_is_not_compared():
    assert [] == list(changed([], [grid(*KEPT)]))
