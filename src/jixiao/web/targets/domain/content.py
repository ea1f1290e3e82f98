"""The content of a filing: its versions, what the rules find in it, and its rows for search."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

import msgspec
from django.utils import timezone

from jixiao.model.finding import Level
from jixiao.model.message import Language
from jixiao.model.table import FundsColumn, FundsItem, Table
from jixiao.model.target import Bound, Target
from jixiao.web.people.models import Account
from jixiao.web.targets import found
from jixiao.web.targets.models import Filing, Gist, Row, Upload, Version
from jixiao.web.targets.pairs import pairs_of
from jixiao.writers.records import table_record
from jixiao.writers.restored import table_of

_TOTALS = (FundsItem.EXPENDITURE_TOTAL, FundsItem.ANNUAL_TOTAL, FundsItem.TOTAL, FundsItem.INCOME_TOTAL)
_BUDGETS = (FundsColumn.ONLY, FundsColumn.ADJUSTED, FundsColumn.ORIGINAL)


def table_in(version: Version) -> Table:
    return table_of(version.content.encode())


def written(table: Table) -> str:
    return msgspec.json.encode(table_record(table, Language.CHINESE)).decode()


def place_of(filing: Filing) -> str:
    """Names of where a filing belongs; they tell the province, and so the regulations in force."""
    return f"{filing.campaign.office} {filing.office} {filing.subject}"


def add_version(
    *,
    filing: Filing,
    account: Account,
    table: Table,
    upload: Upload | None = None,
    place: int | None = None,
) -> Version:
    """A new version at work, read from a place of an upload or not. The caller holds the lock and saves."""
    last = filing.versions.order_by("-number").first()
    number = last.number + 1 if last else 1
    version = Version(filing=filing, number=number, made_by=account, upload=upload, place=place)
    filing.version = version
    keep(filing=filing, table=table)
    return version


def keep(*, filing: Filing, table: Table) -> None:
    """Put a table into the version at work: content, findings, rows and what lists show of it."""
    version = filing.version
    if version is None or version.sealed_at:
        raise ValueError("a sealed version is never changed")
    findings = (
        *found.of_another_year(table, filing.campaign.year),
        *found.found_in(table, place_of(filing)),
    )
    counts = found.counted(findings)
    version.content, version.findings = written(table), found.written(findings)
    version.save()
    filing.version = version
    filing.yuan = yuan_of(table)
    filing.subject = table.subject or filing.subject
    filing.indicators = len(table.indicators)
    filing.errors = counts[Level.ERROR]
    filing.warnings = counts[Level.WARNING]
    filing.changed_at = timezone.now()
    keep_rows(filing, table)


def yuan_of(table: Table) -> Decimal | None:
    """What the table is about in money, as budgeted: its highest total, or both its kinds of expenditure."""
    held = {(fund.item, fund.column): fund.yuan for fund in reversed(table.funds)}  # the first of two alike
    totals = (held.get((item, column)) for item in _TOTALS for column in _BUDGETS)
    spent = (
        held[FundsItem.BASIC, column] + held[FundsItem.PROJECTS, column]
        for column in _BUDGETS
        if {(FundsItem.BASIC, column), (FundsItem.PROJECTS, column)} <= held.keys()
    )
    return next((each for each in chain(totals, spent) if each is not None), None)


def keep_rows(filing: Filing, table: Table) -> None:
    """What search finds of a filing. The caller has a transaction."""
    filing.rows.all().delete()
    Row.objects.bulk_create(rows_of(filing, table))
    gist = gist_of(filing, table)
    Gist.objects.update_or_create(filing=filing, defaults={"goal": gist.goal, "pairs": gist.pairs})


def rows_of(filing: Filing, table: Table) -> Iterator[Row]:
    """The rows of a filing as this table has them."""
    for place, each in enumerate(table.indicators):
        yield Row(
            filing=filing,
            place=place,
            level1=each.level1[:100],
            level2=each.level2[:100],
            level3=each.level3,
            target=each.printed,
            comparator=_comparator(each.target),
            pairs=pairs_of(each.level3, each.printed),
        )


def _comparator(target: Target) -> str:
    return target.comparator.value if isinstance(target, Bound) and target.comparator else ""


def gist_of(filing: Filing, table: Table) -> Gist:
    goals = [goal.text for goal in table.goals]
    return Gist(filing=filing, goal="\n".join(goals), pairs=pairs_of(filing.subject, *goals))
