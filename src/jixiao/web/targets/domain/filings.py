"""How a filing begins: empty, from a file that was read, or from last year's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils import timezone

from jixiao.forms.edited import empty_table
from jixiao.model.message import Message
from jixiao.model.table import Form, Table
from jixiao.web.people import rules
from jixiao.web.people.models import Account, Office
from jixiao.web.people.rules import Ability
from jixiao.web.targets.domain import content, history
from jixiao.web.targets.domain.errors import NotAllowed, Refusal
from jixiao.web.targets.enums import MAKE
from jixiao.web.targets.models import Campaign, Filing, Upload, Version
from jixiao.writers.words import FORMS

TITLES = {
    Form.PROJECT_TARGETS: "项目支出绩效目标表",
    Form.UNIT_TARGETS: "单位整体支出绩效目标表",
    Form.TRANSFER_TARGETS: "转移支付区域绩效目标表",
}


def start_empty(*, account: Account, campaign: Campaign, office: Office, form: Form, subject: str) -> Filing:
    """A form nobody has filled in yet."""
    department = office.parent.name if office.parent else ""
    unit = "" if form is Form.UNIT_TARGETS else office.name
    table = empty_table(
        form,
        TITLES.get(form, ""),
        year=campaign.year,
        subject=subject.strip(),
        unit=unit,
        department=department,
    )
    return _start(account, campaign, office, table, None, {"from": "empty"})


def start_from(*, account: Account, campaign: Campaign, earlier: Version) -> Filing:
    """From an earlier year's table of the same unit: its rows and goals, the year and the amounts anew."""
    office = earlier.filing.office
    table = replace(content.table_in(earlier), year=campaign.year, funds=(), sums=())
    origin = {"from": "version", "filing": earlier.filing_id, "version": earlier.number}
    return _start(account, campaign, office, table, None, origin)


def start_read(
    *, account: Account, upload: Upload, tables: Mapping[int, Table]
) -> tuple[list[Filing], list[Refusal]]:
    """From tables of a file by their places in it; one that is there already is refused alone."""
    filings, refused = [], []
    for place, table in tables.items():
        try:
            origin = {"from": "file", "name": upload.name, "sha256": upload.sha256}
            read_from = (upload, place)
            filings.append(_start(account, upload.campaign, upload.office, table, read_from, origin))
        except Refusal as refusal:
            refused.append(refusal)
    return filings, refused


def _start(
    account: Account,
    campaign: Campaign,
    office: Office,
    table: Table,
    read_from: tuple[Upload, int] | None,
    origin: Mapping[str, object],
) -> Filing:
    if not rules.may(account.posts, Ability.EDIT, office.path):
        raise NotAllowed(Message("您没有在此单位填报的权限", "you have no role to file for this unit"))
    if why := _unfit(campaign, office, table):
        raise Refusal(why)
    # Pages and official forms print the unit, so what a person confirms here is no assumption any more.
    table = replace(table, amount_unit=replace(table.amount_unit, stated=True))
    filing = Filing(campaign=campaign, office=office, form=table.form, subject=table.subject[:255])
    try:
        with transaction.atomic():
            filing.save(force_insert=True)
            upload, place = read_from or (None, None)
            content.add_version(filing=filing, account=account, table=table, upload=upload, place=place)
            filing.save()
            history.append(filing=filing, account=account, act=MAKE, detail=origin)
    except IntegrityError as error:
        raise Refusal(
            Message(
                f"“{table.subject}”在这次申报里已有一张{TITLES.get(table.form, '表')}",
                f"“{table.subject}” has such a table in this campaign already",
            )
        ) from error
    return filing


def _unfit(campaign: Campaign, office: Office, table: Table) -> Message | None:
    """Why the campaign does not take this table of this unit."""
    if not office.path.startswith(campaign.office.path):
        return Message(
            f"这次申报由{campaign.office}组织，不面向{office}",
            f"the campaign is {campaign.office}'s and not for {office}",
        )
    if campaign.closed_at:
        day = timezone.localtime(campaign.closed_at).date()
        return Message(
            f"{campaign}已于{day}结束，不再收新的表",
            f"{campaign} was closed on {day} and takes no new tables",
        )
    if table.form not in campaign.forms:
        taken = [FORMS[Form(each)] for each in campaign.forms]
        return Message(
            f"这是{FORMS[table.form].zh}，这次申报只收{'、'.join(each.zh for each in taken)}",
            f"this is a table of {FORMS[table.form].en}; the campaign takes only"
            f" {' and '.join(each.en for each in taken)}",
        )
    return None if table.subject else Message("请先填写项目（单位）名称", "name the project or unit first")
