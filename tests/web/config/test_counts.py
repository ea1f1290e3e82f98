"""Requests are counted by all processes of a server together."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from jixiao.web.config.counts import FOLDER, Counts, kept_together


def answers(*statuses):
    """What one process of the server does, from its start to its end."""
    counts = Counts(os.environ)
    for status in statuses:
        counts.add(status)


def test_alone_it_counts_for_itself():
    counts = Counts({})

    assert {} == counts.total()
    counts.add(200)
    counts.add(204)
    counts.add(503)
    assert {"2xx": 2, "5xx": 1} == counts.total()


def test_processes_of_one_server_add_up_and_those_that_ended_still_count(tmp_path):
    with kept_together(tmp_path):
        here = Counts(os.environ)
        here.add(302)
        for statuses in [(200, 404), (200,)]:
            process = multiprocessing.get_context("spawn").Process(target=answers, args=statuses)
            process.start()
            process.join()
            assert 0 == process.exitcode

        assert {"2xx": 2, "3xx": 1, "4xx": 1} == here.total()


def test_another_server_counts_anew_and_nothing_is_left_behind(tmp_path):
    with kept_together(tmp_path):
        first = Path(os.environ[FOLDER])
        Counts(os.environ).add(200)
    with kept_together(tmp_path):
        assert {} == Counts(os.environ).total()

    assert not first.exists()
    assert FOLDER not in os.environ


@pytest.mark.parametrize("size", [0, 3])
def test_a_file_that_is_just_being_made_is_passed_over(size, tmp_path):
    with kept_together(tmp_path):
        here = Counts(os.environ)
        here.add(200)
        (Path(os.environ[FOLDER]) / "1").write_bytes(bytes(size))

        assert {"2xx": 1} == here.total()
