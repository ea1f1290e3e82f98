"""Read back with another library than the one that wrote, with jixiao itself, and through LibreOffice."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import jixiao
from jixiao.grid import locked
from jixiao.model.table import AmountUnit, Form, FundsColumn, FundsItem, Goal, GoalSpan, Table
from jixiao.model.target import parse_target
from jixiao.readers import office
from jixiao.regulations.load import regulations
from jixiao.regulations.method import Method
from jixiao.scoring.compare import paired
from jixiao.scoring.engine import score_document
from jixiao.scoring.formulas import LIMITS, points_of
from jixiao.scoring.prepared import FOLLOWING, prepared
from jixiao.writers.official.fill import Asked, fill
from jixiao.writers.official.layout import layouts
from jixiao.writers.official.sheet import Align, Cell, Line, Look, Sheet
from jixiao.writers.official.xlsx import draw
from tests import factories
from tests.writers.official.tables import NOWHERE, printed_by

LAYOUTS = {each.name: each for each in layouts() if each.form in set(Form)}
installed = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")

TARGETS = (
    ("产出指标", "数量指标", "慰问人数", "≥280人次"),
    ("产出指标", "质量指标", "发放准确率", "≥95%"),
    ("产出指标", "时效指标", "发放及时性", "及时"),
    ("效益指标", "社会效益指标", "投诉件数", "=0件"),
    ("效益指标", "社会效益指标", "覆盖率", "=100%"),
    ("满意度指标", "服务对象满意度指标", "受益群众满意度", "≥90%"),
    ("成本指标", "经济成本指标", "单位慰问成本", "≤40元"),
)
TABLE = Table(
    form=Form.PROJECT_TARGETS,
    title="项目支出绩效目标表",
    year=2024,
    subject="见义勇为专项",
    unit="省见义勇为协会",
    department="省委政法委",
    goals=(Goal("慰问见义勇为人员，弘扬社会正气。", GoalSpan.ANNUAL, NOWHERE),),
    amount_unit=AmountUnit("万元", stated=True),
    funds=(
        factories.fund(FundsItem.ANNUAL_TOTAL, "年度资金总额", "200"),
        factories.fund(FundsItem.CURRENT_FISCAL, "其中：当年财政拨款", "180.5"),
        factories.fund(FundsItem.OTHER_SOURCES, "其他资金", "19.5"),
    ),
    indicators=tuple(factories.indicator(*each) for each in TARGETS),
)
# What an officer types, by the columns of the form: the actuals from F13 on, the amounts above.
TYPED = {
    **dict(
        zip(
            ("F13", "F14", "F15", "F16", "F17", "F18", "F19"),
            (260, "96%", "及时", "1件", 0.9, "88", "50元"),
            strict=True,
        )
    ),
    "E7": 180.5,
    "E9": 19.5,
    "F7": 150,
    "F9": 19.5,
    "H15": 11,
    "I13": "名单核减",
    "F11": "全部完成",
}
SCORES = ("11.61", "12.50", "11.00", "0.00", "13.50", "9.78", "9.38")


def begun(layout: str = "mof-project-self-evaluation", table: Table = TABLE) -> bytes:
    found = prepared(table, Form(LAYOUTS[layout].form), regulations(), 2024)
    filled = fill(LAYOUTS[layout], found.table, Asked(found.entries, found.proposed))
    return draw([replace(filled.sheet, method=found.method)])


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def typed(data: bytes, cells: dict[str, object]) -> bytes:
    """The workbook with this typed into its first sheet, saved by a program that computes nothing."""
    book, out = opened(data), io.BytesIO()
    for place, value in cells.items():
        book.worksheets[0][place] = value
    book.save(out)
    return out.getvalue()


def computed(data: bytes, folder, to: str = "xlsx") -> bytes:
    """The workbook as LibreOffice computes and saves it."""
    (folder / "a.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    made = [office.program(), profile, "--headless", "--convert-to", to, "--outdir", folder / "made"]
    subprocess.run([*map(str, made), str(folder / "a.xlsx")], check=True, capture_output=True, timeout=120)
    return (folder / "made" / f"a.{to}").read_bytes()


def read(data: bytes) -> jixiao.Document:
    return jixiao.read(data, name="a")


def form(*cells: Cell, **more: object) -> Sheet:
    return Sheet("表", (), (1, 1, 1), cells, **more)


def numbered(row: int, text: str, name: str) -> Cell:
    return Cell(row, 1, text, number=Decimal(text.replace(",", "").rstrip("%")), name=name)


def test_sheets_have_names_that_excel_allows_each_once():
    names = ["a/b", "A B", "'History'", "项" * 40, "项" * 40, locked.SHEET, ""]

    book = opened(draw([replace(form(Cell(1, 1, "x")), name=name) for name in names]))

    expected = [
        "a b",
        "A B (2)",
        "History (2)",
        "项" * 31,
        "项" * 27 + " (2)",
        f"{locked.SHEET} (2)",
        "Sheet",
    ]
    assert expected == book.sheetnames


def test_the_same_sheets_give_the_same_bytes():
    assert begun() == begun()


def test_numbers_are_numbers_that_show_what_was_printed():
    cells = (numbered(1, "2,272.88", "a"), numbered(2, "12.5%", "b"), numbered(3, "0.00", "c"))

    column = opened(draw([form(*cells)]))["表"]["A"]

    assert [2272.88, 0.125, 0] == [cell.value for cell in column]
    assert ["#,##0.00", "0.0%", "0.00"] == [cell.number_format for cell in column]


def test_texts_are_texts_even_those_that_look_like_formulas():
    sheet = opened(draw([form(Cell(1, 1, "=100%"), Cell(2, 1, "2,272.88"))]))["表"]

    assert [("=100%", "s"), ("2,272.88", "s")] == [(cell.value, cell.data_type) for cell in sheet["A"]]


def test_a_total_is_a_formula_only_where_it_is_right():
    parts = (numbered(1, "2,272.88", "personnel"), numbered(2, "519.13", "operation"))
    formulas = {"basic": "personnel + operation"}

    right = draw([form(*parts, numbered(3, "2,792.01", "basic"), formulas=formulas)])
    wrong = draw([form(*parts, numbered(3, "2,792.02", "basic"), formulas=formulas)])

    assert "=SUM(A1,A2)" == opened(right)["表"]["A3"].value
    assert 2792.01 == openpyxl.load_workbook(io.BytesIO(right), data_only=True)["表"]["A3"].value
    assert 2792.02 == opened(wrong)["表"]["A3"].value


def test_a_part_that_is_text_to_the_workbook_makes_no_formula():
    parts = (numbered(1, "2,272.88", "personnel"), Cell(2, 1, "519.13", name="operation"))

    data = draw([form(*parts, numbered(3, "2,792.01", "basic"), formulas={"basic": "personnel + operation"})])

    assert 2792.01 == opened(data)["表"]["A3"].value


def test_a_rate_agrees_as_far_as_it_is_printed():
    cells = (
        numbered(1, "198.5", "a.executed"),
        numbered(2, "200", "a.adjusted"),
        Cell(3, 1, "99.3%", name="rate"),
    )

    cell = opened(draw([form(*cells, formulas={"rate": "a.executed / a.adjusted"})]))["表"]["A3"]

    assert ('=IF(COUNT(A1,A2)<2,"",IFERROR(A1/A2,""))', "0.0%") == (cell.value, cell.number_format)


def test_a_form_prints_one_page_wide_with_its_heads_on_each_page():
    above = (Line("附件2"), Line("绩效目标表", Align.CENTRE, is_title=True))
    sheet = replace(form(Cell(1, 1, "头"), Cell(2, 1, "值")), above=above, repeated=(1, 1), is_wide=True)

    page = opened(draw([sheet]))["表"]

    assert ("$3:$3", "landscape", 9) == (
        page.print_title_rows,
        page.page_setup.orientation,
        page.page_setup.paperSize,
    )
    assert (True, 0) == (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight)
    assert ["A1:C1", "A2:C2"] == [str(area) for area in page.merged_cells.ranges]


def test_a_text_higher_than_a_row_may_be_gets_several_rows():
    page = opened(draw([form(Cell(1, 1, "目" * 1500), Cell(1, 2, "标"), Cell(2, 1, "下"))]))["表"]

    rows = next(area.max_row for area in page.merged_cells.ranges if area.coord.startswith("A1"))
    assert rows > 1
    assert "下" == page.cell(rows + 1, 1).value
    assert all(page.row_dimensions[row].height <= 409 for row in range(1, rows + 1))


def test_choices_are_lists():
    sheet = opened(draw([form(Cell(1, 1, "≥", name="comparator", choices=("≥", "≤")))]))["表"]

    (rule,) = sheet.data_validations.dataValidation
    assert ("list", '"≥,≤"', "A1") == (rule.type, rule.formula1, str(rule.sqref))


def test_a_form_with_a_column_for_the_unit_offers_measure_words_and_forbids_no_other():
    layout = LAYOUTS["platform-project-targets"]
    sheet = opened(draw([fill(layout, replace(TABLE, form=Form.PROJECT_TARGETS)).sheet])).worksheets[0]

    rules = {rule.formula1.strip('"').split(",")[0]: rule for rule in sheet.data_validations.dataValidation}

    assert ("information", "stop") == (rules["%"].errorStyle, rules["≥"].errorStyle or "stop")
    assert {"人次", "万元", "个月"} <= set(rules["%"].formula1.strip('"').split(","))


@pytest.mark.parametrize(
    ("fiscal", "bond", "formula"),
    [
        ("6", "4", '=IF(COUNT(G7,G8,G9)=0,"",SUM(G7,G8,G9))'),  # a part of the total
        ("10", "4", '=IF(COUNT(G7,G8)=0,"",SUM(G7,G8))'),  # a part of the part
        ("10", "0", None),  # either
        ("9", "4", None),  # the targets do not add up
    ],
)
def test_an_amount_of_one_place_only_counts_for_the_total_as_it_did_in_the_targets(fiscal, bond, formula):
    amounts = (
        factories.fund(FundsItem.ANNUAL_TOTAL, "年度资金总额", "10"),
        factories.fund(FundsItem.CURRENT_FISCAL, "财政拨款", fiscal),
        factories.fund(FundsItem.OTHER, "债券资金", bond),
    )
    page = opened(begun("mof-project-monitoring", replace(TABLE, funds=amounts))).worksheets[0]

    assert ("债券资金", formula) == (page["B9"].value, page["G6"].value)


def test_a_form_without_open_cells_is_not_locked():
    book = opened(draw([form(Cell(1, 1, "值"))]))

    assert (False, ["表"]) == (book["表"].protection.sheet, book.sheetnames)


def test_only_what_is_open_can_be_typed_into_and_there_is_no_password():
    book = opened(begun())
    sheet = book.worksheets[0]

    assert (True, None, "veryHidden") == (
        sheet.protection.sheet,
        sheet.protection.password,
        book.worksheets[-1].sheet_state,
    )
    is_open = {
        place: not sheet[place].protection.locked
        for place in ("B1", "E13", "D13", "D6", "F13", "I13", "F7", "G13", "F11")
    }
    assert [False] * 4 + [True] * 5 == list(is_open.values())


def test_what_is_typed_stays_as_it_is_typed():
    assert {"@"} == {opened(begun()).worksheets[0][f"F{row}"].number_format for row in range(13, 20)}


@pytest.mark.parametrize("name", LAYOUTS)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_a_workbook_of_any_form_is_read_as_its_table(name, data):
    table = data.draw(printed_by(LAYOUTS[name]))

    document = read(draw([fill(LAYOUTS[name], table).sheet]))

    assert [_said(table)] == [_said(each) for each in document.tables]


def _said(table: Table) -> tuple[object, ...]:
    texts = ("level1", "level2", "level3", "weight", "actual", "score", "reason")
    return (
        (table.form, table.year, table.subject, table.unit, table.department),
        [(fund.item, fund.column, fund.yuan) for fund in table.funds],
        [(goal.text, goal.achieved) for goal in table.goals],
        [tuple(getattr(each, name) for name in texts) for each in table.indicators],
    )


def test_a_form_that_nobody_touched_comes_back_blank_and_without_a_remark():
    document = read(begun())

    (table,) = document.tables
    assert ((), Form.PROJECT_SELF_EVALUATION) == (document.findings, table.form)
    assert [each[3] for each in TARGETS] == [each.printed for each in table.indicators]
    assert {(None, None)} == {(each.actual, each.score) for each in table.indicators}
    assert {FundsColumn.ORIGINAL} == {fund.column for fund in table.funds}


def test_what_was_typed_is_read_and_what_nobody_computed_is_blank():
    document = read(typed(begun(), TYPED))

    (table,) = document.tables
    assert () == document.findings
    assert ["260", "96%", "及时", "1件", "0.9", "88", "50元"] == [each.actual for each in table.indicators]
    assert [None, None, "11.00", None, None, None, None] == [each.score for each in table.indicators]
    assert ("名单核减", "全部完成") == (table.indicators[0].reason, table.goals[0].achieved)
    assert {Decimal("1500000.00"), Decimal("195000.00")} == {
        fund.yuan for fund in table.funds if fund.column is FundsColumn.EXECUTED
    }


@pytest.mark.office
@installed
def test_scores_and_totals_are_computed_while_one_types(tmp_path):
    document = read(computed(typed(begun(), TYPED), tmp_path))

    (table,) = document.tables
    assert ([], list(SCORES)) == (
        [found.rule for found in document.findings],
        [each.score for each in table.indicators],
    )
    assert ("84.75%", "8.48") == (table.execution.rate, table.execution.score)
    assert ("100", "76.25") == (table.conclusion.weight, table.conclusion.score)
    (scored,) = score_document(document, regulations(), today=date(2024, 12, 31))
    assert (Decimal("76.25"), Decimal("76.25"), ()) == (scored.least, scored.most, scored.findings)


SCORED = [
    (target, actual)
    for target, actuals in {
        "≥280人次": (
            "260人次",
            "260",
            "300",
            "0",
            "1,000人次",
            "-5",
            "3批",
            "95%",
            "约260",
            "2024-12-31",
            " 260 ",
        ),
        "≥95%": ("96%", "94.5%", "９6％", "96％", "0.9", "0.95", "1", "120%", "1.2", "88", "及时"),
        "≥1%": ("0.5%", "0.5", "1.5"),
        "≤40元": ("40", "50元", "79.99", "80", "100元", "0", "60万元"),
        "＜3%": ("2.9%", "4%", "0.03"),
        "=0件": ("0", "0件", "1件"),
        "=3处": ("2", "3", "1处"),
        "12.5": ("11.75", "12.5"),
    }.items()
    for actual in actuals
]


def scored(weight: str = "6.66") -> Sheet:
    cells = []
    for entry, (target, actual) in enumerate(SCORED):
        row = entry + 1
        cells += [
            Cell(row, 1, target, name="target", entry=entry),
            Cell(row, 2, actual, name="actual", entry=entry, look=Look.ENTRY),
            Cell(row, 3, weight, name="weight", entry=entry, number=Decimal(weight)),
            Cell(row, 4, "", name="score", entry=entry, look=Look.ENTRY),
        ]
    return Sheet("表", (), (1, 1, 1, 1), tuple(cells))


def due(target: str, actual: str, method: Method) -> Decimal | None:
    pair = paired(parse_target(target), actual)
    return points_of(pair, Decimal("6.66"), method, is_limit=pair.comparator in LIMITS) if pair else None


@pytest.mark.office
@installed
@pytest.mark.parametrize("method", regulations().methods, ids=lambda method: method.key)
def test_the_formulas_of_the_workbook_give_the_scores_of_the_rules(method, tmp_path):
    data = computed(typed(draw([replace(scored(), method=method)]), {}), tmp_path)

    found = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(data), data_only=True)["表"]["D"]]

    pairs = list(zip(SCORED, found, strict=False))  # the line below says how to fill in
    wrong = [
        (*each, value, due(*each, method))
        for each, value in pairs
        if value not in (None, "") and Decimal(str(value)) != due(*each, method)
    ]
    blank = [each for each, value in pairs if value in (None, "") and due(*each, method) is not None]
    assert [] == wrong
    assert [("≥280人次", "约260"), ("≥95%", "９6％"), ("≤40元", "60万元")] == blank


@pytest.mark.office
@installed
def test_steps_of_satisfaction_and_of_the_execution_are_those_of_the_method(tmp_path):
    method = next(each for each in regulations().methods if each.execution and each.satisfaction)
    found = prepared(TABLE, Form.PROJECT_SELF_EVALUATION, regulations(), 2024)
    filled = fill(LAYOUTS["mof-project-self-evaluation"], found.table, Asked(found.entries, found.proposed))

    data = draw([replace(filled.sheet, method=method)])

    (table,) = read(computed(typed(data, TYPED), tmp_path)).tables
    assert ("7.00", "8.00") == (table.execution.score, table.indicators[5].score)


def test_a_cost_without_a_sign_is_a_limit():
    table = replace(TABLE, indicators=(factories.indicator("成本指标", "经济成本指标", "印制成本", "40元"),))

    assert "2-_xlfn.NUMBERVALUE" in opened(begun(table=table)).worksheets[0]["H13"].value


def test_points_for_words_are_chosen_between_nothing_and_the_weight():
    sheet = opened(begun()).worksheets[0]

    rule = next(each for each in sheet.data_validations.dataValidation if "H15" in each.sqref)
    assert (None, "decimal", "0", "G15") == (sheet["H15"].value, rule.type, rule.formula1, rule.formula2)


def test_a_proposal_says_that_it_is_one():
    sheet = opened(begun()).worksheets[0]

    rule = next(each for each in sheet.data_validations.dataValidation if "G13" in each.sqref)
    assert "建议值，请确认或修改。" == rule.prompt


def test_a_locked_cell_that_was_changed_is_found_by_its_sheet_and_place():
    document = read(typed(begun(), {"E13": "≥200人次", "D14": None, "J20": "备注"}))

    assert [
        ("locked-cell-changed", "error", "见义勇为专项", 13, 5, "≥200人次"),
        ("locked-cell-changed", "error", "见义勇为专项", 14, 4, ""),
    ] == [
        (each.rule, each.level, each.source.sheet, each.source.row, each.source.column, each.source.text)
        for each in document.findings
    ]
    assert (
        "工作表“见义勇为专项”的 E13：锁定的单元格被改动，现为“≥200人次”；应为“≥280人次”。"
        "请改回；确需调整的，按规定程序报批后重新生成工作簿。" == document.findings[0].message.zh
    )


@pytest.mark.office
@installed
@pytest.mark.parametrize("to", ["xlsx", "ods"])
def test_what_was_locked_is_kept_when_another_program_saves(to, tmp_path):
    document = read(computed(typed(begun(), TYPED | {"E14": "≥90%"}), tmp_path, to))

    assert [(14, 5, "≥90%")] == [
        (each.source.row, each.source.column, each.source.text) for each in document.findings
    ]
    assert list(SCORES)[2:] == [each.score for each in document.tables[0].indicators][2:]


FOLLOWING_LAYOUTS = [
    (start, name)
    for start, forms in FOLLOWING.items()
    for name, layout in LAYOUTS.items()
    if layout.form in forms
]


@pytest.mark.parametrize(("start", "name"), FOLLOWING_LAYOUTS)
def test_every_form_to_be_filled_in_comes_back_with_the_indicators_of_its_targets(start, name):
    document = read(begun(name, replace(TABLE, form=start)))

    (table,) = document.tables
    assert ((), LAYOUTS[name].form) == (document.findings, table.form)
    assert list(TARGETS) == [
        (each.level1, each.level2, each.level3, each.printed) for each in table.indicators
    ]
    assert {(None, None, None, None)} == {
        (each.actual, each.score, each.reason, each.chance) for each in table.indicators
    }
