"""What the rows of a monitoring table leave unsaid: reasons, measures, and chances that disagree."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.model.comparator import Comparator
from jixiao.model.finding import Finding, Level
from jixiao.model.indicator import Indicator
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.source import Source
from jixiao.model.table import Fund, Table
from jixiao.model.target import Bound, DateBound, parse_target
from jixiao.regulations.lights import Light
from jixiao.scoring.compare import paired
from jixiao.scoring.money import percent
from jixiao.scoring.monitoring.lights import Dark, Hold, Lit, is_limit, is_rate
from jixiao.scoring.monitoring.told import Chance, chance_of, is_explained
from jixiao.scoring.pair import Pair
from jixiao.scoring.told import is_late

_UNSAID = {
    Dark.NO_TARGET: "monitored-target-missing",
    Dark.NO_ACTUAL: "progress-missing",
    Dark.OTHER_KIND: "progress-not-comparable",
}
_LEVELS = {
    "progress-missing": Level.ERROR,
    "deviation-in-progress-unexplained": Level.ERROR,
    "chance-without-measure": Level.ERROR,
    "rate-green-by-month": Level.NOTE,
}
_LONGEST = 40  # characters of a quotation
_WRITE_ACTUAL = Message("按指标值的口径和单位填写执行情况", "say what was achieved, in the target's unit")
_WRITE_REASON = Message(
    "在偏差原因或备注栏写明原因和拟采取的措施", "give reason and measures in the row or its remark"
)


def findings_on(lit: Lit, row: Indicator, table: Table, hold: Hold) -> Iterator[Finding]:
    """What is wrong with one row."""
    if lit.dark in _UNSAID:
        rule, said = _UNSAID[lit.dark], _unsaid(lit.dark, row)
        yield finding_on(table, rule, said, hold.basis("actual"), _WRITE_ACTUAL, row)
    if not is_explained(row, table):
        yield from _unexplained(lit, row, table, hold)
    yield from _of_chance(lit, row, table, hold)
    if lit.light is Light.GREEN and (short := _short_rate(lit.pair, row, hold)):
        advice = Message(
            "满意度、合格率等不随月份累积的，直接与全年指标值对照",
            "what does not build up, as satisfaction, is held against the year's target",
        )
        yield finding_on(table, "rate-green-by-month", short, hold.basis("target"), advice, row)


def _short_rate(pair: Pair | None, row: Indicator, hold: Hold) -> Message | None:
    """A rate that is green by the months gone by, and far below the target itself."""
    if pair is None or pair.target <= 0 or not is_rate(row.target) or is_limit(row, pair, hold):
        return None
    share = pair.actual / pair.target
    if not hold.rules.rates_build_up or share >= hold.rules.target.yellow:
        return None
    return Message(
        f"执行情况“{_quoted(row.actual)}”按时间进度亮绿灯；"
        f"为全年指标值“{_quoted(row.printed)}”的 {percent(share)}",
        f"“{_quoted(row.actual)}” is green by the months gone by; it is {percent(share)}"
        f" of the year's target “{_quoted(row.printed)}”",
    )


def _unsaid(dark: Dark, row: Indicator) -> Message:
    required = Message("按指标值的口径填写", "it is to be given as the target is")
    if dark is not Dark.OTHER_KIND:
        return Message(f"{dark.said.zh}；{required.zh}", f"{dark.said.en}; {required.en}")
    actual, target = _quoted(row.actual), _quoted(row.printed)
    return Message(
        f"执行情况“{actual}”不能与指标值“{target}”比较；{required.zh}",
        f"“{actual}” cannot be held against “{target}”; {required.en}",
    )


def _quoted(text: str | None) -> str:
    told = "".join((text or "").split())
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…"


def _unexplained(lit: Lit, row: Indicator, table: Table, hold: Hold) -> Iterator[Finding]:
    """One finding, where a reason is due; a doubtful chance is said as the rule on it says it."""
    bases = hold.regulations.bases
    if due := _due(lit, row, hold):
        said = Message(f"{due.zh}；要分析原因并说明措施", f"{due.en}; reason and measures are due")
        basis = bases["mof/2019-136#deviation"].cited
        yield finding_on(table, "deviation-in-progress-unexplained", said, basis, _WRITE_REASON, row)
    elif chance_of(row) in (Chance.LIKELY, Chance.IMPOSSIBLE):
        said = Message(
            f"完成目标可能性为“{row.chance}”；写明原因和拟采取的措施",
            f"the chance is given as “{row.chance}”; reason and measures are due",
        )
        basis = bases["mof/2019-136#measures"].cited
        yield finding_on(table, "chance-without-measure", said, basis, _WRITE_REASON, row)


def _due(lit: Lit, row: Indicator, hold: Hold) -> Message | None:
    """Why a reason is due, the gravest first."""
    if lit.light in (Light.RED, Light.YELLOW):
        said = lit.light.said
        return Message(f"执行情况“{_quoted(row.actual)}”亮{said.zh}", f"“{_quoted(row.actual)}” is {said.en}")
    return _exceeds(lit.pair, row, hold) or _falls_short(row, hold)


def _exceeds(pair: Pair | None, row: Indicator, hold: Hold) -> Message | None:
    """Far beyond the year's target already; beyond an = at all."""
    if pair is None or pair.target <= 0 or is_limit(row, pair, hold):
        return None
    share = pair.actual / pair.target
    exact = pair.comparator is Comparator.EQUAL
    if not (share > 1 if exact else share >= hold.rules.exceeded):
        return None
    return Message(
        f"执行情况“{_quoted(row.actual)}”已为全年指标值“{_quoted(row.printed)}”的 {percent(share)}",
        f"“{_quoted(row.actual)}” already is {percent(share)} of the year's target “{_quoted(row.printed)}”",
    )


def _falls_short(row: Indicator, hold: Hold) -> Message | None:
    if _expected_reaches(row, hold) is not False:
        return None
    return Message(
        f"全年预计完成“{_quoted(row.expected)}”，达不到指标值“{_quoted(row.printed)}”",
        f"“{_quoted(row.expected)}” is expected of the year, short of “{_quoted(row.printed)}”",
    )


def _expected_reaches(row: Indicator, hold: Hold) -> bool | None:
    """Whether what is expected of the year meets the target; nothing where that cannot be told."""
    if not row.expected:
        return None
    if isinstance(row.target, DateBound) and isinstance(parse_target(row.expected), DateBound):
        return not is_late(row.target, row.expected, hold.year)
    if not isinstance(row.target, Bound):
        return None
    pair = paired(row.target, row.expected)
    if pair is None:
        return None
    return pair.actual <= pair.target if is_limit(row, pair, hold) else pair.actual >= pair.target


def _of_chance(lit: Lit, row: Indicator, table: Table, hold: Hold) -> Iterator[Finding]:
    against = _against(chance_of(row), lit, row, hold)
    if against is None:
        return
    said = Message(
        f"完成目标可能性为“{row.chance}”，而{against.zh}；两者应当一致",
        f"the chance is given as “{row.chance}”, but {against.en}; they shall agree",
    )
    advice = Message("核对可能性与完成情况，改正其一", "look at both and put one right")
    yield finding_on(table, "chance-disagrees", said, hold.basis("chance"), advice, row)


def _against(chance: Chance | None, lit: Lit, row: Indicator, hold: Hold) -> Message | None:
    """What speaks against the chance that is given."""
    if chance is Chance.SURE:
        if short := _falls_short(row, hold):
            return short
        if lit.light is Light.RED:
            return Message(f"执行情况“{_quoted(row.actual)}”亮红灯", f"“{_quoted(row.actual)}” is red")
    if chance is Chance.IMPOSSIBLE and _expected_reaches(row, hold):
        return Message(
            f"全年预计完成“{_quoted(row.expected)}”，能达到指标值“{_quoted(row.printed)}”",
            f"“{_quoted(row.expected)}” is expected of the year, which meets “{_quoted(row.printed)}”",
        )
    return None


def _cell(rule: str, row: Indicator | Fund) -> Source:
    """What was achieved is where to look, but where the target is missing."""
    if isinstance(row, Fund) or rule == "monitored-target-missing":
        return row.source
    return row.actual_source or row.source


def finding_on(
    table: Table,
    rule: str,
    said: Message,
    basis: Message,
    advice: Message,
    row: Indicator | Fund | None = None,
) -> Finding:
    """A remark on a row, on an amount, or on the table as a whole."""
    return Finding(
        rule,
        _LEVELS.get(rule, Level.WARNING),
        said,
        table=table.subject,
        indicator=row.level3 if isinstance(row, Indicator) else "",
        source=_cell(rule, row) if row else table.subject_source,
        basis=basis,
        suggestion=advice,
        opinion=Opinion.OTHER,
    )
