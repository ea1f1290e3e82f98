"""Tables drawn at random: those that a form has a place for, and any at all."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from jixiao.grid.grid import Cell, Grid, Paragraph, Reading
from jixiao.model.indicator import Indicator
from jixiao.model.source import Source
from jixiao.model.table import (
    AmountUnit,
    Conclusion,
    Execution,
    Form,
    Fund,
    FundsColumn,
    FundsItem,
    Goal,
    GoalSpan,
    Table,
)
from jixiao.model.target import parse_target
from jixiao.writers.official.layout import Layout
from jixiao.writers.official.names import holds_amounts, holds_goals
from jixiao.writers.official.picture import Mark
from jixiao.writers.official.place import shown
from jixiao.writers.official.sheet import Sheet

LEVELS = [
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("效益指标", "经济效益指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
    ("成本指标", "经济成本指标"),
]
NAMES = ("培训人数", "设备验收合格率", "资金发放及时性", "受益群众满意度", "单位采购成本", "道路维修里程")
TARGETS = (
    *("≥280人次", "≥95%", "＝100%", "≤1.5万元", "及时", "有效提升"),
    *("2024年12月底前", "10~20个", "不低于90%", "38", "每月举办1次"),
)
WORDS = (
    *("按期完成全部任务", "因天气原因推迟", "加强项目和资金监管", "覆盖全县12个乡镇", "群众收入明显增加"),
    *(
        "目标1：建成1,200个站点；",
        "（一）完善制度",
        "建设OpenData平台",
        "2024年12月底前完成",
        "“一网通办”95%",
    ),
)
OTHERS = ("政府性基金", "事业收入", "银行贷款")
SPANS = {"goal": GoalSpan.UNSAID, "goal.annual": GoalSpan.ANNUAL, "goal.total": GoalSpan.TOTAL}
NOWHERE = Source(0, 0, 0, "")

prose = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True).map("，".join)
points = st.sampled_from(("5", "10", "9.5", "12"))
yuan = st.integers(0, 99_999_999_99).map(lambda cents: Decimal(cents) / 100)
TEXTS = {
    "weight": points,
    "conclusion.weight": st.sampled_from(("100", "90")),
    "score": points,
    "rate": st.sampled_from(("92.86%", "100%", "0.00%")),
    "actual": st.sampled_from(("280人次", "96%", "已完成", "1.2万元")),
    "expected": st.sampled_from(("280人次", "100%", "完成")),
    "chance": st.sampled_from(("确定能", "有可能", "完全不可能")),
}
TOLD = ("weight", "actual", "expected", "score", "reason", "criterion", "chance", "remark")


def back(sheet: Sheet) -> Reading:
    """The sheet as a reader finds it, once it is printed."""
    cells = sorted(Cell(c.row, c.column, c.text, c.rowspan, c.colspan) for c in sheet.cells)
    above, below = (tuple(Paragraph(line.text) for line in lines) for lines in (sheet.above, sheet.below))
    return Reading("", "docx", "", (*above, Grid(tuple(cells), 1), *below))


def texts(name: str):
    return TEXTS.get(name, TEXTS.get(name.rpartition(".")[2], prose))


@st.composite
def printed_by(draw, layout: Layout) -> Table:
    """A table that says nothing the form has no place for."""
    names = shown(layout)
    about = {name: draw(prose) for name in ("unit", "department") if name in names}
    return Table(
        form=Form(layout.form),
        title=layout.title,
        year=draw(st.none() | st.integers(2015, 2030)),
        subject=draw(prose),
        unit=about.get("unit"),
        department=about.get("department"),
        goals=tuple(draw(goals(layout))),
        amount_unit=AmountUnit(layout.amounts, stated=True),
        funds=tuple(draw(funds(layout))),
        indicators=tuple(draw(indicators({name.partition("=")[0] for name in layout.row_names}))),
        execution=draw(parts(Execution, "execution", names)),
        conclusion=draw(parts(Conclusion, "conclusion", names)),
    )


@st.composite
def parts(draw, kind: type, name: str, names):
    held = [each.partition(".")[2] for each in sorted(names) if each.startswith(f"{name}.")]
    said = {each: draw(texts(f"{name}.{each}")) for each in held if each == "weight" or draw(st.booleans())}
    return kind(NOWHERE, **said) if held else None


@st.composite
def indicators(draw, names):
    """In any order of their levels, with what the form has columns for."""
    found = []
    for levels in draw(st.lists(st.sampled_from(LEVELS), min_size=1, max_size=9)):
        printed = draw(st.sampled_from(TARGETS))
        told = {name: draw(st.none() | texts(name)) for name in TOLD if name in names}
        name = draw(st.sampled_from(NAMES))
        held = [level if f"level{n}" in names else "" for n, level in enumerate(levels, 1)]
        found.append(Indicator(*held, name, printed, parse_target(printed), NOWHERE, **told))
    return found


@st.composite
def goals(draw, layout: Layout):
    found = []
    for row in filter(holds_goals, layout.head):
        spans = [SPANS[mark.names[0]] for mark in row if mark.names and mark.names[0] in SPANS]
        told = any("goal.achieved" in mark.names for mark in row)
        for _ in range(draw(st.integers(0, 3))):
            found += [Goal(draw(prose), s, NOWHERE, draw(prose) if told else None) for s in spans]
    return found


@st.composite
def funds(draw, layout: Layout):
    """In the order of the form's places, and then some that have none of their own."""
    names = {name for row in layout.head for mark in row if is_amount(name := place_of(mark))}
    said = draw(st.sets(st.sampled_from(sorted(names))))
    if "execution.rate" in shown(layout):  # stands beside the total
        said |= {name for name in names if name.partition(".")[0] in ("total", "annual-total")}
    said -= {
        f"term.{name}" for name in names - said
    }  # of one amount nobody could tell that it is of the term
    if not {"total", "annual-total"} <= {name.removeprefix("term.") for name in said}:
        said -= {name for name in said if name.startswith("term.")} - {"term.total"}
    if not {"fiscal", "current-fiscal"} & said:
        said.discard("term.fiscal")
    found = []
    for row in layout.head:
        if holds_amounts(row):
            found += draw(other_funds({name for mark in row for name in mark.names}))
        else:
            found += [draw(fund(place_of(mark))) for mark in row if place_of(mark) in said]
    return found


def place_of(mark: Mark) -> str:
    """What a place is for: the amount of a label or heading, or else the first that may stand there."""
    return next((name for name in mark.names if "@" in name), mark.names[0] if mark.names else "")


def is_amount(name: str) -> bool:
    """Whether it is the place of an amount of its own."""
    return name.removeprefix("term.").partition("@")[0].partition(".")[0] in set(FundsItem)


@st.composite
def fund(draw, name: str):
    key, _, word = name.removeprefix("term.").partition("@")
    item, _, column = key.partition(".")
    label, heading = (word, "") if column or word == "合计" else ("", word)
    return Fund(FundsItem(item), label, FundsColumn(column), heading, draw(yuan), NOWHERE)


@st.composite
def other_funds(draw, names):
    columns = [column for column in FundsColumn if f"amount.{column}".rstrip(".") in names]
    labels = draw(st.lists(st.sampled_from(OTHERS), unique=True, max_size=2))
    return [Fund(FundsItem.OTHER, label, c, "", draw(yuan), NOWHERE) for label in labels for c in columns]


@st.composite
def any_table(draw) -> Table:
    """A table that says everything there is to say, each thing in other words."""
    count = draw(st.integers(1, 3))
    places = draw(st.lists(st.tuples(st.sampled_from(FundsItem), st.sampled_from(FundsColumn)), max_size=6))
    rows = [{name: f"{name}的文字{n}" for name in TOLD} for n in range(count)]
    names = [
        [f"一级{draw(st.integers(1, 2))}", f"二级{draw(st.integers(1, 2))}", f"名称{n}"] for n in range(count)
    ]
    spans = draw(st.lists(st.sampled_from(GoalSpan), max_size=3))
    return Table(
        form=draw(st.sampled_from(Form)),
        title="绩效目标表",
        year=2024,
        subject="某项目",
        unit="某单位",
        department="某部门",
        goals=tuple(Goal(f"目标{n}", span, NOWHERE, f"完成{n}") for n, span in enumerate(spans)),
        amount_unit=AmountUnit("万元", stated=True),
        funds=tuple(
            Fund(item, f"{item}的资金", column, column, Decimal(1000 + n), NOWHERE)
            for n, (item, column) in enumerate(places)
        ),
        indicators=tuple(
            Indicator(*levels, f"≥{n}个", parse_target(f"≥{n}个"), NOWHERE, **told)
            for n, (levels, told) in enumerate(zip(names, rows, strict=True))
        ),
        execution=Execution(NOWHERE, *(f"执行{n}" for n in range(4))),
        conclusion=Conclusion(NOWHERE, *(f"结论{n}" for n in range(6))),
    )
