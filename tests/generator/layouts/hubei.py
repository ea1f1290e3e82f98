"""Hubei: 项目支出绩效目标批复表 with the value reached last year beside the one expected."""

from __future__ import annotations

from ..content import PEOPLE
from ..document import Cell, Document
from ..form import Column
from ..maker import P2015, Line, Maker
from .common import finish, start

WIDTH = 7


def approval(maker: Maker) -> Document:
    document = Document()
    titles = ("项目支出绩效目标批复表", "项目支出绩效目标表", "部门预算项目绩效目标批复表")
    form = start(maker, document, "project-targets", titles, WIDTH, years=("line",))
    form.pairs(
        (form.label("项目名称"), form.subject(maker.content.projects(1)[0], 3)),
        (form.label("项目负责人"), Cell(PEOPLE, 2)),
    )
    total = maker.content.amount()
    form.money_mark = "万元"
    label = maker.voice.say(
        maker.pick("其中：当年市级财政资金", "其中：当年县级财政资金", "其中：当年财政资金")
    )
    form.pairs(
        (form.label("项目金额"), form.fund("项目金额", total, 3)),
        (Cell(label), form.fund(label, total * maker.rng.choice([10, 8]) / 10 // 100 * 100, 2)),
    )
    form.pairs(
        (form.label("项目主管部门"), form.department(maker.content.bureau, 3)),
        (form.label("实施单位"), form.unit(maker.content.body(), 2)),
    )
    form.pairs(
        (form.label("项目属性"), Cell("持续性项目■新增性项目□", 3)),
        (form.label("项目期"), Cell(f"{maker.year}年", 2)),
    )
    form.pairs((form.label("年度绩效目标（文字）", "年度绩效目标"), form.goal(maker.goal(), WIDTH - 1)))
    lines = maker.lines(maker.tree(P2015), total, template=False)
    _prior(maker, lines)
    heads = ("一级指标", "二级指标", "三级指标")
    form.grid.add(
        form.label("绩效指标", "绩效\n指标", rows=len(lines) + 2),
        *(form.label(h, rows=2) for h in heads),
        Cell("指标值", 2),
        form.label("指标标准或依据", rows=2),
    )
    form.grid.add(Cell(f"{maker.year - 1}年实际实现值"), Cell(f"预期{maker.year}年实现值"))
    kinds = ("level1", "level2", "level3", "extra prior", "target", "extra basis")
    form.indicators([Column("", k) for k in kinds], lines, head=False)
    if maker.chance(0.5) and maker.traits.blanks:
        form.grid.add(
            Cell("财政资金管理科室（盖章）  年  月  日", 4), Cell("财政绩效管理科室（盖章）  年  月  日", 3)
        )
    finish(form)
    return document


def _prior(maker: Maker, lines: list[Line]) -> None:
    """Last year's values: all of them, none, or (where blanks are seen) some."""
    share = maker.rng.choice([0, 1, 0.5]) if maker.traits.blanks else maker.rng.choice([0, 0, 1])
    for line in lines:
        m = line.measure
        if m and maker.chance(share):
            line.extra["prior"] = m.number + m.unit if m.kind == "number" else m.word
        if maker.traits.blanks and maker.chance(0.3):
            line.extra["basis"] = maker.pick("计划标准", "历史标准", "行业标准")
