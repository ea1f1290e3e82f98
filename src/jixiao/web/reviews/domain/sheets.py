"""Score sheets: each save is a new one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction

from jixiao.model.message import Message
from jixiao.scoring.review import Review, Way
from jixiao.web.people.rules import Ability
from jixiao.web.reviews.domain.comments import opened, record
from jixiao.web.reviews.judging import Marks, is_judged, judged, kept_proposals, review_form
from jixiao.web.reviews.models import ScoreSheet
from jixiao.web.targets import found
from jixiao.web.targets.domain import content
from jixiao.web.targets.domain.errors import Refusal
from jixiao.web.targets.domain.once import first_time
from jixiao.web.targets.domain.steps import Asked
from jixiao.web.targets.enums import SCORE


def score(
    asked: Asked, *, version: int, marks: Marks, way: Way = Way.POINTS, note: str = ""
) -> ScoreSheet | None:
    """Save a score sheet of the version that the person looked at; None for a request sent twice."""
    with transaction.atomic():
        filing, held = opened(asked, version, Ability.SCORE)
        if not is_judged(filing.form):
            raise Refusal(Message("这种表没有评分表", "this form has no score sheet"))
        if not first_time(account=asked.account, key=asked.key):
            return None
        table, kept = content.table_in(held), found.read(held.findings)
        form = review_form(table, content.place_of(filing), filing.campaign.year)
        review = judged(table, kept, form, marks, way)
        _refuse_unfit(review)
        sheet = ScoreSheet.objects.create(
            filing=filing,
            version=held.number,
            way=way,
            marks={key: str(mark) for key, mark in marks.items()},
            proposals=kept_proposals(judged(table, kept, form, {})),
            total=total_of(review),
            grade=review.grade.value if review.grade else "",
            note=note.strip(),
            account=asked.account,
        )
        record(asked, filing, SCORE, _told(sheet))
        return sheet


def total_of(review: Review) -> Decimal | None:
    """The points, once no item is open; a sheet by grades has none."""
    return review.least if review.way is Way.POINTS and review.least == review.most else None


def _refuse_unfit(review: Review) -> None:
    if review.findings:
        zh = "；".join(each.message.zh for each in review.findings)
        en = "; ".join(each.message.en for each in review.findings)
        raise Refusal(Message(f"{zh}；没有保存", f"{en}; nothing was saved"))


def _told(sheet: ScoreSheet) -> dict[str, Any]:
    return {
        "sheet": sheet.pk,
        "way": sheet.way,
        "points": sheet.marks,
        "total": None if sheet.total is None else str(sheet.total),
        "grade": sheet.grade,
        "note": sheet.note,
    }
