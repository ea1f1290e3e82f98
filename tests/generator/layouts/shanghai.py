"""Shanghai: money in 元 in two halves, two goals, values with two digits and the unit in brackets."""

from __future__ import annotations

from decimal import Decimal

from ..document import Cell, Document
from ..form import Column, Form
from ..maker import P2021, Maker
from .common import finish, start

WIDTH = 6
TITLES = ("财政项目支出绩效目标申报表", "财政项目支出绩效目标申报表", "项目支出绩效目标申报表")


def project(maker: Maker) -> Document:
    maker.voice.platform = True
    maker.voice.thousands, maker.voice.digits, maker.voice.zero = True, 2, "0.00"
    document = Document()
    form = start(maker, document, "project-targets", TITLES, WIDTH, years=("line",))
    content = maker.content
    form.pairs(
        (form.label("项目名称"), form.subject(content.projects(1)[0])),
        (form.label("项目性质"), Cell(maker.pick("阶段性项目", "经常性项目", "一次性项目"))),
        (form.label("项目类别"), Cell(maker.pick("特定目标类", "其他运转类"))),
    )
    form.pairs(
        (form.label("主管部门"), form.department(content.bureau, 2)),
        (form.label("实施单位"), form.unit(content.body(), 2)),
    )
    last = maker.year + maker.rng.choice([0, 2])
    form.pairs(
        (form.label("计划开始日期"), Cell(f"{maker.year}-01-01", 2)),
        (form.label("计划完成日期"), Cell(f"{last}-12-31", 2)),
    )
    _money(form)
    span = maker.voice.say(f"项目总体目标（{maker.year}年-{last}年）")
    form.grid.add(
        form.label("项目绩效目标", "项目\n绩效\n目标", rows=2),
        Cell(span, 3),
        form.label("年度总体目标", cols=2),
    )
    quote = '"' if maker.chance(0.2) else ""
    style = "" if maker.traits.borders else "plain"  # else nobody could tell where the first goal ends
    goal = maker.goal(style=style)
    again = goal if maker.chance(0.6) else maker.goal(style=style)
    form.grid.add(form.goal(quote + goal + quote, 3), form.goal(quote + again + quote, 2))
    lines = maker.lines(maker.tree(P2021), content.amount(), template=False)
    columns = [
        Column("一级指标", "level1"),
        Column("二级指标", "level2"),
        Column("三级指标", "level3", 2),
        Column(maker.pick("年度（/项目）指标值", "年度指标值", "指标值"), "target"),
    ]
    if maker.chance(0.5):
        form.indicators(columns, lines, side=[form.label("绩效指标", "绩效\n指标")])
    else:
        form.heads(columns, [Cell("")])
        form.indicators(columns, lines, side=[form.label("绩效指标", "绩效\n指标")], head=False)
    finish(form)
    return document


def _money(form: Form) -> None:
    """The whole project at the left, this year at the right; amounts in 元."""
    maker = form.maker
    form.in_yuan = True
    year = maker.content.amount()
    whole = year * maker.rng.choice([1, 2, 3])
    left = maker.rng.choice([Decimal(0), Decimal(int(year / 1000) * 100)])
    indent = "     " if maker.traits.spaced else ""
    side = form.label("项目资金（元）", "项目资金\n（元）", rows=4)
    say = maker.voice.say
    now = [
        ("年度资金申请总额", year),
        (say("其中：当年财政拨款"), year - left),
        ("上年结转资金", left),
        ("其他资金", Decimal(0)),
    ]
    all_years = [
        ("项目资金总额", whole),
        (say("其中：财政资金"), whole),
        ("", None),
        ("其他资金", Decimal(0)),
    ]
    for n, ((a, x), (b, y)) in enumerate(zip(all_years, now, strict=True)):
        before = indent if n > 1 else ""
        form.grid.add(
            *([side] if n == 0 else []),
            Cell(before + a if a else ""),
            form.fund(a, x, 2) if x is not None else Cell("", 2),
            Cell(before + b),
            form.fund(b, y),
        )
