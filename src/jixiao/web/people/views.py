"""Pages of offices and people. What a person may not see is not there: 404."""

from __future__ import annotations

from typing import TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.model.state import Role
from jixiao.web.config.said import spoken
from jixiao.web.people import domain
from jixiao.web.people.enums import PARENTS, ROLES, Kind
from jixiao.web.people.forms import AccountForm, AppointForm, OfficeChangeForm, OfficeForm, ProfileForm
from jixiao.web.people.models import Account, Assignment, Office
from jixiao.web.people.queries import above, children, may_keep_account, offices_visible, within
from jixiao.web.people.rules import Ability
from jixiao.web.people.signing_in import password_path
from jixiao.web.people.tenures import tenures

Row = TypeVar("Row", bound=Model)

ROWS = 100
_FOUND = 20
_SAVE = Message("保存", "Save")


def me(request: HttpRequest) -> Account:
    """Who is signed in. Behind `login_required`, so there is somebody."""
    if not isinstance(request.user, Account):
        raise PermissionDenied
    return request.user


def tell(request: HttpRequest, message: Message) -> None:
    """Shown once on the next page."""
    messages.success(request, message.said_in(spoken()))


def office_to_manage(request: HttpRequest, number: int) -> Office:
    """The office, where this person manages offices; else it is not there."""
    return get_object_or_404(offices_visible(me(request), Ability.MANAGE_OFFICES), pk=number)


def page_of(request: HttpRequest, rows: QuerySet[Row], name: str = "page") -> Page[Row]:
    return Paginator(rows, ROWS).get_page(request.GET.get(name))


# ---------------------------------------------------------------------------------- offices
@login_required
def offices(request: HttpRequest) -> HttpResponse:
    """Where one begins: the parts that one manages, or what was sought in them."""
    visible = offices_visible(me(request), Ability.MANAGE_OFFICES)
    sought = request.GET.get("q", "").strip()[:100]
    found = (
        visible.filter(Q(name__contains=sought) | Q(code__startswith=sought)) if sought else _tops(request)
    )
    if not sought and len(top := list(found[:2])) == 1:
        return redirect("office", top[0].pk)
    context = {
        "page": page_of(request, found.select_related("parent")),
        "people": _people(request, sought) if sought else (),
        "sought": sought,
    }
    return render(request, "people/offices.html", context)


def _tops(request: HttpRequest) -> QuerySet[Office]:
    """Where the parts begin."""
    paths = {post.path for post in me(request).posts if post.role is Role.ADMINISTRATOR}
    return offices_visible(me(request), Ability.MANAGE_OFFICES).filter(path__in=paths)


def _people(request: HttpRequest, sought: str) -> QuerySet[Account]:
    ours = Assignment.objects.filter(within(me(request), Ability.MANAGE_PEOPLE, "office__path"))
    named = Q(name__contains=sought) | Q(username__istartswith=sought)
    return Account.objects.filter(named, pk__in=ours.values("account"))[:_FOUND]


@login_required
def office(request: HttpRequest, number: int) -> HttpResponse:
    """One office, its people and what is below it."""
    found = office_to_manage(request, number)
    people = found.assignments.select_related("account").order_by("account__username", "role")
    context = {
        "office": found,
        "above": _above(request, found),
        "page": page_of(request, children(found)),
        "people": page_of(request, people, "people"),
        "tenures": page_of(request, tenures().filter(office=found), "roles"),
    }
    return render(request, "people/office.html", context)


def _above(request: HttpRequest, found: Office) -> QuerySet[Office]:
    return above(found).filter(within(me(request), Ability.MANAGE_OFFICES))


@login_required
def office_new(request: HttpRequest, number: int) -> HttpResponse:
    parent = office_to_manage(request, number)
    form = OfficeForm(request.POST or None, parent=parent)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = domain.make_office(
                by=me(request), kind=Kind(told["kind"]), code=told["code"], name=told["name"], parent=parent
            )
        except UsageError as error:
            form.add_error(None, error.message.said_in(spoken()))
        else:
            tell(request, Message(f"已添加{made.name}", f"{made.name} is added"))
            return redirect("office", parent.pk)
    title = Message(f"在{parent.name}之下添加机构", f"Add an office below {parent.name}")
    return _form(request, form, title, parent)


@login_required
def office_change(request: HttpRequest, number: int) -> HttpResponse:
    found = office_to_manage(request, number)
    facts = {name: getattr(found, name) for name in ("code", "name", "is_active", "parent")}
    form = OfficeChangeForm(request.POST or None, initial=facts, parents=_parents(request, found))
    if request.method == "POST" and form.is_valid():
        try:
            _change_office(me(request), found, form)
        except UsageError as error:
            form.add_error(None, error.message.said_in(spoken()))
        else:
            tell(request, Message("已保存", "Saved"))
            return redirect("office", found.pk)
    return _form(request, form, Message(f"修改{found.name}", f"Change {found.name}"), found)


def _change_office(by: Account, found: Office, form: OfficeChangeForm) -> None:
    told = form.cleaned_data
    parent = told.pop("parent")
    domain.change_office(by=by, office=found, **told)
    if parent is not None and parent.pk != found.parent_id:
        domain.move_office(by=by, office=found, parent=parent)


def _parents(request: HttpRequest, found: Office) -> QuerySet[Office]:
    """Where it can be moved to: what is ours, of a fitting kind, and not below itself."""
    fitting = [kind for kind in PARENTS[Kind(found.kind)] if kind]
    ours = offices_visible(me(request), Ability.MANAGE_OFFICES).filter(kind__in=fitting)
    return ours.exclude(path__startswith=found.path)


def _form(request: HttpRequest, form: object, title: Message, office: Office) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "does": _SAVE,
        "office": office,
        "above": [*_above(request, office), office],
        "back": reverse("office", args=[office.pk]),
    }
    return render(request, "people/form.html", context)


# ----------------------------------------------------------------------------------- people
@login_required
def appoint(request: HttpRequest, number: int) -> HttpResponse:
    found = office_to_manage(request, number)
    form = AppointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        role = Role(told.pop("role"))
        try:
            account, is_new = domain.appoint_by_name(by=me(request), office=found, role=role, **told)
        except UsageError as error:
            form.add_error(None, error.message.said_in(spoken()))
        else:
            return _appointed(request, found, account, role, is_new=is_new)
    return _form(request, form, Message(f"为{found.name}添加人员", f"Add a person to {found.name}"), found)


def _appointed(
    request: HttpRequest, found: Office, account: Account, role: Role, *, is_new: bool
) -> HttpResponse:
    """Somebody new needs a link to set their password; it is shown at once."""
    said = ROLES[role]
    tell(
        request,
        Message(f"{account.name}：{found.name}，{said.zh}", f"{account.name}: {said.en} of {found.name}"),
    )
    if is_new:
        return _account_page(request, account, link=link_for(request, account))
    return redirect("office", found.pk)


@login_required
@require_POST
def dismiss(request: HttpRequest, number: int) -> HttpResponse:
    ours = Assignment.objects.filter(within(me(request), Ability.MANAGE_PEOPLE, "office__path"))
    found = get_object_or_404(ours.select_related("office", "account"), pk=number)
    said = ROLES[Role(found.role)]
    try:
        domain.dismiss(by=me(request), assignment=found)
    except UsageError as error:
        messages.error(request, error.message.said_in(spoken()))
    else:
        done = Message(
            f"已收回{found.account.name}的角色：{said.zh}", f"{found.account.name} is no {said.en} now"
        )
        tell(request, done)
    return redirect("office", found.office_id)


def _account_to_see(request: HttpRequest, number: int) -> Account:
    """An account with a role in the part that this person manages; else it is not there."""
    ours = Assignment.objects.filter(
        within(me(request), Ability.MANAGE_PEOPLE, "office__path"), account=number
    )
    if not ours.exists():
        raise Http404
    return get_object_or_404(Account, pk=number)


@login_required
def account(request: HttpRequest, number: int) -> HttpResponse:
    found = _account_to_see(request, number)
    if request.method != "POST":
        return _account_page(request, found)
    form = AccountForm(request.POST)
    if form.is_valid():
        try:
            domain.change_account(by=me(request), account=found, **form.cleaned_data)
        except UsageError as error:
            form.add_error(None, error.message.said_in(spoken()))
        else:
            tell(request, Message("已保存", "Saved"))
            return redirect("account", found.pk)
    return _account_page(request, found, form=form)


def _account_page(
    request: HttpRequest, found: Account, *, form: AccountForm | None = None, link: str = ""
) -> HttpResponse:
    facts = {"name": found.name, "email": found.email, "is_active": found.is_active}
    ours = within(me(request), Ability.MANAGE_PEOPLE, "office__path")
    context = {
        "account": found,
        "assignments": found.assignments.filter(ours).select_related("office"),
        "tenures": page_of(request, tenures().filter(ours, account=found), "roles"),
        "can_change": may_keep_account(me(request), found),
        "form": form or AccountForm(initial=facts),
        "link": link,
    }
    return render(request, "people/account.html", context)


def link_for(request: HttpRequest, account: Account) -> str:
    """A link to set a password, at the address by which this page was reached."""
    return request.build_absolute_uri(password_path(account))


@login_required
@require_POST
def password(request: HttpRequest, number: int) -> HttpResponse:
    """Shows a new link; the one before stays good until a password is set by either."""
    found = _account_to_see(request, number)
    domain.require_keeper(me(request), found)
    return _account_page(request, found, link=link_for(request, found))


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=me(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        tell(request, Message("已保存", "Saved"))
        return redirect("profile")
    context = {"form": form, "title": Message("个人信息", "Your account"), "does": _SAVE}
    return render(request, "people/profile.html", context)
