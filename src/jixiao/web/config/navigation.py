"""The navigation: one line for each part. An app adds its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from jixiao.model.message import Message
from jixiao.web.people.models import Account
from jixiao.web.people.rules import ROLES_FOR, Ability


@dataclass(frozen=True, slots=True)
class Entry:
    """A part of the application, and who has a use for it; without an ability everybody has."""

    name: str
    said: Message
    ability: Ability | None = None


ENTRIES = (
    Entry("home", Message("工作台", "Home")),
    Entry("filings", Message("申报", "Filings"), Ability.SEE),
    Entry("review-queue", Message("审核", "Review"), Ability.COMMENT),
    Entry("find", Message("查找", "Search"), Ability.SEE),
    Entry("campaigns", Message("申报批次", "Campaigns"), Ability.SEE),
    Entry("offices", Message("机构与人员", "Offices and people"), Ability.MANAGE_PEOPLE),
)


@dataclass(frozen=True, slots=True)
class Link:
    address: str
    said: Message
    is_here: bool


def navigation(request: HttpRequest) -> dict[str, object]:
    """For every page: where this person can go."""
    account = getattr(request, "user", None)
    return {"navigation": tuple(_links(request.path, account)) if isinstance(account, Account) else ()}


def _links(path: str, account: Account) -> Iterator[Link]:
    held = {post.role for post in account.posts}
    for entry in ENTRIES:
        if entry.ability is None or held & ROLES_FOR[entry.ability]:
            address = reverse(entry.name)
            yield Link(address, entry.said, path == address or (address != "/" and path.startswith(address)))
