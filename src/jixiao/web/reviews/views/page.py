"""The page on which one filing is reviewed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.state import Action
from jixiao.model.table import Table
from jixiao.scoring.review import Review, Way
from jixiao.web.people.models import Account
from jixiao.web.people.rules import Ability, may
from jixiao.web.people.views import me
from jixiao.web.reviews import queries
from jixiao.web.reviews.domain.batches import forward_of
from jixiao.web.reviews.domain.sheets import total_of
from jixiao.web.reviews.enums import UNDER_REVIEW
from jixiao.web.reviews.forms import ScoreForm
from jixiao.web.reviews.judging import is_judged, judged, review_form
from jixiao.web.reviews.models import ScoreSheet
from jixiao.web.reviews.remarks import placed, proposals
from jixiao.web.reviews.rows import Beside, Said, other_changes, rows_of
from jixiao.web.targets import found
from jixiao.web.targets.domain import content
from jixiao.web.targets.domain.errors import Refusal, Stale
from jixiao.web.targets.filters import filters_in
from jixiao.web.targets.models import Filing, Version
from jixiao.web.targets.queries import changes_since, last_year_of, scores_read, steps_for
from jixiao.web.targets.shown import shown
from jixiao.web.targets.views.common import filing_seen, frame
from jixiao.web.targets.views.table import counts_of, version_of

_SHOWN = 50  # changes since a page was opened
#: What the two sheets are for, as reviewers know them.
WAYS = {
    Way.POINTS: Message("按分数（重点项目）", "By points (key projects)"),
    Way.GRADES: Message("按等级（一般项目）", "By grades (other projects)"),
}


@login_required
@require_safe
def review(request: HttpRequest, number: int) -> HttpResponse:
    return page(request, filing_seen(request, number))


@login_required
@require_POST
def total(request: HttpRequest, number: int) -> HttpResponse:
    """What the marks add up to as they are typed; nothing is saved."""
    held = Held(filing_seen(request, number))
    if not is_judged(held.filing.form):
        raise Http404
    if not held.may_read(me(request)):
        raise PermissionDenied
    form = score_form(request, held)
    if request.headers.get("HX-Request") != "true":
        return page(request, held.filing, score=form)
    return render(request, "reviews/total.html", {"judged": held.judged(form), "sheet_way": form.way})


def score_form(request: HttpRequest, held: Held) -> ScoreForm:
    """What was sent, by the way that the sheet was filled in."""
    return ScoreForm(request.POST, review=held.proposed.form, way=_way_in(request.POST) or Way.POINTS)


def _way_in(said: QueryDict) -> Way | None:
    return next((each for each in Way if each == said.get("way")), None)


@dataclass(frozen=True)
class Held:
    """A filing with its version taken apart, each part once."""

    filing: Filing

    @cached_property
    def version(self) -> Version:
        return version_of(self.filing)

    @cached_property
    def table(self) -> Table:
        return content.table_in(self.version)

    @cached_property
    def found(self) -> tuple[found.Found, ...]:
        return found.read(self.version.findings)

    @cached_property
    def said(self) -> Mapping[int | None, Said]:
        """Comments and proposals by row; what a comment says already is not proposed again."""
        there = placed(queries.comments_on(self.filing), self.version.number, self.table)
        commented = [(place, each.comment.opinion) for place, here in there.items() for each in here]
        wanted = proposals(self.found, commented)
        return {
            place: Said(there.get(place, ()), wanted.get(place, ())) for place in there.keys() | wanted.keys()
        }

    @cached_property
    def proposed(self) -> Review:
        """Without a person's marks."""
        form = review_form(self.table, content.place_of(self.filing), self.filing.campaign.year)
        return judged(self.table, self.found, form, {})

    def may_read(self, account: Account) -> bool:
        """Whether the score sheets of the version at work are this person's to read."""
        return scores_read(account, self.filing)(self.version.number)

    def judged(self, form: ScoreForm) -> Mapping[str, object]:
        """The total with those marks that can be; what cannot is said beside its item."""
        is_valid = form.is_valid()
        review = judged(self.table, self.found, self.proposed.form, form.marks, form.way)
        return {"review": review, "total": total_of(review), "is_valid": is_valid}


def page(
    request: HttpRequest, filing: Filing, *, error: Refusal | None = None, score: ScoreForm | None = None
) -> HttpResponse:
    """The page as it stands now; with ``error`` what was not done, and what was typed with it."""
    held = Held(filing)
    context = {
        **frame(request, filing, "review"),
        **_abilities(request, filing),
        **_said_of(request, held),
        **_sheet(request, held, score),
        "actions": (),  # the steps stand at the end of this page
        "error": error,
        "happened": changes_since(filing, error.was)[:_SHOWN] if isinstance(error, Stale) else (),
        "next": queries.following(queue_of(request), filing),
        "kept": kept_address(request),
        "kept_parts": f"{address}&" if (address := filters_in(request.GET.dict()).address()) else "",
        "reason": request.POST.get("reason", ""),
    }
    is_wrong = bool(score and score.errors)
    return render(
        request, "reviews/review.html", context, status=error.status if error else 400 if is_wrong else 200
    )


def kept_address(request: HttpRequest) -> str:
    """How the queue is narrowed, which stays from page to page."""
    address = filters_in(request.GET.dict()).address()
    return f"?{address}" if address else ""


def queue_of(request: HttpRequest) -> QuerySet[Filing]:
    """What waits for who asks, as the address narrows it."""
    wanted = filters_in(request.GET.dict())
    return queries.narrowed(queries.queue(me(request)), wanted, timezone.localdate())


def _abilities(request: HttpRequest, filing: Filing) -> Mapping[str, object]:
    posts, path = me(request).posts, filing.office.path
    is_open = filing.state in UNDER_REVIEW
    return {
        "can_comment": is_open and may(posts, Ability.COMMENT, path),
        "can_score": is_open and may(posts, Ability.SCORE, path),
        "forward": forward_of(me(request), filing),
        "can_return": Action.RETURN in steps_for(me(request), filing),
    }


def _said_of(request: HttpRequest, held: Held) -> Mapping[str, object]:
    """The table, what is said of it, and what it is held against."""
    said = held.said
    earlier, before = last_year_of(held.filing), queries.seen_before(me(request), held.filing)
    last_year = content.table_in(earlier) if earlier else None
    old = content.table_in(before) if before else None
    view = shown(held.table, held.found)
    return {
        "version": held.version,
        "shown": view,
        "counts": counts_of(held.found),
        "rows": list(rows_of(held.table, view.rows, Beside(last_year, old, said))),
        "said": said.get(None, Said()),
        "unsettled": sum(each.is_open for here in said.values() for each in here.comments),
        "proposed": sum(len(here.proposals) for here in said.values()),
        "last_year": last_year,
        "last_year_yuan": content.yuan_of(last_year) if last_year else None,
        "before": before,
        "other_changes": other_changes(held.table, old),
        "opinions": [(each.value, each.said) for each in Opinion],
        **_writing(request),
    }


def _writing(request: HttpRequest) -> Mapping[str, object]:
    """The row at which a comment is being written, and what was typed there if it was refused."""
    row = request.POST.get("save") or request.GET.get("row", "")
    opinion, text = (request.POST.get(f"{name}.{row}", "") for name in ("opinion", "text"))
    return {"row_open": row, "typed_opinion": opinion, "typed_text": text}


def _sheet(request: HttpRequest, held: Held, form: ScoreForm | None) -> Mapping[str, object]:
    """The items with marks, where they may be read, and the sheets that were saved and may be read."""
    if not is_judged(held.filing.form):
        return {"can_score": False}
    may_read = scores_read(me(request), held.filing)
    saved = [each for each in queries.sheets_of(held.filing) if may_read(each.version)]
    if not may_read(held.version.number):
        return {"can_score": False, "sheets": saved}
    form = form or _kept_form(request, held, saved)
    return {
        "judged": held.judged(form),
        "items": list(zip(held.proposed.items, form.by_item(), strict=True)),
        "score": form,
        "sheet_way": form.way,
        "ways": [(each, said, each is form.way) for each, said in WAYS.items()],
        "sheets": saved,
    }


def _kept_form(request: HttpRequest, held: Held, saved: Sequence[ScoreSheet]) -> ScoreForm:
    """With one's own marks while they can be changed, else with those that were saved last."""
    can_score = _abilities(request, held.filing)["can_score"]
    there = [each for each in saved if each.version == held.version.number]
    shown = [each for each in there if not can_score or _is_own(request, each, held.version)]
    usual = next((Way(each.way) for each in (*shown, *there)), Way.POINTS)
    way = _way_in(request.GET) or usual
    kept = next((each for each in shown if each.way == way), None)
    marks = {f"mark.{key}": mark for key, mark in kept.marks.items()} if kept else {}
    return ScoreForm({**marks, "note": kept.note if kept else ""}, review=held.proposed.form, way=way)


def _is_own(request: HttpRequest, sheet: ScoreSheet, version: Version) -> bool:
    return (sheet.account_id, sheet.version) == (me(request).pk, version.number)
