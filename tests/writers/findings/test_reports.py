"""Findings as files: what they look like whole, and what other programs make of them."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from lxml import etree
from lxml import html as parser

from jixiao.model.finding import Level
from jixiao.model.message import Language
from jixiao.writers.findings import REPORTS, report_of
from tests import factories

SCHEMA = Path(__file__).parents[1] / "data/sarif-schema-2.1.0.json"
HOSTILE = "<script>alert('\x1b')</script>\x00&"


def written(name, *documents, language="zh"):
    return b"".join(REPORTS[name].write(documents, Language(language), factories.rule_cards()))


def hostile():
    said = factories.findings()[0].message
    found = factories.found_on(None, "a-rule", Level.ERROR, said, table=HOSTILE)
    return factories.document(
        name="a b<1>.docx", tables=(factories.unit_table(subject=HOSTILE),), findings=(found,)
    )


@pytest.mark.parametrize(
    ("name", "language"), [("line", "zh"), ("line", "en"), ("csv", "en"), ("junit", "zh")]
)
def test_text_formats(golden, name, language):
    clean = factories.document(name="clean.docx", tables=(factories.unit_table(),), findings=())

    golden(
        f"{language}.{name}", written(name, factories.checked_document(), clean, language=language).decode()
    )


def test_formats_by_suffix():
    assert ("sarif", "junit", "html") == tuple(report_of(each).name for each in (".sarif", ".XML", ".htm"))
    assert report_of(".docx") is None


@pytest.mark.parametrize("documents", [(), (factories.checked_document(),), (hostile(), hostile())])
def test_sarif_is_valid(documents):
    schema = json.loads(SCHEMA.read_text("utf-8"))
    validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)

    validator.validate(json.loads(written("sarif", *documents)))


def test_sarif_says_where():
    run = json.loads(written("sarif", factories.checked_document()))["runs"][0]
    found = next(each for each in run["results"] if each["ruleId"] == "word-as-rate")
    place = found["locations"][0]

    assert (
        "%E5%B9%B4%E5%BA%A6/%E9%99%84%E4%BB%B62.docx" == place["physicalLocation"]["artifactLocation"]["uri"]
    )
    assert (
        "1 中共甘肃省委政法委员会 / “三公经费”控制率 / 表1第9行第4列"
        == place["logicalLocations"][-1]["fullyQualifiedName"]
    )
    assert ("error", 0, 4, "≤100%") == (
        found["level"],
        found["ruleIndex"],
        found["properties"]["opinion"],
        found["properties"]["text"],
    )
    assert "率要用数字衡量。" == run["tool"]["driver"]["rules"][0]["fullDescription"]["text"]


def test_a_fingerprint_outlives_a_move_and_not_a_change():
    found = factories.checked_document().findings[1]
    moved = factories.found_on(None, found.rule, found.level, found.message, indicator=found.indicator)
    shifted = factories.source(99, 9, found.source.text)
    changed = factories.source(*found.source[1:3], "良好")

    def of(finding, name="年度/附件2.docx"):
        return finding.fingerprint(name)

    assert of(found) == of(replace(moved, source=shifted), "别处/附件2.docx")
    assert len({of(found), of(replace(found, source=changed)), of(found, "附件3.docx")}) == 3


def test_a_build_server_counts_errors_and_warnings():
    suite = etree.fromstring(written("junit", factories.checked_document()))[0]

    assert ("6", "5") == (suite.get("tests"), suite.get("failures"))
    assert 5 == len(suite.findall("testcase/failure"))
    assert 1 == len(suite.findall("testcase/system-out"))


def test_nothing_in_a_document_breaks_out():
    page = written("html", hostile()).decode()
    suite = etree.fromstring(written("junit", hostile()))

    assert "<script" not in page
    assert not {"\x00", "\x1b"} & set(page)
    assert "a b<1>.docx" == suite[0].get("name")
    assert written("line", hostile()).count(b"\n") == 1


@pytest.mark.parametrize("name", ["line", "csv", "jsonl", "json", "sarif", "junit"])
def test_findings_are_written_as_the_documents_come(name):
    seen = []

    def documents():
        for number in range(3):
            seen.append(number)
            yield factories.checked_document()

    pieces = REPORTS[name].write(documents(), Language.ENGLISH, factories.rule_cards())
    next(piece for piece in pieces if seen)

    assert len(seen) <= 1


def sheets(*documents, language="zh"):
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", *documents, language=language)))
    return book, {each.title: [list(row) for row in each.iter_rows(values_only=True)] for each in book}


def test_a_workbook_of_opinions():
    book, rows = sheets(factories.checked_document())

    assert ["审核意见", "按文件", "按规则", "按审核意见"] == book.sheetnames
    assert {"A2"} == {each.freeze_panes for each in book}
    assert "A1:N7" == book["审核意见"].auto_filter.ref
    assert ["“三公经费”控制率", "≤100%", "警告", 11, "其他"] == [
        *rows["审核意见"][4][3:5],
        *rows["审核意见"][4][6:9],
    ]
    assert ["年度/附件2.docx", 2, 6, 4, 1, 1, 6] == rows["按文件"][1]
    assert ["word-as-rate", "指标值", "率没有数字", 2, None, None, 2] == rows["按规则"][1]
    assert [2, "指标不够细化、量化", None, None, 1, 1] == rows["按审核意见"][1]


def test_a_report_stands_alone():
    page = parser.document_fromstring(written("html", factories.checked_document(), hostile()))
    targets = {each.get("id") for each in page.iter() if each.get("id")}
    links = {each.get("href") for each in page.iter("a")}

    assert links == {f"#{each}" for each in targets}
    assert not list(page.iter("script", "link", "img", "iframe"))
    assert "url(" not in page.find(".//style").text
    assert ["5", "1", "1"] == page.xpath("//div[starts-with(@class, 'tile ')]/b/text()")


def test_charts_are_as_long_as_their_share():
    page = parser.document_fromstring(written("html", factories.checked_document()))
    opinions = page.xpath("//div[@class='charts']/section[1]//tr")

    drawn = {row.findtext("th"): [rect.get("width") for rect in row.iter("rect")] for row in opinions}

    assert {
        "2 指标不够细化、量化": ["50.00"],
        "4 指标与指标值不匹配": ["100.00"],
        "11 其他": ["50.00", "50.00"],
        "读取时的说明": ["50.00"],
    } == drawn


def test_reports_are_in_the_readers_language():
    english = parser.document_fromstring(written("html", factories.checked_document(), language="en"))

    assert "en" == english.get("lang")
    assert "Measures (财预〔2015〕1号): targets are detailed" in english.text_content()
