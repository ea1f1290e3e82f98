"""Monitoring in the middle of the year: Hubei to June, the central form to July, a unit's."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..document import Cell, Document
from ..form import Column, Form
from ..maker import P2015, P2021, Line, Maker
from .common import finish, side, start
from .mof import rate_cell

CAUSES = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他")
CHANCES = ("确定能", "有可能", "完全不可能")


def _halfway(maker: Maker, lines: list[Line]) -> None:
    """What is done so far, what is expected, and the odds; a cause and words where it lags."""
    for line in lines:
        if not line.measure:
            continue
        m = line.measure
        line.extra["done"] = _done(maker, line)
        line.extra["expected"] = m.number + m.unit if m.kind == "number" else m.word
        lags = maker.chance(0.2)
        line.extra["odds"] = "有可能" if lags else "确定能"
        line.extra["tick " + line.extra["odds"]] = "√"
        if lags:
            line.extra["tick " + maker.pick(*CAUSES)] = "√"
            line.extra["why"] = maker.pick(
                "设备采购周期较长", "项目前期手续办理较慢", "部分工作安排在下半年开展"
            )


def _done(maker: Maker, line: Line) -> str:
    m = line.measure
    if m is None:
        return ""
    if m.kind != "number":
        return maker.pick("正在推进", "已完成", "按计划进行")
    if m.unit == "%" or m.sign != "+":
        return m.number + m.unit
    value = float(m.number) * maker.rng.choice([0.4, 0.5, 0.6])
    return (f"{value:.1f}" if "." in m.number else str(round(value))) + m.unit


def hubei(maker: Maker) -> Document:
    """黄石's sheet: few columns, odds in one, causes and measures below the table."""
    document = Document()
    short = maker.chance(0.4)  # without a level 2 column
    width = 7 if short else 8
    titles = ("项目支出绩效监控表", "项目支出绩效运行监控表", "部门预算项目支出绩效监控表")
    form = start(maker, document, "project-monitoring", titles, width)
    if maker.chance(0.4):
        form.grid.add(
            Cell(
                maker.voice.say("项目单位（盖章）： 单位：万元" if maker.traits.spaced else "单位：万元"),
                width,
            )
        )
    form.pairs((form.label("项目名称"), form.subject(maker.content.projects(1)[0], width - 1)))
    left = (width - 2) // 2
    form.pairs(
        (form.label("主管部门"), form.department(maker.content.bureau, left)),
        (form.label("项目执行单位", "项目单位"), form.unit(maker.content.body(), width - 2 - left)),
    )
    form.pairs((form.label("项目属性"), Cell("1、持续性项目□2、新增性项目□", width - 1)))
    _half_money(form, width)
    lines = maker.lines(maker.tree(P2015), maker.content.amount(), small=True, template=False)
    _halfway(maker, lines)
    form.indicators(_hubei_columns(maker, short=short), lines, side=side(form, "绩效指标", "绩效\n指标"))
    blank = "" if maker.traits.blanks else "无"
    form.pairs((Cell("偏差或不能完成目标原因分析", 2), Cell(blank, width - 2)))
    form.pairs((Cell("相关建议或举措", 2), Cell(blank, width - 2)))
    finish(form)
    return document


def _hubei_columns(maker: Maker, *, short: bool) -> list[Column]:
    out = [Column("一级指标", "level1")]
    if not short:
        out.append(Column("二级指标", "level2"))
    odds = maker.voice.say("完成目标可能性（确定能、有可能、不可能）")
    return [
        *out,
        Column("指标名称" if short else "三级指标", "level3"),
        Column("指标值", "target"),
        Column(maker.pick("半年度指标执行情况", "半年度\n指标执行情况", "1-6月指标完成情况"), "actual done"),
        Column(odds, "extra odds"),
        Column("备注", "extra why"),
    ]


def _half_money(form: Form, width: int) -> None:
    maker, say = form.maker, form.voice.say
    heads = ["年初预算数", "1-6月执行数", "全年预计执行数"]
    rest = width - 5
    form.grid.add(
        form.label("项目资金（万元）", "项目资金\n（万元）", rows=3),
        Cell("", rest),
        *(Cell(h) for h in heads[:2]),
        Cell(heads[2], 2),
    )
    total = maker.content.amount()
    half = total * maker.rng.choice([35, 48, 60]) / 100 // 100 * 100
    full = maker.chance(0.6) or not maker.traits.blanks
    for label in ("年度资金总额：", "其中：当年一般公共预算拨款"):
        said = say(label)
        first = [form.fund(said, total, 1, heads[0]), form.fund(said, half, 1, heads[1])]
        last = form.fund(said, total, 2, heads[2]) if full else Cell("", 2)
        form.grid.add(Cell(said, rest), *first, last)


def central(maker: Maker) -> Document:
    """1-7月: causes as columns to tick, odds as columns to tick."""
    document = Document()
    width = 17
    titles = ("项目支出绩效目标执行监控表", "项目支出绩效目标执行监控表", "项目支出绩效运行监控表")
    form = start(maker, document, "project-monitoring", titles, width)
    form.pairs((form.label("项目名称", rows=1), form.subject(maker.content.projects(1)[0], width - 1)))
    code = f"{maker.content.code()}-{maker.content.bureau}"
    form.pairs(
        (form.label("主管部门及代码"), form.department(code, 7)),
        (form.label("实施单位"), form.unit(maker.content.body(), 8)),
    )
    month = maker.pick("1-7月", "1—7月", "1-8月")
    total = maker.content.amount()
    _central_money(form, total, month)
    form.pairs((form.label("年度总体目标", "年度\n总体\n目标"), form.goal(maker.goal(), width - 1)))
    lines = maker.lines(maker.tree(P2015), total, template=False)
    _halfway(maker, lines)
    _central_heads(form, month, len(lines) + 2)
    form.indicators(_central_columns(), lines, head=False)
    finish(form)
    return document


def _central_money(form: Form, total: Decimal, month: str) -> None:
    heads = ["年初预算数", f"{month}执行数", f"{month}执行率", "全年预计执行数"]
    form.grid.add(
        form.label("项目资金（万元）", "项目资金\n（万元）", rows=4),
        Cell("", 4),
        *(Cell(h, 3) for h in heads),
    )
    part = form.maker.rng.choice([45, 58, 70])
    for label, budget in (("年度资金总额：", total), ("其中：本年财政拨款", total), ("其他资金", Decimal(0))):
        said = form.voice.say(label)
        done = budget * part / 100 // 100 * 100
        a, b = form.fund(said, budget, 3, heads[0]), form.fund(said, done, 3, heads[1])
        form.grid.add(Cell(said, 4), a, b, rate_cell(done, budget, 3), form.fund(said, budget, 3, heads[3]))


def _central_heads(form: Form, month: str, rows: int) -> None:
    heads = ["一级指标", "二级指标", "三级指标", "年度指标值", f"{month}执行情况", "全年预计完成情况"]
    form.grid.add(
        form.label("绩效指标", "绩效\n指标", rows=rows),
        *(form.label(h, rows=2) for h in heads),
        Cell("偏差原因分析", 6),
        Cell("完成目标可能性", 3),
        Cell("备注", 1, 2),
    )
    form.grid.add(*(Cell(h) for h in (*CAUSES, "原因说明", *CHANCES)))


def _central_columns() -> list[Column]:
    kinds: Sequence[str] = (
        "level1",
        "level2",
        "level3",
        "target",
        "actual done",
        "extra expected",
        *(f"extra tick {c}" for c in CAUSES),
        "reason why",
        *(f"extra tick {c}" for c in CHANCES),
        "extra remark",
    )
    return [Column("", k) for k in kinds]


def unit(maker: Maker) -> Document:
    """部门整体支出绩效目标执行监控表: one column for the cause, one for the odds."""
    document = Document()
    width = 9
    titles = (
        "部门整体支出绩效运行监控表",
        "部门（单位）整体支出绩效目标执行监控表",
        "部门整体绩效目标执行监控表",
    )
    form = start(maker, document, "unit-monitoring", titles, width)
    form.pairs(
        (
            form.label("部门名称", "单位名称", "部门（单位）名称"),
            form.subject(maker.content.bureau, width - 1),
        )
    )
    month = maker.pick("1-7月", "1-6月", "1-9月")
    heads = ["年初预算数", f"{month}执行数", "执行率"]
    basic, project = maker.content.amount(50, 900), maker.content.amount(50, 900)
    form.grid.add(form.label("年度预算执行情况（万元）", rows=4), Cell("", 2), *(Cell(h, 2) for h in heads))
    for label, budget in (("预算资金总额", basic + project), ("基本支出", basic), ("项目支出", project)):
        done = budget * maker.rng.choice([45, 58, 70]) / 100 // 100 * 100
        a, b = form.fund(label, budget, 2, heads[0]), form.fund(label, done, 2, heads[1])
        form.grid.add(Cell(label, 2), a, b, rate_cell(done, budget, 2))
    form.pairs((form.label("年度总体目标", "年度绩效目标"), form.goal(maker.goal(), width - 1)))
    lines = maker.lines(maker.tree(P2015, P2021), basic, template=False)
    _halfway(maker, lines)
    columns = [
        Column("一级指标", "level1"),
        Column("二级指标", "level2"),
        Column("三级指标", "level3"),
        Column("年度指标值", "target"),
        Column(maker.pick(f"{month}执行情况", f"{month}完成情况"), "actual done"),
        Column("全年预计完成情况", "extra expected"),
        Column("完成目标可能性", "extra odds"),
        Column(maker.pick("偏差原因分析", "偏差原因分析及纠偏措施"), "reason why"),
    ]
    form.indicators(columns, lines, side=side(form, "绩效指标", "绩效\n指标"))
    finish(form)
    return document
