"""Copies of the user's own file: remarks and corrections at their cells, and nothing else changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest
from lxml import etree

import jixiao
from jixiao import api
from jixiao.checks.catalogue import rules
from jixiao.checks.rule import remark
from jixiao.model.errors import UnknownFormat
from jixiao.model.finding import Correction
from jixiao.model.message import Language
from jixiao.readers import office
from jixiao.writers.annotate import excel

CORPUS = Path(__file__).parent / "corpus"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MODEL = next(each for each in rules() if each.name == "rate-without-number")
NOW = datetime(2024, 7, 1, 9, 30, tzinfo=UTC)


def annotate(data, name, language=Language.CHINESE):
    return api.annotate(data, name=name, language=language, now=NOW)


def about(found):
    return found.source.text.strip() if found.source else None


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def commented(data):
    """Each comment's text with the text it is anchored at."""
    held = parts(data)
    if "word/comments.xml" not in held:
        return
    root, comments = etree.fromstring(held["word/document.xml"]), etree.fromstring(held["word/comments.xml"])
    said = {each.get(f"{W}id"): "".join(each.itertext()) for each in comments}
    for start in root.iter(f"{W}commentRangeStart"):
        cell = next(start.iterancestors(f"{W}tc"))
        assert cell is next(
            next(end.iterancestors(f"{W}tc"))
            for end in root.iter(f"{W}commentRangeEnd")
            if end.get(f"{W}id") == start.get(f"{W}id")
        )
        yield said[start.get(f"{W}id")], "".join(cell.itertext()).strip()


@pytest.mark.parametrize("name", ["gansu-2024.docx", "docx-001.docx"])
def test_word_comments_stand_at_their_cells(name):
    data = (CORPUS / name).read_bytes()
    made = annotate(data, name)

    assert () == made.unplaced
    expected = sorted((each.rule, about(each)) for each in made.document.findings)
    found = [(re.search(r"\[([\w-]+)\]$", text)[1], cell) for text, cell in commented(made.data)]
    assert expected == sorted(found)
    assert jixiao.read(data, name=name).tables == jixiao.read(made.data, name=name).tables
    before, after = parts(data), parts(made.data)
    assert {each for each in after if before.get(each) != after[each]} <= {
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }


def test_word_comments_join_those_that_are_there():
    once = annotate((CORPUS / "gansu-2024.docx").read_bytes(), "a.docx")
    twice = annotate(once.data, "a.docx")

    assert 2 * len(list(commented(once.data))) == len(list(commented(twice.data)))


def test_excel_notes_stand_at_their_cells():
    data = (CORPUS / "gansu-2024.xlsx").read_bytes()
    made = annotate(data, "a.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(made.data))
    notes = {
        (sheet.title, cell.row, cell.column): cell.comment.text
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    places = {(each.source.sheet, each.source.row, each.source.column) for each in made.document.findings}
    assert places == set(notes)
    for each in made.document.findings:
        assert f"[{each.rule}]" in notes[each.source.sheet, each.source.row, each.source.column]
    before, after = parts(data), parts(made.data)
    for name in before:
        if name.startswith("xl/worksheets/sheet"):
            assert before[name] == re.sub(rb"<legacyDrawing [^>]*/>", b"", after[name])
        elif not name.endswith(".rels") and name != "[Content_Types].xml":
            assert before[name] == after[name]


def test_excel_keeps_a_note_that_is_there_and_every_formula():
    book = openpyxl.load_workbook(CORPUS / "gansu-2024.xlsx")
    first = annotate((CORPUS / "gansu-2024.xlsx").read_bytes(), "a.xlsx").document.findings[0].source
    sheet = book[first.sheet]
    sheet.cell(first.row, first.column).comment = openpyxl.comments.Comment("请核对", "审核人")
    sheet["Z9"] = "=1+2"
    buffer = io.BytesIO()
    book.save(buffer)

    made = openpyxl.load_workbook(io.BytesIO(annotate(buffer.getvalue(), "a.xlsx").data))
    text = made[first.sheet].cell(first.row, first.column).comment.text
    assert text.startswith("请核对")
    assert "[" in text
    assert "=1+2" == made[first.sheet]["Z9"].value


def framed(data):
    """The text below each annotation."""
    raw = pdfium.raw
    for page in pdfium.PdfDocument(data):
        text = page.get_textpage()
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            box = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(annotation, box)
            yield "".join(text.get_text_bounded(box.left, box.bottom, box.right, box.top).split())
            raw.FPDFPage_CloseAnnot(annotation)


def test_pdf_annotations_lie_over_their_cells_and_the_file_stays():
    data = (CORPUS / "gansu-2024.pdf").read_bytes()
    made = annotate(data, "a.pdf")

    assert data == made.data[: len(data)]
    assert () == made.unplaced
    assert {"".join(about(each).split()) for each in made.document.findings} == set(framed(made.data))


def test_html_remarks_stand_in_their_cells():
    data = (CORPUS / "gansu-2024.html").read_bytes()
    made = annotate(data, "a.html")

    root = etree.fromstring(made.data, etree.HTMLParser(encoding="utf-8"))
    remarks = root.findall(".//span[@class='jixiao-remark']")
    assert len(made.document.findings) == len(remarks)
    assert {each.getparent().tag for each in remarks} <= {"td", "th"}


def test_what_cannot_take_a_remark_is_refused_with_a_way_out():
    with pytest.raises(UnknownFormat, match="--format html"):
        annotate((CORPUS / "gansu-2024.txt").read_bytes(), "a.txt")


@pytest.mark.office
@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["gansu-2024.doc", "gansu-2024.odt"])
def test_other_word_files_become_docx(name):
    made = annotate((CORPUS / name).read_bytes(), name)

    assert ("docx", name.rpartition(".")[2], ()) == (made.format, made.was, made.unplaced)
    assert len(made.document.findings) == len(list(commented(made.data)))


def test_the_input_is_not_touched(tmp_path):
    source = tmp_path / "a.docx"
    source.write_bytes((CORPUS / "gansu-2024.docx").read_bytes())
    before = source.read_bytes(), source.stat().st_mtime_ns

    api.annotate(source, now=NOW)

    assert before == (source.read_bytes(), source.stat().st_mtime_ns)


def mending(before, after, *, safe=True):
    """A rule that wants one target written another way."""

    def find(measure):
        if measure.indicator.printed == before:
            yield remark(correction=Correction(measure.indicator.source, after, is_safe=safe))

    return replace(MODEL, name=f"mend-{after}", find=find)


def held_against(*rules):
    return lambda document: api.check(document, rules=rules)


def targets(document):
    return Counter(each.printed for table in document.tables for each in table.indicators)


@pytest.mark.parametrize("name", ["gansu-2024.docx", "gansu-2024.xlsx"])
def test_corrections_change_their_cells_alone(name):
    data = (CORPUS / name).read_bytes()
    rules = [mending("=18月", "=18个月"), mending("=18个月", "≤18个月", safe=False)]
    made = api.correct(data, name=name, check=held_against(*rules))

    before, after = targets(jixiao.read(data, name=name)), targets(jixiao.read(made.data, name=name))
    assert [("=18月", "=18个月")] == [(each.before, each.after) for each in made.changes]
    assert {"=18月": 1} == dict(before - after)
    assert {"=18个月": 1} == dict(after - before)

    unsafe = api.correct(data, name=name, check=held_against(*rules), unsafe=True)
    assert ["=18个月", "≤18个月"] == [each.after for each in unsafe.changes]
    assert {"≤18个月": 1} == dict(targets(jixiao.read(unsafe.data, name=name)) - before)


def test_corrections_keep_how_a_cell_looks():
    data = (CORPUS / "gansu-2024.docx").read_bytes()
    made = api.correct(data, name="a.docx", check=held_against(mending("=18月", "=18个月")))

    def properties(data):
        root = etree.fromstring(parts(data)["word/document.xml"])
        return [etree.tostring(each) for each in root.iter(f"{W}rPr", f"{W}pPr", f"{W}tcPr")]

    assert properties(data) == properties(made.data)


def test_corrections_that_undo_each_other_end():
    data = (CORPUS / "gansu-2024.docx").read_bytes()
    to_and_fro = held_against(mending("=18月", "=18个月"), mending("=18个月", "=18月"))
    made = api.correct(data, name="a.docx", check=to_and_fro)

    assert 0 < len(made.changes) < 10


def test_a_formula_is_not_overwritten():
    book = openpyxl.load_workbook(CORPUS / "gansu-2024.xlsx")
    document = jixiao.read(CORPUS / "gansu-2024.xlsx")
    (place,) = [
        each.source for table in document.tables for each in table.indicators if each.printed == "=18月"
    ]
    buffer = io.BytesIO()
    book[place.sheet].cell(place.row, place.column).value = '="=18"&"月"'
    book.save(buffer)

    made, left = excel.corrected(
        buffer.getvalue(), {excel.Place(place.sheet, place.row, place.column): "≤18个月"}
    )
    assert 1 == len(left)
    assert '="=18"&"月"' == openpyxl.load_workbook(io.BytesIO(made))[place.sheet].cell(*place[1:3]).value
