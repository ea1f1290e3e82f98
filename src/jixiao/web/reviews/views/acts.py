"""What reviewers do with one filing: each request acts once, or says why not beside what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.state import Action, State
from jixiao.regulations.reviews import Grade
from jixiao.scoring.review import Way
from jixiao.web.config.said import spoken
from jixiao.web.people.views import me, tell
from jixiao.web.reviews import queries
from jixiao.web.reviews.domain import comments, sheets
from jixiao.web.reviews.domain.batches import FORWARD
from jixiao.web.reviews.forms import ScoreForm
from jixiao.web.reviews.judging import is_judged
from jixiao.web.reviews.models import ScoreSheet
from jixiao.web.reviews.remarks import Remark
from jixiao.web.reviews.views.page import Held, kept_address, page, score_form
from jixiao.web.targets import filters
from jixiao.web.targets.domain.errors import Refusal
from jixiao.web.targets.domain.steps import Asked
from jixiao.web.targets.filters import clean
from jixiao.web.targets.labels import STATES
from jixiao.web.targets.models import Filing
from jixiao.web.targets.views.common import filing_seen

_KEY = 64  # characters
ALL = "all"  # of the proposals


def _asked(request: HttpRequest, filing: Filing) -> Asked:
    key = request.POST.get("key", "")[:_KEY]
    return Asked(me(request), filing.pk, _number(request, "revision"), key)


def _number(request: HttpRequest, name: str) -> int:
    """A number that was sent, or -1, which nothing has."""
    return filters.number(request.POST.get(name, ""), -1)


def _acted(
    request: HttpRequest,
    filing: Filing,
    act: Callable[[], object],
    anchor: str,
    score: ScoreForm | None = None,
) -> HttpResponse:
    """Back to the page; where it was refused, the page as it is now with the reason and what was typed."""
    try:
        act()
    except Refusal as error:
        return page(request, filing_seen(request, filing.pk), error=error, score=score)
    return redirect(f"{reverse('review', args=[filing.pk])}{kept_address(request)}#{anchor}")


@login_required
@require_POST
def comment(request: HttpRequest, number: int) -> HttpResponse:
    """``take`` takes over what findings propose, ``save`` what was typed at that row."""
    filing = filing_seen(request, number)
    taken, row = request.POST.get("take", ""), request.POST.get("save", "")
    remarks = list(_taken(filing, taken)) if taken else [_typed(request, row)]
    place = remarks[0].place if len(remarks) == 1 else None
    asked, version = _asked(request, filing), _number(request, "version")
    return _acted(
        request,
        filing,
        lambda: comments.comment(asked, version=version, remarks=remarks),
        "table" if place is None else f"row-{place}",
    )


def _taken(filing: Filing, taken: str) -> Iterator[Remark]:
    """What the findings of the version at work propose; one that is not among them is not there."""
    offered = {each.key: each for here in Held(filing).said.values() for each in here.proposals}
    if taken != ALL and taken not in offered:
        raise Http404
    for each in offered.values() if taken == ALL else [offered[taken]]:
        yield each.remark(spoken())


def _typed(request: HttpRequest, row: str) -> Remark:
    place = None if row == "table" else filters.number(row, -1)
    opinion = request.POST.get(f"opinion.{row}", "")
    known = {str(each.value): each for each in Opinion}
    return Remark(place, known.get(opinion), clean(request.POST.get(f"text.{row}", "")))


@login_required
@require_POST
def settle(request: HttpRequest, number: int) -> HttpResponse:
    filing = filing_seen(request, number)
    chosen = _number(request, "settle")
    place = queries.comments_on(filing).filter(pk=chosen).values_list("place", flat=True).first()
    asked, version = _asked(request, filing), _number(request, "version")
    return _acted(
        request,
        filing,
        lambda: comments.settle(asked, version=version, comment=chosen),
        "table" if place is None else f"row-{place}",
    )


@login_required
@require_POST
def score(request: HttpRequest, number: int) -> HttpResponse:
    held = Held(filing_seen(request, number))
    if not is_judged(held.filing.form):
        raise Http404
    form = score_form(request, held)
    if not form.is_valid():
        return page(request, held.filing, score=form)
    asked, version, note = (
        _asked(request, held.filing),
        _number(request, "version"),
        form.cleaned_data["note"],
    )

    def act() -> None:
        if sheet := sheets.score(asked, version=version, marks=form.marks, way=form.way, note=note):
            tell(request, _saved(sheet))

    return _acted(request, held.filing, act, "score", form)


def _saved(sheet: ScoreSheet) -> Message:
    if sheet.way == Way.GRADES and sheet.grade:
        grade = Grade(sheet.grade).said
        return Message(f"评分已保存：等级为{grade.zh}", f"Saved: the grade is {grade.en}")
    if sheet.total is None:
        return Message("评分已保存，尚有项目未评", "The marks are saved; some items are still open")
    points = f"{sheet.total.normalize():f}"
    return Message(f"评分已保存：{points} 分", f"Saved: {points} points")


@login_required
@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Takes the table further or returns it, and leads on to the next in the queue."""
    filing = filing_seen(request, number)
    asked, reason = _asked(request, filing), clean(request.POST.get("reason", ""))
    try:
        done = _decided(request.POST.get("do", ""), asked, reason)
    except Refusal as error:
        return page(request, filing_seen(request, number), error=error)
    state = STATES[State(done.state)]
    tell(request, Message(f"{filing.subject}：{state.zh}", f"{filing.subject}: {state.en}"))
    following = _number(request, "next")
    there = queries.queue(me(request)).filter(pk=following).exists()
    address = reverse("review", args=[following]) if there else reverse("review-queue")
    return redirect(f"{address}{kept_address(request)}")


def _decided(do: str, asked: Asked, reason: str) -> Filing:
    if do == Action.RETURN:
        return comments.send_back(asked, reason=reason)
    if do not in {action.value for action in FORWARD}:
        raise Http404
    return FORWARD[Action(do)](asked)
