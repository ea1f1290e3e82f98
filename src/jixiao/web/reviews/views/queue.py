"""The queue: what waits for me, and what is done with many of it at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jixiao.model.message import Message
from jixiao.model.state import Action
from jixiao.model.table import Form
from jixiao.web.people.models import Office
from jixiao.web.people.views import me, page_of
from jixiao.web.reviews import queries
from jixiao.web.reviews.domain import chosen as many
from jixiao.web.reviews.domain.chosen import Chosen, Outcome, forward_of
from jixiao.web.reviews.views.page import kept_address, queue_of
from jixiao.web.targets.filters import ERROR_NAMES, clean, filters_in, number
from jixiao.web.targets.models import Filing
from jixiao.web.targets.queries import campaigns_visible, deadline_of, filings_visible
from jixiao.web.targets.views.common import new_key
from jixiao.web.targets.views.lists import is_late

_KEY = 40  # characters; the filing's number follows


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the queue. ``chosen`` is what the box beside it sends."""

    filing: Filing
    forward: Action | None
    until: date | None
    is_late: bool
    last_year: Decimal | None

    @property
    def chosen(self) -> str:
        return f"{self.filing.pk}:{self.filing.revision}:{self.forward or ''}"


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, error: Message | None = None) -> HttpResponse:
    wanted = filters_in(request.GET.dict())
    page = page_of(request, queue_of(request))
    address = wanted.address()
    context = {
        "page": page,
        "rows": list(_rows(request, list(page))),
        "wanted": wanted,
        "kept": f"{address}&" if address else "",
        "address": kept_address(request),
        "campaigns": campaigns_visible(me(request)),
        "office": Office.objects.filter(pk=wanted.office).first() if wanted.office else None,
        "without_office": wanted.address(office=0),
        "forms": list(Form),
        "errors": ERROR_NAMES.items(),
        "key": new_key(),
        "error": error,
        "chosen": set(request.POST.getlist("chosen")),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "reviews/queue.html", context, status=400 if error else 200)


def _rows(request: HttpRequest, filings: list[Filing]) -> Iterator[Waiting]:
    today, last_years = timezone.localdate(), queries.last_years(filings)
    for each in filings:
        forward, until = forward_of(me(request), each), deadline_of(each)
        yield Waiting(each, forward, until, is_late(each, today), last_years[each.pk])


@login_required
@require_POST
def chosen(request: HttpRequest) -> HttpResponse:
    """Takes what was chosen a step further, or returns it with one reason; says what was left and why."""
    held, reason = list(chosen_in(request)), clean(request.POST.get("reason", "")).strip()
    account, key, do = me(request), request.POST.get("key", "")[:_KEY], request.POST.get("do", "")
    if not held:
        return _page(request, Message("请先选择要处理的表", "choose tables first"))
    if do == "return" and not reason:
        return _page(request, Message("退回须写明理由", "give a reason for returning them"))
    if do not in {"pass", "return"}:
        raise Http404
    outcomes = (
        many.pass_on(account=account, chosen=held, key=key)
        if do == "pass"
        else many.send_back(account=account, chosen=held, reason=reason, key=key)
    )
    return _result(request, outcomes, do)


def _result(request: HttpRequest, outcomes: list[Outcome], do: str) -> HttpResponse:
    context = {
        "done": [each.filing for each in outcomes if each.why is None],
        "left": [each for each in outcomes if each.why],
        "is_return": do == "return",
        "address": kept_address(request),
    }
    return render(request, "reviews/chosen.html", context)


def chosen_in(request: HttpRequest) -> Iterator[Chosen]:
    """The boxes that were ticked; one on a filing that this person may not see leads nowhere at all."""
    sent = [each.split(":") for each in request.POST.getlist("chosen")]
    boxes = [(number(each[0]), each[1], each[2]) for each in sent if len(each) == 3 and number(each[0])]
    filings = {filing for filing, _, _ in boxes}
    if filings_visible(me(request)).filter(pk__in=filings).count() < len(filings):
        raise Http404
    for filing, revision, action in boxes:
        known = Action(action) if action in set(many.FORWARD) else None
        yield Chosen(filing, number(revision, -1), known)
