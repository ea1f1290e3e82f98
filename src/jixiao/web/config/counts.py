"""Requests answered, by the first digit of their status. Each process of a server has a file of its own.

Whichever process is asked adds them all up, those of processes that are gone
as well: what a monitor reads never falls while the server runs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from mmap import mmap
from pathlib import Path
from struct import Struct
from tempfile import TemporaryDirectory
from threading import Lock

#: Names the folder of one run of the server to its processes; no setting.
FOLDER = "_JIXIAO_COUNTS"
KINDS = ("1xx", "2xx", "3xx", "4xx", "5xx")
_NUMBERS = Struct(f"={len(KINDS)}Q")
_NUMBER = Struct("=Q")


@contextmanager
def kept_together(within: Path) -> Iterator[None]:
    """Processes that start inside of this count together. Not in ``/tmp``, which is swept."""
    with TemporaryDirectory(prefix="counts-", dir=within) as folder:
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER]


class Counts:
    """What this process answered, where the others can read it; without a folder for itself alone."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._lock = Lock()
        self._folder = Path(environ[FOLDER]) if FOLDER in environ else None
        self._numbers = self._opened()

    def add(self, status: int) -> None:
        place = (status // 100 - 1) * _NUMBER.size
        with self._lock:
            (number,) = _NUMBER.unpack_from(self._numbers, place)
            _NUMBER.pack_into(self._numbers, place, number + 1)

    def total(self) -> dict[str, int]:
        """Of all processes; kinds that never occurred are left out."""
        read = [_NUMBERS.unpack(each) for each in self._all()]
        sums = zip(KINDS, map(sum, zip(*read, strict=True)), strict=True)
        return {kind: number for kind, number in sums if number}

    def _opened(self) -> mmap:
        """A number of a process that is used again goes on counting where the other one was."""
        if self._folder is None:
            return mmap(-1, _NUMBERS.size)
        with (self._folder / str(os.getpid())).open("a+b") as file:
            file.truncate(_NUMBERS.size)
            return mmap(file.fileno(), _NUMBERS.size)

    def _all(self) -> Iterator[bytes]:
        if self._folder is None:
            yield self._numbers[:]
            return
        for path in self._folder.iterdir():
            if len(numbers := path.read_bytes()) == _NUMBERS.size:  # else it is just being made
                yield numbers
