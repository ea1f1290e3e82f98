"""Lists that are taken along as CSV or Excel: what they hold, heading by heading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from jixiao.model.message import Language, Message
from jixiao.model.state import State
from jixiao.model.table import Form
from jixiao.web.people.enums import KINDS, Kind
from jixiao.web.people.models import Account, Office
from jixiao.web.targets.filters import filters_in, number
from jixiao.web.targets.labels import STATES
from jixiao.web.targets.models import Filing, Gist, Row
from jixiao.web.targets.queries import (
    campaigns_visible,
    filings_visible,
    filtered,
    in_state,
    late,
    progress_late,
)
from jixiao.web.targets.search import Search, wanted_in
from jixiao.writers.words import FORMS

Asked = Mapping[str, str]  # what stands in the address


@dataclass(frozen=True, slots=True)
class Listing:
    """``cells`` gives a row's texts in the order of ``headings``."""

    name: Message
    headings: tuple[Message, ...]
    rows: Callable[[Account, Asked], QuerySet[Any]]
    cells: Callable[[Any, Language], list[str]]


_FILING = (
    Message("年度", "Year"),
    Message("申报", "Campaign"),
    Message("单位代码", "Code"),
    Message("单位", "Unit"),
    Message("表类", "Form"),
    Message("项目（单位）", "Subject"),
    Message("状态", "State"),
)


def _of_filing(filing: Filing, language: Language) -> list[str]:
    return [
        str(filing.campaign.year),
        filing.campaign.name,
        filing.office.code,
        filing.office.name,
        FORMS[Form(filing.form)].said_in(language),
        filing.subject,
        STATES[State(filing.state)].said_in(language),
    ]


def _filings(account: Account, asked: Asked) -> QuerySet[Filing]:
    wanted = filters_in(asked)
    found = in_state(filtered(filings_visible(account), wanted), wanted.state)
    return late(found, timezone.localdate()) if wanted.late else found


def _filing_cells(filing: Filing, language: Language) -> list[str]:
    return [
        *_of_filing(filing, language),
        "" if filing.yuan is None else f"{filing.yuan:f}",
        str(filing.indicators),
        str(filing.errors),
        str(filing.warnings),
        timezone.localtime(filing.changed_at).strftime("%Y-%m-%d %H:%M"),
    ]


def _row_cells(row: Row, language: Language) -> list[str]:
    return [*_of_filing(row.filing, language), row.level1, row.level2, row.level3, row.target]


def _gist_cells(gist: Gist, language: Language) -> list[str]:
    return [*_of_filing(gist.filing, language), gist.goal]


def _office_cells(office: Office, language: Language) -> list[str]:
    above = office.parent.name if office.parent else ""
    return [office.code, office.name, KINDS[Kind(office.kind)].said_in(language), above]


def _progress(account: Account, asked: Asked) -> QuerySet[Office]:
    campaign = get_object_or_404(campaigns_visible(account), pk=number(asked.get("campaign", "")))
    return progress_late(campaign, account, timezone.localdate())


def _progress_cells(office: Any, language: Language) -> list[str]:
    del language
    return [
        office.code,
        office.name,
        *(str(getattr(office, name)) for name in ("number", "with_unit", "waiting", "approved", "late")),
    ]


#: No list: a file that reviews write.
OPINIONS = "opinions"
LISTINGS = {
    "filings": Listing(
        Message("申报", "Filings"),
        (
            *_FILING,
            Message("金额（元）", "Amount (yuan)"),
            Message("指标数", "Indicators"),
            Message("错误", "Errors"),
            Message("警告", "Warnings"),
            Message("最近变动", "Changed"),
        ),
        _filings,
        _filing_cells,
    ),
    "indicators": Listing(
        Message("指标", "Indicators"),
        (
            *_FILING,
            Message("一级指标", "Level 1"),
            Message("二级指标", "Level 2"),
            Message("三级指标", "Indicator"),
            Message("指标值", "Target"),
        ),
        lambda account, asked: Search(account, wanted_in(asked)).indicators,
        _row_cells,
    ),
    "tables": Listing(
        Message("项目与目标", "Subjects and goals"),
        (*_FILING, Message("绩效目标", "Goals")),
        lambda account, asked: Search(account, wanted_in(asked)).tables,
        _gist_cells,
    ),
    "units": Listing(
        Message("单位", "Units"),
        (
            Message("代码", "Code"),
            Message("单位", "Unit"),
            Message("类型", "Kind"),
            Message("上级", "Parent"),
        ),
        lambda account, asked: Search(account, wanted_in(asked)).units,
        _office_cells,
    ),
    "progress": Listing(
        Message("进度", "Progress"),
        (
            Message("单位代码", "Code"),
            Message("单位", "Unit"),
            Message("已建表", "Tables"),
            Message("在单位", "With the unit"),
            Message("审核中", "Under review"),
            Message("已批复", "Approved"),
            Message("逾期", "Late"),
        ),
        _progress,
        _progress_cells,
    ),
}
NAMES = {name: each.name for name, each in LISTINGS.items()} | {OPINIONS: Message("审核意见", "Opinions")}
