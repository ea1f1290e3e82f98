"""Search: what is found, by whom, and that the index stays in step; on either database."""

from __future__ import annotations

import csv
import re
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from jixiao.forms.edited import Edit
from jixiao.model.state import Role
from jixiao.model.target import parse_target
from jixiao.web.config.serving import greeting
from jixiao.web.targets import search
from jixiao.web.targets.domain import content, exports, filling, index
from jixiao.web.targets.models import Export, Filing, Gist, Row
from jixiao.web.targets.search import Count, Search, What, place_of, wanted_in


@pytest.fixture
def browse(bureau, signed_in):
    return lambda role: signed_in(bureau.people[role])


def named(bureau, name, target="≥95%", subject=""):
    """A filing whose first indicator is called so."""
    filing = bureau.filing()
    table = content.table_in(filing.version)
    first = replace(table.indicators[0], level3=name, printed=target, target=parse_target(target))
    changed = replace(table, indicators=(first,), subject=subject or table.subject)
    content.keep(filing=filing, table=changed)
    filing.save()
    return filing


def found(bureau, role=Role.AUDITOR, **said):
    rows = Search(bureau.people[role], wanted_in(said)).indicators
    return sorted(each.level3 for each in rows)


# ------------------------------------------------------------------------------ what is found
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("采购", ["政府采购完成率", "采购数量"]),
        ("购", ["政府采购完成率", "采购数量"]),
        ("率", ["“三公经费”控制率（ＧＤＰ占比）", "政府采购完成率"]),
        ("政府采购", ["政府采购完成率"]),
        ("政府采购完成率", ["政府采购完成率"]),
        ("采购 完成", ["政府采购完成率"]),
        ("完成 采购", ["政府采购完成率"]),
        ("采购率", []),
        ("府购", []),
        ("培训", []),
        ("三公经费", ["“三公经费”控制率（ＧＤＰ占比）"]),
        ("gdp", ["“三公经费”控制率（ＧＤＰ占比）"]),
        ("95", ["政府采购完成率"]),
        ("率95", []),
        ("%", []),
        ("' OR 1=1 --", []),
        ('"采购" *', ["政府采购完成率", "采购数量"]),
    ],
)
@pytest.mark.parametrize("few", [0, 200], ids=["by the index", "row by row"])
def test_words_are_found_wherever_they_stand(bureau, monkeypatch, text, names, few):
    monkeypatch.setattr(search, "_FEW", few)
    named(bureau, "政府采购完成率")
    named(bureau, "采购数量", "=3批")
    named(bureau, "“三公经费”控制率（ＧＤＰ占比）", "≤100元")

    assert names == found(bureau, text=text)


def test_the_newest_rows_give_what_the_index_gives(bureau):
    for name in ("政府采购完成率", "采购数量", "培训人次"):
        named(bureau, name)
    rows = Row.objects.order_by("pk")

    for text in ("采购", "政府采购", "购", "数量 采购", "没有"):
        assert list(rows.filter(pairs__holds=text)) == list(rows.filter(pairs__matches=text)), text


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ({"comparator": ">="}, 1),
        ({"comparator": "<="}, 1),
        ({"level1": "满意"}, 0),
        ({"year": "2025"}, 2),
        ({"year": "2024"}, 0),
        ({"form": "project-targets"}, 2),
        ({"form": "unit-targets"}, 0),
        ({"state": "draft"}, 2),
        ({"state": "approved"}, 0),
        ({"state": "nonsense", "comparator": "x", "level1": "y", "year": "z"}, 2),
    ],
)
def test_conditions_narrow_what_is_found(bureau, said, number):
    for target in ("≥95%", "≤3天"):
        filing = named(bureau, "采购数量", target)
        filling.save(
            account=bureau.people[Role.FILER],
            filing=filing.pk,
            edits=[Edit("indicator.0.target", target, f"{target} ")],
        )
    assert number == len(found(bureau, text="采购", **said))


def test_an_office_means_what_is_below_it_too(bureau, tree):
    named(bureau, "采购数量")
    offices = (tree.province, tree.department, tree.unit, tree.other)

    assert [1, 1, 1, 0] == [len(found(bureau, text="采购", office=str(each.pk))) for each in offices]


def test_only_what_a_person_may_see_is_found(bureau, person, tree):
    named(bureau, "采购数量", subject="采购项目")
    beside = person("beside", Role.DEPARTMENT_REVIEWER, tree.beside)
    wanted = wanted_in({"text": "采购"})

    assert [0, 0] == [Search(beside, wanted).indicators.count(), Search(beside, wanted).tables.count()]
    assert dict.fromkeys(Role, 1) == {
        role: Search(account, wanted).indicators.count() for role, account in bureau.people.items()
    }


def test_subjects_goals_and_units_are_found(bureau):
    filing = named(bureau, "某数量", subject="水库除险加固")
    auditor = bureau.people[Role.AUDITOR]
    goal = Gist.objects.get(filing=filing).goal

    assert [filing.pk] == [each.pk for each in Search(auditor, wanted_in({"text": "除险"})).tables]
    assert goal
    assert [filing.pk] == [each.pk for each in Search(auditor, wanted_in({"text": goal[:6]})).tables]
    assert ["示例省水文站"] == [each.name for each in Search(auditor, wanted_in({"text": "水文"})).units]
    assert [] == list(Search(auditor, wanted_in({"year": "2025"})).units)


# ------------------------------------------------------------------------- in step with tables
def test_a_word_that_was_changed_is_found_no_more(bureau):
    filing = named(bureau, "采购数量")
    filling.save(
        account=bureau.people[Role.FILER],
        filing=filing.pk,
        edits=[Edit("indicator.0.level3", "采购数量", "培训人次")],
    )

    assert ([], ["培训人次"]) == (found(bureau, text="采购"), found(bureau, text="培训"))


def test_rows_that_are_gone_are_found_no_more(bureau):
    named(bureau, "采购数量")
    Row.objects.all().delete()

    assert [] == found(bureau, text="采购")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda filing: Row.objects.filter(filing=filing).update(pairs=""),
        lambda filing: Row.objects.filter(filing=filing).update(comparator=""),
        lambda filing: Gist.objects.filter(filing=filing).delete(),
        lambda filing: Filing.objects.filter(pk=filing.pk).update(subject="改名"),
    ],
)
def test_what_is_out_of_step_is_told_and_made_anew(bureau, spoil):
    filing = bureau.approved(named(bureau, "政府采购完成率", subject="水库除险"))
    assert [] == list(index.out_of_step())

    spoil(filing)
    assert [filing] == list(index.out_of_step())
    index.make_anew(filing)

    assert [] == list(index.out_of_step())
    assert ["政府采购完成率"] == found(bureau, text="采购")


def test_an_index_that_was_lost_is_rebuilt_from_the_rows(bureau):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its index itself")
    named(bureau, "政府采购完成率")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO targets_row_pairs (targets_row_pairs) VALUES ('delete-all')")
    assert [] == found(bureau, text="采购")

    index.rebuild()

    assert ["政府采购完成率"] == found(bureau, text="采购")


@pytest.fixture
def upgraded(bureau):
    """Three filings from before there was a search."""
    cache.clear()
    for number in range(3):
        named(bureau, f"采购数量{number}")
    Row.objects.update(pairs="")
    Gist.objects.all().delete()
    return bureau


def work_off():
    """What waits in line, as a worker does it; gives the number of tasks."""
    number = 0
    while task := DBTaskResult.objects.ready().first():
        number += 1
        task.task.call()
        task.set_successful(None)
    return number


def test_what_an_upgrade_left_empty_is_filled_part_by_part(upgraded, monkeypatch):
    monkeypatch.setattr(index, "PART", 2)
    assert [] == found(upgraded, text="采购")

    assert "the search index is filled in the background (3 tables)" == next(greeting(0, "")).en
    assert 3 == index.ask_to_fill()

    assert 2 == work_off()
    assert ["采购数量0", "采购数量1", "采购数量2"] == found(upgraded, text="采购")
    assert (0, 0) == (index.ask_to_fill(), DBTaskResult.objects.ready().count())
    assert not any("search index" in line.en for line in greeting(0, ""))


@pytest.mark.usefixtures("upgraded")
def test_until_then_the_page_says_that_something_is_missing(browse):
    browser, said = browse(Role.AUDITOR), "还有 {} 张表查不到"
    filing = Filing.objects.first()
    index.make_anew(filing)
    index.ask_to_fill()

    page = browser.get(reverse("find"), {"text": "采购"}).content.decode()
    assert said.format(2) in page
    assert filing.rows.first().level3 in re.sub("<[^>]+>", "", page)
    work_off()
    assert "查不到" not in browser.get(reverse("find"), {"text": "采购"}).content.decode()


# -------------------------------------------------------------------------------------- paging
@pytest.fixture
def many(bureau):
    """Tables with 1,050 rows that hold a word, older and newer rows around them."""
    filing = bureau.filing()
    Row.objects.bulk_create(
        Row(filing=filing, place=10 + place, level3=name, pairs=content.pairs_of(name))
        for place, name in enumerate(["培训人次"] * 100 + ["采购数量"] * 1050 + ["培训人次"] * 5000)
    )
    return bureau.people[Role.AUDITOR]


def test_many_are_counted_up_to_a_thousand(many):
    common, rare, none = (
        Count(Search(many, wanted_in({"text": text})).indicators) for text in ("采购数量", "政府", "没有")
    )

    assert [(1000, True), (1, False), (0, False)] == [
        (each.number, each.is_more) for each in (common, rare, none)
    ]


@pytest.mark.parametrize("said", ["1", "2", "40", "99", "-1", "x", ""])
def test_pages_of_many_are_those_of_the_whole_list(many, said):
    wanted = wanted_in({"text": "采购数量"})
    whole = list(Search(many, wanted).indicators)[:1000]
    place = place_of(said, Count(Search(many, wanted).indicators))

    assert 1 <= place.page <= place.pages == 40
    assert (
        place.cut(Search(many, wanted).indicators)
        == whole[25 * (place.page - 1) : 25 * place.page]
        == Search(many, wanted).page(What.INDICATORS, place)
    )


# ------------------------------------------------------------------------------------ the page
@pytest.mark.parametrize("number", [1, 3, 300])
@pytest.mark.parametrize("what", What)
def test_the_page_asks_as_much_for_300_as_for_one(bureau, browse, django_assert_num_queries, number, what):
    filing = named(bureau, "采购数量", subject="采购项目0")
    filings = [
        Filing(campaign=filing.campaign, office=filing.office, form=filing.form, subject=f"采购项目{each}")
        for each in range(1, number)
    ]
    Filing.objects.bulk_create(filings)
    Gist.objects.bulk_create(Gist(filing=each, pairs=content.pairs_of(each.subject)) for each in filings)
    Row.objects.bulk_create(
        Row(filing=filing, place=place, level3="采购数量", pairs=content.pairs_of("采购数量"))
        for place in range(1, number)
    )
    browser = browse(Role.AUDITOR)
    text = "水文" if what is What.UNITS else "采购"

    with django_assert_num_queries(7 if what is What.UNITS else 8):
        answer = browser.get(reverse("find"), {"text": text, "what": what.value})

    wanted = 1 if what is What.UNITS else min(number, 25)
    assert wanted == answer.content.decode().count('<th scope="row">')


def test_what_was_sought_is_lit_and_never_markup(bureau, browse):
    named(bureau, "采购<b>数量</b>")

    page = browse(Role.AUDITOR).get(reverse("find"), {"text": "购b"}).content.decode()

    assert "采<mark>购&lt;b</mark>&gt;数量&lt;/b&gt;" in page


@pytest.mark.parametrize(
    "address", ["", "?text=%25", "?text=没有", "?what=units&text=水文", "?year=2025", "?page=9"]
)
def test_every_question_has_an_answer(bureau, browse, address):
    named(bureau, "采购数量")

    assert 200 == browse(Role.AUDITOR).get(reverse("find") + address).status_code


# ------------------------------------------------------------------------------------- exports
@pytest.mark.parametrize("what", What)
def test_what_is_found_is_taken_along(bureau, browse, what):
    named(bureau, "采购数量", subject="水文采购")

    answer = browse(Role.AUDITOR).get(
        reverse(f"{what}-csv"), {"text": "水文" if what is What.UNITS else "采购"}
    )
    lines = list(csv.reader(answer.getvalue().decode("utf-8-sig").splitlines(keepends=True)))

    assert 2 == len(lines)
    assert {"indicators": "采购数量", "tables": "水文采购", "units": "示例省水文站"}[what] in lines[1]
    assert browse(Role.AUDITOR).get(reverse(f"{what}-xlsx"), {"text": "采购"}).getvalue().startswith(b"PK")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_long_list_is_written_by_a_worker_for_who_asked_alone(bureau, browse, monkeypatch, kind):
    monkeypatch.setattr(exports, "AT_ONCE", 1)
    for name in ("采购数量", "采购金额"):
        named(bureau, name)
    browser = browse(Role.AUDITOR)

    asked = browser.get(reverse(f"indicators-{kind}"), {"text": "采购"})
    assert ("targets/export_new.html", 0) == (asked.templates[0].name, Export.objects.count())
    form = {name: asked.context[name] for name in ("listing", "kind", "query")}
    begun = browser.post(reverse("export-begin"), form)
    export = Export.objects.get()
    waits = browser.get(begun.url).context["is_busy"]
    missing = browser.get(reverse("export-file", args=[export.pk])).status_code
    exports.write(export)
    data = browser.get(reverse("export-file", args=[export.pk])).getvalue()

    assert (True, 404) == (waits, missing)
    assert (data[:2] == b"PK") == (kind == "xlsx")
    export.refresh_from_db()
    assert ("ready", 2) == (export.state, export.rows)
    for role in set(Role) - {Role.AUDITOR}:
        assert 404 == browse(role).get(reverse("export", args=[export.pk])).status_code
        assert 404 == browse(role).get(reverse("export-file", args=[export.pk])).status_code


def test_what_is_no_list_is_not_exported(browse):
    for form in ({"listing": "passwords", "kind": "csv"}, {"listing": "filings", "kind": "exe"}, {}):
        assert 404 == browse(Role.AUDITOR).post(reverse("export-begin"), form).status_code
    assert 0 == Export.objects.count()
