"""What is handed out of reviews: opinions as Word and Excel, and the review form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from jixiao.model.errors import UsageError
from jixiao.model.message import Language, Message
from jixiao.scoring.review import Review
from jixiao.web.config.said import spoken
from jixiao.web.people.views import me
from jixiao.web.reviews import queries
from jixiao.web.reviews.judging import is_judged, judged, marks_kept
from jixiao.web.reviews.models import Comment
from jixiao.web.reviews.opinions import Reviewed, opinion_lists, opinion_sheet
from jixiao.web.reviews.remarks import in_order, placed
from jixiao.web.reviews.views.page import Held, queue_of
from jixiao.web.reviews.views.queue import chosen_in
from jixiao.web.targets.domain.errors import Refusal
from jixiao.web.targets.models import Filing
from jixiao.web.targets.queries import filings_visible
from jixiao.web.targets.views.common import filing_seen, refused
from jixiao.web.targets.views.table import MEDIA
from jixiao.writers.lists import write_lists
from jixiao.writers.official import drawn
from jixiao.writers.official.layout import layouts
from jixiao.writers.official.review import fill_review, review_layout

_MOST = 500  # filings in one file
_OPINIONS = Message("审核意见", "opinions")
_SHEET = Message("审核表", "review")


@login_required
@require_safe
def opinions(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    filing = filing_seen(request, number)
    name = f"{filing.subject} {_OPINIONS.said_in(spoken())}.{kind}"
    return _answer(_written([filing], kind, spoken()), kind, name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def chosen_opinions(request: HttpRequest, kind: str) -> HttpResponse:
    """Of what was chosen, or of the queue as it is narrowed."""
    numbers = [each.filing for each in chosen_in(request)]
    filings = filings_visible(me(request)).filter(pk__in=numbers) if numbers else queue_of(request)
    held = list(filings.select_related("office", "campaign__office", "version")[: _MOST + 1])
    if len(held) > _MOST:
        return refused(request, Refusal(_TOO_MANY))
    if not held:
        raise Http404
    return _answer(_written(held, kind, spoken()), kind, f"{_OPINIONS.said_in(spoken())}.{kind}")


def _written(filings: Sequence[Filing], kind: str, language: Language) -> bytes:
    prefetch_related_objects(filings, "comments__account")
    reviewed = [_reviewed(Held(each), each.comments.all()) for each in filings]
    if kind == "xlsx":
        return write_lists(opinion_lists(reviewed, language))
    return drawn(kind, [opinion_sheet(each, language) for each in reviewed], language)


def _reviewed(held: Held, comments: Iterable[Comment]) -> Reviewed:
    said = in_order(placed(comments, held.version.number, held.table))
    filing = held.filing
    return Reviewed(filing.office.name, filing.subject, held.version.number, said, held.found)


@login_required
@require_safe
def sheet(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """The review form as it was last saved for this version; before that, with what is proposed."""
    held = Held(filing_seen(request, number))
    if not is_judged(held.filing.form):
        raise Http404
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
    return judged(held.table, held.found, held.proposed.form, marks_kept(saved.marks, saved.proposals))


def _answer(data: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return HttpResponse(data, content_type=MEDIA[kind], headers=headers)


_TOO_MANY = Message(
    f"一次最多导出 {_MOST} 张表的意见；请缩小范围", f"at most {_MOST} tables in one file; narrow the list"
)
