"""Comments where they belong, and what findings propose to say."""

from __future__ import annotations

from types import SimpleNamespace

from jixiao.model.finding import Level
from jixiao.model.message import Language
from jixiao.model.opinion import Opinion
from jixiao.web.reviews.remarks import Remark, in_order, marks, placed, proposals
from jixiao.web.targets.found import Found
from tests.factories import indicator, unit_table


def found(address, opinion=2, level=Level.WARNING, zh="问题", **more):
    return Found("rule", level, zh, "a problem", address, opinion=opinion, **more)


def comment(place, version=1, name="", opinion=2, text="", settled_at=None):
    return SimpleNamespace(
        place=place, version=version, name=name, opinion=opinion, text=text, settled_at=settled_at
    )


TABLE = unit_table(
    indicators=(
        indicator("产出指标", "数量指标", "培训人数", "≥200人"),
        indicator("产出指标", "质量指标", "合格率", "≥90%"),
        indicator("产出指标", "质量指标", "合格率", "≥95%"),
    )
)


def test_findings_of_one_row_and_opinion_are_one_proposal():
    held = proposals([
        found("indicator.10.target", zh="甲", advice_zh="改"),
        found("indicator.10.level3", zh="乙"),
        found("indicator.10.target", opinion=4),
        found("indicator.2.target"),
        found("goal.0", opinion=1),
    ])  # fmt: skip

    keys = {place: [each.key for each in here] for place, here in held.items()}
    assert {None: ["table.1"], 2: ["2.2"], 10: ["10.2", "10.4"]} == keys
    assert Remark(10, Opinion.UNQUANTIFIED, "甲；改；乙") == held[10][0].remark(Language.CHINESE)


def test_notes_findings_without_opinion_and_what_is_said_already_propose_nothing():
    kept = [
        found("indicator.0.target", level=Level.NOTE),
        found("indicator.1.target", opinion=None),
        found("indicator.2.target"),
    ]

    assert {} == proposals(kept, [(2, 2)])


def test_a_comment_stays_with_its_version_and_what_is_open_is_carried_to_its_row():
    now = comment(1, version=2, name="合格率")
    settled = comment(0, version=1, name="培训人数", settled_at="then")
    moved = comment(5, version=1, name="合格率")
    lost = comment(3, version=1, name="已删除的指标")
    later = comment(0, version=3, name="培训人数")

    held = placed([now, settled, moved, lost, later], 2, TABLE)

    shown = {
        place: [(each.comment, each.is_carried, each.is_lost) for each in here]
        for place, here in held.items()
    }
    assert {1: [(now, False, False)], 2: [(moved, True, False)], None: [(lost, True, True)]} == shown


def test_a_return_takes_every_open_comment_along_as_a_mark():
    held = placed(
        [
            comment(2, version=1, name="合格率", text="说明依据"),
            comment(0, version=2, name="培训人数", settled_at="then"),
            comment(None, version=2, opinion=11, text="补充"),
        ],
        2,
        TABLE,
    )

    assert [
        {"row": None, "name": "", "opinion": 11, "text": "补充"},
        {"row": 2, "name": "合格率", "opinion": 2, "text": "说明依据"},
    ] == list(marks(held))
    assert [None, 0, 2] == [each.comment.place for each in in_order(held)]
