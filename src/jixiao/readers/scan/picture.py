"""Picture files, opened within limits and made grey."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from jixiao.model.errors import DamagedFile, FileTooLarge
from jixiao.model.message import Message
from jixiao.readers.limits import Limits

MOST_PIXELS = 9_000_000  # of a page that is read: A3 at 200 dpi
_LONG_SIDE = 842.0  # points: a picture without a believable resolution is taken for A4
_SHORTEST = 24  # pixels of a side
_LONGEST = 40  # times the other side
_FORMATS = ("JPEG", "PNG", "TIFF")


@dataclass(frozen=True, slots=True)
class Picture:
    """A page: ``grey`` holds rows of bytes, black is 0; ``scale`` is pixels to the point."""

    grey: Any
    scale: float

    @property
    def can_hold_text(self) -> bool:
        """Whether it is more than a speck or a stripe."""
        short, long = sorted(self.grey.shape)
        return bool(short >= _SHORTEST and long <= _LONGEST * short)


def pictures(data: bytes, limits: Limits) -> Iterator[Picture]:
    """The pages of a picture file, turned as it is marked. Raises `FileTooLarge` and `DamagedFile`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Pillow, about sizes that are looked at below
        try:
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                    if number > limits.pages:
                        return
                    yield _picture(frame, limits)
        except Image.DecompressionBombError as error:
            raise _too_large() from error
        except (OSError, SyntaxError, ValueError) as error:
            raise _damaged(str(error)) from error


def _picture(frame: Any, limits: Limits) -> Picture:
    width, height = frame.size
    if width * height > limits.pixels:
        raise _too_large()
    factor = min(1.0, sqrt(MOST_PIXELS / (width * height)))
    size = max(int(width * factor), 1), max(int(height * factor), 1)
    if factor < 0.5:
        frame.draft("L", size)  # a JPEG is then unpacked at an eighth, a quarter or half of its size
    grey = _on_white(frame).resize(size, Image.Resampling.LANCZOS) if factor < 1 else _on_white(frame)
    turned = ImageOps.exif_transpose(grey)
    return Picture(np.asarray(turned, dtype=np.uint8), max(turned.size) / _LONG_SIDE)


def _on_white(frame: Any) -> Any:
    if "A" in frame.getbands() or "transparency" in frame.info:
        seen = frame.convert("RGBA")
        below = Image.new("RGBA", seen.size, "white")
        below.alpha_composite(seen)
        frame = below
    if frame.mode.startswith("I;16") or frame.mode == "I":
        return Image.fromarray((np.asarray(frame, dtype=np.uint32) >> 8).astype(np.uint8))
    return frame.convert("L")


def _too_large() -> FileTooLarge:
    return FileTooLarge(
        Message(
            zh="图片超出限制：像素过多。请以 200–300 dpi 重新扫描或缩小后再试。",
            en="The picture is beyond the limits: it has too many pixels. "
            "Scan it at 200 to 300 dpi, or make it smaller, and try again.",
        )
    )


def _damaged(reason: str) -> DamagedFile:
    return DamagedFile(
        Message(
            zh=f"图片已损坏：内容不完整（{reason[:120]}）。请重新下载或重新扫描后再试。",
            en=f"The picture is damaged: it is incomplete ({reason[:120]}). Fetch or scan it again.",
        )
    )
