"""What the command line names, as the files to read: folders opened, in natural order."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import NamedTuple

from jixiao import readers
from jixiao.model.errors import UsageError
from jixiao.model.message import Message

STANDARD_INPUT = "-"
_DIGITS = re.compile(r"(\d+)")
_NOT_MEANT = ("~$", ".")  # lock files of Office, hidden files


class Input(NamedTuple):
    """A file to read, and where it lies below the folder that was named."""

    name: str
    below: Path


def expanded(names: Sequence[str]) -> list[Input]:
    """Files as they are named; of folders, all files below them that have a suffix some reader knows."""
    inputs = list(_expanded(names))
    if not inputs:
        raise UsageError(
            Message(f"{'、'.join(names)} 里没有可读的文件", f"nothing to read in {', '.join(names)}")
        )
    return inputs


def _expanded(names: Iterable[str]) -> Iterator[Input]:
    for name in names:
        if name == STANDARD_INPUT:
            yield Input(name, Path("stdin"))
        elif Path(name).is_dir():
            yield from (Input(str(path), path.relative_to(name)) for path in _files_in(name))
        else:
            yield Input(name, Path(Path(name).name))


def natural(text: str) -> list[tuple[int, str]]:
    """A key that sorts 附件2 before 附件10.

    >>> sorted(["附件10", "附件2"], key=natural)
    ['附件2', '附件10']
    """
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _DIGITS.split(text)]


def _files_in(folder: str) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = _meant(folders)
        yield from (Path(here, name) for name in _meant(files) if name.lower().endswith(suffixes()))


def _meant(names: Iterable[str]) -> list[str]:
    return sorted((name for name in names if not name.startswith(_NOT_MEANT)), key=natural)


@cache
def suffixes() -> tuple[str, ...]:
    """What the readers say they read; each declares it in its own file."""
    modules = (import_module(f"{readers.__name__}.{each.name}") for each in iter_modules(readers.__path__))
    formats = (getattr(module, "FORMATS", {}) for module in modules)
    return tuple(suffix for known in formats for usual in known.values() for suffix in usual)
