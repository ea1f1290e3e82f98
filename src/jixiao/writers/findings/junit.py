"""Findings as JUnit XML, for build servers: a document is a suite, a table or a finding in it a case.

Errors and warnings are failures. A note fails nothing and is what its case
printed; a table of which nothing was said is a case that passed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from jixiao.model.finding import Finding, Level
from jixiao.model.message import Language
from jixiao.model.table import Document
from jixiao.writers.findings import Cards
from jixiao.writers.findings.grouped import Group, by_table
from jixiao.writers.findings.rows import basis_of
from jixiao.writers.printed import one_line, place_of, valid
from jixiao.writers.words import advice_of


def write(documents: Iterable[Document], language: Language, cards: Cards) -> Iterator[bytes]:
    del cards  # a case says what the finding says
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="jixiao">\n'
    for document in documents:
        yield _suite(document, language).encode()
    yield b"</testsuites>\n"


def _suite(document: Document, language: Language) -> str:
    groups = by_table(document)
    spoken_of = {group.number for group in groups}
    silent = [
        Group(number, table, [])
        for number, table in enumerate(document.tables, start=1)
        if number not in spoken_of
    ]
    cases = [case for group in sorted(groups + silent) for case in _cases(document, group, language)]
    failures = sum(each.level is not Level.NOTE for group in groups for each in group.findings)
    attributes = _attributes(
        name=valid(document.name), tests=str(len(cases)), failures=str(failures), errors="0"
    )
    return f"<testsuite{attributes}>\n{''.join(cases)}</testsuite>\n"


def _cases(document: Document, group: Group, language: Language) -> Iterator[str]:
    table = f"{group.number} {group.table.subject}" if group.table else ""
    inside = valid(document.name)
    if not group.findings:
        yield f"<testcase{_attributes(classname=inside, name=table)}/>\n"
    for found in group.findings:
        name = " · ".join(filter(None, (table, found.indicator, found.rule)))
        body = _body(found, language)
        yield f"<testcase{_attributes(classname=inside, name=name)}>\n{body}\n</testcase>\n"


def _body(found: Finding, language: Language) -> str:
    said = found.message.said_in(language)
    place = place_of(found.source).said_in(language)
    more = filter(None, (place, basis_of(found, language), *advice_of(found, language)))
    if found.level is Level.NOTE:
        return f"<system-out>{_text(said, *more)}</system-out>"
    return f"<failure{_attributes(type=found.level.value, message=said)}>{_text(*more)}</failure>"


def _text(*lines: str) -> str:
    return escape("\n".join(map(one_line, lines)))


def _attributes(**values: str) -> str:
    return "".join(f" {name}={quoteattr(one_line(value))}" for name, value in values.items())
