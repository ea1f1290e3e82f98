"""Makes the example province, by the same functions that the pages call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from jixiao.model.state import Role
from jixiao.model.table import Form
from jixiao.web.demo.acts import STEPS, Act
from jixiao.web.demo.dates import spread
from jixiao.web.demo.people import BESIDE, LOCAL, Cast, Place, local, provincial
from jixiao.web.demo.province import Department, Unit, departments
from jixiao.web.people.domain import appoint, make_account, make_office
from jixiao.web.people.enums import Kind
from jixiao.web.people.models import Account, Office
from jixiao.web.targets.domain import campaigns, filings, filling, uploads
from jixiao.web.targets.models import Campaign, Version

FIELDS = ("level1", "level2", "level3", "target")
#: The year of the disclosure.
DISCLOSED = 2024


@transaction.atomic
def build(document: Path, today: date) -> bool:
    """All of it or nothing; gives whether there was none yet. ``document`` is the real disclosure."""
    if Account.objects.exists():
        return False
    root = make_office(by=None, kind=Kind.REGION, code="0", name="示例省", parent=None)
    admin = make_account(username="admin", name="系统管理员")
    appoint(by=None, account=admin, role=Role.ADMINISTRATOR, office=root)
    made = [(department, _place(department, root, admin)) for department in departments()]
    disclosing = _disclosing(root, admin)
    everywhere = provincial(root, admin)
    first = {**everywhere, **local(LOCAL, [made[0][1], disclosing], admin)}
    beside = {**everywhere, **local(BESIDE, [place for _, place in made[1:]], admin)}
    casts = [first, *[beside] * (len(made) - 1)]
    last, this = _campaigns(root, admin, [place for _, place in made], today)
    for (department, place), cast in zip(made, casts, strict=True):
        for unit, office in zip(department.units, place.units, strict=True):
            _file(unit, office, cast, (last, this))
    campaigns.close(account=admin, campaign=last)
    disclosed = _import(document, disclosing, first, today)
    spread(last, last.finance_until - timedelta(days=2))
    for campaign in (this, disclosed):
        spread(campaign, today - timedelta(days=1))
    return True


# ----------------------------------------------------------------------------- the province
def _place(department: Department, root: Office, admin: Account) -> Place:
    above = make_office(
        by=admin, kind=Kind.DEPARTMENT, code=department.code, name=department.name, parent=root
    )
    units = [
        make_office(by=admin, kind=Kind.UNIT, code=each.code, name=each.name, parent=above)
        for each in department.units
    ]
    return Place(above, units)


def _disclosing(root: Office, admin: Account) -> Place:
    """Where the real tables go; they name the unit themselves."""
    above = make_office(by=admin, kind=Kind.DEPARTMENT, code="101", name="公开文件示例", parent=root)
    unit = make_office(by=admin, kind=Kind.UNIT, code="001", name="公开文件示例（本级）", parent=above)
    return Place(above, [unit])


def _campaigns(
    root: Office, admin: Account, places: Sequence[Place], today: date
) -> tuple[Campaign, Campaign]:
    """Last year's, and this year's; for units its time was over the day before yesterday."""
    units = [unit for place in places for unit in place.units]
    year = today.year + 1
    autumn = (date(year - 2, 10, 31), date(year - 2, 11, 15), date(year - 2, 11, 30))
    return (
        _campaign(root, admin, year - 1, autumn, units),
        _campaign(root, admin, year, _deadlines(today), units),
    )


def _deadlines(today: date) -> tuple[date, date, date]:
    return today - timedelta(days=2), today + timedelta(days=12), today + timedelta(days=26)


def _campaign(
    root: Office,
    admin: Account,
    year: int,
    deadlines: tuple[date, date, date],
    units: Sequence[Office],
    name: str = "预算绩效目标申报",
) -> Campaign:
    return campaigns.open_campaign(
        account=admin,
        office=root,
        name=f"{year}年{name}",
        year=year,
        forms=[Form.PROJECT_TARGETS, Form.UNIT_TARGETS],
        deadlines=deadlines,
        offices=units,
    )


# ------------------------------------------------------------------------------- its tables
def _file(unit: Unit, office: Office, cast: Cast, years: tuple[Campaign, Campaign]) -> None:
    last, this = years
    earlier = _last_year(unit, office, cast, last) if unit.before else None
    if not unit.way:
        return
    filer = cast[Role.FILER]
    if earlier:
        filing = filings.start_from(account=filer, campaign=this, earlier=earlier)
        act = Act(cast, filing.pk, unit.reason, unit.change)
    else:
        act = _typed(unit, office, cast, this)
    if unit.way[0] not in {"begin", "from-last-year"}:
        act.type_in({"goal.0": unit.goal, **_money(unit.amount)})
    for step in unit.way:
        STEPS[step](act)


def _last_year(unit: Unit, office: Office, cast: Cast, campaign: Campaign) -> Version:
    act = _typed(unit, office, cast, campaign)
    act.type_in({"goal.0": unit.goal, **_money(unit.before or Decimal(0))})
    for step in ("hand-in", "submit", "review", "approve"):
        STEPS[step](act)
    return act.version


def _typed(unit: Unit, office: Office, cast: Cast, campaign: Campaign) -> Act:
    """Begun empty, the rows pasted from a spreadsheet."""
    filer = cast[Role.FILER]
    filing = filings.start_empty(
        account=filer, campaign=campaign, office=office, form=Form.PROJECT_TARGETS, subject=unit.subject
    )
    filling.paste(account=filer, filing=filing.pk, revision=0, place=0, fields=FIELDS, block=unit.block)
    return Act(cast, filing.pk, unit.reason, unit.change)


def _money(amount: Decimal) -> Mapping[str, str]:
    return {f"fund.{item}": f"{amount}" for item in ("annual-total", "current-fiscal")}


# ----------------------------------------------------------------------- the real disclosure
def _import(document: Path, place: Place, cast: Cast, today: date) -> Campaign:
    """Dropped, read in a process of its own and confirmed, as by a person; two tables go on."""
    filer = cast[Role.FILER]
    campaign = _campaign(
        Office.objects.get(parent=None),
        cast[Role.ADMINISTRATOR],
        DISCLOSED,
        _deadlines(today),
        place.units,
        name="绩效目标（公开文件）",
    )
    with document.open("rb") as pieces:
        upload = uploads.drop(
            account=filer, campaign=campaign, office=place.units[0], name=document.name, pieces=pieces
        )
    uploads.read(upload)
    upload.refresh_from_db()
    every = dict.fromkeys(range(len(uploads.tables_in(upload))), ())
    made, _ = uploads.confirm(account=filer, upload=upload.pk, chosen=every)
    for filing, way in zip(made, _ways(), strict=False):
        for step in way:
            STEPS[step](Act(cast, filing.pk))
    return campaign


def _ways() -> Iterator[Sequence[str]]:
    yield ("hand-in", "submit", "review", "approve")
    yield ("hand-in", "submit")
    yield ("hand-in",)
