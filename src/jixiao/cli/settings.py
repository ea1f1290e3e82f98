"""What a check is told by files: ``jixiao.toml`` and ``jixiao-suppressions.toml``.

Each is looked for in the folder of what is checked, then above it; the
nearest counts. What the command line says comes before what a file says.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jixiao.cli.inputs import STANDARD_INPUT
from jixiao.cli.work import NEVER
from jixiao.model.errors import UsageError
from jixiao.model.finding import Level
from jixiao.model.message import Message

CONFIGURATION = "jixiao.toml"
SUPPRESSIONS = "jixiao-suppressions.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to check; ``None`` and empty: as usual."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    level: str | None = None
    fail_on: str | None = None
    regulations: Path | None = None
    baseline: Path | None = None
    suppressions: Path | None = None

    def over(self, below: Settings) -> Settings:
        """These, and what they leave open from ``below``."""
        return Settings(*(getattr(self, name) or getattr(below, name) for name in self.__slots__))


def settings_for(names: Iterable[str]) -> Settings:
    """What the files say for these inputs. Raises `UsageError` for a file with unknown or unfit members."""
    folders = {_folder(name) for name in names}
    configuration = _nearest(CONFIGURATION, folders)
    read = _read(configuration) if configuration else Settings()
    return read.over(Settings(suppressions=_nearest(SUPPRESSIONS, folders)))


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(Message(f"打不开 {path}：{reason}", f"cannot open {path}: {reason}")) from error
    except UnicodeDecodeError as error:
        raise UsageError(Message(f"{path} 不是 UTF-8 文本", f"{path} is no UTF-8 text")) from error


def toml_of(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text_of(path))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            Message(f"{path} 不是有效的 TOML：{error}", f"{path} is no valid TOML: {error}")
        ) from error


def _folder(name: str) -> Path:
    path = Path.cwd() if name == STANDARD_INPUT else Path(name)
    return path.resolve() if path.is_dir() else path.resolve().parent


def _nearest(file: str, folders: Iterable[Path]) -> Path | None:
    """The one file for all folders; where they have different ones, nobody can say which is meant."""
    ways = [(folder, *folder.parents) for folder in folders]
    found = {next((at / file for at in way if (at / file).is_file()), None) for way in ways}
    if len(found) > 1:
        named = "、".join(sorted(str(each) for each in found if each))
        raise UsageError(
            Message(
                f"所给文件各有各的 {file}（{named}）；请分开检查",
                f"these files do not share one {file} ({named}); check them one after the other",
            )
        )
    return found.pop() if found else None


def _read(path: Path) -> Settings:
    held = toml_of(path)
    _known(path, "", held, ["check"])
    check = held.get("check", {})
    _known(path, "check.", check, _MEMBERS)
    members = {_MEMBERS[key][0]: _MEMBERS[key][1](path, f"check.{key}", check[key]) for key in check}
    return Settings(**members)


def _known(path: Path, prefix: str, held: object, names: Iterable[str]) -> None:
    from jixiao.checks.select import nearest  # a list of rules; most folders have no such file

    if not isinstance(held, dict):
        raise _unfit(path, prefix.rstrip("."), Message("应为一个表", "a table is wanted"))
    for key in held:
        if key not in names:
            near = nearest(key, names)
            raise _unfit(path, f"{prefix}{key}", Message(f"没有这一项{near.zh}", f"not known{near.en}"))


def _names(path: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        fault = Message("应为规则名或组名的列表", "a list of names of rules or groups is wanted")
        raise _unfit(path, key, fault)
    return tuple(value)


def _one_of(*words: str) -> Callable[[Path, str, object], str]:
    def read(path: Path, key: str, value: object) -> str:
        if value not in words:
            fault = Message(f"应为 {'、'.join(words)} 之一", f"one of {', '.join(words)} is wanted")
            raise _unfit(path, key, fault)
        return str(value)

    return read


def _path(path: Path, key: str, value: object) -> Path:
    """Beside the file that names it."""
    if not isinstance(value, str):
        raise _unfit(path, key, Message("应为路径", "a path is wanted"))
    return path.parent / value


def _unfit(path: Path, key: str, fault: Message) -> UsageError:
    return UsageError(Message(f"{path} 的 {key}：{fault.zh}", f"{path}: {key}: {fault.en}"))


_LEVELS = tuple(each.value for each in Level)
_MEMBERS: Mapping[str, tuple[str, Callable[[Path, str, object], Any]]] = {
    "select": ("select", _names),
    "ignore": ("ignore", _names),
    "level": ("level", _one_of(*_LEVELS)),
    "fail-on": ("fail_on", _one_of(*_LEVELS, NEVER)),
    "regulations": ("regulations", _path),
    "baseline": ("baseline", _path),
    "suppressions": ("suppressions", _path),
}
