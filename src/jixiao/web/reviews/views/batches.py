"""Many tables at once: begun in the queue, done by a worker, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jixiao.model.message import Message
from jixiao.model.state import Action
from jixiao.web.people.views import me, page_of
from jixiao.web.reviews import queries
from jixiao.web.reviews.domain import batches
from jixiao.web.reviews.domain.batches import FORWARD, Pick
from jixiao.web.reviews.enums import BatchAct
from jixiao.web.reviews.models import Batch
from jixiao.web.reviews.views.page import queue_of
from jixiao.web.reviews.views.queue import page_of_queue
from jixiao.web.targets.filters import clean, number
from jixiao.web.targets.models import Filing
from jixiao.web.targets.queries import filings_visible
from jixiao.web.targets.views.common import new_key

#: Tables that are chosen at once.
MOST = 5_000
TOO_MANY = Message(f"一次最多处理 {MOST} 张表；请缩小范围", f"at most {MOST} tables at once; narrow the list")
_KEY = 64  # characters
_QUIET = timedelta(minutes=1)  # after which somebody may have it gone on with


@login_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Has a worker take what was chosen a step further, or return it with one reason."""
    picks, reason = list(picked(request)), clean(request.POST.get("reason", "")).strip()
    act, key = request.POST.get("do", ""), request.POST.get("key", "")[:_KEY]
    if act not in set(BatchAct):
        raise Http404
    if not picks:
        return page_of_queue(request, Message("请先选择要处理的表", "choose tables first"))
    if len(picks) > MOST:
        return page_of_queue(request, TOO_MANY)
    if act == BatchAct.RETURN and not reason:
        return page_of_queue(request, Message("退回须写明理由", "give a reason for returning them"))
    batch = batches.begin(
        account=me(request), act=BatchAct(act), picks=picks, key=key or new_key(), reason=reason
    )
    return redirect("review-batch", batch.pk)


@login_required
@require_safe
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """What came of it, what was left first; a piece of it for who waits."""
    held = _own(request, number)
    progress = queries.progress_of(held)
    context = {"batch": held, "progress": progress, "is_quiet": _is_quiet(held, progress)}
    if request.headers.get("HX-Request") != "true":
        rows = held.chosen.select_related("filing__office").order_by("state", "pk")
        return render(request, "reviews/batch.html", context | {"page": page_of(request, rows)})
    response = render(request, "reviews/batch_state.html", context)
    if not progress.waiting:
        response.headers["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def go_on(request: HttpRequest, number: int) -> HttpResponse:
    """For one whose worker was lost too often; while one is at work it changes nothing."""
    held = _own(request, number)
    if _is_quiet(held, queries.progress_of(held)):
        batches.go_on(held)
    return redirect("review-batch", held.pk)


def _own(request: HttpRequest, number: int) -> Batch:
    return get_object_or_404(Batch, pk=number, account=me(request))


def _is_quiet(held: Batch, progress: queries.Progress) -> bool:
    """Whether something waits and nothing has been done for a while."""
    return progress.waiting > 0 and (progress.latest or held.at) < timezone.now() - _QUIET


def picked(request: HttpRequest) -> Iterator[Pick]:
    """The boxes that were ticked, or all of the queue as it was when the page was made.

    One on a filing that this person may not see leads nowhere at all.
    """
    if request.POST.get("whole"):
        yield from (batches.pick(me(request), each) for each in _whole_queue(request)[: MOST + 1])
        return
    sent = [each.split(":") for each in request.POST.getlist("chosen")]
    boxes = [(number(each[0]), each[1], each[2]) for each in sent if len(each) == 3 and number(each[0])]
    filings = {filing for filing, _, _ in boxes}
    if filings_visible(me(request)).filter(pk__in=filings).count() < len(filings):
        raise Http404
    for filing, revision, action in boxes:
        known = Action(action) if action in set(FORWARD) else None
        yield Pick(filing, number(revision, -1), known)


def _whole_queue(request: HttpRequest) -> QuerySet[Filing]:
    try:
        seen_at = datetime.fromisoformat(request.POST.get("seen_at", ""))
    except ValueError:
        raise Http404 from None
    return queue_of(request).filter(changed_at__lte=seen_at.astimezone(UTC))
