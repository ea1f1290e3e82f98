"""What is handed out of reviews: opinions as Word and Excel, and the review form."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.scoring.review import Review, Way
from jixiao.web.config.said import spoken
from jixiao.web.people.views import me
from jixiao.web.reviews import queries
from jixiao.web.reviews.domain import written
from jixiao.web.reviews.judging import is_judged, judged, marks_kept
from jixiao.web.reviews.views.batches import MOST, TOO_MANY, picked
from jixiao.web.reviews.views.page import Held, kept_address, queue_of
from jixiao.web.targets.domain.errors import NotAllowed, Refusal
from jixiao.web.targets.queries import filings_visible
from jixiao.web.targets.views.common import attached, filing_seen, refused
from jixiao.web.targets.views.table import MEDIA
from jixiao.writers.official import drawn
from jixiao.writers.official.layout import layouts
from jixiao.writers.official.review import fill_review, review_layout

_OPINIONS = Message("审核意见", "opinions")
_SHEET = Message("审核表", "review")
_NOT_YET = Message(
    "这一版还没有审核结论；评分表在批复或退回之后公开给单位",
    "this version is not decided on yet; the unit reads its score sheet once it is approved or returned",
)


@login_required
@require_safe
def opinions(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    filing = filing_seen(request, number)
    data = written.opinions_in([filing], kind, spoken())
    return _answer(data, kind, f"{filing.subject} {_OPINIONS.said_in(spoken())}.{kind}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def chosen_opinions(request: HttpRequest, kind: str) -> HttpResponse:
    """Of what was chosen, or of the queue as it is narrowed; a worker writes those of many."""
    picks = [each.filing for each in picked(request)]
    filings = filings_visible(me(request)).filter(pk__in=picks) if picks else queue_of(request)
    numbers = list(filings.values_list("pk", flat=True)[: MOST + 1])
    if not numbers:
        raise Http404
    if len(numbers) > MOST:
        return refused(request, Refusal(TOO_MANY))
    if len(numbers) <= written.AT_ONCE:
        held = written.with_opinions(filings_visible(me(request)).filter(pk__in=numbers))
        data = written.opinions_in(held, kind, spoken())
        return _answer(data, kind, f"{_OPINIONS.said_in(spoken())}.{kind}")
    if request.method != "POST":
        context = {"kind": kind, "number": len(numbers), "address": kept_address(request)}
        return render(request, "reviews/opinions_new.html", context)
    export = written.begin(account=me(request), kind=kind, filings=numbers, language=spoken())
    return redirect("export", export.pk)


@login_required
@require_safe
def sheet(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """The review form as it was last saved for this version; before that, with what is proposed."""
    held = Held(filing_seen(request, number))
    if not is_judged(held.filing.form):
        raise Http404
    if not held.may_read(me(request)):
        return refused(request, NotAllowed(_NOT_YET), held.filing)
    review = _saved(held)
    form = fill_review(review_layout(review, layouts()), review)
    try:
        data = drawn(kind, [form], spoken())
    except UsageError as error:
        return refused(request, Refusal(error.message), held.filing)
    return _answer(data, kind, f"{held.filing.subject} {_SHEET.said_in(spoken())}.{kind}")


def _saved(held: Held) -> Review:
    saved = queries.sheets_of(held.filing).filter(version=held.version.number).first()
    if saved is None:
        return held.proposed
    way = Way(saved.way)
    marks = marks_kept(saved.marks, saved.proposals, way)
    return judged(held.table, held.found, held.proposed.form, marks, way)


def _answer(data: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=MEDIA[kind], headers=attached(name))
