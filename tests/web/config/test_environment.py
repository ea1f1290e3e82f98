from __future__ import annotations

import os
import re
import stat
from datetime import time
from pathlib import Path

import pytest

from jixiao.model.errors import UsageError
from jixiao.web.config.environment import VARIABLES, Database, Email, OpenID, environment_of, secret_in

ROOT = Path(__file__).parents[3]
SERVICE = {
    "JIXIAO_OIDC_ISSUER": "https://sign-in.example.gov.cn/",
    "JIXIAO_OIDC_CLIENT": "jixiao",
    "JIXIAO_OIDC_SECRET": "told-to-nobody",
}


def test_without_variables_one_computer_is_served():
    got = environment_of({})

    assert Path.cwd() / "jixiao-data" == got.data
    assert Database(str(got.data / "jixiao.sqlite3")) == got.database
    assert time(9) == got.remind_at
    assert (False, None, None, "http://127.0.0.1:8000") == (got.is_https, got.email, got.openid, got.url)


def test_a_database_by_its_address():
    got = environment_of({"DATABASE_URL": "postgresql://ji:p%40ss@db:5433/tables?sslmode=require"}).database

    assert ("tables", "ji", "p@ss", "db", "5433") == (got.name, got.user, got.password, got.host, got.port)
    assert (True, (("sslmode", "require"),)) == (got.is_postgresql, got.options)


def test_a_socket_needs_no_host():
    got = environment_of({"DATABASE_URL": "postgresql:///tables?host=/run/postgresql"}).database

    assert ("tables", "", (("host", "/run/postgresql"),)) == (got.name, got.host, got.options)


def test_postgresql_is_asked_by_several_processes_and_sqlite_by_one(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 16)
    postgresql = {"DATABASE_URL": "postgresql:///tables"}

    assert 1 == environment_of({}).processes
    assert 4 == environment_of(postgresql).processes
    assert 9 == environment_of(postgresql | {"JIXIAO_PROCESSES": "9"}).processes


def test_mail_and_a_sign_in_service():
    mail = {"JIXIAO_EMAIL_HOST": "mail.example.gov.cn", "JIXIAO_EMAIL_PORT": "465", "JIXIAO_EMAIL_TLS": "tls"}
    got = environment_of(SERVICE | mail)

    assert Email("mail.example.gov.cn", 465, "", "", "tls") == got.email
    assert (
        OpenID(
            "https://sign-in.example.gov.cn",
            "jixiao",
            "told-to-nobody",
            "统一身份认证",
            "preferred_username",
        )
        == got.openid
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JIXIAO_DATA", __file__),
        ("DATABASE_URL", "mysql://db/tables"),
        ("DATABASE_URL", "postgresql://db"),
        ("DATABASE_URL", "postgresql://db:port/tables"),
        ("DATABASE_URL", "sqlite://tables"),
        ("JIXIAO_SECRET", "short"),
        ("JIXIAO_URL", "jixiao.example.gov.cn"),
        ("JIXIAO_URL", "ftp://jixiao.example.gov.cn"),
        ("JIXIAO_URL", "https://example.gov.cn/jixiao"),
        ("JIXIAO_HOSTS", "https://a.example"),
        ("JIXIAO_HOSTS", "*"),
        ("JIXIAO_PROXY", "perhaps"),
        ("JIXIAO_HSTS", "-1"),
        ("JIXIAO_UPLOAD", "0"),
        ("JIXIAO_LOG", "loud"),
        ("JIXIAO_REMIND", "24:00"),
        ("JIXIAO_REMIND", "9"),
        ("JIXIAO_EMAIL_PORT", "65536"),
        ("JIXIAO_EMAIL_TLS", "ssl3"),
        ("JIXIAO_EMAIL_FROM", "nobody"),
        ("JIXIAO_OIDC_ISSUER", "sign-in"),
    ],
)
def test_a_wrong_value_is_refused_with_its_name_and_what_is_wanted(name, value):
    (variable,) = (each for each in VARIABLES if each.name == name)

    with pytest.raises(UsageError) as refused:
        environment_of({name: value})

    assert refused.value.message.en.startswith(f"environment variable {name}=")
    assert refused.value.message.en.endswith(variable.allowed.en)
    assert refused.value.message.zh.endswith(variable.allowed.zh)
    assert "\n" not in refused.value.message.en


@pytest.mark.parametrize("missing", ["JIXIAO_OIDC_CLIENT", "JIXIAO_OIDC_SECRET"])
def test_a_service_needs_all_of_its_members(missing):
    with pytest.raises(UsageError, match=missing):
        environment_of({name: value for name, value in SERVICE.items() if name != missing})


@pytest.mark.parametrize(
    ("name", "value"),
    [("JIXIAO_SECRET", "hidden-but-short"), ("DATABASE_URL", "mysql://ji:hidden@db/x")],
)
def test_what_is_secret_is_not_repeated(name, value):
    with pytest.raises(UsageError) as refused:
        environment_of({name: value})

    assert "hidden" not in refused.value.message.en + refused.value.message.zh


def test_a_name_that_is_nearly_right_is_not_passed_over():
    with pytest.raises(UsageError) as refused:
        environment_of({"JIXIAO_HOST": "a.example"})

    assert "environment variable JIXIAO_HOST is not known; see JIXIAO_HOSTS" == refused.value.message.en


def test_the_secret_is_made_once_and_for_its_owner(tmp_path):
    made = secret_in(tmp_path / "data")

    assert made == secret_in(tmp_path / "data")
    assert len(made) >= 32
    assert 0o600 == stat.S_IMODE((tmp_path / "data/secret").stat().st_mode)


def test_the_guide_lists_every_variable_with_its_default_and_what_is_allowed():
    page = (ROOT / "docs/guide/serving.md").read_text("utf-8")
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| (.*?) \|$", page, flags=re.MULTILINE)

    assert [
        (each.name, f"`{each.default}`" if each.default else "", each.allowed.en) for each in VARIABLES
    ] == rows
