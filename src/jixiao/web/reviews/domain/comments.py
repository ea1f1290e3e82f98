"""Comments: made while a table is with its reviewers, settled, taken along with a return."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import Table
from jixiao.web.people import rules
from jixiao.web.people.rules import Ability
from jixiao.web.reviews.enums import UNDER_REVIEW
from jixiao.web.reviews.models import Comment
from jixiao.web.reviews.remarks import LONGEST, Remark, marks, placed
from jixiao.web.targets.domain import content, history, steps
from jixiao.web.targets.domain.errors import NotAllowed, Refusal, Stale
from jixiao.web.targets.domain.once import first_time
from jixiao.web.targets.domain.steps import Asked
from jixiao.web.targets.enums import COMMENT
from jixiao.web.targets.models import Filing, Version


def comment(asked: Asked, *, version: int, remarks: Sequence[Remark]) -> list[Comment]:
    """Write comments on the version that the person looked at.

    Others may have commented on it since; only another version makes the
    request stale. What is said already, open and in the same words, is not
    written again.
    """
    with transaction.atomic():
        filing, held = opened(asked, version, Ability.COMMENT)
        if not first_time(account=asked.account, key=asked.key):
            return []
        table = content.table_in(held)
        made = [_made(asked, held, table, each) for each in _new(filing, version, remarks)]
        if made:
            Comment.objects.bulk_create(made)
            record(asked, filing, COMMENT, {"comments": [_told(each) for each in made]})
        return made


def settle(asked: Asked, *, version: int, comment: int) -> Comment:
    """A reviewer says that a comment is dealt with. Settling it twice changes nothing."""
    with transaction.atomic():
        filing, _ = opened(asked, version, Ability.COMMENT)
        found = filing.comments.filter(pk=comment).first()
        if found is None:
            raise Refusal(Message("没有这条意见", "there is no such comment"))
        if found.settled_at is None:
            found.settled_by, found.settled_at = asked.account, timezone.now()
            found.save(update_fields=("settled_by", "settled_at"))
            record(asked, filing, COMMENT, {"settled": [_told(found)]})
        return found


def send_back(asked: Asked, *, reason: str, remarks: Sequence[Remark] = ()) -> Filing:
    """退回, with every comment that is not settled as a mark; ``remarks`` become comments with it."""
    with transaction.atomic():
        filing = steps.locked(asked.filing)
        version = filing.version
        # A request sent again is older than the filing: it has nothing more to say.
        if version is None or filing.revision != asked.revision:
            return steps.send_back(asked, reason=reason)
        table = content.table_in(version)
        made = [_made(asked, version, table, each) for each in _new(filing, version.number, remarks)]
        said = placed([*filing.comments.all(), *made], version.number, table)
        done = steps.send_back(asked, reason=reason, marks=list(marks(said)))
        Comment.objects.bulk_create(made)
        return done


def opened(asked: Asked, version: int, ability: Ability) -> tuple[Filing, Version]:
    """The filing, locked, and the version under review; refused where the person looked at another."""
    filing = steps.locked(asked.filing)
    if not rules.may(asked.account.posts, ability, filing.office.path):
        raise NotAllowed(Message("您没有审核这张表的权限", "you have no role to review this table"))
    held = filing.version
    if held is None or filing.state not in UNDER_REVIEW:
        raise Refusal(
            Message("这张表现在不在审核中，不能填写意见或评分", "the table is not under review now")
        )
    if held.number != version:
        raise Stale(asked.revision, filing.revision)
    return filing, held


def _new(filing: Filing, version: int, remarks: Sequence[Remark]) -> list[Remark]:
    there = filing.comments.filter(version=version, settled_at=None)
    said = set(there.values_list("place", "opinion", "text"))
    wanted = dict.fromkeys(Remark(each.place, each.opinion, each.text.strip()) for each in remarks)
    return [each for each in wanted if (each.place, each.opinion, each.text) not in said]


def _made(asked: Asked, version: Version, table: Table, remark: Remark) -> Comment:
    if not remark.text and remark.opinion in (None, Opinion.OTHER):
        raise Refusal(
            Message(
                "请选择审核意见或写明内容；选“其他”时须写明内容",
                "choose an opinion or write what it is; with “other” write what it is",
            )
        )
    if len(remark.text) > LONGEST:
        raise Refusal(
            Message(
                f"意见有 {len(remark.text)} 字，最多 {LONGEST} 字",
                f"the comment has {len(remark.text)} characters; at most {LONGEST}",
            )
        )
    return Comment(
        filing_id=asked.filing,
        version=version.number,
        place=remark.place,
        name=_name(table, remark.place),
        opinion=remark.opinion.value if remark.opinion else None,
        text=remark.text,
        account=asked.account,
    )


def _name(table: Table, place: int | None) -> str:
    if place is None:
        return ""
    if not 0 <= place < len(table.indicators):
        raise Refusal(
            Message(
                f"这张表没有第 {place + 1} 行指标，共 {len(table.indicators)} 行",
                f"the table has no indicator {place + 1}; it has {len(table.indicators)}",
            )
        )
    return table.indicators[place].level3


def _told(comment: Comment) -> dict[str, Any]:
    return {
        "row": comment.place,
        "name": comment.name,
        "opinion": comment.opinion,
        "text": comment.text,
    }


def record(asked: Asked, filing: Filing, act: str, detail: dict[str, Any]) -> None:
    """Into the history; the revision grows with each of its entries."""
    filing.revision += 1
    filing.save(update_fields=("revision",))
    history.append(filing=filing, account=asked.account, act=act, detail=detail)
