"""What happened in the example province, spread over the weeks of its campaigns.

It is made in one minute. Nobody has seen it then, so that its histories can be
dated anew, chain and all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import accumulate

from django.utils import timezone

from jixiao.web.config import chain
from jixiao.web.reviews.models import Comment, ScoreSheet
from jixiao.web.targets.domain import history
from jixiao.web.targets.enums import COMMENT, FILL, SCORE
from jixiao.web.targets.models import Campaign, Entry, Filing, Upload, Version

#: Done at one sitting with what came before; the rest waits for another day.
_AT_ONCE = frozenset({FILL, "return"})
_WEEKS = timedelta(weeks=5)  # from the beginning of a campaign to the last day of its units
_FRIDAY = 4


def spread(campaign: Campaign, last: date) -> None:
    """Everything of a campaign, from its beginning to ``last``."""
    first = campaign.unit_until - _WEEKS
    kept = Campaign.objects.filter(pk=campaign.pk)
    kept.update(opened_at=_at(first, 0))
    kept.exclude(closed_at=None).update(closed_at=_at(campaign.finance_until, 0))
    for filing in campaign.filings.order_by("pk"):
        begin = first + timedelta(days=3 + filing.pk * 3 % 11)
        when = moments([each.act for each in _entries(filing)], begin, last, filing.pk)
        _date(filing, when)
        before = when[0] - timedelta(minutes=15)
        Upload.objects.filter(versions__filing=filing, made_at__gt=before).update(made_at=before)


def _entries(filing: Filing) -> list[Entry]:
    return list(filing.history.order_by("sequence"))


def moments(acts: Sequence[str], first: date, last: date, seed: int) -> list[datetime]:
    """When each was done: on working days, in order, those of one sitting some minutes apart."""
    days = [day for day in _days(first, last) if day.weekday() <= _FRIDAY]
    sitting_of = [each - 1 for each in accumulate(act not in _AT_ONCE for act in acts)]
    most = max(1, sitting_of[-1])
    found: list[datetime] = []
    for place, sitting in enumerate(sitting_of):
        if place and sitting == sitting_of[place - 1]:
            found.append(found[-1] + timedelta(minutes=6 + (seed + place) % 19))
        else:
            day = days[sitting * (len(days) - 1) // most]
            found.append(_at(day, (seed * 47 + place * 131) % 400))
    return found


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=each) for each in range((last - first).days + 1))


def _at(day: date, minutes: int) -> datetime:
    """So many minutes after half past eight."""
    begun = datetime.combine(day, time(8, 30), timezone.get_current_timezone())
    return begun + timedelta(minutes=minutes)


def _date(filing: Filing, when: Sequence[datetime]) -> None:
    previous = chain.START
    for entry, at in zip(_entries(filing), when, strict=True):
        _date_what_was_made(filing, entry, at)
        entry.at, entry.previous = at, previous
        entry.digest = previous = history.digest(entry)
        entry.save(update_fields=("at", "previous", "digest"))
    Filing.objects.filter(pk=filing.pk).update(made_at=when[0], changed_at=when[-1])


def _date_what_was_made(filing: Filing, entry: Entry, at: datetime) -> None:
    """The version, the comments or the score sheet that stand behind an entry."""
    versions = Version.objects.filter(filing=filing)
    if entry.act == "make":
        versions.filter(number=entry.version).update(made_at=at)
    elif entry.act == "hand-in":
        versions.filter(number=entry.version).update(sealed_at=at)
    elif entry.act in {"return", "unlock", "adjust", "withdraw"}:
        versions.filter(number=entry.version + 1).update(made_at=at)
    elif entry.act == COMMENT:
        texts = [each["text"] for each in entry.detail.get("comments", ())]
        Comment.objects.filter(filing=filing, version=entry.version, text__in=texts).update(at=at)
    elif entry.act == SCORE:
        ScoreSheet.objects.filter(pk=entry.detail["sheet"]).update(at=at)
