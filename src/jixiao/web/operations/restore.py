"""A backup brought back into an empty place, on either database, proved before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model, QuerySet

from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.web.operations.archive import BROKEN, Manifest, broken, file_member, lines_of, opened, pieces_of
from jixiao.web.operations.snapshot import columns_of, models_in
from jixiao.web.targets import files

#: Rows that are written at once.
ROWS = 2000


def restore(place: Path) -> Manifest:
    """All of an archive, or no row of it."""
    with opened(place) as (archive, manifest):
        bring(archive, manifest, place)
    return manifest


def bring(archive: ZipFile, manifest: Manifest, place: Path) -> None:
    """All of an archive that was proved, or no row of it.

    The database is brought to the archive's schema, whichever that was, filled
    in one transaction, and left there: who calls brings it up to date.
    """
    _require_empty(manifest)
    models = _models_of(manifest, place)
    for name in manifest.files:
        files.keep(pieces_of(archive, file_member(name)))
    try:
        with transaction.atomic():
            for name, model in models.items():
                _fill(model, lines_of(archive, name))
            connection.check_constraints()
            _prove(models, manifest)
            _count_on(models.values())
    except (*BROKEN, DatabaseError, ValidationError) as error:
        raise broken(place, f"有的行不能写入：{error}", f"a row cannot be written: {error}") from error


def _require_empty(manifest: Manifest) -> None:
    """Files of this backup may be there: a restore that was cut off leaves some."""
    there = set(connection.introspection.table_names())
    for model in models_in(apps):
        if model._meta.db_table in there and QuerySet(model).exists():  # noqa: SLF001  documented
            raise _not_empty(f"{connection.settings_dict['NAME']}: {model._meta.db_table}")  # noqa: SLF001
    folder = Path(settings.MEDIA_ROOT)
    if other := next((each for each in folder.glob("*/*") if each.name not in manifest.files), None):
        raise _not_empty(str(other))


def _not_empty(what: str) -> UsageError:
    return UsageError(
        Message(
            f"只能恢复到空的数据库和数据文件夹，但已有内容：{what}；请换一个 JIXIAO_DATA 或 DATABASE_URL",
            f"a backup goes into an empty database and data folder, and there is something: {what};"
            " set JIXIAO_DATA or DATABASE_URL to another place",
        )
    )


def _models_of(manifest: Manifest, place: Path) -> Mapping[str, type[Model]]:
    """The tables as the archive knows them: a backup of an earlier version is read with its columns."""
    executor = MigrationExecutor(connection)
    nodes = list(manifest.schema.items())
    if unknown := [f"{app}.{name}" for app, name in nodes if (app, name) not in executor.loader.graph.nodes]:
        raise UsageError(
            Message(
                f"备份 {place} 由较新的版本（{manifest.jixiao}）所作，含有 {unknown[0]}；请先升级 jixiao",
                f"the backup {place} was made by a newer version ({manifest.jixiao}) with {unknown[0]};"
                " upgrade jixiao first",
            )
        )
    later = sorted(executor.loader.migrated_apps - manifest.schema.keys())
    executor.migrate([*nodes, *((app, None) for app in later)])
    models = {
        model._meta.label_lower: model  # noqa: SLF001  as above
        for model in models_in(executor.loader.project_state(nodes).apps)
    }
    if models.keys() != manifest.tables.keys():
        raise broken(place, "所列的表与其版本不符", "its tables are not those of its version")
    return models


def _fill(model: type[Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """As they were: no default and no date of today is put in."""
    columns = columns_of(model)
    quoted = [connection.ops.quote_name(str(each.column)) for each in columns]
    table, marks = connection.ops.quote_name(model._meta.db_table), ", ".join(["%s"] * len(columns))  # noqa: SLF001
    insert = f"INSERT INTO {table} ({', '.join(quoted)}) VALUES ({marks})"  # noqa: S608  names of our own
    names = {each.attname for each in columns}

    def values(row: Mapping[str, Any]) -> list[Any]:
        if row.keys() != names:
            raise ValueError(sorted(row))
        return [each.get_db_prep_save(each.to_python(row[each.attname]), connection) for each in columns]

    with connection.cursor() as cursor:
        for batch in _batches(rows):
            cursor.executemany(insert, [values(row) for row in batch])


def _batches(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    held = iter(rows)
    while batch := list(islice(held, ROWS)):
        yield batch


def _prove(models: Mapping[str, type[Model]], manifest: Manifest) -> None:
    for name, model in models.items():
        if (count := QuerySet(model).count()) != manifest.tables[name].rows:
            raise ValueError(f"{name}: {count} != {manifest.tables[name].rows}")


def _count_on(models: Iterable[type[Model]]) -> None:
    """New rows get numbers after those that were brought."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
