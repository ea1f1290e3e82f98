"""Requests that nobody meant to send: from elsewhere, twice, with a stolen session, into a dying database."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from jixiao.model.state import Role, State
from jixiao.web.people.models import Account, Assignment, Office
from jixiao.web.targets.domain.history import breaks
from jixiao.web.targets.models import Entry, Filing, Row, Version
from tests.web.targets.conftest import bureau  # noqa: F401  the same bureau

PASSWORD = "水文站-2026-夏"  # noqa: S105  of nobody
NUMBERS = re.compile(r"<(?:int|str|slug|path):\w+>|<\w+>")


def addresses(patterns=None, before=""):
    """Every address there is, with 1 for each number in it."""
    for each in patterns or get_resolver().url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield "/" + NUMBERS.sub("1", route)
        else:
            yield from addresses(each.url_patterns, route)


EVERY = sorted(each for each in set(addresses()) if "(?P" not in each and "^" not in each)


def test_the_addresses_are_those_of_all_parts():
    names = {"home": (), "fill-cells": [1], "review": [1], "upload-confirm": [1], "account_login": ()}

    assert {reverse(name, args=numbers) for name, numbers in names.items()} <= set(EVERY)


@pytest.mark.parametrize("address", EVERY)
def test_no_address_takes_a_form_from_elsewhere(bureau, address):  # noqa: F811  as above
    """What refuses forms altogether may say so; nothing else is answered before the token is looked at."""
    bureau.filing()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(
        bureau.people[Role.FILER], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    before = _everything()

    answer = browser.post(address, {"cell.subject": "x", "was.subject": "项目1", "revision": "0"})

    assert answer.status_code in {403, 405}, address
    assert before == _everything()


def _everything():
    kept = (Account, Assignment, Office, Filing, Version, Row, Entry)
    return [list(each.objects.order_by("pk").values_list()) for each in kept]


# -------------------------------------------------------------------- nothing typed is lost
FORM = "application/x-www-form-urlencoded"
HERE, ELSEWHERE = "http://testserver", "https://elsewhere.example"


def _held(answer):
    """The form that a page holds to be sent again: where to, and its fields."""
    text = answer.content.decode()
    found = re.search(r'<form class="jx-inline" method="post" action="([^"]*)">(.*?)</form>', text, re.DOTALL)
    fields = re.findall(r'<textarea name="([^"]*)" hidden>\n(.*?)</textarea>', found[2], re.DOTALL)
    return unescape(found[1]), {unescape(name): unescape(value) for name, value in fields}


def _sent(browser, address, fields, origin=HERE):
    return browser.post(address, urlencode(fields), content_type=FORM, headers={"origin": origin})


def test_a_form_that_is_sent_signed_out_is_sent_again_as_it_was_once_signed_in(bureau, signed_in):  # noqa: F811
    filing = bureau.filing()
    address = reverse("fill", args=[filing.pk])
    typed = {"revision": "0", "was.goal.0": "", "cell.subject": '<b>"乙"</b>\n丙', "was.subject": "项目1"}

    answer = _sent(Client(), address, typed)
    assert (401, (address, typed)) == (answer.status_code, _held(answer))

    assert 302 == _sent(signed_in(bureau.people[Role.FILER]), *_held(answer)).status_code
    assert filing.subject != Filing.objects.get(pk=filing.pk).subject


def test_a_page_of_before_one_signed_in_anew_holds_what_was_typed_with_a_good_token(bureau):  # noqa: F811
    filing = bureau.filing()
    address = reverse("fill", args=[filing.pk])
    typed = {"revision": "0", "cell.subject": "改过的", "was.subject": "项目1"}
    browser = Client(enforce_csrf_checks=True)
    browser.get("/sign-in/")
    browser.force_login(
        bureau.people[Role.FILER], backend="allauth.account.auth_backends.AuthenticationBackend"
    )

    answer = _sent(browser, address, typed | {"csrfmiddlewaretoken": "x" * 64})

    place, fields = _held(answer)
    assert (403, address, typed.items()) == (answer.status_code, place, typed.items() & fields.items())
    assert 302 == _sent(browser, place, fields).status_code
    assert "改过的" == Filing.objects.get(pk=filing.pk).subject


@pytest.mark.parametrize("origin", [ELSEWHERE, "null"])
def test_what_comes_from_elsewhere_is_never_offered_to_be_sent_again(bureau, origin):  # noqa: F811
    filing = bureau.filing()
    browser = Client(enforce_csrf_checks=True)

    answer = _sent(browser, reverse("fill", args=[filing.pk]), {"cell.subject": "改过的"}, origin)

    assert (403, False) == (answer.status_code, "改过的" in answer.content.decode())


# ------------------------------------------------------------------------------------ sessions
@pytest.fixture
def li(person):
    account = person("li")
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(browser):
    return browser.post("/sign-in/", {"login": "li", "password": PASSWORD})


def test_a_session_that_was_there_before_signing_in_is_worth_nothing(li):
    browser = Client()
    browser.post("/language/", {"language": "en"})
    session = browser.session
    session["planted"] = "yes"
    session.save()
    planted = session.session_key
    browser.cookies["sessionid"] = planted

    sign_in(browser)

    assert planted != browser.cookies["sessionid"].value
    other = Client()
    other.cookies["sessionid"] = planted
    assert "/sign-in/" in other.get("/")["Location"]
    assert str(li.pk) == browser.session["_auth_user_id"]


def test_a_session_that_was_signed_out_is_worth_nothing(li):  # noqa: ARG001  asked for
    browser, other = Client(), Client()
    sign_in(browser)
    other.cookies["sessionid"] = browser.cookies["sessionid"].value
    assert 200 == other.get("/").status_code

    browser.post(reverse("account_logout"))

    assert 302 == other.get("/").status_code


def test_scripts_see_no_cookie_and_other_places_send_none(li):  # noqa: ARG001  asked for
    browser = Client()
    browser.get("/sign-in/")
    sign_in(browser)

    assert {"sessionid", "csrftoken"} <= set(browser.cookies)
    for name in ("sessionid", "csrftoken"):
        cookie = browser.cookies[name]
        assert (True, "Lax", "") == (cookie["httponly"], cookie["samesite"], cookie["domain"]), name


# --------------------------------------------------------------------------------- sent twice
def test_every_step_sent_twice_acts_once(bureau, signed_in):  # noqa: F811
    """The whole way; the second time as a browser would that got no answer."""
    filing = bureau.filing()
    way = [
        (Role.FILER, "hand-in", State.HANDED_IN),
        (Role.UNIT_APPROVER, "return", State.RETURNED),
        (Role.FILER, "hand-in", State.HANDED_IN),
        (Role.UNIT_APPROVER, "submit", State.SUBMITTED),
        (Role.DEPARTMENT_REVIEWER, "review", State.REVIEWED),
        (Role.FINANCE_REVIEWER, "approve", State.APPROVED),
        (Role.FILER, "adjust", State.DRAFT),
    ]

    for number, (role, name, state) in enumerate(way):
        browser = signed_in(bureau.people[role])
        revision = Filing.objects.get(pk=filing.pk).revision
        form = {"revision": revision, "key": f"key-{number}", "reason": "请细化", "sure": "yes"}
        for _ in range(2):
            browser.post(reverse("filing-step", args=[filing.pk, name]), form)
        held = Filing.objects.get(pk=filing.pk)
        assert (state, revision + 1) == (held.state, held.revision), name

    assert len(way) == Entry.objects.exclude(act="make").count()


def test_a_cell_sent_twice_is_saved_once(bureau, signed_in):  # noqa: F811
    filing, browser = bureau.filing(), signed_in(bureau.people[Role.FILER])
    form = {"revision": "0", "cell.indicator.0.target": "≤95%", "was.indicator.0.target": "≤100%"}

    first, second = (browser.post(reverse("fill-cells", args=[filing.pk]), form).json() for _ in range(2))

    assert first["saved"] == second["saved"] == {"indicator.0.target": "≤95%"}
    assert [] == second["refused"]
    assert 1 == Entry.objects.filter(act="fill").count()


# --------------------------------------------------------------------------- a dying database
class Dying:
    """A database that takes so many statements and then none."""

    def __init__(self, monkeypatch):
        self.left = None
        whole = CursorWrapper.execute

        def execute(cursor, *arguments):
            if self.left is not None:
                if self.left == 0:
                    raise OperationalError("server closed the connection unexpectedly")
                self.left -= 1
            return whole(cursor, *arguments)

        monkeypatch.setattr(CursorWrapper, "execute", execute)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["save", "step"])
def test_wherever_the_database_dies_nothing_is_half(bureau, signed_in, monkeypatch, what):  # noqa: F811
    filing, browser = bureau.filing(), signed_in(bureau.people[Role.FILER])
    bureau.filing()
    cells = {"cell.indicator.0.target": "≤95%", "was.indicator.0.target": "≤100%"}
    address, form = {
        "save": (reverse("fill-cells", args=[filing.pk]), cells),
        "step": (reverse("filing-step", args=[filing.pk, "hand-in"]), {"key": "k", "sure": "yes"}),
    }[what]
    browser.raise_request_exception = False
    database, before, statements = Dying(monkeypatch), _everything(), 0

    while True:
        database.left = statements
        answer = browser.post(address, form | {"revision": "0"})
        database.left = None
        if connection.in_atomic_block or not connection.is_usable():
            connection.close()
        if answer.status_code < 500:
            break
        assert 503 == answer.status_code, statements
        assert before == _everything() or _is_done(filing), statements
        statements += 1

    assert statements > 10
    assert _is_done(filing)
    assert 1 == Entry.objects.filter(filing=filing).exclude(act="make").count()


def _is_done(filing):
    """The answer alone was lost: what was asked for is there, and whole."""
    held = Filing.objects.get(pk=filing.pk)
    return held.revision == 1 and [] == list(breaks(held, held.history.order_by("sequence")))
