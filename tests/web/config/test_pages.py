"""What every answer carries, and what is shown when something went wrong."""

from __future__ import annotations

import importlib.util
import json
import logging
import re
import runpy
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.test import Client, override_settings
from django.urls import path

from jixiao.model.state import Role
from jixiao.web.config import health
from jixiao.web.config.logs import Lines
from jixiao.web.config.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401
from jixiao.web.config.worker import beat
from jixiao.web.people.domain import appoint, dismiss


def fails(_):
    raise ValueError("张三的密码")


def is_dead(*_):
    raise OperationalError("connection refused")


urlpatterns = [*urlpatterns, path("fails", fails), path("dead", is_dead)]
with_faults = override_settings(ROOT_URLCONF=__name__)


def test_nothing_inline_and_no_frames(db):  # noqa: ARG001  sessions
    got = Client().get("/sign-in/")

    policy = got["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert ("DENY", "nosniff", "same-origin") == (
        got["X-Frame-Options"],
        got["X-Content-Type-Options"],
        got["Referrer-Policy"],
    )
    assert [] == re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", got.content.decode())


@pytest.mark.parametrize("address", ["/sign-in/", "/nowhere"])
def test_pages_are_chinese_until_one_asks_for_english(db, address):  # noqa: ARG001
    browser = Client(headers={"accept-language": "en"})

    assert b'lang="zh-hans"' in browser.get(address).content
    browser.post("/language/", {"language": "en", "next": address})
    assert b'lang="en"' in browser.get(address).content


def test_the_language_goes_with_the_account(person, signed_in):
    account = person("li")

    signed_in(account).post("/language/", {"language": "en"})

    assert "en" == signed_in(account).get("/")["Content-Language"]


def test_a_page_about_the_database_is_in_the_language_that_was_chosen(db, monkeypatch):  # noqa: ARG001
    browser = Client(raise_request_exception=False)
    browser.post("/language/", {"language": "en"})
    monkeypatch.setattr("django.contrib.auth.middleware.get_user", is_dead)

    assert "The database does not answer" in browser.get("/sign-in/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:x"])
def test_choosing_a_language_leads_nowhere_else(elsewhere):
    assert "/" == Client().post("/language/", {"language": "zh", "next": elsewhere})["Location"]


@with_faults
@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/nowhere", 404, "没有这个页面"),
        ("/fails", 500, "本次操作没有保存"),
        ("/dead", 503, "此前显示“已保存”的内容不会丢失"),
    ],
)
def test_a_failure_has_a_page_that_says_what_was_saved(address, status, said):
    got = Client(raise_request_exception=False).get(address)

    assert status == got.status_code
    assert said in got.content.decode()
    assert "绩效目标管理" in got.content.decode()


def test_a_database_that_dies_below_the_session_is_told_as_well(person, signed_in, monkeypatch):
    browser = signed_in(person("li"))
    browser.raise_request_exception = False
    with monkeypatch.context() as outage:
        outage.setattr(CursorWrapper, "execute", is_dead)
        got = browser.get("/people/me/")

    assert 503 == got.status_code


def test_an_address_that_only_takes_a_form_says_so():
    got = Client().get("/language/")

    assert (405, "POST") == (got.status_code, got["Allow"])
    assert "请返回上一页，重新点击按钮" in got.content.decode()


def test_who_asks_too_often_is_told_when_to_come_back(db, settings):  # noqa: ARG001
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    cache.clear()
    browser, form = Client(headers={"accept-language": "en"}), {"login": "li", "password": "x"}
    browser.post("/language/", {"language": "en"})

    first, second = (browser.post("/sign-in/", form) for _ in range(2))

    assert [200, 429] == [first.status_code, second.status_code]
    assert "Try again in some minutes" in second.content.decode()


def test_another_host_is_refused(settings):
    settings.ALLOWED_HOSTS = ["jixiao.example.gov.cn"]

    got = Client().get("/sign-in/")

    assert 400 == got.status_code
    assert "JIXIAO_HOSTS" in got.content.decode()


def test_a_form_from_elsewhere_changes_nothing(db):  # noqa: ARG001
    got = Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "li", "password": "x"})

    assert 403 == got.status_code
    assert "没有保存任何内容" in got.content.decode()


def test_what_is_too_large_is_refused_unread(settings):
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, upload=0)

    got = Client().post("/sign-in/", b"x" * 1_000_001, content_type="application/octet-stream")

    assert 413 == got.status_code
    assert "没有上传" in got.content.decode()
    browser = Client()
    browser.post("/language/", {"language": "en"})
    got = browser.post("/sign-in/", b"x" * 1_000_001, content_type="application/octet-stream")
    assert "it was not taken" in got.content.decode()


@pytest.mark.django_db
def test_files_of_pages_are_packed_and_kept_by_browsers(settings):
    got = Client().get(f"{settings.STATIC_URL}vendor/tabler.min.css", headers={"accept-encoding": "gzip"})

    assert (200, "gzip") == (got.status_code, got["Content-Encoding"])
    assert "immutable" in got["Cache-Control"]
    got.close()


def test_behind_https_cookies_stay_there(monkeypatch):
    for name, value in {"URL": "https://jixiao.example.gov.cn", "PROXY": "yes", "HSTS": "60"}.items():
        monkeypatch.setenv(f"JIXIAO_{name}", value)
    monkeypatch.setenv("JIXIAO_SECRET", "x" * 32)

    told = runpy.run_path(importlib.util.find_spec("jixiao.web.config.settings").origin)

    assert (True, True, 60) == (
        told["SESSION_COOKIE_SECURE"],
        told["CSRF_COOKIE_SECURE"],
        told["SECURE_HSTS_SECONDS"],
    )
    assert "jixiao.example.gov.cn" in told["ALLOWED_HOSTS"]
    assert ("HTTP_X_FORWARDED_PROTO", "https") == told["SECURE_PROXY_SSL_HEADER"]


# ------------------------------------------------------------------------------------ health
def test_health_tells_of_the_database_and_the_worker(db):  # noqa: ARG001
    cache.clear()
    assert {"database": "up", "worker": "down"} == Client().get("/health").json()

    beat("one")
    assert {"database": "up", "worker": "up"} == Client().get("/health").json()


def test_health_without_a_database(monkeypatch, db):  # noqa: ARG001
    def dead(*_):
        raise OperationalError

    monkeypatch.setattr(health, "_worker_age", dead)

    got = Client().get("/health")

    assert (503, {"database": "down", "worker": "unknown"}) == (got.status_code, got.json())


def test_metrics_are_a_name_and_a_number_a_line(db):  # noqa: ARG001
    Client().get("/nowhere")

    lines = Client().get("/metrics").content.decode().splitlines()

    assert any(line.startswith('jixiao_requests_total{status="4xx"} ') for line in lines)
    assert [] == [line for line in lines if not re.fullmatch(r'jixiao_\w+(\{\w+="\w+"\})? \d+', line)]


# -------------------------------------------------------------------------------------- logs
@pytest.fixture
def log(caplog):
    """What was logged, as the lines are written."""
    caplog.handler.setFormatter(Lines())
    caplog.set_level(logging.INFO)
    return lambda: [json.loads(line) for line in caplog.text.splitlines()]


def test_a_request_is_logged_by_its_pattern_and_the_account_number(tree, person, signed_in, log):
    account = person("zhangsan", Role.ADMINISTRATOR, tree.province)

    signed_in(account).get(f"/people/offices/{tree.unit.pk}/?q=张三")

    (line,) = (each for each in log() if each["logger"] == "jixiao.request")
    assert ("GET", "people/offices/<int:number>/", 200, account.pk) == (
        line["method"],
        line["route"],
        line["status"],
        line["account"],
    )
    assert "张三" not in json.dumps(line, ensure_ascii=False)


def test_who_appoints_whom_is_logged_by_numbers(tree, person, log, django_capture_on_commit_callbacks):
    chief, li = person("chief", Role.ADMINISTRATOR, tree.province), person("li")

    with django_capture_on_commit_callbacks(execute=True):
        assignment = appoint(by=chief, account=li, role=Role.FILER, office=tree.unit)
        dismiss(by=chief, assignment=assignment)

    facts = {"by": chief.pk, "account": li.pk, "role": "filer", "office": tree.unit.pk}
    lines = [line for line in log() if line["logger"] == "jixiao.people"]
    assert ["appointed", "dismissed"] == [line["event"] for line in lines]
    assert all(facts.items() <= line.items() for line in lines)


@with_faults
def test_a_failure_is_logged_without_what_it_says(log):
    Client(raise_request_exception=False).get("/fails?name=张三")

    (line,) = (each for each in log() if "error" in each)
    assert "ValueError" == line["error"]
    assert line["at"][-1].endswith(" fails")
    assert "张三" not in json.dumps(log(), ensure_ascii=False)
