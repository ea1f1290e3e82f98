"""The layout for a table when none is named."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.model.table import Table
from jixiao.writers.official.layout import Layout
from jixiao.writers.official.omitted import omissions
from jixiao.writers.official.place import placed
from jixiao.writers.official.said import said_in


def choose(table: Table, known: Sequence[Layout], places: str = "") -> Layout:
    """Of the layouts of its form the one that loses least; then the region's own, a national, a small one.

    ``places`` is any text that names where the table belongs. Raises
    `UsageError` where no layout is of the table's form.
    """
    fit = [layout for layout in known if layout.form == table.form]
    if not fit:
        raise UsageError(
            Message(
                f"没有表类 {table.form} 的格式，可用的格式：{_names(known)}",
                f"no layout is of the form {table.form}; there are {_names(known)}",
            )
        )
    return min(fit, key=lambda layout: (_lost(layout, table), _distance(layout, places), _size(layout)))


def _names(known: Sequence[Layout]) -> str:
    return ", ".join(layout.name for layout in known)


def _lost(layout: Layout, table: Table) -> int:
    """Values without a place of their own; those that no row for others can hold weigh more."""
    said = said_in(table, layout.amounts)
    return sum(each.count for each in omissions(layout, table, said)) + len(placed(layout, said).left)


def _distance(layout: Layout, places: str) -> int:
    """How far a form is from home: the region's own, a national one, another region's."""
    if not layout.region:
        return 1
    return 0 if any(name in places for name in layout.region) else 2


def _size(layout: Layout) -> int:
    return sum(mark.is_field for row in (*layout.head, layout.row, *layout.tail) for mark in row)
