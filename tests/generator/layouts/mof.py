"""Self-evaluation after 财预〔2020〕10号: of a project, of a unit, of a transfer; and Sichuan's own."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..content import PEOPLE
from ..document import Cell, Document
from ..form import Column, Form
from ..maker import P2015, P2021, Line, Maker
from .common import ACTUAL, REASON, WEIGHT, finish, side, start


def rate_cell(spent: Decimal, budget: Decimal, cols: int = 1) -> Cell:
    share = spent / budget if budget else Decimal(0)
    return Cell(f"{share * 100:.2f}%", cols, number=float(share), format="0.00%")


def money_rows(
    form: Form, rows: Sequence[tuple[str, Decimal]], heads: Sequence[str], *, name_cols: int, dash: str = "—"
) -> None:
    """Amounts at the start of the year, adjusted, spent; then points, rate and score of the first row."""
    part = form.maker.rng.choice([100, 100, 100, 95, 88])
    for n, (label, budget) in enumerate(rows):
        said = form.voice.say(label)
        spent = budget * part / 100 // 100 * 100
        amounts = [
            form.fund(said.strip(), x, 1, h) for x, h in zip((budget, budget, spent), heads, strict=True)
        ]
        score = f"{10 * spent / budget:.2f}".rstrip("0").rstrip(".") if budget else "0"
        points = [Cell("10", number=10), rate_cell(spent, budget), Cell(score, number=float(score))]
        form.grid.add(
            Cell(said, name_cols),
            *amounts,
            *(points if n == 0 else [Cell(dash), rate_cell(spent, budget), Cell(dash)]),
        )


def _evaluated(maker: Maker, lines: list[Line], total: int = 90) -> list[Line]:
    maker.weigh(lines, total)
    if maker.chance(0.2):
        maker.point(lines)
    return lines


def _goals(form: Form, width: int, name: str = "年度总体目标") -> None:
    maker = form.maker
    left = (width - 1) // 2
    form.grid.add(
        form.label(name, name[:2] + "\n" + name[2:], rows=2),
        form.label("预期目标", "年初设定目标", cols=left),
        form.label("实际完成情况", "目标实际完成情况", cols=width - 1 - left),
    )
    form.grid.add(form.goal(maker.goal(2), left), Cell(maker.achieved(), width - 1 - left))


def _columns(maker: Maker, *, letters: bool) -> list[Column]:
    a, b = ("（A）", "（B）") if letters else ("", "")
    return [
        Column("一级指标", "level1"),
        Column("二级指标", "level2"),
        Column("三级指标", "level3"),
        Column(maker.pick("年度指标值", "年度指标值", "指标值", "年初目标值", "年度目标值") + a, "target"),
        Column(maker.pick(*ACTUAL) + b, "actual"),
        Column(maker.pick(*WEIGHT), "weight"),
        Column("得分", "score"),
        Column(maker.pick(*REASON), "reason"),
    ]


def _total(form: Form, lines: list[Line], width: int) -> None:
    total = Decimal(10) + sum(Decimal(x.score or "0") for x in lines)
    form.total("总分", width, [Cell("100", number=100), Cell(str(total), number=float(total)), Cell("")])


def project(maker: Maker) -> Document:
    document = Document()
    width = 9
    titles = (
        "项目支出绩效自评表",
        "项目支出绩效自评表",
        "部门预算项目支出绩效自评表",
        "项目支出绩效目标自评表",
    )
    for name in maker.content.projects(maker.rng.randint(1, 2)):
        form = start(maker, document, "project-self-evaluation", titles, width)
        form.pairs((form.label("项目名称"), form.subject(name, width - 1)))
        form.pairs(
            (form.label("主管部门", "主管部门"), form.department(maker.content.bureau, 4)),
            (form.label("实施单位"), form.unit(maker.content.body(), 3)),
        )
        letters = maker.chance(0.4)
        _project_money(form, letters=letters)
        _goals(form, width)
        lines = _evaluated(
            maker, maker.lines(maker.tree(P2015, P2021), maker.content.amount(), template=False)
        )
        form.indicators(
            _columns(maker, letters=letters), lines, side=side(form, "绩效指标", "绩\n效\n指\n标")
        )
        _total(form, lines, width)
        finish(form)
    return document


def _project_money(form: Form, *, letters: bool) -> None:
    maker = form.maker
    total = maker.content.amount()
    heads = [
        "年初预算数",
        "全年预算数" + ("（A）" if letters else ""),
        "全年执行数" + ("（B）" if letters else ""),
    ]
    heads = [maker.voice.say(h) for h in heads]
    rate = maker.voice.say("执行率" + ("（B/A）" if letters else ""))
    rows = [
        ("年度资金总额", total),
        ("其中：当年财政拨款", total),
        ("上年结转资金", Decimal(0)),
        ("其他资金", Decimal(0)),
    ]
    if maker.chance(0.3):
        rows = [rows[0], rows[1], rows[3]]
    form.grid.add(
        form.label("项目资金（万元）", "项目资金\n（万元）", rows=len(rows) + 1),
        Cell("", 2),
        *(Cell(h) for h in heads),
        Cell("分值"),
        Cell(rate),
        Cell("得分"),
    )
    money_rows(form, rows, heads, name_cols=2, dash=maker.pick("—", "-", "/"))


def unit(maker: Maker) -> Document:
    """部门整体支出绩效自评表: basic and project expenditure, goals, indicators."""
    document = Document()
    width = 9
    titles = ("部门整体支出绩效自评表", "部门（单位）整体支出绩效自评表", "部门整体绩效自评表")
    form = start(maker, document, "unit-self-evaluation", titles, width)
    form.pairs(
        (
            form.label("部门（单位）名称", "部门名称", "单位名称"),
            form.subject(maker.content.bureau, width - 1),
        )
    )
    basic, project_money = maker.content.amount(50, 900), maker.content.amount(50, 900)
    heads = [maker.voice.say(h) for h in ("年初预算数", "全年预算数", "全年执行数")]
    rows = [("年度资金总额", basic + project_money), ("其中：基本支出", basic), ("项目支出", project_money)]
    form.grid.add(
        form.label("部门整体支出（万元）", "年度预算执行情况（万元）", rows=4),
        Cell("资金类型", 2),
        *(Cell(h) for h in (*heads, "分值", "执行率", "得分")),
    )
    money_rows(form, rows, heads, name_cols=2)
    _goals(form, width)
    lines = _evaluated(maker, maker.lines(maker.tree(P2015, P2021), basic, template=False))
    form.indicators(_columns(maker, letters=False), lines, side=side(form, "年度绩效指标", "绩效\n指标"))
    _total(form, lines, width)
    finish(form)
    return document


def transfer(maker: Maker) -> Document:
    """转移支付区域（项目）绩效目标自评表: budget, spent and rate; no points."""
    document = Document()
    width = 7
    titles = (
        "转移支付区域（项目）绩效目标自评表",
        "中央对地方专项转移支付绩效目标自评表",
        "专项转移支付区域绩效自评表",
    )
    form = start(maker, document, "transfer-self-evaluation", titles, width)
    form.pairs(
        (
            form.label("转移支付（项目）名称", "专项（项目）名称"),
            form.subject(maker.content.projects(1)[0], width - 1),
        )
    )
    form.pairs(
        (form.label("主管部门", "地方主管部门"), form.department(maker.content.bureau, 3)),
        (form.label("实施单位", "资金使用单位"), form.unit(maker.content.body(), 2)),
    )
    total = maker.content.amount()
    central = total * maker.rng.choice([10, 8, 6]) / 10 // 100 * 100
    heads = [maker.voice.say(h) for h in ("全年预算数（A）", "全年执行数（B）", "预算执行率（B/A）")]
    rows = [
        ("年度资金总额：", total),
        ("其中：中央财政资金", central),
        ("地方资金", total - central),
        ("其他资金", Decimal(0)),
    ]
    form.grid.add(
        form.label("资金投入情况（万元）", "项目资金\n（万元）", rows=5),
        Cell("", 2),
        *(Cell(h) for h in heads[:2]),
        Cell(heads[2], 2),
    )
    part = maker.rng.choice([100, 100, 92])
    for label, budget in rows:
        said = maker.voice.say(label)
        spent = budget * part / 100 // 100 * 100
        form.grid.add(
            Cell(said, 2),
            form.fund(said, budget, 1, heads[0]),
            form.fund(said, spent, 1, heads[1]),
            rate_cell(spent, budget, 2),
        )
    if maker.chance(0.4):
        _management(form, width)
    _goals(form, width, "总体目标完成情况")
    lines = maker.lines(maker.tree(P2015), total, template=False)
    maker.weigh(lines, 90)
    columns = [
        Column("一级指标", "level1"),
        Column("二级指标", "level2"),
        Column("三级指标", "level3"),
        Column("指标值", "target"),
        Column("全年实际完成值", "actual"),
        Column("未完成原因和改进措施", "reason"),
    ]
    form.indicators(columns, lines, side=side(form, "绩效指标", "绩效\n指标"))
    form.pairs(
        (
            Cell("说明"),
            Cell(maker.pick("无", "请在此处简要说明各级审计和财政监督中发现的问题", ""), width - 1),
        )
    )
    finish(form)
    return document


def _management(form: Form, width: int) -> None:
    """资金管理情况: sentences on how the money was handled."""
    items = ("分配科学性", "下达及时性", "使用规范性")
    form.grid.add(
        form.label("资金管理情况", "资金\n管理\n情况", rows=len(items) + 1),
        Cell("", 2),
        Cell("情况说明", 2),
        Cell("存在问题和改进措施", width - 5),
    )
    for item in items:
        form.grid.add(Cell(item, 2), Cell("按有关资金管理办法执行", 2), Cell("无", width - 5))


def sichuan(maker: Maker) -> Document:
    """部门预算项目支出绩效自评表 of Sichuan: sign, number and unit in columns, conclusions below."""
    document = Document()
    width = 11
    for name in maker.content.projects(maker.rng.randint(1, 2)):
        form = start(
            maker,
            document,
            "project-self-evaluation",
            ("部门预算项目支出绩效自评表",),
            width,
            years=("behind", "line"),
        )
        code = f"51{maker.rng.randint(1000, 9999)}{maker.year % 100}T{maker.rng.randint(10**11, 10**12 - 1)}-"
        form.pairs((form.label("项目名称"), form.subject(code + name, width - 1)))
        form.pairs(
            (form.label("主管部门"), form.department(maker.content.bureau + "部门", 4)),
            (form.label("实施单位"), form.unit(maker.content.body(), 5)),
        )
        form.grid.add(
            form.label("项目基本情况", "项目\n基本\n情况", rows=3),
            Cell("1.项目年度目标完成情况", 2, 2),
            Cell("项目年度目标", 4),
            Cell("年度目标完成情况", 4),
        )
        form.grid.add(form.goal(maker.goal(1), 4), Cell(maker.achieved(), 4))
        form.grid.add(Cell("2.项目实施内容及过程概述", 2), Cell(maker.achieved(), 8))
        _sichuan_money(form)
        lines = maker.lines(maker.tree(P2015, P2021), maker.content.amount(), template=False)
        maker.weigh(lines, 90)
        form.indicators(
            _sichuan_columns(), lines, side=[form.label("绩效指标（90分）", "绩效指标\n（90分）")]
        )
        score = sum(Decimal(x.score) for x in lines) + 10
        form.total("合计", width, [Cell("100", number=100), Cell(str(score), number=float(score)), Cell("")])
        for label, text in (("评价结论", maker.achieved()), ("存在问题", "无"), ("改进措施", "无")):
            form.pairs((Cell(label), Cell(text, width - 1)))
        form.grid.add(
            Cell(maker.voice.say(f"项目负责人：{PEOPLE}"), 5),
            Cell(maker.voice.say(f"财务负责人：{PEOPLE}"), width - 5),
        )
        finish(form)
    return document


def _sichuan_columns() -> list[Column]:
    heads = (
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "度量单位",
        "完成值",
        "权重",
        "得分",
        "未完成原因分析",
    )
    kinds = ("level1", "level2", "level3", "sign", "number", "unit", "actual", "weight", "score", "reason")
    return [Column(h, k) for h, k in zip(heads, kinds, strict=True)]


def _sichuan_money(form: Form) -> None:
    maker = form.maker
    heads = ["年初预算", "调整后预算数", "预算执行数"]
    total = maker.content.amount()
    rows = [
        ("总额", total),
        ("其中：财政资金", total),
        ("财政专户管理资金", Decimal(0)),
        ("单位资金", Decimal(0)),
        ("其他资金", None),
    ]
    form.grid.add(
        form.label("预算执行情况（10分）", "预算执行\n情况（10分）", rows=6),
        Cell(maker.voice.say("年度预算数（万元）"), 2),
        *(Cell(h) for h in (*heads, "预算执行率", "权重", "得分")),
        Cell("原因", 2),
    )
    note = "1.预算执行率=预算执行数/调整后预算数；2.年中发生预算调整的，应单独说明理由。"
    for n, (label, yuan) in enumerate(rows):
        said = maker.voice.say(label)
        tail = [Cell(note, 2, 5)] if n == 0 else []
        points = [Cell("10"), Cell("10")] if n == 0 else [Cell("/"), Cell("/")]
        if yuan is None:
            form.grid.add(Cell(said, 2), *(Cell("") for _ in range(4)), *points, *tail)
            continue
        amounts = [form.fund(said, yuan, 1, h) for h in heads]
        form.grid.add(Cell(said, 2), *amounts, rate_cell(yuan, yuan), *points, *tail)
