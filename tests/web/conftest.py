from __future__ import annotations

import asyncio
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client

from jixiao.model.state import Role
from jixiao.web.people.domain import appoint, make_account, make_office
from jixiao.web.people.enums import Kind

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config, items):
    """PostgreSQL is asked only by what asks a database, and by browsers only where that is marked."""
    if "DATABASE_URL" in os.environ:
        kept = [each for each in items if _may_differ(each) or not each.path.is_relative_to(HERE)]
        config.hook.pytest_deselected(items=list({*items} - {*kept}))
        items[:] = kept


def _may_differ(test):
    asks = test.get_closest_marker("django_db") or {"db", "transactional_db"} & set(test.fixturenames)
    return asks and ("open_browser" not in test.fixturenames or test.get_closest_marker("both"))


class Tree:
    """A province with a city, departments and units; offices are attributes."""

    def __init__(self):
        made = self._made
        self.province = made(Kind.REGION, "62", "示例省", None)
        self.city = made(Kind.REGION, "6201", "示例市", self.province)
        self.department = made(Kind.DEPARTMENT, "113", "示例省水利厅", self.province)
        self.beside = made(Kind.DEPARTMENT, "118", "示例省教育厅", self.province)
        self.unit = made(Kind.UNIT, "001", "示例省水文站", self.department)
        self.other = made(Kind.UNIT, "001", "示例学校", self.beside)

    @staticmethod
    def _made(kind, code, name, parent):
        return make_office(by=None, kind=kind, code=code, name=name, parent=parent)


@pytest.fixture
def tree(db):  # noqa: ARG001  asks for the database
    return Tree()


@pytest.fixture
def person(db):  # noqa: ARG001  as above
    """Makes a person with one role on one office."""

    def make(username, role: Role | None = None, office=None, **facts):
        account = make_account(username=username, name=f"用户{username}", **facts)
        if role:
            appoint(by=None, account=account, role=role, office=office)
        return account

    return make


@pytest.fixture
def signed_in():
    """A browser in which this person is signed in."""

    def make(account):
        client = Client()
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make


# ----------------------------------------------------------------------------------- browser
FAULTS = {"error", "warning"}


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium, one for all tests, and the event loop that leads to it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.skip("needs Chromium on this machine")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # as long as it waits for everything else, on a machine that is slow
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=program, args=["--no-sandbox"])
        loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)  # tests without a browser know nothing of it
        yield browser, loop
        asyncio._set_running_loop(loop)  # in which it ends
        browser.close()


@contextmanager
def _inside(loop):
    asyncio._set_running_loop(loop)
    try:
        yield
    finally:
        asyncio._set_running_loop(None)


@pytest.fixture
def open_browser(live_server, chromium, monkeypatch):  # noqa: ARG001  which must end last
    """Opens a page of some width; what its console says is kept beside it."""
    # Playwright runs an event loop in this thread; Django would take each query for one inside it.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    browser, loop = chromium
    contexts = []

    def open_page(width, **more):
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, **more))
        page = contexts[-1].new_page()
        told = []
        page.on("console", lambda line: told.append(line) if line.type in FAULTS else None)
        page.on("pageerror", lambda error: told.append(error))  # noqa: PLW0108  it takes no built-in
        return page, told

    with _inside(loop):
        yield open_page
        for context in contexts:
            context.close()
        connections.close_all()  # inside the loop Django keeps connections of their own


@pytest.fixture
def open_as(open_browser, signed_in, live_server):
    """Opens a page in which this person is signed in."""

    def make(account, width=1280, **more):
        page, told = open_browser(width, **more)
        cookie = signed_in(account).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return page, told

    return make
