from __future__ import annotations

from datetime import date

from jixiao.checks.catalogue import rules
from jixiao.model.table import Form
from jixiao.regulations.load import regulations
from jixiao.scoring.review import Standing, review_document, review_table
from tests.factories import document, evaluation_table, unit_table


def forms():
    return regulations().reviews


def test_every_rule_of_the_catalogue_counts_against_an_item_or_is_silent():
    known = {rule.name for rule in rules()}

    for form in forms():
        assert known == form.silent.union(*(item.rules for item in form.items))


def test_no_silent_rule_counts_against_an_item():
    for form in forms():
        assert frozenset() == form.silent & frozenset().union(*(item.rules for item in form.items))


def test_the_items_of_a_review_make_a_hundred_points():
    assert [100] == [form.total for form in forms()]


def test_a_target_table_is_reviewed_and_an_evaluation_is_not():
    made = document(tables=(unit_table(), evaluation_table()), findings=())

    reviews = review_document(made, regulations(), today=date(2024, 1, 1))

    assert [Form.UNIT_TARGETS] == [each.table.form for each in reviews]


def test_what_no_finding_can_tell_waits_for_a_person():
    review = review_table(unit_table(), (), regulations())

    waiting = [each.item.name.zh for each in review.open]
    assert ["目标相关性", "绩效合理性", "资金匹配性", "实现可能性", "条件充分性"] == waiting
    assert {Standing.OPEN} == {each.standing for each in review.open}


def test_nothing_unverified_is_cited_with_a_number():
    review = review_table(unit_table(), (), regulations())

    assert {"从完整性、相关性、适当性、可行性审核绩效目标，八项共100分"} == {
        each.trail.basis.zh for each in review.items
    }
