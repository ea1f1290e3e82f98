"""Grids with a column for everything: Hunan, the entry grid of a platform, Yueyang's evaluation of a unit."""

from __future__ import annotations

from decimal import Decimal

from ..content import Measure
from ..document import Cell, Document
from ..form import Column
from ..maker import P2015, P2021, Line, Maker
from .common import finish, goal_block, money, project_head, side, sources, start
from .mof import money_rows

YUEYANG = [
    ("投入", "目标设定", "绩效目标合理性", "符合国家法律法规和单位职责得满分，有一项不符扣1分"),
    ("投入", "目标设定", "绩效指标明确性", "目标细化为具体指标得满分，未细化不得分"),
    ("投入", "预算配置", "在职人员控制率", "以100%为标准，每超过一个百分点扣0.5分，扣完为止"),
    ("投入", "预算配置", "“三公经费”变动率", "小于等于0计满分，每超过一个百分点扣0.5分"),
    ("过程", "预算执行", "预算完成率", "100%计满分，每低于5%扣2分，扣完为止"),
    ("过程", "预算执行", "预算控制率", "0-10%计满分，10-20%计3分，20%以上不得分"),
    ("过程", "预算管理", "管理制度健全性", "有内部财务管理制度、会计核算制度得满分，缺一项扣1分"),
    ("过程", "预算管理", "资金使用合规性", "支出符合财务制度得满分，出现截留挤占不得分"),
    ("过程", "资产管理", "固定资产利用率", "比率大于90%计满分，每低一个百分点扣0.5分"),
    ("产出", "职责履行", "重点工作实际完成率", "根据年度工作考核情况评分"),
    ("产出", "职责履行", "完成及时率", "按期完成得满分，每延迟一项扣1分"),
    ("效果", "履职效益", "社会效益", "对社会发展带来的影响，根据实际情况评分"),
    ("效果", "履职效益", "社会公众满意度", "90%以上计满分，80%至90%计一半分"),
]


def hunan(maker: Maker) -> Document:
    """指标值, what it means, and how points are taken off."""
    document = Document()
    width = 8
    titles = ("项目支出绩效目标表", "项目支出预算绩效目标申报表", "部门预算项目支出绩效目标申报表")
    form = start(maker, document, "project-targets", titles, width)
    project_head(form, maker.content.projects(1)[0], width, code=False)
    items = sources(maker)
    mark = money(form, width, ("label", "line"), yuan=0.05)
    form.funds(Cell("资金总额" + mark), items, 3, 4)
    goal_block(form, width)
    separate = maker.chance(0.4)
    value = (
        [Column("指标值", "number"), Column("计量单位", "unit")]
        if separate
        else [Column(maker.pick("指标值", "指标值及单位"), "target", 2)]
    )
    lines = maker.lines(maker.tree(P2015, P2021), items[0][1], template=maker.traits.blanks)
    _explained(maker, lines)
    columns = [
        Column("一级指标", "level1"),
        Column("二级指标", "level2"),
        Column("三级指标", "level3"),
        *value,
        Column("指标值说明", "extra meaning"),
        Column(maker.pick("评（扣）分标准", "评扣分标准"), "extra standard"),
    ]
    form.indicators(columns, lines, side=side(form, "绩效指标", "绩效\n指标"))
    finish(form)
    return document


def _explained(maker: Maker, lines: list[Line]) -> None:
    for line in lines:
        m = line.measure
        if m:
            line.extra["meaning"] = f"反映{m.name}的完成情况"
            line.extra["content"] = f"考核{m.name}"
            line.extra["formula"] = "实际完成数/计划数×100%" if m.unit == "%" else "实际完成数"
            line.extra["standard"] = maker.pick(
                "未达标酌情扣分", "每少1%扣0.1分", "完成得满分，未完成按比例扣分"
            )


def platform(maker: Maker) -> Document:
    """The entry grid: formula, weight, sign, value, unit, content, standard, remark."""
    document = Document()
    width = 12
    titles = ("项目支出绩效目标申报表", "项目绩效目标表", "部门预算项目绩效目标申报表")
    form = start(maker, document, "project-targets", titles, width)
    project_head(form, maker.content.projects(1)[0], width)
    items = sources(maker)
    mark = money(form, width, ("label", "line"), yuan=0.3)
    form.funds(Cell("项目资金" + mark), items, 5, 6)
    goal_block(form, width)
    lines = maker.lines(maker.tree(P2015, P2021), items[0][1], template=False)
    maker.weigh(lines, maker.rng.choice([90, 100]))
    if maker.chance(0.2):
        maker.point(lines)
    _explained(maker, lines)
    columns = [
        Column("一级指标", "level1"),
        Column("二级指标", "level2"),
        Column(maker.pick("指标名称", "三级指标"), "level3"),
        Column("公式或说明", "extra formula"),
        Column("权重", "weight"),
        Column("计算符号", "sign"),
        Column("指标值", "number"),
        Column("计量单位", "unit"),
        Column("指标内容", "extra content"),
        Column("评（扣）分标准", "extra standard"),
        Column("备注", "extra remark"),
    ]
    form.indicators(
        columns, lines, side=side(form, "绩效指标", "绩效\n指标"), sign_style=maker.pick("sign", "wide")
    )
    finish(form)
    return document


def yueyang(maker: Maker) -> Document:
    """A unit evaluates itself by standards: no value is asked for, only points are given."""
    document = Document()
    width = 8
    titles = ("部门整体支出绩效自评表", "部门整体支出绩效评价自评表")
    form = start(maker, document, "unit-self-evaluation", titles, width)
    form.pairs(
        (form.label("单位名称", "预算单位名称", "部门名称"), form.subject(maker.content.bureau, width - 1))
    )
    heads = [maker.voice.say(h) for h in ("年初预算数", "全年预算数", "全年执行数")]
    basic, project = maker.content.amount(50, 900), maker.content.amount(50, 900)
    form.grid.add(
        form.label("年度预算申请（万元）", "年度预算\n申请\n（万元）", rows=4),
        Cell(""),
        *(Cell(h) for h in (*heads, "分值", "执行率", "得分")),
    )
    money_rows(
        form,
        [("年度资金总额：", basic + project), ("其中：基本支出", basic), ("项目支出", project)],
        heads,
        name_cols=1,
    )
    form.grid.add(form.label("年度总体目标", rows=2), Cell("预期目标", 3), Cell("实际完成情况", 4))
    form.grid.add(form.goal(maker.goal(2), 3), Cell(maker.achieved(), 4))
    lines = _standards(maker)
    columns = [
        Column("一级指标", "level1"),
        Column("二级指标", "level2"),
        Column("三级指标", "level3"),
        Column("评分标准", "extra standard"),
        Column("分值", "weight"),
        Column(maker.pick("自评得分", "得分"), "score"),
        Column(maker.pick("扣分原因和其他说明", "扣分原因"), "reason"),
    ]
    form.indicators(columns, lines, side=side(form, "绩效指标", "绩效\n指标"))
    total = Decimal(10) + sum(Decimal(x.score) for x in lines)
    form.total("合计", width, [Cell("100", number=100), Cell(str(total), number=float(total)), Cell("")])
    finish(form)
    return document


def _standards(maker: Maker) -> list[Line]:
    chosen = [r for r in YUEYANG if maker.chance(0.9)]
    lines = [
        Line(one, two, Measure(name, "silent"), extra={"standard": text}) for one, two, name, text in chosen
    ]
    maker.weigh(lines, 90)
    for depth in ("level1", "level2") if maker.chance(0.7) else ():
        points: dict[str, int] = {}
        for line in lines:
            points[getattr(line, depth)] = points.get(getattr(line, depth), 0) + int(line.weight)
        for line in lines:
            name = getattr(line, depth)
            setattr(line, depth, name + maker.voice.say(f"（{points[name]}分）"))
    return lines
