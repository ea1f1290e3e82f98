"""The JSON of ``jixiao read``: what a program may build on.

It may grow by members; the meaning of a member never changes. The published
JSON Schema (docs/schema/read.schema.json) is generated from these classes.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from jixiao.model.finding import Level
from jixiao.model.table import Closing, Form, FundsColumn, FundsItem, GoalSpan

Number = Annotated[str, Meta(description="A decimal number, as printed.", examples=["95", "2,272.88"])]
Yuan = Annotated[str, Meta(description="Yuan with two decimals.", pattern=r"^-?[0-9]+\.[0-9]{2,}$")]
Comparator = Annotated[
    str, Meta(extra_json_schema={"enum": [">=", ">", "=", "<", "<=", "range", "text", "none"]})
]
Count = Annotated[int, Meta(ge=1)]


class Source(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The cell that a value was read from; counting starts at 1."""

    page: Count | UnsetType = UNSET
    sheet: str | UnsetType = UNSET
    table: Annotated[int, Meta(ge=0, description="Which table of the document; 0: in none.")]
    row: Count
    column: Annotated[int, Meta(ge=0)]
    text: Annotated[str, Meta(description="What was printed there.")]
    box: (
        Annotated[
            tuple[float, float, float, float],
            Meta(description="left, top, right, bottom in points from the page's top left"),
        ]
        | UnsetType
    ) = UNSET


class Goal(Struct, frozen=True):
    """What the money will achieve, in words (总体目标)."""

    span: GoalSpan
    text: str
    achieved: Annotated[str | None, Meta(description="实际完成情况, told beside the goal")]


class AmountUnit(Struct, frozen=True):
    """The unit in which the table prints amounts; not stated: it had to be assumed."""

    unit: str
    stated: bool
    reason: Annotated[
        str, Meta(description="Where it is stated; else what it was assumed by: custom, size, document.")
    ] = ""


class Fund(Struct, frozen=True):
    """One amount: item and period say what it is, label and column how the table calls it."""

    item: FundsItem
    label: str
    column: Annotated[str, Meta(description="Heading of its column; empty if there is one only.")]
    period: FundsColumn
    yuan: Yuan
    source: Source


class Sum(Struct, frozen=True):
    """A sum that the form implies, and whether it closes."""

    name: str
    total: str
    parts: list[str]
    closes: bool


class Target(Struct, frozen=True):
    """The target value (指标值): as printed, and what it means.

    ``range`` gives its value as ``low~high``; ``text`` is a target in words,
    ``none`` a number without a comparator, or nothing at all.
    """

    text: str
    comparator: Comparator
    value: Number | None
    unit: str | None


class Indicator(Struct, frozen=True):
    """A third-level measure with its target (绩效指标)."""

    level1: str
    level2: str
    level3: str
    target: Target
    weight: Annotated[str | None, Meta(description="分值, 权重")]
    actual: Annotated[str | None, Meta(description="实际完成值")]
    expected: Annotated[str | None, Meta(description="全年预计完成情况")]
    score: Annotated[str | None, Meta(description="得分")]
    reason: Annotated[str | None, Meta(description="偏差原因")]
    criterion: Annotated[str | None, Meta(description="评分标准")]
    chance: Annotated[str | None, Meta(description="完成目标可能性")]
    remark: Annotated[str | None, Meta(description="备注")]
    source: Source


class Execution(Struct, frozen=True):
    """How far the money was spent, as printed beside the total."""

    rate: Annotated[str | None, Meta(description="执行率")]
    weight: Annotated[str | None, Meta(description="分值")]
    score: Annotated[str | None, Meta(description="得分")]
    reason: Annotated[str | None, Meta(description="原因")]
    source: Source


class Conclusion(Struct, frozen=True):
    """What the form says below its indicators, as printed."""

    weight: Annotated[str | None, Meta(description="合计 of 分值")]
    score: Annotated[str | None, Meta(description="总分")]
    problems: Annotated[str | None, Meta(description="存在问题")]
    improvements: Annotated[str | None, Meta(description="改进措施")]
    reasons: Annotated[str | None, Meta(description="偏差原因")]
    notes: Annotated[str | None, Meta(description="说明, 备注, 评价结论")]
    source: Source


class Table(Struct, frozen=True):
    """A performance-target table (绩效目标表)."""

    form: Form
    title: str
    year: int | None
    subject: Annotated[str, Meta(description="The project; in unit forms the unit.")]
    unit: Annotated[str | None, Meta(description="实施单位, 项目单位, 填报单位")]
    department: Annotated[str | None, Meta(description="主管部门")]
    goals: list[Goal]
    amount_unit: AmountUnit
    funds: list[Fund]
    indicators: list[Indicator]
    closing: Annotated[Closing, Meta(description="proven: every sum closes, the table was read right")]
    sums: list[Sum]
    execution: Execution | None
    conclusion: Conclusion | None


class Correction(Struct, frozen=True):
    """A new text for a cell that removes the finding; safe: only the way of writing changes."""

    source: Source
    text: str
    safe: bool


class Finding(Struct, frozen=True):
    """What is wrong, doubtful or remarkable."""

    rule: str
    level: Level
    message: str
    table: Annotated[str, Meta(description="The table's subject; empty: the whole document.")]
    indicator: Annotated[str, Meta(description="The indicator's level3; empty: the whole table.")]
    source: Source | None
    basis: Annotated[str, Meta(description="The regulation it rests on; empty for remarks on reading.")]
    suggestion: str | None
    opinion: Annotated[int, Meta(ge=1, le=11, description="Which of the reviewers' opinions.")] | None
    correction: Correction | None


class File(Struct, frozen=True):
    """The file that was read; the format is what it holds, whatever its name says."""

    name: str
    format: str
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class Document(Struct, frozen=True):
    """One file, read."""

    source: File
    tables: list[Table]
    findings: list[Finding]


class Line(Struct, frozen=True):
    """A line of ``--to jsonl``: one table, the file it stands in, and the findings about it.

    Findings about the whole document are on the line of its first table.
    """

    source: File
    table: Table
    findings: list[Finding]


class Report(Struct, frozen=True):
    """All files of one call."""

    documents: list[Document]
