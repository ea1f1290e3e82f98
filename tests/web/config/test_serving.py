"""The application as processes of its own: started, hurt, stopped."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from http.client import FOUND
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
import requests

from jixiao.web.config.serving import LAST_REQUESTS

COMMAND = [sys.executable, "-c", "import sys; from jixiao.cli import main; sys.exit(main())", "serve"]
PATIENCE = 30


def until(true, what, patience=PATIENCE):
    """What ``true`` returns once it is something."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if got := true():
            return got
        time.sleep(0.05)
    pytest.fail(f"{what}: not within {patience} s")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def environment(tmp_path):
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JIXIAO_", "DJANGO_", "DATABASE_"))
    }
    return kept | {"JIXIAO_DATA": str(tmp_path / "data"), "LANG": "C.UTF-8", "LC_ALL": ""}


@pytest.fixture
def running(environment):
    """Starts the server; gives its process and its port once it answers with its worker."""
    started = []

    def start(**settings):
        port = free_port()
        server = subprocess.Popen(
            [*COMMAND, "--port", str(port)],
            env=environment | settings,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        started.append(server)
        until(lambda: health(port) == {"database": "up", "worker": "up"}, "both up")
        return server, port

    yield start
    for server in started:
        server.kill()
        server.wait()


def health(port):
    with suppress(URLError, ConnectionError), urlopen(f"http://127.0.0.1:{port}/health") as answer:
        return json.load(answer)


def worker_of(server, says=b"start import worker"):
    """The number of the worker's process, or of another that says something else."""
    return next(iter(children_of(server, says)), None)


def children_of(server, says):
    """The numbers of its processes whose command says this. Linux tells."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            line, facts = (path / "cmdline").read_bytes(), (path / "stat").read_text()
            if says in line and facts.rpartition(")")[2].split()[1] == str(server.pid):
                found.append(int(path.name))
    return found


def is_there(number):
    return Path(f"/proc/{number}/cmdline").exists() and Path(f"/proc/{number}/cmdline").read_bytes()


linux = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes as Linux shows them")


@linux
def test_a_dead_worker_is_replaced_and_both_end_together(running):
    server, _ = running()
    worker = worker_of(server)

    os.kill(worker, signal.SIGKILL)
    another = until(lambda: (number := worker_of(server)) != worker and number, "another worker")
    server.terminate()

    assert 0 == server.wait(PATIENCE)
    until(lambda: not is_there(another), "the worker's end")


@linux
def test_a_worker_does_not_outlive_a_server_that_was_killed(running):
    server, _ = running()
    worker = worker_of(server)

    server.kill()

    until(lambda: not is_there(worker), "the worker's end")


@linux
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_that_reaches_all_processes_and_comes_twice_is_over_at_once(running, told):
    """As a terminal sends Ctrl+C, and systemd and make send SIGTERM; with a browser that stays connected."""
    server, port = running()
    with requests.Session() as browser:
        for _ in range(20):
            browser.get(f"http://127.0.0.1:{port}/health", timeout=PATIENCE)
        os.killpg(server.pid, told)
        time.sleep(0.05)
        os.killpg(server.pid, told)

        assert 0 == server.wait(LAST_REQUESTS + 3)  # 3: a busy machine; alone it takes half a second


@linux
def test_as_many_processes_answer_as_are_wanted_and_none_is_left(running):
    server, port = running(JIXIAO_PROCESSES="3")
    answering = children_of(server, b"multiprocessing.spawn")
    for _ in range(30):
        assert {"database": "up", "worker": "up"} == health(port)

    server.terminate()

    assert (3, 0) == (len(answering), server.wait(PATIENCE))
    until(lambda: not any(map(is_there, answering)), "their end")


@linux
def test_who_answers_requests_is_not_waited_for_without_end(running):
    server, _ = running()
    answering = worker_of(server, b"multiprocessing.spawn")

    os.kill(answering, signal.SIGSTOP)
    server.terminate()

    assert 0 == server.wait(PATIENCE)
    assert not is_there(answering)


def test_a_port_that_is_taken_is_refused_before_anything_starts(environment):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*COMMAND, "--port", str(port)], env=environment, capture_output=True, check=False, text=True
        )

    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith(f"jixiao: cannot listen at 127.0.0.1:{port}: ")
    assert not (Path(environment["JIXIAO_DATA"]) / "jixiao.sqlite3").exists()


def test_a_database_that_is_not_there_is_one_line(environment):
    gone = {"DATABASE_URL": f"postgresql://jixiao:hidden@127.0.0.1:{free_port()}/tables"}

    done = subprocess.run(
        [*COMMAND, "--admin", "li"], env=environment | gone, capture_output=True, check=False, text=True
    )

    assert 2 == done.returncode
    assert done.stderr.startswith("jixiao: the database cannot be reached: ")
    assert 1 == len(done.stderr.splitlines())
    assert "hidden" not in done.stderr


def test_the_first_administrator_gets_a_link(environment):
    for url, settings in (
        ("http://127.0.0.1:8099", {}),
        ("https://jixiao.example.gov.cn", {"JIXIAO_URL": "https://jixiao.example.gov.cn"}),
    ):
        done = subprocess.run(
            [*COMMAND, "--admin", "li", "--port", "8099"],
            env=environment | settings,
            capture_output=True,
            check=False,
            text=True,
        )

        assert (0, "") == (done.returncode, done.stderr)
        assert done.stdout.startswith(f"{url}/sign-in/password/set/")
    assert 0o700 == Path(environment["JIXIAO_DATA"]).stat().st_mode & 0o777


def test_a_worker_alone_waits_for_the_server_to_make_the_database(environment):
    done = subprocess.run(
        [*COMMAND, "--worker"], env=environment, capture_output=True, check=False, text=True
    )

    assert (2, "jixiao: the database is not up to date; start jixiao serve first\n") == (
        done.returncode,
        done.stderr,
    )


# ------------------------------------------------------------------------- saved is saved
class Browser(requests.Session):
    """Sends forms as pages do, with the token of the page."""

    def send_form(self, address, **told):
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(address).text)[1]
        return self.post(address, {"csrfmiddlewaretoken": token, **told}, allow_redirects=False)


@linux
def test_what_was_acknowledged_is_there_after_the_server_was_killed(running, environment):
    done = subprocess.run(
        [*COMMAND, "--admin", "li"], env=environment, capture_output=True, check=True, text=True
    )
    server, port = running()
    url, password = f"http://127.0.0.1:{port}", "水文站-2026-夏"
    browser = Browser()
    link = browser.get(url + urlsplit(done.stdout.strip()).path).url
    browser.send_form(link, password1=password, password2=password)
    browser.send_form(f"{url}/sign-in/", login="li", password=password)
    threading.Timer(3, os.killpg, (server.pid, signal.SIGKILL)).start()

    acknowledged = []
    with suppress(requests.ConnectionError):
        for number in range(1000):
            form = {"kind": "department", "code": str(number), "name": f"厅 {number}"}
            if browser.send_form(f"{url}/people/offices/1/new/", **form).status_code == FOUND:
                acknowledged.append(form["code"])

    with closing(sqlite3.connect(Path(environment["JIXIAO_DATA"]) / "jixiao.sqlite3")) as kept:
        codes = {code for (code,) in kept.execute("SELECT code FROM people_office WHERE parent_id = 1")}
        assert [("ok",)] == kept.execute("PRAGMA integrity_check").fetchall()
    assert len(acknowledged) >= 10
    assert set() == set(acknowledged) - codes


# --------------------------------------------------------------------------- a wrong folder
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["audit", "verify"], "jixiao: there is no data: "),
        (["backup", "b.zip"], "jixiao: there is no data: "),
        (["index"], "jixiao: there is no data: "),
        (["restore", "b.zip"], "jixiao: cannot open b.zip: "),
    ],
    ids=lambda value: value[0],
)
def test_in_a_folder_without_data_a_verb_says_so_and_makes_nothing(environment, tmp_path, arguments, said):
    folder = tmp_path / "wrong"
    folder.mkdir()
    del environment["JIXIAO_DATA"]

    done = subprocess.run(
        [*COMMAND[:-1], *arguments], env=environment, cwd=folder, capture_output=True, check=False, text=True
    )

    assert (2, "", 1) == (done.returncode, done.stdout, len(done.stderr.splitlines()))
    assert done.stderr.startswith(said)
    assert [] == list(folder.iterdir())
