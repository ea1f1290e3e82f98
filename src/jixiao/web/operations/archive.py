"""The archive of a backup: rows as JSON lines, files by their hash, and a manifest that proves both."""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from jixiao.model.errors import UsageError
from jixiao.model.message import Message

FORMAT = 1
_MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 500_000_000  # bytes; a line for each of some million files
_PIECE = 1 << 20
_TABLE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[A-Za-z0-9_]+")
#: What unpacking and reading raise where an archive lies.
BROKEN = (
    *(AttributeError, EOFError, KeyError, OSError, OverflowError, RuntimeError, TypeError, ValueError),
    *(BadZipFile, struct.error, zlib.error),
)


class BrokenArchive(UsageError):
    """An archive that is not what its manifest says, or none at all."""


@dataclass(frozen=True, slots=True)
class Part:
    """One member of an archive; ``rows`` of a table, 0 of a file."""

    sha256: str
    size: int
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds: tables and files by member, and the last migration of each app."""

    made: str
    jixiao: str
    schema: Mapping[str, str]
    tables: Mapping[str, Part]
    files: Mapping[str, Part]

    @property
    def members(self) -> dict[str, Part]:
        tables = {table_member(name): part for name, part in self.tables.items()}
        return tables | {file_member(name): part for name, part in self.files.items()}

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.tables.values())


def table_member(name: str) -> str:
    return f"tables/{name}.jsonl"


def file_member(name: str) -> str:
    return f"files/{name}"


# ----------------------------------------------------------------------------------- writing
def add_table(archive: ZipFile, name: str, lines: Iterable[bytes], at: datetime) -> Part:
    rows = 0

    def counted() -> Iterator[bytes]:
        nonlocal rows
        for rows, line in enumerate(lines, 1):  # noqa: B007  the count is what is wanted
            yield line

    part = _add(archive, table_member(name), counted(), at, ZIP_DEFLATED)
    return Part(part.sha256, part.size, rows)


def add_file(archive: ZipFile, name: str, pieces: Iterable[bytes], at: datetime) -> Part:
    """Documents and pictures are packed already."""
    return _add(archive, file_member(name), pieces, at, ZIP_STORED)


def add_manifest(archive: ZipFile, manifest: Manifest, at: datetime) -> None:
    text = json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1).encode()
    _add(archive, _MANIFEST, [text], at, ZIP_DEFLATED)


def _add(archive: ZipFile, name: str, pieces: Iterable[bytes], at: datetime, packing: int) -> Part:
    info = ZipInfo(name, at.timetuple()[:6])
    info.compress_type = packing
    digest, size = sha256(), 0
    with archive.open(info, "w", force_zip64=True) as member:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            member.write(piece)
    return Part(digest.hexdigest(), size)


# ----------------------------------------------------------------------------------- reading
@contextmanager
def opened(place: Path) -> Iterator[tuple[ZipFile, Manifest]]:
    """An archive all of which was proved: each member has the hash and size of the manifest, none is more."""
    try:
        file = place.open("rb")
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(Message(f"打不开 {place}：{reason}", f"cannot open {place}: {reason}")) from error
    with file:
        try:
            archive = ZipFile(file)
        except BROKEN as error:
            raise broken(place, "不是完整的 zip 压缩包", "it is no whole zip archive") from error
        with archive:
            yield archive, _proved(archive, place)


def pieces_of(archive: ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as member:
        yield from _pieces(member)


def lines_of(archive: ZipFile, name: str) -> Iterator[dict[str, Any]]:
    """The rows of a table; raises ValueError or TypeError for a line that is none."""
    with archive.open(table_member(name)) as member:
        for line in member:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise TypeError(name)
            yield row


def _proved(archive: ZipFile, place: Path) -> Manifest:
    name = _MANIFEST
    try:
        manifest = _manifest(archive)
        if sorted(archive.namelist()) != sorted([_MANIFEST, *manifest.members]):
            raise broken(place, "内容与清单所列不同", "it holds other members than its manifest says")
        for name, part in manifest.members.items():
            if _measured(archive, name, part) != part:
                raise broken(place, f"{name} 与清单不符", f"{name} is not what the manifest says")
    except BROKEN as error:
        raise broken(place, f"{name} 无法读取", f"{name} cannot be read") from error
    return manifest


def _manifest(archive: ZipFile) -> Manifest:
    if archive.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST:
        raise ValueError(_MANIFEST)
    held = json.loads(archive.read(_MANIFEST))
    if held["format"] != FORMAT:
        raise ValueError(held["format"])
    return Manifest(
        str(held["made"]),
        str(held["jixiao"]),
        {_fit(_NAME, app): _fit(_NAME, name) for app, name in held["schema"].items()},
        {_fit(_TABLE, name): _part(part) for name, part in held["tables"].items()},
        {_fit(_DIGEST, name): _part(part, of_file=name) for name, part in held["files"].items()},
    )


def _part(held: Mapping[str, Any], of_file: str = "") -> Part:
    part = Part(_fit(_DIGEST, held["sha256"]), int(held["size"]), int(held["rows"]))
    if of_file and part.sha256 != of_file:
        raise ValueError(of_file)
    return part


def _fit(pattern: re.Pattern[str], name: str) -> str:
    """Names of members lead to tables and files, so they are of a narrow kind."""
    if not pattern.fullmatch(name):
        raise ValueError(name)
    return name


def _measured(archive: ZipFile, name: str, wanted: Part) -> Part:
    """Never more than a piece beyond what was promised is unpacked."""
    if archive.getinfo(name).compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise ValueError(name)
    digest, size, rows = sha256(), 0, 0
    for piece in pieces_of(archive, name):
        digest.update(piece)
        size += len(piece)
        rows += piece.count(b"\n") if name.startswith("tables/") else 0
        if size > wanted.size:
            break
    return Part(digest.hexdigest(), size, rows)


def _pieces(member: IO[bytes]) -> Iterator[bytes]:
    while piece := member.read(_PIECE):
        yield piece


def broken(place: Path, zh: str, en: str) -> BrokenArchive:
    return BrokenArchive(
        Message(
            f"备份 {place} 不可用：{zh}；请换一份备份",
            f"the backup {place} cannot be used: {en}; take another one",
        )
    )
