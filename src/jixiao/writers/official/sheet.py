"""A form filled in, ready to be drawn: cells with their spans, and what stands above and below them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from jixiao.regulations.method import Method

_MANY = 8


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Look(StrEnum):
    """What a cell holds, which decides how it looks and whether one may write into it."""

    LABEL = "label"  # a word of the form
    VALUE = "value"  # what the table says; settled
    ENTRY = "entry"  # to be filled in
    PROPOSED = "proposed"  # filled in by jixiao, to be confirmed or changed


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its top left corner, counted from 1, covering ``rowspan`` by ``colspan`` places.

    ``number`` is set where the text is one plain number, which a workbook
    keeps as such; ``text`` is how it is printed, so that both say the same.
    ``name`` is the layout's word for what stands here (``subject``,
    ``annual-total.executed``, ``score``), "" for words of the form; ``entry``
    counts the indicators from 0 for cells of their rows. ``choices`` are the
    words a person may choose from.
    """

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    look: Look = Look.VALUE
    align: Align = Align.LEFT
    number: Decimal | None = None
    name: str = ""
    entry: int | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line above or below the grid: the number of the annex, the title, the year, the unit of amounts.

    In one that is open a person writes what is not known.
    """

    text: str
    align: Align = Align.LEFT
    is_title: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as it is printed.

    ``name`` is short, for a workbook's tab. ``widths`` are the columns' shares
    of the page, which is A4, turned when ``is_wide``. ``repeated`` are the
    first and last row of the heads of the indicators, printed again on each
    further page; None where the form has no such heads. ``formulas`` gives
    the named cells that follow from others: ``basic`` to ``personnel + operation``;
    by ``method`` scores follow from what is typed, where the form is scored.
    """

    name: str
    above: tuple[Line, ...]
    widths: tuple[int, ...]
    cells: tuple[Cell, ...]
    below: tuple[Line, ...] = ()
    repeated: tuple[int, int] | None = None
    is_wide: bool = False
    formulas: Mapping[str, str] = field(default_factory=dict)
    method: Method | None = None

    @property
    def is_dense(self) -> bool:
        """Whether its columns are too many for characters of the usual size."""
        return self.is_wide or len(self.widths) >= _MANY

    @property
    def title(self) -> str:
        """What the form is called; its name where it has no title."""
        return next((line.text for line in self.above if line.is_title), self.name)

    @property
    def height(self) -> int:
        """The number of rows."""
        return max((cell.row + cell.rowspan - 1 for cell in self.cells), default=0)
