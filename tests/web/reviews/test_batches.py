"""Many at once: a worker takes each once, keeps what came of it, and is taken over when it dies."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jixiao.model.opinion import Opinion
from jixiao.model.state import Action, Role
from jixiao.web.reviews.domain import batches, comments
from jixiao.web.reviews.domain.batches import Pick, begin, take
from jixiao.web.reviews.enums import BatchAct
from jixiao.web.reviews.models import Batch, Chosen
from jixiao.web.reviews.remarks import Remark
from jixiao.web.targets.domain import steps
from jixiao.web.targets.models import Export, Filing

REVIEWER = Role.DEPARTMENT_REVIEWER
#: Queries: two locks, three savepoints, the last entry, the new one, the filing, what came of it.
PER_TABLE = 12


def picked(filing, action=Action.REVIEW):
    now = Filing.objects.get(pk=filing.pk)
    return Pick(now.pk, now.revision, action)


@pytest.fixture
def passed(bureau):
    """Has these passed by the department's reviewer, and gives what came of it."""

    def make(*picks, by=bureau.people[REVIEWER]):
        batch = begin(account=by, act=BatchAct.FORWARD, picks=picks, key="k")
        take(batch)
        return [each.why.get("zh", "") for each in batch.chosen.all()]

    return make


@pytest.fixture
def reviewer(bureau, signed_in):
    return signed_in(bureau.people[REVIEWER])


def acts(filing):
    return list(filing.history.order_by("sequence").values_list("act", flat=True))


def states():
    return list(Filing.objects.order_by("pk").values_list("state", flat=True))


# ---------------------------------------------------------------------------------- one by one
def test_what_has_no_error_is_passed_and_the_rest_is_left_with_its_reason(bureau, waiting, passed):
    clean, wrong, changed, gone = (waiting() for _ in range(4))
    Filing.objects.update(errors=0)
    Filing.objects.filter(pk=wrong.pk).update(errors=3)
    picks = [picked(each) for each in (clean, wrong, changed, gone)]
    remarks = [Remark(0, Opinion.UNRELATED)]
    comments.comment(bureau.asked(REVIEWER, changed), version=1, remarks=remarks)
    steps.withdraw(bureau.asked(Role.UNIT_APPROVER, gone))

    why = passed(*picks)

    assert ["", "有 3 处错误，请打开审核"] == why[:2]
    assert "这张表在您打开之后已有变动" in why[2]
    assert "可能已被他人处理" in why[3]
    assert ["department-reviewed", "submitted", "submitted", "draft"] == states()
    assert ["taken", "left", "left", "left"] == list(Chosen.objects.values_list("state", flat=True))


def test_many_are_returned_with_one_reason_each_with_its_own_comments(bureau, waiting):
    first, second = waiting(), waiting()
    remarks = [Remark(0, Opinion.UNRELATED)]
    comments.comment(bureau.asked(REVIEWER, first), version=1, remarks=remarks)
    picks = [picked(first), picked(second)]

    take(begin(account=bureau.people[REVIEWER], act=BatchAct.RETURN, picks=picks, key="k", reason="请修改"))

    entries = [each.history.get(act="return") for each in (first, second)]
    assert [("请修改", 1), ("请修改", 0)] == [(each.reason, len(each.detail["marks"])) for each in entries]


def test_without_a_role_or_sight_nothing_moves(bureau, waiting, person, passed):
    filing = waiting()
    Filing.objects.update(errors=0)
    stranger = person("stranger", REVIEWER, bureau.tree.beside)

    (why,) = passed(picked(filing), by=bureau.people[Role.AUDITOR])

    assert "权限" in why
    assert [] == passed(picked(filing), by=stranger)
    assert ["submitted"] == states()


def test_who_loses_the_role_meanwhile_takes_no_more_steps(bureau, waiting):
    filing = waiting()
    Filing.objects.update(errors=0)
    account = bureau.people[REVIEWER]
    batch = begin(account=account, act=BatchAct.FORWARD, picks=[picked(filing)], key="k")
    account.assignments.all().delete()

    take(Batch.objects.select_related("account").get(pk=batch.pk))

    assert ["submitted"] == states()
    assert "权限" in Chosen.objects.get().why["zh"]


# --------------------------------------------------------------------------- once and no more
def test_sent_twice_it_is_one_batch_and_one_task(bureau, waiting):
    filing = waiting()
    asked = {"account": bureau.people[REVIEWER], "act": BatchAct.FORWARD, "picks": [picked(filing)] * 2}

    made = {begin(**asked, key="k").pk for _ in range(2)}

    assert (1, 1, 1) == (len(made), Chosen.objects.count(), DBTaskResult.objects.count())


@pytest.mark.parametrize("dies", ["before", "after"])
def test_a_worker_that_dies_is_taken_over_and_no_step_is_taken_twice(bureau, waiting, monkeypatch, dies):
    filings = [waiting() for _ in range(3)]
    Filing.objects.update(errors=0)
    picks = [picked(each) for each in filings]
    batch = begin(account=bureau.people[REVIEWER], act=BatchAct.FORWARD, picks=picks, key="k")
    really = batches._STEPS[BatchAct.FORWARD]

    def killed(asked, chosen):
        if chosen.filing_id != filings[1].pk:
            return really(asked, chosen)
        if dies == "after":
            really(asked, chosen)
        raise SystemExit

    with monkeypatch.context() as death:
        death.setitem(batches._STEPS, BatchAct.FORWARD, killed)
        with pytest.raises(SystemExit):
            take(batch)
    assert ["department-reviewed", "submitted", "submitted"] == states()
    assert ["taken", "waiting", "waiting"] == list(batch.chosen.values_list("state", flat=True))

    for _ in range(2):
        take(batch)

    assert ["department-reviewed"] * 3 == states()
    assert [1, 1, 1] == [acts(each).count("review") for each in filings]


@pytest.mark.parametrize("number", [1, 10, 100])
def test_each_of_many_costs_the_same(bureau, waiting, number):
    filings = [waiting() for _ in range(number)]
    Filing.objects.update(errors=0)
    picks = [picked(each) for each in filings]
    batch = begin(account=bureau.people[REVIEWER], act=BatchAct.FORWARD, picks=picks, key="k")
    assert batch.account.posts  # asked once for all of them

    with CaptureQueriesContext(connection) as queries:
        take(batch)

    assert ["department-reviewed"] * number == states()
    assert 1 + PER_TABLE * number == len(queries)


# ---------------------------------------------------------------------------------- the pages
def chosen_of(page):
    return page.content.decode().split('name="chosen" value="')[1:]


def test_the_request_is_over_at_once_and_the_page_tells_how_far_it_is(waiting, reviewer):
    clean, wrong = waiting(), waiting()
    Filing.objects.filter(pk=clean.pk).update(errors=0)
    Filing.objects.filter(pk=wrong.pk).update(errors=2)
    boxes = [each.split('"')[0] for each in chosen_of(reviewer.get(reverse("review-queue")))]

    got = reviewer.post(reverse("review-chosen"), {"chosen": boxes, "do": "pass", "key": "k"})
    batch = Batch.objects.get()
    before = reviewer.get(got["Location"]).content.decode()
    take(batch)
    part = reviewer.get(got["Location"], headers={"HX-Request": "true"})
    after = reviewer.get(got["Location"]).content.decode()

    assert reverse("review-batch", args=[batch.pk]) == got["Location"]
    assert "共 2 张，已处理 0 张" in before
    assert ("true", False) == (part["HX-Refresh"], "<html" in part.content.decode())
    assert "已通过 1 张，1 张未处理" in after
    assert "有 2 处错误，请打开审核" in after
    assert "已通过 1 张，1 张未处理" in reviewer.get(reverse("review-queue")).content.decode()


def test_the_whole_queue_is_taken_as_it_was_seen(waiting, reviewer):
    seen = [waiting(), waiting()]
    seen_at = timezone.now().isoformat()
    waiting()
    Filing.objects.update(errors=0)
    whole = {"whole": "1", "seen_at": seen_at, "do": "pass", "key": "k"}

    reviewer.post(reverse("review-chosen") + f"?text={seen[0].subject}", whole)
    reviewer.post(reverse("review-chosen"), whole | {"key": "k2"})
    unknown = reviewer.post(reverse("review-chosen"), whole | {"seen_at": "2026-13-45"})

    narrowed, all_of_it = Batch.objects.order_by("pk")
    assert [seen[0].pk] == list(narrowed.chosen.values_list("filing", flat=True))
    assert [each.pk for each in seen] == list(all_of_it.chosen.values_list("filing", flat=True))
    assert 404 == unknown.status_code


@pytest.mark.parametrize(
    ("posted", "said"),
    [({"do": "pass"}, "请先选择要处理的表"), ({"do": "return", "reason": " "}, "退回须写明理由")],
)
def test_a_request_for_many_that_lacks_something_begins_nothing(waiting, reviewer, posted, said):
    filing = waiting()
    box = {"chosen": f"{filing.pk}:2:review"} if posted["do"] == "return" else {"chosen": "x"}

    got = reviewer.post(reverse("review-chosen"), box | posted)

    assert (400, True) == (got.status_code, said in got.content.decode())
    assert (
        404 == reviewer.post(reverse("review-chosen"), {"chosen": f"{filing.pk}:2:", "do": "x"}).status_code
    )
    assert not Batch.objects.exists()


def test_one_that_was_left_can_be_gone_on_with_by_its_owner(bureau, waiting, reviewer, signed_in):
    account = bureau.people[REVIEWER]
    batch = begin(account=account, act=BatchAct.FORWARD, picks=[picked(waiting())], key="k")
    page, on = (reverse(name, args=[batch.pk]) for name in ("review-batch", "review-batch-on"))

    assert "继续处理" not in reviewer.get(page).content.decode()
    reviewer.post(on)
    assert 1 == DBTaskResult.objects.count()
    Batch.objects.update(at=timezone.now() - timedelta(minutes=2))
    assert "继续处理" in reviewer.get(page).content.decode()
    reviewer.post(on)
    assert 2 == DBTaskResult.objects.count()
    other = signed_in(bureau.people[Role.FINANCE_REVIEWER])
    assert [404, 404] == [other.get(page).status_code, other.post(on).status_code]


@pytest.mark.parametrize("number", [1, 3, 300])
def test_its_page_asks_the_database_as_often_however_long_it_is(
    bureau, waiting, reviewer, number, django_assert_num_queries
):
    filing = waiting()
    made = Filing.objects.bulk_create(
        Filing(campaign=filing.campaign, office=filing.office, form=filing.form, subject=f"另一个{place}")
        for place in range(number)
    )
    picks = [Pick(each.pk, 0, Action.REVIEW) for each in made]
    batch = begin(account=bureau.people[REVIEWER], act=BatchAct.FORWARD, picks=picks, key="k")

    with django_assert_num_queries(7):
        assert 200 == reviewer.get(reverse("review-batch", args=[batch.pk])).status_code


# ----------------------------------------------------------------------------------- opinions
def test_opinions_of_many_are_written_by_a_worker(bureau, waiting, reviewer, monkeypatch, settings, tmp_path):
    from dataclasses import replace

    from jixiao.web.reviews.domain import written

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, data=tmp_path)
    monkeypatch.setattr(written, "AT_ONCE", 1)
    filings = [waiting(), waiting()]
    remarks = [Remark(0, Opinion.UNRELATED, "与项目无关")]
    comments.comment(bureau.asked(REVIEWER, filings[0]), version=1, remarks=remarks)
    address = reverse("review-opinions-xlsx")

    asked = reviewer.get(address)
    assert ("共 2 张表" in asked.content.decode(), 0) == (True, Export.objects.count())
    begun = reviewer.post(address)
    export = Export.objects.get()
    written.write(export)
    export.refresh_from_db()
    page = reviewer.get(begun["Location"]).content.decode()
    data = reviewer.get(reverse("export-file", args=[export.pk])).getvalue()

    assert ("ready", 2, "opinions") == (export.state, export.rows, export.listing)
    assert "已完成，共 2 张表。" in page
    assert b"PK" == data[:2]
