"""OpenDocument texts: each oddity of theirs once."""

from __future__ import annotations

import pytest

from jixiao.model.errors import DamagedFile, EmptyFile, EncryptedFile, FileTooLarge
from jixiao.readers import odf as reader
from jixiao.readers.limits import Limits
from tests.readers.build import blocks, flat_odf, grids, odt, packed, places, shown


def p(inside, attributes=""):
    return f"<text:p {attributes}>{inside}</text:p>"


def cell(inside, **attributes):
    said = "".join(f' table:number-{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    content = inside if inside.startswith("<") else p(inside)
    return f"<table:table-cell{said}>{content}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def row(*cells, attributes=""):
    inside = "".join(each if each.startswith("<table:") else cell(each) for each in cells)
    return f"<table:table-row {attributes}>{inside}</table:table-row>"


def table(*rows):
    return f"<table:table>{''.join(rows)}</table:table>"


def read(body, **parts):
    return shown(reader, odt(body, **parts))


def only(body):
    (grid,) = grids(reader, odt(body))
    return grid


def said(inside):
    return read(p(inside))


def test_texts_and_tables_in_reading_order():
    assert ["目标表", [["名称", "甲"]], "注"] == read(
        "<text:h>目标表</text:h>" + table(row("名称", "甲")) + p("注")
    )


def test_spans():
    body = table(
        row(cell("大", columns_spanned=2, rows_spanned=2), COVERED, "甲"),
        row(COVERED, COVERED, "乙"),
        row("丙", "丁", "戊"),
    )

    assert [("大", 1, 1, 2, 2), ("甲", 1, 3, 1, 1), ("乙", 2, 3, 1, 1)] == places(only(body))[:3]


def test_spans_without_covered_cells():
    body = table(row(cell("大", columns_spanned=2, rows_spanned=2), "甲"), row("乙"))

    assert [("大", 1, 1, 2, 2), ("甲", 1, 3, 1, 1), ("乙", 2, 3, 1, 1)] == places(only(body))


def test_what_covered_cells_hold_is_not_printed():
    covered = f"<table:covered-table-cell>{p('旧')}</table:covered-table-cell>"

    assert [[["宽"], ["甲", "乙"]]] == read(
        table(row(cell("宽", columns_spanned=2), covered), row("甲", "乙"))
    )


def test_header_rows_and_groups_of_rows():
    body = (
        f"<table:table><table:table-header-rows>{row('头')}</table:table-header-rows>"
        f"<table:table-row-group>{row('身')}</table:table-row-group></table:table>"
    )

    assert [[["头"], ["身"]]] == read(body)


def test_repeated_cells_and_rows():
    body = table(row(cell("甲", columns_repeated=2), cell("", columns_repeated=3), "乙"))

    assert [("甲", 1, 1, 1, 1), ("甲", 1, 2, 1, 1), ("乙", 1, 6, 1, 1)] == places(only(body))
    repeated = row("丙", attributes='table:number-rows-repeated="3"')
    assert [[["丙"], ["丙"], ["丙"], ["丁"]]] == read(table(repeated, row("丁")))


@pytest.mark.parametrize("claimed", ["0", "-1", "x", "1000000000"])
def test_nonsense_in_spans_of_the_last_row(claimed):
    grid = only(table(row("甲", cell("乙", rows_spanned=claimed))))

    assert [("甲", 1, 1, 1, 1), ("乙", 1, 2, 1, 1)] == places(grid)


def test_empty_repeats_cost_nothing():
    blank = row(cell("", columns_repeated=10**9), attributes='table:number-rows-repeated="1000000000"')

    assert [[["甲"], ["乙"]]] == read(table(row("甲"), blank, row("乙")))


def test_repeats_beyond_the_limit():
    for body in (
        table(row(cell("甲", columns_repeated=10**9))),
        table(row("甲", attributes='table:number-rows-repeated="1000000000"')),
    ):
        with pytest.raises(FileTooLarge):
            blocks(reader, odt(body))


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<text:span>甲</text:span>乙", "甲乙"),
        ('甲<text:s text:c="3"/>乙', "甲   乙"),
        ("甲<text:s/>乙", "甲 乙"),
        ("甲<text:tab/>乙", "甲\t乙"),
        ("甲\n  乙", "甲 乙"),
        ("甲<text:note><text:note-body><text:p>注</text:p></text:note-body></text:note>乙", "甲乙"),
        ("甲<office:annotation><text:p>批注</text:p></office:annotation>乙", "甲乙"),
        ("甲<text:soft-page-break/><text:bookmark/>乙", "甲乙"),
        (
            "<text:ruby><text:ruby-base>甲</text:ruby-base><text:ruby-text>jia</text:ruby-text></text:ruby>",
            "甲",
        ),
        ("甲<text:page-number>1</text:page-number>", "甲1"),
        ("甲\u00ad\u200b乙", "甲乙"),
    ],
)
def test_what_a_paragraph_prints(inside, text):
    assert [text] == said(inside)


def test_a_thousand_million_blanks():
    (text,) = said('甲<text:s text:c="1000000000"/>乙')

    assert len(text) < 2000


def test_line_breaks():
    assert ["甲", "乙"] == said("甲<text:line-break/>乙")
    assert [[["甲\n乙\n丙"]]] == read(table(row(cell(p("甲<text:line-break/>乙") + p("丙")))))


def test_deletions_are_gone_and_insertions_stay():
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>旧</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )

    assert ["新文"] == read(changes + p('<text:change text:change-id="1"/>新<text:change-start/>文'))


def test_hidden_texts():
    styles = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    body = (
        p('甲<text:span text:style-name="H">乙</text:span>丙')
        + p("丁", 'text:style-name="H"')
        + f'<text:section text:display="none">{p("戊")}</text:section>'
        + f'<text:section text:display="true">{p("己")}</text:section>'
    )

    assert ["甲丙", "己"] == read(body, styles=styles)


def test_a_text_box_stands_behind_its_paragraph():
    box = f"<draw:frame><draw:text-box>{p('箱')}{table(row('项目', '甲'))}</draw:text-box></draw:frame>"

    assert ["前后", "箱", [["项目", "甲"]], "尾"] == read(p(f"前{box}后") + p("尾"))
    assert ["箱", [["项目", "甲"]], "尾"] == read(box + p("尾"))
    assert ["箱"] == said(f"<draw:custom-shape>{p('箱')}</draw:custom-shape>")


def test_a_frame_is_taken_apart():
    inner = table(row("名称", "甲"))

    assert ["题", [["名称", "甲"]], "注"] == read(table(row(cell(p("题") + inner + p("注")))))


def test_tables_nested_too_deep_become_text():
    body = p("底")
    for _ in range(60):
        body = table(row(cell(body)))

    assert [[["底"]], "nesting-too-deep"] == read(body)


def test_cells_that_belong_to_no_table():
    assert ["甲", "乙", "丙"] == read(cell("甲") + row("乙") + "<table:table>" + p("丙") + "</table:table>")


def test_a_box_that_breaks_a_cell():
    inside = f"<draw:text-box>{cell('丙')}</draw:text-box>"

    assert [[["甲\n丙\n\n乙", "丁"]]] == read(table(row(cell(p("甲") + inside + p("乙")), "丁")))


def test_a_cell_in_a_cell_follows_it():
    assert [[["甲", "乙"]]] == read(table(row(cell(p("甲") + cell("乙")))))


def test_headers_come_first_and_footers_last():
    master = (
        f"<style:master-page><style:header>{p('眉')}</style:header><style:footer>{p('脚')}</style:footer>"
        f"</style:master-page><style:master-page><style:header>{p('眉')}</style:header></style:master-page>"
    )

    assert ["眉", "文", "脚"] == read(p("文"), master=master)


LISTS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-prefix="（" style:num-suffix="）" style:num-format="一, 二, 三, ..."/>'
    '<text:list-level-style-number text:level="2" style:num-suffix="." style:num-format="1" '
    'text:display-levels="2"/></text:list-style>'
)


def items(*insides, attributes=""):
    inside = "".join(f"<text:list-item>{each}</text:list-item>" for each in insides)
    return f'<text:list text:style-name="L" {attributes}>{inside}</text:list>'


def test_list_numbers_are_printed():
    below = f"<text:list><text:list-item>{p('丙')}</text:list-item></text:list>"
    body = items(p("甲") + p("续"), p("乙") + below, p("丁"))

    assert ["（一） 甲", "续", "（二） 乙", "二.1. 丙", "（三） 丁"] == read(body, styles=LISTS)


def test_lists_go_on_or_begin_anew():
    body = (
        items(p("甲"))
        + items(p("乙"), attributes='text:continue-numbering="true"')
        + items(p("丙"), attributes='text:continue-list="x"')
        + items(p("丁"))
    )

    assert ["（一） 甲", "（二） 乙", "（三） 丙", "（一） 丁"] == read(body, styles=LISTS)


def test_nonsense_in_list_styles():
    styles = LISTS.replace('text:level="1"', 'text:level="1" text:start-value="x"').replace(
        "一, 二", "二, 三"
    )

    assert ["甲"] == read(items(p("甲")), styles=styles)
    assert ["（一） 甲"] == read(
        items(p("甲")), styles=LISTS.replace('text:level="1"', 'text:level="1" text:start-value="x"')
    )


def test_list_items_with_a_start_or_a_number_of_their_own():
    item = f'<text:list-item text:start-value="5">{p("甲")}</text:list-item>'
    start = f'<text:list text:style-name="L">{item}</text:list>'

    assert ["（五） 甲"] == read(start, styles=LISTS)
    assert ["3. 甲"] == read(items("<text:number>3.</text:number>" + p("甲")))
    assert ["甲"] == read(items(p("甲")) + "<text:list-item/>")


def test_flat_files():
    data = flat_odf("text", table(row("名称", "甲"))).encode()

    assert [[["名称", "甲"]]] == shown(reader, data)


MANIFEST = "<manifest><file-entry><encryption-data/></file-entry></manifest>"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (b" \n", EmptyFile),
        (b"PK\x03\x04", DamagedFile),
        (packed({"x": ""}), DamagedFile),
        (packed({"content.xml": "<a/>"}), DamagedFile),
        (flat_odf("spreadsheet", "").encode(), DamagedFile),
        (packed({"content.xml": b"\x01\x02", "META-INF/manifest.xml": MANIFEST}), EncryptedFile),
    ],
)
def test_what_is_no_text(data, error):
    with pytest.raises(error):
        blocks(reader, data)


def test_tables_beyond_the_limits():
    wide = table(row(*["x"] * 5))

    with pytest.raises(FileTooLarge):
        blocks(reader, odt(wide), limits=Limits(columns=4))
    with pytest.raises(FileTooLarge):
        blocks(reader, odt(wide + wide), limits=Limits(cells=9))
