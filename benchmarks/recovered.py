"""How many indicators a library's tables give, by one plain rule that is the same for all.

A row with the heads 三级指标 (or 指标名称, 指标内容) and 指标值 (or 目标值, also 年度指标值
and the like) begins a list. In the rows below it, a name and a value make an
indicator; its levels stand under 一级指标 and 二级指标 or, where these are blank,
are those of the row before. A head holds for its column and those without a head
that follow. A table without heads that is as wide as the one before goes on with
its heads and levels. White space, width and the kind of quotes do not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from jixiao.grid.grid import Grid
from tests.truth import norm

Row = tuple[str, str, str, str]  # level1, level2, level3, value
Columns = tuple[range, range, range, range]


class Share(NamedTuple):
    """Of the indicators that are there, those found exactly; and those found that are not there."""

    exact: int
    there: int
    made_up: int


def share(read: Sequence[tuple[dict[str, Any], Any]]) -> Share | None:
    """By what is true of each file and what was read; None for what gives no tables."""
    if not all(_has_tables(result) for _, result in read):
        return None
    pairs = [(_true(truth), Counter(found(result))) for truth, result in read]
    return Share(
        sum((true & got).total() for true, got in pairs),
        sum(true.total() for true, _ in pairs),
        sum((got - true).total() for true, got in pairs),
    )


def _has_tables(result: Any) -> bool:
    return hasattr(result, "tables") or all(isinstance(table, list | Grid) for table in result)


def _true(truth: dict[str, Any]) -> Counter[Row]:
    rows = (row for table in truth["tables"] for row in table["indicators"])
    return Counter(_row(row["level1"], row["level2"], row["level3"], row["target"]) for row in rows)


def found(result: Any) -> Iterator[Row]:
    """The indicators of a typed document as they are, those of raw tables by the rule."""
    if hasattr(result, "tables"):
        for table in result.tables:
            yield from (_row(i.level1, i.level2, i.level3, i.printed) for i in table.indicators)
    else:
        yield from _of_tables([_rows(each) if isinstance(each, Grid) else each for each in result])


def _rows(grid: Grid) -> list[list[str]]:
    """A grid as the other libraries give theirs: a merged cell has its text at its first place."""
    texts = {(cell.row, cell.column): cell.text for cell in grid.cells}
    rows, columns = (range(1, max(ends) + 1) for ends in zip(*grid.places, strict=True))
    return [[texts.get((row, column), "") for column in columns] for row in rows]


def _row(*texts: str) -> Row:
    level1, level2, level3, value = map(norm, texts)
    return level1, level2, level3, value


def _of_tables(tables: Sequence[Sequence[Sequence[str | None]]]) -> Iterator[Row]:
    columns: Columns | None = None
    width, level1, level2 = 0, "", ""
    for table in tables:
        for cells in table:
            row = [norm(cell) for cell in cells]
            if heads := _heads(row):
                columns, width, level1, level2 = heads, len(row), "", ""
            elif columns and len(row) == width:
                first, second, name, value = (_text(row, column) for column in columns)
                level1, level2 = first or level1, second or ("" if first else level2)
                if name and value:
                    yield level1, level2, name, value
            else:
                columns = None


def _heads(row: Sequence[str]) -> Columns | None:
    """The columns of both levels, the name and the value."""
    places = [i for i, text in enumerate(row) if text] + [len(row)]
    columns: dict[str, range] = {}
    for start, end in pairwise(places):
        columns.setdefault(_kind(row[start]), range(start, end))
    if "name" not in columns or "value" not in columns:
        return None
    none = range(0)
    return columns.get("level1", none), columns.get("level2", none), columns["name"], columns["value"]


def _kind(head: str) -> str:
    if head.startswith(("一级指标", "二级指标")):
        return "level1" if head.startswith("一") else "level2"
    if head.startswith("三级指标") or head in ("指标名称", "指标内容"):
        return "name"
    return "value" if head.endswith(("指标值", "目标值")) else ""


def _text(row: Sequence[str], column: range) -> str:
    return next((row[i] for i in column if row[i]), "")
