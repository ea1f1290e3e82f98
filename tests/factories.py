"""Hand-made values for tests: small, real in their words, every member set somewhere."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from jixiao.model.finding import Finding, Level
from jixiao.model.indicator import Indicator
from jixiao.model.message import Message
from jixiao.model.source import Source
from jixiao.model.table import (
    AmountUnit,
    Document,
    Form,
    Fund,
    FundsColumn,
    FundsItem,
    Goal,
    GoalSpan,
    Sum,
    Table,
)
from jixiao.model.target import parse_target


def source(row: int = 1, column: int = 1, text: str = "", **place: object) -> Source:
    return Source(table=1, row=row, column=column, text=text)._replace(**place)


def indicator(level1: str, level2: str, level3: str, printed: str, **more: str | None) -> Indicator:
    return Indicator(level1, level2, level3, printed, parse_target(printed), source(9, 4, printed), **more)


ONLY, ADJUSTED, EXECUTED = FundsColumn.ONLY, FundsColumn.ADJUSTED, FundsColumn.EXECUTED


def fund(item: FundsItem, label: str, wan: str, column: FundsColumn = ONLY, heading: str = "") -> Fund:
    return Fund(item, label, column, heading, Decimal(wan) * 10_000, source(4, 2, wan))


def unit_table(**changes: object) -> Table:
    """Like the first table of the Gansu disclosure, in small."""
    table = Table(
        form=Form.UNIT_TARGETS,
        title="单位整体支出绩效目标表",
        year=2024,
        subject="中共甘肃省委政法委员会",
        unit=None,
        department=None,
        goals=(Goal("目标1：统筹协调。\n目标2：推进平安甘肃。", GoalSpan.TOTAL, source(2, 2)),),
        amount_unit=AmountUnit("万元", stated=True, reason="预算情况（万元）"),
        funds=(
            fund(FundsItem.CURRENT_FISCAL, "当年财政拨款", "17200.01"),
            fund(FundsItem.CARRIED_OVER, "上年结转结余", "2606.51"),
            fund(FundsItem.OTHER_SOURCES, "其他资金", "0.00"),
            fund(FundsItem.INCOME_TOTAL, "收入预算合计", "19806.52"),
        ),
        indicators=(
            indicator("部门管理", "资金投入", "“三公经费”控制率", "≤100%"),
            indicator("部门管理", "资金投入", "基本支出预算执行率", "=100%"),
            indicator("部门管理", "采购管理", "政府采购规范性", "规范"),
        ),
        sums=(
            Sum(
                Message("收入预算合计", "total income"),
                Decimal("198065200.00"),
                (Decimal("172000100.00"), Decimal("26065100.00"), Decimal("0.00")),
                closes=True,
            ),
        ),
    )
    return replace(table, **changes)


def evaluation_table(**changes: object) -> Table:
    """A self-evaluation with several columns of money, weights and scores, and a sum that stays open."""
    table = Table(
        form=Form.PROJECT_SELF_EVALUATION,
        title="项目支出绩效自评表",
        year=None,
        subject="见义勇为专项",
        unit="省见义勇为协会",
        department="001-省委政法委",
        goals=(),
        amount_unit=AmountUnit("万元", stated=False),
        funds=(
            fund(FundsItem.ANNUAL_TOTAL, "年度资金总额", "200", ADJUSTED, "全年预算数"),
            fund(FundsItem.ANNUAL_TOTAL, "年度资金总额", "198.5", EXECUTED, "全年执行数"),
            fund(FundsItem.CURRENT_FISCAL, "其中：当年财政拨款", "150", ADJUSTED, "全年预算数"),
        ),
        indicators=(
            replace(
                indicator("产出指标", "数量指标", "慰问人数", "≥280人", weight="10", actual="260人"),
                score="9.3",
                reason="名单核减",
            ),
            indicator("产出指标", "时效指标", "发放时间", "2024年12月底前", weight="10", score="10"),
            indicator("满意度指标", "", "家属满意度", "90%-95%", weight="-"),
        ),
        sums=(
            Sum(
                Message("年度资金总额", "annual total"),
                Decimal(2_000_000),
                (Decimal(1_500_000),),
                closes=False,
            ),
        ),
    )
    return replace(table, **changes)


def findings() -> tuple[Finding, ...]:
    return (
        Finding(
            "sum-open",
            Level.ERROR,
            Message("年度资金总额与各项之和不符", "the annual total is not the sum of its parts"),
            table="见义勇为专项",
            source=source(5, 3, "200", sheet="自评表"),
            suggestion=Message("请核对各项金额。", "Check the amounts."),
        ),
        Finding("unit-assumed", Level.NOTE, Message("金额单位按万元读取", "amounts were read as 万元")),
    )


def document(**changes: object) -> Document:
    """Two tables and two findings."""
    made = Document(
        name="年度/附件2.docx",
        format="docx",
        sha256="0" * 64,
        tables=(unit_table(), evaluation_table()),
        findings=findings(),
    )
    return replace(made, **changes)
