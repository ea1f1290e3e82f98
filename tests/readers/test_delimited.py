"""Tables in plain text with a sign between the cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.grid.grid import Borders, Cell, Grid
from jixiao.model.errors import EmptyFile, FileTooLarge
from jixiao.model.finding import Finding
from jixiao.readers.delimited import read
from jixiao.readers.limits import Limits


def cells(text: str | bytes, kind: str = "csv") -> list[tuple[int, int, str]]:
    data = text if isinstance(text, bytes) else text.encode()
    (grid,) = (block for block in read(data, kind, Limits()) if isinstance(block, Grid))
    return [cell[:3] for cell in grid.cells]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("kind", ["csv", "tsv"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_sign_is_found(sign: str, kind: str, end: str) -> None:
    rows = ["指标;目标".replace(";", sign), f"培训，人次{sign}≥120", f"及时率{sign}100%"]

    assert cells(end.join(rows), kind) == [
        (1, 1, "指标"),
        (1, 2, "目标"),
        (2, 1, "培训，人次"),
        (2, 2, "≥120"),
        (3, 1, "及时率"),
        (3, 2, "100%"),
    ]


def test_blank_cells_and_lines_keep_their_places() -> None:
    (grid,) = read("项目支出绩效目标表,,\n\n,数量指标, \n".encode("gbk"), "csv", Limits())

    assert grid == Grid((Cell(1, 1, "项目支出绩效目标表"), Cell(3, 2, "数量指标")), 1, borders=Borders.DRAWN)


def test_quotes() -> None:
    assert cells('a,"第一行\r\n第二行",c\n"含""引号""",",",="001"\n') == [
        (1, 1, "a"),
        (1, 2, "第一行\n第二行"),
        (1, 3, "c"),
        (2, 1, '含"引号"'),
        (2, 2, ","),
        (2, 3, "001"),
    ]


def test_a_quote_that_nobody_closed_does_not_swallow_the_table() -> None:
    rows = "".join(f"{number},x\n" for number in range(300))

    assert len(cells(f'"未闭合,x\n{rows}')) == 602


def test_one_column_and_the_hint_of_excel() -> None:
    assert cells("一\n二\n") == [(1, 1, "一"), (2, 1, "二")]
    assert cells("sep=;\n一;二,三\n") == [(1, 1, "一"), (1, 2, "二,三")]


def test_limits() -> None:
    with pytest.raises(EmptyFile):
        list(read(b",,,\n,,,\n", "csv", Limits()))
    with pytest.raises(FileTooLarge):
        list(read(b"a,b\n" * 9, "csv", Limits(text_length=20)))
    grid, finding = read(b"a,b\n" * 9, "csv", Limits(cells=5))
    assert isinstance(grid, Grid)
    assert isinstance(finding, Finding)
    assert (len(grid.cells), finding.rule) == (5, "sheet-too-large")
    assert "3" in finding.message.en


@given(st.binary(max_size=200).filter(lambda data: data.strip()))
def test_never_fails(data: bytes) -> None:
    try:
        list(read(data, "csv", Limits()))
    except EmptyFile:
        assert True
