"""What is said of a version: comments at the rows they belong to, and what findings propose to say. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from jixiao.model.finding import Level
from jixiao.model.message import Language, Message
from jixiao.model.number import plain
from jixiao.model.opinion import Opinion
from jixiao.model.table import Table
from jixiao.web.targets.found import Found

if TYPE_CHECKING:
    from jixiao.web.reviews.models import Comment

LONGEST = 1_000  # characters of a comment
_WHOLE = -1  # sorts before every row


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person wants to say: of an indicator or, where ``place`` is None, of the table."""

    place: int | None
    opinion: Opinion | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One opinion that findings at one place speak for."""

    place: int | None
    opinion: Opinion
    found: tuple[Found, ...]

    @property
    def key(self) -> str:
        """``5.2`` is opinion 2 on row 5, ``table.1`` opinion 1 on the table."""
        return f"{'table' if self.place is None else self.place}.{self.opinion.value}"

    def remark(self, language: Language) -> Remark:
        """As a comment, in the words of its findings."""
        said = dict.fromkeys(_told(each).said_in(language) for each in self.found)
        joined = Message("；".join(said), "; ".join(said)).said_in(language)
        return Remark(self.place, self.opinion, joined[:LONGEST])


def _told(found: Found) -> Message:
    zh = "；".join(filter(None, (found.zh, found.advice_zh)))
    en = "; ".join(filter(None, (found.en, found.advice_en)))
    return Message(zh, en)


def place_of(found: Found) -> int | None:
    """The row that a finding is about; None for one on the goals, the money or the whole.

    >>> [place_of(Found("r", Level.NOTE, "", "", address)) for address in ("indicator.5.target", "goal.0")]
    [5, None]
    """
    part, _, rest = found.address.partition(".")
    return int(rest.partition(".")[0]) if part == "indicator" else None


def proposals(
    found: Iterable[Found], commented: Iterable[tuple[int | None, int | None]] = ()
) -> dict[int | None, list[Proposal]]:
    """By row; without the rows and opinions that are commented on already. Notes propose nothing."""
    said = set(commented)
    wanted = [each for each in found if each.opinion and each.level is not Level.NOTE]
    held: dict[int | None, list[Proposal]] = defaultdict(list)
    for (place, number), same in groupby(sorted(wanted, key=_by_place), key=_by_place):
        row = None if place == _WHOLE else place
        if (row, number) not in said:
            held[row].append(Proposal(row, Opinion(number), tuple(same)))
    return held


def _by_place(found: Found) -> tuple[int, int]:
    return _rank(place_of(found)), found.opinion or 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A comment at the row where it is shown, None for the table as a whole.

    ``is_carried`` is one of an earlier version, ``is_lost`` one whose
    indicator is no longer there; that one is shown with the whole table.
    """

    comment: Comment
    place: int | None
    is_carried: bool = False
    is_lost: bool = False

    @property
    def is_open(self) -> bool:
        return self.comment.settled_at is None


def placed(comments: Iterable[Comment], version: int, table: Table) -> dict[int | None, list[Placed]]:
    """By row of this version's table. Of earlier versions only what is not settled is carried over."""
    rows = _rows_by_name(table)
    held: dict[int | None, list[Placed]] = defaultdict(list)
    for each in comments:
        if each.version == version:
            held[each.place].append(Placed(each, each.place))
        elif each.version < version and each.settled_at is None:
            place = _now_at(each, rows)
            is_lost = place is None and each.place is not None
            held[place].append(Placed(each, place, is_carried=True, is_lost=is_lost))
    return held


def _rows_by_name(table: Table) -> Mapping[str, Sequence[int]]:
    rows: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(table.indicators):
        rows[plain(row.level3)].append(place)
    return rows


def _now_at(comment: Comment, rows: Mapping[str, Sequence[int]]) -> int | None:
    """The row of the comment's name, of several the nearest to where it was."""
    was = comment.place
    if was is None:
        return None
    return min(rows.get(plain(comment.name), ()), key=lambda place: abs(place - was), default=None)


def in_order(held: Mapping[int | None, Sequence[Placed]]) -> list[Placed]:
    """As the table goes, what is said of it as a whole first."""
    return [each for _, here in sorted(held.items(), key=lambda pair: _rank(pair[0])) for each in here]


def marks(held: Mapping[int | None, Sequence[Placed]]) -> Iterator[dict[str, object]]:
    """What goes back to the unit with a return: every comment that is not settled."""
    for place in sorted(held, key=_rank):
        for comment in (each.comment for each in held[place] if each.is_open):
            yield {"row": place, "name": comment.name, "opinion": comment.opinion, "text": comment.text}


def _rank(place: int | None) -> int:
    return _WHOLE if place is None else place
