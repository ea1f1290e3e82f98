"""OpenDocument workbooks: each oddity of theirs once."""

from __future__ import annotations

import pytest

from jixiao.model.errors import DamagedFile
from jixiao.readers.limits import Limits
from jixiao.readers.ods import sheets
from jixiao.readers.sheet import Area
from tests.readers.build import flat_odf, ods, packed

CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


def cell(text="", **attributes):
    said = "".join(f' table:number-{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    inside = text if text.startswith("<") or not text else f"<text:p>{text}</text:p>"
    return f"<table:table-cell{said}>{inside}</table:table-cell>"


def row(*cells, attributes=""):
    inside = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<table:table-row {attributes}>{inside}</table:table-row>"


def sheet(*rows, name="表", attributes=""):
    return f'<table:table table:name="{name}" {attributes}>{"".join(rows)}</table:table>'


def read(tables, styles="", limits=None):
    return list(sheets(ods(tables, styles), limits or Limits()))


def only(*rows, limits=None):
    (found,) = read(sheet(*rows), limits=limits)
    return found


def texts(found):
    return [(each.text, each.row, each.column) for each in found.cells]


def test_sheets_with_their_cells_at_their_places():
    first, second = read(sheet(row("甲", "", "乙"), name="一") + sheet(row(""), row("丙"), name="二"))

    assert ("一", [("甲", 1, 1), ("乙", 1, 3)]) == (first.name, texts(first))
    assert ("二", [("丙", 2, 1)]) == (second.name, texts(second))


def test_the_text_is_what_is_printed():
    percent = '<table:table-cell office:value-type="percentage" office:value="0.98">{}</table:table-cell>'

    assert [("98%", 1, 1)] == texts(only(row(percent.format("<text:p>98%</text:p>"))))


@pytest.mark.parametrize(
    ("attributes", "text"),
    [
        ('office:value-type="percentage" office:value="0.98"', "98%"),
        ('office:value-type="percentage" office:value="x"', "x"),
        ('office:value-type="float" office:value="1150"', "1150"),
        ('office:value-type="string" office:string-value="甲"', "甲"),
        ('office:value-type="date" office:date-value="2024-10-31"', "2024-10-31"),
        ('office:value-type="boolean" office:boolean-value="true"', "TRUE"),
    ],
)
def test_without_a_text_the_value_has_to_do(attributes, text):
    assert [(text, 1, 1)] == texts(only(row(f"<table:table-cell {attributes}/>")))


def test_paragraphs_of_a_cell_are_lines():
    note = "<text:note><text:p>注</text:p></text:note>"
    first = f'<text:p>数量{note}<text:span>指</text:span>标<text:s text:c="2"/>一</text:p>'

    assert [("数量指标  一\n二", 1, 1)] == texts(only(row(cell(f"{first}<text:p>二</text:p>"))))


def test_merged_cells():
    covered = cell("旧", columns_repeated=2).replace("table-cell", "covered-table-cell")
    found = only(row(cell("宽", columns_spanned=3, rows_spanned=2), covered, "乙"))

    assert [Area(1, 1, 2, 3)] == found.merged
    assert [("宽", 1, 1), ("乙", 1, 4)] == texts(found)


def test_repeated_cells_and_rows():
    found = only(row(cell("甲", columns_repeated=2)), row("乙", attributes='table:number-rows-repeated="2"'))

    assert [("甲", 1, 1), ("甲", 1, 2), ("乙", 2, 1), ("乙", 3, 1)] == texts(found)


def test_empty_repeats_cost_nothing():
    blank = row(cell(columns_repeated=10**9), attributes='table:number-rows-repeated="1000000"')

    assert [("甲", 1000001, 1)] == texts(only(blank, row("甲")))


@pytest.mark.parametrize("claimed", ["0", "-1", "x"])
def test_nonsense_repeats(claimed):
    assert [("甲", 1, 1), ("乙", 1, 2)] == texts(only(row(cell("甲", columns_repeated=claimed), "乙")))


def test_repeats_beyond_the_limits():
    found = only(row("首"), row("甲", attributes='table:number-rows-repeated="1000000000"'), row("乙"))
    assert ([("首", 1, 1)], 1) == (texts(found), found.read_to_row)

    wide = only(row(cell("甲", columns_repeated=10**9)), limits=Limits(columns=3))
    assert (3, True) == (len(wide.cells), wide.has_more_columns)


def test_hidden_sheets_are_named_only():
    styles = (
        '<style:style style:name="H"><style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="S"><style:table-properties table:display="true"/></style:style>'
    )
    hidden, seen = (sheet(row("甲"), attributes=f'table:style-name="{name}"') for name in "HS")

    assert [(True, 0), (False, 1)] == [
        (each.is_hidden, len(each.cells)) for each in read(hidden + seen, styles)
    ]


@pytest.mark.parametrize("visibility", ["collapse", "filter"])
def test_hidden_rows_are_read_and_noted(visibility):
    found = only(row("甲", attributes=f'table:visibility="{visibility}"'), row("乙"))

    assert (True, 2) == (found.has_hidden_rows, len(found.cells))
    assert not only(row("甲")).has_hidden_rows


def test_notes_and_boxes():
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    box = "<draw:frame><draw:text-box><text:p>箱</text:p></draw:text-box></draw:frame>"
    shapes = f"<table:shapes>{box}<draw:rect/></table:shapes>"
    (found,) = read(sheet(shapes, row(cell(f"{note}<text:p>甲</text:p>{box}")), row(cell(box))))

    assert [("甲", 1, 1)] == texts(found)
    assert [(1, "箱"), (1, "箱"), (2, "箱")] == found.boxes


def test_errors_are_noted():
    error = (
        f'<table:table-cell xmlns:calcext="{CALCEXT}" calcext:value-type="error">'
        "<text:p>#DIV/0!</text:p></table:table-cell>"
    )

    assert [("error-in-cell", 1, 1, "#DIV/0!")] == [tuple(each) for each in only(row(error)).troubles]


def test_flat_files():
    data = flat_odf("spreadsheet", sheet(row("甲"))).encode()

    assert [("甲", 1, 1)] == texts(*sheets(data, Limits()))


def test_what_is_no_workbook():
    with pytest.raises(DamagedFile):
        list(sheets(packed({"content.xml": flat_odf("text", "")}), Limits()))
