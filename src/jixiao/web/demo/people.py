"""Who acts in the example province: an account for each role, and others for the departments beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from jixiao.model.state import Role
from jixiao.web.people.domain import appoint, make_account
from jixiao.web.people.enums import ROLES
from jixiao.web.people.models import Account, Office

#: Roles that everybody meets, on the whole province.
PROVINCIAL = {
    Role.FINANCE_REVIEWER: "finance",
    Role.EVALUATOR: "evaluator",
    Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "admin",
}
#: Roles for the units and departments: one person each, and another for the departments beside.
LOCAL = {Role.FILER: "filer", Role.UNIT_APPROVER: "approver", Role.DEPARTMENT_REVIEWER: "reviewer"}
BESIDE = {role: f"{username}2" for role, username in LOCAL.items()}

Cast = Mapping[Role, Account]


@dataclass(frozen=True, slots=True)
class Place:
    """A department with its units."""

    department: Office
    units: Sequence[Office]


def provincial(root: Office, admin: Account) -> Cast:
    cast = {role: _named(username, role, root) for role, username in PROVINCIAL.items()}
    for role, account in cast.items():
        appoint(by=admin, account=account, role=role, office=root)
    return cast


def local(usernames: Mapping[Role, str], places: Sequence[Place], admin: Account) -> Cast:
    """One person each, at all of these places."""
    cast = {role: _named(username, role, places[0].department) for role, username in usernames.items()}
    for place in places:
        for role, account in cast.items():
            offices = [place.department] if role is Role.DEPARTMENT_REVIEWER else place.units
            for office in offices:
                appoint(by=admin, account=account, role=role, office=office)
    return cast


def _named(username: str, role: Role, office: Office) -> Account:
    """Called by what they do, for they are nobody. The administrator is there already."""
    if account := Account.objects.filter(username=username).first():
        return account
    return make_account(username=username, name=f"{ROLES[role].zh}（{office.name}）")


def give_password(password: str) -> None:
    """One password for all of them; hashed once, for that is slow on purpose."""
    named = [*PROVINCIAL.values(), *LOCAL.values(), *BESIDE.values()]
    Account.objects.filter(username__in=named).update(password=make_password(password))
