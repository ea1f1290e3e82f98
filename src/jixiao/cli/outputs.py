"""Files are written beside their place and moved there when complete: never half."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from jixiao.model.errors import UsageError
from jixiao.model.message import Message


def write_file(path: Path, pieces: Iterable[bytes], *, make_folders: bool = False) -> None:
    """The pieces as the file. A device or a pipe cannot be replaced and is written to."""
    place = path.resolve()
    try:
        if make_folders:
            place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists() and not place.is_file():
            _write(place, "wb", pieces)
        else:
            _write_beside(place, pieces)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _cannot_write(path, error) from error


def write_out(pieces: Iterable[bytes]) -> None:
    """The pieces on standard output."""
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def _cannot_write(path: Path, error: OSError) -> UsageError:
    reason = error.strerror or str(error)
    return UsageError(Message(f"无法写入 {path}：{reason}", f"cannot write {path}: {reason}"))


def _write_beside(place: Path, pieces: Iterable[bytes]) -> None:
    part = place.with_name(f".{place.name}.{os.urandom(4).hex()}.part")
    try:
        _write(part, "xb", pieces)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def _write(place: Path, mode: str, pieces: Iterable[bytes]) -> None:
    with place.open(mode) as out:
        for piece in pieces:
            out.write(piece)
