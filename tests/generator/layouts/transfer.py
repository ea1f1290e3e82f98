"""Transfers: 区域绩效目标表 with money from above and from the place."""

from __future__ import annotations

from decimal import Decimal

from ..document import Cell, Document
from ..form import Form
from ..maker import P2015, P2021, Maker
from .common import finish, grid_columns, money, side, start

WIDTH = 6
TITLES = (
    "中央对地方转移支付区域绩效目标表",
    "中央专项转移支付区域绩效目标表",
    "区域绩效目标表",
    "省对下专项转移支付绩效目标表",
    "转移支付项目绩效目标表",
)


def region(maker: Maker) -> Document:
    document = Document()
    form = start(maker, document, "transfer-targets", TITLES, WIDTH)
    name = maker.content.projects(1)[0]
    form.pairs(
        (form.label("专项名称", "转移支付（项目）名称", "专项（项目）名称"), form.subject(name, WIDTH - 1))
    )
    if maker.chance(0.5):
        form.pairs(
            (form.label("中央主管部门"), Cell("×××部", 2)),
            (form.label("专项实施期"), Cell(f"{maker.year}年", 2)),
        )
        form.pairs(
            (form.label("省级财政部门"), Cell("省财政厅", 2)),
            (form.label("省级主管部门"), Cell("省" + maker.content.bureau[len(maker.content.place) :], 2)),
        )
    else:
        form.pairs(
            (form.label("主管部门"), form.department(maker.content.bureau, 2)),
            (form.label("实施单位", "具体实施单位"), form.unit(maker.content.body(), 2)),
        )
    total = _money(form)
    form.pairs((form.label("年度目标", "总体目标", "年度绩效目标"), form.goal(maker.goal(), WIDTH - 1)))
    lines = maker.lines(maker.tree(P2015, P2021), total)
    form.indicators(grid_columns(maker, name_cols=2), lines, side=side(form, "绩效指标", "绩效\n指标"))
    finish(form)
    return document


def _money(form: Form) -> Decimal:
    maker = form.maker
    mark = money(form, WIDTH, ("label", "label", "cell"), yuan=0.05)
    total = maker.content.amount()
    central = total * maker.rng.choice([10, 7, 5]) / 10 // 100 * 100
    local = maker.pick("地方资金", "地方配套", "省级财政资金")
    items = [
        (maker.pick("年度金额：", "年度资金总额：", "实施期金额："), total),
        (maker.pick("其中：中央补助", "其中：中央财政补助资金", "其中：上级资金"), central),
        (local, total - central),
    ]
    if maker.chance(0.3):
        items.append(("其他资金", Decimal(0)))
    form.funds(Cell(form.label("资金情况", "项目资金").text + mark), items, 2, 3)
    return total
