"""Targets that stand in no table: a list in brackets, and sentences of a notice."""

from __future__ import annotations

from ..document import Document, Fund, Indicator, Paragraph, Table
from ..maker import P2015, Line, Maker
from ..voice import Printed


def _indicator(line: Line, value: Printed) -> Indicator:
    return Indicator(line.level1, line.level2, value.name, value.text, value.parsed)


def _plain(maker: Maker) -> list[Line]:
    """Lines whose borders show without a table: signs before numbers, levels with their suffix."""
    voice = maker.voice
    voice.suffix, voice.counter, voice.unit_in_name, voice.comparators = True, False, "no", "sign"
    voice.value_space = voice.long_numbers = maker.numbered = maker.bare_level1 = False
    return maker.lines(maker.tree(P2015), maker.content.amount(), template=False)


def brackets(maker: Maker) -> Document:
    """【产出指标-数量指标】 and below it 指标1：name（value）."""
    title = f"{maker.content.bureau}{maker.year}年项目绩效目标和指标"
    document = Document([Paragraph(title, "title")])
    say = maker.voice.say
    for project in maker.content.projects(maker.rng.randint(1, 2)):
        lines, budget = _plain(maker), maker.content.amount(5, 300)
        goal = maker.content.goals(1)[0] + "。"
        table = Table("project-targets", title, maker.year, say(project), goals=[goal])
        table.funds.append(Fund("年度预算安排", "", budget))
        texts = [
            say(f"项目名称：{project}"),
            say(f"年度预算安排：{budget / 10000:.2f}万元"),
            say(f"【项目概况】：{project}由{maker.content.bureau}组织实施。"),
            "【总体目标】",
            goal,
        ]
        before = ("", "")
        n = 0
        for line in lines:
            if not line.measure:
                continue
            if (line.level1, line.level2) != before:
                before, n = (line.level1, line.level2), 0
                texts.append(f"【{line.level1}-{line.level2}】")
            n += 1
            value = maker.voice.value(line.measure)
            texts.append(say(f"指标{n}：{value.name}（{value.text}）"))
            table.indicators.append(_indicator(line, value))
        document.blocks += [Paragraph(t) for t in texts]
        document.tables.append(table)
    return document


def notice(maker: Maker) -> Document:
    """A public notice: the goal in a sentence, then each level 1 as a paragraph."""
    lines, project = _plain(maker), maker.content.projects(1)[0]
    unit, budget = maker.content.bureau, maker.content.amount(5, 300)
    title = f"关于{project}绩效目标的公示"
    goal = maker.content.goals(1)[0] + "。"
    table = Table("project-targets", title, maker.year, project, unit, goals=[goal])
    table.funds.append(Fund("资金", "", budget))
    amount = f"{budget / 10000:.2f}".rstrip("0").rstrip(".")
    colon = maker.voice.say("：")
    opening = f"根据{maker.year}年度预算安排资金{amount}万元，实施{project}。"
    texts = [opening + f"项目总体绩效目标是{colon}{goal}现将绩效目标公示如下{colon}"]
    ones = list(dict.fromkeys(line.level1 for line in lines))
    for n, one in enumerate(ones):
        texts.append(f"{'一二三四'[n]}、{one}")
        texts.append("".join(_sentence(maker, table, two) for two in _grouped(lines, one)))
    document = Document([Paragraph(title, "title"), *(Paragraph(t) for t in texts)], [table])
    document.blocks += [Paragraph(unit), Paragraph(f"{maker.year}年3月5日")]
    return document


def _grouped(lines: list[Line], one: str) -> list[list[Line]]:
    twos = dict.fromkeys(line.level2 for line in lines if line.level1 == one)
    return [[x for x in lines if (x.level1, x.level2) == (one, two)] for two in twos]


def _sentence(maker: Maker, table: Table, lines: list[Line]) -> str:
    parts = []
    for line in lines:
        if line.measure:
            value = maker.voice.value(line.measure)
            parts.append(value.name + value.text)
            table.indicators.append(_indicator(line, value))
    return maker.voice.say(f"{lines[0].level2}：") + "；".join(parts) + "。"
