"""Common indicators (共性指标) computed from what a unit knows, and filled into its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NamedTuple

from jixiao.model.finding import Finding, Level
from jixiao.model.indicator import Indicator
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.source import Source
from jixiao.model.table import Fund, Table
from jixiao.model.target import Bound, parse_target
from jixiao.regulations.commons import Common, CommonInput, Formula, Good, Scale
from jixiao.regulations.regulation import Regulations
from jixiao.scoring.score import Input, Trail

__all__ = ["Computed", "Filled", "compute", "fill_common"]

_HUNDRED, _ZERO = Decimal(100), Decimal(0)
_CENT = Decimal("0.01")
_HALF = Decimal("0.5")
_FRACTION = Decimal("1.5")
_MAGNITUDE = 18  # powers of ten, up and down
_PRECISION = 50  # digits; enough for the largest input over the smallest
_RULES = {
    Formula.SHARE: Message("{first} ÷ {second} × 100%", "{first} ÷ {second} × 100%"),
    Formula.CHANGE: Message(
        "（{first} − {second}）÷ {second} × 100%", "({first} − {second}) ÷ {second} × 100%"
    ),
    Formula.SAVING: Message(
        "（{first} − {second}）÷ {first} × 100%", "({first} − {second}) ÷ {first} × 100%"
    ),
}
_ROUNDED = Message("结果按百分数四舍五入，保留两位小数", "the percentage is rounded half up to two places")


@dataclass(frozen=True, slots=True)
class Computed:
    """A common indicator's value in percent, to two places; None where it cannot be computed."""

    name: str
    value: Decimal | None
    trail: Trail
    findings: tuple[Finding, ...] = ()
    unit: str = "%"

    @property
    def text(self) -> str:
        """As an actual is written: 98.5%."""
        return "" if self.value is None else f"{_plain(self.value)}{self.unit}"


@dataclass(frozen=True, slots=True)
class Filled:
    """An indicator of a table that is a common one, with its value."""

    indicator: Indicator
    common: Common
    computed: Computed


class _Given(NamedTuple):
    """An input at hand, with the cell it was read from, if any."""

    value: Decimal
    source: Source | None


def compute(name: str, inputs: Mapping[str, Decimal], regulations: Regulations) -> Computed:
    """The common indicator of that name. What is wrong with the inputs is a finding, never raised."""
    basis = _basis(regulations)
    common = _called(name, regulations)
    if common is None:
        known = "、".join(each.name for each in regulations.commons)
        said = Message(
            f"“{name}”不是共性指标；有 {known}", f"“{name}” is no common indicator; there are {known}"
        )
        rule = Message("不计算", "not computed")
        return Computed(
            name,
            None,
            Trail("common-none", rule, basis, (), ()),
            (_finding("common-unknown", said, regulations),),
        )
    return _computed(common, _given(inputs), regulations)


def fill_common(table: Table, inputs: Mapping[str, Decimal], regulations: Regulations) -> tuple[Filled, ...]:
    """The table's indicators that are common ones, each computed.

    ``inputs`` stand before what the table's own amounts give. A printed actual
    that says something else is a finding.
    """
    return tuple(
        _filled(table, row, common, inputs, regulations)
        for row in table.indicators
        if (common := _called(row.level3, regulations))
    )


def _called(name: str, regulations: Regulations) -> Common | None:
    return next((each for each in regulations.commons if each.is_called(name)), None)


def _filled(
    table: Table, row: Indicator, common: Common, inputs: Mapping[str, Decimal], regulations: Regulations
) -> Filled:
    told = any(each.name in inputs for each in common.inputs)  # in the caller's unit: not to be mixed
    given = _given(inputs) if told else _from_funds(common, table.funds)
    computed = _computed(common, given, regulations)
    found = (*computed.findings, *_differs(row, computed, regulations))
    placed = tuple(
        replace(each, table=table.subject, indicator=row.level3, source=row.source) for each in found
    )
    return Filled(row, common, replace(computed, findings=placed))


def _given(inputs: Mapping[str, Decimal]) -> dict[str, _Given]:
    return {name: _Given(value, None) for name, value in inputs.items()}


def _from_funds(common: Common, funds: Sequence[Fund]) -> dict[str, _Given]:
    found = {each.name: _fund(each, funds) for each in common.inputs}
    return {name: _Given(fund.yuan, fund.source) for name, fund in found.items() if fund}


def _fund(wanted: CommonInput, funds: Sequence[Fund]) -> Fund | None:
    fitting = (
        fund
        for column in wanted.columns
        for fund in funds
        if fund.item is wanted.item and fund.column is column
    )
    return next(fitting, None)


def _computed(common: Common, given: Mapping[str, _Given], regulations: Regulations) -> Computed:
    findings = tuple(_unfit(common, given, regulations))
    value = None if findings else _value(common.formula, *(given[each.name].value for each in common.inputs))
    return Computed(common.name, value, _trail(common, given, value, regulations), findings)


def _value(formula: Formula, first: Decimal, second: Decimal) -> Decimal:
    over = first if formula is Formula.SHARE else first - second
    under = first if formula is Formula.SAVING else second
    with localcontext(prec=_PRECISION):
        return (over * _HUNDRED / under).quantize(_CENT, ROUND_HALF_UP)


def _unfit(common: Common, given: Mapping[str, _Given], regulations: Regulations) -> Iterator[Finding]:
    for each in common.inputs:
        found = given.get(each.name)
        if found is None:
            said = Message(
                f"计算“{common.name}”缺少“{each.name}”",
                f"“{common.name}” needs “{each.name}”, which is not given",
            )
            yield _finding("common-input-missing", said, regulations, Level.NOTE)
        elif not _is_fit(found.value):
            said = Message(
                f"“{each.name}”为 {found.value}；应为不小于零的数",
                f"“{each.name}” is {found.value}; it is a number, zero or more",
            )
            yield _finding("common-input-unfit", said, regulations)
    under = common.inputs[0 if common.formula is Formula.SAVING else 1].name
    if under in given and not given[under].value:
        said = Message(
            f"“{common.name}”的分母“{under}”为零；分母应大于零",
            f"“{common.name}” divides by “{under}”, which is zero",
        )
        yield _finding("common-denominator-zero", said, regulations)


def _is_fit(value: Decimal) -> bool:
    """Whether it can be an amount or a count: no less than zero, and neither endless nor absurd."""
    return value.is_finite() and value >= 0 and (not value or abs(value.adjusted()) <= _MAGNITUDE)


def _trail(
    common: Common, given: Mapping[str, _Given], value: Decimal | None, regulations: Regulations
) -> Trail:
    first, second = (each.name for each in common.inputs)
    rule = _RULES[common.formula]
    said = Message(rule.zh.format(first=first, second=second), rule.en.format(first=first, second=second))
    inputs = tuple(
        Input(
            Message(name, name), _plain(held.value) if _is_fit(held.value) else f"{held.value}", held.source
        )
        for name in (first, second)
        if (held := given.get(name))
    )
    if value is None:
        return Trail(f"common-{common.formula}", said, _basis(regulations), inputs, ())
    step = f"{rule.en.format(first=inputs[0].text, second=inputs[1].text)} = {_plain(value)}%"
    remarks = (_ROUNDED, *([_on_scale(common.scale, common.good, value)] if common.scale else []))
    return Trail(f"common-{common.formula}", said, _basis(regulations), inputs, (step,), remarks)


def _on_scale(scale: Scale, good: Good, value: Decimal) -> Message:
    """What the value earned where the scale was seen."""
    points, full = _plain(points_on(scale, good, value)), _plain(scale.full)
    return Message(
        f"有的地方按 {full} 分计，此值得 {points} 分",
        f"where {full} points are given for it, this earns {points}",
    )


def points_on(scale: Scale, good: Good, value: Decimal) -> Decimal:
    """Points by steps, or less for each point beyond the limit.

    >>> points_on(Scale(Decimal(5), Decimal(100), Decimal("0.5"), ()), Good.LOW, Decimal(103))
    Decimal('3.5')
    """
    if scale.limit is not None:
        beyond = value - scale.limit if good is Good.LOW else scale.limit - value
        return max(_ZERO, scale.full - scale.less * max(_ZERO, beyond))
    reached = (
        points for step, points in scale.steps if (value <= step if good is Good.LOW else value >= step)
    )
    return next(reached, _ZERO)


def _differs(row: Indicator, computed: Computed, regulations: Regulations) -> Iterator[Finding]:
    """An actual that is printed and is not what follows."""
    printed = parse_target(row.actual or "")
    if computed.value is None or not isinstance(printed, Bound):
        return
    scale = _to_percent(printed)
    exponent = printed.number.value.as_tuple().exponent
    half = _HALF.scaleb(exponent if isinstance(exponent, int) else 0)  # of the last digit printed
    if abs(printed.number.value * scale - computed.value) <= max(_CENT, half * scale):
        return
    said = Message(
        f"完成值“{row.actual}”，按公式应为 {computed.text}",
        f"the actual is “{row.actual}”; by the formula it is {computed.text}",
    )
    yield _finding("common-actual-differs", said, regulations)


def _to_percent(printed: Bound) -> Decimal:
    """What makes a printed number percent; a bare one up to 1.5 is the fraction that spreadsheets keep."""
    if printed.unit.family is UnitFamily.NONE:
        return _HUNDRED if abs(printed.number.value) <= _FRACTION else Decimal(1)
    return printed.unit.scale * _HUNDRED


def _finding(rule: str, said: Message, regulations: Regulations, level: Level = Level.WARNING) -> Finding:
    advice = Message("核对所用数据后重新计算", "check the inputs and compute it again")
    basis = regulations.bases["mof/common-indicators#inputs"].cited
    return Finding(rule, level, said, basis=basis, suggestion=advice, opinion=Opinion.OTHER)


def _basis(regulations: Regulations) -> Message:
    return regulations.bases["mof/common-indicators#formula"].cited


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
