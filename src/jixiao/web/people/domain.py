"""What changes offices and people. Each function asks the rules, and does one thing or nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.model.state import Role
from jixiao.web.people import tenures
from jixiao.web.people.enums import DEPTH, KINDS, PARENTS, Kind, RoleAct
from jixiao.web.people.importing import Plan, Row, plan_of
from jixiao.web.people.models import Account, Assignment, ImportDraft, Office
from jixiao.web.people.queries import known_below, may_keep_account, offices_by_way
from jixiao.web.people.rules import Ability, may

_DONE = {RoleAct.APPOINT: "appointed", RoleAct.DISMISS: "dismissed"}
_LOG = logging.getLogger("jixiao.people")


def require(account: Account, ability: Ability, path: str) -> None:
    """Raises `PermissionDenied` where the rules do not let this person do this."""
    if not may(account.posts, ability, path):
        raise PermissionDenied


# ---------------------------------------------------------------------------------- offices
@transaction.atomic
def make_office(*, by: Account | None, kind: Kind, code: str, name: str, parent: Office | None) -> Office:
    """A new office. ``by`` is None only where the system itself makes the root."""
    if by is not None:
        require(by, Ability.MANAGE_OFFICES, parent.path if parent else "/")
    _fits(kind, parent)
    _is_not_too_deep(parent.depth + 1 if parent else 0)
    _code_is_free(code, parent)
    office = Office.objects.create(kind=kind, code=code, name=name, parent=parent)
    office.path = f"{parent.path if parent else '/'}{office.pk}/"
    office.save(update_fields=["path"])
    return office


@transaction.atomic
def change_office(*, by: Account, office: Office, code: str, name: str, is_active: bool) -> None:
    require(by, Ability.MANAGE_OFFICES, office.path)
    if code != office.code:
        _code_is_free(code, office.parent)
    office.code, office.name, office.is_active = code, name, is_active
    office.save(update_fields=["code", "name", "is_active"])


@transaction.atomic
def move_office(*, by: Account, office: Office, parent: Office) -> None:
    """Puts an office, with all that is below it, under another parent."""
    office = Office.objects.select_for_update().get(pk=office.pk)
    parent = Office.objects.select_for_update().get(pk=parent.pk)
    require(by, Ability.MANAGE_OFFICES, office.path)
    require(by, Ability.MANAGE_OFFICES, parent.path)
    if parent.path.startswith(office.path):
        raise UsageError(
            Message(
                f"{parent.name}在{office.name}之下，不能成为它的上级",
                f"{parent.name} stands below {office.name} and cannot be its parent",
            )
        )
    _fits(Kind(office.kind), parent)
    _code_is_free(office.code, parent, but=office)
    below = Office.objects.filter(path__startswith=office.path)
    deepest = max(each.depth for each in below.only("path"))
    _is_not_too_deep(parent.depth + 1 + deepest - office.depth)
    rest = Substr(F("path"), len(office.path) + 1)
    Office.objects.filter(pk=office.pk).update(parent=parent)
    below.update(path=Concat(Value(f"{parent.path}{office.pk}/"), rest))


def _fits(kind: Kind, parent: Office | None) -> None:
    above = Kind(parent.kind) if parent else None
    if above not in PARENTS[kind]:
        wanted = [KINDS[each] for each in PARENTS[kind] if each]
        raise UsageError(
            Message(
                f"{KINDS[kind].zh}的上级应为{'或'.join(each.zh for each in wanted)}",
                f"a {KINDS[kind].en} stands below a {' or a '.join(each.en for each in wanted)}",
            )
        )


def _is_not_too_deep(depth: int) -> None:
    if depth >= DEPTH:
        raise UsageError(
            Message(f"机构最多 {DEPTH} 级", f"the tree of offices has no more than {DEPTH} levels")
        )


def _code_is_free(code: str, parent: Office | None, but: Office | None = None) -> None:
    found = Office.objects.filter(parent=parent, code=code).first()
    if found and found != but:
        raise UsageError(
            Message(
                f"代码 {code} 已属于{found.name}；同一上级之下代码不能重复",
                f"code {code} is {found.name}'s; below one parent each has its own",
            )
        )


# ----------------------------------------------------------------------------------- people
@transaction.atomic
def make_account(*, username: str, name: str, email: str = "") -> Account:
    """A person who can sign in once they have set a password, by `signing_in.password_path`."""
    if Account.objects.filter(username__iexact=username).exists():
        raise UsageError(Message(f"用户名 {username} 已有人使用", f"the user name {username} is in use"))
    account = Account(username=username, name=name, email=email)
    account.set_unusable_password()
    account.save()
    return account


@transaction.atomic
def change_account(*, by: Account, account: Account, name: str, email: str, is_active: bool) -> None:
    require_keeper(by, account)
    if account.is_active and not is_active:
        _keep_an_administrator(but=account.assignments.values_list("pk", flat=True))
    account.name, account.email, account.is_active = name, email, is_active
    account.save(update_fields=["name", "email", "is_active"])


def require_keeper(by: Account, account: Account) -> None:
    """Raises `PermissionDenied` where an account has roles beyond this person's part of the tree."""
    if not may_keep_account(by, account):
        raise PermissionDenied


@transaction.atomic
def appoint(*, by: Account | None, account: Account, role: Role, office: Office) -> Assignment:
    """Gives a person a role; twice changes nothing. ``by`` is None only where the system itself does it."""
    if by is not None:
        require(by, Ability.MANAGE_PEOPLE, office.path)
    assignment, is_new = Assignment.objects.get_or_create(account=account, role=role, office=office)
    if is_new:
        _note(RoleAct.APPOINT, by, assignment)
    return assignment


@transaction.atomic
def appoint_by_name(
    *, by: Account, username: str, name: str, email: str, role: Role, office: Office
) -> tuple[Account, bool]:
    """Gives a role to who has this user name; makes the account if nobody has. Says whether it did."""
    require(by, Ability.MANAGE_PEOPLE, office.path)
    account = Account.objects.filter(username__iexact=username).first()
    is_new = account is None
    if account is None:
        if not name:
            raise UsageError(
                Message(
                    f"没有用户名为 {username} 的账号；新开账号请填写姓名",
                    f"nobody has the user name {username}; give a name to make the account",
                )
            )
        account = make_account(username=username, name=name, email=email)
    if name and name != account.name:
        raise UsageError(
            Message(
                f"用户名 {username} 属于{account.name}，不是{name}；请换一个或改正姓名",
                f"the user name {username} is {account.name}'s; take another one, or put the name right",
            )
        )
    appoint(by=by, account=account, role=role, office=office)
    return account, is_new


@transaction.atomic
def dismiss(*, by: Account, assignment: Assignment) -> None:
    """Takes a role away."""
    require(by, Ability.MANAGE_PEOPLE, assignment.office.path)
    _keep_an_administrator(but=[assignment.pk])
    _note(RoleAct.DISMISS, by, assignment)
    assignment.delete()


def _note(act: RoleAct, by: Account | None, assignment: Assignment) -> None:
    """An entry in the history and, where a person did it, a line in the log once it is so."""
    role, office = Role(assignment.role), assignment.office
    tenures.append(account=assignment.account, by=by, act=act, role=role, office=office)
    if by is None:
        return
    facts = {
        "by": by.pk,
        "account": assignment.account_id,
        "role": str(assignment.role),
        "office": assignment.office_id,
    }
    transaction.on_commit(lambda: _LOG.info(_DONE[act], extra={"facts": facts}))


def _keep_an_administrator(*, but: Iterable[int]) -> None:
    """Without one at the root nobody could be appointed any more."""
    there = Assignment.objects.select_for_update(of=("self",)).filter(
        role=Role.ADMINISTRATOR, office__parent=None, account__is_active=True
    )
    numbers = set(there.values_list("pk", flat=True))
    if numbers and numbers <= set(but):
        raise UsageError(
            Message(
                "这是全系统最后一位管理员；请先任命另一位",
                "this is the last administrator of all; appoint another one first",
            )
        )


# ----------------------------------------------------------------------------------- import
def plan_import(*, by: Account, office: Office, rows: Sequence[Row]) -> Plan:
    """What importing these rows below an office would do now."""
    require(by, Ability.MANAGE_PEOPLE, office.path)
    require(by, Ability.MANAGE_OFFICES, office.path)
    return plan_of(rows, known_below(office, rows))


def keep_draft(*, by: Account, office: Office, rows: Sequence[Row]) -> ImportDraft:
    """Keeps what was uploaded until it is confirmed; what this person uploaded here before is dropped."""
    require(by, Ability.MANAGE_PEOPLE, office.path)
    ImportDraft.objects.filter(account=by, office=office).delete()
    return ImportDraft.objects.create(account=by, office=office, rows=[list(row) for row in rows])


def rows_in(draft: ImportDraft) -> list[Row]:
    return [Row(*row) for row in draft.rows]


@transaction.atomic
def carry_out(*, by: Account, draft: ImportDraft) -> tuple[Plan, list[Account]]:
    """Writes all of a draft or, where the plan has errors by now, nothing. Returns the new accounts."""
    draft = ImportDraft.objects.select_for_update().select_related("office").get(pk=draft.pk)
    plan = plan_import(by=by, office=draft.office, rows=rows_in(draft))
    if plan.errors:
        return plan, []
    offices = {(): draft.office} | offices_by_way(draft.office)
    for new in plan.offices:
        offices[new.way] = make_office(
            by=by, kind=Kind(new.kind), code=new.code, name=new.name, parent=offices[new.way[:-1]]
        )
    appointed = [
        appoint_by_name(
            by=by,
            username=new.username,
            name=new.name,
            email=new.email,
            role=Role(new.role),
            office=offices[new.way],
        )
        for new in plan.appointments
    ]
    draft.delete()
    return plan, [account for account, is_new in appointed if is_new]
