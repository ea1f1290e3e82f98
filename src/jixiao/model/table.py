"""A performance-target table (绩效目标表), settled: typed and complete."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from jixiao.model.finding import Finding
from jixiao.model.indicator import Indicator
from jixiao.model.message import Message
from jixiao.model.source import Source


class Form(StrEnum):
    """Which form a table is: whose targets, and at which time of their year."""

    PROJECT_TARGETS = "project-targets"
    UNIT_TARGETS = "unit-targets"
    TRANSFER_TARGETS = "transfer-targets"
    PROJECT_SELF_EVALUATION = "project-self-evaluation"
    UNIT_SELF_EVALUATION = "unit-self-evaluation"
    TRANSFER_SELF_EVALUATION = "transfer-self-evaluation"
    PROJECT_MONITORING = "project-monitoring"
    UNIT_MONITORING = "unit-monitoring"


TARGETS = frozenset({Form.PROJECT_TARGETS, Form.UNIT_TARGETS, Form.TRANSFER_TARGETS})
EVALUATIONS = frozenset(
    {Form.PROJECT_SELF_EVALUATION, Form.UNIT_SELF_EVALUATION, Form.TRANSFER_SELF_EVALUATION}
)
MONITORING = frozenset({Form.PROJECT_MONITORING, Form.UNIT_MONITORING})


class GoalSpan(StrEnum):
    """The time a goal is set for: the budget year, the project's whole term, or not said."""

    ANNUAL = "annual"
    TOTAL = "total"
    UNSAID = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What the money will achieve, in words (总体目标, 年度目标).

    ``achieved`` is what is told beside it (实际完成情况), ``None`` where nothing
    is, and ``achieved_source`` its cell, the first of several.
    """

    text: str
    span: GoalSpan
    source: Source
    achieved: str | None = None
    achieved_source: Source | None = None


class FundsItem(StrEnum):
    """What an amount is, whatever the form calls it; OTHER for labels of one place only."""

    TOTAL = "total"  # 资金总额: over the whole term, or the only total the form has
    ANNUAL_TOTAL = "annual-total"  # 年度资金总额
    FISCAL = "fiscal"  # 财政拨款, without saying of which year
    CURRENT_FISCAL = "current-fiscal"  # 当年财政拨款
    CARRIED_OVER = "carried-over"  # 上年结转
    OTHER_SOURCES = "other-sources"  # 其他资金, 自有资金
    CENTRAL = "central"  # 中央补助
    LOCAL = "local"  # 地方资金
    PERSONNEL = "personnel"  # 人员经费
    OPERATION = "operation"  # 公用经费
    BASIC = "basic"  # 基本支出
    PROJECTS = "projects"  # 项目支出
    EXPENDITURE_TOTAL = "expenditure-total"  # 支出预算合计
    INCOME_TOTAL = "income-total"  # 收入预算合计
    OTHER = "other"


class FundsColumn(StrEnum):
    """At which time of the year an amount stands, where the form has several columns."""

    ONLY = ""
    ORIGINAL = "original"  # 年初预算数
    ADJUSTED = "adjusted"  # 全年预算数
    EXECUTED = "executed"  # 全年执行数, 1-7月执行数
    EXPECTED = "expected"  # 全年预计执行数


@dataclass(frozen=True, slots=True)
class Fund:
    """One amount of the form. ``label`` and ``heading`` are as printed, ``yuan`` is converted."""

    item: FundsItem
    label: str
    column: FundsColumn
    heading: str
    yuan: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class Execution:
    """How far the money was spent (预算执行率), as the row of the total prints it beside its amounts.

    ``rate`` (执行率), ``weight`` (分值), ``score`` (得分) and ``reason`` (原因)
    are as printed, each ``None`` where the form has no such column or leaves it
    blank. ``source`` is the label's cell, the others are those of their values.
    """

    source: Source
    rate: str | None = None
    weight: str | None = None
    score: str | None = None
    reason: str | None = None
    rate_source: Source | None = None
    weight_source: Source | None = None
    score_source: Source | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a form says below its indicators.

    ``weight`` and ``score`` are the totals (合计, 总分), ``problems`` 存在问题,
    ``improvements`` 改进措施, ``reasons`` 偏差原因 of the table as a whole and
    ``notes`` what may say anything (说明, 备注, 评价结论); as printed, ``None``
    where the form does not ask for it or nothing stands there. ``source`` is
    the total's cell, or else the first of the others.
    """

    source: Source
    weight: str | None = None
    score: str | None = None
    problems: str | None = None
    improvements: str | None = None
    reasons: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class AmountUnit:
    """The unit amounts are printed in; ``stated`` is false when it had to be assumed."""

    unit: str
    stated: bool
    reason: str = ""  # where it is stated, or what the assumption rests on


class Closing(StrEnum):
    """Whether the sums that a form implies close: the proof that it was read right."""

    PROVEN = "proven"  # at least one sum, and every sum closes
    OPEN = "open"  # at least one sum does not close
    NONE = "none"  # the form prints no sum that could be checked


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum a form implies: ``total`` should equal ``parts`` added up."""

    name: Message
    total: Decimal
    parts: tuple[Decimal, ...]
    closes: bool

    @property
    def added(self) -> Decimal:
        return sum(self.parts, Decimal(0))


@dataclass(frozen=True, slots=True)
class Table:
    """One performance-target table of a document.

    ``subject`` is the project's name, in unit forms the unit's; ``unit`` is
    实施单位/项目单位/填报单位 and ``department`` 主管部门, each ``None`` when
    the form prints none. Each of the three has its source where it was printed.
    ``execution`` and ``conclusion`` are what evaluations print beside the money
    and below the indicators.
    """

    form: Form
    title: str
    year: int | None
    subject: str
    unit: str | None
    department: str | None
    goals: tuple[Goal, ...]
    amount_unit: AmountUnit
    funds: tuple[Fund, ...]
    indicators: tuple[Indicator, ...]
    sums: tuple[Sum, ...] = ()
    execution: Execution | None = None
    conclusion: Conclusion | None = None
    subject_source: Source | None = None
    unit_source: Source | None = None
    department_source: Source | None = None

    @property
    def closing(self) -> Closing:
        if not self.sums:
            return Closing.NONE
        return Closing.PROVEN if all(s.closes for s in self.sums) else Closing.OPEN

    @property
    def sources(self) -> Iterator[Source]:
        """The cells that its goals, amounts, names and targets were read from."""
        yield from (goal.source for goal in self.goals)
        yield from (goal.achieved_source for goal in self.goals if goal.achieved_source)
        yield from (fund.source for fund in self.funds)
        yield from (each.source for each in self.indicators)
        yield from (each.name_source for each in self.indicators if each.name_source)


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read: its tables and what was remarkable about them."""

    name: str
    format: str
    sha256: str
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...] = ()
