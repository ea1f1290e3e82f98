"""Whether it is well: for a probe, and as numbers for a monitor."""

from __future__ import annotations

import os
from collections.abc import Iterator
from time import time

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from jixiao.web.config.counts import Counts

WORKER_SEEN = "worker-seen"
#: Seconds between two signs of life, and after which a worker counts as gone.
BEAT, GONE = 10, 35

_answers = Counts(os.environ)
count = _answers.add


@require_safe
def health(_: HttpRequest) -> JsonResponse:
    """200 if pages can be answered; a worker that is gone is told, for it holds up imports only."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        age = _worker_age()
    except DatabaseError:
        return JsonResponse({"database": "down", "worker": "unknown"}, status=503)
    return JsonResponse({"database": "up", "worker": "up" if age is not None and age < GONE else "down"})


@require_safe
def metrics(_: HttpRequest) -> HttpResponse:
    """Counters as plain text, a name and a number a line. Requests are those of all processes here."""
    return HttpResponse("".join(f"{line}\n" for line in _lines()), content_type="text/plain; charset=utf-8")


def _lines() -> Iterator[str]:
    for kind, number in _answers.total().items():
        yield f'jixiao_requests_total{{status="{kind}"}} {number}'
    states = DBTaskResult.objects.values_list("status").annotate(Count("pk")).order_by("status")
    for status, number in states:
        yield f'jixiao_tasks{{status="{status.lower()}"}} {number}'
    if (age := _worker_age()) is not None:
        yield f"jixiao_worker_seen_seconds {age:.0f}"


def _worker_age() -> float | None:
    seen = cache.get(WORKER_SEEN)
    return None if seen is None else time() - float(seen)
