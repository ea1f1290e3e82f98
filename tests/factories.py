"""Hand-made values for tests: small, real in their words, every member set somewhere."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from jixiao.model.finding import Correction, Finding, Level
from jixiao.model.indicator import Indicator
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.rule_card import RuleCard
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
        goals=(Goal("慰问见义勇为人员280人", GoalSpan.ANNUAL, source(3, 2), achieved="慰问260人"),),
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
                expected="270人",
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


REGULATION = Message(
    "《示例办法》（财预〔2015〕1号）：指标要细化、量化", "Measures (财预〔2015〕1号): targets are detailed"
)
PRACTICE = Message("文字准确、简洁", "words are exact and short")


def found_on(row: Indicator | None, rule: str, level: Level, message: Message, **more: object) -> Finding:
    """A finding of a rule on an indicator of the unit table, or on the table as a whole."""
    made = Finding(
        rule,
        level,
        message,
        table=unit_table().subject,
        indicator=row.level3 if row else "",
        source=row.source if row else source(2, 2, "目标1"),
        basis=REGULATION,
        suggestion=Message("写明比较符、数字和单位，如“≥95%”", "give comparator, number and unit: ≥95%"),
        opinion=Opinion.MISMATCH,
    )
    return replace(made, **more)


def checked_document(**changes: object) -> Document:
    """Two tables, checked: findings on the document, on a table and on two rows, one with a correction."""
    rate, execution, fair = (
        replace(each, source=source(row, 4, each.printed))
        for row, each in enumerate(unit_table().indicators, start=9)
    )
    word = Message(
        "指标值“规范”没有数字；率、比例和满意度要用数字衡量",
        "the target “规范” is no number; rates are numbers",
    )
    made = Document(
        name="年度/附件2.docx",
        format="docx",
        sha256="0" * 64,
        tables=(unit_table(indicators=(rate, execution, fair)), evaluation_table()),
        findings=(
            findings()[0],
            found_on(fair, "word-as-rate", Level.ERROR, word),
            found_on(
                None,
                "words-without-grades",
                Level.NOTE,
                Message("1 项没有分档；定性指标要分级分档", "1 word has no grades; words are graded"),
                suggestion=Message("写明好、较好、一般、差", "say what good and poor mean"),
                opinion=Opinion.UNQUANTIFIED,
            ),
            found_on(
                rate,
                "quoted-name",
                Level.WARNING,
                Message("名称带引号；名称只写指标本身", "the name is quoted; a name is the measure alone"),
                suggestion=None,
                basis=PRACTICE,
                opinion=Opinion.OTHER,
                correction=Correction(source(9, 3, rate.level3), "三公经费控制率", is_safe=True),
            ),
            replace(found_on(rate, "word-as-rate", Level.ERROR, word), basis=REGULATION),
            Finding(
                "projects-too-large",
                Level.ERROR,
                Message("项目合计 <3,915.00> 万元，大于项目支出", "projects add up to <3,915.00> & more"),
                basis=REGULATION,
                opinion=Opinion.OTHER,
            ),
        ),
    )
    return replace(made, **changes)


def rule_cards() -> dict[str, RuleCard]:
    """The card of one of the rules that spoke, and of one that did not."""
    told = Message(
        "率要用数字衡量。\n\n写成词就算不出。", "A rate is measured.\n\nA word cannot be computed."
    )
    card = RuleCard(
        "word-as-rate",
        "value",
        Level.ERROR,
        Opinion.MISMATCH,
        Message("率没有数字", "A rate without a number"),
        REGULATION,
        lambda: told,
    )
    return {card.name: card, "silent": replace(card, name="silent", group="funds")}
