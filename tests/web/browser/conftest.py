from __future__ import annotations

import pytest
from django_tasks_db.management.commands.db_worker import Worker

from tests.web.targets.conftest import bureau  # noqa: F401  the same bureau


@pytest.fixture
def work():
    """Does what waits for a worker, as the worker of the application does."""

    def until_nothing_is_left():
        Worker(
            queue_names=["*"],
            interval=1,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="tests",
            excluded_queue_names=[],
        ).run()

    return until_nothing_is_left
