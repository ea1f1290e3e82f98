"""Who acts in the example province: an account for each role, and others for the departments beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from jixiao.model.state import Role
from jixiao.web.people.domain import appoint, make_account
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

NAMES = {
    "finance": "财政厅绩效处",
    "evaluator": "第三方评审专家",
    "auditor": "审计厅查阅人",
    "filer": "水利口填报员",
    "approver": "水利口单位负责人",
    "reviewer": "水利厅财务处",
    "filer2": "教育交通口填报员",
    "approver2": "教育交通口单位负责人",
    "reviewer2": "厅局财务处",
}

Cast = Mapping[Role, Account]


@dataclass(frozen=True, slots=True)
class Place:
    """A department with its units."""

    department: Office
    units: Sequence[Office]


def provincial(root: Office, admin: Account) -> Cast:
    cast = {role: _named(username) for role, username in PROVINCIAL.items()}
    for role, account in cast.items():
        appoint(by=admin, account=account, role=role, office=root)
    return cast


def local(usernames: Mapping[Role, str], places: Sequence[Place], admin: Account) -> Cast:
    """One person each, at all of these places."""
    cast = {role: _named(username) for role, username in usernames.items()}
    for place in places:
        for role, account in cast.items():
            offices = [place.department] if role is Role.DEPARTMENT_REVIEWER else place.units
            for office in offices:
                appoint(by=admin, account=account, role=role, office=office)
    return cast


def _named(username: str) -> Account:
    """Called by what they do, for they are nobody. The administrator is there already."""
    if account := Account.objects.filter(username=username).first():
        return account
    return make_account(username=username, name=NAMES[username])


def give_password(password: str) -> None:
    """One password for all of them; hashed once, for that is slow on purpose."""
    named = [*PROVINCIAL.values(), *LOCAL.values(), *BESIDE.values()]
    Account.objects.filter(username__in=named).update(password=make_password(password))
