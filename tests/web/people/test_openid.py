"""Signing in by a service: all the way, with a service of our own at the other end."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from jixiao.model.state import Role
from jixiao.web.config.environment import OpenID
from jixiao.web.config.settings import service


class Service(BaseHTTPRequestHandler):
    """Knows one person, and gives whatever token is asked for."""

    def do_GET(self):
        self._answer(self.server.told if self.path == "/me" else self._configuration())

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer({"access_token": "token", "token_type": "Bearer"})

    def _configuration(self):
        names = {"authorization_endpoint": "in", "token_endpoint": "token", "userinfo_endpoint": "me"}
        url = f"http://127.0.0.1:{self.server.server_port}"
        return {"issuer": url} | {name: f"{url}/{page}" for name, page in names.items()}

    def _answer(self, told):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, *_):
        """Tests are quiet."""


@pytest.fixture
def sign_in(settings):
    """What the application answers to somebody whom the service told it of."""
    server = HTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    openid = OpenID(f"http://127.0.0.1:{server.server_port}", "jixiao", "secret", "省统一认证", "employee")
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, openid=openid)
    settings.SOCIALACCOUNT_PROVIDERS = service(openid)

    def go(**told):
        server.told = told
        browser = Client()
        away = browser.post("/sign-in/oidc/login/")["Location"]
        state = parse_qs(urlsplit(away).query)["state"][0]
        return browser.get("/sign-in/oidc/login/callback/", {"code": "x", "state": state}), browser

    yield go
    server.shutdown()
    server.server_close()


def test_who_has_an_account_is_signed_in(sign_in, tree, person):
    person("Li", Role.FILER, tree.unit)

    for _ in range(2):  # the second time they are known
        answer, browser = sign_in(sub="1", employee="li", email="li@example.gov.cn")
        assert (302, "/") == (answer.status_code, answer["Location"])
        assert "用户Li" in browser.get("/").content.decode()


@pytest.mark.parametrize("employee", ["wang", "", None])
def test_who_has_none_is_told_so(sign_in, person, employee):
    person("li")

    answer, browser = sign_in(sub="1", employee=employee, email="li@example.gov.cn")

    assert 403 == answer.status_code
    assert "账号尚未开通" in answer.content.decode()
    assert 302 == browser.get("/").status_code


def test_who_is_closed_is_not_signed_in(sign_in, person):
    account = person("li")
    account.is_active = False
    account.save()

    answer, browser = sign_in(sub="1", employee="li")

    assert 403 == answer.status_code
    assert 302 == browser.get("/").status_code


@pytest.mark.usefixtures("sign_in", "db")
def test_the_page_offers_the_service_by_its_name():
    assert "使用省统一认证登录" in Client().get("/sign-in/").content.decode()
