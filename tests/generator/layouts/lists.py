"""Lists of several projects, an indicator a row: Sichuan, Neimenggu, Yunnan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ..document import Cell, Document
from ..form import Column, Form
from ..maker import P2015, P2021, Line, Maker
from .common import finish, money, start

UNCOUNTED = {"个", "台", "次", "件", "座", "处"}


def _forms(first: Form, projects: Sequence[str]) -> list[Form]:
    """A form for each project, all in one grid."""
    out = [first]
    for _ in projects[1:]:
        form = Form(
            first.maker, first.document, first.truth.form, first.truth.title, first.truth.year, first.grid
        )
        form.in_yuan, form.money_mark = first.in_yuan, first.money_mark
        out.append(form)
    for form, project in zip(out, projects, strict=True):
        form.truth.subject = project
    return out


def _weighed(maker: Maker, *, shuffled: bool, total: int = 90) -> list[Line]:
    lines = maker.lines(maker.tree(P2015, P2015, P2021), maker.content.amount(), small=True, template=False)
    if shuffled:
        maker.rng.shuffle(lines)
    maker.weigh(lines, total)
    return lines


def sichuan(maker: Maker) -> Document:
    """部门预算项目绩效目标申报表: unit, project, money and goal merged down, levels repeated and unsorted."""
    maker.numbered = False
    document = Document()
    head_names = [
        "单位名称",
        "项目名称",
        maker.pick("预算数", "年度预算数"),
        maker.pick("年度目标", "年度绩效目标"),
    ]
    columns = [
        Column("一级指标", "level1"),
        Column("二级指标", "level2"),
        Column("三级指标", "level3"),
        Column("指标性质", "sign"),
        Column("指标值", "number"),
        Column("度量单位", "unit"),
    ]
    if maker.chance(0.8):
        columns.append(Column("权重", "weight"))
    if maker.chance(0.6):
        columns.append(Column("指标方向性", "positive"))
    width = 4 + len(columns)
    titles = ("部门预算项目绩效目标申报表", "部门预算项目支出绩效目标表", "部门项目支出绩效目标表")
    first = start(maker, document, "project-targets", titles, width, years=("behind", "line"))
    maker.voice.merge = maker.pick("repeated", "repeated", "merged")
    money(first, width, ("line",), yuan=0.8)
    projects = maker.content.projects(maker.rng.randint(2, 4))
    bureau, code = maker.content.body(), maker.content.long_code()
    parts = [_weighed(maker, shuffled=maker.voice.merge == "repeated") for _ in projects]
    first.heads(columns, [Cell(h) for h in head_names])
    amounts = [maker.content.amount(1, 400) for _ in projects]
    if maker.chance(0.5):
        blanks = [Cell("") for _ in range(width - 3)]
        first.grid.add(
            Cell(f"{code[:3]}-{bureau}部门"),
            Cell(""),
            first.voice.amount(Decimal(sum(amounts)), in_yuan=first.in_yuan),
            *blanks,
        )
    unit_once = maker.chance(0.6)
    rows = sum(len(p) for p in parts)
    for n, (form, lines, yuan) in enumerate(zip(_forms(first, projects), parts, amounts, strict=True)):
        form.truth.unit = f"{code}-{bureau}"
        cells = [Cell(form.truth.subject), form.fund(head_names[2], yuan), form.goal(maker.goal(2))]
        cells = [replace(c, rows=len(lines)) for c in cells]
        if not unit_once or n == 0:
            cells.insert(0, Cell(form.truth.unit, 1, rows if unit_once else len(lines)))
        form.indicators(columns, lines, left=cells, head=False)
    finish(first)
    return document


def neimenggu(maker: Maker) -> Document:
    """项目绩效目标表: nature, direction in words, points in the level 1 label, levels in any order."""
    maker.numbered = False
    document = Document()
    head_names = ["项目名称", "项目单位", "项目类别", "预算数", "年度绩效目标"]
    columns = [
        Column("一级指标", "level1"),
        Column("二级指标", "level2"),
        Column("三级指标", "level3"),
        Column("指标性质", "nature"),
        Column("指标方向", "sign"),
        Column("目标值", "number"),
        Column("计量单位", "unit"),
        Column("分值", "weight"),
    ]
    width = len(head_names) + len(columns)
    maker.voice.suffix, maker.voice.merge = maker.chance(0.4), "merged"
    first = start(
        maker, document, "project-targets", ("项目绩效目标表",), width, years=("none", "none", "line")
    )
    money(first, width, ("line",), yuan=0.9)
    projects = maker.content.projects(maker.rng.randint(2, 3))
    first.heads(columns, [Cell(h) for h in head_names])
    for form in _forms(first, projects):
        lines = _pointed(maker)
        form.truth.unit = f"{maker.content.long_code()}-{maker.content.bureau}"
        cells = [
            Cell(form.truth.subject),
            Cell(form.truth.unit),
            Cell(maker.pick("32-专项资金项目", "31-部门项目", "22-其他公用支出")),
            form.fund("预算数", maker.content.amount(1, 500)),
            form.goal(maker.goal(2)),
        ]
        cells = [replace(c, rows=len(lines)) for c in cells]
        form.indicators(columns, lines, left=cells, head=False, sign_style="words", words=("", ""))
    finish(first)
    return document


def _pointed(maker: Maker) -> list[Line]:
    """Blocks of level 1 in any order, level 2 shuffled inside, the sum of the points in the label."""
    tree = maker.tree(P2015)
    maker.rng.shuffle(tree)
    lines = maker.lines(tree, maker.content.amount(), template=False)
    maker.weigh(lines, 90)
    out: list[Line] = []
    for one, _ in tree:
        block = [x for x in lines if x.level1 == one]
        maker.rng.shuffle(block)
        label = one + maker.voice.say(f"（{sum(int(x.weight) for x in block)}分）")
        for line in block:
            line.level1 = label
            if line.measure and line.measure.unit in UNCOUNTED and maker.chance(0.3):
                line.measure = replace(line.measure, unit="")
        out += block
    return out


def yunnan(maker: Maker) -> Document:
    """项目支出绩效目标表: no money, the unit on a line of its own above its projects."""
    maker.numbered = False
    document = Document()
    columns = [
        Column("一级指标", "level1"),
        Column("二级指标", "level2"),
        Column("三级指标", "level3"),
        Column("指标性质", "sign"),
        Column("指标值", "number"),
        Column("度量单位", "unit"),
        Column("指标属性", "kind"),
        Column("指标内容", "formula"),
    ]
    width = 2 + len(columns)
    titles = ("部门项目支出绩效目标表", "项目支出绩效目标表（本次下达）", "部门项目支出绩效目标表（本级）")
    first = start(maker, document, "project-targets", titles, width, years=("none", "before", "line"))
    maker.voice.merge = maker.pick("repeated", "merged")
    names = [maker.pick("项目名称", "单位名称、项目名称"), maker.pick("项目年度绩效目标", "年度绩效目标")]
    first.heads(columns, [Cell(first.voice.say(n)) for n in names])
    if names[0].startswith("单位"):
        first.grid.add(Cell(maker.content.bureau), *(Cell("") for _ in range(width - 1)))
    for form in _forms(first, maker.content.projects(maker.rng.randint(2, 3))):
        lines = maker.lines(maker.tree(P2015), maker.content.amount(), template=False)
        cells = [Cell(form.truth.subject), form.goal(maker.goal(2))]
        cells = [replace(c, rows=len(lines)) for c in cells]
        form.indicators(columns, lines, left=cells, head=False, words=("", ""))
    finish(first)
    return document
