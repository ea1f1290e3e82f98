"""Filling in: as one form, and cell by cell."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from jixiao.forms.edited import Edit, text_at
from jixiao.model.state import Role
from jixiao.web.targets.domain import content, filling, steps
from jixiao.web.targets.models import Entry, Filing

FIRST = "indicator.0.target"


@pytest.fixture
def browser(bureau, signed_in):
    return signed_in(bureau.people[Role.FILER])


@pytest.fixture
def filing(bureau):
    return bureau.filing()


def cell(address, was, text):
    return {f"cell.{address}": text, f"was.{address}": was}


def rows_of(filing):
    return content.table_in(Filing.objects.get(pk=filing.pk).version).indicators


def by_another(bureau, filing, *edits):
    filling.save(account=bureau.people[Role.FILER], filing=filing.pk, edits=[Edit(*each) for each in edits])


# ------------------------------------------------------------------------------- as one form
def test_a_form_sent_as_it_was_shown_changes_nothing(browser, filing):
    page = browser.get(reverse("fill", args=[filing.pk]))
    shown = {each.address: each.text for each in page.context["shown"].cells}
    form = {name: text for each in shown.items() for name, text in cell(each[0], each[1], each[1]).items()}
    line_breaks = {name: text.replace("\n", "\r\n") for name, text in form.items()}

    answer = browser.post(reverse("fill", args=[filing.pk]), line_breaks | {"revision": "0"})

    assert (302, 0, ["make"]) == (
        answer.status_code,
        Filing.objects.get(pk=filing.pk).revision,
        list(Entry.objects.values_list("act", flat=True)),
    )


def test_only_cells_that_were_changed_are_saved(browser, bureau, filing):
    by_another(bureau, filing, ("indicator.1.target", "=100%", "≥90%"))

    browser.post(
        reverse("fill", args=[filing.pk]),
        {"revision": "0"} | cell(FIRST, "≤100%", "≤95%") | cell("indicator.1.target", "=100%", "=100%"),
    )

    assert ["≤95%", "≥90%", "规范"] == [each.printed for each in rows_of(filing)]


def test_a_conflict_keeps_what_was_typed_and_a_second_save_puts_it_there(browser, bureau, filing):
    by_another(bureau, filing, (FIRST, "≤100%", "≤80%"))
    address = reverse("fill", args=[filing.pk])

    refused = browser.post(address, {"revision": "0"} | cell(FIRST, "≤100%", "≤95%"))

    held = next(each for each in refused.context["shown"].cells if each.address == FIRST)
    assert (409, "≤95%", "≤80%") == (refused.status_code, held.text, held.now)
    again = browser.post(address, {"revision": "1"} | cell(FIRST, held.now, held.text))
    assert (302, "≤95%") == (again.status_code, rows_of(filing)[0].printed)


def test_an_amount_that_is_none_is_said_and_the_rest_is_saved(browser, filing):
    answer = browser.post(
        reverse("fill", args=[filing.pk]),
        {"revision": "0"} | cell("fund.current-fiscal", "17200.01", "很多") | cell(FIRST, "≤100%", "≤95%"),
    )

    assert (["fund.current-fiscal"], "≤95%") == (
        [each.edit.address for each in answer.context["undone"]],
        rows_of(filing)[0].printed,
    )


@pytest.mark.parametrize(
    ("do", "names"),
    [
        ("add.1", ["“三公经费”控制率", "", "基本支出预算执行率", "政府采购规范性"]),
        ("remove.1", ["“三公经费”控制率", "政府采购规范性"]),
    ],
)
def test_a_button_of_a_row_saves_the_cells_first(browser, filing, do, names):
    browser.post(
        reverse("fill", args=[filing.pk]), {"revision": "0", "do": do} | cell(FIRST, "≤100%", "≤95%")
    )

    assert (names, "≤95%") == ([each.level3 for each in rows_of(filing)], rows_of(filing)[0].printed)


def table_of(filing):
    return content.table_in(Filing.objects.get(pk=filing.pk).version)


@pytest.mark.parametrize(
    ("do", "order"),
    [("up.1", [1, 0, 2]), ("down.1", [0, 2, 1]), ("up.0", [0, 1, 2]), ("down.2", [0, 1, 2])],
)
def test_a_row_moves_up_or_down_with_what_was_typed_in_it(browser, filing, do, order):
    names = [each.level3 for each in rows_of(filing)]

    typed = cell("indicator.1.target", "=100%", "≥90%")
    browser.post(reverse("fill", args=[filing.pk]), {"revision": "0", "do": do} | typed)

    assert [names[place] for place in order] == [each.level3 for each in rows_of(filing)]
    assert ["≥90%"] == [each.printed for each in rows_of(filing) if each.level3 == names[1]]


def test_goals_are_added_and_removed_and_the_history_keeps_what_was_said(browser, filing):
    address = reverse("fill", args=[filing.pk])
    was = table_of(filing).goals[0].text

    browser.post(address, {"revision": "0", "do": "goal.annual"})
    browser.post(address, {"revision": "1", "do": "ungoal.0"} | cell("goal.1", "", "年内建成"))

    assert [("annual", "年内建成")] == [(each.span, each.text) for each in table_of(filing).goals]
    assert {"goals": [2, 1], "gone": [was]} == Entry.objects.order_by("-sequence").first().detail
    assert was in browser.get(reverse("filing-history", args=[filing.pk])).content.decode()


def test_amounts_are_converted_after_what_was_typed_is_saved(browser, filing):
    address = reverse("fill", args=[filing.pk])
    typed = cell("fund.current-fiscal", "17200.01", "17200.02")

    browser.post(address, {"revision": "0", "do": "unit", "unit": "元"} | typed)

    assert ("172000200", "元") == (
        text_at(table_of(filing), "fund.current-fiscal"),
        browser.get(address).context["shown"].unit,
    )
    refused = browser.post(address, {"revision": "2", "do": "unit", "unit": "斤"})
    assert (409, "元") == (refused.status_code, table_of(filing).amount_unit.unit)


@pytest.mark.parametrize("do", ["up.1", "goal.total", "unit"])
def test_a_page_from_before_saves_no_cell_that_means_something_else_now(browser, filing, do):
    address = reverse("fill", args=[filing.pk])
    browser.post(address, {"revision": "0", "do": do, "unit": "元"})

    answer = browser.post(address, {"revision": "0"} | cell("fund.carried-over", "", "5"))

    assert (409, "5") == (answer.status_code, answer.context["edits"][0].text)
    assert 1 == Filing.objects.get(pk=filing.pk).revision


def test_rows_copied_from_a_spreadsheet_begin_at_the_chosen_cell(browser, filing):
    browser.post(
        reverse("fill", args=[filing.pk]),
        {
            "revision": "0",
            "do": "paste",
            "columns": "level1 level2 level3 target weight",
            "from": "target",
            "place": "3",
            "block": "≥9次\t10\n≥8次\t5\n",
        },
    )

    assert [("政府采购规范性", "≥9次", "10"), ("", "≥8次", "5")] == [
        (each.level3, each.printed, each.weight) for each in rows_of(filing)[2:]
    ]


def test_a_suggestion_comes_from_approved_tables_and_goes_behind_its_class(bureau, browser, filing):
    bureau.approved(bureau.filing())
    page = browser.get(f"{reverse('fill', args=[filing.pk])}?text=三公&level1=&level2=")

    (found,) = page.context["suggestions"]
    assert (1, ("≤100%",)) == (found.number, found.targets)
    row = json.dumps(["部门管理", "资金投入", "培训完成率", "≥95%"])
    browser.post(reverse("fill", args=[filing.pk]), {"revision": "0", "do": "take.1", "suggested.1": row})
    assert ["“三公经费”控制率", "基本支出预算执行率", "培训完成率", "政府采购规范性"] == [
        each.level3 for each in rows_of(filing)
    ]


def test_drafts_of_other_units_are_suggested_to_nobody(bureau, browser, filing, tree):
    other = bureau.filing()
    Filing.objects.filter(pk=other.pk).update(office=tree.other)

    assert [] == browser.get(f"{reverse('fill', args=[filing.pk])}?text=").context["suggestions"]


# ------------------------------------------------------------------------------ cell by cell
def saved(browser, filing, revision, *cells):
    facts = {"revision": str(revision)}
    for each in cells:
        facts |= cell(*each)
    return browser.post(reverse("fill-cells", args=[filing.pk]), facts)


def test_a_cell_is_answered_with_what_stands_there_and_what_was_found(browser, filing):
    answer = saved(
        browser, filing, 0, (FIRST, "≤100%", " 若干 "), ("fund.current-fiscal", "17200.01", "1亿元")
    ).json()

    assert {FIRST: "若干", "fund.current-fiscal": "10000"} == answer["saved"]
    assert 1 == answer["revision"]
    assert FIRST in {each["address"] for each in answer["found"]}
    assert False in {closes for _, closes in answer["sums"]}


def test_of_two_who_change_a_cell_the_second_gets_both_texts(bureau, browser, filing):
    by_another(bureau, filing, (FIRST, "≤100%", "≤80%"))

    answer = saved(
        browser, filing, 0, (FIRST, "≤100%", "≤95%"), ("indicator.1.target", "=100%", "≥90%")
    ).json()

    assert ([(FIRST, "≤80%")], {"indicator.1.target": "≥90%"}) == (
        [(each["address"], each["now"]) for each in answer["refused"]],
        answer["saved"],
    )


def test_a_blank_cell_is_not_filled_in_another_row_once_rows_have_moved(bureau, browser, filing):
    filling.add_blank_row(account=bureau.people[Role.FILER], filing=filing.pk, revision=0, place=0)

    answer = saved(browser, filing, 0, ("indicator.1.weight", "", "10"))

    assert (409, [None] * 4) == (answer.status_code, [each.weight for each in rows_of(filing)])
    assert 200 == saved(browser, filing, 1, ("indicator.1.weight", "", "10")).status_code


def test_a_table_that_was_handed_in_takes_no_more(bureau, browser, filing):
    steps.hand_in(bureau.asked(Role.FILER, filing))

    answer = saved(browser, filing, 0, (FIRST, "≤100%", "≤95%"))

    assert (409, "≤100%") == (answer.status_code, rows_of(filing)[0].printed)
    assert "撤回" in answer.json()["message"]
    assert reverse("filing", args=[filing.pk]) == browser.get(reverse("fill", args=[filing.pk])).url


def test_a_cell_that_the_table_does_not_have_is_no_edit(browser, filing):
    answer = saved(browser, filing, 0, ("indicator.77.target", "", "1"), ("revision", "0", "9")).json()

    assert ({}, 0) == (answer["saved"], answer["revision"])


def test_what_cannot_be_saved_is_given_back_to_be_copied(bureau, browser, filing):
    filling.add_blank_row(account=bureau.people[Role.FILER], filing=filing.pk, revision=0, place=0)

    answer = browser.post(
        reverse("fill", args=[filing.pk]), {"revision": "0"} | cell("indicator.1.weight", "", "十二分半")
    )

    assert (409, True) == (answer.status_code, "十二分半" in answer.content.decode())
    assert [None] * 4 == [each.weight for each in rows_of(filing)]


@pytest.mark.parametrize(
    "facts",
    [
        {"do": "add." + "9" * 5000},
        {"do": "remove.x"},
        {"do": "take.1", "suggested.1": "[]"},
        {"do": "paste", "block": "\x00"},
        {"do": "paste", "block": "甲\x00乙", "place": "9" * 5000, "from": "nowhere", "columns": "x y"},
        {"do": "nonsense"},
        cell(FIRST, "≤100%", "≤\x0095%"),
    ],
)
def test_what_no_page_of_ours_sends_breaks_nothing(browser, filing, facts):
    answer = browser.post(reverse("fill", args=[filing.pk]), {"revision": "0"} | facts)

    assert answer.status_code in {302, 409}
    assert "\x00" not in "".join(f"{each.printed}{each.level3}" for each in rows_of(filing))
