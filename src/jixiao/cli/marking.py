"""What a reviewer gives to the items of a review, in a file: grades or points, with notes."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jixiao.cli.given import entries_of, number_in, unfit
from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.model.table import TARGETS, Document
from jixiao.regulations.reviews import Grade
from jixiao.scoring.review import Mark, Marked

_MEMBERS = frozenset({"table", "item", "grade", "points", "note"})
_GRADES = {name: grade for grade in Grade for name in (grade.value, grade.said.zh)}


@dataclass(frozen=True, slots=True)
class GivenMark:
    """One entry of a file of marks; ``table`` is the subject of its table, empty for the only one."""

    table: str
    item: str
    mark: Mark
    note: str

    def tables(self, document: Document) -> list[int]:
        """Which tables of the document it means."""
        targets = ((n, each) for n, each in enumerate(document.tables) if each.form in TARGETS)
        return [n for n, each in targets if self.table in ("", each.subject)]

    @property
    def said(self) -> str:
        return " ".join(filter(None, (self.table, self.item)))


def marks_of(path: Path) -> tuple[GivenMark, ...]:
    """The entries of a file. Raises `UsageError` for one that cannot be meant."""
    return tuple(_mark(path, where, entry) for where, entry in entries_of(path, "mark", _MEMBERS))


def _mark(path: Path, where: Message, entry: Mapping[str, Any]) -> GivenMark:
    grade, points = _GRADES.get(str(entry.get("grade"))), number_in(entry.get("points"))
    item = entry.get("item")
    if not isinstance(item, str) or not item:
        fault = Message("写明 item（评分项，如 目标相关性）", "give the item, as related or 目标相关性")
    elif "grade" in entry and "points" in entry:
        fault = Message("grade 与 points 只写一个", "give grade or points, not both")
    elif (mark := points if grade is None else grade) is None:
        fault = Message("写明 grade（优、良、中、差）或 points（得分）", "give grade (优 良 中 差) or points")
    else:
        return GivenMark(str(entry.get("table", "")), item, mark, str(entry.get("note", "")))
    raise unfit(path, Message(where.zh + fault.zh, where.en + fault.en))


def marks_for(document: Document, given: tuple[GivenMark, ...]) -> Iterator[tuple[GivenMark, Marked]]:
    """What is marked in a document. Raises `UsageError` where an entry could mean several tables."""
    for each in given:
        tables = each.tables(document)
        if len(tables) > 1:
            raise UsageError(
                Message(
                    f"评分“{each.said}”对应多张表；请写明 table",
                    f"the mark “{each.said}” fits several tables; give table",
                )
            )
        yield from ((each, Marked(table, each.item, each.mark, each.note)) for table in tables)


def unused_marks(given: tuple[GivenMark, ...], used: Container[object]) -> Iterator[Message]:
    """What is to be said of marks that found no table."""
    for each in given:
        if each not in used:
            yield Message(
                f"评分“{each.said}”没有对应的目标表，没有采用",
                f"the mark “{each.said}” fits no target table; it was not used",
            )
