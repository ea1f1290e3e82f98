"""Filling in: one form with every cell; with a script each cell saves itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import TypedDict

import msgspec
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jixiao.forms.edited import FIELDS, Edit, Refused, spans_of, text_at
from jixiao.model.errors import UsageError
from jixiao.model.indicator import Indicator
from jixiao.model.message import Message
from jixiao.model.source import Source
from jixiao.model.state import EDITABLE, State
from jixiao.model.table import Form, GoalSpan, Table
from jixiao.model.target import parse_target
from jixiao.regulations.load import regulations
from jixiao.web.config.said import spoken
from jixiao.web.people.models import Account
from jixiao.web.people.views import me, tell
from jixiao.web.targets import filters, found, offers
from jixiao.web.targets.domain import content, filling
from jixiao.web.targets.domain.errors import NotAllowed, Refusal
from jixiao.web.targets.domain.filling import Saved
from jixiao.web.targets.labels import advice, told
from jixiao.web.targets.models import Filing
from jixiao.web.targets.queries import Suggestion, last_return, suggestions
from jixiao.web.targets.shown import View, said, shown
from jixiao.web.targets.views.common import can_edit, filing_seen, frame, refused
from jixiao.web.targets.views.table import counts_of, version_of
from jixiao.writers.words import LEVELS, SPANS

_NO_ROLE = NotAllowed(Message("您没有填报这张表的权限", "you have no role to fill in this table"))
_SUGGESTED = ("level1", "level2", "level3", "target")
_AT_THE_END = 10**6
_UNITS = ("元", "万元", "亿元")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: HttpRequest, number: int) -> HttpResponse:
    filing = filing_seen(request, number)
    if not can_edit(request, filing):
        return refused(request, _NO_ROLE, filing)
    if request.method == "POST":
        return _save(request, filing)
    if filing.state not in EDITABLE:
        return redirect("filing", filing.pk)
    return _page(request, filing)


def _page(request: HttpRequest, filing: Filing, saved: Saved | None = None) -> HttpResponse:
    version = version_of(filing)
    table, kept = content.table_in(version), found.read(version.findings)
    undone = saved.refused if saved else ()
    returned = last_return(filing)
    view = _view(filing, undone, returned.detail.get("marks", ()) if returned else ())
    context = frame(request, filing, "fill") | {
        "shown": shown(table, kept, view),
        "counts": counts_of(kept),
        "changes_rows": filing.state != State.UNLOCKED,
        "spans": [(span.value, SPANS[span]) for span in spans_of(table)],
        "amount_units": dict.fromkeys([*_UNITS, table.amount_unit.unit]),
        "undone": undone,
        "returned": returned,
        **_offers(request, filing, table.year or filing.campaign.year),
    }
    return render(request, "targets/fill.html", context, status=HTTPStatus.CONFLICT if undone else 200)


def _view(filing: Filing, undone: Sequence[Refused], marks: Sequence[Mapping[str, object]]) -> View:
    return View(
        is_open=lambda address: filling.is_open(filing, address),
        typed={each.edit.address: each.edit.text for each in undone},
        refused={each.edit.address: (each.now, each.why) for each in undone},
        marks=marks,
        is_form=True,
    )


def _offers(request: HttpRequest, filing: Filing, year: int) -> dict[str, object]:
    """Levels, units, and indicators to take; those of others are looked for when they are asked for."""
    asked = {
        name: filters.clean(request.GET.get(name, "")).strip()[:100] for name in ("level1", "level2", "text")
    }
    is_asking = "text" in request.GET
    known, form = regulations(), Form(filing.form)
    return {
        "tree": offers.tree_for(known, form, year, content.place_of(filing)).items(),
        "units": offers.UNITS,
        "common": offers.commons_for(known, form, year, asked["text"]),
        "asked": asked,
        "is_asking": is_asking,
        "suggestions": _suggestions(filing, asked) if is_asking else (),
    }


def _suggestions(filing: Filing, asked: Mapping[str, str]) -> list[Suggestion]:
    return suggestions(filing, level1=asked["level1"], level2=asked["level2"], text=asked["text"])


# ------------------------------------------------------------------------------- as one form
def _save(request: HttpRequest, filing: Filing) -> HttpResponse:
    """All cells that differ from what the page showed; then the rows, if a button asks for that."""
    edits = edits_said(request, content.table_in(version_of(filing)))
    do, _, at = request.POST.get("do", "save").partition(".")
    try:
        saved = filling.save(account=me(request), filing=filing.pk, edits=edits, seen=_revision(request))
        if saved.refused:
            return _page(request, filing_seen(request, filing.pk), saved)
        # What this request itself has just saved is no news to it.
        anchor = _change(request, filing, do, at, _revision(request) + saved.is_changed)
    except UsageError as error:
        refusal = error if isinstance(error, Refusal) else Refusal(error.message)
        return refused(request, refusal, filing, edits=edits)
    if do == "save":
        tell(request, Message("已保存", "Saved"))
    return redirect(f"{reverse('fill', args=[filing.pk])}{anchor}")


class _Seen(TypedDict):
    account: Account
    filing: int
    revision: int


def _change(request: HttpRequest, filing: Filing, do: str, at: str, revision: int) -> str:
    """Changes the shape of the table, if a button asks for that; gives where on the page to look then."""
    place = filters.number(at)
    seen: _Seen = {"account": me(request), "filing": filing.pk, "revision": revision}
    match do:
        case "goal" if at in set(GoalSpan):
            filling.add_goal(**seen, span=GoalSpan(at))
            return "#goals"
        case "ungoal":
            filling.remove_goal(**seen, place=place)
            return "#goals"
        case "unit":
            filling.change_unit(**seen, unit=request.POST.get("unit", ""))
            return "#funds"
        case _:
            row = _change_rows(request, seen, do, at)
            return "" if row is None else f"#row-{row}"


def _change_rows(request: HttpRequest, seen: _Seen, do: str, at: str) -> int | None:
    """Adds, removes, moves, pastes or takes rows; gives the place to look at then."""
    place = filters.number(at)
    match do:
        case "add":
            filling.add_blank_row(**seen, place=place)
        case "remove":
            filling.remove_row(**seen, place=place)
        case "up" | "down":
            to = place - 1 if do == "up" else place + 1
            filling.move_row(**seen, place=place, to=to)
            return max(to, 0)
        case "paste":
            place, fields = _where(request)
            block = filters.clean(request.POST.get("block", ""))
            filling.paste(**seen, place=place, fields=fields, block=block)
        case "take":
            row = _suggested(request.POST.get(f"suggested.{at}", ""))
            table = content.table_in(version_of(filing_seen(request, seen["filing"])))
            place = offers.place_for(table, row)
            filling.add_rows(**seen, place=place, rows=[row])
        case _:
            return None
    return place


def _where(request: HttpRequest) -> tuple[int, Sequence[str]]:
    """Where a pasted block begins: a row, and the columns of the page from the chosen one on."""
    columns = [each for each in request.POST.get("columns", "").split() if each in FIELDS] or list(_SUGGESTED)
    first = request.POST.get("from", "")
    start = columns.index(first) if first in columns else 0
    place = filters.number(request.POST.get("place", ""))
    return place - 1 if place else _AT_THE_END, columns[start:]


def _suggested(kept: str) -> Indicator:
    try:
        level1, level2, level3, target = msgspec.json.decode(
            filters.clean(kept).encode(), type=tuple[str, str, str, str]
        )
    except msgspec.MsgspecError as error:
        raise Refusal(Message("没有选中建议的指标", "no suggested indicator was chosen")) from error
    return Indicator(level1, level2, level3, target, parse_target(target), Source(0, 1, 0, target))


def _revision(request: HttpRequest) -> int:
    return filters.number(request.POST.get("revision", ""), -1)


def edits_said(request: HttpRequest, table: Table) -> list[Edit]:
    """Cells whose text differs from the hidden one beside it. Cells the table does not have are no edits."""
    edits = []
    for name, text in request.POST.items():
        address = name.removeprefix("cell.")
        was = request.POST.get(f"was.{address}")
        if address == name or was is None or not _is_cell(table, address):
            continue
        old, new = (filters.clean(each) for each in (was, str(text)))
        if old != new:
            edits.append(Edit(address, old, new))
    return edits


def _is_cell(table: Table, address: str) -> bool:
    try:
        text_at(table, address)
    except UsageError:
        return False
    return True


# ------------------------------------------------------------------------------ cell by cell
@login_required
@require_POST
def cells(request: HttpRequest, number: int) -> JsonResponse:
    """Edits of a few cells, answered with what stands there now and what the rules find in it."""
    filing = filing_seen(request, number)
    edits = edits_said(request, content.table_in(version_of(filing)))
    try:
        saved = filling.save(account=me(request), filing=filing.pk, edits=edits, seen=_revision(request))
    except Refusal as error:
        return JsonResponse({"message": error.message.said_in(spoken())}, status=error.status)
    return JsonResponse(_answer(saved, edits))


def _answer(saved: Saved, edits: Sequence[Edit]) -> dict[str, object]:
    version = version_of(saved.filing)
    table, kept = content.table_in(version), found.read(version.findings)
    undone = {each.edit.address for each in saved.refused}
    return {
        "revision": saved.filing.revision,
        "saved": {each.address: text_at(table, each.address) for each in edits if each.address not in undone},
        "refused": [
            {"address": each.edit.address, "now": each.now, "why": each.why.said_in(spoken())}
            for each in saved.refused
        ],
        "found": [
            {
                "address": each.address,
                "level": each.level.value,
                "name": LEVELS[each.level].said_in(spoken()),
                "text": told(each),
                "advice": advice(each),
            }
            for each in kept
        ],
        "sums": [[said(each, table.amount_unit), each.closes] for each in table.sums],
        "counts": [[level.value, number] for level, number in counts_of(kept)],
    }
