"""Read back with another library than the one that wrote."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from jixiao.model.errors import UsageError
from jixiao.model.message import Language
from jixiao.writers import xlsx
from tests import factories


def written(*documents, language=Language.CHINESE):
    return b"".join(xlsx.write(documents, language))


def sheet(data, name):
    return list(openpyxl.load_workbook(io.BytesIO(data))[name].iter_rows(values_only=True))


def test_sheets_in_the_language_of_the_reader():
    chinese = openpyxl.load_workbook(io.BytesIO(written(factories.document())))
    english = openpyxl.load_workbook(io.BytesIO(written(factories.document(), language=Language.ENGLISH)))

    assert ["指标", "资金", "目标表", "问题"] == chinese.sheetnames
    assert ["Indicators", "Funds", "Tables", "Findings"] == english.sheetnames


def test_headings_stay_in_sight_and_filter():
    book = openpyxl.load_workbook(io.BytesIO(written(factories.document())))

    assert {"A2"} == {each.freeze_panes for each in book}
    assert "A1:R7" == book["指标"].auto_filter.ref


def test_texts_are_texts_and_numbers_are_numbers():
    rows = {row[7]: row for row in sheet(written(factories.document()), "指标")}

    assert "=100%" == rows["基本支出预算执行率"][8]
    assert (280, "人", 10, "260人", "270人", 9.3) == rows["慰问人数"][10:16]
    assert ("90~95", "%", "-") == rows["家属满意度"][10:13]


def test_money_is_in_yuan():
    *_, last = sheet(written(factories.document(tables=(factories.unit_table(),))), "资金")

    assert ("收入预算合计", 198065200) == last[4:]


def test_findings_name_the_cell():
    _, first, second = sheet(written(factories.document()), "问题")

    assert ("错误", "见义勇为专项", "自评表!C5") == (first[1], first[2], first[-1])
    assert (None, None) == (second[2], second[-1])


def test_columns_that_no_row_fills_are_left_out():
    heading, *_ = sheet(written(factories.document(tables=(factories.unit_table(),))), "指标")

    assert not {"分值", "实际完成值", "得分", "偏差原因"} & set(heading)


def test_rows_are_as_high_as_their_longest_text():
    book = openpyxl.load_workbook(io.BytesIO(written(factories.document())))

    heights = [book["目标表"].row_dimensions[row].height for row in (2, 3)]

    assert [33, None] == heights  # None: the usual height


def test_the_same_documents_give_the_same_bytes():
    assert written(factories.document()) == written(factories.document())


def test_a_text_beyond_what_a_cell_holds_is_cut():
    goal = replace(factories.unit_table().goals[0], text="目" * 40_000)
    table = factories.unit_table(goals=(goal,))

    heading, row = sheet(written(factories.document(tables=(table,))), "目标表")

    assert xlsx.MAX_TEXT == len(row[heading.index("绩效目标")])


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 5)

    with pytest.raises(UsageError, match="csv or parquet"):
        written(factories.document())
