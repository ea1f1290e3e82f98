"""Markdown to read and to paste: what each form says, in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from jixiao.model.finding import Finding
from jixiao.model.indicator import Indicator
from jixiao.model.message import Language
from jixiao.model.table import Document, Table
from jixiao.writers.printed import amount_in, equation_of, valid
from jixiao.writers.words import ACHIEVED, FORMS, HEADINGS, LEVELS, SPANS, sentence

_MARKS = re.compile(r"([\\`*_\[\]<>|#])")
_OPTIONAL = ("weight", "actual", "expected", "score", "reason")


def write(documents: Iterable[Document], language: Language) -> Iterator[bytes]:
    for document in documents:
        blocks = [f"# {_text(valid(document.name))}"]
        for table in document.tables:
            blocks += _table(table, language)
        if document.findings:
            blocks += [f"## {HEADINGS['findings'].said_in(language)}", _findings(document.findings, language)]
        yield "\n\n".join(blocks).encode() + b"\n\n"


def _table(table: Table, language: Language) -> Iterator[str]:
    title = table.title or FORMS[table.form].said_in(language)
    yield f"## {_text(title)}" + (f" ({table.year})" if table.year else "")
    yield _facts(table, language)
    for goal in table.goals:
        yield f"**{SPANS[goal.span].said_in(language)}** {_text(goal.text)}"
        if goal.achieved:
            yield f"**{ACHIEVED.said_in(language)}** {_text(goal.achieved)}"
    if table.funds:
        yield _funds(table, language)
    if table.sums:
        yield "\n".join(
            f"- {each.name.said_in(language)}: {equation_of(each, table.amount_unit)}" for each in table.sums
        )
    if table.indicators:
        yield _indicators(table.indicators, language)


def _facts(table: Table, language: Language) -> str:
    facts = {"subject": table.subject, "unit": table.unit, "department": table.department}
    return "\n".join(
        f"- {HEADINGS[name].said_in(language)}: {_text(value)}" for name, value in facts.items() if value
    )


def _funds(table: Table, language: Language) -> str:
    rows = [
        [fund.label, fund.heading, amount_in(table.amount_unit, fund.yuan), table.amount_unit.unit]
        for fund in table.funds
    ]
    headings = [HEADINGS[name].said_in(language) for name in ("label", "column", "funds", "amount_unit")]
    return _grid(headings, rows)


def _indicators(indicators: Sequence[Indicator], language: Language) -> str:
    names = ["level1", "level2", "level3", "target"]
    more = [name for name in _OPTIONAL if any(getattr(each, name) is not None for each in indicators)]
    rows = [
        [each.level1, each.level2, each.level3, each.printed, *(getattr(each, name) for name in more)]
        for each in indicators
    ]
    return _grid([HEADINGS[name].said_in(language) for name in names + more], rows)


def _findings(findings: Iterable[Finding], language: Language) -> str:
    return "\n".join(_finding(each, language) for each in findings)


def _finding(found: Finding, language: Language) -> str:
    said = sentence(found).said_in(language)
    return f"- {LEVELS[found.level].said_in(language)} `{found.rule}`: {_text(said)}"


def _grid(headings: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    lines = [headings, ["---"] * len(headings), *([_text(cell or "") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _text(text: str) -> str:
    """The text as it is: nothing in it is taken for Markdown, and a cell stays on its line."""
    return _MARKS.sub(r"\\\1", text).replace("\r", "").replace("\n", "<br>")
