"""How long people wait for pages when a province's tables are in the database.

    .venv/bin/python benchmarks/web.py                              on SQLite
    scripts/with-postgresql .venv/bin/python benchmarks/web.py      on PostgreSQL

Makes a database of 20,000 tables with 1,000,000 indicators, starts `jixiao
serve` on it, and has a second process ask for pages, so many a second,
whether answers have come or not; a wait is counted from when the question was
due. It ends by itself.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import quantiles
from typing import Any, NamedTuple

DEPARTMENTS, UNITS = 40, 25  # of each department
CAMPAIGNS = 4
INDICATORS = 50  # of a table
THREADS = 64  # that ask
READY = 60  # seconds until the server must answer
PATIENCE = 30  # and for one answer
GOAL = 200  # ms, p95
#: Where, what and how much: indicators are made of one of each.
PLACES, NOUNS, TAILS = map(str.split, Path(__file__).with_name("words.txt").read_text("utf-8").splitlines())
CLASSES = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度"),
)


class Page(NamedTuple):
    kind: str
    address: str


class Answer(NamedTuple):
    kind: str
    ms: float
    is_right: bool


# ---------------------------------------------------------------------------------- the database
class Made(NamedTuple):
    cookies: Sequence[str]
    tables: Sequence[int]
    offices: Sequence[int]
    campaigns: Sequence[int]


def filled(tables: int) -> Made:
    """The database and three people who are signed in: one of the province, of a department, of a unit."""
    from django.db import connection

    from jixiao.model.state import Role
    from jixiao.web.config.serving import make_ready
    from jixiao.web.people.models import Office

    make_ready()
    units, campaigns = _offices_and_campaigns()
    filings = _filings(units, campaigns, tables)
    with connection.cursor() as cursor:
        _rows(cursor, filings)
        cursor.execute("ANALYZE")
    department = Office.objects.filter(kind="department").first()
    people = ((Role.AUDITOR, Office.objects.get(parent=None)), (Role.DEPARTMENT_REVIEWER, department))
    cookies = [_signed_in(role, office) for role, office in (*people, (Role.FILER, units[0]))]
    own = [filing for filing, unit in filings if unit == units[0].pk]
    return Made(cookies, own, [department.pk, units[0].pk], [each.pk for each in campaigns])


def _offices_and_campaigns() -> tuple[list[Any], list[Any]]:
    from jixiao.web.people.domain import make_office
    from jixiao.web.people.enums import Kind
    from jixiao.web.targets.models import Campaign

    province = make_office(by=None, kind=Kind.REGION, code="62", name="示例省", parent=None)
    units = []
    for number in range(DEPARTMENTS):
        code, name = f"{100 + number}", f"示例省{NOUNS[number]}局"
        department = make_office(by=None, kind=Kind.DEPARTMENT, code=code, name=name, parent=province)
        for place in range(UNITS):
            name = f"{NOUNS[number]}第{place + 1}中心"
            units.append(
                make_office(by=None, kind=Kind.UNIT, code=f"{place:03}", name=name, parent=department)
            )
    days = [date(2024, 10, 31), date(2024, 11, 15), date(2024, 11, 30)]
    campaigns = [
        Campaign.objects.create(
            name=f"{2022 + each}年绩效目标申报",
            year=2022 + each,
            office=province,
            forms=["project-targets"],
            unit_until=days[0],
            department_until=days[1],
            finance_until=days[2],
        )
        for each in range(CAMPAIGNS)
    ]
    campaigns[-1].offices.set(units)
    return units, campaigns


def _filings(units: Sequence[Any], campaigns: Sequence[Any], tables: int) -> list[tuple[int, int]]:
    """So many, each with a version that holds a whole table; the numbers of filing and office."""
    from django.db import connection

    from jixiao.model.state import State
    from jixiao.model.table import Form
    from jixiao.web.people.domain import make_account
    from jixiao.web.targets.domain import content
    from jixiao.web.targets.models import Filing, Gist, Version

    states, made, maker = list(State), [], make_account(username="maker", name="示例")
    for number in range(tables):
        unit, campaign = units[number % len(units)], campaigns[number // len(units) % len(campaigns)]
        subject = f"{random.choice(NOUNS)}项目{number}"
        facts = {
            "indicators": INDICATORS,
            "errors": number % 3,
            "warnings": number % 5,
            "yuan": number * 1000,
        }
        state = random.choice(states).value
        made.append(
            Filing(
                campaign=campaign,
                office=unit,
                form=Form.PROJECT_TARGETS,
                subject=subject,
                state=state,
                **facts,
            )
        )
    Filing.objects.bulk_create(made, batch_size=1000)
    goals = [f"保障{noun}工作开展，完成年度任务。" for noun in NOUNS]
    Gist.objects.bulk_create(
        (
            Gist(filing=each, goal=(goal := random.choice(goals)), pairs=content.pairs_of(each.subject, goal))
            for each in made
        ),
        batch_size=1000,
    )
    content.add_version(filing=made[0], account=maker, table=_table())
    made[0].rows.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO targets_version (filing_id, number, content, findings, made_by_id, made_at)"
            " SELECT f.id, 1, v.content, v.findings, v.made_by_id, v.made_at"
            " FROM targets_filing f, targets_version v WHERE f.id <> v.filing_id"
        )
        cursor.execute(
            "UPDATE targets_filing SET version_id ="
            " (SELECT v.id FROM targets_version v WHERE v.filing_id = targets_filing.id)"
        )
    assert Version.objects.count() == tables  # noqa: S101  nothing below would be worth reading
    return [(each.pk, each.office_id) for each in made]


def _table() -> Any:
    from jixiao import read

    lines = [f"|{one}|{two}|{name}|{target}|" for one, two, name, target in _named(INDICATORS)]
    text = "\n".join(
        (
            "项目支出绩效目标表",
            "",
            "|项目名称|示例项目|",
            "|一级指标|二级指标|三级指标|指标值|",
            "|-|-|-|-|",
            *lines,
        )
    )
    return read(text.encode(), name="t.md").tables[0]


def _named(number: int) -> Iterator[tuple[str, str, str, str]]:
    for place in range(number):
        name = random.choice(PLACES) + random.choice(NOUNS) + random.choice(TAILS)
        if random.random() < 0.1:
            name += f"（第{random.randint(1, 9999)}标段）"
        one, two = CLASSES[place * len(CLASSES) // number]
        yield (
            one,
            two,
            name,
            f"{random.choice('≥=≤')}{random.randint(1, 100)}{random.choice(('%', '人次', '万元'))}",
        )


def _rows(cursor: Any, filings: Iterable[tuple[int, int]]) -> None:
    from django.db import connection

    from jixiao.web.targets.pairs import pairs_of, tsvector

    is_postgresql = connection.vendor == "postgresql"
    signs = {"≥": ">=", "≤": "<=", "=": "="}
    columns = "filing_id, place, level1, level2, level3, target, comparator, pairs"

    def rows() -> Iterator[tuple[Any, ...]]:
        for filing, _ in filings:
            for place, (one, two, name, target) in enumerate(_named(INDICATORS)):
                pairs = pairs_of(name, target)
                told = tsvector(pairs) if is_postgresql else pairs
                yield filing, place, one, two, name, target, signs[target[0]], told

    if is_postgresql:
        cursor.execute("DROP INDEX targets_row_pairs")
        with cursor.copy(f"COPY targets_row ({columns}) FROM STDIN") as copy:
            for row in rows():
                copy.write_row(row)
        cursor.execute("CREATE INDEX targets_row_pairs ON targets_row USING gin (pairs)")
        cursor.execute("VACUUM ANALYZE")
    else:
        cursor.execute("BEGIN")
        insert = f"INSERT INTO targets_row ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608  our own names
        cursor.connection.executemany(insert, rows())
        cursor.execute("COMMIT")


def _signed_in(role: Any, office: Any) -> str:
    """A session of a new person with this role."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from jixiao.web.people.domain import make_account
    from jixiao.web.people.models import Assignment

    account = make_account(username=role.value, name="示例")
    Assignment.objects.create(account=account, role=role, office=office)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return f"sessionid={session.session_key}"


def pages_of(made: Made) -> list[Page]:
    from urllib.parse import urlencode

    words = {
        "search, two characters": ("采购", "培训", "水库", "标段", "没有", "灌溉"),
        "search, three and more": ("政府采购", "满意度", "水库除险", "教师培训完成率", "第77标段", "图书馆"),
    }
    found = [
        Page(kind, f"/search/?{urlencode({'text': each})}") for kind, held in words.items() for each in held
    ]
    found += [Page("search, two characters", f"/search/?{urlencode({'text': '采购', 'what': 'tables'})}")]
    found += [
        Page("search, narrowed", f"/search/?{urlencode(each)}")
        for each in (
            {"text": "采购", "year": "2025", "level1": "产出"},
            {"text": "培训", "office": made.offices[0]},
            {"text": "满意度", "page": "7"},
            {"text": "采购", "comparator": ">=", "state": "approved"},
        )
    ]
    lists = (
        "",
        "?sort=-yuan",
        "?state=approved&page=3",
        f"?office={made.offices[0]}",
        f"?campaign={made.campaigns[-1]}&sort=office",
        f"?{urlencode({'text': '水库'})}",
    )
    found += [Page("list", f"/filings/{each}") for each in lists]
    found += [Page("table", f"/filings/{each}/") for each in made.tables[:6]]
    return [*found, Page("home", "/")]


# ------------------------------------------------------------------------------------ the server
@contextmanager
def served() -> Iterator[int]:
    """`jixiao serve` at a free port, without the worker."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = Path(sys.executable).with_name("jixiao")
    command = [str(program), "serve", "--no-worker", "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=os.environ)
    try:
        _wait_for(port)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait_for(port: int) -> None:
    end = time.monotonic() + READY
    while time.monotonic() < end:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", "/health")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server does not answer")


# --------------------------------------------------------------------------------- who asks for it
_HELD = threading.local()


def asked(port: int, pages: Sequence[Page], cookies: Sequence[str], rate: int, seconds: int) -> list[Answer]:
    """All answers. Who asks does not wait: a slow answer delays no question."""
    start = time.monotonic() + 0.5
    chosen = random.Random(1)
    with ThreadPoolExecutor(THREADS) as threads:
        waiting = [
            threads.submit(_one, port, chosen.choice(pages), chosen.choice(cookies), start + number / rate)
            for number in range(rate * seconds)
        ]
        return [each.result() for each in waiting]


def _one(port: int, page: Page, cookie: str, due: float) -> Answer:
    time.sleep(max(0, due - time.monotonic()))
    try:
        connection = _HELD.connection
    except AttributeError:
        connection = _HELD.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", page.address, headers={"Cookie": cookie})
        response = connection.getresponse()
        is_right = bool(response.read()) and response.status in {
            200,
            404,
        }  # a unit's table is not everybody's
    except (OSError, http.client.HTTPException):
        connection.close()
        is_right = False
    return Answer(page.kind, (time.monotonic() - due) * 1000, is_right)


# -------------------------------------------------------------------------------------- what came
class Cost(NamedTuple):
    """What a kind of page takes, at most: queries, and the processor's time for all but the database."""

    queries: int
    ms: float


def costs_of(pages: Sequence[Page], cookies: Sequence[str]) -> Mapping[str, Cost]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    most: dict[str, Cost] = defaultdict(lambda: Cost(0, 0))
    for page in pages:
        cookie = cookies[-1 if page.kind == "table" else 0]
        client = Client(headers={"cookie": cookie}, SERVER_NAME="localhost")
        client.get(page.address)
        start = time.process_time()
        client.get(page.address)
        taken = (time.process_time() - start) * 1000
        with CaptureQueriesContext(connection) as captured:
            client.get(page.address)
        most[page.kind] = Cost(*map(max, most[page.kind], Cost(len(captured), taken)))
    return most


def printed(answers: Sequence[Answer], costs: Mapping[str, Cost]) -> Iterator[str]:
    yield f"{'':<26}requests   p50 ms   p95 ms     most  failed  queries  cpu ms"
    for kind in [*dict.fromkeys(sorted(each.kind for each in answers)), "all"]:
        held = [each for each in answers if kind in {each.kind, "all"}]
        cuts = quantiles((each.ms for each in held), n=20, method="inclusive")
        failed = sum(not each.is_right for each in held)
        most = max(each.ms for each in held)
        cost = f"{costs[kind].queries:>9}{costs[kind].ms:>8.0f}" if kind in costs else ""
        yield f"{kind:<26}{len(held):>8}{cuts[9]:>9.0f}{cuts[18]:>9.0f}{most:>9.0f}{failed:>8}{cost}"


def _settings() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tables", type=int, default=20_000)
    parser.add_argument("--rate", type=int, default=50, help="requests a second")
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--ask", metavar="JSON", help=argparse.SUPPRESS)  # the second process
    return parser.parse_args()


def main() -> None:
    settings = _settings()
    if settings.ask:
        told = json.loads(settings.ask)
        pages = [Page(*each) for each in told["pages"]]
        answers = asked(told["port"], pages, told["cookies"], settings.rate, settings.seconds)
        json.dump(answers, sys.stdout)
        return
    with tempfile.TemporaryDirectory(prefix="jixiao-bench-") as folder:
        os.environ |= {"JIXIAO_DATA": folder, "JIXIAO_SECRET": secrets.token_hex(32), "JIXIAO_LOG": "error"}
        _measure(settings)


def _measure(settings: argparse.Namespace) -> None:
    from jixiao.web.config.start import set_up

    random.seed(7)
    set_up()
    start = time.monotonic()
    made = filled(settings.tables)
    taken = time.monotonic() - start
    print(f"{settings.tables} tables, {settings.tables * INDICATORS} indicators, made in {taken:.0f} s")
    pages = pages_of(made)
    costs = costs_of(pages, made.cookies)
    with served() as port:
        told = json.dumps({"port": port, "pages": pages, "cookies": made.cookies})
        options = ["--rate", str(settings.rate), "--seconds", str(settings.seconds), "--ask", told]
        limit = settings.seconds + READY + PATIENCE * 4
        done = subprocess.run(
            [sys.executable, __file__, *options], capture_output=True, check=True, timeout=limit, text=True
        )
    answers = [Answer(*each) for each in json.loads(done.stdout)]
    print("\n".join(printed(answers, costs)))
    p95 = quantiles((each.ms for each in answers), n=20, method="inclusive")[18]
    print(f"{settings.rate} requests/s for {settings.seconds} s: p95 {p95:.0f} ms, wanted {GOAL} ms")


if __name__ == "__main__":
    main()
