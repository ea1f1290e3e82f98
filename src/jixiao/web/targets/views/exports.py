"""Lists taken along: at once, or long ones from a page that says how far they are."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jixiao.web.config.said import spoken
from jixiao.web.people.views import me
from jixiao.web.targets.domain import exports
from jixiao.web.targets.enums import ExportState
from jixiao.web.targets.filters import clean
from jixiao.web.targets.listings import LISTINGS, NAMES, OPINIONS
from jixiao.web.targets.models import Export

_LATELY = 20
_LONGEST = 2_000  # characters of an address


@login_required
@require_safe
def export(request: HttpRequest, listing: str, kind: str) -> HttpResponseBase:
    """The whole list as it is narrowed and sorted, not the page alone."""
    held, asked = LISTINGS[listing], request.GET.dict()
    if exports.is_long(held, me(request), asked):
        context = {"listing": listing, "name": held.name, "kind": kind, "query": urlencode(asked)}
        return render(request, "targets/export_new.html", context)
    pieces = exports.written(held, me(request), asked, kind, spoken())
    return StreamingHttpResponse(
        pieces,
        content_type=exports.KINDS[kind],
        headers={"Content-Disposition": f'attachment; filename="{listing}.{kind}"'},
    )


@login_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    listing, kind = request.POST.get("listing", ""), request.POST.get("kind", "")
    if listing not in LISTINGS or kind not in exports.KINDS:
        raise Http404
    query = clean(request.POST.get("query", ""))[:_LONGEST]
    made = exports.begin(account=me(request), listing=listing, kind=kind, query=query, language=spoken())
    return redirect("export", made.pk)


def _own(request: HttpRequest, number: int) -> Export:
    return get_object_or_404(Export, pk=number, account=me(request))


@login_required
@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """How far it is; the same in a piece, for who waits."""
    found = _own(request, number)
    context = {
        "export": found,
        "name": NAMES[found.listing],
        "is_of_tables": found.listing == OPINIONS,
        "is_busy": found.state in {ExportState.WAITING, ExportState.WRITING},
        "others": [
            (each, NAMES[each.listing])
            for each in Export.objects.filter(account=me(request)).exclude(pk=number)[:_LATELY]
        ],
    }
    is_piece = request.headers.get("HX-Request") == "true"
    return render(request, "targets/export_state.html" if is_piece else "targets/export.html", context)


@login_required
@require_safe
def file(request: HttpRequest, number: int) -> FileResponse:
    found = _own(request, number)
    if found.state != ExportState.READY or not exports.path_of(found).exists():  # a backup leaves it out
        raise Http404
    return FileResponse(
        exports.path_of(found).open("rb"), as_attachment=True, filename=f"{found.listing}.{found.kind}"
    )
