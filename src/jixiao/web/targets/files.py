"""The bytes of dropped files, in the data folder under their SHA-256; written beside and renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from django.conf import settings


def path_of(digest: str) -> Path:
    return _place(Path(settings.MEDIA_ROOT), digest)


def _place(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / digest


def keep(pieces: Iterable[bytes], folder: Path | None = None) -> tuple[str, int]:
    """Keep a file; gives its SHA-256 and its size. On disk when it returns."""
    folder = folder or Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as beside:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            beside.write(piece)
        beside.flush()
        os.fsync(beside.fileno())
    place = _place(folder, digest.hexdigest())
    place.parent.mkdir(exist_ok=True)
    Path(beside.name).replace(place)
    return digest.hexdigest(), size
