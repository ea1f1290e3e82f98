"""How amounts, places and names are printed for people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from unicodedata import east_asian_width

from jixiao.model.message import Message
from jixiao.model.source import Source
from jixiao.model.table import AmountUnit, Fund, Sum
from jixiao.model.unit import parse_unit

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BREAK = re.compile(r"\s*[\n\t]\s*")
_UNDECODED = re.compile("[\ud800-\udfff]")
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def amount_in(unit: AmountUnit, yuan: Decimal) -> str:
    """In the unit in which the form prints its amounts.

    >>> amount_in(AmountUnit("万元", stated=True), Decimal("198065200.00"))
    '19,806.52'
    """
    return grouped(yuan / parse_unit(unit.unit).scale)


def equation_of(read: Sum, unit: AmountUnit) -> str:
    """The sum as one would write it beside the form: ``3.00 = 1.00 + 2.00 ✓``."""
    total, *parts = (amount_in(unit, each) for each in (read.total, *read.parts))
    added = " + ".join(parts)
    if read.closes:
        return f"{total} {'=' if read.total == read.added else '≈'} {added} ✓"  # parts may be rounded
    return f"{total} ≠ {added}" + (f" = {amount_in(unit, read.added)} ✗" if len(parts) > 1 else " ✗")


def by_item(funds: Iterable[Fund]) -> list[dict[str, Fund]]:
    """Amounts of one printed row together, by their headings; a form may print a label twice."""
    rows: list[dict[str, Fund]] = []
    label = None
    for fund in funds:
        if fund.label != label or fund.heading in rows[-1]:
            rows.append({})
            label = fund.label
        rows[-1][fund.heading] = fund
    return rows


def grouped(number: Decimal) -> str:
    """With thousands separators and at least two decimals.

    >>> grouped(Decimal("19806.5")), grouped(Decimal("1.23456"))
    ('19,806.50', '1.23456')
    """
    return f"{number:,.{decimals(number)}f}"


def decimals(number: Decimal) -> int:
    """How many decimals a sum of money is printed with: two, or all it has."""
    return max(2, -int(number.normalize().as_tuple().exponent))


def place_of(source: Source | None) -> Message:
    """Where to look in the user's own file."""
    if source is None:
        return Message("", "")
    if source.sheet is not None:
        cell = f"{source.sheet}!{column_letters(source.column)}{source.row}"
        return Message(cell, cell)
    page = Message(f"第{source.page}页", f"page {source.page}, ") if source.page else Message("", "")
    return Message(
        f"{page.zh}表{source.table}第{source.row}行第{source.column}列",
        f"{page.en}table {source.table}, row {source.row}, column {source.column}",
    )


def shown(text: str) -> str:
    """Without control characters and halves of pairs: a text must not steer a terminal, nor break a file."""
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """Without breaks, tabs and control characters.

    >>> one_line("一、\\t目标\\r\\n二、目标")
    '一、 目标 二、目标'
    """
    return shown(_BREAK.sub(" ", text))


def cut(text: str, longest: int) -> str:
    """The text, or its beginning.

    >>> cut("推进平安建设", 6), cut("推进平安建设", 4)
    ('推进平安建设', '推进平…')
    """
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def width_of(text: str) -> int:
    """How many columns a text takes in a fixed pitch: a Chinese character two.

    >>> width_of("指标A")
    5
    """
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def column_letters(column: int) -> str:
    """As a spreadsheet names its columns.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def valid(name: str) -> str:
    """A file's name as text that can be written. Names need not be UTF-8; Chinese ones were often GBK."""
    if not _UNDECODED.search(name):
        return name
    return _NO_BYTE.sub("?", name).encode("utf-8", "surrogateescape").decode("gb18030", "replace")
