"""Starting and stopping: the database made ready, the server, and the worker beside it."""

from __future__ import annotations

import logging
import multiprocessing
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from time import monotonic

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import Interfaces

from jixiao.model.errors import UsageError
from jixiao.model.message import Count, Message
from jixiao.model.state import Role
from jixiao.web.config.counts import kept_together
from jixiao.web.config.worker import run
from jixiao.web.people.domain import appoint, make_account, make_office
from jixiao.web.people.enums import Kind
from jixiao.web.people.models import Account, Assignment, Office
from jixiao.web.people.signing_in import password_path
from jixiao.web.targets.domain import index

#: Threads of a process that answer requests. Most wait for the database.
THREADS = 8
#: Seconds that a task under way has to end before its worker is killed; another takes it up later.
PATIENCE = 30
#: Seconds that requests under way have to end. One that is cut off was not acknowledged and saved nothing.
LAST_REQUESTS = 2

_LOG = logging.getLogger("jixiao.serve")


def make_ready() -> int:
    """Brings the database up to date. Returns the number of steps that took."""
    steps = len(_missing())
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    return steps


def work() -> None:
    """A worker alone. It leaves the database as it is: two that change it get into each other's way."""
    require_ready()
    run()


def require_ready() -> None:
    """Raises `UsageError` where the database cannot be reached, or is not up to date."""
    if _missing():
        raise UsageError(
            Message(
                "数据库尚未更新；请先启动 jixiao serve",
                "the database is not up to date; start jixiao serve first",
            )
        )


def require_reachable() -> None:
    """Raises `UsageError` where the database does not answer."""
    _missing()


def _missing() -> Sequence[object]:
    try:
        executor = MigrationExecutor(connection)
        return executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise UsageError(
            Message(
                f"连不上数据库：{error}；请检查 DATABASE_URL 与 JIXIAO_DATA",
                f"the database cannot be reached: {error}; check DATABASE_URL and JIXIAO_DATA",
            )
        ) from error


def url_of(address: str, port: int) -> str:
    """Where people reach it: JIXIAO_URL, or where it listens."""
    return os.environ.get("JIXIAO_URL", "").rstrip("/") or f"http://{address}:{port}"


def greeting(steps: int, url: str) -> Iterator[Message]:
    """What is said on the terminal before the first request."""
    if steps:
        yield Message(f"数据库已更新（{steps} 步）", f"the database is up to date ({Count(steps):step})")
    if number := index.missing().count():
        yield Message(
            f"查找索引将在后台补全（{number} 张表）",
            f"the search index is filled in the background ({Count(number):table})",
        )
    if not Assignment.objects.filter(role=Role.ADMINISTRATOR, account__is_active=True).exists():
        yield Message(
            "还没有管理员；请在另一个窗口运行 jixiao serve --admin 用户名",
            "there is no administrator yet; run jixiao serve --admin NAME in another window",
        )
    yield Message(f"网址：{url}（Ctrl+C 停止）", f"it is at {url} (Ctrl+C stops it)")


def administrator_link(username: str, url: str) -> str:
    """Makes this person an administrator of the whole tree, if they are not, and returns their password link.

    Who can run this can read the database, so it gives nothing away.
    """
    root = Office.objects.filter(parent=None).order_by("pk").first() or make_office(
        by=None, kind=Kind.REGION, code="0", name="本地区", parent=None
    )
    account = Account.objects.filter(username__iexact=username).first()
    if account is None:
        account = make_account(username=username, name=username)
    if not account.is_active:
        raise UsageError(Message(f"账号 {username} 已停用", f"the account {username} is closed"))
    appoint(by=None, account=account, role=Role.ADMINISTRATOR, office=root)
    return f"{url}{password_path(account)}"


def serve(address: str, port: int, *, with_worker: bool) -> None:
    """Answers until SIGTERM or SIGINT, then stops the worker as well."""
    multiprocessing.set_start_method("spawn", force=True)  # a fork would keep the worker's pipe open
    keeper = Keeper() if with_worker else None
    if keeper:
        keeper.start()
    try:
        with kept_together(settings.ENVIRONMENT.data):
            Granian(
                "jixiao.web.config.start:application",
                factory=True,
                address=address,
                port=port,
                interface=Interfaces.WSGI,
                websockets=False,
                workers=settings.ENVIRONMENT.processes,
                blocking_threads=THREADS,
                respawn_failed_workers=True,
                workers_kill_timeout=LAST_REQUESTS,
                log_enabled=False,  # it would set up logging for all; `settings.LOGGING` has
            ).serve()
    finally:
        if keeper:
            keeper.stop()


def require_free(address: str, port: int) -> None:
    """The server would share a port with another one, and each would answer some of the requests."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            reason = error.strerror or str(error)
            raise UsageError(
                Message(
                    f"不能监听 {address}:{port}：{reason}；请检查 --address 与 --port",
                    f"cannot listen at {address}:{port}: {reason}; check --address and --port",
                )
            ) from error


class Keeper:
    """Keeps one worker running: one that dies is started again, ever slower if it dies at once."""

    command = (sys.executable, "-c", "from jixiao.web.config.start import worker; worker()")

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._worker: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._worker:
            self._worker.terminate()
            try:
                self._worker.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._worker.kill()
        self._thread.join(PATIENCE)

    def _keep(self) -> None:
        pause = 1
        while not self._stopping.is_set():
            begun = monotonic()
            self._worker = subprocess.Popen(  # noqa: S603  our own command
                self.command, stdin=subprocess.PIPE, env=os.environ, start_new_session=True
            )
            if self._stopping.is_set():  # since it was asked above: `stop` saw the one before
                self._worker.terminate()
            code = self._worker.wait()
            if self._stopping.is_set():
                return
            pause = min(pause * 2, 60) if monotonic() - begun < PATIENCE else 1
            _LOG.error("the worker died and is started again", extra={"facts": {"code": code}})
            self._stopping.wait(pause)
