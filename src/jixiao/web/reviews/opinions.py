"""审核意见 as a document: what reviewers said of filings, with what was found and on which basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jixiao.model.message import Language, Message
from jixiao.model.opinion import Opinion
from jixiao.web.reviews.remarks import Placed, place_of
from jixiao.web.targets.found import Found
from jixiao.writers.lists import Column, List
from jixiao.writers.official.sheet import Align, Cell, Line, Look, Sheet
from jixiao.writers.words import LEVELS

_TITLE = Message("绩效目标审核意见", "Review opinions on performance targets")
_NONE = Message("没有审核意见", "no opinion was given")
_WHOLE = Message("（整体）", "(the table)")
_SAID = (
    Message("指标", "Indicator"),
    Message("审核意见", "Opinion"),
    Message("说明", "In words"),
    Message("检查发现", "Findings"),
    Message("依据", "Basis"),
    Message("审核人", "Reviewer"),
)
_VERSION = Message("版本", "Version")
_OF = (Message("单位", "Unit"), Message("项目（单位）", "Subject"), _VERSION)
_FOUND = (
    Message("指标", "Indicator"),
    Message("等级", "Level"),
    Message("审核意见", "Opinion"),
    Message("检查发现", "Finding"),
    Message("依据", "Basis"),
    Message("建议", "Suggestion"),
)
_WIDTHS = (2, 7, 6, 9, 9, 7, 4)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A filing with what is said of it. ``said`` are comments in the order of the table."""

    office: str
    subject: str
    version: int
    said: Sequence[Placed]
    found: Sequence[Found]


class _Line(NamedTuple):
    indicator: str
    opinion: str
    text: str
    findings: str
    basis: str
    by: str


def opinion_sheet(reviewed: Reviewed, language: Language) -> Sheet:
    """For a page: one filing, its opinions numbered."""
    lines = [*_lines(reviewed, language)] or [_Line(_NONE.said_in(language), *[""] * 5)]
    heads = [Message("序号", "No."), *_SAID]
    cells = [
        *(_cell(1, place, each.said_in(language), Look.LABEL) for place, each in enumerate(heads, 1)),
        *(
            _cell(row, column, text)
            for row, line in enumerate(lines, 2)
            for column, text in enumerate((str(row - 1), *line), 1)
        ),
    ]
    of = "　".join((reviewed.office, reviewed.subject, f"{_VERSION.said_in(language)} {reviewed.version}"))
    above = (Line(_TITLE.said_in(language), Align.CENTRE, is_title=True), Line(of))
    return Sheet(reviewed.subject, above, _WIDTHS, tuple(cells), repeated=(1, 1), is_wide=True)


def _cell(row: int, column: int, text: str, look: Look = Look.VALUE) -> Cell:
    align = Align.CENTRE if look is Look.LABEL or column == 1 else Align.LEFT
    return Cell(row, column, text, look=look, align=align)


def opinion_lists(reviewed: Sequence[Reviewed], language: Language) -> tuple[List, List]:
    """For a workbook: the opinions of all, and all that the rules found."""
    said = [(*_of(each), *line) for each in reviewed for line in _lines(each, language)]
    found = [(*_of(each), *line) for each in reviewed for line in _findings(each, language)]
    return (
        List(Message("审核意见", "Opinions").said_in(language), _columns(_SAID, language), said),
        List(Message("检查发现", "Findings").said_in(language), _columns(_FOUND, language), found),
    )


def _columns(headings: Iterable[Message], language: Language) -> tuple[Column, ...]:
    return tuple(Column(each.said_in(language)) for each in (*_OF, *headings))


def _of(reviewed: Reviewed) -> tuple[str, str, str]:
    return reviewed.office, reviewed.subject, str(reviewed.version)


def _lines(reviewed: Reviewed, language: Language) -> Iterator[_Line]:
    for said in reviewed.said:
        each = said.comment
        same = [found for found in reviewed.found if _speaks_for(found, said)]
        yield _Line(
            each.name or _WHOLE.said_in(language),
            _opinion(each.opinion, language),
            each.text,
            _joined((Message(found.zh, found.en).said_in(language) for found in same), language),
            _joined((found.cited.said_in(language) for found in same), language),
            each.account.name,
        )


def _speaks_for(found: Found, said: Placed) -> bool:
    """Same row, same opinion; “other” is many things, so there the comment has to quote what was found."""
    comment = said.comment
    if comment.opinion is None or (place_of(found), found.opinion) != (said.place, comment.opinion):
        return False
    return comment.opinion != Opinion.OTHER or found.zh in comment.text or found.en in comment.text


def _joined(texts: Iterable[str], language: Language) -> str:
    """Each once."""
    return Message("；", "; ").said_in(language).join(dict.fromkeys(filter(None, texts)))


def _findings(reviewed: Reviewed, language: Language) -> Iterator[tuple[str, ...]]:
    for each in reviewed.found:
        yield (
            each.indicator or _WHOLE.said_in(language),
            LEVELS[each.level].said_in(language),
            _opinion(each.opinion, language),
            Message(each.zh, each.en).said_in(language),
            each.cited.said_in(language),
            Message(each.advice_zh, each.advice_en).said_in(language),
        )


def _opinion(number: int | None, language: Language) -> str:
    return f"{number} {Opinion(number).said.said_in(language)}" if number else ""
