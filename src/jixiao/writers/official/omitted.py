"""What a form has no place for, said: nothing of a table is lost in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from jixiao.model.finding import Finding, Level
from jixiao.model.message import Message
from jixiao.model.source import Source
from jixiao.model.table import Table
from jixiao.writers.official.layout import Layout
from jixiao.writers.official.names import COLUMNS, FIELDS
from jixiao.writers.official.place import amounts_lost, goals_left, shown
from jixiao.writers.official.said import Said, Texts


@dataclass(frozen=True, slots=True)
class Omission:
    """A field that the form lacks: what it is called, the first text, how often it is said, and where."""

    field: Message
    text: str
    count: int = 1
    source: Source | None = None


def omissions(layout: Layout, table: Table, said: Said) -> Iterator[Omission]:
    """Everything that the table says and the layout has no place for."""
    has = shown(layout)
    for name, text in said.fields.items():
        if name not in has:
            yield Omission(FIELDS[name], text, source=_source(table, name))
    yield from _goals(layout, said)
    for each in amounts_lost(layout, said):
        label = f"{each.label} {each.heading}".strip()
        yield Omission(Message(label, label), each.text, source=each.source)
    yield from _columns(layout, table, said)


def _source(table: Table, name: str) -> Source | None:
    part = name.partition(".")[0]
    if part in ("execution", "conclusion"):
        source: Source | None = getattr(table, part).source
        return source
    return getattr(table, f"{name}_source", None)


def _goals(layout: Layout, said: Said) -> Iterator[Omission]:
    left = goals_left(layout, said)
    for goal in left:
        yield from (Omission(FIELDS[name], text) for name, text in goal.items())
    told = [goal["goal.achieved"] for goal in said.goals if goal not in left and "goal.achieved" in goal]
    if told and "goal.achieved" not in shown(layout):
        yield Omission(FIELDS["goal.achieved"], told[0], len(told))


def _columns(layout: Layout, table: Table, said: Said) -> Iterator[Omission]:
    """The columns that the indicators need and the form does not have."""
    has = layout.row_names
    covered = {"comparator", "value", "unit"} if "target" in has else {"target"}
    for name, label in COLUMNS.items():
        lost = [at for at, row in enumerate(said.rows) if name in row and not _is_shown(name, row, has)]
        if lost and name not in covered:
            first = lost[0]
            yield Omission(label, said.rows[first][name], len(lost), table.indicators[first].source)


def _is_shown(name: str, row: Texts, has: Collection[str]) -> bool:
    """Whether there is a column for it, or one to tick for this very word."""
    return name in has or f"{name}={row[name]}" in has


def omitted(layout: Layout, table: Table, said: Said) -> Iterator[Finding]:
    for each in omissions(layout, table, said):
        yield Finding(
            "no-place-in-form",
            Level.WARNING,
            _message(layout.title, each),
            table.subject,
            source=each.source,
            suggestion=Message(
                "请换用有此栏的格式，或另行说明", "choose a form that has it, or say it elsewhere"
            ),
        )


def _message(title: str, omission: Omission) -> Message:
    field, text, count = omission.field, omission.text, omission.count
    zh = f"表中有 {count} 项“{field.zh}”（如“{text}”）" if count > 1 else f"表中“{field.zh}”为“{text}”"
    en = f"{field.en} is said {count} times (such as “{text}”)" if count > 1 else f"{field.en} is “{text}”"
    return Message(f"{zh}，《{title}》没有这一栏，未能填入", f"{en}; the form {title} has no place for it")
