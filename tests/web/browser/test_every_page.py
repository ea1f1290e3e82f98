"""Every page, in both languages: all can use it, it fits a phone, keys reach it; pictures for the guide."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import ClassVar

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as in_force
from playwright.sync_api import expect

from jixiao.model.message import Language
from jixiao.web.demo.build import build
from jixiao.web.demo.people import give_password
from jixiao.web.people.domain import keep_draft
from jixiao.web.people.importing import Row
from jixiao.web.people.models import Account, Office
from jixiao.web.reviews.domain import batches
from jixiao.web.reviews.enums import BatchAct
from jixiao.web.targets import queries
from jixiao.web.targets.domain import exports, uploads
from jixiao.web.targets.models import Campaign, Reminder
from tests.web.browser import pictures
from tests.web.browser.pages import NO_PAGES, PENDING, SECOND, names, pages
from tests.web.browser.person import PASSWORD

SCAN = Path(__file__).parents[2] / "corpus/gansu-2024.pdf"
GANSU = Path(__file__).parents[3] / "examples/gansu-2024.docx"
TODAY = date(2026, 9, 20)
WIDE, NARROW = 1280, 390

FOCUS = """() => {
  const lost = [];
  for (const each of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
    const isSeen = each.checkVisibility({ visibilityProperty: true }) && !each.closest("[aria-hidden=true]");
    if (!isSeen || each.disabled || each.type === "hidden") continue;
    each.focus({ focusVisible: true, preventScroll: true });
    const { outlineStyle, boxShadow } = getComputedStyle(each);
    const isShown = outlineStyle !== "none" || boxShadow !== "none";
    if (each.tabIndex || document.activeElement !== each || !isShown) lost.push(each.outerHTML.slice(0, 120));
  }
  document.activeElement.blur();
  scrollTo(0, 0);
  return lost;
}"""


class AnyTime(type):
    """Times of the database are none of the clock's own; Django would show those in another zone."""

    def __instancecheck__(cls, each):
        return isinstance(each, datetime)


class Clock(datetime, metaclass=AnyTime):
    """Two minutes from one look at it to the next, until it is stopped."""

    looked: ClassVar = count()
    stopped: ClassVar[datetime | None] = None

    @classmethod
    def now(cls, tz=None):
        begun = datetime(2026, 9, 18, 0, 30, tzinfo=UTC)
        return (cls.stopped or begun + timedelta(minutes=2 * next(cls.looked))).astimezone(tz)


@pytest.fixture
def province(transactional_db, monkeypatch):  # noqa: ARG001  asks for the database
    """The example province after some days of work, and a file each to confirm and to fetch."""
    monkeypatch.setattr("django.utils.timezone.datetime", Clock)
    monkeypatch.setattr(Clock, "looked", count())
    build(GANSU, TODAY)
    give_password(PASSWORD)
    people = {each.username: each for each in Account.objects.all()}
    root, station = Office.objects.get(parent=None), Office.objects.get(name="示例省水文站")
    told = {"kind": "主管部门", "code": "137", "name": "示例省文化厅", "parent": ""}
    keep_draft(by=people["admin"], office=root, rows=[Row("offices", 2, told)])
    exports.write(
        exports.begin(
            account=people["finance"], listing="filings", kind="xlsx", query="", language=Language.CHINESE
        )
    )
    this = Campaign.objects.latest("year")
    Reminder.objects.create(account=people["admin"], campaign=this, day="2026-09-18", tables=1)
    with SCAN.open("rb") as pieces:
        uploads.read(
            uploads.drop(
                account=people["filer"], campaign=this, office=station, name=SCAN.name, pieces=pieces
            )
        )
    _passed_at_once(people["finance"])
    monkeypatch.setattr(Clock, "stopped", datetime(2026, 9, 20, 1, tzinfo=UTC))


def _passed_at_once(account):
    """Two tables that waited for finance; one had changed since it was looked at."""
    passed, changed = (batches.pick(account, each) for each in queries.waiting_for(account))
    picks = [passed, changed._replace(revision=changed.revision - 1)]
    batches.take(batches.begin(account=account, act=BatchAct.FORWARD, picks=picks, key="k"))


class Visitors:
    """A signed-in page for each who visits; the language is asked for once for all."""

    def __init__(self, open_browser, base, **context):
        self.open_browser, self.base, self.context = open_browser, base, context
        self.held = {}

    def speak(self, language):
        self.language = language
        Account.objects.update(language=language)
        for page, _ in self.held.values():
            self._ask(page)

    def _ask(self, page):
        cookie = {"name": in_force.LANGUAGE_COOKIE_NAME, "value": self.language, "url": self.base}
        page.context.add_cookies([cookie])

    def at(self, who):
        if who not in self.held:
            self.held[who] = self.open_browser(WIDE, **self.context)
            self._ask(self.held[who][0])
            if who:
                self._sign_in(self.held[who][0], who)
        return self.held[who]

    def _sign_in(self, page, who):
        page.goto(f"{self.base}/sign-in/")
        page.locator("#id_login").fill(SECOND if who == PENDING else who)
        page.locator("#id_password").fill(PASSWORD)
        page.locator("main button").click()
        if who == PENDING:
            page.wait_for_url("**/authenticate/")
            return
        page.wait_for_url(f"{self.base}/")
        page.goto(f"{self.base}/sign-in/again/")  # some pages ask for the password once more
        page.locator("#id_password").fill(PASSWORD)
        page.locator("main button").first.click()
        page.wait_for_url(f"{self.base}/")

    @property
    def told(self):
        """What the consoles say, but that a page is refused whose status says so."""
        refused = {self.base + page.address for page in pages() if page.status != HTTPStatus.OK}
        lines = [line for _, told in self.held.values() for line in told]
        return [str(line) for line in lines if getattr(line, "location", {}).get("url") not in refused]


@pytest.fixture
def visitors(province, open_browser, live_server, request, settings):  # noqa: ARG001  they visit it
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 3600  # the walk takes as long as it takes
    is_pictured = request.config.getoption("--write-pictures")
    visitors = Visitors(open_browser, live_server.url, bypass_csp=is_pictured)
    visitors.speak("zh")
    visitors.at(SECOND)
    auditor = Account.objects.get(username=SECOND)
    TOTP.activate(auditor, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(auditor)
    return visitors


def misled(answer, shown):
    """A page that is another than the one asked for; the link to set a password hides its key so."""
    leads_on = shown.name != "account_reset_password_from_key" and answer.request.redirected_from
    if leads_on or answer.status != shown.status:
        yield f"{answer.status} {answer.url}"


def faults(page, language):
    """What is wrong with a page that is open."""
    if {"zh": "zh-hans", "en": "en"}[language] != page.locator("html").get_attribute("lang"):
        yield "language"
    if page.locator("h1").count() != 1:
        yield f"{page.locator('h1').count()} headings"
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    yield from (
        f"{each['id']}: {each['nodes'][0]['html'][:200]}"
        for each in found
        if each["impact"] in {"serious", "critical"}
    )
    yield from page.evaluate(FOCUS)
    page.set_viewport_size({"width": NARROW, "height": 800})
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield "too wide for a phone"
    page.set_viewport_size({"width": WIDE, "height": 800})


def test_a_page_that_is_new_is_not_forgotten(province):  # noqa: ARG001  asked for
    left_out = [name for each in NO_PAGES.values() for name in each]
    visited = {page.name for page in pages()}

    assert [] == [name for name, number in Counter(left_out).items() if number > 1 or name in visited]
    assert names() == visited | set(left_out)


def test_every_page_can_be_used_by_all_in_both_languages(visitors, request):
    is_pictured = request.config.getoption("--write-pictures")
    wrong, titles = {}, {}
    for language in pictures.LANGUAGES:
        visitors.speak(language)
        for shown in pages():
            page, _ = visitors.at(shown.who)
            answer = page.goto(visitors.base + shown.address)
            found = [*misled(answer, shown), *faults(page, language)]
            if found:
                wrong[language, shown.address] = found
            if is_pictured and shown.picture:
                titles.setdefault(shown.picture, {})[language] = page.title().rpartition(" · ")[0]
                pictures.take(page, shown.picture, language)

    assert {} == wrong
    assert [] == visitors.told
    if is_pictured:
        pictures.GALLERY.write_text(pictures.gallery(titles), "utf-8")


def test_keys_lead_past_the_navigation_and_through_the_page(visitors):
    page, _ = visitors.at("filer")
    page.goto(f"{visitors.base}/filings/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    wanted = page.locator("main :is(a[href], button, input:not([type=hidden]), select, textarea)")
    for place in range(wanted.count()):
        page.keyboard.press("Tab")
        expect(wanted.nth(place)).to_be_focused()
