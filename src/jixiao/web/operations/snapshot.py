"""The database at one moment, while others go on writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps.registry import Apps
from django.db import connection, transaction
from django.db.models import Field, Model

#: Django makes the first two itself; sessions are keys to open doors, and people sign in again.
LEFT_OUT = frozenset({"auth", "contenttypes", "sessions"})


@contextmanager
def snapshot() -> Iterator[None]:
    """What is asked inside is answered as of one moment. Nobody who writes waits for it."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            _run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    _run("BEGIN DEFERRED")  # `atomic` would begin IMMEDIATE and lock writers out
    try:
        yield
    finally:
        _run("ROLLBACK")


def models_in(apps: Apps) -> Iterable[type[Model]]:
    """All that is kept, with the tables between two others."""
    return [
        each
        for each in apps.get_models(include_auto_created=True)
        if each._meta.app_label not in LEFT_OUT  # noqa: SLF001  Django's documented name
    ]


def columns_of(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns that hold what was written; what the database works out itself it does again."""
    return [each for each in model._meta.concrete_fields if not getattr(each, "generated", False)]  # noqa: SLF001


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
