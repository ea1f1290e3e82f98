"""The way into the readers: from a file's bytes to what stands in it, whatever it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple

from jixiao.grid.grid import Block, Reading
from jixiao.grid.original import PageImage
from jixiao.model.errors import DamagedFile, EmptyFile, FileError, FileTooLarge, UnknownFormat
from jixiao.model.finding import Finding
from jixiao.model.message import Message
from jixiao.readers import archive
from jixiao.readers.archive import sha256
from jixiao.readers.detect import detect
from jixiao.readers.limits import Limits
from jixiao.readers.unlocked import unlocked

Read = Callable[[bytes, str, Limits], Iterator[Block | Finding]]

# The module for each format; it is loaded when the first such file comes.
READERS = {
    "csv": "delimited",
    "doc": "office",
    "docx": "docx",
    "html": "html",
    "jpeg": "scan",
    "markdown": "text",
    "mht": "mht",
    "ods": "spreadsheet",
    "odt": "odf",
    "ofd": "ofd",
    "pdf": "pdf",
    "png": "scan",
    "rtf": "office",
    "spreadsheetml": "spreadsheet",
    "text": "text",
    "tiff": "scan",
    "tsv": "delimited",
    "wordml": "office",
    "wps": "office",
    "xls": "spreadsheet",
    "xlsb": "spreadsheet",
    "xlsx": "spreadsheet",
}
_PICTURES = {"bmp": "BMP", "gif": "GIF", "webp": "WebP"}


class File(NamedTuple):
    """A file whose format is known; of a member of an archive, its path in it is part of ``name``.

    ``data`` is what it holds behind a password, ``sha256`` of its bytes as they came.
    """

    name: str
    format: str
    data: bytes
    sha256: str = ""


def open_reading(data: bytes, name: str, limits: Limits | None = None) -> Iterator[Reading | FileError]:
    """What stands in a file; of an archive, what stands in each of its files.

    Nothing is raised for a file that cannot be read: its `FileError` comes in
    its place, with ``name`` set.
    """
    limits = limits or Limits()
    for file in files_in(data, name, limits):
        yield file if isinstance(file, FileError) else reading_of(file, limits)


def files_in(
    data: bytes, name: str, limits: Limits, password: str | None = None
) -> Iterator[File | FileError]:
    """The file, or those that an archive holds; one that cannot be had as its `FileError`."""
    try:
        if len(data) > limits.file_size:
            raise _too_large(len(data), limits)
        plain = unlocked(data, password)
        kind = detect(plain, name, limits)
    except FileError as error:
        yield _named(error, name)
        return
    if kind in archive.FORMATS:
        yield from _members(plain, kind, name, limits, password)
    else:
        yield File(name, kind, plain, sha256(data))


def _members(
    data: bytes, kind: str, name: str, limits: Limits, password: str | None
) -> Iterator[File | FileError]:
    found = False
    try:
        for member in archive.files(data, kind, limits, password):
            found = True
            path = f"{name}/{member.name}"
            if isinstance(member.content, FileError):
                yield _named(member.content, path)
            else:
                yield File(path, member.format, member.content, member.sha256)
        if not found:
            raise EmptyFile(Message(zh="压缩包里没有文件。", en="There is no file in the archive."))
    except FileError as error:
        yield _named(error, name)


def reading_of(file: File, limits: Limits) -> Reading | FileError:
    """What stands in one file, or why it cannot be read."""
    name, kind, data, digest = file
    blocks: list[Block] = []
    findings: list[Finding] = []
    try:
        for found in _reader(kind, name)(data, kind, limits):
            if isinstance(found, Finding):
                findings.append(found)
            else:
                blocks.append(found)
    except FileError as error:
        return _named(error, name)
    # The one place for what format libraries throw at hostile files. A reader's own
    # mistake ends here as well; its kind and text are in the message to be reported.
    except Exception as error:  # noqa: BLE001
        return _named(_damaged(error), name)
    return Reading(name, kind, digest, tuple(blocks), tuple(findings))


def images_of(file: File, pages: Collection[int], limits: Limits) -> tuple[PageImage, ...]:
    """How these pages of a file look; of formats without pages, and where there are too many, none."""
    reader = import_module(f"jixiao.readers.{READERS[file.format]}")
    if not pages or len(pages) > limits.images or not hasattr(reader, "images"):
        return ()
    try:
        return tuple(reader.images(file.data, frozenset(pages), limits))
    # As above. The file was read; that it cannot be drawn as well takes nothing from that.
    except Exception:  # noqa: BLE001
        return ()


def _reader(kind: str, name: str) -> Read:
    module = READERS.get(kind)
    if module is None:
        raise _not_read_yet(kind, PurePath(name).suffix)
    read: Read = import_module(f"jixiao.readers.{module}").read
    return read


def _named(error: FileError, name: str) -> FileError:
    error.name = name
    return error


def _not_read_yet(kind: str, suffix: str) -> UnknownFormat:
    what = f"{_PICTURES[kind]} 图片", f"a {_PICTURES[kind]} picture"
    renamed = suffix and suffix.lower() != f".{kind}"
    called = (f"（文件名却以 {suffix} 结尾）", f" (though it is called {suffix})") if renamed else ("", "")
    return UnknownFormat(
        Message(
            zh=f"文件内容是 {what[0]}{called[0]}。不读取这种图片。请另存为 PNG 或 JPEG 后再试。",
            en=f"The file is {what[1]}{called[1]}. Such pictures are not read. "
            "Save it as PNG or JPEG and try again.",
        )
    )


def _too_large(size: int, limits: Limits) -> FileTooLarge:
    return FileTooLarge(
        Message(
            zh=f"文件超出限制：有 {size:,} 字节，超过上限 {limits.file_size:,}。请拆分后再试。",
            en=f"The file is beyond the limits: it has {size:,} bytes, more than {limits.file_size:,}. "
            "Split it and try again.",
        )
    )


def _damaged(error: Exception) -> DamagedFile:
    reason = f"{type(error).__name__}: {error}"[:200]
    damaged = DamagedFile(
        Message(
            zh=f"文件已损坏：内容不完整或自相矛盾（{reason}）。请重新下载，或用编辑软件打开后另存再试。",
            en=f"The file is damaged: it is incomplete or contradicts itself ({reason}). Fetch it again, "
            "or open it in the program that made it, save it anew and try again.",
        )
    )
    damaged.__cause__ = error
    return damaged
