"""One pass of the rules: what one fault must not spoil, and who speaks where several could."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jixiao.checks.catalogue import rules
from jixiao.checks.rule import remark
from jixiao.checks.run import CRASHED, check
from jixiao.regulations.load import regulations
from tests import factories

RULE = next(each for each in rules() if each.name == "rate-without-number")


def finding(name, *, only="", **more):
    def find(measure):
        if measure.indicator.level3.endswith(only):
            yield remark()

    return replace(RULE, name=name, find=find, **more)


def crashing(measure):
    raise ZeroDivisionError(measure.indicator.level3)
    yield


def run(*rules):
    document = factories.document(tables=(factories.unit_table(),), findings=())
    return check(document, regulations(), date(2024, 7, 1), rules=rules)


def test_a_rule_that_fails_is_named_with_its_table_and_the_others_run():
    *others, crash = run(replace(RULE, name="broken", find=crashing), finding("sound"))

    assert ["sound"] * 3 == [each.rule for each in others]
    assert (CRASHED, "中共甘肃省委政法委员会") == (crash.rule, crash.table)
    assert "broken" in crash.message.zh
    assert "--ignore broken" in crash.suggestion.en


def test_a_rule_gives_way_where_the_better_one_speaks_and_only_there():
    found = run(finding("weak", gives_way_to=("strong",)), finding("strong", only="规范性"))

    assert [
        ("weak", "“三公经费”控制率"),
        ("weak", "基本支出预算执行率"),
        ("strong", "政府采购规范性"),
    ] == [(each.rule, each.indicator) for each in found]


def test_rules_hold_in_their_years_and_forms():
    assert () == run(
        finding("old", until=2023), finding("new", since=2025), finding("none", forms=frozenset())
    )
    assert 3 == len(run(finding("now", since=2024, until=2024)))
