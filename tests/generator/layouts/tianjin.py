"""Tianjin: a table a project, 绩效指标描述 repeating the name, the unit on a line above."""

from __future__ import annotations

from ..document import Cell, Document, Paragraph
from ..form import Column, Form
from ..maker import P2015, Maker
from .common import finish

WIDTH = 7


def project(maker: Maker) -> Document:
    voice = maker.voice
    voice.percent = maker.pick("%", "百分比", "百分比")
    voice.unit_in_name, voice.comparators, voice.counter = (
        "no",
        maker.pick("sign", "sign", "mixed", "wide"),
        False,
    )
    document = Document()
    content = maker.content
    unit = f"{content.long_code()}{maker.pick('', '-')}{content.body()}"
    title = "项目支出绩效目标表"
    document.blocks += [
        Paragraph(content.bureau),
        Paragraph(title, "title"),
        Paragraph(voice.say(f"（{maker.year}年）"), "year"),
    ]
    for project_name in content.projects(maker.rng.randint(1, 4)):
        form = Form(maker, document, "project-targets", title, maker.year)
        form.grid.add(form.unit(unit, 5), Cell(voice.say("单位：万元"), 2))
        form.pairs((form.label("项目名称"), form.subject(project_name, WIDTH - 1)))
        _money(form)
        form.pairs((form.label("绩效目标"), form.goal("1." + content.goals(1)[0] + "。", WIDTH - 1)))
        columns = [
            Column("一级指标", "level1"),
            Column("二级指标", "level2"),
            Column("三级指标", "level3", 2),
            Column("绩效指标描述", "repeat", 2),
            Column("指标值", "target"),
        ]
        lines = maker.lines(maker.tree(P2015), content.amount(), small=maker.chance(0.5), template=False)
        form.indicators(columns, lines)
        finish(form)
    return document


def _money(form: Form) -> None:
    maker, grid, say = form.maker, form.grid, form.voice.say
    total = maker.content.amount(2, 600)
    other = maker.rng.choice([None, None, total / 10 // 100 * 100])
    label = say(
        "其中：财政资金" if not maker.traits.spaced else maker.pick("其中：财政 资金", "其中：财政资金")
    )
    grid.add(
        form.label("预算规模及资金用途", "预算规模\n及资金用途", rows=2),
        Cell("预算数"),
        form.fund("预算数", total),
        Cell(label),
        form.fund(label, total - (other or 0)),
        Cell("其他资金"),
        form.fund("其他资金", other) if other else Cell(""),
    )
    grid.add(Cell("用于" + maker.content.goals(1)[0], WIDTH - 1))
