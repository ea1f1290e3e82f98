"""The money of a monitoring table: its light, and what has to be said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.model.finding import Finding
from jixiao.model.indicator import Indicator
from jixiao.model.message import Message
from jixiao.model.table import Fund, Table
from jixiao.regulations.lights import Light
from jixiao.scoring.money import percent, spent_in
from jixiao.scoring.monitoring.lights import Dark, Hold, Lit, is_limit, light_budget
from jixiao.scoring.monitoring.outlook import finding_on
from jixiao.scoring.told import says_nothing

_ONE = Decimal(1)


def light_of_money(table: Table, hold: Hold) -> Lit | None:
    """The light of the total spent; nothing where the form prints none."""
    spent = spent_in(table)
    return light_budget(spent.executed, _first(spent.budgets), hold) if spent.executed else None


def _first(budgets: tuple[Fund, ...]) -> Fund | None:
    return budgets[0] if budgets else None


def findings_on_money(table: Table, lit: Lit | None, rows: Sequence[Lit], hold: Hold) -> Iterator[Finding]:
    """What is missing, overspent or unexplained, and whether money and targets go together."""
    spent, budget = spent_in(table).executed, _first(spent_in(table).budgets)
    if spent is None or budget is None or (lit and lit.dark is Dark.NO_BUDGET):
        yield _unsaid(table, spent, budget, hold)
        return
    share = spent.yuan / budget.yuan
    if (due := _due(lit, share, spent)) and not _is_explained(table):
        basis = hold.regulations.bases["mof/2019-136#deviation"].cited
        said = Message(f"{due.zh}；要分析原因", f"{due.en}; a reason is due")
        advice = Message("在资金的原因栏或存在问题中说明", "give the reason beside the money or below")
        yield finding_on(table, "spending-in-progress-unexplained", said, basis, advice, spent)
    yield from _apart(table, share, rows, hold, spent)


def _unsaid(table: Table, spent: Fund | None, budget: Fund | None, hold: Hold) -> Finding:
    missing = Message("大于零的预算数", "budget above zero") if spent else Message("执行数", "amount spent")
    said = Message(
        f"没有{missing.zh}；预算执行要与预算相比",
        f"there is no {missing.en}; spending is held against the budget",
    )
    advice = Message("填写年度资金总额的预算数和执行数", "give budget and amount spent of the annual total")
    return finding_on(table, "spending-missing", said, hold.basis("budget"), advice, spent or budget)


def _due(lit: Lit | None, share: Decimal, spent: Fund) -> Message | None:
    if share > _ONE:
        return Message(
            f"执行数 {spent.source.text} 为预算的 {percent(share)}，超过预算",
            f"{spent.source.text} is {percent(share)} of the budget, more than there is",
        )
    if lit is None or lit.light not in (Light.RED, Light.YELLOW):
        return None
    said = lit.light.said
    return Message(
        f"预算执行率 {percent(share)}，亮{said.zh}", f"{percent(share)} of the budget is spent, {said.en}"
    )


def _is_explained(table: Table) -> bool:
    below = table.conclusion
    told = [table.execution.reason if table.execution else None]
    if below:
        told += [below.reasons, below.problems, below.improvements]
    return not all(map(says_nothing, told))


def _apart(table: Table, share: Decimal, rows: Sequence[Lit], hold: Hold, spent: Fund) -> Iterator[Finding]:
    """Targets and money that go forward at different speeds, where the issuer looks at that."""
    reached = _progress(rows, hold)
    if hold.rules.gap is None or reached is None or abs(reached - share) <= hold.rules.gap:
        return
    said = Message(
        f"目标完成进度 {percent(reached)}，预算执行率 {percent(share)}；相差不超过 {percent(hold.rules.gap)}",
        f"targets stand at {percent(reached)}, money at {percent(share)}; no more than "
        f"{percent(hold.rules.gap)} lies between them",
    )
    advice = Message("说明进度不一致的原因", "say why they differ")
    yield finding_on(table, "targets-and-money-apart", said, hold.basis("gap"), advice, spent)


def _progress(rows: Sequence[Lit], hold: Hold) -> Decimal | None:
    """What was achieved of the year's targets: the mean of all but limits, each 100 % at most."""
    shares = [
        max(Decimal(0), min(_ONE, each.pair.actual / each.pair.target))
        for each in rows
        if isinstance(each.row, Indicator) and each.pair and each.pair.target > 0
        if not is_limit(each.row, each.pair, hold)
    ]
    return sum(shares, Decimal(0)) / len(shares) if shares else None
