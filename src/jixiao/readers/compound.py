"""The container of old office files (xls, doc, wps): a small file system in a file.

[MS-CFB] names the parts. Written for hostile files: nothing here takes longer
or more memory than in proportion to the file's size, whatever the file claims.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from jixiao.model.errors import DamagedFile
from jixiao.model.message import Message

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = struct.Struct("<30xHH14xI4xII4xI")
_ENTRY = struct.Struct("<64sHBxIII36xIQ")
_FIRST_OF_CHAINS = 76  # where the header lists the sectors of the sector table, 109 of them
_NO_SECTOR = 0xFFFFFFFA  # this and above are marks: free, end of chain ...
_STREAM, _ROOT = 2, 5


class _Entry(NamedTuple):
    """A line of the directory."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """An open container. Raises `DamagedFile`, here and in `stream`."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(MAGIC):
            raise _damaged()
        self._data = data
        shift, mini_shift, directory, self._cutoff, mini_table, more_chains = _HEADER.unpack_from(data)
        if shift not in {9, 12} or mini_shift != 6:
            raise _damaged()
        self._size = 1 << shift
        self._table = self._sector_table(more_chains)
        self._mini_table_start = mini_table
        self._entries = self._directory(directory)
        self._streams = {entry.name.lower(): entry for entry in self._of_root() if entry.kind == _STREAM}

    @property
    def names(self) -> set[str]:
        """The streams outside of folders, in lower case; embedded documents have folders of their own."""
        return set(self._streams)

    def stream(self, name: str) -> bytes:
        """The content of a stream. Raises `KeyError` for one that is not in `names`."""
        entry = self._streams[name.lower()]
        if entry.size >= self._cutoff:
            return self._content(entry.start, self._table, self._data, self._size, self._size)[: entry.size]
        return self._content(entry.start, self._mini_table, self._mini_stream, 64, 0)[: entry.size]

    @cached_property
    def _mini_table(self) -> array[int]:
        return _numbers(
            self._content(self._mini_table_start, self._table, self._data, self._size, self._size)
        )

    @cached_property
    def _mini_stream(self) -> bytes:
        """Where streams of less than 4096 bytes live together: the content of the root."""
        return self._content(self._entries[0].start, self._table, self._data, self._size, self._size)

    def _sector_table(self, more: int) -> array[int]:
        """For each sector, the one that follows it in its chain."""
        sectors = list(_numbers(self._data[_FIRST_OF_CHAINS:512]))
        seen: set[int] = set()
        while more < _NO_SECTOR and more not in seen:
            seen.add(more)
            numbers = _numbers(self._sector(more))
            if len(numbers) < 2:
                break
            sectors += numbers[:-1]
            more = numbers[-1]
        parts = [self._sector(number) for number in dict.fromkeys(sectors) if number < _NO_SECTOR]
        return _numbers(b"".join(parts))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _directory(self, start: int) -> list[_Entry]:
        data = self._content(start, self._table, self._data, self._size, self._size)
        entries: list[_Entry] = []
        for at in range(0, len(data) - _ENTRY.size + 1, _ENTRY.size):
            name, length, kind, left, right, child, first, size = _ENTRY.unpack_from(data, at)
            text = name[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            entries.append(_Entry(text, kind, left, right, child, first, size & 0xFFFFFFFF))
        if not entries or entries[0].kind != _ROOT:
            raise _damaged()
        return entries

    def _of_root(self) -> Iterator[_Entry]:
        """The entries directly under the root, which form a tree of neighbours."""
        seen: set[int] = set()
        waiting = [self._entries[0].child]
        while waiting:
            number = waiting.pop()
            if number < len(self._entries) and number not in seen:
                seen.add(number)
                yield self._entries[number]
                waiting += (self._entries[number].left, self._entries[number].right)

    def _content(self, start: int, table: array[int], data: bytes, size: int, offset: int) -> bytes:
        """The sectors of a chain one behind the other, up to where the chain or the file breaks off."""
        parts: list[bytes] = []
        number = start
        for _ in range(len(data) // size + 1):  # no chain is longer than the file
            if number >= len(table):
                break
            parts.append(data[offset + number * size : offset + (number + 1) * size])
            number = table[number]
        else:
            if number < _NO_SECTOR:
                raise _damaged()  # the chain bites its tail
        return b"".join(parts)


def _numbers(data: bytes) -> array[int]:
    whole = len(data) // 4 * 4
    return array("I", struct.unpack(f"<{whole // 4}I", data[:whole]))


def _damaged() -> DamagedFile:
    return DamagedFile(
        Message(
            zh="文件已损坏：内部目录不完整。请重新下载，或用编辑软件打开后另存再试。",
            en="The file is damaged: its inner directory is incomplete. Fetch it again, or open it in the "
            "program that made it, save it anew and try again.",
        )
    )
