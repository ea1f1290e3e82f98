"""PostgreSQL goes away while people save, and comes back: what was saved is there, and what was typed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import psycopg
import pytest
import requests
from playwright.sync_api import expect

from tests.web.config.test_serving import Browser, linux, until
from tests.web.test_load import PASSWORD, PREPARE, Client, Installation, _environment

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
SUBJECT, CELL = "水文监测设施运行维护", "indicator.0.remark"

pytestmark = [
    linux,
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="takes its own database, once is enough"),
    pytest.mark.skipif(not PROGRAMS, reason="needs PostgreSQL on this machine"),
]


class Cluster:
    """A PostgreSQL of its own behind a socket in its folder; as nobody, for it does not run as root."""

    def __init__(self, folder):
        self.folder = folder
        if os.getuid() == 0:
            shutil.chown(folder, "nobody")
        self._run("initdb", "--username", "jixiao", "--auth", "trust", "--encoding", "UTF8", "--no-sync")
        self.start()

    @property
    def url(self):
        return f"postgresql://jixiao@/postgres?host={self.folder}"

    def start(self):
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        self._run("pg_ctl", "--wait", "--log", f"{self.folder}/log", "--options", options, "start")

    def stop(self):
        """As when the power goes."""
        self._run("pg_ctl", "--mode", "immediate", "stop")

    def ask(self, question):
        with psycopg.connect(self.url) as connection:
            return connection.execute(question).fetchall()

    def _run(self, program, *arguments):
        as_nobody = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
        command = [PROGRAMS[-1].with_name(program), "--pgdata", f"{self.folder}/data", *arguments]
        subprocess.run(
            [*(as_nobody if os.getuid() == 0 else []), *command],
            cwd=self.folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )


class OnPostgreSQL(Installation):
    """Served with the tables in a cluster."""

    cluster: Cluster

    def start(self, *arguments):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tests.web.test_load._environment", self.environment)
            return super().start(*arguments)

    def environment(self, data):
        return _environment(data) | {"DATABASE_URL": self.cluster.url}


@pytest.fixture
def installation(tmp_path):
    folder = Path(tempfile.mkdtemp())  # a socket's path is short, and nobody may come through to it
    cluster = Cluster(folder)
    made = OnPostgreSQL(tmp_path / "data")
    made.cluster = cluster
    subprocess.run([sys.executable, "-c", PREPARE], env=made.environment(made.data), check=True)
    made.start("--no-worker")
    yield made
    for process in made.processes:
        made.kill(process)
    cluster.stop()
    shutil.rmtree(folder)


def draft(installation):
    ((number, revision),) = installation.cluster.ask(
        f"SELECT id, revision FROM targets_filing WHERE state = 'draft' AND subject = '{SUBJECT}'"  # noqa: S608  our own
    )
    return number, revision


def test_every_acknowledged_save_is_there_and_saving_goes_on(installation):
    number, revision = draft(installation)
    address = f"{installation.url}/filings/{number}/cells/"
    client = Client(installation.signed_in("filer"), address, number, CELL, "", revision)
    stop = threading.Event()
    thread = threading.Thread(target=client.type_in, args=(stop,))
    thread.start()
    for wanted in (10, 25):
        until(lambda wanted=wanted: len(client.saved) >= wanted, "saves", 60)
        installation.cluster.stop()
        time.sleep(0.5)
        installation.cluster.start()
    until(lambda: len(client.saved) >= 40, "saves after the last return", 60)
    stop.set()
    thread.join()

    written = Counter(
        cell["text"]
        for (detail,) in installation.cluster.ask(
            f"SELECT detail FROM targets_entry WHERE filing_id = {number}"  # noqa: S608  a number
        )
        for cell in (json.loads(detail) if isinstance(detail, str) else detail).get("cells", ())
        if isinstance(cell, dict) and cell["address"] == CELL
    )
    assert {1} == {written[text] for text in client.saved}


def test_a_password_is_not_written_into_a_page(installation):
    browser, address = Browser(), f"{installation.url}/sign-in/"
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(address).text)[1]

    installation.cluster.stop()
    form = {"csrfmiddlewaretoken": token, "login": "filer", "password": PASSWORD}
    told = browser.post(address, form, timeout=30)
    installation.cluster.start()

    assert requests.codes.service_unavailable == told.status_code
    assert PASSWORD not in told.text
    assert "再发一次" not in told.text


@pytest.fixture
def fill_in(open_browser, installation):
    """Opens the page in which a draft is filled in; with or without script."""

    def make(**more):
        page, _ = open_browser(1280, **more)
        page.goto(f"{installation.url}/sign-in/")
        page.get_by_label("用户名").fill("filer")
        page.locator("#id_password").fill(PASSWORD)
        page.locator("main button").click()
        page.goto(f"{installation.url}/filings/{draft(installation)[0]}/fill/")
        return page, page.locator(f'[name="cell.{CELL}"]')

    return make


def test_without_script_the_page_that_tells_holds_what_was_typed_and_sends_it_again(fill_in, installation):
    page, cell = fill_in(java_script_enabled=False)

    installation.cluster.stop()
    cell.fill("<汛期>检查")
    page.locator(".jx-sticky button").click()
    expect(page.get_by_role("heading", name="数据库暂时没有响应")).to_be_visible()
    page.get_by_role("button", name="再发一次").click()
    expect(page.get_by_role("heading", name="数据库暂时没有响应")).to_be_visible()
    installation.cluster.start()
    page.get_by_role("button", name="再发一次").click()

    expect(page.locator(".alert-success")).to_have_text("已保存")
    expect(cell).to_have_value("<汛期>检查")


def test_what_is_typed_while_the_database_is_away_stays_and_is_saved_when_it_is_back(fill_in, installation):
    page, cell = fill_in()
    saving = page.locator("#saving")

    installation.cluster.stop()
    cell.fill("汛期检查")
    cell.press("Tab")
    expect(saving).to_contain_text("1 格尚未保存；内容仍在本页")
    expect(cell).to_have_value("汛期检查")
    installation.cluster.start()

    expect(saving).to_contain_text("全部已保存", timeout=60_000)
    page.reload()
    expect(cell).to_have_value("汛期检查")
