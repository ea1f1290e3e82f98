"""What is offered while a table is filled in, from the regulations in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jixiao.model.indicator import Indicator
from jixiao.model.table import Form, Table
from jixiao.regulations.regulation import Regulations

#: What targets are most often measured in; anything else can be typed.
UNITS = "% 个 人 人次 次 项 件 场 期 份 户 家 套 台 万元 元 天 个工作日 小时 公里 平方米 亩"


def tree_for(known: Regulations, form: Form, year: int, where: str) -> Mapping[str, tuple[str, ...]]:
    """First levels with the second ones below them; ``where`` names the province, if any."""
    region = next((name for name in known.regions if name in where), "")
    trees = known.in_force(form, year, region).tree
    return {first: _as_printed(first, seconds) for first, seconds in trees[0].levels.items()} if trees else {}


def _as_printed(first: str, seconds: Iterable[str]) -> tuple[str, ...]:
    """Below 产出指标 forms print 数量指标, which regulations shorten to 数量."""
    ending = "指标" if first.endswith("指标") else ""
    return tuple(each.removesuffix(ending) + ending for each in seconds)


def commons_for(known: Regulations, form: Form, year: int, text: str) -> list[tuple[str, str]]:
    """The common indicators that hold a text, with their usual targets. They are made for whole units."""
    if form is not Form.UNIT_TARGETS:
        return []
    return [
        (each.name, each.usual) for each in known.commons if each.span.covers(year, "") and text in each.name
    ]


def place_for(table: Table, row: Indicator) -> int:
    """Where a row belongs: behind the last one of its class, or else at the end."""
    for depth in (2, 1):
        wanted = (row.level1, row.level2)[:depth]
        same = [
            place
            for place, each in enumerate(table.indicators)
            if (each.level1, each.level2)[:depth] == wanted
        ]
        if same:
            return same[-1] + 1
    return len(table.indicators)
