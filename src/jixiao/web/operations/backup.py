"""Everything that is kept, into one file, while the application goes on."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model, QuerySet

from jixiao import __version__
from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.web.operations.archive import Manifest, Part, add_file, add_manifest, add_table
from jixiao.web.operations.snapshot import columns_of, models_in, snapshot

#: Rows that are asked for at once.
ROWS = 2000
_PIECE = 1 << 20
_KEPT = re.compile(r"[0-9a-f]{64}")


def back_up(place: Path) -> Manifest:
    """Writes the archive beside its place and moves it there when it is whole."""
    part = place.with_name(f".{place.name}.{os.urandom(4).hex()}.part")
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            with ZipFile(file, "w") as archive:
                manifest = _filled(archive, datetime.now(UTC))
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(Message(f"无法写入 {place}：{reason}", f"cannot write {place}: {reason}")) from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _filled(archive: ZipFile, now: datetime) -> Manifest:
    """Rows first: the files that they name are on the disk before they are."""
    with snapshot():
        tables = {
            model._meta.label_lower: add_table(archive, model._meta.label_lower, lines_of(model), now)  # noqa: SLF001
            for model in models_in(apps)
        }
        schema = _schema()
    files = {path.name: _kept(archive, path, now) for path in _files()}
    manifest = Manifest(now.isoformat(timespec="seconds"), __version__, schema, tables, files)
    add_manifest(archive, manifest, now)
    return manifest


def lines_of(model: type[Model]) -> Iterator[bytes]:
    """Sorted by name, so that the same rows are the same bytes from either database."""
    names = [each.attname for each in columns_of(model)]
    for row in QuerySet(model).order_by("pk").values_list(*names).iterator(chunk_size=ROWS):
        line = json.dumps(
            dict(zip(names, row, strict=True)), ensure_ascii=False, sort_keys=True, default=_written
        )
        yield line.encode() + b"\n"


def _written(value: object) -> str:
    """Exact to the last place: the histories are proved by their instants."""
    match value:
        case date():  # and datetime
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case _:
            raise TypeError(type(value))


def _schema() -> dict[str, str]:
    return dict(MigrationLoader(connection).graph.leaf_nodes())


def _files() -> Iterator[Path]:
    """Those that are whole; one that is being written has another name until it is."""
    for path in sorted(Path(settings.MEDIA_ROOT).glob("??/*")):
        if _KEPT.fullmatch(path.name):
            yield path


def _kept(archive: ZipFile, path: Path, now: datetime) -> Part:
    part = add_file(archive, path.name, _pieces(path), now)
    if part.sha256 != path.name:
        raise UsageError(
            Message(
                f"文件 {path} 已损坏，与其名称（SHA-256）不符；请先从较早的备份中取回",
                f"the file {path} is damaged and not what its name (SHA-256) says;"
                " put it back from an earlier backup first",
            )
        )
    return part


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
