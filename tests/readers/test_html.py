"""Web pages, and what calls itself one: each oddity once."""

from __future__ import annotations

import pytest

from jixiao.model.errors import EmptyFile, FileTooLarge
from jixiao.readers import html as reader
from jixiao.readers.limits import Limits
from tests.readers.build import blocks, grids, places, shown


def read(page):
    return shown(reader, page.encode())


def only(page):
    (grid,) = grids(reader, page.encode())
    return grid


def said(inside):
    """The text of one cell with this inside."""
    ((text,),) = read(f"<table><tr><td>{inside}</td></tr></table>")[0]
    return text


def test_texts_and_tables_in_reading_order():
    page = "<h1>目标表</h1><p>2024<p>年<table><tr><td>名称<th>甲</table>注"

    assert ["目标表", "2024", "年", [["名称", "甲"]], "注"] == read(page)


def test_spans():
    page = "<table><tr><td rowspan=2 colspan=2>大<td>甲<tr><td>乙<tr><td>丙<td>丁<td>戊</table>"

    assert [
        ("大", 1, 1, 2, 2),
        ("甲", 1, 3, 1, 1),
        ("乙", 2, 3, 1, 1),
        ("丙", 3, 1, 1, 1),
        ("丁", 3, 2, 1, 1),
        ("戊", 3, 3, 1, 1),
    ] == places(only(page))


def test_a_cell_moves_aside_for_one_from_above():
    page = "<table><tr><td>甲<td rowspan=2>高<td>乙<tr><td>丙<td>丁</table>"

    assert [("丙", 2, 1, 1, 1), ("丁", 2, 3, 1, 1)] == places(only(page))[3:]


def test_cells_that_overlap_are_both_kept():
    page = "<table><tr><td>甲<td rowspan=2>高<tr><td colspan=2>宽</table>"

    assert [("甲", 1, 1, 1, 1), ("高", 1, 2, 2, 1), ("宽", 2, 1, 1, 2)] == places(only(page))


def test_rowspan_zero_reaches_to_the_end_of_the_group():
    page = "<table><tbody><tr><td rowspan=0>高<td>甲<tr><td>乙</tbody><tbody><tr><td>丙<td>丁</tbody></table>"

    assert [("高", 1, 1, 2, 1), ("丙", 3, 1, 1, 1)] == [places(only(page))[at] for at in (0, 3)]


def test_rowspans_end_with_the_table():
    assert [("甲", 1, 1, 1, 1), ("乙", 1, 2, 1, 1)] == places(
        only("<table><tr><td rowspan=9>甲<td rowspan=1000000000>乙</table>")
    )


@pytest.mark.parametrize(
    ("claimed", "colspan"),
    [("0", 1), ("-2", 1), ("x", 1), ("", 1), ("2px", 2), (" 3", 3), ("+2", 2), ("9" * 30, 1024)],
)
def test_nonsense_colspans(claimed, colspan):
    assert [("甲", 1, 1, 1, colspan)] == places(only(f'<table><tr><td colspan="{claimed}">甲</table>'))


def test_groups_of_rows():
    page = "<table><thead><tr><th>头</thead><tbody><tr><td>身</tbody><tfoot><tr><td>尾</tfoot></table>"

    assert [[["头"], ["身"], ["尾"]]] == read(page)


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>甲<td>乙<tr><td>丙",
        "<table><tr><td>甲</tr><td>乙</td></table>",
        "<table><td>甲<td>乙<tr><td>丙</table>",
        "<TABLE><TR><TD><b>甲<TD>乙</TABLE>",
        "<table><form><tr><td>甲<td>乙</tr></form></table>",
    ],
)
def test_missing_ends(page):
    assert "甲乙丙".startswith("".join(cell.text for cell in only(page).cells))


def test_a_cell_in_a_cell_follows_it():
    page = "<table><tr><td>甲<div><section><object><td>乙</td></object></section></div></td></tr></table>"

    assert ["甲", "乙"] == [cell.text for cell in only(page).cells]


def test_cells_without_a_table():
    assert ["甲", "乙"] == read("<td>甲<td>乙")


def test_a_caption_stands_above_its_table():
    assert ["题", [["甲"]]] == read("<table><caption>题</caption><tr><td>甲</table>")
    assert [[["外"], ["里"]], "后"] == read("<table><tr><td>外<tr><td>里</table><caption>后</caption>")


def test_a_page_laid_out_with_tables():
    form = "<table><tr><td>名称<td>甲<tr><td>部门<td>乙</table>"
    page = (
        f"<table><tr><td colspan=2>某局网站<tr><td>首页<td><table><tr><td><p>绩效目标表</p>{form}</table>"
        "<tr><td colspan=2>版权所有</table>"
    )

    assert ["某局网站", "首页", "绩效目标表", [["名称", "甲"], ["部门", "乙"]], "版权所有"] == read(page)


def test_a_form_with_a_table_in_a_cell_stays_a_form():
    page = (
        "<table><tr><td>名称<td>甲<tr><td>部门<td>乙<tr><td>指标<td>见下<table><tr><td>数量</table></table>"
    )

    assert [[["名称", "甲"], ["部门", "乙"], ["指标", "见下"]], [["数量"]]] == read(page)


@pytest.mark.parametrize("depth", [60, 200, 5000])
def test_tables_nested_too_deep_become_text(depth):
    assert "nesting-too-deep" == read("<table><tr><td>" * depth + "底")[-1]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("甲<br>乙", "甲\n乙"),
        ("<p>甲</p>\n  <p>乙</p>", "甲\n乙"),
        ("<div>甲<div>乙</div></div>", "甲\n乙"),
        ("<ul><li>甲<li>乙</ul>", "甲\n乙"),
        ("甲 \n\t 乙", "甲 乙"),
        ("&nbsp;甲&nbsp;&nbsp;乙&nbsp;", "甲  乙"),
        ("&ge;90&percnt;", "≥90%"),
        ("<span>甲</span><b>乙</b>", "甲乙"),
        ("<pre>甲\n  乙</pre>", "甲\n乙"),
        ("甲<script>x</script><style>x</style><template>x</template>乙", "甲乙"),
        ("甲<!-- x --><!--[if gte mso 9]><xml>x</xml><![endif]-->乙", "甲乙"),
        ("<![if !supportEmptyParas]>甲<![endif]><o:p>乙</o:p>", "甲乙"),
        ("甲<xml><w:View>x</w:View></xml>乙", "甲乙"),
        ('甲<span style="DISPLAY: none">x</span><i hidden>x</i>乙', "甲乙"),
        ("甲<span style='mso-hide:all'>x</span>乙", "甲乙"),
        ("甲<ruby>乙<rp>(</rp><rt>yi</rt><rp>)</rp></ruby>", "甲乙"),
        ("甲&#xD800;&#8203;&shy;&#x1e;乙", "甲\ufffd乙"),
        ("<span style='font-family:Symbol'>&sup3;</span>90%", "≥90%"),
        ("<font face=Symbol>\uf0a3</font>90%", "≤90%"),
        ("<span style='font-family:Wingdings'>&thorn;</span>是", "☑是"),
        ("<span style='mso-symbol-font-family:Symbol'>&sup3;</span>", "³"),
    ],
)
def test_what_a_cell_prints(inside, text):
    assert text == said(inside)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<input value='甲'>", "甲"),
        ("<input type=TEXT value='甲'> <input>", "甲"),
        ("<input type=hidden value=x><input type=submit value=x>甲<button>x</button>", "甲"),
        ("<input type=checkbox checked>是<input type=radio>否", "☑是☐否"),
        ("<textarea>甲\n乙</textarea>", "甲\n乙"),
        ("<select><option>差<option selected>好</select>", "好"),
        ("<select><option>差<option>好</select>", "差"),
        ("<select multiple><option>差<option>好</select>甲", "甲"),
        ("<select></select>甲", "甲"),
    ],
)
def test_what_a_form_shows(inside, text):
    assert text == said(inside)


def test_hidden_rows_are_not_printed():
    page = "<table><tr><td>甲<tr height=0 style='display:none'><td>乙<tr><td>丙</table>"

    assert [("甲", 1), ("丙", 2)] == [(cell.text, cell.row) for cell in only(page).cells]


PAGE = (
    "<html><head><meta charset={0}></head><body><table><tr><td>绩效目标申报表，满意度</table></body></html>"
)


@pytest.mark.parametrize("real", ["utf-8", "gb18030", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "nonsense", '""'])
def test_the_charset_is_what_the_bytes_are(real, declared):
    assert [[["绩效目标申报表，满意度"]]] == shown(reader, PAGE.format(declared).encode(real))


def test_a_charset_in_the_declaration_of_xml():
    page = '<?xml version="1.0" encoding="gb2312"?><html><body>绩效目标</body></html>'

    assert ["绩效目标"] == shown(reader, page.encode("gb2312"))


@pytest.mark.parametrize("data", [b"", b" \n", b"\0\0"])
def test_an_empty_page(data):
    with pytest.raises(EmptyFile):
        blocks(reader, data)


@pytest.mark.parametrize("page", ["<!-- x -->", "<html></html>", "<table></table>", "<p>&nbsp;"])
def test_a_page_with_nothing_on_it(page):
    assert [] == read(page)


@pytest.mark.parametrize("entity", ["<!DOCTYPE html SYSTEM 'file:///etc/passwd'>", "<!ENTITY a 'x'>"])
def test_entities_are_not_fetched(entity):
    assert ["甲&a;"] == read(f"{entity}<p>甲&a;")


def test_tables_beyond_the_limits():
    wide = "<table><tr>" + "<td>x" * 5 + "</table>"

    with pytest.raises(FileTooLarge):
        blocks(reader, wide.encode(), Limits(columns=4))
    with pytest.raises(FileTooLarge):
        blocks(reader, (wide + wide).encode(), Limits(cells=9))


def test_spans_that_cover_more_than_there_may_be():
    page = "<table>" + f"<tr>{'<td rowspan=5000>x' * 1000}" + "<tr><td>" * 3000 + "</table>"

    with pytest.raises(FileTooLarge):
        blocks(reader, page.encode())


def test_a_tag_with_attributes_without_end():
    attributes = " ".join(f"a{number}=1" for number in range(6000))

    with pytest.raises(FileTooLarge):
        read(f"<p {attributes}>甲")


def test_a_tag_with_a_picture_in_it():
    picture = "iVBOR/w0KGgo AAAA" * 10_000

    assert ["甲"] == read(f'<p>甲<img src="data:image/png;base64,{picture}">')


def test_a_text_without_tags():
    assert [sum(range(1, 10000))] == [
        sum(map(int, text.split(" "))) for text in read("<p>" + " ".join(map(str, range(1, 10000))))
    ]
