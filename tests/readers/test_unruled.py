"""Tables without rulings: rows and columns told by where the texts stand."""

from __future__ import annotations

import pytest

from jixiao.grid.grid import Grid
from jixiao.readers.limits import Limits
from jixiao.readers.page.blocks import blocks_of
from jixiao.readers.page.cells import sheet_of
from jixiao.readers.page.marks import without_marks
from jixiao.readers.page.shapes import Glyph, Ruling, Rulings

SIZE = (600.0, 800.0)
LEFTS = (60, 140, 230, 420)
HEADS = ("一级指标", "二级指标", "三级指标", "指标值")


def glyphs(said: str, left: float, base: float) -> list[Glyph]:
    found = []
    for char in said:
        width = 5.0 if char.isascii() else 10.0
        found.append(Glyph(left, base - 9, left + width, base + 1, char, base))
        left += width
    return found


def page(*texts: tuple[str, float, float]) -> list[Glyph]:
    """Each text from its left at its base."""
    return [glyph for text in texts for glyph in glyphs(*text)]


def row(base: float, *cells: str) -> list[tuple[str, float, float]]:
    return [(said, left, base) for said, left in zip(cells, LEFTS, strict=False) if said]


def grids(*pages: list[Glyph], rulings: Rulings | None = None) -> list[Grid]:
    sheets, before = [], None
    for number, found in enumerate(pages, 1):
        sheets.append(sheet_of(number, SIZE, rulings or Rulings(), found, before))
        before = sheets[-1].unfinished
    return [b for b in blocks_of(sheets, len(sheets), Limits()) if isinstance(b, Grid)]


def beside(grid: Grid, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """The levels beside each of these names."""
    cells = {cell.text: cell for cell in grid.cells}
    column = cells[HEADS[0]].column, cells[HEADS[1]].column
    return [
        (grid.places[cells[n].row, column[0]].text, grid.places[cells[n].row, column[1]].text) for n in names
    ]


NAMES = ("公路里程", "桥梁座数", "验收合格率", "完成时间", "出行便利")


def body(levels: dict[str, float], seconds: dict[str, float]) -> list[Glyph]:
    """Five rows twenty points apart, with levels where they are said to stand."""
    rows = [row(80, *HEADS)]
    rows += [row(100 + 20 * n, "", "", name, f"{n + 1}个") for n, name in enumerate(NAMES)]
    labels = [(said, LEFTS[0], base) for said, base in levels.items()]
    labels += [(said, LEFTS[1], base) for said, base in seconds.items()]
    return page(*[text for texts in rows for text in texts], *labels)


@pytest.mark.parametrize(
    ("levels", "seconds"),
    [
        (
            {"产出指标": 100, "效益指标": 180},
            {"数量指标": 100, "质量指标": 140, "时效指标": 160, "社会效益": 180},
        ),
        (
            {"产出指标": 130, "效益指标": 180},
            {"数量指标": 110, "质量指标": 140, "时效指标": 160, "社会效益": 180},
        ),
    ],
    ids=["at the top of their rows", "in the middle of their rows"],
)
def test_levels_stand_beside_all_their_rows(levels, seconds):
    (grid,) = grids(body(levels, seconds))

    assert beside(grid, NAMES) == [
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("产出指标", "时效指标"),
        ("效益指标", "社会效益"),
    ]


def test_heads_of_two_lines_and_names_wrapped():
    found = page(
        *[(said, left, 80) for said, left in zip(("一级", "二级", "三级"), LEFTS, strict=False)],
        ("指标值", LEFTS[3], 86),
        *[("指标", left, 92) for left in LEFTS[:3]],
        *row(115, "产出", "数量", "农村公路养", "12公里"),
        ("护里程", LEFTS[2], 127),
        *row(150, "", "质量", "验收合格率", "98%"),
    )

    (grid,) = grids(found)

    assert [tuple(c.text.replace("\n", "") for c in cells) for cells in grid.rows] == [
        ("一级指标", "二级指标", "三级指标", "指标值"),
        ("产出", "数量", "农村公路养护里程", "12公里"),
        ("质量", "验收合格率", "98%"),
    ]


def test_what_stands_above_the_heads_may_be_on_the_page_before():
    first = page(("项目支出绩效目标表", 250, 700), ("项目名称", 60, 730), ("农村公路养护", 160, 730))
    second = body({"产出指标": 100}, {"数量指标": 100})

    (grid,) = grids(first, second)

    assert [c.text for c in grid.rows[0]] == ["项目名称", "农村公路养护"]
    assert beside(grid, NAMES[:2]) == [("产出指标", "数量指标")] * 2


def test_rulings_that_leave_rows_out_do_not_tell_them():
    """Three lines: above the heads, below them, below the table."""
    three = Rulings(tuple(Ruling(y, 50, 500) for y in (66, 86, 190)))

    (grid,) = grids(body({"产出指标": 100}, {"数量指标": 100}), rulings=three)

    assert [c.text for c in grid.rows[2] if c.text in NAMES] == [NAMES[1]]


def test_columns_that_are_no_heads_of_indicators_are_left_as_lines():
    found = page(*row(80, "行次", "资产类别", "计量单位", "数量"), *row(100, "1", "房屋", "平方米", "80"))

    assert grids(found) == []


def test_words_that_run_aslant_are_no_text_of_the_page():
    upright = page(("项目名称", 60, 100), ("农村公路养护", 160, 100), ("合计", 60, 130))
    aslant = [
        Glyph(60 + 30 * n, 300 - 20 * n, 105 + 30 * n, 345 - 20 * n, c, 340 - 20 * n)
        for n, c in enumerate("内部资料")
    ]

    assert without_marks([*upright, *aslant]) == upright
    assert without_marks(upright) == upright
