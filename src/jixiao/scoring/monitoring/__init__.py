"""Monitoring (绩效运行监控): money and targets held against the part of the year gone by.

Basis: 《中央部门预算绩效运行监控管理暂行办法》（财预〔2019〕136号）, which gives no
numbers; those in use are regulation data, unverified.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jixiao.model.errors import UsageError
from jixiao.model.finding import Finding
from jixiao.model.message import Message
from jixiao.model.table import Document, Form, Table
from jixiao.regulations.dated import nearest
from jixiao.regulations.lights import Disposition, Light
from jixiao.regulations.place import region_of, year_of
from jixiao.regulations.regulation import Regulations
from jixiao.scoring.monitoring.lights import Dark, Hold, Lit, light_indicator
from jixiao.scoring.monitoring.money import findings_on_money, light_of_money
from jixiao.scoring.monitoring.outlook import finding_on, findings_on
from jixiao.scoring.monitoring.period import months_of
from jixiao.scoring.rules import IsLimit, is_cost

__all__ = ["Dark", "Disposition", "Light", "Lit", "Watch", "watch_document", "watch_table"]

MONITORED = frozenset({Form.PROJECT_MONITORING, Form.UNIT_MONITORING})
# Blue is far ahead of the year. That may need a reason, and is not worse than green.
_WORSE = (Light.RED, Light.YELLOW, Light.GREEN)


@dataclass(frozen=True, slots=True)
class Watch:
    """A monitoring table with its lights.

    ``method`` is the key of the regulation whose thresholds were used;
    ``month`` the last month covered, if known. ``worst`` is the worst light of
    the money and the indicators, never blue; None when nothing is lit.
    ``choices`` are what may become of the project, the usual one first.
    """

    table: Table
    year: int
    month: int | None
    method: str
    budget: Lit | None
    rows: tuple[Lit, ...]
    worst: Light | None
    findings: tuple[Finding, ...]
    choices: tuple[Disposition, ...]

    @property
    def disposition(self) -> Disposition | None:
        """What is proposed; a person decides."""
        return self.choices[0] if self.choices else None


def watch_document(
    document: Document,
    regulations: Regulations,
    *,
    today: date,
    month: int | None = None,
    region: str | None = None,
    is_limit: IsLimit | None = None,
) -> tuple[Watch, ...]:
    """The monitoring tables of a document, watched; other tables are left alone.

    ``today`` is the year of documents that print none. ``month`` is the last
    month covered, by default what the headings of the money say; ``region``
    the province, by default the one that the document names. ``is_limit`` says
    of an indicator whose target prints no comparator whether less is better;
    by default costs are limits. Raises `UsageError` for a month that is none.
    """
    where = region_of(document, regulations) if region is None else region
    year = year_of(document, today)
    return tuple(
        watch_table(table, regulations, year=table.year or year, region=where, month=month, is_limit=is_limit)
        for table in document.tables
        if table.form in MONITORED
    )


def watch_table(
    table: Table,
    regulations: Regulations,
    *,
    year: int,
    region: str = "",
    month: int | None = None,
    is_limit: IsLimit | None = None,
) -> Watch:
    """One table, watched, whatever its form. As `watch_document`."""
    if month is not None and not 1 <= month <= 12:
        raise UsageError(Message(f"月份 {month} 应为 1 至 12", f"{month} is no month; it is 1 to 12"))
    rules, months = nearest(regulations.monitoring, year, region), months_of(table)
    known = month or (min(months) if len(months) == 1 else None)
    hold = Hold(rules, regulations, year, known, is_limit or is_cost)
    rows = tuple(light_indicator(row, hold) for row in table.indicators)
    budget = light_of_money(table, hold)
    worst = worst_of((*rows, *([budget] if budget else [])))
    findings = (
        *_of_year(table, hold, region),
        *_of_period(table, months, hold),
        *findings_on_money(table, budget, rows, hold),
        *(
            each
            for lit, row in zip(rows, table.indicators, strict=True)
            for each in findings_on(lit, row, table, hold)
        ),
    )
    choices = rules.dispositions[worst] if worst else ()
    return Watch(table, year, known, rules.key, budget, rows, worst, findings, choices)


def worst_of(lits: tuple[Lit, ...]) -> Light | None:
    """The worst light; rows without one do not count, and blue counts as green."""
    lights = {Light.GREEN if each.light is Light.BLUE else each.light for each in lits}
    return next((light for light in _WORSE if light in lights), None)


def _of_period(table: Table, months: frozenset[int], hold: Hold) -> Iterator[Finding]:
    if hold.month is not None:
        return
    found = "、".join(f"{each}" for each in sorted(months))
    said = Message(
        f"资金各列写到不同的月份（{found}）" if months else "没有写明覆盖到哪个月",
        f"the headings name several months ({found})" if months else "the months covered are not said",
    )
    asked = Message(
        f"{said.zh}；要写明，如“1-7月执行数”；随时间累积的指标没有亮灯",
        f"{said.en}; the form says them (1-7月执行数); what grows with time is not lit",
    )
    advice = Message("在表头写明月份，或指定月份", "print the months in the heading, or give the month")
    yield finding_on(table, "period-unknown", asked, hold.basis("period"), advice)


def _of_year(table: Table, hold: Hold, region: str) -> Iterator[Finding]:
    span = hold.rules.span
    if span.covers(hold.year, region):
        return
    said = Message(
        f"{hold.year} 年没有运行监控的规定；按最近的 {span.since} 年起的规定亮灯",
        f"no rules of monitoring are known for {hold.year}; those from {span.since} were used",
    )
    advice = Message("核对年度", "check the year")
    yield finding_on(table, "monitoring-before-its-rules", said, hold.basis("worst"), advice)
