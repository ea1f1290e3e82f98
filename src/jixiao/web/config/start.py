"""Setting Django up, for who starts from outside of it: the command line and the worker's process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.web.config.environment import environment_of

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler


def set_up() -> None:
    """Raises `UsageError` where the extra is not there or a setting cannot be used."""
    environment_of(os.environ).data.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jixiao.web.config.settings")
    try:
        import django
    except ImportError as error:
        raise UsageError(
            Message(
                "网页系统需要附加包：pip install 'jixiao[web]'",
                "the web application needs an extra: pip install 'jixiao[web]'",
            )
        ) from error
    django.setup()


def set_up_there() -> None:
    """As `set_up`, for who works on what is there. Where nothing is: `UsageError`, and nothing is made."""
    told = environment_of(os.environ)
    place = told.data if told.database.is_postgresql else Path(told.database.name)
    if not place.exists():
        raise UsageError(
            Message(
                f"没有数据：{place} 不存在；请在数据文件夹所在处运行，或设置 JIXIAO_DATA",
                f"there is no data: {place} does not exist; run it beside its folder, or set JIXIAO_DATA",
            )
        )
    set_up()


def worker() -> None:
    """The worker as a child of the server: it stops with its parent, however that went."""
    set_up()
    from jixiao.web.config.worker import run

    _stop_after(_end_of_input)
    run()


def application() -> WSGIHandler:
    """What answers requests, in a process of the server's that ends with it."""
    _leave_ctrl_c_to_the_server()
    if parent := multiprocessing.parent_process():
        _stop_after(parent.join)
    from jixiao.web.config.wsgi import application

    return application


def _leave_ctrl_c_to_the_server() -> None:
    """A terminal sends it to all processes, then the server tells its own; granian may never end then."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _stop_after(wait: Callable[[], object]) -> None:
    """Ends this process as if it was told to, once a wait is over: nobody is left who could tell it."""

    def stop() -> None:
        wait()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=stop, daemon=True).start()


def _end_of_input() -> None:
    """The parent holds the other end; it closes when the parent is gone, however it went."""
    while os.read(sys.stdin.fileno(), 1):  # not through the buffer: its lock would be held at the end
        pass
