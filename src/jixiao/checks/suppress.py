"""Findings that someone answers for: not said again, for a reason and until a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from jixiao.checks.select import nearest, selection
from jixiao.model.errors import UsageError
from jixiao.model.finding import Finding
from jixiao.model.message import Message

_REQUIRED = ("rule", "reason", "expires")
_POINTING = ("table", "indicator", "text")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One entry: which finding, why it may stand, and the last day it may.

    ``document`` is a file's name, ``table`` a table's subject, ``text`` what
    the cell says; what is empty fits anything.
    """

    rule: str
    reason: str
    expires: date
    document: str = ""
    table: str = ""
    indicator: str = ""
    text: str = ""

    def covers(self, found: Finding, document: str) -> bool:
        return (
            self.rule == found.rule
            and self.is_about(document)
            and self.table in {"", found.table}
            and self.indicator in {"", found.indicator}
            and self.text in {"", found.source.text if found.source else ""}
        )

    def is_about(self, document: str) -> bool:
        return not self.document or f"/{document}".replace("\\", "/").endswith(f"/{self.document}")

    @property
    def said(self) -> str:
        """How a message names it."""
        where = (self.document, self.table, self.indicator, self.text)
        return " ".join(filter(None, (self.rule, *where)))


def suppressions(held: Mapping[str, Any], file: str) -> tuple[Suppression, ...]:
    """The entries ``[[suppress]]`` of a file.

    Raises `UsageError`, naming file and entry, for one that lacks a reason or
    a day, that says nothing of where, or that has members nobody knows.
    """
    for key in held.keys() - {"suppress"}:
        raise UsageError(
            Message(
                f"{file}：没有 {key} 这一项；应为 [[suppress]]",
                f"{file}: {key} is not known; say [[suppress]]",
            )
        )
    return tuple(_entries(held.get("suppress", []), file))


def _entries(held: Sequence[Mapping[str, Any]], file: str) -> Iterator[Suppression]:
    known = {each.name: each.type for each in fields(Suppression)}
    for number, entry in enumerate(held, start=1):
        where = Message(f"{file} 第 {number} 条", f"{file}, entry {number}")
        for name, value in entry.items():
            if name not in known:
                near = nearest(name, known)
                raise _unfit(where, Message(f"没有 {name} 这一项{near.zh}", f"{name} is not known{near.en}"))
            if type(value) is not (date if name == "expires" else str):
                raise _unfit(where, Message(f"{name} 的类型不对", f"{name} is of the wrong type"))
        for name in _REQUIRED:
            if not entry.get(name):
                raise _unfit(where, Message(f"缺少 {name}", f"{name} is missing"))
        if not any(entry.get(name) for name in _POINTING):
            raise _unfit(
                where,
                Message(
                    "要写明 table、indicator 或 text；整条规则不查请用 ignore",
                    "say table, indicator or text; to leave a rule out, use ignore",
                ),
            )
        selection((), (entry["rule"],))  # a name that is none is refused
        yield Suppression(**entry)


def _unfit(where: Message, fault: Message) -> UsageError:
    return UsageError(Message(f"{where.zh}：{fault.zh}", f"{where.en}: {fault.en}"))
