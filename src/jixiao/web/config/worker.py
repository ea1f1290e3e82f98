"""The process that does long work. It says that it lives, and takes up what a dead one left."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime, timedelta
from itertools import count
from time import sleep, time
from typing import Any
from uuid import uuid4

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import DatabaseError, close_old_connections, transaction
from django_tasks.base import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from jixiao.web.config.health import BEAT, GONE, WORKER_SEEN
from jixiao.web.people.models import ImportDraft
from jixiao.web.reviews.domain import batches
from jixiao.web.targets.domain import exports, index
from jixiao.web.targets.domain.reminders import ask_daily

#: A task that was begun so often and never ended takes its worker with it; it is not begun again.
ATTEMPTS = 3

#: How long results of tasks and unconfirmed imports are kept.
KEPT = timedelta(days=30)
BEATS_A_DAY = 24 * 60 * 60 // BEAT

_LOG = logging.getLogger("jixiao.worker")


def run() -> None:
    """Works until it is told to stop (SIGTERM, SIGINT); a task under way is finished first."""
    name = uuid4().hex
    worker = Worker(
        queue_names=["*"],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    _try_to_beat(name)  # or another would take the first task for that of a dead worker
    task_finished.connect(finished)
    index.ask_to_fill()
    threading.Thread(target=_beat_forever, args=(name,), daemon=True).start()
    worker.run()


def finished(task_result: TaskResult[Any], **_: object) -> None:
    """A line for each task that came to its end, well or not."""
    facts = {
        "task": task_result.id,
        "path": task_result.task.module_path,
        "state": task_result.status.lower(),
    }
    _LOG.info("a task is done", extra={"facts": facts})


def beat(name: str) -> None:
    """The sign of life of one worker, and of workers at all; takes up what dead ones left."""
    cache.set(f"worker-{name}", time(), timeout=GONE)
    cache.set(WORKER_SEEN, time(), timeout=None)
    take_up()


def take_up() -> None:
    """Tasks that a worker began before it died are ready again: at most `ATTEMPTS` times."""
    with transaction.atomic():
        for task in DBTaskResult.objects.running().select_for_update(skip_locked=True):
            if cache.get(f"worker-{task.worker_ids[-1]}") is not None:
                continue
            is_last = len(task.worker_ids) >= ATTEMPTS
            task.status = TaskResultStatus.FAILED if is_last else TaskResultStatus.READY
            task.save(update_fields=["status"])
            _LOG.warning("a task was left by a dead worker", extra={"facts": {"task": str(task.pk)}})


def tidy(now: datetime) -> None:
    """Drops what nobody will ask for again: ended sessions, results, exports, batches, imports."""
    Session.objects.filter(expire_date__lt=now).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()
    ImportDraft.objects.filter(made__lt=now - KEPT).delete()
    exports.tidy(now - KEPT)
    batches.tidy(now - KEPT)


def _beat_forever(name: str) -> None:
    for beats in count():
        close_old_connections()
        _try_to_beat(name, is_daily=beats % BEATS_A_DAY == 0)
        sleep(BEAT)


def _try_to_beat(name: str, *, is_daily: bool = False) -> None:
    try:
        beat(name)
        if is_daily:
            tidy(datetime.now(UTC))
        ask_daily(datetime.now(UTC))
    except DatabaseError as error:
        _LOG.warning("the database does not answer", exc_info=error)
