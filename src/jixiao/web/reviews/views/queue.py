"""The queue: what waits for me."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jixiao.model.message import Message
from jixiao.model.state import Action
from jixiao.model.table import Form
from jixiao.web.people.models import Office
from jixiao.web.people.views import me, page_of
from jixiao.web.reviews import queries
from jixiao.web.reviews.domain.batches import forward_of
from jixiao.web.reviews.views.page import kept_address, queue_of
from jixiao.web.targets.filters import ERROR_NAMES, filters_in
from jixiao.web.targets.models import Filing
from jixiao.web.targets.queries import campaigns_visible, deadline_of
from jixiao.web.targets.views.common import new_key
from jixiao.web.targets.views.lists import is_late

_LATELY = timedelta(days=1)  # what was done with many at once is shown so long


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
    return page_of_queue(request)


def page_of_queue(request: HttpRequest, error: Message | None = None) -> HttpResponse:
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
        "whole": request.POST.get("whole"),
        "seen_at": timezone.now().isoformat(),
        "batch": queries.latest_batch(me(request), timezone.now() - _LATELY),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "reviews/queue.html", context, status=400 if error else 200)


def _rows(request: HttpRequest, filings: list[Filing]) -> Iterator[Waiting]:
    today, last_years = timezone.localdate(), queries.last_years(filings)
    for each in filings:
        forward, until = forward_of(me(request), each), deadline_of(each)
        yield Waiting(each, forward, until, is_late(each, today), last_years[each.pk])
