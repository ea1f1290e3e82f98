"""How the tables of a campaign stand, for the offices right below the part of the tree that one sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from jixiao.model.state import State
from jixiao.web.people.models import Account, Office
from jixiao.web.people.rules import Ability, parts
from jixiao.web.targets.models import Filing

WITH_UNIT = (State.DRAFT, State.RETURNED, State.UNLOCKED)


@dataclass(frozen=True, slots=True)
class Standing:
    """So many tables, and so much money they are about."""

    number: int = 0
    with_unit: int = 0
    approved: int = 0
    yuan: Decimal = Decimal(0)

    def __add__(self, other: Standing) -> Standing:
        return Standing(
            self.number + other.number,
            self.with_unit + other.with_unit,
            self.approved + other.approved,
            self.yuan + other.yuan,
        )

    @property
    def waiting(self) -> int:
        return self.number - self.with_unit - self.approved


@dataclass(frozen=True, slots=True)
class Group:
    """The tables of one office in one state."""

    path: str
    state: State
    number: int
    yuan: Decimal

    @property
    def standing(self) -> Standing:
        with_unit, approved = self.state in WITH_UNIT, self.state is State.APPROVED
        return Standing(self.number, self.number * with_unit, self.number * approved, self.yuan)


def groups_of(filings: QuerySet[Filing]) -> list[Group]:
    """All that is counted, in one query."""
    counted = filings.order_by().values_list("office__path", "state")
    return [
        Group(path, State(state), number, yuan or Decimal(0))
        for path, state, number, yuan in counted.annotate(number=Count("pk"), total=Sum("yuan"))
    ]


def by_state(groups: Iterable[Group]) -> dict[State, Standing]:
    """In the order of the way."""
    held = {state: Standing() for state in State}
    for each in groups:
        held[each.state] += each.standing
    return held


def by_office(account: Account, groups: Iterable[Group]) -> list[tuple[Office, Standing]]:
    """For each office right below one's part, with all that is below it; most tables first."""
    _, whole = parts(account.posts, Ability.SEE)
    held: dict[str, Standing] = defaultdict(Standing)
    for each in groups:
        held[head_of(each.path, whole)] += each.standing
    return _named(held)


def _named(held: Mapping[str, Standing]) -> list[tuple[Office, Standing]]:
    named = [(office, held[office.path]) for office in Office.objects.filter(path__in=list(held))]
    return sorted(named, key=lambda each: (-each[1].number, each[0].path))


def head_of(path: str, whole: Iterable[str]) -> str:
    """The office right below the part that a path belongs to; without a part, or at its top, itself.

    >>> head_of("/1/4/9/", ["/1/"]), head_of("/1/4/9/", []), head_of("/1/", ["/1/"])
    ('/1/4/', '/1/4/9/', '/1/')
    """
    part = next((each for each in whole if path.startswith(each)), path)
    below = path[len(part) :].partition("/")[0]
    return f"{part}{below}/" if below else path
