"""What a list of filings is narrowed to and sorted by: all of it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from jixiao.model.message import Message
from jixiao.model.state import State
from jixiao.model.table import Form

SORTS: Mapping[str, tuple[str, ...]] = {
    "": ("-changed_at",),
    "subject": ("subject",),
    "-subject": ("-subject",),
    "office": ("office__path", "subject"),
    "-office": ("-office__path", "subject"),
    "yuan": ("yuan",),
    "-yuan": ("-yuan",),
    "indicators": ("indicators",),
    "-indicators": ("-indicators",),
    "errors": ("errors", "warnings"),
    "-errors": ("-errors", "-warnings"),
    "changed": ("changed_at",),
    "-changed": ("-changed_at",),
}
ERRORS: Mapping[str, Mapping[str, int]] = {
    "some": {"errors__gt": 0},
    "none": {"errors": 0},
    "warned": {"errors": 0, "warnings__gt": 0},
    "clean": {"errors": 0, "warnings": 0},
}
ERROR_NAMES = {
    "some": Message("有错误", "with errors"),
    "none": Message("无错误", "without errors"),
    "warned": Message("只有警告", "with warnings only"),
    "clean": Message("无错误和警告", "without errors and warnings"),
}
_LONGEST = 100  # characters sought
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Filters:
    """What is unknown in an address narrows nothing."""

    campaign: int = 0
    state: str = ""
    form: str = ""
    office: int = 0
    errors: str = ""
    text: str = ""
    late: str = ""
    sort: str = ""

    @property
    def is_narrow(self) -> bool:
        return replace(self, sort="") != Filters()

    def address(self, **changes: str | int) -> str:
        """The part of an address behind the question mark."""
        wanted = replace(self, **changes)  # type: ignore[arg-type]  # names and types are the fields'
        held = {each.name: getattr(wanted, each.name) for each in fields(wanted)}
        return urlencode({name: value for name, value in held.items() if value})


def filters_in(said: Mapping[str, str]) -> Filters:
    return Filters(
        campaign=number(said.get("campaign", "")),
        state=_known(said.get("state", ""), set(State)),
        form=_known(said.get("form", ""), set(Form)),
        office=number(said.get("office", "")),
        errors=_known(said.get("errors", ""), set(ERRORS)),
        text=clean(said.get("text", "")).strip()[:_LONGEST],
        late=_known(said.get("late", ""), {"1"}),
        sort=_known(said.get("sort", ""), set(SORTS)),
    )


def number(text: str, otherwise: int = 0) -> int:
    """A number that an address or a form says.

    >>> number("12"), number("-1"), number("9" * 5000, -1)
    (12, 0, -1)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else otherwise


def clean(text: str) -> str:
    """A text as it is kept: one kind of line break, and no NUL, which PostgreSQL cannot hold."""
    return text.replace("\r\n", "\n").replace("\x00", "")


def _known(text: str, known: set[str] | set[State] | set[Form]) -> str:
    return text if text in known else ""
