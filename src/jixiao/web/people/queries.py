"""The part of the tree that a person sees, as one condition for any model."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from jixiao.web.people.enums import Kind
from jixiao.web.people.importing import Known, Row, Way
from jixiao.web.people.models import Account, Assignment, Office
from jixiao.web.people.rules import Ability, may_keep, parts


def within(account: Account, ability: Ability, field: str = "path") -> Q:
    """Where a person has an ability; ``field`` leads to an office's path, as in ``office__path``."""
    single, whole = parts(account.posts, ability)
    condition = Q(**{f"{field}__in": sorted(single)})
    for path in sorted(whole):
        condition |= Q(**{f"{field}__startswith": path})
    return condition


def above(office: Office) -> QuerySet[Office]:
    """The offices that it stands below, from the root on."""
    numbers = office.path.strip("/").split("/")[:-1]
    return Office.objects.filter(pk__in=numbers).order_by("path")


def children(office: Office) -> QuerySet[Office]:
    """What stands directly below, with how much is below each and how many roles are held there."""
    counted = office.children.annotate(
        below=Count("children", distinct=True), held=Count("assignments", distinct=True)
    )
    return counted.order_by("code")


def may_keep_account(keeper: Account, account: Account) -> bool:
    return may_keep(keeper.posts, account.assignments.values_list("office__path", flat=True))


def offices_visible(account: Account, ability: Ability = Ability.SEE) -> QuerySet[Office]:
    return Office.objects.filter(within(account, ability))


# ------------------------------------------------------------------------ for an import
def offices_by_way(base: Office) -> dict[Way, Office]:
    """What stands below an office, by the codes that lead to it."""
    below = Office.objects.filter(path__startswith=base.path).exclude(pk=base.pk).order_by("path")
    ways: dict[int | None, Way] = {base.pk: ()}
    found: dict[Way, Office] = {}
    for office in below:
        ways[office.pk] = way = (*ways[office.parent_id], office.code)
        found[way] = office
    return found


def known_below(base: Office, rows: Sequence[Row]) -> Known:
    """What these rows are held against."""
    offices = offices_by_way(base)
    ways = {office.pk: way for way, office in offices.items()} | {base.pk: ()}
    named = {row.cells["username"].lower() for row in rows if "username" in row.cells}
    accounts = Account.objects.annotate(low=Lower("username")).filter(low__in=named)
    given = (
        Assignment.objects.filter(office__path__startswith=base.path)
        .annotate(low=Lower("account__username"))
        .filter(low__in=named)
        .values_list("low", "role", "office_id")
    )
    return Known(
        Kind(base.kind),
        {way: Kind(office.kind) for way, office in offices.items()},
        dict(accounts.values_list("low", "name")),
        frozenset((low, role, ways[number]) for low, role, number in given),
        base.depth,
    )
