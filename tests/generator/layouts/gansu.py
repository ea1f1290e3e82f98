"""Gansu: the whole unit with its income and expenditure, and the table of a project."""

from __future__ import annotations

from decimal import Decimal

from ..content import Measure
from ..document import Cell, Document
from ..form import Column, Form
from ..maker import P2021_LAST, Line, Maker
from .common import finish, money, start

MANAGEMENT = [
    (
        "资金投入",
        [
            "“三公经费”控制率|-100%",
            "基本支出预算执行率|=100%",
            "结转结余变动率|-0%",
            "项目支出预算执行率|+95%",
        ],
    ),
    ("财务管理", ["资金使用规范性|规范", "财务管理制度健全性|健全"]),
    ("采购管理", ["政府采购规范性|规范", "政府采购执行率|+90%"]),
    ("人员管理", ["在职人员控制率|-100%"]),
    ("重点工作管理", ["重点工作管理制度健全性|健全"]),
    ("资产管理", ["资产管理规范性|规范", "固定资产利用率|+98%"]),
]
ABILITY = [
    ("长效管理", ["中期规划建设完备程度|完备"]),
    ("人力资源建设", ["人员培训机制完备性|完备"]),
    ("档案管理", ["档案管理完备性|完备"]),
    ("组织建设", ["党建工作开展规律性|规律"]),
]
IMPACT = ["单位获奖情况|有", "违法违纪情况|无"]


def unit(maker: Maker) -> Document:
    document = Document()
    titles = ("单位整体支出绩效目标表", "部门整体支出绩效目标表", "部门（单位）整体支出绩效目标表")
    unit_table(maker, document, titles)
    return document


def unit_table(maker: Maker, document: Document, titles: tuple[str, ...]) -> None:
    form = start(maker, document, "unit-targets", titles, 6, years=("line", "line", "behind"))
    form.pairs(
        (form.label("单位名称", "部门名称", "部门（单位）名称"), form.subject(maker.content.bureau, 5))
    )
    form.pairs((form.label("总体目标", "年度总体目标"), form.goal(maker.goal(), 5)))
    _budget(form)
    columns = [Column("一级指标", "level1"), Column("二级指标", "level2"), Column("三级指标", "level3", 3)]
    columns.append(Column(maker.pick("指标值", "指标目标值"), "target"))
    form.indicators(columns, _unit_lines(maker))
    finish(form)


def _budget(form: Form) -> None:
    maker, grid = form.maker, form.grid
    mark = money(form, 6, ("label",), yuan=0.1)
    people, public, project = (maker.content.amount(40, 900) for _ in range(3))
    left = maker.rng.choice([Decimal(0), maker.content.amount(1, 30)])
    total = people + public + project
    grid.add(
        Cell(form.label("预算情况").text + mark, 1, 6),
        form.label("按支出类型分", cols=2),
        form.label("预算金额"),
        form.label("按来源类型分"),
        form.label("预算金额"),
    )
    cell = form.label("基本支出", rows=3)
    rows = [
        ("人员经费", people, "当年财政拨款", total - left),
        ("公用经费", public, "上年结转结余", left),
        ("合计", people + public, "其他资金", Decimal(0)),
    ]
    for n, (a, x, b, y) in enumerate(rows):
        grid.add(*([cell] if n == 0 else []), Cell(a), form.fund(a, x), Cell(b), form.fund(b, y))
    grid.add(Cell("项目支出", 2, 2), Cell("", 1, 2), Cell("收入预算合计"), form.fund("收入预算合计", total))
    shape = form.fund("项目支出", project)
    grid.rows[-1][1] = Cell(shape.text, 1, 2, shape.number, shape.format)
    grid.add(Cell("支出预算合计"), form.fund("支出预算合计", total))


def _fixed(text: str) -> Measure:
    name, value = text.split("|")
    if value[0] in "+-=":
        return Measure(name, "number", value[1:-1], "%", value[0], other=value[1:-1])
    return Measure(name, "word", word=value)


def _unit_lines(maker: Maker) -> list[Line]:
    lines = [
        Line("部门管理", two, _fixed(t)) for two, texts in MANAGEMENT for t in texts if maker.chance(0.75)
    ]
    maker.content.fresh()
    budget = maker.content.amount()
    style = maker.pick("plain", "prefixed")
    for cls, name, two in (
        ("quantity", "产出数量指标", "部门履职目标"),
        ("quality", "产出质量指标", "部门履职目标"),
        ("time", "产出时效指标", "部门履职目标"),
        ("society", "社会效益指标", "部门效果目标"),
    ):
        for n, m in enumerate(maker.content.measures(cls, 2, budget), 1):
            full = f"{name}{n}-{m.name}" if style == "prefixed" else m.name
            lines.append(
                Line("履职效果", two, Measure(full, m.kind, m.number, m.unit, m.sign, m.word, m.other))
            )
    lines += [Line("履职效果", "社会影响", _fixed(t)) for t in IMPACT]
    lines += [
        Line("履职效果", "服务对象满意度", m) for m in maker.content.measures("satisfaction", 2, budget)
    ]
    return lines + [
        Line("能力建设", two, _fixed(t)) for two, texts in ABILITY for t in texts if maker.chance(0.7)
    ]


def project(maker: Maker) -> Document:
    """One to three projects; the unit of money is stated nowhere, or by the unit table before them."""
    document = Document()
    if maker.chance(0.4):
        unit_table(maker, document, ("单位整体支出绩效目标表",))
    places = ("none",) if not document.tables else ("none", "label")
    for name in maker.content.projects(maker.rng.randint(1, 3)):
        _project_table(maker, document, name, places)
    return document


def _project_table(maker: Maker, document: Document, name: str, places: tuple[str, ...]) -> None:
    form = start(maker, document, "project-targets", ("项目支出绩效目标表",), 5, years=("line",))
    bureau = maker.content.bureau
    form.pairs((form.label("项目名称"), form.subject(name, 4)))
    form.pairs(
        (form.label("主管部门及代码"), form.department(f"{maker.content.code()}-{bureau}")),
        (form.label("实施单位"), form.unit(maker.content.body(), 2)),
    )
    mark = money(form, 5, places, yuan=0)
    total = maker.content.amount()
    left = maker.rng.choice([Decimal(0), Decimal(int(total / 2000) * 100)])
    indent = "  " if maker.traits.spaced else ""
    items = [
        ("年度资金总额：", total),
        ("其中：当年财政拨款", total - left),
        (indent + "上年结转资金", left),
        (indent + "其他资金", Decimal(0)),
    ]
    form.funds(Cell("项目金额" + mark), items, 2, 2)
    form.pairs((form.label("总体目标"), form.goal(maker.goal(), 4)))
    columns = [
        Column("一级指标", "level1"),
        Column("二级指标", "level2"),
        Column("三级指标", "level3", 2),
        Column("指标目标值", "target"),
    ]
    form.indicators(columns, maker.lines(maker.tree(P2021_LAST), total, template=False))
    finish(form)
