"""One filing: its table, its history, its versions held against each other, its official form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jixiao.copies.official import official as forms_of
from jixiao.copies.official import wanted
from jixiao.model.difference import differences
from jixiao.model.errors import UsageError
from jixiao.model.finding import Level
from jixiao.model.state import State
from jixiao.model.table import Document
from jixiao.regulations.load import regulations
from jixiao.web.config.said import spoken
from jixiao.web.people.views import me, page_of
from jixiao.web.targets import found, runs
from jixiao.web.targets.domain import content
from jixiao.web.targets.domain.errors import Refusal
from jixiao.web.targets.models import Entry, Filing, Version
from jixiao.web.targets.queries import as_read, last_return, last_year_of
from jixiao.web.targets.shown import View, shown
from jixiao.web.targets.views.common import attached, filing_seen, frame, refused

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


def version_of(filing: Filing) -> Version:
    """The version at work; every filing has one from the moment it is made."""
    if filing.version is None:
        raise Http404
    return filing.version


@login_required
@require_safe
def table(request: HttpRequest, number: int) -> HttpResponse:
    filing = filing_seen(request, number)
    version = version_of(filing)
    returned = None if filing.state == State.APPROVED else last_return(filing)
    marks = returned.detail.get("marks", ()) if returned else ()
    kept = found.read(version.findings)
    context = frame(request, filing, "table") | {
        "shown": shown(content.table_in(version), kept, View(marks=marks)),
        "counts": counts_of(kept),
        "returned": returned,
    }
    return render(request, "targets/filing.html", context)


def counts_of(kept: Iterable[found.Found]) -> list[tuple[Level, int]]:
    counts = found.counted(kept)
    return [(level, counts[level]) for level in Level]


@login_required
@require_safe
def history(request: HttpRequest, number: int) -> HttpResponse:
    """Line by line, or every single entry."""
    filing = filing_seen(request, number)
    is_single = "single" in request.GET
    entries = filing.history.select_related("account").order_by("-sequence")
    page = page_of(request, entries if is_single else runs.starts_of(filing))
    lines = [runs.Run((each,)) for each in page] if is_single else _runs(filing, page)
    as_read(me(request), filing, (each for line in lines for each in line.entries))
    context = frame(request, filing, "history") | {
        "page": page,
        "runs": lines,
        "kept": "single=1&" if is_single else "",
    }
    return render(request, "targets/history.html", context)


def _runs(filing: Filing, page: Page[Entry]) -> list[runs.Run]:
    """The lines of a page; that which begins on the page before it is not read again."""
    # By its place in the list: a filter would be applied before the window looks at neighbours.
    after = runs.starts_of(filing)[page.start_index() - 2] if page.has_previous() else None
    return runs.runs_of(filing, list(page), after.sequence if after else None)


@login_required
@require_safe
def versions(request: HttpRequest, number: int) -> HttpResponse:
    """Any two held against each other; last year's approved table is one more to choose."""
    filing = filing_seen(request, number)
    held = list(filing.versions.select_related("made_by").defer("content", "findings"))
    earlier = last_year_of(filing)
    before, after = _pair(request, held, earlier)
    context = frame(request, filing, "versions") | {
        "versions": held,
        "earlier": earlier,
        "before": before,
        "after": after,
        "differences": differences(content.table_in(before), content.table_in(after))
        if before and after
        else None,
    }
    return render(request, "targets/versions.html", context)


def _pair(
    request: HttpRequest, held: list[Version], earlier: Version | None
) -> tuple[Version | None, Version | None]:
    """What the address asks for; else the last two, else last year's and the last."""
    numbers = {str(each.number): each for each in held}
    choices = numbers | ({"last-year": earlier} if earlier else {})
    usual = held[-2] if len(held) > 1 else earlier
    before = choices.get(request.GET.get("from", ""), usual)
    return before, numbers.get(request.GET.get("to", ""), held[-1] if held else None)


@login_required
@require_safe
def official(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """The official form of the table as it stands, in the layout of its region and form."""
    filing = filing_seen(request, number)
    try:
        data = official_form(filing, kind, timezone.localdate())
    except UsageError as error:
        return refused(request, Refusal(error.message), filing)
    return HttpResponse(data, content_type=MEDIA[kind], headers=attached(f"{filing.subject}.{kind}"))


def official_form(filing: Filing, kind: str, today: date) -> bytes:
    document = Document(content.place_of(filing), "filing", "", (content.table_in(version_of(filing)),))
    want = wanted("", None)
    return forms_of([document], kind, want, regulations(), today=today, language=spoken()).data
