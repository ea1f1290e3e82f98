"""One row held against the part of the year gone by: its light, and the path to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from jixiao.model.comparator import Comparator
from jixiao.model.date import DateBound
from jixiao.model.indicator import Indicator
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.number import parse_number
from jixiao.model.table import Fund
from jixiao.model.target import Blank, Bound, Range, Target, parse_target
from jixiao.regulations.lights import Bands, Light, Monitoring, Steps
from jixiao.regulations.regulation import Regulations
from jixiao.scoring.compare import paired
from jixiao.scoring.formulas import FLOORS, LIMITS, Met
from jixiao.scoring.money import percent
from jixiao.scoring.monitoring.told import met_by
from jixiao.scoring.pair import Pair
from jixiao.scoring.rules import IsLimit
from jixiao.scoring.score import Input, Trail
from jixiao.scoring.told import is_in_time, is_late, is_not_applicable

_YEAR = 12  # months
_HUNDRED = Decimal(100)
_MOST = 12  # digits on either side of the point; 28 there are in all


class Dark(StrEnum):
    """Why a row has no light."""

    NO_TARGET = "no-target"
    NO_ACTUAL = "no-actual"
    OTHER_KIND = "other-kind"
    NO_BUDGET = "no-budget"
    NO_PERIOD = "no-period"
    NOT_DUE = "not-due"
    NOT_APPLICABLE = "not-applicable"
    A_PERSON = "a-person"

    @property
    def said(self) -> Message:
        return _DARK[self]


_DARK = {
    Dark.NO_TARGET: Message("没有指标值", "there is no target"),
    Dark.NO_ACTUAL: Message("没有填写执行情况", "nothing is said to be achieved"),
    Dark.OTHER_KIND: Message(
        "执行情况与指标值不能比较", "what was achieved cannot be held against the target"
    ),
    Dark.NO_BUDGET: Message("没有可比的预算数", "there is no budget to hold it against"),
    Dark.NO_PERIOD: Message("不知道覆盖到哪个月", "the months covered are unknown"),
    Dark.NOT_DUE: Message("还没有到规定时间", "it is not due yet"),
    Dark.NOT_APPLICABLE: Message("不适用", "not applicable"),
    Dark.A_PERSON: Message("文字表述，由人判断", "words: a person judges"),
}


@dataclass(frozen=True, slots=True)
class Lit:
    """A row with its light; without one, ``dark`` says why.

    ``row`` is an indicator, or the amount spent. ``pair`` is what was achieved
    beside the year's target, where both are numbers. The trail is made when it
    is asked for.
    """

    row: Indicator | Fund
    light: Light | None
    dark: Dark | None
    make_trail: Callable[[], Trail] = field(repr=False, compare=False)
    pair: Pair | None = None

    @property
    def trail(self) -> Trail:
        return self.make_trail()


@dataclass(frozen=True, slots=True)
class Hold:
    """What rows are held against: the issuer's rules, the year, the month, and which way is good."""

    rules: Monitoring
    regulations: Regulations
    year: int
    month: int | None
    is_limit: IsLimit

    def basis(self, name: str) -> Message:
        """The issuer's own words, or else those of the common practice."""
        bases = self.regulations.bases
        found = bases.get(f"{self.rules.key}#{name}") or bases[f"mof/monitoring#{name}"]
        return found.cited


class _Path(NamedTuple):
    """A light on its way: by which formula, its rule, and its arithmetic."""

    light: Light | None
    formula: str
    rule: Message
    steps: tuple[str, ...] = ()
    remarks: tuple[Message, ...] = ()
    dark: Dark | None = None


def light_indicator(row: Indicator, hold: Hold) -> Lit:
    """The light of an indicator."""
    pair = _pair(row)
    path = _dark_path(row, pair) or _path(row, pair, hold)
    inputs = (
        Input(Message("年度指标值", "target of the year"), row.printed, row.source),
        Input(Message("执行情况", "achieved"), row.actual or "", row.actual_source),
        *_period(hold),
    )
    return Lit(row, path.light, path.dark, partial(_trail, path, hold.basis("target"), inputs), pair)


def _period(hold: Hold) -> tuple[Input, ...]:
    return (Input(Message("截至月份", "month"), f"{hold.month}"),) if hold.month else ()


def _trail(path: _Path, basis: Message, inputs: tuple[Input, ...]) -> Trail:
    remarks = (*path.remarks, *([path.dark.said] if path.dark else []))
    return Trail(path.formula, path.rule, basis, inputs, path.steps, remarks)


def _pair(row: Indicator) -> Pair | None:
    target, actual = row.target, row.actual
    if isinstance(target, Range):  # held against the lower end; the upper one is looked at apart
        target = Bound(Comparator.AT_LEAST, target.low, target.unit)
    return paired(target, actual) if isinstance(target, Bound) and actual else None


def _dark_path(row: Indicator, pair: Pair | None) -> _Path | None:
    if is_not_applicable(row.printed) or is_not_applicable(row.actual):
        return _unlit(Dark.NOT_APPLICABLE)
    if isinstance(row.target, Blank):
        return _unlit(Dark.NO_TARGET)
    if not (row.actual or "").strip():
        return _unlit(Dark.NO_ACTUAL)
    return _unlit(Dark.OTHER_KIND) if isinstance(row.target, Bound | Range) and pair is None else None


def _unlit(dark: Dark, formula: str = "light-none", rule: Message | None = None) -> _Path:
    return _Path(None, formula, rule or Message("不亮灯", "no light"), dark=dark)


def _path(row: Indicator, pair: Pair | None, hold: Hold) -> _Path:
    if pair is None:
        return _dated(row.target, row, hold) if isinstance(row.target, DateBound) else _graded(row)
    scale = _scale(row.target)
    if hold.rules.zero_is_red and pair.target > 0 and not pair.actual:
        return _Path(Light.RED, "light-zero", _NOTHING_DONE, (f"{_plain(pair.actual)} = 0",))
    if isinstance(row.target, Range) and pair.actual > row.target.high.value * scale:
        high = pair._replace(target=row.target.high.value * scale)
        return _whether(high, is_met=False, sign="≤", scale=scale)
    if is_limit(row, pair, hold):
        return _whether(pair, is_met=pair.actual <= pair.target, sign="≤", scale=scale)
    if not pair.target and pair.comparator not in FLOORS:
        return _whether(pair, is_met=not pair.actual, sign="=", scale=scale)
    if pair.target <= 0 or any(word in row.level2 for word in hold.rules.in_full):
        return _whether(pair, is_met=pair.actual >= pair.target, sign="≥", scale=scale)
    return _pro_rata(pair, hold, scale, is_rate=is_rate(row.target))


_NOTHING_DONE = Message("完成为零亮红灯", "nothing achieved is red")


def _scale(target: Target) -> Decimal:
    return target.unit.scale if isinstance(target, Bound | Range) else Decimal(1)


def is_rate(target: Target) -> bool:
    return isinstance(target, Bound | Range) and target.unit.family is UnitFamily.RATIO


def is_limit(row: Indicator, pair: Pair, hold: Hold) -> bool:
    """Whether less is better: by the comparator, or by what is known of the indicator."""
    if pair.comparator in (*LIMITS, *FLOORS):
        return pair.comparator in LIMITS
    return hold.is_limit(row)


def _whether(pair: Pair, *, is_met: bool, sign: str, scale: Decimal) -> _Path:
    """Green or red by the year's target, whatever the month."""
    actual, target = _in_unit(pair.actual, scale), _in_unit(pair.target, scale)
    held = f"{actual} {sign} {target}" if is_met else f"{actual} {_AGAINST[sign]} {target}"
    formula, rule = _WHETHER[sign]
    return _Path(Light.GREEN if is_met else Light.RED, formula, rule, (held,))


_AGAINST = {"≤": ">", "=": "≠", "≥": "<"}
_WHETHER = {
    "≤": (
        "light-within-limit",
        Message("在限额以内亮绿灯，超过亮红灯", "within the limit green, beyond it red"),
    ),
    "=": (
        "light-equal-zero",
        Message("指标值为零：等于零亮绿灯，否则亮红灯", "a target of zero: zero is green, else red"),
    ),
    "≥": (
        "light-in-full",
        Message(
            "直接与全年指标值比较：达到亮绿灯，否则亮红灯", "the year's target reached is green, else red"
        ),
    ),
}


def _pro_rata(pair: Pair, hold: Hold, scale: Decimal, *, is_rate: bool) -> _Path:
    bands = hold.rules.target
    rule = Message(
        f"完成进度 = 执行情况 ÷（年度指标值 × 月份 ÷ 12）；{said_bands(bands).zh}",
        f"progress = achieved ÷ (target × month ÷ 12); {said_bands(bands).en}",
    )
    month = _YEAR if is_rate and not hold.rules.rates_build_up else hold.month
    if month is None:
        return _unlit(Dark.NO_PERIOD, "light-pro-rata", rule)
    share = pair.actual * _YEAR / (pair.target * month)
    actual, target = _in_unit(pair.actual, scale), _in_unit(pair.target, scale)
    step = f"{actual} ÷ ({target} × {month} ÷ 12) = {said_share(share, bands.light)}"
    remarks = (_rate_remark(pair),) if is_rate and month < _YEAR and pair.actual < pair.target else ()
    return _Path(bands.light(share), "light-pro-rata", rule, (step,), remarks)


def _rate_remark(pair: Pair) -> Message:
    """A rate does not grow with the months: a green light may stand over one that is short."""
    share = percent(pair.actual / pair.target)
    return Message(
        f"比率不随月份累积；与全年指标值直接比较为 {share}",
        f"a rate does not build up over months; of the year's target it is {share}",
    )


def said_bands(bands: Bands) -> Message:
    """The bands in words.

    >>> said_bands(Bands(Decimal("0.6"), Decimal("0.8"))).zh
    '低于 60% 红灯，60% 至不足 80% 黄灯，80% 及以上绿灯'
    """
    red, yellow = percent(bands.red), percent(bands.yellow)
    zh = f"低于 {red} 红灯，{red} 至不足 {yellow} 黄灯，{yellow} "
    en = f"below {red} red, below {yellow} yellow, from {yellow} green"
    if bands.blue is None:
        return Message(f"{zh}及以上绿灯", en)
    blue = percent(bands.blue)
    return Message(f"{zh}至不足 {blue} 绿灯，{blue} 及以上蓝灯", f"{en}, from {blue} blue")


def said_share(share: Decimal, judge: Callable[[Decimal], object]) -> str:
    """In percent to two places, or to as many as leave the judgement what it is.

    >>> said_share(Decimal("0.91836"), Bands(Decimal("0.6"), Decimal("0.8")).light)
    '91.84%'
    >>> said_share(Decimal("0.79999"), Bands(Decimal("0.6"), Decimal("0.8")).light)
    '79.999%'
    """
    shorter = (_rounded(share, places) for places in range(4, _MOST))
    told = next((each for each in shorter if judge(each) == judge(share)), share)
    return f"{_plain(told * _HUNDRED)}%"


def _in_unit(value: Decimal, scale: Decimal) -> str:
    """A value in the unit of the target, where it is no endless fraction there; else to four places."""
    there = value / scale
    return _plain(there if there * scale == value else _rounded(there, 4))


def _rounded(value: Decimal, places: int) -> Decimal:
    """Half up; a number too long for that stays as it is."""
    if value.adjusted() > _MOST:
        return value
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


_GRADED = Message("达成亮绿灯，部分达成亮黄灯，未达成亮红灯", "met is green, partly met yellow, not met red")
_LIGHTS = {Met.FULLY: Light.GREEN, Met.PARTLY: Light.YELLOW, Met.NOT: Light.RED}


def _graded(row: Indicator) -> _Path:
    judged = met_by(row)
    if judged is None:
        return _unlit(Dark.A_PERSON, "light-graded", _GRADED)
    return _Path(_LIGHTS[judged], "light-graded", _GRADED, (f"{row.printed}：{row.actual}",))


_DATED = Message("按期完成亮绿灯，逾期亮红灯", "done in time is green, late is red")


def _dated(target: DateBound, row: Indicator, hold: Hold) -> _Path:
    """By the date that was reached, or by words; before the time is up, nothing is late."""
    actual = row.actual or ""
    if isinstance(parse_target(actual), DateBound):
        late = is_late(target, actual, hold.year)
        step = f"{actual} {'>' if late else '≤'} {row.printed}"
        return _Path(Light.RED if late else Light.GREEN, "light-dated", _DATED, (step,))
    if is_in_time(actual):
        return _Path(Light.GREEN, "light-dated", _DATED, (f"{row.printed}：{actual}",))
    return _unlit(Dark.NOT_DUE if _is_ahead(target, hold) else Dark.A_PERSON, "light-dated", _DATED)


def _is_ahead(target: DateBound, hold: Hold) -> bool:
    """Whether the target's time ends after the months covered."""
    ends = (target.last.year or hold.year, target.last.last_month or 0)
    return hold.month is not None and ends > (hold.year, hold.month)


def light_budget(spent: Fund, budget: Fund | None, hold: Hold) -> Lit:
    """The light of the money spent."""
    path = _spent_path(spent, budget, hold)
    inputs = (
        *([_amount(budget, Message("预算数", "budget"))] if budget else []),
        _amount(spent, Message("执行数", "spent")),
        *_period(hold),
    )
    return Lit(spent, path.light, path.dark, partial(_trail, path, hold.basis("budget"), inputs))


def _amount(fund: Fund, usual: Message) -> Input:
    name = Message(fund.heading, usual.en) if fund.heading else usual
    return Input(name, fund.source.text, fund.source)


def _spent_path(spent: Fund, budget: Fund | None, hold: Hold) -> _Path:
    if budget is None or budget.yuan <= 0:
        return _unlit(Dark.NO_BUDGET, "light-budget", _budget_rule(hold.rules.budget))
    if hold.month is None:
        return _unlit(Dark.NO_PERIOD, "light-budget", _budget_rule(hold.rules.budget))
    if isinstance(hold.rules.budget, Steps):
        return _by_steps(spent, budget, hold.rules.budget, hold.month)
    bands, month = hold.rules.budget, hold.month
    share = spent.yuan * _YEAR / (budget.yuan * month)
    shown = said_share(share, bands.light)
    step = f"{_rate(spent, budget)} ÷ ({month} ÷ 12) = {shown}"
    return _Path(bands.light(share), "light-budget", _budget_rule(bands), (step,))


def _rate(spent: Fund, budget: Fund) -> str:
    """The amounts as printed, where that is in one unit; otherwise in yuan."""
    printed = [parse_number(each.source.text) for each in (spent, budget)]
    over, under = (each.value if each else Decimal(0) for each in printed)
    if over * budget.yuan != under * spent.yuan or not under:
        over, under = spent.yuan, budget.yuan
    return f"{_plain(over)} ÷ {_plain(under)}"


def _by_steps(spent: Fund, budget: Fund, steps: Steps, month: int) -> _Path:
    due, rule = steps.due_by(month), _budget_rule(steps)
    if due is None:
        return _unlit(Dark.NOT_DUE, "light-budget-steps", rule)
    share = spent.yuan / budget.yuan
    sign, shown = "<" if share < due else "≥", said_share(share, lambda shorter: shorter < due)
    step = f"{_rate(spent, budget)} = {shown} {sign} {percent(due)}"
    return _Path(steps.below if share < due else Light.GREEN, "light-budget-steps", rule, (step,))


def _budget_rule(budget: Bands | Steps) -> Message:
    if isinstance(budget, Bands):
        said = said_bands(budget)
        return Message(
            f"执行进度 = 执行数 ÷ 预算数 ÷（月份 ÷ 12）；{said.zh}",
            f"progress = spent ÷ budget ÷ (month ÷ 12); {said.en}",
        )
    zh = "，".join(f"{month} 月底 {percent(share)}" for month, share in sorted(budget.due.items()))
    en = ", ".join(f"{percent(share)} by month {month}" for month, share in sorted(budget.due.items()))
    return Message(f"执行率应达到：{zh}；低于的预警", f"spent by then: {en}; less is warned of")
