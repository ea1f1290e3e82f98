from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from jixiao.model.errors import UsageError
from jixiao.model.state import Role
from jixiao.web.people import domain
from jixiao.web.people.enums import DEPTH, Kind
from jixiao.web.people.models import Account, Assignment, Office
from jixiao.web.people.queries import offices_visible, within
from jixiao.web.people.rules import Ability


@pytest.fixture
def keeper(tree, person):
    """The administrator of the department."""
    return person("keeper", Role.ADMINISTRATOR, tree.department)


@pytest.fixture
def chief(tree, person):
    """The administrator of the province."""
    return person("chief", Role.ADMINISTRATOR, tree.province)


# ---------------------------------------------------------------------------------- offices
def test_a_path_leads_from_the_root(tree):
    ways = (tree.province, tree.department, tree.unit)

    assert f"/{'/'.join(str(each.pk) for each in ways)}/" == tree.unit.path


def test_a_code_is_its_own_below_one_parent(tree, keeper):
    with pytest.raises(UsageError, match="001 is 示例省水文站's"):
        domain.make_office(by=keeper, kind=Kind.UNIT, code="001", name="另一单位", parent=tree.department)

    assert "001" == tree.other.code


@pytest.mark.parametrize(
    ("kind", "place"),
    [(Kind.REGION, "department"), (Kind.DEPARTMENT, "department"), (Kind.UNIT, "province")],
)
def test_an_office_stands_where_its_kind_belongs(tree, chief, kind, place):
    with pytest.raises(UsageError, match="stands below a"):
        domain.make_office(by=chief, kind=kind, code="9", name="某处", parent=getattr(tree, place))


@pytest.mark.parametrize("place", ["beside", "province"])
def test_nobody_makes_offices_outside_their_part(tree, keeper, place):
    with pytest.raises(PermissionDenied):
        domain.make_office(
            by=keeper, kind=Kind.DEPARTMENT, code="9", name="某处", parent=getattr(tree, place)
        )


def test_what_is_below_moves_with_an_office(tree, chief):
    station = domain.make_office(by=chief, kind=Kind.UNIT, code="01", name="分站", parent=tree.unit)

    domain.move_office(by=chief, office=tree.unit, parent=tree.other)

    moved = Office.objects.get(pk=station.pk)
    assert f"{tree.other.path}{tree.unit.pk}/{station.pk}/" == moved.path
    assert [tree.other, tree.unit, station] == list(offices_below(tree.other))
    assert [tree.department] == list(offices_below(tree.department))


def offices_below(office):
    return Office.objects.filter(path__startswith=office.path).order_by("path")


def test_an_office_is_not_moved_below_itself(tree, chief):
    station = domain.make_office(by=chief, kind=Kind.UNIT, code="01", name="分站", parent=tree.unit)

    with pytest.raises(UsageError, match="stands below"):
        domain.move_office(by=chief, office=tree.unit, parent=station)


def test_nobody_moves_an_office_out_of_or_into_their_part(tree, keeper):
    for office, parent in ((tree.unit, tree.beside), (tree.other, tree.department)):
        with pytest.raises(PermissionDenied):
            domain.move_office(by=keeper, office=office, parent=parent)


# --------------------------------------------------------------------------- what one sees
def test_what_a_person_sees_is_the_union_of_their_posts(tree, person):
    account = person("both", Role.FILER, tree.department)
    Assignment.objects.create(account=account, role=Role.AUDITOR, office=tree.beside)

    assert {tree.department, tree.beside, tree.other} == set(offices_visible(account))
    assert {tree.department} == set(offices_visible(account, Ability.EDIT))
    assert set() == set(offices_visible(account, Ability.MANAGE_PEOPLE))


def test_who_was_dismissed_or_closed_sees_nothing(tree, person):
    account = person("gone", Role.AUDITOR, tree.province)
    account.is_active = False

    assert set() == set(Office.objects.filter(within(account, Ability.SEE)))


# ----------------------------------------------------------------------------------- people
def test_appointing_twice_changes_nothing(tree, keeper, person):
    account = person("li")

    for _ in range(2):
        domain.appoint(by=keeper, account=account, role=Role.FILER, office=tree.unit)

    assert 1 == account.assignments.count()


def test_user_names_differ_in_more_than_their_case(tree, keeper, person):
    known = person("Li")

    account, is_new = domain.appoint_by_name(
        by=keeper, username="lI", name="", email="", role=Role.FILER, office=tree.unit
    )

    assert (known, False) == (account, is_new)
    with pytest.raises(UsageError, match="in use"):
        domain.make_account(username="LI", name="李")


def test_a_role_is_not_given_to_somebody_else_of_that_user_name(tree, keeper, person):
    known = person("li")

    with pytest.raises(UsageError, match="is 用户li's"):
        domain.appoint_by_name(
            by=keeper, username="li", name="李某", email="", role=Role.FILER, office=tree.unit
        )

    assert not known.assignments.exists()


def test_the_tree_has_an_end(tree, chief):
    office = tree.unit
    for number in range(DEPTH - 3):
        office = domain.make_office(by=chief, kind=Kind.UNIT, code=str(number), name="站", parent=office)

    with pytest.raises(UsageError, match="no more than 12 levels"):
        domain.make_office(by=chief, kind=Kind.UNIT, code="x", name="站", parent=office)
    with pytest.raises(UsageError, match="no more than 12 levels"):
        domain.move_office(by=chief, office=tree.unit, parent=tree.other)


def test_nobody_appoints_outside_their_part(tree, keeper, person):
    for office in (tree.province, tree.beside, tree.other):
        with pytest.raises(PermissionDenied):
            domain.appoint(by=keeper, account=person(f"li{office.pk}"), role=Role.FILER, office=office)


def test_an_account_with_roles_elsewhere_is_kept_above(tree, keeper, chief, person):
    """Who could set its password could act as it does, out of their own part."""
    account = person("li", Role.FINANCE_REVIEWER, tree.province)
    domain.appoint(by=keeper, account=account, role=Role.FILER, office=tree.unit)

    with pytest.raises(PermissionDenied):
        domain.require_keeper(keeper, account)
    domain.require_keeper(chief, account)


def test_the_last_administrator_stays(chief, person, tree):
    with pytest.raises(UsageError, match="last administrator"):
        domain.dismiss(by=chief, assignment=chief.assignments.get())
    with pytest.raises(UsageError, match="last administrator"):
        domain.change_account(by=chief, account=chief, name="长", email="", is_active=False)

    person("second", Role.ADMINISTRATOR, tree.province)
    domain.dismiss(by=chief, assignment=chief.assignments.get())
    assert not Account.objects.get(pk=chief.pk).posts
