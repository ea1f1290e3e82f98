"""The words for what is to be said of a row or a table: remarks in trails, and findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from jixiao.model.finding import Finding, Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.source import Source
from jixiao.scoring.outcome import Note
from jixiao.scoring.rules import Rules

NOT_SCORED = "not-scored"
Parts = Mapping[str, str | Message]


class Words(NamedTuple):
    """A finding's words with {parts} left open; ``basis`` is what the regulations say on it."""

    rule: str
    level: Level
    basis: str
    found: Message
    required: Message
    advice: Message


_FILL_ACTUAL = Message(
    "填实际达到的数字和单位，重新计分", "enter the number reached with its unit, and score again"
)
FOUND: Mapping[Note, Words] = {
    Note.NO_WEIGHT: Words(
        NOT_SCORED,
        Level.ERROR,
        "weights",
        Message("没有分值，或小于0", "it has no weight, or less than nothing"),
        Message("每个指标要有分值才能计分", "an indicator is scored by its weight"),
        Message("填写分值", "enter the weight"),
    ),
    Note.NO_TARGET: Words(
        NOT_SCORED,
        Level.ERROR,
        "score",
        Message("指标值空白", "the target is blank"),
        Message("得分按指标值与完成值计算", "a score follows from target and actual"),
        Message("填写批复的指标值；不适用的，填“不适用”", "enter the approved target, or 不适用"),
    ),
    Note.NO_ACTUAL: Words(
        NOT_SCORED,
        Level.ERROR,
        "actual",
        Message("指标值“{target}”，没有完成值", "the target is “{target}”, there is no actual"),
        Message("完成值要据实填写", "the actual is to be given"),
        Message("填写完成值；不适用的，填“不适用”", "enter the actual, or 不适用"),
    ),
    Note.WORD: Words(
        NOT_SCORED,
        Level.ERROR,
        "actual",
        Message(
            "指标值“{target}”，完成值“{actual}”不是数字",
            "the target is “{target}”, the actual “{actual}” no number",
        ),
        Message("完成值与指标值口径一致", "the actual is of the same kind as the target"),
        _FILL_ACTUAL,
    ),
    Note.OTHER_UNIT: Words(
        NOT_SCORED,
        Level.ERROR,
        "actual",
        Message(
            "指标值“{target}”与完成值“{actual}”单位不同",
            "target “{target}” and actual “{actual}” have different units",
        ),
        Message("完成值与指标值口径一致", "the actual is of the same kind as the target"),
        _FILL_ACTUAL,
    ),
    Note.SEVERAL: Words(
        NOT_SCORED,
        Level.ERROR,
        "actual",
        Message(
            "指标值“{target}”，完成值“{actual}”有几个数字，哪个是总数不明",
            "the target is “{target}”; of the numbers in “{actual}” none is said to be the whole",
        ),
        Message("完成值与指标值口径一致", "the actual is of the same kind as the target"),
        Message("写明总数，重新计分", "say what it is in all, and score again"),
    ),
    Note.VAGUE: Words(
        "actual-not-exact",
        Level.WARNING,
        "actual",
        Message(
            "完成值“{actual}”不是确切数字，按其中的数字计分",
            "the actual “{actual}” is no exact number; scored by the number in it",
        ),
        Message("完成值要据实填写", "the actual is to be given as it is"),
        Message("填写确切的数字", "enter the exact number"),
    ),
    Note.ABOVE_ZERO: Words(
        "zero-target-exceeded",
        Level.WARNING,
        "score",
        Message(
            "指标值“{target}”，完成值“{actual}”大于零，按零值指标的办法不得分",
            "the target is “{target}”: as for every target of zero the actual “{actual}” earns nothing",
        ),
        Message("零值指标没有比例可算", "there is no proportion of zero"),
        Message("越高越好的指标，由人工给分", "if more is better, score it by hand"),
    ),
    Note.OVER_LIMIT: Words(
        "limit-scored-as-floor",
        Level.WARNING,
        "score",
        Message(
            "完成值“{actual}”高于指标值“{target}”；没有写“≤”，按正向指标得满分",
            "the actual “{actual}” is above “{target}”; no ≤ is printed, so that it earns all its points",
        ),
        Message("成本等应控制的指标超出要扣分", "what is to be limited loses points when it is exceeded"),
        Message("核对比较符；需要扣分的，人工扣分", "look at the comparator, and deduct by hand if need be"),
    ),
    Note.BELOW_ZERO: Words(
        NOT_SCORED,
        Level.ERROR,
        "score",
        Message(
            "指标值“{target}”，完成值“{actual}”，负数无法按比例计算",
            "target “{target}”, actual “{actual}”: no proportion of a negative number",
        ),
        Message("没有达到的负数指标由人工计分", "a negative target that was missed is scored by a person"),
        Message("人工给分，或改用正数表述", "score it by hand, or state it as a positive number"),
    ),
    Note.NO_BUDGET: Words(
        NOT_SCORED,
        Level.ERROR,
        "execution",
        Message("预算数为零或空白", "the budget is zero or blank"),
        Message("执行率为执行数与预算数之比", "the execution rate is executed over budget"),
        Message("填写全年预算数", "enter the budget of the year"),
    ),
    Note.NO_EXECUTED: Words(
        NOT_SCORED,
        Level.ERROR,
        "execution",
        Message("没有执行数", "nothing is given as executed"),
        Message("执行率为执行数与预算数之比", "the execution rate is executed over budget"),
        Message("填写全年执行数", "enter what was executed"),
    ),
    Note.NEGATIVE_EXECUTED: Words(
        NOT_SCORED,
        Level.ERROR,
        "execution",
        Message("执行数“{actual}”小于0", "what was executed is “{actual}”, less than nothing"),
        Message("执行率为执行数与预算数之比", "the execution rate is executed over budget"),
        Message("核对全年执行数", "check what was executed"),
    ),
    Note.EXCEEDED: Words(
        "far-exceeded",
        Level.WARNING,
        "deviation",
        Message(
            "完成值“{actual}”达到指标值“{target}”的{over}以上",
            "the actual “{actual}” is at least {over} of the target “{target}”",
        ),
        Message("偏离较大的要说明原因；得分不扣", "a large deviation needs a reason; no points are lost"),
        Message(
            "说明原因；目标定低的，人工扣分", "give the reason; if the target was too low, deduct by hand"
        ),
    ),
    Note.BEYOND_RANGE: Words(
        "beyond-range",
        Level.WARNING,
        "score",
        Message(
            "完成值“{actual}”超出区间“{target}”好的一端，按满分计",
            "the actual “{actual}” is past the good end of “{target}”, with full points",
        ),
        Message("两端都是限制的，超出应扣分", "if both ends are limits, points are lost"),
        Message("核对；需要扣分的，人工扣分", "look at it, and deduct by hand if need be"),
    ),
    Note.OVERSPENT: Words(
        "overspent",
        Level.WARNING,
        "execution",
        Message("执行率{rate}，超过100%，按满分计", "the execution rate is {rate}, with full points"),
        Message("支出不超过全年预算数", "no more is spent than the budget of the year"),
        Message("核对执行数和全年预算数", "check both amounts"),
    ),
    Note.DIFFERS: Words(
        "score-differs",
        Level.ERROR,
        "score",
        Message("得分{printed}，分值{weight}", "score {printed} of {weight}"),
        Message("应为{due}", "it should be {due}"),
        Message("核对得分；另有扣分的，写明原因", "check the score; give the reason if more was deducted"),
    ),
}

REMARKS: Mapping[Note, Message] = {
    Note.OTHER_WAY: Message(
        "表中得分{printed}按另一种在用的办法得出：{other}",
        "the printed {printed} follows another way in use: {other}",
    ),
    Note.CHOSEN: Message("得分由评分人给出", "a person chose the points"),
    Note.DEDUCTED: Message(
        "低于应得的{due}，为评分人扣分，原因：{reason}",
        "less than the {due} due: a person deducted, {reason}",
    ),
    Note.TAKEN: Message("人工扣{taken}分，原因：{why}", "{taken} deducted by hand: {why}"),
    Note.OPEN: Message("由评分人在{least}至{most}分之间给分", "a person chooses between {least} and {most}"),
    Note.LATE: Message("完成值“{actual}”晚于指标值“{target}”", "“{actual}” is later than “{target}”"),
    Note.BY_CRITERION: Message(
        "由评分人按本指标的评分标准给分", "a person scores by the indicator's own criterion"
    ),
    Note.DROPPED: Message(
        "不适用，不计分，其余指标的分值按比例放大", "it does not apply; the other weights are scaled up"
    ),
}


def remark(note: Note, parts: Parts) -> Message:
    """What a trail says of a note."""
    if note in FOUND:
        words = FOUND[note]
        return joined(filled(words.found, parts), filled(words.required, parts))
    return filled(REMARKS[note], parts)


def finding(words: Words, parts: Parts, rules: Rules, source: Source | None, indicator: str = "") -> Finding:
    return Finding(
        rule=words.rule,
        level=words.level,
        message=joined(filled(words.found, parts), filled(words.required, parts)),
        table=rules.table.subject,
        indicator=indicator,
        source=source,
        basis=rules.basis(words.basis).cited,
        suggestion=filled(words.advice, parts),
        opinion=Opinion.OTHER,
    )


def joined(found: Message, required: Message) -> Message:
    return Message(f"{found.zh}；{required.zh}", f"{found.en}; {required.en}")


def filled(words: Message, parts: Parts) -> Message:
    if "{" not in words.zh:
        return words  # most leave nothing open
    zh = {name: part.zh if isinstance(part, Message) else part for name, part in parts.items()}
    en = {name: part.en if isinstance(part, Message) else part for name, part in parts.items()}
    return Message(words.zh.format_map(zh), words.en.format_map(en))
