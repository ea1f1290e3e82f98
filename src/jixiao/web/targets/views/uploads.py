"""A dropped file: how far it is, what was read beside where it was read from, and taking it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jixiao.forms.edited import Edit, text_at
from jixiao.model.errors import UsageError
from jixiao.model.source import Source
from jixiao.model.table import Table
from jixiao.web.people.views import me
from jixiao.web.targets import files, filters
from jixiao.web.targets.domain import uploads
from jixiao.web.targets.domain.errors import NotAllowed, Refusal
from jixiao.web.targets.enums import UploadState
from jixiao.web.targets.found import Found, fund_addresses
from jixiao.web.targets.models import Filing, Upload
from jixiao.web.targets.queries import uploads_visible
from jixiao.web.targets.reading import Page, Read
from jixiao.web.targets.shown import Shown, View, shown
from jixiao.web.targets.views.common import refused

_BUSY = {UploadState.WAITING, UploadState.READING}
#: Cells that one page lets people correct; a file with more is taken first and corrected table by table.
CELLS = 8_000


@dataclass(frozen=True, slots=True)
class Reading:
    """One table of a file: what was read, and the chosen cell of the original."""

    place: int
    document: str
    table: Table
    shown: Shown
    found: Sequence[Found]
    source: Source | None
    page: Page | None

    @property
    def frame(self) -> tuple[float, float, float, float] | None:
        """Where the cell stands on its page: left, top, width, height."""
        if not (self.source and self.source.box):
            return None
        left, top, right, bottom = self.source.box
        return left, top, right - left, bottom - top

    @property
    def errors(self) -> int:
        return sum(each.level == "error" for each in self.found)

    @property
    def open_sums(self) -> int:
        return sum(not each.closes for each in self.table.sums)


@login_required
@require_safe
def upload(request: HttpRequest, number: int) -> HttpResponse:
    held = get_object_or_404(uploads_visible(me(request)), pk=number)
    return _page(request, held)


def _page(request: HttpRequest, held: Upload, *, error: Refusal | None = None) -> HttpResponse:
    read = uploads.found_in(held)
    tables = uploads.tables_in(held)
    cells = sum(5 * len(each.indicators) for each in tables)
    context = {
        "upload": held,
        "is_busy": held.state in _BUSY,
        "readings": list(_readings(read, tables, request.GET.get("at", ""), is_open=_is_open(held, cells))),
        "failures": read.failures,
        "is_large": cells > CELLS,
        "made": Filing.objects.filter(versions__upload=held).distinct().order_by("pk"),
        "error": error,
    }
    status = error.status if error else 200
    return render(request, "targets/upload.html", context, status=status)


def _is_open(held: Upload, cells: int) -> bool:
    return held.state == UploadState.READ and cells <= CELLS


def _readings(read: Read, tables: Sequence[Table], at: str, *, is_open: bool) -> Iterator[Reading]:
    chosen, _, address = at.partition(".")
    names = [(number, each.source.name) for number, each in enumerate(read.documents) for _ in each.tables]
    view = View(is_open=lambda _: is_open)
    for place, table in enumerate(tables):
        found = read.findings[place] if place < len(read.findings) else []
        source = source_at(table, address if chosen == str(place) else "")
        number, name = names[place]
        page = _page_with(read.pages, number, source or _first(table))
        yield Reading(place, name, table, shown(table, found, view), found, source, page)


def source_at(table: Table, address: str) -> Source | None:
    """The cell of the original that an indicator's or an amount's address was read from."""
    part, _, rest = address.partition(".")
    place = filters.number(rest, len(table.indicators))
    if part == "indicator" and place < len(table.indicators):
        return table.indicators[place].source
    if part == "fund":
        held = zip(fund_addresses(table.funds), table.funds, strict=True)
        return next((fund.source for each, fund in held if each == address), None)
    return None


def _first(table: Table) -> Source | None:
    return next((each for each in table.sources if each.page), None)


def _page_with(pages: Sequence[Page], document: int, source: Source | None) -> Page | None:
    wanted = (document, source.page if source else None)
    return next((each for each in pages if (each.document, each.number) == wanted), None)


@login_required
@require_safe
def state(request: HttpRequest, number: int) -> HttpResponse:
    """How far it is, for pages that wait; when it is read they load anew."""
    held = get_object_or_404(uploads_visible(me(request)).defer("documents"), pk=number)
    response = render(request, "targets/progress.html", {"upload": held, "is_busy": held.state in _BUSY})
    if held.state not in _BUSY:
        response.headers["HX-Refresh"] = "true"
    return response


@login_required
@require_safe
def page_image(request: HttpRequest, number: int, document: int, page: int) -> FileResponse:
    """The picture of a page, for who may see the file alone."""
    held = get_object_or_404(uploads_visible(me(request)), pk=number)
    for each in uploads.found_in(held).pages:
        if (each.document, each.number) == (document, page):
            response = FileResponse(files.path_of(each.sha256).open("rb"), content_type=each.media_type)
            response.headers["Cache-Control"] = "private, max-age=3600"
            return response
    raise Http404


@login_required
@require_safe
def original(request: HttpRequest, number: int) -> FileResponse:
    held = get_object_or_404(uploads_visible(me(request)), pk=number)
    return as_file(held)


def as_file(held: Upload) -> FileResponse:
    """The bytes that were dropped, to be saved and never shown by the browser."""
    response = FileResponse(files.path_of(held.sha256).open("rb"), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = (
        f"attachment; filename*=UTF-8''{quote(PurePath(held.name).name)}"
    )
    return response


@login_required
@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Makes filings of the ticked tables; one that is there already is said, the others go on."""
    held = get_object_or_404(uploads_visible(me(request)), pk=number)
    tables = uploads.tables_in(held)
    taken = {filters.number(each, len(tables)) for each in request.POST.getlist("take")}
    try:
        chosen = {
            place: edits_in(request, f"{place}.", tables[place]) for place in taken if place < len(tables)
        }
        made, left = uploads.confirm(account=me(request), upload=held.pk, chosen=chosen)
    except NotAllowed as error:
        return refused(request, error)
    except Refusal as error:
        return _page(request, held, error=error)
    if len(made) == 1 and not left:
        return redirect("filing", made[0].pk)
    context = {"upload": held, "made": made, "left": left}
    return render(request, "targets/confirmed.html", context, status=200 if made else Refusal.status)


def edits_in(request: HttpRequest, prefix: str, table: Table) -> list[Edit]:
    """What a form says other than the table does; cells that the table does not have are left out."""
    edits = []
    start = f"cell.{prefix}"
    for name, text in request.POST.items():
        if not name.startswith(start):
            continue
        address = name.removeprefix(start)
        try:
            was = text_at(table, address)
        except UsageError:
            continue
        said = filters.clean(str(text))
        if said != was:
            edits.append(Edit(address, was, said))
    return edits
