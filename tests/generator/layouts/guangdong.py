"""Guangdong: a unit with its key tasks, and a project with values for the whole period and the year."""

from __future__ import annotations

from decimal import Decimal

from ..document import Cell, Document
from ..form import Column, Form
from ..maker import P2015, Maker
from .common import finish, money, side, start


def unit(maker: Maker) -> Document:
    document = Document()
    titles = ("部门整体支出绩效目标申报表", "部门整体预算绩效目标表", "市级部门整体预算绩效目标表")
    form = start(maker, document, "unit-targets", titles, 5, years=("before", "before", "line"))
    form.pairs((form.label("部门名称"), form.subject(maker.content.bureau, 4)))
    people, below = str(maker.rng.randint(20, 900)), str(maker.rng.randint(1, 12))
    form.pairs(
        (form.label("基本信息"), Cell("财政供养人员数")),
        (Cell(people, number=float(people)), Cell("下属二级单位数")),
    )
    form.grid.rows[-1].append(Cell(below, number=float(below)))
    total = _budget(form)
    form.pairs(
        (form.label("总体绩效目标", "总体\n绩效\n目标", "年度总体绩效目标"), form.goal(maker.goal(3), 4))
    )
    _tasks(form)
    lines = maker.lines(maker.tree(P2015), total)
    columns = [
        Column(h, k)
        for h, k in zip(
            ("一级指标", "二级指标", "三级指标", "指标值"),
            ("level1", "level2", "level3", "target"),
            strict=True,
        )
    ]
    form.indicators(columns, lines, side=side(form, "绩效指标", "绩效\n指标"))
    finish(form)
    return document


def _budget(form: Form) -> Decimal:
    maker, say = form.maker, form.voice.say
    head = say("预算金额（万元）")
    basic, project = maker.content.amount(50, 900), maker.content.amount(50, 2000)
    special = Decimal(int(project / 200) * 100) if maker.chance(0.6) else None
    own = Decimal(int(special / 300) * 100) if special else None
    other = maker.rng.choice([Decimal(0), maker.content.amount(1, 40)])
    form.grid.add(
        form.label("预算整体情况", "预算\n整体\n情况", rows=6),
        Cell("部门预算支出"),
        Cell(head),
        Cell("收入来源"),
        Cell(head),
    )
    rows: list[tuple[str, Decimal | None, str, Decimal | None]] = [
        ("基本支出", basic, "财政拨款", basic + project - other),
        ("项目支出", project, "其他资金", other),
        ("", None, "", None),
        ("财政专项资金", special, "市本级使用资金", own),
        ("其他事业发展性支出", None, "拟用于对下转移支付资金", special - own if special and own else None),
    ]
    for a, x, b, y in rows:
        if not a:
            form.grid.add(Cell("事业发展性支出"), Cell(head), Cell("按预算级次划分"), Cell(head))
            continue
        form.grid.add(Cell(a), form.fund(a, x), Cell(b), form.fund(b, y))
    return basic + project


def _tasks(form: Form) -> None:
    maker, grid = form.maker, form.grid
    names = maker.content.projects(maker.rng.randint(2, 3))
    goals = maker.content.goals(len(names))
    spare = maker.traits.blanks
    heads = ("名称", "主要实施内容", "拟投入的资金（万元）", "期望达到的目标（概述）")
    grid.add(
        form.label("年度重点工作任务", "年度\n重点\n工作\n任务", rows=len(names) + 1),
        *(Cell(form.voice.say(h)) for h in heads),
    )
    for name, goal in zip(names, goals, strict=True):
        grid.add(
            Cell(name),
            Cell(f"组织实施{name}"),
            form.voice.amount(maker.content.amount(2, 200)),
            Cell(goal + "。"),
        )
    if spare:
        grid.add(Cell(form.voice.say("其他需完成的任务（可选填）")), *(Cell("") for _ in range(4)))


def project(maker: Maker) -> Document:
    """实施周期 beside 当年度, in goals and values; the target is the year's."""
    document = Document()
    titles = ("项目支出绩效目标申报表", "项目绩效目标申报表", "财政资金绩效目标申报表")
    form = start(maker, document, "project-targets", titles, 6)
    budget = maker.content.amount()
    form.pairs((form.label("项目名称"), form.subject(maker.content.projects(1)[0], 5)))
    form.pairs(
        (form.label("主管部门", "项目主管部门"), form.department(maker.content.bureau, 2)),
        (form.label("用款单位", "项目实施单位"), form.unit(maker.content.body(), 2)),
    )
    mark = money(form, 6, ("label", "cell"), yuan=0.1)
    if maker.chance(0.5):
        form.pairs((Cell(form.label("预算金额", "项目总额").text + mark), form.fund("", budget, 5)))
        label = form.grid.rows[-1][0].text
        form.truth.funds[-1].label = label
    else:
        items = [("年度资金总额", budget), ("其中：财政拨款", budget), ("其他资金", Decimal(0))]
        form.funds(Cell("项目资金" + mark), items, 2, 3)
    form.grid.add(
        form.label("总体绩效目标", "总体\n绩效\n目标", rows=2),
        form.label("实施周期目标", cols=3),
        form.label("年度目标", "当年度目标", cols=2),
    )
    form.grid.add(form.goal(maker.goal(2), 3), form.goal(maker.goal(2), 2))
    _two_values(form, budget)
    finish(form)
    return document


def _two_values(form: Form, budget: Decimal) -> None:
    maker = form.maker
    lines = maker.lines(maker.tree(P2015), budget, template=maker.traits.blanks)
    for line in lines:
        if line.measure:
            line.extra["whole"] = form.voice.value(line.measure).text
    columns = [
        Column("一级指标", "level1"),
        Column("二级指标", "level2"),
        Column("三级指标", "level3"),
        Column("实施周期指标值", "extra whole"),
        Column(maker.pick("当年度指标值", "年度指标值", f"{maker.year}年度指标值"), "target"),
    ]
    form.indicators(columns, lines, side=side(form, "绩效指标", "绩效\n指标"))
