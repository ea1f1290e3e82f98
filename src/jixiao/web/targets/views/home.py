"""工作台: what is mine to do, what is late, what came back, and how the part stands that I see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.contrib.auth.decorators import login_required
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jixiao.model.message import Message
from jixiao.model.state import Action, State
from jixiao.web.config.said import spoken
from jixiao.web.people.models import Account, Assignment, Office
from jixiao.web.people.rules import ROLES_FOR, Ability
from jixiao.web.people.views import me
from jixiao.web.targets import queries
from jixiao.web.targets.charts import bars
from jixiao.web.targets.labels import STATES
from jixiao.web.targets.models import Campaign, Entry, Filing
from jixiao.web.targets.standing import Standing, by_office, by_state, groups_of

_SHOWN = 20  # lines of a list; the rest is a link away
_DRAWN = 12  # offices in a chart
_TABLED = 60  # and in the table beside it


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    account, today = me(request), timezone.localdate()
    campaigns = list(queries.campaigns_visible(account))
    held = {post.role for post in account.posts}
    context: dict[str, object] = {
        "assignments": Assignment.objects.filter(account=account).select_related("office"),
        "campaigns": campaigns,
        "is_open": any(each.closed_at is None for each in campaigns),
        "can_file": bool(held & ROLES_FOR[Ability.EDIT]),
        "can_review": bool(held & ROLES_FOR[Ability.COMMENT]),
        "can_open": bool(held & ROLES_FOR[Ability.MANAGE_CAMPAIGNS]),
        **_mine(account, today),
        **_numbers(account, _chosen(request.GET.get("campaign", ""), campaigns)),
    }
    return render(request, "home.html", context)


def _mine(account: Account, today: date) -> dict[str, object]:
    waiting = queries.waiting_for(account)
    counts = queries.counted_by_state(waiting)
    late = queries.late(queries.filings_visible(account), today).exclude(pk__in=waiting.values("pk"))
    return {
        "waiting": _dated(waiting, today),
        "waiting_number": sum(counts.values()),
        "waiting_states": [(state, number) for state, number in counts.items() if number],
        "late": _dated(late, today),
        "returned": _with_reason(queries.returned_to(account))[:_SHOWN],
        "uploads": queries.unread(account).defer("documents")[:_SHOWN],
    }


def _dated(filings: QuerySet[Filing], today: date) -> list[tuple[Filing, date | None, bool]]:
    """The most urgent, each with its day and whether that is over; what has no day comes last."""
    urgent = filings.order_by(queries.deadline().asc(nulls_last=True), "pk")[:_SHOWN]
    days = [(each, queries.deadline_of(each)) for each in urgent]
    return [(each, day, day is not None and day < today) for each, day in days]


def _with_reason(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    """With why it came back, and when."""
    last = Entry.objects.filter(filing=OuterRef("pk"), act=Action.RETURN).order_by("-sequence")
    return filings.annotate(
        reason=Subquery(last.values("reason")[:1]), returned_at=Subquery(last.values("at")[:1])
    ).order_by("-returned_at")


def _chosen(said: str, campaigns: Sequence[Campaign]) -> Campaign | None:
    """The one that is asked for, else the newest that is open, else the newest."""
    asked = [each for each in campaigns if str(each.pk) == said]
    open_ones = [each for each in campaigns if each.closed_at is None]
    return next(iter([*asked, *open_ones, *campaigns]), None)


def _numbers(account: Account, campaign: Campaign | None) -> dict[str, object]:
    if campaign is None:
        return {"campaign": None}
    groups = groups_of(account, queries.filings_visible(account).filter(campaign=campaign))
    states, offices = by_state(groups), by_office(groups)
    return {
        "campaign": campaign,
        "states": states.items(),
        "offices": offices[:_TABLED],
        "left_off": len(offices[_TABLED:]),
        "total": Standing.of(groups),
        "state_chart": _state_chart(states),
        "office_chart": _office_chart(offices[:_DRAWN]),
    }


def _state_chart(states: Mapping[State, Standing]) -> dict[str, object]:
    said = [STATES[state].said_in(spoken()) for state in states]
    numbers = [each.number for each in states.values()]
    return bars(said, {Message("申报表", "Tables").said_in(spoken()): numbers})


def _office_chart(offices: Sequence[tuple[Office, Standing]]) -> dict[str, object]:
    shown = {
        Message("已批复", "Approved"): [each.approved for _, each in offices],
        Message("审核中", "Under review"): [each.waiting for _, each in offices],
        Message("在单位", "With the unit"): [each.with_unit for _, each in offices],
    }
    labels = [office.name for office, _ in offices]
    return bars(labels, {name.said_in(spoken()): numbers for name, numbers in shown.items()})
