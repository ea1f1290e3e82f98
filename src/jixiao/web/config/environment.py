"""Settings from the environment, typed; a wrong one is refused with one line.

`VARIABLES` is the whole list; docs/guide/serving.md shows it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from jixiao.model.errors import UsageError
from jixiao.model.message import Message

Read = TypeVar("Read")

SECRET_LENGTH = 32
HIGHEST_PORT = 65535
TLS = ("starttls", "tls", "none")
LOG_LEVELS = ("debug", "info", "warning", "error")
_POSTGRES = {"postgres", "postgresql"}


@dataclass(frozen=True, slots=True)
class Database:
    """Where accepted edits are kept: a SQLite file, or PostgreSQL."""

    name: str
    is_postgresql: bool = False
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Email:
    """The server that sends reminders and password links."""

    host: str
    port: int
    user: str
    password: str
    tls: str


@dataclass(frozen=True, slots=True)
class OpenID:
    """A service that signs people in; ``claim`` holds their user name."""

    issuer: str
    client: str
    secret: str
    name: str
    claim: str


@dataclass(frozen=True, slots=True)
class Environment:
    """All settings. ``email`` and ``openid`` are None where nothing is set up."""

    data: Path
    database: Database
    secret: str
    url: str
    hosts: tuple[str, ...]
    is_behind_proxy: bool
    hsts: int
    sender: str
    email: Email | None
    openid: OpenID | None
    log_level: str
    upload: int
    remind_at: time
    processes: int

    @property
    def is_https(self) -> bool:
        return self.url.startswith("https://")


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: its value where it is not set, and what may be said."""

    name: str
    default: str
    allowed: Message


def _variable(name: str, default: str, zh: str, en: str) -> Variable:
    return Variable(name, default, Message(zh, en))


_DATA = _variable("JIXIAO_DATA", "jixiao-data", "文件夹路径", "the path of a folder")
_DATABASE = _variable(
    "DATABASE_URL",
    "",
    "sqlite:///路径 或 postgresql://用户:密码@主机:端口/库名；空为数据文件夹中的 jixiao.sqlite3",
    "sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME; empty for a file in the data folder",
)
_SECRET = _variable(
    "JIXIAO_SECRET",
    "",
    f"至少 {SECRET_LENGTH} 个字符；空为自动生成并存于数据文件夹",
    f"at least {SECRET_LENGTH} characters; empty to have one made and kept in the data folder",
)
_URL = _variable(
    "JIXIAO_URL",
    "http://127.0.0.1:8000",
    "用户访问的网址，如 https://jixiao.example.gov.cn",
    "the address people use, for example https://jixiao.example.gov.cn",
)
_HOSTS = _variable(
    "JIXIAO_HOSTS",
    "",
    "其他可用的主机名，用逗号隔开",
    "further host names, commas between them",
)
_PROXY = _variable(
    "JIXIAO_PROXY",
    "no",
    "yes 或 no：是否位于反向代理之后，信任其 X-Forwarded-* 头",
    "yes or no: whether it stands behind a proxy whose X-Forwarded-* headers are trusted",
)
_HSTS = _variable(
    "JIXIAO_HSTS",
    "0",
    "秒数：浏览器在此期间只用 https；0 为不要求",
    "seconds for which browsers shall use https only; 0 to leave it open",
)
_REMIND = _variable(
    "JIXIAO_REMIND",
    "09:00",
    "每天发送提醒的时间，00:00 到 23:59，北京时间",
    "00:00 to 23:59, Beijing time: when reminders go out each day",
)
_EMAIL_HOST = _variable(
    "JIXIAO_EMAIL_HOST",
    "",
    "邮件服务器主机名；空为写到标准错误",
    "the host of a mail server; empty to write mails to standard error",
)
_EMAIL_PORT = _variable("JIXIAO_EMAIL_PORT", "587", "1 到 65535 的端口", "a port from 1 to 65535")
_EMAIL_USER = _variable("JIXIAO_EMAIL_USER", "", "邮件服务器的用户名", "the user name at the mail server")
_EMAIL_PASSWORD = _variable("JIXIAO_EMAIL_PASSWORD", "", "邮件服务器的密码", "the password there")
_EMAIL_TLS = _variable("JIXIAO_EMAIL_TLS", "starttls", "、".join(TLS), ", ".join(TLS))
_EMAIL_FROM = _variable("JIXIAO_EMAIL_FROM", "jixiao@localhost", "发件人地址", "an address to send from")
_OIDC_ISSUER = _variable(
    "JIXIAO_OIDC_ISSUER",
    "",
    "OpenID Connect 服务的 http(s) 网址；空为不用",
    "the http(s) address of an OpenID Connect service; empty for none",
)
_OIDC_CLIENT = _variable(
    "JIXIAO_OIDC_CLIENT",
    "",
    "在该服务登记的客户端编号；有服务则必填",
    "the client's name at that service; needed if there is one",
)
_OIDC_SECRET = _variable(
    "JIXIAO_OIDC_SECRET",
    "",
    "该客户端的密钥；有服务则必填",
    "the client's secret; needed if there is a service",
)
_OIDC_NAME = _variable(
    "JIXIAO_OIDC_NAME", "统一身份认证", "登录页上的名称", "what the sign-in page calls the service"
)
_OIDC_CLAIM = _variable(
    "JIXIAO_OIDC_CLAIM",
    "preferred_username",
    "存放用户名的声明",
    "the claim that holds the user name",
)
_LOG = _variable("JIXIAO_LOG", "info", "、".join(LOG_LEVELS), ", ".join(LOG_LEVELS))
_UPLOAD = _variable(
    "JIXIAO_UPLOAD",
    "50",
    "1 到 1000：一次上传的上限，单位 MB",
    "1 to 1000: the most that one upload may hold, in MB",
)
_PROCESSES = _variable(
    "JIXIAO_PROCESSES",
    "",
    "1 到 64：应答请求的进程数；空为 SQLite 用 1 个，PostgreSQL 每个处理器 1 个，至多 4 个",
    "1 to 64: processes that answer requests; empty for one with SQLite, and one a processor with"
    " PostgreSQL, four at most",
)

VARIABLES = (
    _DATA,
    _DATABASE,
    _SECRET,
    _URL,
    _HOSTS,
    _PROXY,
    _HSTS,
    _UPLOAD,
    _PROCESSES,
    _LOG,
    _REMIND,
    _EMAIL_HOST,
    _EMAIL_PORT,
    _EMAIL_USER,
    _EMAIL_PASSWORD,
    _EMAIL_TLS,
    _EMAIL_FROM,
    _OIDC_ISSUER,
    _OIDC_CLIENT,
    _OIDC_SECRET,
    _OIDC_NAME,
    _OIDC_CLAIM,
)
#: Their values are never printed, not even when they are refused.
_HIDDEN = frozenset({_DATABASE, _SECRET, _EMAIL_PASSWORD, _OIDC_SECRET})


def environment_of(variables: Mapping[str, str]) -> Environment:
    """The settings. Raises `UsageError` for the first that cannot be used."""

    def read(variable: Variable, parse: Callable[[str], Read]) -> Read:
        value = variables.get(variable.name, "").strip() or variable.default
        try:
            return parse(value)
        except ValueError as error:
            raise _refused(variable, value) from error

    data = read(_DATA, _folder)
    _refuse_unknown(variables)
    database = read(_DATABASE, lambda value: _database(value, data))
    return Environment(
        data=data,
        database=database,
        secret=read(_SECRET, _secret),
        url=read(_URL, _site),
        hosts=read(_HOSTS, _names),
        is_behind_proxy=read(_PROXY, _yes_or_no),
        hsts=read(_HSTS, lambda value: _number(value, 0, 10**9)),
        sender=read(_EMAIL_FROM, _sender),
        email=_email(read),
        openid=_openid(read),
        log_level=read(_LOG, lambda value: _one_of(value, LOG_LEVELS)),
        remind_at=read(_REMIND, _time),
        upload=read(_UPLOAD, lambda value: _number(value, 1, 1000)) * 1_000_000,
        processes=read(_PROCESSES, lambda value: _number(value, 1, 64) if value else _usual(database)),
    )


def secret_in(folder: Path) -> str:
    """The secret kept in the data folder; made, for its owner alone, if there is none."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "secret"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made := secrets.token_urlsafe(48))
    return made


def _refused(variable: Variable, value: str) -> UsageError:
    shown = Message("（不显示）", "(not shown)") if variable in _HIDDEN and value else Message(value, value)
    return UsageError(
        Message(
            f"环境变量 {variable.name}={shown.zh}：应为{variable.allowed.zh}",
            f"environment variable {variable.name}={shown.en}: wanted is {variable.allowed.en}",
        )
    )


def _refuse_unknown(variables: Mapping[str, str]) -> None:
    """A name that is nearly right would be passed over in silence."""
    known = {variable.name for variable in VARIABLES}
    for name in sorted(variables):
        if name.startswith("JIXIAO_") and name not in known:
            near = " ".join(get_close_matches(name, known, 1)) or "docs/guide/serving.md"
            raise UsageError(
                Message(
                    f"不认识环境变量 {name}；见 {near}",
                    f"environment variable {name} is not known; see {near}",
                )
            )


def _email(read: Callable[[Variable, Callable[[str], str]], str]) -> Email | None:
    host, port = read(_EMAIL_HOST, str), read(_EMAIL_PORT, _port)
    user, password = read(_EMAIL_USER, str), read(_EMAIL_PASSWORD, str)
    tls = read(_EMAIL_TLS, lambda value: _one_of(value, TLS))
    return Email(host, int(port), user, password, tls) if host else None


def _openid(read: Callable[[Variable, Callable[[str], str]], str]) -> OpenID | None:
    issuer = read(_OIDC_ISSUER, lambda value: value and _address(value))
    if not issuer:
        return None
    client, secret = read(_OIDC_CLIENT, _needed), read(_OIDC_SECRET, _needed)
    return OpenID(issuer, client, secret, read(_OIDC_NAME, str), read(_OIDC_CLAIM, _needed))


# ------------------------------------------------------------- values; each raises ValueError
def _folder(value: str) -> Path:
    path = Path(value).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise ValueError
    return path


def _database(value: str, data: Path) -> Database:
    """A database by its address.

    >>> _database("postgresql://jixiao:p%40ss@db:5433/tables?sslmode=require", Path("/d")).password
    'p@ss'
    >>> _database("sqlite:////srv/tables.sqlite3", Path("/d")).name
    '/srv/tables.sqlite3'
    """
    if not value:
        return Database(str(data / "jixiao.sqlite3"))
    parts = urlsplit(value)
    name = unquote(parts.path.removeprefix("/"))
    if not name or parts.scheme not in _POSTGRES | {"sqlite"} or (parts.scheme == "sqlite" and parts.netloc):
        raise ValueError
    if parts.scheme == "sqlite":
        return Database(str(Path(name).absolute()))
    return Database(
        name,
        is_postgresql=True,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=unquote(parts.hostname or ""),
        port=str(parts.port or ""),
        options=tuple(parse_qsl(parts.query, strict_parsing=True) if parts.query else ()),
    )


def _secret(value: str) -> str:
    if value and len(value) < SECRET_LENGTH:
        raise ValueError
    return value


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError
    return value.rstrip("/")


def _site(value: str) -> str:
    """The application stands at the root of its host: cookies and addresses count on it."""
    if urlsplit(site := _address(value)).path:
        raise ValueError
    return site


def _names(value: str) -> tuple[str, ...]:
    names = tuple(name for part in value.split(",") if (name := part.strip()))
    if any(mark in name for name in names for mark in "/: *"):
        raise ValueError
    return names


def _sender(value: str) -> str:
    if "@" not in value or any(ord(mark) < ord(" ") for mark in value):
        raise ValueError
    return value


def _yes_or_no(value: str) -> bool:
    return _one_of(value, ("yes", "no")) == "yes"


def _one_of(value: str, names: tuple[str, ...]) -> str:
    if value.lower() not in names:
        raise ValueError
    return value.lower()


def _number(value: str, least: int, most: int) -> int:
    if not least <= (number := int(value)) <= most:
        raise ValueError
    return number


def _time(value: str) -> time:
    return datetime.strptime(value, "%H:%M").time()  # noqa: DTZ007  of any day


def _usual(database: Database) -> int:
    """How many processes answer: writers to SQLite wait for each other anyway."""
    return min(os.cpu_count() or 1, 4) if database.is_postgresql else 1


def _port(value: str) -> str:
    return str(_number(value, 1, HIGHEST_PORT))


def _needed(value: str) -> str:
    if not value:
        raise ValueError
    return value
