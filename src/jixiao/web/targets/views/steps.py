"""The steps of a filing: each shown first with what it needs, then taken once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.state import Action, State, transition
from jixiao.model.table import Table
from jixiao.web.people.views import me, tell
from jixiao.web.reviews.domain import comments
from jixiao.web.reviews.queries import comments_on
from jixiao.web.reviews.remarks import Remark, placed
from jixiao.web.targets import found
from jixiao.web.targets.domain import content, steps
from jixiao.web.targets.domain.errors import NotAllowed, Refusal
from jixiao.web.targets.domain.steps import Asked
from jixiao.web.targets.filters import clean, number
from jixiao.web.targets.labels import ACTIONS, STATES
from jixiao.web.targets.models import Filing
from jixiao.web.targets.queries import steps_for
from jixiao.web.targets.shown import shown
from jixiao.web.targets.views.common import filing_seen, frame, refused
from jixiao.web.targets.views.table import counts_of, version_of

Take = Callable[[HttpRequest, Asked, Table], Filing]


def _reason(request: HttpRequest) -> str:
    return clean(request.POST.get("reason", ""))


_TAKEN: dict[Action, Take] = {
    Action.HAND_IN: lambda _, asked, __: steps.hand_in(asked),
    Action.SUBMIT: lambda _, asked, __: steps.submit(asked),
    Action.REVIEW: lambda request, asked, _: steps.review(asked, reason=_reason(request)),
    Action.APPROVE: lambda request, asked, _: steps.approve(asked, reason=_reason(request)),
    Action.RETURN: lambda request, asked, table: comments.send_back(
        asked, reason=_reason(request), remarks=list(_remarks(request, table))
    ),
    Action.WITHDRAW: lambda _, asked, __: steps.withdraw(asked),
    Action.UNLOCK: lambda request, asked, table: steps.unlock(
        asked, cells=list(_cells(request, table)), reason=_reason(request)
    ),
    Action.ADJUST: lambda request, asked, _: steps.adjust(asked, reason=_reason(request)),
}
_SAYS_WHY = {Action.REVIEW, Action.APPROVE}  # may give a reason and need not


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: int, name: str) -> HttpResponse:
    if name not in set(Action):
        raise Http404
    action, filing = Action(name), filing_seen(request, number)
    if request.method == "POST":
        return _take(request, filing, action)
    if action not in steps_for(me(request), filing):
        return refused(request, _why_not(filing, action), filing)
    return _page(request, filing, action)


def _why_not(filing: Filing, action: Action) -> Refusal:
    if transition(State(filing.state), action):
        return NotAllowed(Message("您没有在此处做这一步的权限", "you have no role for this step here"))
    state, said = STATES[State(filing.state)], ACTIONS[action]
    return Refusal(
        Message(
            f"这张表{state.zh}，不能{said.zh}", f"the table is “{state.en}”; this step cannot be taken now"
        )
    )


def _page(request: HttpRequest, filing: Filing, action: Action, error: Refusal | None = None) -> HttpResponse:
    version = version_of(filing)
    kept = found.read(version.findings)
    taken = transition(State(filing.state), action)
    context = frame(request, filing, "") | {
        "action": action,
        "leads_to": taken.end if taken else filing.state,
        "needs_reason": bool(taken and taken.needs_reason),
        "may_say_why": action in _SAYS_WHY,
        "shown": shown(content.table_in(version), kept),
        "counts": counts_of(kept),
        "errors": [each for each in kept if each.level == "error"],
        "opinions": [(each.value, each.said) for each in Opinion],
        "reason": _reason(request),
        "error": error,
    }
    if action is Action.RETURN:
        context |= _said_of(request, filing, content.table_in(version), version.number)
    return render(request, "targets/step.html", context, status=error.status if error else 200)


def _take(request: HttpRequest, filing: Filing, action: Action) -> HttpResponse:
    revision, key = request.POST.get("revision", ""), request.POST.get("key", "")[:64]
    asked = Asked(me(request), filing.pk, number(revision, -1), key)
    try:
        done = _TAKEN[action](request, asked, content.table_in(version_of(filing)))
    except Refusal as error:
        is_ours = action in steps_for(me(request), filing) and revision == str(filing.revision)
        return _page(request, filing, action, error) if is_ours else refused(request, error, filing)
    state = STATES[State(done.state)]
    tell(request, Message(f"{filing.subject}：{state.zh}", f"{filing.subject}: {state.en}"))
    return redirect("filing", filing.pk)


def _remarks(request: HttpRequest, table: Table) -> Iterator[Remark]:
    """What is said beside the indicators: an opinion of the list, a text, or both."""
    for place in range(len(table.indicators)):
        opinion, text = _typed(request, place)
        if opinion or text:
            yield Remark(place, opinion, text)


def _typed(request: HttpRequest, place: int) -> tuple[Opinion | None, str]:
    known = {str(each.value): each for each in Opinion}
    opinion, text = (request.POST.get(f"{name}.{place}", "") for name in ("opinion", "text"))
    return known.get(opinion), clean(text).strip()


def _said_of(request: HttpRequest, filing: Filing, table: Table, number: int) -> dict[str, object]:
    """For a return: the open comments that go along, and what was typed beside each row."""
    there = placed(comments_on(filing), number, table)
    still_open = {place: [each for each in here if each.is_open] for place, here in there.items()}
    return {
        "said_of_all": still_open.get(None, ()),
        "lines": [
            (row, still_open.get(row.place, ()), *_typed(request, row.place)) for row in shown(table, ()).rows
        ],
    }


def _cells(request: HttpRequest, table: Table) -> Iterator[str]:
    """The chosen cells and rows, as far as the table has them."""
    known = {cell.address for cell in shown(table, ()).cells}
    known |= {f"indicator.{place}" for place in range(len(table.indicators))}
    yield from (each for each in request.POST.getlist("cells") if each in known)
