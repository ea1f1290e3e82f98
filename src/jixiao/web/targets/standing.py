"""How the tables of a campaign stand, for the offices right below the part of the tree that one sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Case, Count, F, QuerySet, Sum, Value, When
from django.db.models.functions import Left, StrIndex, Substr

from jixiao.model.state import State
from jixiao.web.people.models import Account, Office
from jixiao.web.people.rules import Ability, parts
from jixiao.web.targets.models import Filing

WITH_UNIT = (State.DRAFT, State.RETURNED, State.UNLOCKED)


class Group(NamedTuple):
    """The tables in one state of an office right below one's part, with all that is below it."""

    head: str
    state: State
    number: int
    yuan: Decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """So many tables, and so much money they are about."""

    number: int = 0
    with_unit: int = 0
    approved: int = 0
    yuan: Decimal = Decimal(0)

    @classmethod
    def of(cls, groups: Sequence[Group]) -> Standing:
        return cls(
            number=sum(each.number for each in groups),
            with_unit=sum(each.number for each in groups if each.state in WITH_UNIT),
            approved=sum(each.number for each in groups if each.state is State.APPROVED),
            yuan=sum((each.yuan for each in groups), Decimal(0)),
        )

    @property
    def waiting(self) -> int:
        return self.number - self.with_unit - self.approved


def groups_of(account: Account, filings: QuerySet[Filing]) -> list[Group]:
    """All that is counted, in one query."""
    counted = filings.order_by().values_list(_head(account), "state")
    states = {state.value: state for state in State}
    return [
        Group(head, states[state], number, yuan or Decimal(0))
        for head, state, number, yuan in counted.annotate(number=Count("pk"), total=Sum("yuan"))
    ]


def _head(account: Account) -> Case:
    """The path of the office right below the part that a table belongs to; at the top of it, itself."""
    _, whole = parts(account.posts, Ability.SEE)
    path = F("office__path")
    below = (
        When(
            office__path__startswith=part,
            then=Left(path, Value(len(part)) + StrIndex(Substr(path, len(part) + 1), Value("/"))),
        )
        for part in whole
    )
    return Case(*below, default=path)


def by_state(groups: Iterable[Group]) -> dict[State, Standing]:
    """In the order of the way."""
    held: dict[State, list[Group]] = {state: [] for state in State}
    for each in groups:
        held[each.state].append(each)
    return {state: Standing.of(those) for state, those in held.items()}


def by_office(groups: Iterable[Group]) -> list[tuple[Office, Standing]]:
    """Most tables first."""
    held: dict[str, list[Group]] = defaultdict(list)
    for each in groups:
        held[each.head].append(each)
    return _named({head: Standing.of(those) for head, those in held.items()})


def _named(held: Mapping[str, Standing]) -> list[tuple[Office, Standing]]:
    named = [(office, held[office.path]) for office in Office.objects.filter(path__in=list(held))]
    return sorted(named, key=lambda each: (-each[1].number, each[0].path))
