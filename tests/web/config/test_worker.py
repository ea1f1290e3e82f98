"""What a dead worker leaves is taken up, and not for ever."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django_tasks_db.models import DBTaskResult

from jixiao.web.config import worker
from jixiao.web.config.worker import ATTEMPTS, KEPT, beat, finished, tidy
from jixiao.web.people.models import ImportDraft


@pytest.fixture
def begun(db):  # noqa: ARG001  asks for the database
    """A task that these workers began one after the other."""
    cache.clear()

    def make(*workers):
        return DBTaskResult.objects.create(
            status="RUNNING",
            args_kwargs={"args": [], "kwargs": {}},
            task_path="tests.task",
            worker_ids=list(workers),
            backend_name="default",
            run_after=datetime(2026, 1, 1, tzinfo=UTC),
            exception_class_path="",
            traceback="",
        )

    return make


def state(task):
    task.refresh_from_db()
    return task.status


def test_the_task_of_a_living_worker_is_left_alone(begun):
    beat("alive")
    task = begun("alive")

    beat("other")

    assert "RUNNING" == state(task)


def test_a_worker_is_known_to_live_before_it_begins_a_task(begun, monkeypatch):
    kept = []

    class Begins(worker.Worker):
        def configure_signals(self):
            """Those of the tests stay as they are."""

        def run(self):
            task = begun(self.worker_id)
            beat("other")
            kept.append(state(task))

    monkeypatch.setattr(worker, "Worker", Begins)
    monkeypatch.setattr(worker, "_beat_forever", lambda _: None)  # a thread that has not come that far

    worker.run()

    assert ["RUNNING"] == kept


def test_the_task_of_a_dead_worker_is_ready_again(begun):
    task = begun("dead")

    beat("other")

    assert "READY" == state(task)


def test_a_task_that_kills_its_workers_fails(begun):
    task = begun(*["dead"] * ATTEMPTS)

    beat("other")

    assert "FAILED" == state(task)


def test_what_nobody_asks_for_again_is_dropped_in_time(begun, tree, person):
    ended = datetime(2026, 1, 1, tzinfo=UTC)
    task = begun("alive")
    DBTaskResult.objects.filter(pk=task.pk).update(status="SUCCESSFUL", finished_at=ended)
    draft = ImportDraft.objects.create(account=person("li"), office=tree.unit, rows=[])
    ImportDraft.objects.filter(pk=draft.pk).update(made=ended)

    tidy(ended + KEPT)
    assert (1, 1) == (DBTaskResult.objects.count(), ImportDraft.objects.count())

    tidy(ended + KEPT + timedelta(seconds=1))
    assert (0, 0) == (DBTaskResult.objects.count(), ImportDraft.objects.count())


def test_a_task_that_is_done_is_one_line_with_its_number(begun, caplog):
    task = begun("alive")
    caplog.set_level(logging.INFO, "jixiao.worker")

    finished(SimpleNamespace(id=str(task.pk), task=SimpleNamespace(module_path="a.b"), status="SUCCESSFUL"))

    (line,) = caplog.records
    assert {"task": str(task.pk), "path": "a.b", "state": "successful"} == line.facts
