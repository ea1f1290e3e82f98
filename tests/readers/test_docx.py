"""Word documents: each oddity of theirs once."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from jixiao.grid.grid import Paragraph
from jixiao.model.errors import DamagedFile, EmptyFile, FileTooLarge
from jixiao.readers import docx as reader
from jixiao.readers.limits import Limits
from tests.readers.build import WORD, blocks, cell, docx, grids, packed, par, places, row, run, shown, table

SPAN = '<w:gridSpan w:val="{}"/>'
BEGIN, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def read(body, **parts):
    return shown(reader, docx(body, **parts))


def only(body):
    (grid,) = grids(reader, docx(body))
    return grid


def said(inside):
    """The text of one paragraph with this inside."""
    return read(f"<w:p>{inside}</w:p>")


def test_paragraphs_and_tables_in_reading_order():
    body = par("绩效目标表") + table(row("项目名称", "甲")) + par(" ") + table(row("乙")) + par("备注")

    assert ["绩效目标表", [["项目名称", "甲"]], [["乙"]], "备注"] == read(body)


def test_grids_are_numbered_from_one():
    assert [1, 2] == [grid.number for grid in grids(reader, docx(table(row("甲")) + table(row("乙"))))]


def test_a_table_without_any_text_is_none():
    assert [] == read(table(row("", " ")))


def test_horizontal_span():
    grid = only(table(row(cell("宽", SPAN.format(2)), "丙"), row("一", "二", "三")))

    assert [("宽", 1, 1, 1, 2), ("丙", 1, 3, 1, 1)] == places(grid)[:2]


def test_vertical_span():
    grid = only(table(row(cell("高", BEGIN), "一"), row(cell("", GO_ON), "二"), row(cell("", GO_ON), "三")))

    assert [("高", 1, 1, 3, 1), ("一", 1, 2, 1, 1), ("二", 2, 2, 1, 1), ("三", 3, 2, 1, 1)] == places(grid)


def test_vertical_span_begins_anew_with_restart():
    grid = only(table(row(cell("甲", BEGIN)), row(cell("乙", BEGIN)), row(cell("", GO_ON))))

    assert [("甲", 1, 1, 1, 1), ("乙", 2, 1, 2, 1)] == places(grid)


def test_vertical_span_with_nothing_above_is_a_cell():
    grid = only(table(row("甲", "乙"), row(cell("丙", GO_ON), "丁"), row("戊", cell("己", GO_ON))))

    assert ["甲", "乙", "丙", "丁", "戊", "己"] == [each.text for each in grid.cells]


def test_vertical_span_is_broken_by_a_row_between():
    grid = only(table(row(cell("甲", BEGIN)), row("乙"), row(cell("丙", GO_ON))))

    assert [("甲", 1, 1, 1, 1), ("乙", 2, 1, 1, 1), ("丙", 3, 1, 1, 1)] == places(grid)


def test_span_in_both_directions():
    wide = SPAN.format(2)
    grid = only(table(row(cell("大", wide + BEGIN), "甲"), row(cell("", wide + GO_ON), "乙")))

    assert [("大", 1, 1, 2, 2), ("甲", 1, 3, 1, 1), ("乙", 2, 3, 1, 1)] == places(grid)


def test_rows_that_begin_further_right():
    indent = '<w:trPr><w:gridBefore w:val="2"/></w:trPr>'

    assert [("甲", 1, 3, 1, 1)] == places(only(table(row("甲", properties=indent))))


def test_old_horizontal_merge():
    begin, go_on = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    grid = only(table(row(cell("宽", begin), cell("", go_on), cell("", go_on), "尾")))

    assert [("宽", 1, 1, 1, 3), ("尾", 1, 4, 1, 1)] == places(grid)


@pytest.mark.parametrize(
    ("claimed", "colspan"), [("0", 1), ("-3", 1), ("x", 1), ("1000000000", 1024), ("", 1)]
)
def test_nonsense_spans(claimed, colspan):
    assert [("甲", 1, 1, 1, colspan)] == places(only(table(row(cell("甲", SPAN.format(claimed))))))


def test_rows_and_cells_in_content_controls():
    wrapped_cell = f"<w:sdt><w:sdtPr/><w:sdtContent>{cell('乙')}</w:sdtContent></w:sdt>"
    wrapped_row = f"<w:sdt><w:sdtContent>{row('丙', '丁')}</w:sdtContent></w:sdt>"
    rows = f"<w:tr>{cell('甲')}{wrapped_cell}</w:tr>{wrapped_row}"
    body = f"<w:sdt><w:sdtContent>{table(rows)}</w:sdtContent></w:sdt>"

    assert [[["甲", "乙"], ["丙", "丁"]]] == read(body)


def test_paragraphs_in_wrappers():
    body = f"<w:customXml><w:sdt><w:sdtContent>{par('甲')}</w:sdtContent></w:sdt></w:customXml>{par('乙')}"

    assert ["甲", "乙"] == read(body)


def test_paragraphs_of_a_cell_are_lines():
    assert [[["数量\n指标"]]] == read(table(row(cell(par("数量") + par("指标")))))


def test_a_frame_is_taken_apart():
    inner = table(row("项目名称", "甲"), row("主管部门", "乙"))
    body = table(row(cell(par("绩效目标表") + inner + par("注：略"))))

    assert ["绩效目标表", [["项目名称", "甲"], ["主管部门", "乙"]], "注：略"] == read(body)


def test_a_form_with_a_table_in_a_cell_stays_a_form():
    inner = table(row("指标", "值"))
    body = table(row("名称", "甲"), row("部门", "乙"), row("指标", cell(par("见下") + inner + par("完"))))

    assert [[["名称", "甲"], ["部门", "乙"], ["指标", "见下\n完"]], [["指标", "值"]]] == read(body)
    assert [1, 2] == [grid.number for grid in grids(reader, docx(body))]


def test_side_by_side_tables_in_a_frame():
    body = table(row(cell(table(row("左")) + par("")), cell(table(row("右")) + par(""))))

    assert [[["左"]], [["右"]]] == read(body)


def test_tables_nested_too_deep_become_text():
    body = par("底")
    for _ in range(200):
        body = table(row(cell(body)))
    *texts, finding = read(body)

    assert [[["底"]]] == texts
    assert "nesting-too-deep" == finding


def test_tables_nested_as_deep_as_allowed():
    body = par("底")
    for _ in range(Limits().nesting):
        body = table(row(cell(body)))

    assert [[["底"]]] == read(body)


BOX = "<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>"
OLD_BOX = "<v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>"
TWICE = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps">' + BOX + "</mc:Choice>"
    "<mc:Fallback>" + OLD_BOX + "</mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once_and_behind_its_paragraph():
    inside = run("甲") + TWICE.format(par("箱")) + run("乙")

    assert ["甲乙", "箱"] == said(inside)


def test_a_text_box_may_hold_the_whole_table():
    assert [[["项目", "甲"]], "后"] == read(f"<w:p>{TWICE.format(table(row('项目', '甲')))}</w:p>{par('后')}")


def test_the_branch_with_the_text_box_is_taken():
    inside = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback>'
        + OLD_BOX.format(par("箱"))
        + "</mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert ["箱"] == said(inside)


def test_alternatives_in_alternatives():
    inner = TWICE.format(par("箱"))
    inside = f"<w:r><mc:AlternateContent><mc:Choice>{BOX.format(f'<w:p>{inner}{inner}</w:p>')}</mc:Choice>"

    assert ["箱", "箱"] == said(f"{inside}<mc:Fallback/></mc:AlternateContent></w:r><mc:AlternateContent/>")


def test_boxes_keep_their_order_and_may_hold_boxes():
    inner = f"<w:p>{run('二')}<w:r>{BOX.format(par('三'))}</w:r></w:p>"
    inside = f"{run('一')}<w:r>{BOX.format(inner)}</w:r><w:r>{BOX.format(par('四'))}</w:r>"

    assert ["一", "二", "三", "四"] == said(inside)


def test_a_text_box_in_a_cell():
    assert [[["甲\n箱", "乙"]]] == read(
        table(row(cell(f"<w:p>{run('甲')}<w:r>{BOX.format(par('箱'))}</w:r></w:p>"), "乙"))
    )


def test_revisions_are_accepted():
    inside = (
        f"<w:ins>{run('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('去')}</w:moveFrom><w:moveTo>{run('来')}</w:moveTo>"
    )

    assert ["新来"] == said(inside)


def test_deleted_rows_and_cells_are_gone():
    deleted = '<w:trPr><w:del w:id="1" w:author="x"/><w:del w:id="2" w:author="x"/></w:trPr>'
    inserted = '<w:trPr><w:ins w:id="2" w:author="x"/></w:trPr>'
    body = table(
        row("甲", cell("乙", '<w:cellDel w:id="3"/>'), cell("丙", '<w:cellIns w:id="4"/>')),
        row("丁", properties=deleted),
        row("戊", properties=inserted),
    )

    assert [[["甲", "丙"], ["戊"]]] == read(body)


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    marked = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    body = par("第一", marked) + par("第二", marked) + par("第三")

    assert ["第一第二第三"] == read(body)


def test_a_deleted_paragraph_leaves_nothing():
    marked = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    gone = f"<w:p>{marked}<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"

    assert [[["甲\n乙"]]] == read(table(row(cell(par("甲") + gone + par("乙")))))


def test_properties_from_before_a_revision_do_not_count():
    changed = '<w:tcPrChange w:id="1"><w:tcPr><w:gridSpan w:val="5"/><w:vMerge/></w:tcPr></w:tcPrChange>'

    assert [("甲", 1, 1, 1, 2)] == places(only(table(row(cell("甲", SPAN.format(2) + changed)))))


def test_marks_of_revisions_with_nothing_to_do():
    last = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'

    assert ["甲", [["乙"]]] == read(par("甲", last) + table(row("乙")) + "<w:r><w:rPr><w:del/></w:rPr></w:r>")


def test_hidden_text_is_not_printed():
    hidden, shown_again = "<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:vanish w:val="0"/></w:rPr>'
    mark = "<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>"

    assert ["甲丙"] == said(mark + run("甲") + run("乙", hidden) + run("丙", shown_again))


def test_hidden_rows_are_not_printed():
    body = table(row("甲"), row("乙", properties="<w:trPr><w:hidden/></w:trPr>"))

    assert [[["甲"]]] == read(body)


DROP_DOWN = (
    '<w:fldChar><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="差"/>'
    '<w:listEntry w:val="好"/></w:ddList></w:ffData></w:fldChar>'
)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:tab/>", "甲\t乙"),
        ("<w:noBreakHyphen/>", "甲-乙"),
        ("<w:softHyphen/>", "甲乙"),
        ("<w:t>\u00ad\u200b\ufeff</w:t>", "甲乙"),
        ("<w:t>\uf0b3</w:t>", "甲≥乙"),
        ('<w:sym w:font="Symbol" w:char="F0A3"/>', "甲≤乙"),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "甲☑乙"),
        ('<w:sym w:font="Wingdings 2" w:char="0052"/>', "甲☑乙"),
        ('<w:sym w:font="宋体" w:char="2265"/>', "甲≥乙"),
        ('<w:sym w:font="Symbol" w:char="D800"/><w:sym w:char="zz"/><w:sym/><w:sym w:char="0"/>', "甲乙"),
        ("<w:instrText> PAGE </w:instrText>", "甲乙"),
        ('<w:pgNum/><w:lastRenderedPageBreak/><w:drawing/><w:commentReference w:id="1"/>', "甲乙"),
        ("<w:ruby><w:rt><w:r><w:t>yi</w:t></w:r></w:rt><w:rubyBase/></w:ruby>", "甲乙"),
        (DROP_DOWN, "甲好乙"),
        ('<w:fldChar><w:ffData><w:ddList><w:result w:val="7"/></w:ddList></w:ffData></w:fldChar>', "甲乙"),
        ("<w:ffData><w:checkBox><w:default/></w:checkBox></w:ffData>", "甲☑乙"),
        ('<w:ffData><w:checkBox><w:default/><w:checked w:val="0"/></w:checkBox></w:ffData>', "甲☐乙"),
    ],
)
def test_what_a_run_prints(inside, text):
    assert [text] == said(f"{run('甲')}<w:r>{inside}</w:r>{run('乙')}")
    assert [[[text]]] == read(table(row(cell(f"<w:p>{run('甲')}<w:r>{inside}</w:r>{run('乙')}</w:p>"))))


@pytest.mark.parametrize("sign", ["<w:br/>", "<w:cr/>", '<w:br w:type="page"/>'])
def test_a_break_ends_the_line(sign):
    inside = f"{run('甲')}<w:r>{sign}</w:r>{run('乙')}"

    assert ["甲", "乙"] == said(inside)
    assert [[["甲\n乙"]]] == read(table(row(cell(f"<w:p>{inside}</w:p>"))))


def test_tab_stops_are_no_tabs():
    assert ["甲"] == said('<w:pPr><w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs></w:pPr>' + run("甲"))


def test_wrapped_runs_are_read():
    inside = f"<w:hyperlink>{run('甲')}</w:hyperlink><w:smartTag>{run('乙')}</w:smartTag>"

    assert ["甲乙丙"] == said(f"{inside}<w:fldSimple>{run('丙')}</w:fldSimple>")


def test_blanks_stay_and_line_ends_of_the_file_do_not():
    inside = '<w:r><w:t xml:space="preserve">2024 </w:t></w:r><w:r><w:t>\n  年度\n  目标\n</w:t></w:r>'

    assert ["2024 年度 目标"] == said(inside)


def test_mathematics():
    part = "<m:{0}><m:r><m:t>{1}</m:t></m:r></m:{0}>"
    inside = f"<m:oMath><m:f>{part.format('num', '完成数')}{part.format('den', '计划数')}</m:f></m:oMath>"

    assert ["完成数/计划数"] == said(inside)


def test_headers_come_first_and_footers_last():
    header, footer = table(row("某局", "绩效目标表")), par("— 1 —")

    assert ["某局", "绩效目标表", "正文", "— 1 —"] == read(par("正文"), header1=header, footer1=footer)


def test_a_header_that_is_missing_or_none_is_left_out():
    reference = '<w:sectPr><w:headerReference r:id="{}"/></w:sectPr>'
    missing, unnamed, wrong = (
        reference.format("nowhere"),
        "<w:sectPr><w:headerReference/></w:sectPr>",
        reference.format("numbering"),
    )

    assert ["正文"] == read(par("正文") + missing + unnamed + wrong, numbering=NUMBERING)


PAGE = "<table><tr><td>项目<td>甲</table>".encode("gbk")
MESSAGE = b"Content-Type: text/html; charset=gbk\r\n\r\n" + PAGE


@pytest.mark.parametrize(("name", "content"), [("a.htm", PAGE), ("b.MHT", MESSAGE)])
def test_a_page_wrapped_in_a_document(name, content):
    body = table(row("一", "二")) + f'<w:altChunk r:id="{name}"/>'
    found = grids(reader, docx(body, parts={name: content}))

    assert [(1, "一"), (2, "项目")] == [(grid.number, grid.cells[0].text) for grid in found]


@pytest.mark.parametrize("name", ["c.rtf", "nowhere"])
def test_other_documents_in_a_document_are_noted(name):
    body = f'<w:altChunk r:id="{name}"/>'

    assert ["embedded-document-skipped"] == read(body, parts={"c.rtf": b"{\\rtf1}"})


def test_objects_of_other_programs_are_noted():
    inside = '<w:object><o:OLEObject ProgID="{}"/></w:object>'

    assert ["embedded-document-skipped"] == said(f"<w:r>{inside.format('Excel.Sheet.12')}</w:r>")
    assert [] == said(f"<w:r>{inside.format('Equation.3')}</w:r>")


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/>'
    "</w:lvl>"
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/>'
    "<w:isLgl/></w:lvl></w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="l"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def numbered(text, number="1", level="0"):
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return par(text, properties)


def test_list_numbers_are_printed():
    body = numbered("甲") + numbered("乙") + numbered("丙", level="1") + numbered("丁")

    assert ["（一） 甲", "（二） 乙", "2.1. 丙", "（三） 丁"] == read(body, numbering=NUMBERING)


def test_list_numbers_in_cells_go_on_in_reading_order():
    body = table(row(cell(numbered("")), "甲"), row(cell(numbered("")), "乙")) + numbered("丙")

    assert [[["（一）", "甲"], ["（二）", "乙"]], "（三） 丙"] == read(body, numbering=NUMBERING)


def test_merged_cells_are_numbered_once():
    body = table(row(cell(numbered(""), BEGIN), "甲"), row(cell(numbered(""), GO_ON), "乙")) + numbered("丙")

    assert [[["（一）", "甲"], ["乙"]], "（二） 丙"] == read(body, numbering=NUMBERING)


def test_a_list_that_starts_anew():
    body = numbered("甲") + numbered("乙") + numbered("丙", "3") + numbered("丁", "3")

    assert ["（一） 甲", "（二） 乙", "（一） 丙", "（二） 丁"] == read(body, numbering=NUMBERING)


@pytest.mark.parametrize("number", ["2", "0", "99", "x"])
def test_bullets_and_unknown_lists_print_no_number(number):
    assert ["甲"] == read(numbered("甲", number), numbering=NUMBERING)


def test_numbers_without_definitions():
    assert ["甲"] == read(numbered("甲"))


def test_strict_open_xml():
    members = {
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" '
        'Target="/word/document.xml"/></Relationships>',
        "word/document.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" '
        'xmlns:m="http://purl.oclc.org/ooxml/officeDocument/math">'
        f"<w:body>{table(row(cell('甲', SPAN.format(3))))}</w:body></w:document>",
    }

    assert [("甲", 1, 1, 1, 3)] == places(grids(reader, packed(members))[0])


def test_parts_under_other_names():
    with ZipFile(BytesIO(docx(par("正文")))) as file:
        members = {name: file.read(name).decode() for name in file.namelist()}
    members["Word\\Document2.xml"] = members.pop("word/document.xml")
    members["_rels/.rels"] = members["_rels/.rels"].replace("document.xml", "document2.xml")

    assert ["正文"] == shown(reader, packed(members))


def test_relations_may_be_missing():
    members = {"word/document.xml": f'<w:document xmlns:w="{WORD}">{par("正文")}</w:document>'}

    assert ["正文"] == shown(reader, packed(members))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (b"PK\x03\x04", DamagedFile),
        (packed({"a.txt": "x"}), DamagedFile),
        (packed({"word/document.xml": ""}), DamagedFile),
        (packed({"word/document.xml": "<w:document"}), DamagedFile),
        (packed({"word/document.xml": "<html/>"}), DamagedFile),
        (packed({"word/document.xml": table(row("甲"))}), DamagedFile),
    ],
)
def test_what_is_no_word_document(data, error):
    with pytest.raises(error):
        blocks(reader, data)


def test_tables_beyond_the_limits():
    wide = table(row(*["x"] * 5))

    with pytest.raises(FileTooLarge):
        blocks(reader, docx(wide), limits=Limits(columns=4))
    with pytest.raises(FileTooLarge):
        blocks(reader, docx(wide + wide), limits=Limits(cells=9))


def test_elements_of_a_table_outside_of_one():
    body = f"{row('甲')}{cell('乙')}<w:p>{table(row('丙'))}</w:p>"

    assert Paragraph("甲") in blocks(reader, docx(body))


def test_a_mark_of_ours_in_the_document_is_nothing():
    assert ["甲"] == said(run("甲") + "<w:jixiao/>")
