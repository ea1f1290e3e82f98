"""Where a filing came from: what was read, beside the file that it was read from."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jixiao.web.targets import origins
from jixiao.web.targets.domain import uploads
from jixiao.web.targets.models import Filing, Upload, Version
from jixiao.web.targets.shown import shown
from jixiao.web.targets.views.common import filing_seen, frame
from jixiao.web.targets.views.uploads import as_file, picture_of


@login_required
@require_safe
def origin(request: HttpRequest, number: int) -> HttpResponse:
    """How it began; of a file, the table as it was read beside its source."""
    filing = filing_seen(request, number)
    version = _read_version(filing)
    context = frame(request, filing, "origin") | {
        "began": filing.history.select_related("account").order_by("sequence").first(),
        "upload": version,
        **(_beside(version) if version else {}),
        "at": request.GET.get("at", "").partition(".")[2],
        "address": reverse("filing-origin", args=[filing.pk]),
        "pictures": f"{reverse('filing-origin', args=[filing.pk])}pages/",
    }
    return render(request, "targets/origin.html", context)


def _beside(version: Version) -> dict[str, object]:
    """Before any correction; nothing for files that an earlier jixiao read."""
    held, place = version.upload, version.place
    read = uploads.found_in(held) if held else None
    if held is None or read is None or place is None or place >= len(read.origins):
        return {}
    return {
        "place": place,
        "shown": shown(uploads.tables_in(held)[place], ()),
        "source": origins.load(read.origins[place]),
    }


@login_required
@require_safe
def origin_file(request: HttpRequest, number: int) -> FileResponse:
    """The file itself: who may see the table may see what it was read from."""
    return as_file(_upload(request, number))


@login_required
@require_safe
def page_image(request: HttpRequest, number: int, document: int, page: int) -> FileResponse:
    """The picture of one of its pages, for the same people."""
    return picture_of(_upload(request, number), document, page)


def _upload(request: HttpRequest, number: int) -> Upload:
    version = _read_version(filing_seen(request, number))
    if version is None or version.upload is None:
        raise Http404
    return version.upload


def _read_version(filing: Filing) -> Version | None:
    """The version that was read from a file."""
    read = filing.versions.filter(upload__isnull=False).select_related("upload__account")
    return read.defer("content", "findings").first()
