"""Each rule's page is its test: silent first, then found (place and message), then put right."""

from __future__ import annotations

import pytest

from jixiao.checks.catalogue import page_path, rules
from jixiao.checks.page import CORRECTED, FOUND, SILENT, language_of
from jixiao.model.message import Language
from jixiao.regulations.load import regulations
from tests.checks.rule_pages import corrected, findings, page_of, quoted, read_example

RULES = rules()


def examples(heading):
    return [
        pytest.param(rule, example, id=f"{rule.name}-{place}")
        for rule in RULES
        for place, example in enumerate(page_of(rule).examples(heading))
    ]


@pytest.mark.parametrize(("rule", "example"), examples(SILENT))
def test_silent(rule, example):
    document = read_example(example)
    assert document.tables, "the example is not read as a table"
    assert [] == findings(rule, document, example)


@pytest.mark.parametrize(("rule", "example"), examples(FOUND))
def test_found(rule, example):
    found = findings(rule, read_example(example), example)
    assert list(example.quoted) == [quoted(each) for each in found], "run `make docs` if the page is right so"
    assert found
    assert all(each.source and each.basis and each.suggestion and each.opinion for each in found)
    for each in found:
        said = (each.message.zh, each.message.en, each.suggestion.zh, each.suggestion.en)
        assert not [text for text in said if "{" in text or not text.strip()]


@pytest.mark.parametrize(("rule", "example"), examples(FOUND))
def test_offered_corrections_remove_what_was_found(rule, example):
    document = read_example(example)
    found = findings(rule, document, example)
    left = findings(rule, corrected(document, found), example)
    mended = sum(each.correction is not None for each in found)
    assert len(found) - mended == len(left)


@pytest.mark.parametrize(("rule", "example"), examples(CORRECTED))
def test_put_right(rule, example):
    document = read_example(example)
    assert document.tables
    assert [] == findings(rule, document, example)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_page_is_whole(rule):
    page = page_of(rule)
    assert page.name == rule.name
    assert page.examples(SILENT)
    assert page.examples(FOUND)
    assert page.examples(CORRECTED)
    for section in page.sections[:2]:
        assert {Language.CHINESE, Language.ENGLISH} == {language_of(each) for each in section.prose}
    assert regulations().bases[rule.basis]


def test_every_page_has_its_rule():
    pages = set(page_path(RULES[0]).parents[1].glob("*/*.md"))
    assert pages == {page_path(rule) for rule in RULES}
    assert len(RULES) == len({rule.name for rule in RULES})
