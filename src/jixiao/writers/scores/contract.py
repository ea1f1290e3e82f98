"""The JSON of ``jixiao score``: the documents of ``jixiao read``, and what was worked out of them.

It may grow by members; the meaning of a member never changes. The published
JSON Schema (docs/schema/score.schema.json) is generated from these classes.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from jixiao.model.table import Form
from jixiao.regulations.lights import Disposition, Light
from jixiao.regulations.reviews import Grade
from jixiao.scoring.monitoring import Dark
from jixiao.scoring.review import Way
from jixiao.scoring.score import Standing
from jixiao.writers import contract

Points = Annotated[str, Meta(description="Points, a decimal number.", examples=["9.29"])]
Place = Annotated[int, Meta(ge=1, description="Which indicator of the table.")]
Method = Annotated[str, Meta(description="Key of the regulation by which it was worked out.")]


class Input(Struct, frozen=True):
    """What went into a result: its name, the text as printed, and the cell."""

    name: str
    text: str
    source: contract.Source | None


class Trail(Struct, frozen=True):
    """The path to a result: which formula on which basis, from which cells, by which arithmetic."""

    formula: str
    rule: Annotated[str, Meta(description="What the formula says.")]
    basis: str
    inputs: list[Input]
    steps: Annotated[list[str], Meta(description="Lines of arithmetic.")]
    remarks: list[str]


class Execution(Struct, frozen=True, kw_only=True):
    """The points of the budget's execution; least and most differ where a person has still to choose."""

    standing: Standing
    weight: Points | None
    least: Points | None
    most: Points | None
    printed: Annotated[Points | None, Meta(description="The score that the document prints.")]
    trail: Trail


class Row(Execution, frozen=True, kw_only=True):
    """The points of an indicator."""

    place: Place
    level3: str


class LeftOut(Struct, frozen=True):
    """A row that the total does not count; without a place it is the budget's execution."""

    place: Place | None
    level3: str
    why: str


class Total(Struct, frozen=True):
    """The points of a table; least and most differ where a person has still to choose."""

    least: Points
    most: Points
    printed: Points | None


class Score(Struct, frozen=True):
    """A self-evaluation scored; the grade is null while least and most have different ones."""

    table: str
    form: Form
    year: int
    method: Method
    total: Total
    grade: str | None
    weight: Annotated[Points, Meta(description="What the weights of the rows add up to.")]
    execution: Execution | None
    rows: list[Row]
    left_out: list[LeftOut]


class Lit(Struct, frozen=True, kw_only=True):
    """How a row stands; without a light, dark says why."""

    light: Light | None
    dark: Dark | None
    trail: Trail


class LitRow(Lit, frozen=True, kw_only=True):
    """How an indicator stands."""

    place: Place
    level3: str


class Watch(Struct, frozen=True):
    """A monitoring table with its lights; what becomes of the project a person decides."""

    table: str
    form: Form
    year: int
    month: Annotated[int | None, Meta(description="The last month covered, where it is known.")]
    method: Method
    worst: Light | None
    choices: Annotated[list[Disposition], Meta(description="The usual one first.")]
    budget: Lit | None
    rows: list[LitRow]


class Item(Struct, frozen=True):
    """One item of a review: computed where findings propose a grade, open where a person has to look."""

    item: str
    dimension: str
    name: str
    weight: Points
    standing: Standing
    grade: Grade | None
    least: Points
    most: Points
    evidence: Annotated[list[contract.Finding], Meta(description="The findings that count against it.")]
    note: Annotated[str, Meta(description="What a person says beside a mark.")]
    trail: Trail


class Review(Struct, frozen=True):
    """A target table reviewed by its findings, for a person to confirm."""

    table: str
    form: Form
    method: Method
    way: Way
    total: Total
    grade: Grade | None
    handling: str | None
    items: list[Item]


class ScoredDocument(contract.Document, frozen=True):
    """One file, read and scored."""

    scores: list[Score]
    monitoring: list[Watch]
    reviews: list[Review]


class ScoredLine(contract.Line, frozen=True):
    """A line of ``--to jsonl``: one table, the findings about it, and what was worked out of it."""

    score: Score | None
    monitoring: Watch | None
    review: Review | None


class ScoredReport(Struct, frozen=True):
    """All files of one call."""

    documents: list[ScoredDocument]
