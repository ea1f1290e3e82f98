"""The central filing forms: 项目支出绩效目标申报表 in its versions, and that of a whole unit."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal

from ..document import Cell, Document
from ..form import Column, Form
from ..maker import P2015, P2021, Line, Maker
from .common import (
    TARGET,
    finish,
    goal_block,
    grid_columns,
    money,
    project_head,
    side,
    signatures,
    sources,
    start,
    total_of,
)

TITLES = (
    "项目支出绩效目标申报表",
    "项目支出绩效目标申报表",
    "项目绩效目标申报表",
    "部门预算项目支出绩效目标表",
)
WIDTH = 6


def annual(maker: Maker) -> Document:
    """The year only, as most departments disclose it; one to three projects."""
    document = Document()
    for project in maker.content.projects(maker.rng.randint(1, 3)):
        form = start(maker, document, "project-targets", TITLES, WIDTH)
        project_head(form, project, WIDTH)
        items = sources(maker)
        mark = money(form, WIDTH)
        label = form.label("项目资金", "项目资金", "项目金额", "资金情况")
        form.funds(Cell(label.text + mark), items, 2, 3)
        goal_block(form, WIDTH)
        lines = maker.lines(maker.tree(), total_of(items))
        if maker.chance(0.75):
            form.indicators(grid_columns(maker, name_cols=2), lines, side=side(form))
        else:
            form.indicators(grid_columns(maker, name_cols=3), lines)
        signatures(form, WIDTH)
        finish(form)
    return document


def required(maker: Maker) -> Document:
    """Levels with (必填) and (选填), the unit in the name, bare numbers."""
    maker.voice.comparators = "bare"
    maker.voice.unit_in_name = "only"
    document = Document()
    form = start(maker, document, "project-targets", TITLES, WIDTH)
    project_head(form, maker.content.projects(1)[0], WIDTH)
    items = sources(maker)
    mark = money(form, WIDTH, ("label",))
    form.funds(Cell(form.label("项目资金").text + mark), items, 2, 3)
    goal_block(form, WIDTH)
    must = ("quantity", "quality", "time")
    tree = [
        (one, [(two + maker.voice.say("（必填）" if cls in must else "（选填）"), cls) for two, cls in twos])
        for one, twos in maker.tree(P2015)
    ]
    lines = maker.lines(tree, total_of(items))
    _hints(maker, lines)
    form.indicators(grid_columns(maker, name_cols=2), lines, side=side(form))
    finish(form)
    return document


def _hints(maker: Maker, lines: list[Line]) -> None:
    """Names that kept the template's （≥**%）, and parts of a whole with 其中：."""
    for before, line in itertools.pairwise(lines):
        m = line.measure
        if not m or m.kind != "number":
            continue
        if maker.chance(0.2):
            hint = maker.voice.say(f"（{'≤' if m.sign == '-' else '≥'}**{m.unit}）")
            line.measure = replace(m, name=m.name + hint, unit="")
        elif before.level2 == line.level2 and maker.chance(0.3):
            line.measure = replace(m, name=maker.voice.say("其中：") + m.name)


def _halves(maker: Maker, *, both: bool) -> Document:
    """中期 and 年度 side by side, in money, goals and indicators."""
    document = Document()
    form = start(maker, document, "project-targets", TITLES, 8, years=("line",))
    project_head(form, maker.content.projects(1)[0], 8)
    _money_halves(form, both=both)
    whole = maker.voice.say(f"中期目标（{maker.year}年—{maker.year + 2}年）")
    form.grid.add(
        form.label("总体目标", "总体\n目标", rows=2), Cell(whole, 4), form.label("年度目标", cols=3)
    )
    form.grid.add(
        form.goal(maker.goal(), 4) if both or maker.chance(0.5) else Cell("", 4),
        form.goal(maker.goal(), 3),
    )
    _indicator_halves(form, both=both)
    finish(form)
    return document


def _money_halves(form: Form, *, both: bool) -> None:
    maker = form.maker
    mark = money(form, 8, ("label", "label", "cell"))
    year = maker.content.amount()
    other = maker.rng.choice([Decimal(0), Decimal(int(year / 1000) * 100)])
    times = 3 if both else 0
    rows = [
        ("中期资金总额：", "年度资金总额：", year),
        ("其中：财政拨款", "其中：财政拨款", year - other),
        ("其他资金", "其他资金", other),
    ]
    for n, (left, right, yuan) in enumerate(rows):
        first = [Cell(form.label("项目资金").text + mark, 1, 3)] if n == 0 else []
        whole, now = maker.voice.say(left), maker.voice.say(right)
        form.grid.add(
            *first,
            Cell(whole, 2),
            form.fund(whole, yuan * times, 2) if both else Cell("", 2),
            Cell(now, 2),
            form.fund(now, yuan),
        )


def _indicator_halves(form: Form, *, both: bool) -> None:
    """Two grids beside each other under one level 1; row by row, the left one first."""
    maker, voice = form.maker, form.voice
    budget = maker.content.amount()
    left = maker.lines(maker.tree(P2015), budget, small=True, template=False)
    heads = ["一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"]
    form.grid.add(
        Cell(side(form)[0].text, 1, len(left) + 1), *(replace(form.label(h), role="head") for h in heads)
    )
    before = None
    for line in left:
        run = sum(1 for x in left if x.level1 == line.level1)
        first = [Cell(voice.level(line.level1), 1, run, role="level1")] if line.level1 != before else []
        before = line.level1
        other = maker.content.measures(line.cls, 1, budget)
        right = Line(line.level1, line.level2, other[0] if other else line.measure)
        cells = _half(form, line, filled=both) + _half(form, right, filled=True)
        form.grid.add(*first, *cells)


def _half(form: Form, line: Line, *, filled: bool) -> list[Cell]:
    two = Cell(form.voice.level(line.level2))
    if not filled or not line.measure:
        return [two, Cell(""), Cell("")]
    value = form.voice.value(line.measure)
    columns = [Column("", "level1"), Column("", "level2"), Column("", "level3"), Column("", "target")]
    form.note(columns, line, value, len(form.grid.rows))
    return [two, Cell(value.name), value.cell()]


def halves_both(maker: Maker) -> Document:
    return _halves(maker, both=True)


def halves_annual(maker: Maker) -> Document:
    return _halves(maker, both=False)


def unit(maker: Maker) -> Document:
    """部门（单位）整体支出绩效目标申报表: tasks with their money, 金额合计, goals, indicators."""
    document = Document()
    titles = (
        "部门（单位）整体支出绩效目标申报表",
        "部门整体支出绩效目标申报表",
        "部门整体支出绩效目标表",
        "单位整体支出绩效目标申报表",
    )
    form = start(maker, document, "unit-targets", titles, WIDTH)
    form.pairs(
        (
            form.label("部门（单位）名称", "部门名称", "单位名称"),
            form.subject(maker.content.bureau, WIDTH - 1),
        )
    )
    mark = money(form, WIDTH, ("label", "label", "line"), yuan=0.1)
    total = _tasks(form, mark)
    form.grid.add(
        form.label("年度总体目标", "年度\n总体\n目标", "年度绩效目标"), form.goal(maker.goal(3), WIDTH - 1)
    )
    lines = maker.lines(maker.tree(P2015, P2021), total)
    form.indicators(
        grid_columns(maker, name_cols=2, target=TARGET[:3]),
        lines,
        side=side(form, "年度绩效指标", "年度\n绩效\n指标"),
    )
    signatures(form, WIDTH)
    finish(form)
    return document


def _tasks(form: Form, mark: str) -> Decimal:
    maker, grid = form.maker, form.grid
    names = maker.content.projects(maker.rng.randint(2, 4))
    rows = len(names) + 3
    money_head = Cell(form.label("预算金额").text + mark, 3)
    grid.add(
        form.label("年度主要任务", "年度\n主要\n任务", rows=rows),
        form.label("任务名称", rows=2),
        form.label("主要内容", rows=2),
        money_head,
    )
    columns = [maker.voice.say(h) for h in ("总额", "财政拨款", "其他资金")]
    grid.add(*(Cell(h) for h in columns))
    sums = [Decimal(0)] * 3
    for name, text in zip(names, maker.content.goals(len(names)), strict=True):
        own, other = maker.content.amount(), maker.content.amount(1, 60) if maker.chance(0.3) else Decimal(0)
        amounts = [own + other, own, other]
        sums = [a + b for a, b in zip(sums, amounts, strict=True)]
        grid.add(Cell(name), Cell(text), *(form.voice.amount(a, in_yuan=form.in_yuan) for a in amounts))
    label = form.label("金额合计")
    grid.add(
        Cell(label.text, 2), *(form.fund(label.text, a, 1, c) for a, c in zip(sums, columns, strict=True))
    )
    return sums[0]
