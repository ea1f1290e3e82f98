"""The months that a monitoring table covers, as the headings of its money print them."""

from __future__ import annotations

import re

from jixiao.model.number import plain
from jixiao.model.table import FundsColumn, Table

_TO = "[-~至到]{1,2}"
_END = re.compile(
    rf"1月?{_TO}(?P<span>1[0-2]|[1-9])月|截[至止]到?(?:20\d\d年)?(?P<until>1[0-2]|[1-9])月"
    "|(?<!\\d)(?P<end>1[0-2]|[1-9])月[底末]|(?P<named>上半年|前三季度|第?[一1]季度)",
    re.ASCII,
)
_NAMED = {"上半年": 6, "前三季度": 9}
_FIRST_QUARTER = 3


def month_in(text: str) -> int | None:
    """The month in which a period from the year's beginning ends.

    >>> month_in("1—7月执行数"), month_in("截至2025年10月底支出数"), month_in("上半年执行数")
    (7, 10, 6)
    >>> month_in("全年执行数"), month_in("7月执行数")
    (None, None)
    """
    found = _END.search(plain(text))
    if found is None:
        return None
    if named := found["named"]:
        return _NAMED.get(named, _FIRST_QUARTER)
    return int(found["span"] or found["until"] or found["end"])


def months_of(table: Table) -> frozenset[int]:
    """Every month that its headings of money spent end in; the title's where they name none."""
    spent = (fund.heading for fund in table.funds if fund.column is FundsColumn.EXECUTED)
    found = {month for heading in spent if (month := month_in(heading))}
    titled = month_in(table.title)
    return frozenset(found or ({titled} if titled else ()))
