"""The official forms of documents: every table in the layout that fits it, all in one file.

Asked for a form that follows from the one that was read (a self-evaluation
from its targets), it is begun: what is known stands in it, the rest is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from jixiao.model.errors import UsageError
from jixiao.model.finding import Finding, Level
from jixiao.model.message import Language, Message
from jixiao.model.table import Document, Form, Table
from jixiao.regulations.place import places_of, region_of, year_of
from jixiao.regulations.regulation import Regulations
from jixiao.scoring.prepared import FOLLOWING, prepared
from jixiao.writers.official import drawn
from jixiao.writers.official.choose import choose
from jixiao.writers.official.fill import Asked, Filled, fill
from jixiao.writers.official.layout import REVIEW, Layout, layouts


@dataclass(frozen=True, slots=True)
class Official:
    """The file, and what is to be said: values a form has no place for, tables that were left out."""

    data: bytes
    findings: tuple[tuple[Document, Finding], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What form is asked for: a layout by its name, a form, or neither: then each table's own."""

    form: Form | None
    known: tuple[Layout, ...]


def wanted(name: str, own: Path | None) -> Wanted:
    """What ``name`` asks for. Raises `UsageError` for a name that is neither a form nor a layout."""
    known = tuple(each for each in layouts(own) if each.form != REVIEW)
    if not name:
        return Wanted(None, known)
    if name in set(Form):
        return Wanted(Form(name), known)
    if found := next((each for each in known if each.name == name), None):
        return Wanted(Form(found.form), (found,))
    names = [*Form, *(each.name for each in known)]
    raise UsageError(
        Message(
            f"没有“{name}”这种表或格式；可用：{'、'.join(names)}",
            f"there is no form or layout “{name}”; there are: {', '.join(names)}",
        )
    )


def official(
    documents: Iterable[Document],
    kind: str,
    want: Wanted,
    regulations: Regulations,
    *,
    today: date,
    language: Language,
) -> Official:
    """One file with the forms of all tables. Raises `UsageError` if none of them can become the form."""
    filled: list[tuple[Document, Filled]] = []
    findings: list[tuple[Document, Finding]] = []
    for document in documents:
        for each in _forms(document, want, regulations, today):
            if isinstance(each, Finding):
                findings.append((document, each))
            else:
                filled.append((document, each))
                findings += ((document, found) for found in each.findings)
    if not filled:
        raise UsageError(_NOTHING if not findings else findings[0][1].message)
    return Official(drawn(kind, [each.sheet for _, each in filled], language), tuple(findings))


def _forms(
    document: Document, want: Wanted, regulations: Regulations, today: date
) -> Iterator[Filled | Finding]:
    region, year = region_of(document, regulations), year_of(document, today)
    places = places_of(document, regulations)
    for table in document.tables:
        if want.form in (None, table.form):
            yield fill(choose(table, want.known, places), table)
        elif want.form not in FOLLOWING.get(table.form, ()):
            yield _left_out(table, want.form)
        else:
            begun = prepared(table, want.form, regulations, year, region)
            asked = Asked(begun.entries, begun.proposed)
            made = fill(choose(begun.table, want.known, places), begun.table, asked)
            yield replace(made, sheet=replace(made.sheet, method=begun.method))
            yield from begun.findings


_NOTHING = Message(
    "没有读到绩效目标表，无表可写", "no performance-target table was read; there is nothing to write"
)


def _left_out(table: Table, form: Form) -> Finding:
    known = FOLLOWING.get(table.form, ())
    names = "、".join(known), ", ".join(known)
    can = Message(
        f"可以生成：{names[0]}" if known else "不能生成别的表",
        f"it can become {names[1]}" if known else "nothing follows from it",
    )
    return Finding(
        "form-does-not-follow",
        Level.WARNING,
        Message(
            f"此表是 {table.form}，不能生成 {form}，未写出；{can.zh}",
            f"this is {table.form}, which cannot become {form}; it was left out; {can.en}",
        ),
        table.subject,
        source=table.subject_source,
    )
