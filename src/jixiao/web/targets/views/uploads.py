"""A dropped file: how far it is, what was read beside where it was read from, and taking it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import PurePath

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jixiao.forms.edited import Edit, text_at
from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.model.table import Table
from jixiao.web.people.views import me
from jixiao.web.targets import files, filters, origins
from jixiao.web.targets.domain import uploads
from jixiao.web.targets.domain.errors import NotAllowed, Refusal
from jixiao.web.targets.enums import UploadState
from jixiao.web.targets.found import Found, of_another_year
from jixiao.web.targets.models import Filing, Upload
from jixiao.web.targets.origins import Origin
from jixiao.web.targets.queries import uploads_visible
from jixiao.web.targets.reading import Read
from jixiao.web.targets.shown import Shown, View, shown
from jixiao.web.targets.views.common import refused

_BUSY = {UploadState.WAITING, UploadState.READING}
_READ = {UploadState.READ, UploadState.CONFIRMED}
#: Cells that one page lets people correct; a file with more is taken first and corrected table by table.
CELLS = 8_000
_OPEN = View(is_open=lambda _: True)


@dataclass(frozen=True, slots=True)
class Reading:
    """One table of a file beside what it was read from; ``origin`` only of the table that is looked at.

    ``at`` is the cell or row that is to be found there. ``filing`` is what the
    table became; it may have been put aside instead.
    """

    place: int
    document: str
    table: Table
    shown: Shown
    found: Sequence[Found]
    origin: Origin | None = None
    at: str = ""
    filing: Filing | None = None
    is_aside: bool = False
    is_ticked: bool = True

    @property
    def is_open(self) -> bool:
        """Whether it waits to be taken or put aside."""
        return not (self.filing or self.is_aside)

    @property
    def errors(self) -> int:
        return sum(each.level == "error" for each in self.found)

    @property
    def open_sums(self) -> int:
        return sum(not each.closes for each in self.table.sums)


@login_required
@require_safe
def upload(request: HttpRequest, number: int) -> HttpResponse:
    return _page(request, get_object_or_404(uploads_visible(me(request)), pk=number))


def _page(
    request: HttpRequest,
    held: Upload,
    *,
    made: Sequence[Filing] = (),
    left: Sequence[Refusal] = (),
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    read = uploads.found_in(held)
    readings = list(_readings(request, held, read))
    context = {
        "upload": held,
        "is_busy": held.state in _BUSY,
        "readings": readings,
        "open": sum(each.is_open for each in readings),
        "failures": read.failures,
        "is_large": _is_large([each.table for each in readings]),
        "address": reverse("upload", args=[held.pk]),
        "pictures": f"{reverse('upload', args=[held.pk])}pages/",
        "made": made,
        "left": left,
    }
    return render(request, "targets/upload.html", context, status=status)


def _is_large(tables: Sequence[Table]) -> bool:
    return sum(5 * len(each.indicators) for each in tables) > CELLS


def _readings(request: HttpRequest, held: Upload, read: Read) -> Iterator[Reading]:
    tables = uploads.tables_in(held)
    taken = uploads.taken_of(held) if tables else {}
    names = [each.source.name for each in read.documents for _ in each.tables]
    wanted, _, at = request.GET.get("at", "").partition(".")
    is_open = not _is_large(tables) and held.state in _READ
    looked_at = filters.number(wanted, _first_open(held, taken))
    for place, table in enumerate(tables):
        kept = read.findings[place] if place < len(read.findings) else []
        found = [*of_another_year(table, held.campaign.year), *kept]
        view = _OPEN if is_open and place not in taken else View()
        said = shown(table, found, replace(view, typed=_typed(request, place)))
        reading = Reading(place, names[place], table, said, found)
        yield replace(
            reading,
            origin=_origin(read, place) if place == looked_at else None,
            at=at if wanted == str(place) else "",
            filing=taken.get(place),
            is_aside=place in held.aside,
            is_ticked=request.method != "POST" or str(place) in request.POST.getlist("take"),
        )


def _first_open(held: Upload, taken: Mapping[int, Filing]) -> int:
    return next((each for each in range(held.tables) if each not in taken and each not in held.aside), 0)


def _typed(request: HttpRequest, place: int) -> dict[str, str]:
    """What stands in the cells of a table that a form was sent with."""
    start = f"cell.{place}."
    return {
        name.removeprefix(start): filters.clean(str(text))
        for name, text in request.POST.items()
        if name.startswith(start)
    }


def _origin(read: Read, place: int) -> Origin | None:
    """What a table was read from; files that were read by an earlier jixiao have none."""
    return origins.load(read.origins[place]) if place < len(read.origins) else None


@login_required
@require_safe
def source(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """What one table was read from, for a page that opens it."""
    held = get_object_or_404(uploads_visible(me(request)), pk=number)
    if place >= held.tables:
        raise Http404
    context = {
        "origin": _origin(uploads.found_in(held), place),
        "place": place,
        "pictures": f"{reverse('upload', args=[held.pk])}pages/",
    }
    return render(request, "targets/source.html", context)


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
    return picture_of(get_object_or_404(uploads_visible(me(request)), pk=number), document, page)


def picture_of(held: Upload, document: int, page: int) -> FileResponse:
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
    return FileResponse(
        files.path_of(held.sha256).open("rb"),
        as_attachment=True,
        filename=PurePath(held.name).name,
        content_type="application/octet-stream",
    )


@login_required
@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Makes filings of the ticked tables, or puts one aside or brings it back; what was typed stays."""
    held = get_object_or_404(uploads_visible(me(request)), pk=number)
    do, _, at = request.POST.get("do", "take").partition(".")
    try:
        if do in _ONE:
            _ONE[do](account=me(request), upload=held.pk, place=filters.number(at, held.tables))
            return _page(request, _again(request, held))
        return _taken(request, held)
    except NotAllowed as error:
        return refused(request, error)
    except Refusal as error:
        return _page(request, _again(request, held), left=[error], status=error.status)


_ONE = {"aside": uploads.put_aside, "back": uploads.bring_back}


def _taken(request: HttpRequest, held: Upload) -> HttpResponse:
    tables = uploads.tables_in(held)
    ticked = {filters.number(each, len(tables)) for each in request.POST.getlist("take")}
    chosen = {place: edits_in(request, f"{place}.", tables[place]) for place in ticked if place < len(tables)}
    if not chosen:
        raise Refusal(Message("没有勾选要采用的表", "no table was ticked"))
    made, left = uploads.confirm(account=me(request), upload=held.pk, chosen=chosen)
    if held.tables == 1 and made:
        return redirect("filing", made[0].pk)
    status = HTTPStatus.OK if made else Refusal.status
    return _page(request, _again(request, held), made=made, left=left, status=status)


def _again(request: HttpRequest, held: Upload) -> Upload:
    return uploads_visible(me(request)).get(pk=held.pk)


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
