"""What comments, score sheets and steps with many filings write, and what they refuse."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.model.opinion import Opinion
from jixiao.model.state import Role
from jixiao.web.reviews.domain import comments, sheets
from jixiao.web.reviews.judging import marks_kept
from jixiao.web.reviews.models import Comment, ScoreSheet
from jixiao.web.reviews.remarks import Remark
from jixiao.web.targets.domain import history
from jixiao.web.targets.domain.errors import NotAllowed, Refusal, Stale
from jixiao.web.targets.models import Filing

REVIEWER = Role.DEPARTMENT_REVIEWER
MARKS = {
    "form": Decimal(10),
    "clear": Decimal(10),
    "related": Decimal(15),
    "scientific": Decimal("12.5"),
    "reasonable": Decimal(15),
    "matched": Decimal(15),
    "attainable": Decimal(9),
    "prepared": Decimal(9),
}


def say(bureau, filing, *remarks, role=REVIEWER, version=1, key=""):
    return comments.comment(bureau.asked(role, filing, key), version=version, remarks=remarks)


def acts(filing):
    return list(filing.history.order_by("sequence").values_list("act", flat=True))


# --------------------------------------------------------------------------------- comments
def test_a_comment_is_kept_with_its_indicator_and_in_the_history(bureau, waiting):
    filing = waiting()

    (made,) = say(bureau, filing, Remark(2, Opinion.UNQUANTIFIED, " 写明数量 "))

    filing.refresh_from_db()
    assert (1, 2, "政府采购规范性", 2, "写明数量") == (
        made.version,
        made.place,
        made.name,
        made.opinion,
        made.text,
    )
    assert ["make", "hand-in", "submit", "comment"] == acts(filing)
    assert filing.revision + 1 == filing.history.count()
    assert [] == list(history.breaks(filing, filing.history.order_by("sequence")))


@pytest.mark.parametrize(
    "remark",
    [
        Remark(0, None, "  "),
        Remark(0, Opinion.OTHER, ""),
        Remark(3, Opinion.UNRELATED),
        Remark(-1, Opinion.UNRELATED),
        Remark(0, None, "长" * 1001),
    ],
)
def test_nothing_is_written_for_a_comment_that_says_nothing_too_much_or_of_no_row(bureau, waiting, remark):
    filing = waiting()

    with pytest.raises(Refusal):
        say(bureau, filing, Remark(0, Opinion.UNRELATED), remark)

    assert not Comment.objects.exists()
    assert "comment" not in acts(filing)


def test_the_same_request_and_the_same_words_are_written_once(bureau, waiting):
    filing = waiting()

    say(bureau, filing, Remark(0, Opinion.UNRELATED, "甲"), key="one")
    say(bureau, filing, Remark(0, Opinion.UNRELATED, "乙"), key="one")
    say(bureau, filing, Remark(0, Opinion.UNRELATED, "甲"), Remark(0, Opinion.UNRELATED, "甲 "), key="two")

    assert [("甲",)] == list(Comment.objects.values_list("text"))
    assert 1 == acts(filing).count("comment")


def test_two_comment_beside_each_other_but_not_on_another_version(bureau, waiting):
    filing = waiting()
    first = bureau.asked(REVIEWER, filing)
    say(bureau, filing, Remark(0, Opinion.UNRELATED), role=Role.EVALUATOR)

    comments.comment(first, version=1, remarks=[Remark(1, Opinion.UNRELATED)])
    with pytest.raises(Stale):
        comments.comment(first, version=2, remarks=[Remark(2, Opinion.UNRELATED)])

    assert [0, 1] == list(Comment.objects.values_list("place", flat=True))


def test_comments_are_for_reviewers_while_they_have_the_table(bureau, waiting):
    draft = bureau.filing()
    with pytest.raises(Refusal):
        say(bureau, draft, Remark(0, Opinion.UNRELATED))
    for role in (Role.FILER, Role.AUDITOR, Role.ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            say(bureau, waiting(), Remark(0, Opinion.UNRELATED), role=role)

    assert not Comment.objects.exists()


def test_a_comment_is_settled_once(bureau, waiting):
    filing = waiting()
    (made,) = say(bureau, filing, Remark(0, Opinion.UNRELATED))

    for role in (REVIEWER, Role.EVALUATOR):
        comments.settle(bureau.asked(role, filing), version=1, comment=made.pk)

    made.refresh_from_db()
    assert bureau.people[REVIEWER] == made.settled_by
    assert 2 == acts(filing).count("comment")


def test_a_comment_of_another_filing_is_not_there(bureau, waiting):
    (made,) = say(bureau, waiting(), Remark(0, Opinion.UNRELATED))

    with pytest.raises(Refusal):
        comments.settle(bureau.asked(REVIEWER, waiting()), version=1, comment=made.pk)


def test_a_return_takes_the_open_comments_along(bureau, waiting):
    filing = waiting()
    say(bureau, filing, Remark(1, Opinion.MISMATCH, "改"), Remark(None, Opinion.INCOMPLETE))

    comments.send_back(bureau.asked(REVIEWER, filing), reason="请修改")

    entry = filing.history.get(act="return")
    assert ("请修改", [None, 1]) == (entry.reason, [mark["row"] for mark in entry.detail["marks"]])


def test_what_is_said_with_a_return_becomes_comments_of_the_version_that_went_back(bureau, waiting):
    filing = waiting()
    say(bureau, filing, Remark(1, Opinion.MISMATCH, "改"))
    asked = bureau.asked(REVIEWER, filing, "k")
    remarks = [Remark(1, Opinion.MISMATCH, "改"), Remark(0, Opinion.UNQUANTIFIED, "写明次数")]

    for _ in range(2):
        comments.send_back(asked, reason="请修改", remarks=remarks)

    entry = filing.history.get(act="return")
    assert ["写明次数", "改"] == [mark["text"] for mark in entry.detail["marks"]]
    assert [(1, "改"), (1, "写明次数")] == list(Comment.objects.values_list("version", "text"))
    assert "returned" == Filing.objects.get(pk=filing.pk).state


def test_a_return_that_is_refused_leaves_no_comment_behind(bureau, waiting):
    filing = waiting()
    remarks = [Remark(0, Opinion.UNQUANTIFIED)]

    with pytest.raises(Refusal):
        comments.send_back(bureau.asked(REVIEWER, filing), reason=" ", remarks=remarks)
    with pytest.raises(NotAllowed):
        comments.send_back(bureau.asked(Role.FILER, filing), reason="改", remarks=remarks)

    assert not Comment.objects.exists()


# ----------------------------------------------------------------------------- score sheets
def score(bureau, filing, marks, role=REVIEWER, version=1, **more):
    return sheets.score(bureau.asked(role, filing, more.pop("key", "")), version=version, marks=marks, **more)


def test_each_save_is_a_sheet_of_its_own(bureau, waiting):
    filing = waiting()

    first = score(bureau, filing, {"attainable": Decimal(8)}, note=" 待补 ")
    second = score(bureau, filing, MARKS)

    assert (None, "", "待补") == (first.total, first.grade, first.note)
    assert (Decimal("95.5"), "excellent") == (second.total, second.grade)
    assert [second, first] == list(ScoreSheet.objects.all())
    assert 2 == acts(filing).count("score")


def test_a_sheet_keeps_what_was_proposed_with_the_findings_it_rests_on(bureau, waiting):
    sheet = score(bureau, waiting(), {"attainable": Decimal(8)})

    assert set(MARKS) == set(sheet.proposals)
    assert {"points": None, "grade": "", "findings": []} == sheet.proposals["prepared"]
    proposed = sheet.proposals["scientific"]
    assert proposed["points"] is not None
    assert {"rule", "level", "zh", "en", "indicator"} == set(proposed["findings"][0])
    assert Decimal(8) == marks_kept(sheet.marks, sheet.proposals)["attainable"]
    assert Decimal(proposed["points"]) == marks_kept(sheet.marks, sheet.proposals)["scientific"]


@pytest.mark.parametrize("marks", [{"form": Decimal("10.01")}, {"form": Decimal(-1)}, {"none": Decimal(1)}])
def test_marks_outside_their_items_are_refused_whole(bureau, waiting, marks):
    filing = waiting()

    with pytest.raises(Refusal):
        score(bureau, filing, {"clear": Decimal(5)} | marks)

    assert not ScoreSheet.objects.exists()
    assert "score" not in acts(filing)


def test_a_sheet_of_another_version_or_sent_twice_writes_nothing(bureau, waiting):
    filing = waiting()
    score(bureau, filing, MARKS, key="one")

    assert score(bureau, filing, MARKS, key="one") is None
    with pytest.raises(Stale):
        score(bureau, filing, MARKS, version=2)

    assert 1 == ScoreSheet.objects.count()


def test_the_unit_does_not_score_itself(bureau, waiting):
    for role in (Role.FILER, Role.UNIT_APPROVER, Role.AUDITOR):
        with pytest.raises(NotAllowed):
            score(bureau, waiting(), MARKS, role=role)
