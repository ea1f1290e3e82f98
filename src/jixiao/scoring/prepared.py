"""The next form of a project's year, begun from its targets: what is known stands in it, the rest is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.model.errors import UsageError
from jixiao.model.finding import Finding, Level
from jixiao.model.indicator import Indicator
from jixiao.model.message import Message
from jixiao.model.source import Source
from jixiao.model.table import MONITORING, Execution, Form, Fund, FundsColumn, FundsItem, Table
from jixiao.model.term import is_of_term
from jixiao.regulations.method import Method
from jixiao.regulations.regulation import InForce, Regulations
from jixiao.scoring.compare import points_in
from jixiao.scoring.weights import CLOSE, HUNDRED, even, printed_weights, said, usual_execution, weigh

_ZERO = Decimal(0)

#: Which forms follow from which targets.
FOLLOWING = {
    Form.PROJECT_TARGETS: (Form.PROJECT_SELF_EVALUATION, Form.PROJECT_MONITORING),
    Form.UNIT_TARGETS: (Form.UNIT_SELF_EVALUATION, Form.UNIT_MONITORING),
    Form.TRANSFER_TARGETS: (Form.TRANSFER_SELF_EVALUATION,),
}
_TITLES = {
    Form.PROJECT_SELF_EVALUATION: "项目支出绩效自评表",
    Form.UNIT_SELF_EVALUATION: "部门（单位）整体支出绩效自评表",
    Form.TRANSFER_SELF_EVALUATION: "转移支付绩效自评表",
    Form.PROJECT_MONITORING: "项目支出绩效目标执行监控表",
    Form.UNIT_MONITORING: "部门（单位）整体支出绩效目标执行监控表",
}
#: What a person fills in, by the names of a form's fields; ``*`` is any item, and any words of its label.
_OF_BOTH = {"*.executed*", "execution.rate", "actual", "reason"}
_OF_MONITORING = frozenset(_OF_BOTH | {"*.expected*", "expected", "chance*", "remark"})
_OF_EVALUATION = frozenset(
    _OF_BOTH
    | {"*.adjusted*", "execution.score", "execution.reason", "goal.achieved", "score"}
    | {f"conclusion.{name}" for name in ("score", "problems", "improvements", "reasons", "notes")}
)
_WEIGHTS = frozenset({"weight", "execution.weight"})
_ALL_OPEN = _OF_EVALUATION | _WEIGHTS
_UNITS = (Form.UNIT_SELF_EVALUATION, Form.UNIT_MONITORING)
# These forms are about one year: the only total, and the only funds, are those of that year.
_OF_YEAR = {FundsItem.TOTAL: FundsItem.ANNUAL_TOTAL, FundsItem.FISCAL: FundsItem.CURRENT_FISCAL}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A form begun, with the names of its fields that are left open, and of those that are proposals.

    ``method`` is how its scores follow.
    """

    table: Table
    method: Method
    entries: frozenset[str]
    proposed: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()


def prepared(table: Table, form: Form, regulations: Regulations, year: int, region: str = "") -> Prepared:
    """The form of the same project or unit that follows its targets.

    Goals, indicators and targets stay; amounts become those of the beginning
    of the year. Weights stay as printed; where none is, those in force in
    ``year`` and ``region`` are proposed. Raises `UsageError` for a form that
    does not follow.
    """
    if form not in FOLLOWING.get(table.form, ()):
        raise _does_not_follow(table, form)
    in_force = regulations.in_force(form, table.year or year, region)
    begun = replace(
        table,
        form=form,
        title=_TITLES[form],
        year=table.year or year,
        funds=tuple(_original(table.funds, _items(table, form))),
        indicators=tuple(_open(each) for each in table.indicators),
        sums=(),
        execution=None,
        conclusion=None,
    )
    if form in MONITORING:
        made = Prepared(begun, in_force.method, _OF_MONITORING)
    else:
        made = _weighted(begun, in_force)
    return made if begun.funds else replace(made, entries=made.entries | {"*.original*"})


def _original(funds: Sequence[Fund], items: Mapping[FundsItem, FundsItem]) -> Iterator[Fund]:
    """The amounts as those of the beginning of the year; what is over the whole term is left out."""
    held = [fund for fund in funds if fund.column in (FundsColumn.ONLY, FundsColumn.ORIGINAL)]
    printed = {fund.item for fund in held}
    for fund in held:
        item = items.get(fund.item, fund.item)
        is_again = item is not fund.item and item in printed
        if not is_again and not is_of_term(fund, held):
            yield replace(fund, item=item, column=FundsColumn.ORIGINAL, heading="年初预算数")


def _items(table: Table, form: Form) -> Mapping[FundsItem, FundsItem]:
    """What the items of the targets are in the form that follows.

    In a unit's form 合计 may stand below the basic expenditure, and 支出预算合计 below all of it.
    """
    yuan = {fund.item: fund.yuan for fund in table.funds}
    basic = yuan.get(FundsItem.PERSONNEL, _ZERO) + yuan.get(FundsItem.OPERATION, _ZERO)
    if form not in _UNITS or yuan.get(FundsItem.TOTAL, basic) != basic:
        return _OF_YEAR
    return _OF_YEAR | {FundsItem.TOTAL: FundsItem.BASIC, FundsItem.EXPENDITURE_TOTAL: FundsItem.ANNUAL_TOTAL}


def _open(indicator: Indicator) -> Indicator:
    return replace(indicator, actual=None, expected=None, score=None, reason=None, chance=None, remark=None)


def _weighted(begun: Table, in_force: InForce) -> Prepared:
    if any(points_in(each.weight) is not None for each in begun.indicators):
        return _with_printed(begun, in_force)
    weights, execution = _proposed(begun, in_force)
    if execution is None or None in weights:
        return Prepared(begun, in_force.method, _ALL_OPEN, findings=(_no_split(begun),))
    rows = zip(begun.indicators, weights, strict=True)
    indicators = tuple(replace(each, weight=said(points or _ZERO)) for each, points in rows)
    return Prepared(
        replace(begun, indicators=indicators, execution=_execution(begun, execution)),
        in_force.method,
        _OF_EVALUATION,
        _WEIGHTS,
        tuple(_missing(begun, HUNDRED - execution - sum((each or _ZERO for each in weights), _ZERO))),
    )


def _proposed(begun: Table, in_force: InForce) -> tuple[list[Decimal | None], Decimal | None]:
    """Weights of the indicators and of the execution; a split that the issuer leaves free is an even one."""
    nearest = next(iter(in_force.weights), None)
    if nearest and not nearest.points and begun.indicators:
        return [*even(nearest.total, len(begun.indicators))], nearest.execution
    weighing = weigh(begun, in_force)
    return [each.counted for each in weighing.rows], weighing.execution


def _with_printed(begun: Table, in_force: InForce) -> Prepared:
    """Printed weights stay; the execution gets its points only where all then add up to a hundred."""
    total = sum((points or _ZERO for points in printed_weights(begun)), _ZERO)
    execution = usual_execution(in_force) or HUNDRED - total
    if abs(total + execution - HUNDRED) > CLOSE or execution <= 0:
        return Prepared(begun, in_force.method, _ALL_OPEN, findings=(_not_a_hundred(begun, total),))
    weighed = replace(begun, execution=_execution(begun, execution))
    return Prepared(weighed, in_force.method, _OF_EVALUATION, frozenset({"execution.weight"}))


def _execution(table: Table, points: Decimal) -> Execution:
    return Execution(_source(table), weight=said(points))


def _source(table: Table) -> Source:
    """A cell that stands for the table: its subject's, or else the first that says anything."""
    return table.subject_source or next(table.sources, Source(1, 1, 1, table.subject))


def _does_not_follow(table: Table, form: Form) -> UsageError:
    known = "、".join(FOLLOWING.get(table.form, ()))
    follow = (
        (f"可以生成：{known}", f"it can become {known}") if known else ("不能生成别的表", "nothing follows")
    )
    return UsageError(
        Message(
            f"《{table.subject}》是 {table.form}，不能生成 {form}；{follow[0]}",
            f"{table.subject} is {table.form} and cannot become {form}; {follow[1]}",
        )
    )


def _no_split(table: Table) -> Finding:
    return _finding(
        table,
        "weights-left-open",
        Level.NOTE,
        Message(
            "没有适用的分值规定；请填写留空的分值",
            "no rule on weights fits; fill in the blank weights",
        ),
    )


def _missing(table: Table, points: Decimal) -> Iterator[Finding]:
    if points > CLOSE:
        yield _finding(
            table,
            "points-without-indicators",
            Level.WARNING,
            Message(
                f"有{said(points)}分所属的一级指标在表中没有指标，没有分配，分值合计不足100；请调整分值",
                f"{said(points)} points are those of classes without indicators and given to none, so that "
                "the weights do not reach 100; adjust them",
            ),
        )


def _not_a_hundred(table: Table, total: Decimal) -> Finding:
    return _finding(
        table,
        "weights-leave-no-execution",
        Level.WARNING,
        Message(
            f"目标表的分值合计{said(total)}，与预算执行率的分值相加不是100；请核对分值，并填写预算执行率的分值",
            f"the weights of the targets add up to {said(total)}, which with the execution's points is not "
            "100; check them and fill in the execution's",
        ),
    )


def _finding(table: Table, rule: str, level: Level, message: Message) -> Finding:
    return Finding(rule, level, message, table=table.subject, source=table.subject_source)
