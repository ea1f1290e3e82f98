"""申报批次: opened, followed unit by unit, extended, closed; reminders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jixiao.model.message import Message
from jixiao.model.state import State
from jixiao.model.table import Form
from jixiao.web.config.said import spoken
from jixiao.web.people.enums import Kind
from jixiao.web.people.models import Office
from jixiao.web.people.queries import offices_visible
from jixiao.web.people.rules import Ability
from jixiao.web.people.views import me, page_of, tell
from jixiao.web.targets import queries
from jixiao.web.targets.domain import campaigns as domain
from jixiao.web.targets.domain import reminders
from jixiao.web.targets.domain.errors import Refusal
from jixiao.web.targets.domain.once import first_time
from jixiao.web.targets.filters import number as number_in
from jixiao.web.targets.forms import CampaignForm, DeadlinesForm
from jixiao.web.targets.models import Campaign
from jixiao.web.targets.views.common import new_key

_REMINDED = 50  # lines of the log that are shown
#: Which offices of a campaign are shown: all, those that are late, those without a table.
_SHOWN = {"": Q(), "late": Q(late__gt=0) | Q(is_missing=True), "none": Q(number=0)}
SHOWN_NAMES = {
    "": Message("全部单位", "All units"),
    "late": Message("逾期", "Late"),
    "none": Message("尚未建表", "No table yet"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """A region or department, and who can file in it: itself, and the units below it."""

    office: Office
    above: str
    members: list[Office]
    below: list[int]  # whom "all below" means


@login_required
@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    states = Q(filings__in=queries.filings_visible(me(request)).values("pk"))
    counted = (
        queries.campaigns_visible(me(request))
        .annotate(
            tables=Count("filings", filter=states, distinct=True),
            approved=Count("filings", filter=states & Q(filings__state=State.APPROVED), distinct=True),
        )
        .order_by("-year", "-pk")
    )
    context = {"page": page_of(request, counted), "may_open": _may_open(request).exists()}
    return render(request, "targets/campaigns.html", context)


def _may_open(request: HttpRequest) -> QuerySet[Office]:
    """Where this person can open one."""
    return offices_visible(me(request), Ability.MANAGE_CAMPAIGNS).exclude(kind=Kind.UNIT).order_by("path")


def _seen(request: HttpRequest, number: int) -> Campaign:
    return get_object_or_404(queries.campaigns_visible(me(request)), pk=number)


def _managed(request: HttpRequest, number: int) -> Campaign:
    found = _seen(request, number)
    if not queries.may_manage(me(request), found):
        raise PermissionDenied
    return found


@login_required
@require_safe
def campaign(request: HttpRequest, number: int) -> HttpResponse:
    """How far it is, unit by unit."""
    return _page(request, _seen(request, number))


def _page(request: HttpRequest, found: Campaign, error: Message | None = None) -> HttpResponse:
    shown, today = request.GET.get("show", ""), timezone.localdate()
    shown = shown if shown in _SHOWN else ""
    progress = queries.progress_late(found, me(request), today)
    filings = queries.filings_visible(me(request)).filter(campaign=found)
    is_ours = queries.may_manage(me(request), found)
    context = {
        "campaign": found,
        "forms": [Form(each) for each in found.forms],
        "deadlines": deadlines_of(found, today),
        "page": page_of(request, progress.filter(_SHOWN[shown])),
        "kept": f"{urlencode({'show': shown})}&" if shown else "",
        "shown": shown,
        "shows": SHOWN_NAMES.items(),
        "states": queries.counted_by_state(filings).items(),
        "is_ours": is_ours,
        "reminders": found.reminders.select_related("account")[:_REMINDED] if is_ours else (),
        "key": new_key(),
        "error": error,
    }
    return render(request, "targets/campaign.html", context, status=409 if error else 200)


def deadlines_of(found: Campaign, today: date) -> list[tuple[Message, date, bool]]:
    """For each level its day, and whether it has passed."""
    days = (
        (Message("单位", "Unit"), found.unit_until),
        (Message("主管部门", "Department"), found.department_until),
        (Message("财政", "Finance"), found.finance_until),
    )
    return [(level, day, day < today) for level, day in days]


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """For which part of the tree, then the rest."""
    told = request.POST or request.GET
    offices, asked = _may_open(request), number_in(told.get("office", ""))
    if not offices:
        raise PermissionDenied
    chosen = get_object_or_404(offices, pk=asked) if asked else offices[0]
    form = CampaignForm(request.POST or None, initial={"year": timezone.localdate().year + 1})
    groups = groups_of(chosen)
    picked = picked_in(request.POST, groups)
    if request.method == "POST" and form.is_valid():
        try:
            made = _open(request, chosen, form, picked)
        except Refusal as error:
            form.add_error(None, error.message.said_in(spoken()))
        else:
            return redirect("campaign", made.pk)
    context = {
        "form": form,
        "offices": offices,
        "office": chosen,
        "groups": groups,
        "picked": {each.pk for each in picked},
        "key": new_key(),
    }
    return render(request, "targets/campaign_new.html", context)


def _open(request: HttpRequest, office: Office, form: CampaignForm, picked: Sequence[Office]) -> Campaign:
    told = form.cleaned_data
    if not picked:
        raise Refusal(Message("请至少选择一个填报单位", "choose at least one unit that must file"))
    with transaction.atomic():
        if not first_time(account=me(request), key=request.POST.get("key", "")[:64]):
            return Campaign.objects.filter(office=office).latest("pk")
        return domain.open_campaign(
            account=me(request),
            office=office,
            name=told["name"],
            year=told["year"],
            forms=[Form(each) for each in told["kinds"]],
            deadlines=form.deadlines,
            offices=picked,
            reminds=told["reminds"],
        )


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, number: int) -> HttpResponse:
    found = _managed(request, number)
    facts = {name: getattr(found, name) for name in DeadlinesForm.base_fields}
    form, groups = DeadlinesForm(request.POST or None, initial=facts), groups_of(found.office)
    picked = picked_in(request.POST, groups)
    if request.method == "POST" and form.is_valid():
        try:
            domain.change(
                account=me(request),
                campaign=found,
                deadlines=form.deadlines,
                offices=picked,
                reminds=form.cleaned_data["reminds"],
            )
        except Refusal as error:
            form.add_error(None, error.message.said_in(spoken()))
        else:
            tell(request, Message("已保存", "Saved"))
            return redirect("campaign", found.pk)
    obliged = set(found.offices.values_list("pk", flat=True))
    context = {
        "campaign": found,
        "form": form,
        "groups": groups,
        "picked": {each.pk for each in picked},
        "obliged": obliged,
    }
    return render(request, "targets/campaign_change.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Asked first: a closed campaign takes no new tables."""
    found = _managed(request, number)
    if request.method == "POST":
        domain.close(account=me(request), campaign=found)
        tell(request, Message("申报已结束", "The campaign is closed"))
        return redirect("campaign", found.pk)
    return render(request, "targets/campaign_close.html", {"campaign": found})


@login_required
@require_POST
def remind(request: HttpRequest, number: int) -> HttpResponse:
    found = _managed(request, number)
    if first_time(account=me(request), key=request.POST.get("key", "")[:64]):
        reminders.ask(account=me(request), campaign=found)
    tell(
        request,
        Message(
            "正在发送提醒；今天已收到提醒的人不再发送",
            "Reminders are being sent; nobody gets a second one today",
        ),
    )
    return redirect("campaign", found.pk)


# ----------------------------------------------------------------------------- who must file
def groups_of(office: Office) -> list[Group]:
    """The regions and departments from an office down, each with who can file in it."""
    tree = list(Office.objects.filter(path__startswith=office.path, is_active=True).order_by("path"))
    names = {each.path: each.name for each in tree}
    heads = [each for each in tree if each.kind != Kind.UNIT]
    members: dict[str, list[Office]] = {each.path: [] for each in heads}
    for each in tree:
        if each.kind != Kind.REGION and (head := _head_of(each, members)):
            members[head].append(each)
    whole = list(_whole(tree))
    return [
        Group(
            each,
            " › ".join(_names_above(each.path, names)),
            members[each.path],
            [unit.pk for unit in whole if unit.path.startswith(each.path)],
        )
        for each in heads
    ]


def _head_of(office: Office, heads: Iterable[str]) -> str:
    """The nearest region or department that it is or stands below."""
    return max((path for path in queries.prefixes(office.path) if path in heads), key=len, default="")


def _names_above(path: str, names: dict[str, str]) -> Iterator[str]:
    return (names[each] for each in queries.prefixes(path) if each in names and each != path)


def _whole(tree: Sequence[Office]) -> Iterator[Office]:
    """All units, and departments that have none and file themselves."""
    with_units = {each.parent_id for each in tree if each.kind == Kind.UNIT}
    for each in tree:
        if each.kind == Kind.UNIT or (each.kind == Kind.DEPARTMENT and each.pk not in with_units):
            yield each


def picked_in(told: QueryDict, groups: Sequence[Group]) -> list[Office]:
    """Who was ticked, alone or with all below."""
    single, whole = set(told.getlist("unit")), set(told.getlist("below"))
    wanted = {number for group in groups if str(group.office.pk) in whole for number in group.below}
    members = (each for group in groups for each in group.members)
    return [each for each in members if each.pk in wanted or str(each.pk) in single]
