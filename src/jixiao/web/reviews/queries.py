"""What reviewers ask for: what waits for them, what stands beside it, what they saw last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from jixiao.model.state import Action, Role
from jixiao.web.people.models import Account
from jixiao.web.reviews.enums import UNDER_REVIEW, ChosenState
from jixiao.web.reviews.models import Batch, Comment, ScoreSheet
from jixiao.web.targets.filters import Filters
from jixiao.web.targets.models import Filing, Version
from jixiao.web.targets.queries import (
    deadline,
    deadline_of,
    filings_visible,
    filtered,
    late,
    waiting_for,
)


def queue(account: Account) -> QuerySet[Filing]:
    """What waits for this person's review, the most urgent first; an evaluator has no step, but a sheet."""
    waiting = waiting_for(account).filter(state__in=UNDER_REVIEW) | _to_score(account)
    return waiting.order_by(deadline(), "pk")


def _to_score(account: Account) -> QuerySet[Filing]:
    reached = Q(pk=None)
    for post in account.posts:
        if post.role is Role.EVALUATOR:
            reached |= Q(office__path__startswith=post.path)
    own = ScoreSheet.objects.filter(
        account=account, filing=OuterRef("pk"), version=OuterRef("version__number")
    )
    return filings_visible(account).filter(reached & ~Exists(own), state__in=UNDER_REVIEW)


def narrowed(filings: QuerySet[Filing], wanted: Filters, today: date) -> QuerySet[Filing]:
    """As the address asks; without a wish, the most urgent stay first."""
    found = filtered(filings, wanted)
    if wanted.late:
        found = late(found, today)
    return found if wanted.sort else found.order_by(deadline(), "pk")


def following(filings: QuerySet[Filing], filing: Filing) -> int | None:
    """The number of the next one in a queue, from the first again after the last."""
    until = deadline_of(filing)
    is_after = Q(until__gt=until) | Q(until=until, pk__gt=filing.pk) if until else Q(pk__gt=0)
    others = filings.exclude(pk=filing.pk).alias(until=deadline())
    ordered = others.alias(is_after=ExpressionWrapper(is_after, BooleanField()))
    return ordered.order_by("-is_after", "until", "pk").values_list("pk", flat=True).first()


def last_years(filings: Iterable[Filing]) -> Mapping[int, Decimal | None]:
    """The approved amount of the same office, form and subject in the latest campaign before, by filing."""
    held = list(filings)
    earlier = Filing.objects.filter(
        office__in={each.office_id for each in held},
        subject__in={each.subject for each in held},
        version=F("approved"),  # else the amount kept with the filing is that of a draft
    ).values_list("office", "form", "subject", "campaign__year", "yuan")
    found: dict[tuple[int, str, str], list[tuple[int, Decimal | None]]] = {}
    for office, form, subject, year, yuan in earlier.order_by("campaign__year"):
        found.setdefault((office, form, subject), []).append((year, yuan))
    return {
        each.pk: _latest(found.get((each.office_id, each.form, each.subject), ()), each.campaign.year)
        for each in held
    }


def _latest(years: Iterable[tuple[int, Decimal | None]], before: int) -> Decimal | None:
    return next((yuan for year, yuan in reversed(list(years)) if year < before), None)


def comments_on(filing: Filing) -> QuerySet[Comment]:
    return filing.comments.select_related("account", "settled_by")


def sheets_of(filing: Filing) -> QuerySet[ScoreSheet]:
    """Of all versions, the latest first."""
    return filing.sheets.select_related("account")


@dataclass(frozen=True, slots=True)
class Progress:
    """How many tables of a batch stand where, and when the last one was done."""

    waiting: int
    taken: int
    left: int
    latest: datetime | None

    @property
    def done(self) -> int:
        return self.taken + self.left

    @property
    def all(self) -> int:
        return self.done + self.waiting


def progress_of(batch: Batch) -> Progress:
    stand = {state.value: Count("pk", filter=Q(state=state)) for state in ChosenState}
    return Progress(**batch.chosen.aggregate(**stand, latest=Max("done_at")))


def latest_batch(account: Account, since: datetime) -> tuple[Batch, Progress] | None:
    found = Batch.objects.filter(account=account, at__gte=since).first()
    return (found, progress_of(found)) if found else None


def seen_before(account: Account, filing: Filing) -> Version | None:
    """The last earlier version that this person acted on, or that was returned."""
    version = filing.version
    if version is None:
        return None
    seen = filing.history.filter(Q(account=account) | Q(act=Action.RETURN), version__lt=version.number)
    number = Subquery(seen.order_by("-version").values("version")[:1])
    return filing.versions.filter(number=number).first()
