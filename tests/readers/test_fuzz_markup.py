"""Whatever the bytes, a reader of markup ends soon, in blocks and findings or an error of ours."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jixiao.grid.grid import Grid, Paragraph
from jixiao.model.errors import FileError
from jixiao.model.finding import Finding
from jixiao.readers import docx, html, mht, odf, ods
from jixiao.readers.limits import Limits
from tests.readers import build
from tests.readers.build import cell, par, row, run, table

LIMITS = Limits(cells=2000, columns=40, span=50, nesting=4, unpacked_size=2**20)
FAST = settings(
    max_examples=150,
    deadline=2000,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    derandomize=True,
)

BOX = "<w:r><w:txbxContent>{}</w:txbxContent></w:r>"
WORD = build.docx(
    par("题", '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>')
    + table(
        row(cell("甲", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'), "乙"),
        row(cell("", '<w:gridSpan w:val="2"/><w:vMerge/>'), cell(table(row("里")) + par(""))),
        row("丙", properties='<w:trPr><w:gridBefore w:val="1"/><w:del w:id="1"/></w:trPr>'),
    )
    + f"<w:p>{run('尾', '<w:rPr><w:vanish/></w:rPr>')}{BOX.format(par('箱'))}</w:p>",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    header1=par("眉"),
)
TEXT = build.odt(
    '<text:list text:style-name="L"><text:list-item><text:p>题<text:s text:c="3"/></text:p></text:list-item>'
    "</text:list>"
    '<table:table><table:table-row table:number-rows-repeated="2">'
    '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>甲</text:p>'
    "<table:table><table:table-row><table:table-cell/></table:table-row></table:table></table:table-cell>"
    '<table:covered-table-cell/><table:table-cell table:number-columns-repeated="3"/></table:table-row>'
    "</table:table><text:p>箱<draw:text-box><text:p>里</text:p></draw:text-box></text:p>",
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"/>'
    "</text:list-style>",
)
BOOK = build.ods(
    '<table:table table:name="表"><table:table-row table:number-rows-repeated="3">'
    '<table:table-cell table:number-columns-repeated="2" table:number-rows-spanned="2" '
    'office:value-type="percentage" office:value="1"><text:p>甲<text:tab/></text:p></table:table-cell>'
    "</table:table-row></table:table>"
)
PAGE = (
    '<meta charset=gb2312><table><caption>题</caption><tr><td rowspan=2 colspan="3">甲'
    "<table><tr><td>里</table>"
    "<td hidden>乙<tr><td style='font-family:Symbol'>&sup3;<select><option>丙</select>"
    "<pre>丁</pre></table>"
).encode("gb18030")
MESSAGE = (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    b"Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    + PAGE
    + b"\r\n--x--\r\n"
)


def check(reader, data):
    """Read it all; the cells must lie in the limits and in order."""
    try:
        found = list(reader.read(data, build.name_of(reader), LIMITS))
    except FileError:
        return
    numbers = [block.number for block in found if isinstance(block, Grid)]
    assert list(range(1, len(numbers) + 1)) == numbers
    for block in found:
        assert isinstance(block, Paragraph | Grid | Finding)
        if isinstance(block, Grid):
            check_grid(block)
        elif isinstance(block, Paragraph):
            assert block.text.encode("utf-8").strip()


def check_grid(grid):
    assert list(grid.cells) == sorted(grid.cells, key=lambda each: (each.row, each.column))
    assert all(each.row > 0 and 0 < each.column <= LIMITS.columns for each in grid.cells)
    assert all(each.rowspan > 0 and each.colspan > 0 and "\0" not in each.text for each in grid.cells)
    assert len(grid.places) <= LIMITS.cells
    assert all(each.text.encode("utf-8") is not None for each in grid.cells)


# What turns one valid piece of markup into another, or into none.
PIECES = [
    *(b"<", b">", b"/>", b"</", b'"', b"&", b"&#xD800;", b"&#0;", b"\0", b"\xff", b"\xed\xa0\x80"),
    *(b"1000000000", b"-1", b"x", b"<!--", b"<![CDATA[", b"]]>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;"),
    *(b"<td>", b"<table>", b"<tr>", b"</table>", b"<caption>", b"<script>", b"<textarea>", b"<plaintext>"),
    *("绩效".encode(), "绩效".encode("gbk")),
]


@st.composite
def mangled(draw, data):
    """The data with a few pieces removed, doubled, exchanged or put in."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 60)))
        change = draw(st.sampled_from(("cut", "double", "insert", "move", "end")))
        if change == "cut":
            data = data[:at] + data[end:]
        elif change == "double":
            data = data[:end] + data[at:end] * draw(st.integers(1, 20)) + data[end:]
        elif change == "insert":
            data = data[:at] + draw(st.sampled_from(PIECES)) + data[at:]
        elif change == "move":
            to = draw(st.integers(0, len(data)))
            data = data[:to] + data[at:end] + data[to:]
        else:
            data = data[:at]
    return data


@cache
def members(data):
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


class Workbook:
    """The sheets of a workbook, read and dropped: their cells become grids elsewhere."""

    FORMATS = {"ods": ()}  # noqa: RUF012 -- as in a module

    @staticmethod
    def read(data, _, limits):
        for sheet in ods.sheets(data, limits):
            assert len(sheet.cells) <= limits.cells
            assert all(0 < each.column <= limits.columns for each in sheet.cells)
        return []


ZIPPED = pytest.mark.parametrize(
    ("reader", "data"), [(docx, WORD), (odf, TEXT), (Workbook, BOOK)], ids=["docx", "odt", "ods"]
)


WORD_TAGS = [
    "w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:tcPr", "w:trPr", "w:pPr", "w:rPr",
    "w:gridSpan", "w:vMerge", "w:hMerge", "w:gridBefore", "w:del", "w:moveFrom", "w:cellDel",
    "w:vanish", "w:hidden", "w:txbxContent", "mc:AlternateContent", "mc:Choice", "mc:Fallback",
    "w:sdt", "w:sdtContent", "w:numPr", "w:numId", "w:ilvl", "w:sym", "w:tab", "w:br", "w:jixiao",
    "w:ddList", "w:listEntry", "w:checkBox", "m:t", "m:den",
]  # fmt: skip
TEXT_TAGS = [
    "text:p", "text:span", "text:h", "text:s", "text:tab", "text:section", "text:note", "text:list",
    "text:list-item", "text:number", "table:table", "table:table-row", "table:table-cell",
    "table:covered-table-cell", "draw:text-box", "draw:frame", "draw:rect",
]  # fmt: skip
PAGE_TAGS = [
    "p", "div", "br", "span", "table", "tr", "td", "th", "tbody", "caption", "select", "option",
    "textarea", "pre", "input", "script", "font", "svg", "a", "b", "o:p",
]  # fmt: skip


def trees(tags, attributes):
    """Any markup made of these, each element closed."""
    said = st.sampled_from(["", *attributes])

    def element(inside):
        return st.builds(
            lambda tag, given, inner: f"<{tag} {given}>{''.join(inner)}</{tag}>",
            st.sampled_from(tags),
            said,
            st.lists(inside, max_size=4),
        )

    return st.recursive(st.sampled_from(["甲", "", " 2 "]), element, max_leaves=30)


VALUES = [f'w:val="{value}"' for value in ("restart", "continue", "0", "1", "2", "1000000000", "-1")]
COUNTS = [
    f'table:number-{what}="{value}"'
    for what in ("rows-spanned", "columns-spanned", "rows-repeated", "columns-repeated")
    for value in ("0", "2", "1000000000")
]
SPANS = [f'{what}="{value}"' for what in ("rowspan", "colspan") for value in ("0", "2", "1000000000")]


@FAST
@given(body=trees(WORD_TAGS, [*VALUES, 'w:char="F0B3"', 'w:char="0"']))
def test_any_tree_of_word(body):
    check(docx, build.docx(body))
    check(docx, build.docx(table(row(cell(f"<w:p/>{body}"), "乙"), row("丙"))))


@FAST
@given(body=trees(TEXT_TAGS, [*COUNTS, 'text:style-name="L"', 'text:display="none"', 'text:c="3"']))
def test_any_tree_of_open_document(body):
    check(odf, build.odt(body))
    check(odf, build.odt(f"<table:table><table:table-row>{body}</table:table-row></table:table>"))
    check(Workbook, build.ods(f"<table:table><table:table-row>{body}</table:table-row></table:table>"))


@FAST
@given(body=trees(PAGE_TAGS, [*SPANS, "hidden", "style='font-family:Symbol'", "type=checkbox", "selected"]))
def test_any_tree_of_html(body):
    check(html, body.encode())


@ZIPPED
@FAST
@given(draw=st.data())
def test_a_part_of_a_zip(reader, data, draw):
    parts = members(data)
    name = draw.draw(st.sampled_from(sorted(parts)))

    check(reader, build.packed({**parts, name: draw.draw(mangled(parts[name]))}))


@ZIPPED
@FAST
@given(draw=st.data())
def test_a_zip(reader, data, draw):
    check(reader, draw.draw(mangled(data)))


@pytest.mark.parametrize(("reader", "data"), [(docx, WORD), (odf, TEXT), (html, PAGE), (mht, MESSAGE)])
def test_a_file_cut_off_anywhere(reader, data):
    for length in range(0, len(data), 11):
        check(reader, data[:length])


@pytest.mark.parametrize(("reader", "data"), [(html, PAGE), (mht, MESSAGE)], ids=["html", "mht"])
@FAST
@given(draw=st.data())
def test_a_page(reader, data, draw):
    check(reader, draw.draw(mangled(data)))


@FAST
@given(data=st.binary(max_size=200))
@example(b"<table>" * 5000)
@example(b"<td><table>" * 3000 + b"</table>" * 3000)
@example(b"&#" * 1000)
@example(b"<![endif]" * 1000)
@example(b'<p style="' + b"a:" * 5000)
def test_any_bytes(data):
    for reader in (docx, html, mht, odf, Workbook):
        check(reader, data)
