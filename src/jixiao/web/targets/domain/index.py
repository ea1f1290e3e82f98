"""What search finds, held against the versions it is made from, and made anew."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import QuerySet

from jixiao.web.targets.domain import content
from jixiao.web.targets.models import Filing, Gist, Row

#: Filings that one task takes up: some seconds of work.
PART = 200
_LEFT, _A_DAY = "index-left", 24 * 60 * 60
_LOG = logging.getLogger("jixiao.index")


def out_of_step() -> Iterator[Filing]:
    """Filings whose rows or gist are not those of their version."""
    with_version = Filing.objects.filter(version__isnull=False).select_related("version")
    return (each for each in with_version.iterator(chunk_size=100) if not is_in_step(each))


def is_in_step(filing: Filing) -> bool:
    if filing.version is None:
        return True
    table, gist = content.table_in(filing.version), Gist.objects.filter(filing=filing).first()
    wanted = content.gist_of(filing, table)
    if gist is None or (gist.goal, gist.pairs) != (wanted.goal, wanted.pairs):
        return False
    return [_facts(each) for each in filing.rows.all()] == [
        _facts(each) for each in content.rows_of(filing, table)
    ]


def _facts(row: Row) -> tuple[object, ...]:
    return (row.place, row.level1, row.level2, row.level3, row.target, row.comparator, row.pairs)


def make_anew(filing: Filing) -> None:
    """Its rows and gist from the version that it is in by now."""
    with transaction.atomic():
        held = Filing.objects.select_for_update(of=("self",)).select_related("version").get(pk=filing.pk)
        if held.version:
            content.keep_rows(held, content.table_in(held.version))


# ----------------------------------------------------------------- what an upgrade left empty
def missing() -> QuerySet[Filing]:
    """Filings that search does not know yet: they are older than it."""
    return Filing.objects.filter(version__isnull=False, gist=None).order_by("pk")


def ask_to_fill() -> int:
    """Have workers take up what is missing. Gives how many filings that are."""
    from jixiao.web.targets.tasks import fill_index  # tasks call this module

    number = missing().count()
    cache.set(_LEFT, number, _A_DAY)
    if number:
        fill_index.enqueue()
    return number


def fill() -> None:
    """A part of what is missing; the next part waits in line behind what people asked for meanwhile."""
    for filing in missing()[:PART]:
        make_anew(filing)
    _LOG.info("the search index is filled", extra={"facts": {"left": ask_to_fill()}})


def left() -> int:
    """How many filings search does not know yet, as far as workers have told."""
    return int(cache.get(_LEFT, 0))


def rebuild() -> None:
    """SQLite keeps the index in tables of its own; they are made anew from the rows."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for model in (Row, Gist):
                table = f"{model._meta.db_table}_pairs"  # noqa: SLF001  Django's documented name
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608  our own names
