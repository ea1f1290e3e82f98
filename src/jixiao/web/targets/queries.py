"""Filings as people ask for them: what I may see, what waits for me, what is late."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce

from jixiao.model.state import TRANSITIONS, Action, State
from jixiao.web.people.enums import Kind
from jixiao.web.people.models import Account, Office
from jixiao.web.people.queries import within
from jixiao.web.people.rules import OWN_ONLY, Ability, Post, may, may_read_scores, may_take
from jixiao.web.targets.enums import SCORE, UploadState
from jixiao.web.targets.filters import ERRORS, SORTS, Filters
from jixiao.web.targets.models import Campaign, Entry, Filing, Gist, Row, Upload, Version

#: Steps that take a table further; those back, or out of turn, wait for nobody.
FORWARD = (Action.HAND_IN, Action.SUBMIT, Action.REVIEW, Action.APPROVE)
_LOOKED_AT = 5_000  # rows counted for suggestions, whatever the number of all
_SUGGESTED = 30
#: By when a table must have left a state.
DEADLINES = {
    State.DRAFT: "unit_until",
    State.RETURNED: "unit_until",
    State.HANDED_IN: "unit_until",
    State.SUBMITTED: "department_until",
    State.REVIEWED: "finance_until",
}


def filings_visible(account: Account) -> QuerySet[Filing]:
    """What a person may see, with what a list shows of it in one query."""
    return Filing.objects.filter(within(account, Ability.SEE, "office__path")).select_related(
        "office", "campaign"
    )


def filtered(filings: QuerySet[Filing], wanted: Filters) -> QuerySet[Filing]:
    """Those that fit, in the order asked for; the state is left to `in_state`, so that all can be counted."""
    if wanted.campaign:
        filings = filings.filter(campaign=wanted.campaign)
    if wanted.form:
        filings = filings.filter(form=wanted.form)
    if wanted.office:
        path = Office.objects.filter(pk=wanted.office).values_list("path", flat=True).first()
        filings = filings.filter(office__path__startswith=path or "-")
    if wanted.errors:
        filings = filings.filter(**ERRORS[wanted.errors])
    if wanted.text:
        gists = Gist.objects.filter(pairs__holds=wanted.text).values("filing")
        named = Office.objects.filter(name__contains=wanted.text)
        filings = filings.filter(Q(pk__in=gists) | Q(office__in=named))
    return filings.order_by(*map(_ordered, SORTS[wanted.sort]), "-pk")


def _ordered(name: str) -> str | OrderBy:
    """A table without an amount comes last, whichever way; databases differ in where they put it."""
    match name:
        case "yuan":
            return F("yuan").asc(nulls_last=True)
        case "-yuan":
            return F("yuan").desc(nulls_last=True)
        case _:
            return name


def in_state(filings: QuerySet[Filing], state: str) -> QuerySet[Filing]:
    return filings.filter(state=state) if state else filings


def steps_for(account: Account, filing: Filing) -> tuple[Action, ...]:
    """The steps that this person can take with it now."""
    return tuple(
        step.action
        for step in TRANSITIONS
        if step.start == filing.state and may_take(account.posts, step, filing.office.path)
    )


def deadline_of(filing: Filing) -> date | None:
    """By when it must have left the state it is in."""
    return deadline_in(State(filing.state), filing.campaign)


def deadline_in(state: State, campaign: Campaign) -> date | None:
    """By when a table of the campaign must have left a state."""
    name = DEADLINES.get(state)
    return getattr(campaign, name) if name else None


def changes_since(filing: Filing, revision: int) -> QuerySet[Entry]:
    """What has happened since; a revision is one entry, the making of it before the first."""
    return filing.history.filter(sequence__gt=revision + 1).select_related("account")


def scores_read(account: Account, filing: Filing) -> Callable[[int], bool]:
    """Whether this person may read the score sheets of a version, by its number."""
    posts, path = account.posts, filing.office.path
    if may_read_scores(posts, path, is_decided=False):
        return lambda _: True
    decisions = filing.history.filter(act__in=(Action.APPROVE, Action.RETURN))
    decided = frozenset(decisions.values_list("version", flat=True))
    return lambda version: may_read_scores(posts, path, is_decided=version in decided)


def as_read(account: Account, filing: Filing, entries: Iterable[Entry]) -> list[Entry]:
    """A history as this person may read it: that somebody scored is told, and only later how."""
    held = list(entries)
    if any(each.act == SCORE for each in held):
        may_read = scores_read(account, filing)
        for each in held:
            if each.act == SCORE and not may_read(each.version):
                each.detail = {}
    return held


def last_return(filing: Filing) -> Entry | None:
    return _last(filing, Action.RETURN)


def last_unlock(filing: Filing) -> Entry | None:
    return _last(filing, Action.UNLOCK)


def _last(filing: Filing, action: Action) -> Entry | None:
    return filing.history.filter(act=action).select_related("account").order_by("-sequence").first()


def earlier_tables(account: Account, campaign: Campaign) -> QuerySet[Version]:
    """Approved tables of earlier years of the units that a person files for."""
    own = within(account, Ability.EDIT, "filing__office__path")
    in_force = Q(pk=F("filing__approved"))
    return (
        Version.objects.filter(own, in_force, filing__campaign__year__lt=campaign.year)
        .filter(filing__form__in=campaign.forms)
        .select_related("filing__office", "filing__campaign")
        .defer("content", "findings")
        .order_by("-filing__campaign__year", "filing__office__path", "filing__subject")
    )


def last_year_of(filing: Filing) -> Version | None:
    """The approved table of the same office, form and subject of the latest year before."""
    same = Filing.objects.filter(
        office=filing.office, form=filing.form, subject=filing.subject, approved__isnull=False
    )
    earlier = same.filter(campaign__year__lt=filing.campaign.year).order_by("-campaign__year")
    found = earlier.select_related("approved", "campaign").first()
    return found.approved if found else None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An indicator that others have: how many, and the targets they most often set."""

    level1: str
    level2: str
    level3: str
    number: int
    targets: tuple[str, ...]


def suggestions(filing: Filing, *, level1: str, level2: str, text: str) -> list[Suggestion]:
    """From approved tables of the same form, which will be public, and the unit's own; the newest rows."""
    rows = Row.objects.filter(filing__form=filing.form).exclude(filing=filing).exclude(level3="")
    rows = rows.filter(Q(filing__state=State.APPROVED) | Q(filing__office=filing.office_id))
    for field, wanted in (("level1", level1), ("level2", level2), ("level3__contains", text)):
        if wanted:
            rows = rows.filter(**{field: wanted})
    held: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for *key, target in rows.order_by("-pk").values_list("level1", "level2", "level3", "target")[:_LOOKED_AT]:
        held[key[0], key[1], key[2]][target] += 1
    found = [
        Suggestion(*key, targets.total(), tuple(each for each, _ in targets.most_common(3) if each))
        for key, targets in held.items()
    ]
    return sorted(found, key=lambda each: (-each.number, each.level3))[:_SUGGESTED]


def uploads_visible(account: Account) -> QuerySet[Upload]:
    """Files dropped for the offices that a person files for; reviewers see the tables made of them."""
    own = within(account, Ability.EDIT, "office__path")
    return _with_taken(Upload.objects.filter(own).select_related("campaign", "office", "account"))


def _with_taken(uploads: QuerySet[Upload]) -> QuerySet[Upload]:
    """How many of their tables became filings."""
    made = Version.objects.filter(upload=OuterRef("pk"), place__isnull=False).order_by()
    number = made.values("upload").annotate(number=Count("place")).values("number")
    return uploads.annotate(taken=Coalesce(Subquery(number), 0))


def waiting_for(account: Account) -> QuerySet[Filing]:
    """What only goes on when this person acts."""
    condition = Q(pk=None)
    for post in account.posts:
        states = [step.start for step in TRANSITIONS if step.role is post.role and step.action in FORWARD]
        if states:
            condition |= Q(state__in=states) & _reached(post)
    return filings_visible(account).filter(condition)


def late(filings: QuerySet[Filing], today: date) -> QuerySet[Filing]:
    """Of these, what stands where it should no longer stand."""
    condition = Q(pk=None)
    for state, until in DEADLINES.items():
        condition |= Q(state=state, **{f"campaign__{until}__lt": today})
    return filings.filter(condition)


def deadline() -> Case:
    """The day by which a filing must have left its state, for sorting."""
    days = (When(state=state, then=F(f"campaign__{until}")) for state, until in DEADLINES.items())
    return Case(*days, output_field=DateField())


def returned_to(account: Account) -> QuerySet[Filing]:
    """What came back to a unit of this person."""
    return filings_visible(account).filter(
        within(account, Ability.EDIT, "office__path"), state=State.RETURNED
    )


def counted_by_state(filings: QuerySet[Filing]) -> dict[State, int]:
    """How many stand in each state, in the order of the way."""
    held = dict(filings.order_by().values_list("state").annotate(number=Count("pk")))
    return {state: held.get(state.value, 0) for state in State}


def offices_to_file_for(account: Account) -> QuerySet[Office]:
    return Office.objects.filter(within(account, Ability.EDIT), is_active=True).order_by("path")


def campaigns_visible(account: Account) -> QuerySet[Campaign]:
    """Those of an office above or below one's own posts."""
    above = {path for post in account.posts for path in prefixes(post.path)}
    seen = within(account, Ability.SEE, "office__path")
    return Campaign.objects.filter(Q(office__path__in=above) | seen).select_related("office").distinct()


def unread(account: Account) -> QuerySet[Upload]:
    """Files this person dropped of whose tables some are not confirmed yet."""
    own = Upload.objects.filter(account=account).exclude(state=UploadState.CONFIRMED)
    return _with_taken(own.select_related("campaign", "office"))


def progress_of(campaign: Campaign, account: Account) -> QuerySet[Office]:
    """The offices that must file, as far as one sees them, and how many of their filings stand where."""
    own = Q(filings__campaign=campaign)
    with_unit = Q(filings__state__in=[State.DRAFT, State.RETURNED, State.UNLOCKED])
    return (
        campaign.offices.filter(within(account, Ability.SEE))
        .annotate(
            number=Count("filings", filter=own),
            with_unit=Count("filings", filter=own & with_unit),
            approved=Count("filings", filter=own & Q(filings__state=State.APPROVED)),
        )
        .annotate(waiting=F("number") - F("with_unit") - F("approved"))
        .order_by("path")
    )


def progress_late(campaign: Campaign, account: Account, today: date) -> QuerySet[Office]:
    """Progress with what is late: tables of an office, and whether it should have one and has none."""
    states = [state for state, until in DEADLINES.items() if getattr(campaign, until) < today]
    late_ones = Q(filings__campaign=campaign, filings__state__in=states)
    is_due = Value(campaign.unit_until < today, output_field=BooleanField())
    return progress_of(campaign, account).annotate(
        late=Count("filings", filter=late_ones),
        is_missing=Case(When(number=0, then=is_due), default=False, output_field=BooleanField()),
    )


def may_manage(account: Account, campaign: Campaign) -> bool:
    return may(account.posts, Ability.MANAGE_CAMPAIGNS, campaign.office.path)


def offices_to_oblige(office: Office) -> QuerySet[Office]:
    """Who can be asked to file below an office."""
    kinds = [Kind.DEPARTMENT.value, Kind.UNIT.value]
    return Office.objects.filter(path__startswith=office.path, kind__in=kinds, is_active=True).order_by(
        "path"
    )


def _reached(post: Post) -> Q:
    if post.role in OWN_ONLY:
        return Q(office__path=post.path)
    return Q(office__path__startswith=post.path)


def prefixes(path: str) -> Iterable[str]:
    """A path and those of all offices above it.

    >>> list(prefixes("/1/4/"))
    ['/1/', '/1/4/']
    """
    parts = path.strip("/").split("/")
    return ("/" + "/".join(parts[:end]) + "/" for end in range(1, len(parts) + 1))
