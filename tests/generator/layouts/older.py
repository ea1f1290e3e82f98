"""Older forms still filled in: 2012 with two grids, 大庆 with last year's level, fund trees."""

from __future__ import annotations

from decimal import Decimal

from ..content import PEOPLE, PHONE
from ..document import Cell, Document
from ..form import Column, Form
from ..maker import P2015, Maker, Tree
from .common import finish, goal_block, money, project_head, side, start

ZHAOHUA: Tree = [
    (
        "项目完成指标",
        [("数量指标", "quantity"), ("质量指标", "quality"), ("时效指标", "time"), ("成本指标", "cost")],
    ),
    (
        "项目效益指标",
        [("社会效益指标", "society"), ("经济效益指标", "economy"), ("可持续影响指标", "lasting")],
    ),
    ("满意度指标", [("满意度指标", "satisfaction")]),
]


def form2012(maker: Maker) -> Document:
    """长期 and 年度 below each other, 指标内容 for the name, prose about the project above."""
    document = Document()
    width = 6
    titles = ("财政支出绩效目标申报表", "财政支出项目绩效目标申报表", "项目支出绩效目标申报表")
    form = start(maker, document, "project-targets", titles, width)
    content = maker.content
    if maker.traits.blanks and maker.chance(0.5):
        form.grid.add(Cell(maker.voice.say("填报单位（盖章）："), width))
    form.pairs(
        (form.label("项目名称"), form.subject(content.projects(1)[0], 2)),
        (form.label("项目属性"), Cell("新增□延续☑", 2)),
    )
    form.pairs(
        (form.label("主管部门"), form.department(content.bureau, 2)),
        (form.label("主管部门编码"), Cell(content.code(), 2)),
    )
    form.pairs(
        (form.label("项目实施单位"), form.unit(content.body(), 2)),
        (form.label("项目负责人"), Cell(PEOPLE, 2)),
    )
    form.pairs(
        (form.label("联系电话"), Cell(PHONE, 2)),
        (form.label("项目起止时间"), Cell(f"{maker.year}年1月至{maker.year}年12月", 2)),
    )
    mark = money(form, width, ("label",), yuan=0.1)
    total = content.amount()
    own = maker.rng.choice([Decimal(0), total / 10 // 100 * 100])
    form.funds(
        Cell("项目资金申请" + mark),
        [("资金总额：", total), ("财政拨款", total - own), ("自有资金", own), ("其他", Decimal(0))],
        2,
        3,
    )
    _prose(form, width)
    form.grid.add(
        form.label("项目绩效目标", "项目\n绩效\n目标", rows=2), Cell("长期目标", 3), Cell("年度目标", 2)
    )
    form.grid.add(form.goal(maker.goal(2), 3), form.goal(maker.goal(2), 2))
    for name in ("长期绩效指标", "年度绩效指标"):
        columns = [
            Column("一级指标", "level1"),
            Column("二级指标", "level2"),
            Column("指标内容", "level3"),
            Column("指标值", "target"),
            Column("备注", "extra remark"),
        ]
        lines = maker.lines(maker.tree(P2015), total, small=True)
        form.indicators(columns, lines, side=side(form, name, f"{name[:2]}\n绩效\n指标"))
    finish(form)
    return document


def _prose(form: Form, width: int) -> None:
    maker = form.maker
    goals = maker.content.goals(3)
    form.pairs((form.label("单位职能概述"), Cell("贯彻执行国家有关方针政策；" + goals[0] + "。", width - 1)))
    form.pairs((form.label("项目概况、主要内容", "项目概况"), Cell(goals[1] + "。", width - 1)))
    form.grid.add(
        form.label("项目立项情况", rows=2),
        form.label("项目立项的依据"),
        Cell("根据上级有关文件和年度工作要点设立", width - 2),
    )
    form.grid.add(form.label("项目申报的必要性"), Cell(goals[2] + "，项目实施十分必要。", width - 2))
    form.grid.add(
        form.label("项目实施进度计划", rows=3), Cell("项目实施内容", 3), Cell("开始时间"), Cell("完成时间")
    )
    for text, a, b in (("制定方案并组织实施", 1, 6), ("检查验收和总结", 7, 12)):
        form.grid.add(Cell(text, 3), Cell(f"{maker.year}年{a}月"), Cell(f"{maker.year}年{b}月"))


def daqing(maker: Maker) -> Document:
    """上年度实际水平 beside 本年度计划水平; mostly without level 1."""
    document = Document()
    with_level1 = maker.chance(0.4)
    width = 7 if with_level1 else 6
    form = start(
        maker,
        document,
        "project-targets",
        ("项目支出绩效目标表", "项目绩效目标申报表", "预算项目绩效目标表"),
        width,
    )
    project_head(form, maker.content.projects(1)[0], width, code=False)
    mark = money(form, width, ("label", "cell"), yuan=0.1)
    total = maker.content.amount()
    form.funds(
        Cell("项目资金" + mark),
        [("资金总额", total), ("其中：财政拨款", total), ("其他资金", Decimal(0))],
        2,
        width - 3,
    )
    goal_block(form, width)
    lines = maker.lines(maker.tree(P2015), total, template=maker.traits.blanks)
    for line in lines:
        m = line.measure
        if m:
            line.extra["prior"] = m.number + m.unit if m.kind == "number" else maker.pick("一般", "较好")
            line.extra["formula"] = "实际数/计划数×100%" if m.unit == "%" else f"反映{m.name}"
    columns = [Column("一级指标", "level1")] if with_level1 else []
    columns += [
        Column("二级指标", "level2"),
        Column("三级指标", "level3"),
        Column("上年度实际水平", "extra prior"),
        Column("本年度计划水平", "target"),
        Column("指标内容/计算公式", "extra formula"),
    ]
    form.indicators(columns, lines, side=side(form, "绩效指标", "绩效\n指标"))
    finish(form)
    return document


def zhaohua(maker: Maker) -> Document:
    """A tree of funds with numbers before the names, values with a long head."""
    document = Document()
    width = 6
    form = start(
        maker,
        document,
        "project-targets",
        ("项目支出绩效目标申报表", "部门预算项目绩效目标申报表"),
        width,
        years=("line",),
    )
    form.pairs((form.label("项目名称"), form.subject(maker.content.projects(1)[0], width - 1)))
    form.pairs((form.label("预算单位"), form.unit(maker.content.body(), width - 1)))
    total = _tree(form)
    form.grid.add(form.label("总体目标", "总体\n目标", rows=2), Cell("年度目标", width - 1))
    form.grid.add(form.goal(maker.goal(2), width - 1))
    columns = [
        Column("一级指标", "level1"),
        Column("二级指标", "level2"),
        Column("三级指标", "level3", 2),
        Column("指标值（包含数字及文字描述）", "target"),
    ]
    maker.voice.suffix = True
    lines = maker.lines(maker.tree(ZHAOHUA), total, template=False)
    form.indicators(columns, lines, side=side(form, "绩效指标", "绩效\n指标"))
    finish(form)
    return document


def _tree(form: Form) -> Decimal:
    maker = form.maker
    public = maker.content.amount(1, 400)
    state = maker.rng.choice([Decimal(0), maker.content.amount(1, 30)])
    own = maker.rng.choice([Decimal(0), maker.content.amount(1, 30)])
    rows = [
        ("（一）财政拨款小计", public + state),
        ("1、一般公共预算", public),
        ("2、政府性基金", state),
        ("3、国有资本经营预算", Decimal(0)),
        ("（二）自有资金小计", own),
        ("1、事业收入", own),
        ("2、经营性收入", Decimal(0)),
        ("（三）其他收入", Decimal(0)),
    ]
    form.grid.add(
        form.label("项目资金（万元）", "项目资金\n（万元）", rows=len(rows) + 1),
        Cell("年度资金总额", 3),
        Cell(maker.voice.say("金额（万元）"), 2),
    )
    for label, yuan in rows:
        said = maker.voice.say(label)
        before = "   " if maker.traits.spaced else ""
        form.grid.add(Cell(before + said, 3), form.fund(said, yuan, 2))
    return public + state + own
