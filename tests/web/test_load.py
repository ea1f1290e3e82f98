"""The application under load and hurt, as processes of its own: what was acknowledged is there."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
import requests

from tests.web.config.test_serving import COMMAND, Browser, free_port, health, linux, until, worker_of

ROOT = Path(__file__).parents[2]
GANSU = ROOT / "examples/gansu-2024.docx"
PASSWORD = "水文站-2026-夏"  # noqa: S105  of nobody
SAVES = 1_000
#: Seconds for the saves; a slow machine makes fewer of them, never a longer test.
TIME = 60
PREPARE = f"""
from datetime import date
from pathlib import Path
from jixiao.web.config.start import set_up
set_up()
from jixiao.web.config.serving import make_ready
make_ready()
from jixiao.web.demo.build import build
from jixiao.web.demo.people import give_password
build(Path({str(GANSU)!r}), date(2026, 9, 20))
give_password({PASSWORD!r})
"""

pytestmark = linux


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """The data folder of the example province, stopped."""
    data = tmp_path_factory.mktemp("load") / "data"
    subprocess.run([sys.executable, "-c", PREPARE], env=_environment(data), check=True)
    return data


def _environment(data):
    foreign = ("JIXIAO_", "DJANGO_", "DATABASE_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return kept | {"JIXIAO_DATA": str(data), "JIXIAO_LOG": "error", "LANG": "C.UTF-8", "LC_ALL": ""}


@dataclass
class Installation:
    """A data folder, a port, and the processes that serve them."""

    data: Path
    port: int = field(default_factory=free_port)
    processes: list = field(default_factory=list)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self, *arguments):
        command = (
            [*COMMAND, *arguments]
            if "--worker" in arguments
            else [*COMMAND, "--port", str(self.port), *arguments]
        )
        process = subprocess.Popen(
            command, env=_environment(self.data), stderr=subprocess.DEVNULL, start_new_session=True
        )
        self.processes.append(process)
        if "--worker" not in arguments:
            until(lambda: health(self.port), "the server")
        return process

    def kill(self, process):
        """Without a word, and all of its children."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def run(self, *arguments):
        command = [*COMMAND[:-1], *map(str, arguments)]
        return subprocess.run(
            command, env=_environment(self.data), capture_output=True, check=False, text=True
        )

    def ask(self, question, *values):
        with closing(sqlite3.connect(self.data / "jixiao.sqlite3", timeout=20)) as kept:
            return kept.execute(question, values).fetchall()

    def signed_in(self, username):
        browser = Browser()
        browser.send_form(f"{self.url}/sign-in/", login=username, password=PASSWORD)
        return browser


@pytest.fixture
def installation(prepared, tmp_path):
    shutil.copytree(prepared, tmp_path / "data")
    made = Installation(tmp_path / "data")
    yield made
    for process in made.processes:
        made.kill(process)


# ------------------------------------------------------------------------- saved is saved
@dataclass
class Client:
    """Somebody who types into one cell, again and again, and remembers what was shown as saved."""

    browser: Browser
    address: str
    filing: int
    cell: str
    was: str
    revision: int
    saved: list = field(default_factory=list)

    def type_in(self, stop):
        for number in count(1):
            with suppress(requests.ConnectionError, requests.Timeout):
                self._save(f"第 {number} 次")
            if stop.is_set():
                break

    def _save(self, text):
        form = {"revision": self.revision, f"cell.{self.cell}": text, f"was.{self.cell}": self.was}
        answer = self.browser.post(
            self.address,
            form,
            headers={"X-CSRFToken": self.browser.cookies["csrftoken"]},
            timeout=20,
            allow_redirects=False,
        )
        if answer.status_code != requests.codes.ok:
            return  # the server is going, or coming
        told = answer.json()
        if text in told["saved"].values():
            self.saved.append(text)
            self.was = text
        for refused in told["refused"]:  # a save whose answer was lost with the server
            self.was = refused["now"]


def _clients(installation):
    """Four people at three tables; two of them at different cells of one."""
    drafts = installation.ask("SELECT id, revision, subject FROM targets_filing WHERE state = 'draft'")
    facts = {subject: (number, revision) for number, revision, subject in drafts}
    wanted = [
        ("filer", "水文监测设施运行维护", "indicator.0.remark"),
        ("filer", "水文监测设施运行维护", "indicator.1.remark"),
        ("filer", "国家司法救助资金", "indicator.0.remark"),
        ("filer2", "内河航道维护", "indicator.0.remark"),
    ]
    for username, subject, cell in wanted:
        number, revision = facts[subject]
        address = f"{installation.url}/filings/{number}/cells/"
        yield Client(installation.signed_in(username), address, number, cell, "", revision)


def test_every_acknowledged_save_survives_a_server_that_is_killed(installation, tmp_path):
    server = installation.start()
    clients, stop = list(_clients(installation)), threading.Event()
    threads = [threading.Thread(target=each.type_in, args=(stop,)) for each in clients]
    end = time.monotonic() + TIME

    def saves():
        return sum(len(each.saved) for each in clients)

    for each in threads:
        each.start()
    try:
        for share in (0.1, 0.4, 1):
            while saves() < SAVES * share and time.monotonic() < end:
                time.sleep(0.05)
            if share == 0.4:
                backup = installation.run("backup", tmp_path / "meanwhile.zip")
            installation.kill(server)
            server = installation.start()
    finally:
        stop.set()
        for each in threads:
            each.join()
    installation.kill(server)

    written = Counter(
        (filing, cell["address"], cell["text"])
        for filing, detail in installation.ask("SELECT filing_id, detail FROM targets_entry")
        for cell in json.loads(detail).get("cells", ())
        if isinstance(cell, dict)
    )
    acknowledged = [(each.filing, each.cell, text) for each in clients for text in each.saved]
    print(f"{len(acknowledged)} saves were acknowledged")
    assert min(len(each.saved) for each in clients) >= 5
    assert {1} == {written[each] for each in acknowledged}
    assert [("ok",)] == installation.ask("PRAGMA integrity_check")
    assert 0 == installation.run("audit", "verify").returncode

    assert (0, "") == (backup.returncode, backup.stderr)
    elsewhere = Installation(tmp_path / "elsewhere")
    assert 0 == elsewhere.run("restore", tmp_path / "meanwhile.zip").returncode
    assert 0 == elsewhere.run("audit", "verify").returncode


# --------------------------------------------------------------------------------- uploads
def _drop(installation, browser, name, data):
    """As the page does; gives the answer."""
    ((campaign, office),) = installation.ask(
        "SELECT c.id, o.id FROM targets_campaign c, people_office o WHERE c.year = 2024 AND o.name = ?",
        "公开文件示例（本级）",
    )
    return browser.post(
        f"{installation.url}/filings/new/file/",
        {"campaign": campaign, "office": office, "csrfmiddlewaretoken": browser.cookies["csrftoken"]},
        files={"file": (name, data)},
        timeout=60,
        allow_redirects=False,
    )


def _states(installation):
    return dict(installation.ask("SELECT name, state FROM targets_upload"))


def bomb():
    """A table of 300 MB of nothing in a file of some hundred kB."""
    out = io.BytesIO()
    with zipfile.ZipFile(GANSU) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad:
        for name in good.namelist():
            data = good.read(name)
            if name == "word/document.xml":
                head, _, tail = data.partition(b"<w:body>")
                data = head + b"<w:body>" + b" " * 300_000_000 + tail
            bad.writestr(name, data)
    return out.getvalue()


def blank_pages(number):
    """A PDF with so many pages and nothing on them."""
    kids = b" ".join(b"%d 0 R" % (each + 3) for each in range(number))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (number, kids),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * number,
    ]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for place, each in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (place, each))
    start = out.tell()
    table = b"".join(b"%010d 00000 n \n" % each for each in places)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def test_hostile_uploads_end_in_designed_states_and_two_workers_read_each_once(installation):
    installation.start("--no-worker")
    browser = installation.signed_in("filer")
    wild = {
        "bomb.docx": bomb(),
        "5000.pdf": blank_pages(5_000),
        "picture.docx": b"\x89PNG\r\n\x1a\n" + b"x" * 1000,
        "../../../outside.txt": GANSU.with_suffix(".txt").read_bytes(),
        "half.docx": GANSU.read_bytes()[:9_000],
        "good.docx": GANSU.read_bytes(),
    }

    assert 413 == _drop(installation, browser, "60 MB.docx", b"x" * 60_000_000).status_code
    for name, data in wild.items():
        assert requests.codes.found == _drop(installation, browser, name, data).status_code, name
    workers = [installation.start("--worker"), installation.start("--worker")]
    until(lambda: not {"waiting", "reading"} & set(_states(installation).values()), "all are read", 240)

    assert _states(installation) == {
        "gansu-2024.docx": "confirmed",
        **dict.fromkeys(["bomb.docx", "5000.pdf", "picture.docx", "half.docx"], "failed"),
        **dict.fromkeys(["outside.txt", "good.docx"], "read"),
    }
    for (problem,) in installation.ask("SELECT problem FROM targets_upload WHERE state = 'failed'"):
        assert {"zh", "en"} == set(json.loads(problem))
    tasks = installation.ask("SELECT status, worker_ids FROM django_tasks_database_dbtaskresult")
    assert [("SUCCESSFUL", 1)] * len(tasks) == [(status, len(json.loads(ids))) for status, ids in tasks]
    assert all(worker.poll() is None for worker in workers)
    assert [] == list(installation.data.parent.rglob("outside.txt"))


def test_what_a_killed_worker_was_reading_is_read_by_the_next(installation):
    server = installation.start()
    browser = installation.signed_in("filer")
    until(lambda: health(installation.port) == {"database": "up", "worker": "up"}, "the worker")

    _drop(installation, browser, "cut.docx", GANSU.read_bytes())
    until(lambda: _states(installation)["cut.docx"] == "reading", "it is being read")
    os.killpg(worker_of(server), signal.SIGKILL)

    assert "reading" == _states(installation)["cut.docx"]
    until(lambda: _states(installation)["cut.docx"] == "read", "it is read after all", 120)


# --------------------------------------------------------------------------------- batches
TABLES = 120
BATCH = f"""
from jixiao.web.config.start import set_up
set_up()
from jixiao.model.table import Form
from jixiao.web.people.models import Account, Office
from jixiao.web.reviews.domain import batches
from jixiao.web.reviews.enums import BatchAct
from jixiao.web.targets.domain import filings, filling, steps
from jixiao.web.targets.models import Campaign, Filing
from tests.factories import indicator
who = {{name: Account.objects.get(username=name) for name in ("filer", "approver", "reviewer")}}
place = {{"campaign": Campaign.objects.latest("year"), "office": Office.objects.get(name="示例省水文站")}}
rows = [indicator("产出指标", "数量指标", "巡测次数", "≥120次")]
picks = []
for number in range({TABLES}):
    made = filings.start_empty(account=who["filer"], form=Form.PROJECT_TARGETS, subject=str(number), **place)
    filling.add_rows(account=who["filer"], filing=made.pk, revision=made.revision, place=0, rows=rows)
    for name, step in (("filer", steps.hand_in), ("approver", steps.submit)):
        made.refresh_from_db()
        step(steps.Asked(who[name], made.pk, made.revision))
    picks.append(batches.pick(who["reviewer"], Filing.objects.get(pk=made.pk)))
batches.begin(account=who["reviewer"], act=BatchAct.RETURN, picks=picks, key="k", reason="请补全指标")
"""


def test_a_batch_whose_worker_is_killed_goes_on_and_takes_each_table_once(installation):
    environment = _environment(installation.data)
    subprocess.run([sys.executable, "-c", BATCH], cwd=ROOT, env=environment, check=True)

    def taken():
        return dict(installation.ask("SELECT state, count(*) FROM reviews_chosen GROUP BY state"))

    assert {"waiting": TABLES} == taken()
    server = installation.start()
    until(lambda: "taken" in taken(), "it has begun")
    os.killpg(worker_of(server), signal.SIGKILL)
    cut_off = taken()
    until(lambda: taken() == {"taken": TABLES}, "it is done after all", 120)

    returned = installation.ask(
        "SELECT count(*), count(DISTINCT filing_id) FROM targets_entry WHERE act = 'return' AND reason = ?",
        "请补全指标",
    )
    assert [(TABLES, TABLES)] == returned
    assert 0 < cut_off["taken"] < TABLES
    assert 0 == installation.run("audit", "verify").returncode
