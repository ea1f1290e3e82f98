"""``python -m jixiao.web.demo FILE``: the application with the example province, for this computer alone."""

from __future__ import annotations

import os
import secrets
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from jixiao.model.errors import UsageError

HOST = "127.0.0.1"
PORTS = range(8000, 8020)


def main() -> int:
    asked = _asked()
    _set_environment(asked.data)
    try:
        return _run(asked.document, asked.port)
    except UsageError as error:
        sys.stderr.write(f"jixiao: {error.message.zh} · {error.message.en}\n")
        return 2
    except KeyboardInterrupt:
        return 130


def _asked() -> Namespace:
    parser = ArgumentParser(prog="python -m jixiao.web.demo")
    parser.add_argument("document", type=Path, help="the disclosure that is imported")
    parser.add_argument("--data", type=Path, default=Path("jixiao-demo"), help="its data folder")
    parser.add_argument("--port", type=int, help="default: the first free one from 8000 on")
    return parser.parse_args()


def _set_environment(data: Path) -> None:
    """Nothing of an installation that may be here is met."""
    for name in [each for each in os.environ if each.startswith(("JIXIAO_", "DJANGO_", "DATABASE_URL"))]:
        del os.environ[name]
    os.environ |= {"JIXIAO_DATA": str(data), "JIXIAO_LOG": "error"}


def _run(document: Path, port: int | None) -> int:
    from jixiao.web.config.start import set_up  # Django reads the environment

    set_up()
    from jixiao.web.config import serving
    from jixiao.web.demo.build import build
    from jixiao.web.demo.people import give_password

    port = port or _free(PORTS)
    serving.require_free(HOST, port)
    serving.make_ready()
    build(document, date.today())  # noqa: DTZ011  the day on this computer
    password = secrets.token_hex(6)
    give_password(password)
    for line in _greeting(f"http://{HOST}:{port}", password):
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    serving.serve(HOST, port, with_worker=True)
    return 0


def _free(ports: range) -> int:
    """The first that can be taken, else the last, which is then refused with its reason."""
    from jixiao.web.config.serving import require_free

    for port in ports:
        try:
            require_free(HOST, port)
        except UsageError:
            continue
        return port
    return ports[-1]


def _greeting(url: str, password: str) -> Iterator[str]:
    from jixiao.web.people.enums import ROLES
    from jixiao.web.people.models import Assignment

    yield f"示例省 · an example province: {url}  (Ctrl+C 停止 · stops it)"
    yield f"密码 · password: {password}  (所有账号，本次启动有效 · of all accounts, until the next start)"
    yield ""
    held = Assignment.objects.order_by("account__pk").values_list("account__username", "role")
    for username, role in dict(held).items():
        said = next(each for key, each in ROLES.items() if key == role)
        yield f"  {username:<12}{said.zh} · {said.en}"


if __name__ == "__main__":
    sys.exit(main())
