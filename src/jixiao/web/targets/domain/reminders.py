"""Mails to those for whom a table waits that is late or nearly so: one a day, written into a log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from jixiao.model.message import Count, Language, Message
from jixiao.model.state import TRANSITIONS, Role, State
from jixiao.web.people import rules
from jixiao.web.people.models import Account, Assignment
from jixiao.web.people.rules import Ability, Post
from jixiao.web.targets.domain.errors import NotAllowed
from jixiao.web.targets.models import Campaign, Filing, Reminder
from jixiao.web.targets.queries import DEADLINES, FORWARD, prefixes

#: A table is nearly late so many days before its deadline.
NEAR = timedelta(days=3)
_A_WEEK = 7 * 24 * 60 * 60
_NAMED = 20  # tables in one mail
_ROLES = {step.start: step.role for step in TRANSITIONS if step.action in FORWARD}


@dataclass(frozen=True, slots=True)
class Due:
    """What waits for somebody; without a subject, a unit that has no table yet."""

    office: str
    path: str
    role: Role
    until: date
    subject: str = ""


def ask(*, account: Account, campaign: Campaign) -> None:
    """Have those reminded now for whom something waits."""
    from jixiao.web.targets.tasks import remind  # tasks call this module

    if not rules.may(account.posts, Ability.MANAGE_CAMPAIGNS, campaign.office.path):
        raise NotAllowed(Message("您没有管理申报的权限", "you have no role to manage campaigns here"))
    remind.enqueue(campaign.pk)


def ask_daily(now: datetime) -> None:
    """For all open campaigns that say so, from the set hour on: once a day, however often it is asked."""
    from jixiao.web.targets.tasks import remind  # tasks call this module

    here = timezone.localtime(now)
    if here.time() < settings.ENVIRONMENT.remind_at:
        return
    with transaction.atomic():  # the mark and the tasks are kept together or not at all
        if cache.add(f"reminded-{here.date()}", value=True, timeout=_A_WEEK):
            for campaign in Campaign.objects.filter(closed_at=None, reminds=True):
                remind.enqueue(campaign.pk)


def remind(campaign: Campaign, today: date) -> int:
    """Send the mails of this day; who had one today gets none. Gives how many were sent."""
    return sum(_send(campaign, account, held, today) for account, held in people_due(campaign, today))


def people_due(campaign: Campaign, today: date) -> Iterator[tuple[Account, list[Due]]]:
    """Who can be reached by mail and has something waiting, the most urgent first."""
    posts = _posts(set(_ROLES.values()))
    held: dict[Account, list[Due]] = defaultdict(list)
    for due in _due(campaign, today + NEAR):
        for account in _reached(posts, due):
            held[account].append(due)
    for account in sorted(held, key=lambda each: each.pk):
        yield account, sorted(held[account], key=lambda due: (due.until, due.path, due.subject))


def _due(campaign: Campaign, until: date) -> Iterator[Due]:
    ends = {state: getattr(campaign, name) for state, name in DEADLINES.items()}
    states = [state for state, end in ends.items() if end <= until]
    for filing in Filing.objects.filter(campaign=campaign, state__in=states).select_related("office"):
        state, office = State(filing.state), filing.office
        yield Due(office.name, office.path, _ROLES[state], ends[state], filing.subject)
    if ends[State.DRAFT] <= until and not campaign.closed_at:
        for office in campaign.offices.exclude(filings__campaign=campaign):
            yield Due(office.name, office.path, Role.FILER, ends[State.DRAFT])


def _posts(roles: Iterable[Role]) -> Mapping[Post, list[Account]]:
    held: dict[Post, list[Account]] = defaultdict(list)
    given = Assignment.objects.filter(role__in=roles, account__is_active=True).exclude(account__email="")
    for each in given.select_related("account", "office"):
        held[Post(Role(each.role), each.office.path)].append(each.account)
    return held


def _reached(posts: Mapping[Post, list[Account]], due: Due) -> set[Account]:
    able = (Post(due.role, path) for path in prefixes(due.path))
    return {account for post in able if rules.reaches(post, due.path) for account in posts.get(post, ())}


def _send(campaign: Campaign, account: Account, held: list[Due], today: date) -> bool:
    facts = {"campaign": campaign, "tables": len(held)}
    reminder, is_new = Reminder.objects.get_or_create(account=account, day=today, defaults=facts)
    if not is_new:
        return False
    language = Language(account.language)
    subject, text = subject_of(campaign, held).said_in(language), text_of(campaign, account, held, today)
    try:
        EmailMessage(subject, text.said_in(language), to=[account.email]).send()
    except (OSError, SMTPException) as error:
        reminder.problem = f"{type(error).__name__}: {error}"[:255]
        reminder.save(update_fields=("problem",))
        return False
    return True


def subject_of(campaign: Campaign, held: list[Due]) -> Message:
    number = Count(len(held))
    return Message(
        f"{campaign.name}：{number} 项等您处理", f"{campaign.name}: {number:item waits/items wait} for you"
    )


def text_of(campaign: Campaign, account: Account, held: list[Due], today: date) -> Message:
    lines = [_line(each, today) for each in held[:_NAMED]]
    more = len(held) - len(lines)
    number = Count(len(held))
    zh = [f"{account.name}，您好：", "", f"“{campaign.name}”有 {number} 项等您处理：", ""]
    en = [f"Dear {account.name},", "", f"in “{campaign.name}” {number:item waits/items wait} for you:", ""]
    zh += [each.zh for each in lines] + [f"……另有 {more} 项"] * (more > 0)
    en += [each.en for each in lines] + [f"… and {more} more"] * (more > 0)
    zh += ["", f"请登录办理：{settings.ENVIRONMENT.url}"]
    en += ["", f"Sign in to go on: {settings.ENVIRONMENT.url}"]
    return Message("\n".join(zh), "\n".join(en))


def _line(due: Due, today: date) -> Message:
    late = Message("，已逾期", ", late") if due.until < today else Message("", "")
    what = due.subject or "还没有申报表"
    what_en = due.subject or "no table yet"
    return Message(
        f"- {due.office}：{what}（截止 {due.until}{late.zh}）",
        f"- {due.office}: {what_en} (due {due.until}{late.en})",
    )
