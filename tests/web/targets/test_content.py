"""What lists show of a table."""

from __future__ import annotations

import pytest

from jixiao.model.table import FundsColumn, FundsItem
from jixiao.web.targets.domain.content import yuan_of
from tests.factories import fund, unit_table

TOTAL = fund(FundsItem.INCOME_TOTAL, "收入合计", "9")
BASIC, PROJECTS = fund(FundsItem.BASIC, "基本支出", "3"), fund(FundsItem.PROJECTS, "项目支出", "5")
EXECUTED = fund(FundsItem.INCOME_TOTAL, "收入合计", "7", FundsColumn.EXECUTED)


@pytest.mark.parametrize(
    ("funds", "wan"),
    [
        ((TOTAL, EXECUTED), 9),
        ((BASIC, PROJECTS, TOTAL), 9),
        ((BASIC, PROJECTS), 8),
        ((BASIC,), None),
        ((EXECUTED,), None),
    ],
    ids=["total", "total-first", "both-kinds", "one-kind", "only-spent"],
)
def test_the_money_of_a_table_is_its_highest_total_or_what_it_spends_of_both_kinds(funds, wan):
    assert (wan and wan * 10_000) == yuan_of(unit_table(funds=funds))
