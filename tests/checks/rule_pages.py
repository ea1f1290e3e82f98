"""Runs the examples of rules' pages. Also what `make docs` quotes below them comes from here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import jixiao
from jixiao.checks.catalogue import page_path
from jixiao.checks.page import FOUND, Example, Page, read_page
from jixiao.checks.rule import Rule
from jixiao.checks.run import CRASHED, check
from jixiao.model.finding import Finding
from jixiao.model.table import Document
from jixiao.model.target import parse_target
from jixiao.regulations.load import regulations

TODAY = date(2024, 7, 1)
LEVELS = {"error": "错误", "warning": "警告", "note": "提示"}


def page_of(rule: Rule) -> Page:
    return read_page(page_path(rule).read_text(encoding="utf-8"))


def read_example(example: Example) -> Document:
    return jixiao.read(example.document.encode(), name="example.md")


def findings(rule: Rule, document: Document, example: Example) -> list[Finding]:
    """What this rule finds, the others having had their say as to who speaks."""
    approved = jixiao.read(example.approved.encode(), name="approved.md") if example.approved else None
    found = check(document, regulations(), TODAY, approved=approved)
    return [each for each in found if each.rule in {rule.name, CRASHED}]


def quoted(finding: Finding) -> str:
    place = finding.indicator or "表"
    return f"{LEVELS[finding.level]} **{place}**：{finding.message.zh}"


def corrected(document: Document, found: list[Finding]) -> Document:
    """The document with what the findings offer as corrections."""
    texts = {each.correction.source: each.correction.text for each in found if each.correction}
    return replace(document, tables=tuple(
        replace(table, indicators=tuple(
            replace(each, printed=texts[each.source], target=parse_target(texts[each.source]))
            if each.source in texts
            else replace(each, level3=texts[each.name_source])
            if each.name_source in texts
            else each
            for each in table.indicators
        ))
        for table in document.tables
    ))  # fmt: skip


def with_quotations(rule: Rule) -> str:
    """The page's text with what is found quoted below each found example."""
    text = page_path(rule).read_text(encoding="utf-8")
    head, found, rest = _around_found(text)
    for example in page_of(rule).examples(FOUND):
        block = "\n".join(example.lines)
        lines = "\n>\n".join(f"> {quoted(each)}" for each in findings(rule, read_example(example), example))
        before, _, after = found.partition(block)
        after = after.lstrip("\n")
        while after.startswith(">"):
            after = after.partition("\n")[2]
        head += before + block + "\n\n" + lines + "\n"
        found = "\n" + after.lstrip("\n") if after.strip() else ""
    return head + found + rest


def _around_found(text: str) -> tuple[str, str, str]:
    start = text.index(f"## {FOUND}")
    end = text.find("\n## ", start)
    return (text[:start], text[start:], "") if end < 0 else (text[:start], text[start:end], text[end:])
