from __future__ import annotations

import io

import openpyxl

from jixiao.writers.lists import Column, List, write_lists


def test_all_cells_are_texts_and_choices_are_offered():
    made = write_lists([List("机构", (Column("代码"), Column("类型", ("地区", "单位"))), [("001", "=1+1")])])

    sheet = openpyxl.load_workbook(io.BytesIO(made))["机构"]
    assert [("代码", "类型"), ("001", "=1+1")] == list(sheet.values)
    assert ["s", "s"] == [cell.data_type for cell in sheet[2]]
    assert [('"地区,单位"', "B2:B1001")] == [
        (each.formula1, str(each.sqref)) for each in sheet.data_validations.dataValidation
    ]
