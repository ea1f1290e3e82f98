"""What states, steps and forms are called, in templates: ``{{ filing.state|state }}``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jixiao.forms.edited import LABELS
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.state import Action, State
from jixiao.model.table import Form, FundsItem
from jixiao.web.config.said import spoken
from jixiao.web.targets.enums import COMMENT, FILL, MAKE, SCORE
from jixiao.web.targets.filters import Filters
from jixiao.web.targets.found import Found
from jixiao.web.targets.models import Upload
from jixiao.web.targets.pairs import around
from jixiao.web.targets.pairs import marked as pieces_of
from jixiao.web.targets.queries import Suggestion
from jixiao.web.targets.reading import Failure
from jixiao.web.targets.shown import COLUMNS, heading_of
from jixiao.web.targets.shown import money as in_wan
from jixiao.writers.words import FORMS
from jixiao.writers.words import LEVELS as LEVEL_NAMES

register = template.Library()

_SHOWN = 160  # characters of a goal in a list

STATES = {
    State.DRAFT: Message("填报中", "Draft"),
    State.HANDED_IN: Message("待单位审核", "With the unit"),
    State.SUBMITTED: Message("待主管部门审核", "With the department"),
    State.REVIEWED: Message("待财政审核", "With finance"),
    State.APPROVED: Message("已批复", "Approved"),
    State.RETURNED: Message("已退回", "Returned"),
    State.UNLOCKED: Message("部分解锁", "Partly unlocked"),
}
ACTIONS = {
    Action.HAND_IN: Message("送审", "Hand in"),
    Action.SUBMIT: Message("上报", "Submit"),
    Action.REVIEW: Message("审核通过", "Pass"),
    Action.APPROVE: Message("批复", "Approve"),
    Action.RETURN: Message("退回", "Return"),
    Action.WITHDRAW: Message("撤回", "Withdraw"),
    Action.UNLOCK: Message("解锁", "Unlock"),
    Action.ADJUST: Message("调整", "Adjust"),
}
#: Every act of a history, the steps among them.
ACTS: Mapping[str, Message] = {
    MAKE: Message("建表", "Made"),
    FILL: Message("填写", "Filled in"),
    COMMENT: Message("审核意见", "Commented"),
    SCORE: Message("评分", "Scored"),
    **{action.value: said for action, said in ACTIONS.items()},
}


@register.filter
def state(value: str) -> str:
    return STATES[State(value)].said_in(spoken())


@register.filter
def act(value: str) -> str:
    return ACTS[value].said_in(spoken())


@register.filter
def form_name(value: str) -> str:
    return FORMS[Form(value)].said_in(spoken())


@register.filter
def level(value: Level | str) -> str:
    return LEVEL_NAMES[Level(value)].said_in(spoken())


@register.filter
def opinion(value: int | None) -> str:
    return Opinion(value).said.said_in(spoken()) if value else ""


@register.filter
def both(said: Failure | Mapping[str, str]) -> str:
    """What is kept as ``zh`` and ``en``, escaped as any text of a file."""
    zh, en = (said["zh"], said["en"]) if isinstance(said, Mapping) else (said.zh, said.en)
    return Message(zh, en).said_in(spoken())


@register.filter
def told(found: Found) -> str:
    """What is wrong and required."""
    return Message(found.zh, found.en).said_in(spoken())


@register.filter
def advice(found: Found) -> str:
    return Message(found.advice_zh, found.advice_en).said_in(spoken())


@register.filter
def money(yuan: Decimal | None) -> str:
    return in_wan(yuan)


@register.filter
def of_row(cells: Mapping[str, object], name: str) -> object:
    """``{{ row.cells|of_row:"target" }}``: one of several by its name."""
    return cells[name]


@register.simple_tag
def of_office(wanted: Filters, office: int) -> str:
    """The list's address for one office and those below it."""
    return wanted.address(office=office)


@register.filter
def leads_to(addresses: Sequence[str], wanted: str) -> bool:
    """Whether a cell of a file became the cell or the row that is wanted.

    >>> leads_to(["indicator.1.level1", "indicator.2.level1"], "indicator.2"), leads_to(["unit"], "")
    (True, False)
    """
    return any(each == wanted or each.startswith(f"{wanted}.") for each in addresses)


@register.filter
def open_tables(upload: Upload) -> int:
    """How many of a file's tables were neither taken nor put aside; ``taken`` is counted with the list."""
    return upload.tables - int(getattr(upload, "taken", 0)) - len(upload.aside)


@register.filter
def cell_name(address: str) -> str:
    """What a person calls a cell: ``indicator.5.target`` is 第6项指标 指标值."""
    part, _, rest = address.partition(".")
    place, _, name = rest.partition(".")
    if part == "indicator":
        said = heading_of(name) if name else Message("整行", "whole row")
        number = int(place) + 1
        return Message(f"第{number}项指标 {said.zh}", f"indicator {number}, {said.en}").said_in(spoken())
    if part == "goal":
        return Message("绩效目标", "goal").said_in(spoken())
    if part == "fund":
        return (
            LABELS[FundsItem(place)]
            if place in set(FundsItem)
            else Message("资金", "funds").said_in(spoken())
        )
    return heading_of(part).said_in(spoken())


@register.filter
def part_name(name: str) -> str:
    """What a part or a field of a difference is called."""
    return _PARTS.get(name, Message(name, name)).said_in(spoken())


@register.filter
def yuan(amount: str) -> str:
    """An amount of a difference, from yuan to 万元.

    >>> yuan("22728800.00")
    '2,272.88 万元'
    """
    return f"{in_wan(Decimal(amount))} 万元"


_PARTS = {
    **{column.value: said for column, said in COLUMNS.items() if column},
    **{
        name: heading_of(name)
        for name in ("level1", "level2", "level3", "weight", "actual", "score", "reason")
    },
    **{name: heading_of(name) for name in ("title", "year", "subject", "unit", "department")},
    **{name: heading_of(name) for name in ("criterion", "chance", "remark")},
    "goal": Message("绩效目标", "goal"),
    "printed": heading_of("target"),
    "expected": heading_of("expected"),
}


@register.filter
def as_row(suggested: Suggestion) -> str:
    """A suggestion as the form carries it: levels, name, and the most usual target."""
    target = suggested.targets[0] if suggested.targets else ""
    return _as_row(suggested.level1, suggested.level2, suggested.level3, target)


@register.simple_tag
def common_row(asked: Mapping[str, str], name: str, usual: str) -> str:
    """The same for a common indicator, in the class that is asked for."""
    return _as_row(asked["level1"], asked["level2"], name, usual)


@register.filter
def marked(text: str, words: Sequence[str]) -> SafeString:
    """A text with what was sought in it lit up."""
    pieces = pieces_of(text, words)
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", part) if is_in else part,) for part, is_in in pieces)
    )


@register.filter
def marked_part(text: str, words: Sequence[str]) -> SafeString:
    """The same of a long text, around the first place."""
    return marked(around(text, words, _SHOWN), words)


def _as_row(*texts: str) -> str:
    return json.dumps(texts, ensure_ascii=False)
