"""Archives (zip, tar): the files in them, also of archives in archives. Nothing is written to disk."""

from __future__ import annotations

import hashlib
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import NamedTuple

from jixiao.model.errors import DamagedFile, FileError, FileTooLarge
from jixiao.model.message import Message
from jixiao.readers.charset import decode
from jixiao.readers.detect import detect
from jixiao.readers.limits import Limits
from jixiao.readers.unlocked import unlocked
from jixiao.readers.zipped import open_zip

FORMATS: dict[str, tuple[str, ...]] = {"zip": (".zip",), "tar": (".tar", ".tgz", ".tar.gz")}

_GZIP = b"\x1f\x8b"
_RATIO_MATTERS = 2**20
# What systems and office programs leave behind in folders, and nobody means to send.
_LITTER = {"__macosx", ".ds_store", "thumbs.db", "desktop.ini"}
_LITTER_BEGINS = ("~$", "._", ".~lock.")


class Member(NamedTuple):
    """A file in an archive by its path, or why it cannot be had."""

    name: str
    content: bytes | FileError
    format: str = ""
    sha256: str = ""


def files(
    data: bytes,
    format: str,  # noqa: A002 -- as the readers call it
    limits: Limits,
    password: str | None = None,
) -> Iterator[Member]:
    """The files in their order. Raises `FileError` when the archive itself cannot be opened."""
    yield from _Unpacking(limits, password).walk(data, format, "", 1)


class _Unpacking:
    """One budget for an archive and all archives in it."""

    def __init__(self, limits: Limits, password: str | None) -> None:
        self._limits = limits
        self._password = password
        self._bytes_left = limits.unpacked_size
        self._files_left = limits.members

    def walk(self, data: bytes, kind: str, folder: str, depth: int) -> Iterator[Member]:
        members = self._zip_members(data) if kind == "zip" else self._tar_members(data)
        for name, content in members:
            path = f"{folder}{name}"
            if isinstance(content, FileError):
                yield Member(path, content)
            else:
                yield from self._file(path, content, depth)

    def _file(self, path: str, content: bytes, depth: int) -> Iterator[Member]:
        self._files_left -= 1
        self._bytes_left -= len(content)
        if self._files_left < 0:
            raise _too_large()
        try:
            plain = unlocked(content, self._password)
            kind = detect(plain, path, self._limits)
            if kind not in FORMATS:
                yield Member(path, plain, kind, sha256(content))
            elif depth >= self._limits.archive_depth:
                yield Member(path, _too_deep(self._limits))
            else:
                yield from self.walk(content, kind, f"{path}/", depth + 1)
        except FileError as error:
            if self._files_left < 0:
                raise
            yield Member(path, error)

    def _zip_members(self, data: bytes) -> Iterator[tuple[str, bytes | FileError]]:
        limits = replace(self._limits, unpacked_size=self._bytes_left, members=self._files_left)
        zipped = open_zip(data, limits, self._password)
        for name in zipped.names():
            path = _path(name)
            if path:
                try:
                    content: bytes | FileError = zipped.read(name)
                except FileError as error:
                    content = error
                yield path, content

    def _tar_members(self, data: bytes) -> Iterator[tuple[str, bytes | FileError]]:
        try:
            with tarfile.open(fileobj=BytesIO(self._plain(data)), mode="r:") as file:
                for info in file:
                    # Names that are not UTF-8 come with their bytes hidden in half characters.
                    path = _path(decode(info.name.encode("utf-8", "surrogateescape")))
                    if path and info.isreg() and not info.issparse():
                        stream = file.extractfile(info)
                        yield path, stream.read() if stream else b""
        except (tarfile.TarError, ValueError, LookupError, OSError, ArithmeticError) as error:
            raise _damaged(str(error)) from error

    def _plain(self, data: bytes) -> bytes:
        """A tar without the gzip around it."""
        if not data.startswith(_GZIP):
            return data
        most = min(self._bytes_left, max(self._limits.compression_ratio * len(data), _RATIO_MATTERS))
        unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            plain = unpacking.decompress(data, most)
        except zlib.error as error:
            raise _damaged(str(error)) from error
        if unpacking.unconsumed_tail:
            raise _too_large()
        return plain


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _path(name: str) -> str:
    """A member's path for people to read, without what leads out of the archive; empty for litter."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    folded = [part.casefold() for part in parts]
    if not parts or not _LITTER.isdisjoint(folded) or folded[-1].startswith(_LITTER_BEGINS):
        return ""
    return "/".join(parts)


def _too_large() -> FileTooLarge:
    return FileTooLarge(
        Message(
            zh="文件超出限制：解压后过大或成员过多。请拆分压缩包后再试。",
            en="The file is beyond the limits: too large when unpacked, or too many members. "
            "Split the archive and try again.",
        )
    )


def _too_deep(limits: Limits) -> FileTooLarge:
    return FileTooLarge(
        Message(
            zh=f"文件超出限制：压缩包嵌套超过 {limits.archive_depth} 层。请解压里面的压缩包后再试。",
            en=f"The file is beyond the limits: archives are nested deeper than {limits.archive_depth}. "
            "Unpack the inner ones and try again.",
        )
    )


def _damaged(reason: str) -> DamagedFile:
    return DamagedFile(
        Message(
            zh=f"文件已损坏：压缩包不完整（{reason}）。请重新下载或重新打包后再试。",
            en=f"The file is damaged: the archive is incomplete ({reason}). Fetch it again or pack it anew.",
        )
    )
