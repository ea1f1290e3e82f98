"""Lists written as CSV or Excel: at once, or for long ones by a worker into a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qsl

from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet
from django_tasks.base import Task

from jixiao.model.message import Language
from jixiao.web.people.models import Account
from jixiao.web.targets.enums import ExportState
from jixiao.web.targets.listings import LISTINGS, Asked, Listing
from jixiao.web.targets.models import Export
from jixiao.writers.csv import guarded
from jixiao.writers.lists import write_rows

Row = TypeVar("Row", bound=Model)

#: A longer list is written by a worker.
AT_ONCE = 10_000
_TOLD = 1_000  # rows after which it is said how far it is
KINDS = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def is_long(listing: Listing, account: Account, asked: Asked) -> bool:
    return listing.rows(account, asked).order_by()[: AT_ONCE + 1].count() > AT_ONCE


def written(
    listing: Listing, account: Account, asked: Asked, kind: str, language: Language
) -> Iterator[bytes]:
    """The list in pieces."""
    headings = [each.said_in(language) for each in listing.headings]
    found = listing.rows(account, asked).iterator(chunk_size=_TOLD)
    rows = (listing.cells(each, language) for each in found)
    if kind == "csv":
        yield from _csv(headings, rows)
    else:
        out = io.BytesIO()
        write_rows(out, listing.name.said_in(language), headings, rows)
        yield out.getvalue()


def _csv(headings: Sequence[str], rows: Iterator[list[str]]) -> Iterator[bytes]:
    """With a mark, so that Excel opens it right."""
    yield b"\xef\xbb\xbf" + _line(headings)
    for row in rows:
        yield _line([guarded(text) for text in row])


def _line(cells: Sequence[object]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()


def begin(
    *,
    account: Account,
    listing: str,
    kind: str,
    query: str,
    language: Language,
    by: Task[[int], None] | None = None,
) -> Export:
    """Have a worker write it: a list, or ``by`` another task what is none."""
    from jixiao.web.targets.tasks import write_export  # tasks call this module

    with transaction.atomic():
        export = Export.objects.create(
            account=account, listing=listing, kind=kind, query=query, language=language.value
        )
        (by or write_export).enqueue(export.pk)
    return export


def path_of(export: Export) -> Path:
    return Path(settings.ENVIRONMENT.data) / "exports" / f"{export.pk}.{export.kind}"


def write(export: Export, fill: Callable[[Export, Path], None] | None = None) -> None:
    """Write the file, beside its place first. Writing again gives it anew.

    ``fill`` writes one that is no list.
    """
    place = path_of(export)
    place.parent.mkdir(mode=0o700, exist_ok=True)
    beside = place.with_suffix(".part")
    try:
        (fill or _write)(export, beside)
    except Exception:
        Export.objects.filter(pk=export.pk).update(state=ExportState.FAILED)
        raise
    beside.replace(place)
    Export.objects.filter(pk=export.pk).update(state=ExportState.READY)


def _write(export: Export, place: Path) -> None:
    listing, language = LISTINGS[export.listing], Language(export.language)
    headings = [each.said_in(language) for each in listing.headings]
    found = listing.rows(export.account, dict(parse_qsl(export.query)))
    rows = (listing.cells(each, language) for each in counted(export, found, _TOLD))
    with place.open("wb") as file:
        if export.kind == "csv":
            file.writelines(_csv(headings, rows))
        else:
            write_rows(file, listing.name.said_in(language), headings, rows)


def counted(export: Export, found: QuerySet[Row], told: int) -> Iterator[Row]:
    """Each, while it is kept after every so many how many there were."""
    number = 0
    for number, each in enumerate(found.iterator(chunk_size=told), start=1):
        yield each
        if number % told == 0:
            Export.objects.filter(pk=export.pk).update(rows=number, state=ExportState.WRITING)
    Export.objects.filter(pk=export.pk).update(rows=number)


def tidy(before: datetime) -> None:
    """Drop those that were asked for so long ago."""
    for export in Export.objects.filter(made_at__lt=before):
        path_of(export).unlink(missing_ok=True)
        export.delete()
