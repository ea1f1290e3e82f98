"""Results made by hand, every standing and light somewhere, whatever the engine would find."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from jixiao.model.finding import Finding, Level
from jixiao.model.message import Message
from jixiao.model.table import Document, Execution, Form
from jixiao.regulations.lights import Disposition, Light
from jixiao.regulations.reviews import Grade, Proposing, ReviewForm, ReviewItem
from jixiao.regulations.span import Span
from jixiao.scoring.monitoring import Dark, Lit, Watch
from jixiao.scoring.review import Review, Reviewed, Way
from jixiao.scoring.score import Input, Points, Standing, TableScore, Trail
from jixiao.writers.scores.scored import Scored
from tests import factories

BASIS = Message("《示例办法》（财预〔2020〕1号）：按比例计分", "Sample Measures (财预〔2020〕1号): pro rata")


def trail(*steps: str, formula: str = "ratio", remarks: tuple[Message, ...] = ()) -> Trail:
    rule = Message("未完成的按完成比例计分", "what is missed earns its share")
    inputs = (
        Input(Message("指标值", "target"), "≥280人", factories.source(9, 4, "≥280人")),
        Input(Message("完成值", "actual"), "260人"),
    )
    return Trail(formula, rule, BASIS, inputs, steps, remarks)


def points(row, standing, weight, least, most, printed, *remarks: Message) -> Points:
    numbers = (None if each is None else Decimal(each) for each in (weight, least, most, printed))
    return Points(row, standing, *numbers, lambda _: trail("10 × 260 ÷ 280 = 9.29", remarks=remarks))


def evaluation() -> TableScore:
    table = factories.evaluation_table(year=2023)
    people, date, families = table.indicators
    word = factories.indicator("效益指标", "社会效益指标", "见义勇为氛围", "明显改善", actual="部分达成")
    gone = factories.indicator("效益指标", "生态效益指标", "生态效益", "不适用", weight="5")
    table = replace(table, indicators=(people, date, families, word, gone))
    why = Message("完成值“-”不是数字", "the actual “-” is no number")
    spent = points(
        Execution(factories.source(4, 2, "200"), rate="99.25%"),
        Standing.COMPUTED,
        "10",
        "9.93",
        "9.93",
        "9.93",
    )
    rows = (
        points(people, Standing.COMPUTED, "10.00", "9.29", "9.29", "10"),
        points(date, Standing.JUDGED, "10", "9", "9", "9"),
        points(families, Standing.LEFT_OUT, "10", None, None, None, why),
        points(word, Standing.OPEN, "15", "7.50", "12.00", None),
        points(gone, Standing.NOT_APPLICABLE, None, None, None, None),
    )
    found = Finding(
        "score-differs",
        Level.ERROR,
        Message("得分10，分值10；应为9.29", "score 10 of 10; it should be 9.29"),
        table.subject,
        people.level3,
        people.source,
        BASIS,
        Message("核对得分", "check the score"),
    )
    numbers = (Decimal(each) for each in ("55", "35.72", "40.22", "38"))
    return TableScore(table, 2023, "mof/2020-10", spent, rows, *numbers, None, (found,))


def monitoring() -> Watch:
    rows = (
        factories.indicator("产出指标", "数量指标", "慰问人数", "≥280人", actual="60人", expected="200人"),
        factories.indicator("产出指标", "质量指标", "慰问准确率", "≥95%", actual="99%", expected="99%"),
        factories.indicator("效益指标", "", "社会氛围", "改善", actual="正在改善"),
    )
    table = factories.evaluation_table(form=Form.PROJECT_MONITORING, indicators=rows, subject="见义勇为监控")
    lights = (Light.RED, Light.BLUE, None)
    lits = tuple(
        Lit(row, light, None if light else Dark.A_PERSON, lambda: trail("60 ÷ (280 × 7 ÷ 12) = 36.73%"))
        for row, light in zip(rows, lights, strict=True)
    )
    money = Lit(table.funds[1], Light.YELLOW, None, lambda: trail("60 ÷ 200 ÷ (7 ÷ 12) = 51.43%"))
    choices = (Disposition.FIX, Disposition.ADJUST)
    return Watch(table, 2024, 7, "mof/monitoring", money, lits, Light.RED, (), choices)


def item(key: str, dimension: Message, name: Message, proposing: Proposing) -> ReviewItem:
    return ReviewItem(
        key,
        dimension,
        name,
        Decimal(15),
        Message("内容完整", "complete"),
        proposing,
        frozenset(),
        frozenset(),
    )


def review() -> Review:
    complete, feasible = Message("完整性", "complete"), Message("可行性", "feasible")
    form = item("form", complete, Message("规范完整性", "form"), Proposing.ALWAYS)
    chance = item("chance", feasible, Message("实现可能性", "chance"), Proposing.NEVER)
    bands = {Grade.EXCELLENT: "0.9", Grade.GOOD: "0.8", Grade.FAIR: "0.6", Grade.POOR: "0"}
    held = ReviewForm(
        "mof/target-review",
        (form, chance),
        {grade: Decimal(share) for grade, share in bands.items()},
        {},
        {},
        1,
        Decimal("0.1"),
        Decimal("0.3"),
        Decimal("0.5"),
        frozenset(),
        Span(),
    )
    evidence = factories.findings()[:1]
    items = (
        Reviewed(form, Standing.COMPUTED, Grade.GOOD, Decimal("12.75"), Decimal("12.75"), evidence, trail),
        Reviewed(chance, Standing.OPEN, None, Decimal(0), Decimal(15), (), trail),
    )
    totals = (Decimal("12.75"), Decimal("27.75"))
    return Review(factories.unit_table(), held, Way.POINTS, items, *totals, None, None, ())


def scored(**changes: object) -> Scored:
    """A document with a table of each kind, and its results."""
    score, watch, reviewed = evaluation(), monitoring(), review()
    document = Document(
        "年度/自评表.docx",
        "docx",
        "0" * 64,
        (score.table, watch.table, reviewed.table),
        score.findings,
    )
    return replace(Scored(document, (score,), (watch,), (reviewed,)), **changes)
