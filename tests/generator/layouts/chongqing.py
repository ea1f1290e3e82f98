"""Chongqing: 表十二 without levels, and a self-evaluation with one."""

from __future__ import annotations

from dataclasses import replace

from ..content import PEOPLE, PHONE
from ..document import Cell, Document
from ..form import Column, Form
from ..maker import Line, Maker, Tree
from .common import finish, start

ONE_LEVEL: Tree = [
    ("产出类指标", [("", "quantity"), ("", "quality"), ("", "time")]),
    ("效益类指标", [("", "economy"), ("", "society"), ("", "lasting")]),
    ("满意度类指标", [("", "satisfaction")]),
]


def form12(maker: Maker) -> Document:
    """A head of few lines and a bare list; a graded indicator prints no value at all."""
    document = Document()
    title = maker.pick(
        "一般性项目绩效目标表（一级项目）", "部门预算项目绩效目标表", "项目绩效目标表（一级项目）"
    )
    newer = maker.chance(0.3)
    width = 7 if newer else 6
    for project in maker.content.projects(maker.rng.randint(1, 3)):
        form = start(maker, document, "project-targets", (title,), width, years=("before",))
        _head12(form, project, width)
        lines = maker.lines(ONE_LEVEL, maker.content.amount(), template=False)
        lines = lines if newer else _silent(maker, lines)
        maker.weigh(lines, 90)
        columns = [
            Column(maker.pick("指标", "指标名称"), "level3"),
            Column("指标权重", "weight"),
            Column("计量单位", "unit"),
            Column("指标性质", "sign"),
            Column("指标值", "number"),
        ]
        if newer:
            columns.append(Column("是否核心指标", "extra core"))
            for line in lines:
                line.extra["core"] = maker.pick("是", "否")
        form.indicators(columns, lines, side=[form.label("绩效指标", "绩效\n指标")])
        finish(form)
    return document


def _head12(form: Form, project: str, width: int) -> None:
    maker, say = form.maker, form.voice.say
    code = f"{maker.content.code()}-{maker.content.bureau}"
    form.grid.add(Cell(say("编制单位：")), form.unit(code, 3), Cell(say("单位：万元"), width - 4))
    form.pairs(
        (Cell(maker.pick("专项资金名称", "项目名称")), form.subject(project, 3)),
        (Cell("业务主管部门"), form.department(code, width - 5)),
    )
    label = say(maker.pick("当年预算", "当年预算（万元）"))
    form.pairs((Cell(label), form.fund(label, maker.content.amount(2, 300), width - 1)))
    form.pairs((Cell("项目概况"), Cell(project + "，" + maker.content.goals(1)[0] + "。", width - 1)))
    form.pairs((Cell("立项依据"), Cell("根据年度工作计划和有关资金管理办法设立", width - 1)))
    form.pairs((Cell("当年绩效目标"), form.goal(maker.goal(1), width - 1)))


def _silent(maker: Maker, lines: list[Line]) -> list[Line]:
    """Graded indicators keep their name and lose their word."""
    for line in lines:
        if line.measure and line.measure.kind != "number":
            line.measure = replace(line.measure, kind="silent", word="")
    maker.rng.shuffle(lines)
    return lines


def self_evaluation(maker: Maker) -> Document:
    """指标类型 is the one level; 无 stands where a graded indicator has no sign and no unit."""
    document = Document()
    form = start(maker, document, "project-self-evaluation", ("项目支出绩效自评表",), 8, years=("before",))
    maker.voice.merge = "merged"
    form.pairs(
        (form.label("项目名称"), form.subject(maker.content.projects(1)[0], 3)),
        (
            form.label("项目联系人"),
            Cell(maker.pick(PEOPLE, f"{PEOPLE} {PHONE}" if maker.traits.spaced else PEOPLE), 3),
        ),
    )
    form.pairs(
        (form.label("项目实施单位"), form.unit(maker.content.body(), 3)),
        (form.label("项目主管部门"), form.department(maker.content.bureau, 3)),
    )
    label = maker.voice.say("项目预算执行情况（万元）")
    heads = [maker.voice.say("全年预算数（A）"), maker.voice.say("全年执行数（B）")]
    budget = maker.content.amount()
    form.grid.add(Cell(label, 1, 2), Cell(heads[0], 3), Cell(heads[1], 4))
    spent = budget - maker.rng.choice([0, 100]) * 100
    form.grid.add(form.fund(label, budget, 3, heads[0]), form.fund(label, spent, 4, heads[1]))
    form.grid.add(
        form.label("当年绩效目标", rows=2),
        form.label("全年绩效目标", cols=3),
        form.label("全年目标实际完成情况", cols=4),
    )
    form.grid.add(form.goal(maker.goal(2), 3), Cell(maker.achieved(), 4))
    lines = maker.lines(ONE_LEVEL, budget, template=False)
    maker.weigh(lines, 100)
    for line in lines:
        line.extra["standard"] = maker.pick(
            "达到目标得满分，未达到按完成比例得分", "每低于1个百分点扣0.5分，扣完为止"
        )
    columns = [
        Column("指标类型", "level1"),
        Column("指标名称", "level3"),
        Column("指标\n性质", "sign"),
        Column("指标值", "number"),
        Column("计量\n单位", "unit"),
        Column("指标\n权重", "weight"),
        Column("全年\n完成值", "actual"),
        Column("评价标准", "extra standard"),
    ]
    form.indicators(columns, lines, words=("无", "无"))
    if maker.traits.blanks:
        form.total("合计", 8, [Cell("100", number=100), Cell(""), Cell("")])
        form.pairs((Cell("说明"), Cell("请在此处简要说明未完成绩效指标的原因和改进措施", 7)))
    finish(form)
    return document
