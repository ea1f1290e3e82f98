"""Campaigns: opened, extended, closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from jixiao.model.message import Message
from jixiao.model.table import Form
from jixiao.web.people import rules
from jixiao.web.people.models import Account, Office
from jixiao.web.people.rules import Ability
from jixiao.web.targets.domain.errors import NotAllowed, Refusal
from jixiao.web.targets.models import Campaign


def open_campaign(
    *,
    account: Account,
    office: Office,
    name: str,
    year: int,
    forms: Sequence[Form],
    deadlines: tuple[date, date, date],
    offices: Iterable[Office],
    reminds: bool = False,
) -> Campaign:
    """Open a year's filing for units of a part of the tree; a deadline each for the three levels."""
    _may_manage(account, office)
    if not forms:
        raise Refusal(Message("请至少选择一种表", "choose at least one form"))
    _require_order(deadlines)
    with transaction.atomic():
        campaign = Campaign.objects.create(
            name=name.strip(),
            year=year,
            office=office,
            forms=[each.value for each in forms],
            unit_until=deadlines[0],
            department_until=deadlines[1],
            finance_until=deadlines[2],
            reminds=reminds,
        )
        _oblige(campaign, offices)
    return campaign


def change(
    *,
    account: Account,
    campaign: Campaign,
    deadlines: tuple[date, date, date],
    offices: Iterable[Office],
    reminds: bool,
) -> None:
    """Give more time, and have more units file. Nothing is taken away from what was announced."""
    _may_manage(account, campaign.office)
    _require_order(deadlines)
    with transaction.atomic():
        held = Campaign.objects.select_for_update(of=("self",)).select_related("office").get(pk=campaign.pk)
        if held.closed_at:
            raise Refusal(Message("这次申报已结束，不能再改", "the campaign is closed and stays as it is"))
        before = (held.unit_until, held.department_until, held.finance_until)
        if any(new < old for new, old in zip(deadlines, before, strict=True)):
            raise Refusal(Message("截止日期只能延后，不能提前", "deadlines can be moved to later days only"))
        held.unit_until, held.department_until, held.finance_until = deadlines
        held.reminds = reminds
        held.save(update_fields=("unit_until", "department_until", "finance_until", "reminds"))
        _oblige(held, offices)


def _require_order(deadlines: tuple[date, date, date]) -> None:
    if list(deadlines) != sorted(deadlines):
        raise Refusal(
            Message(
                "截止日期要依次：单位、主管部门、财政", "deadlines: unit, department, finance, in this order"
            )
        )


def _oblige(campaign: Campaign, offices: Iterable[Office]) -> None:
    campaign.offices.add(*(each for each in offices if each.path.startswith(campaign.office.path)))


def close(*, account: Account, campaign: Campaign) -> None:
    """Close it: nothing new is filed, what is under way goes on."""
    _may_manage(account, campaign.office)
    Campaign.objects.filter(pk=campaign.pk, closed_at=None).update(closed_at=timezone.now())


def _may_manage(account: Account, office: Office) -> None:
    if not rules.may(account.posts, Ability.MANAGE_CAMPAIGNS, office.path):
        raise NotAllowed(Message("您没有管理申报的权限", "you have no role to manage campaigns here"))
