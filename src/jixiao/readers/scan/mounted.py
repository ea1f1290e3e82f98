"""Pictures put in their places on a page, as one picture of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from math import ceil, hypot, sqrt

import numpy as np
from PIL import Image

from jixiao.readers.limits import Limits
from jixiao.readers.page.matrix import Matrix
from jixiao.readers.scan.picture import MOST_PIXELS, Picture, pictures

_SCALE = 200 / 72
_MOST = 50  # pictures on one page; some scanners cut it into strips


def mounted(found: Iterable[tuple[bytes, Matrix]], size: tuple[float, float], limits: Limits) -> Picture:
    """The page at 200 dpi, coarser if it is large; a matrix leads from the unit square to points on it.

    Raises `DamagedFile` for what is no picture that can be read, and `FileTooLarge`.
    """
    scale = min(_SCALE, sqrt(MOST_PIXELS / (size[0] * size[1])))
    page = Image.new("L", (ceil(size[0] * scale), ceil(size[1] * scale)), 255)
    for data, matrix in islice(found, _MOST):
        for picture in islice(pictures(data, limits), 1):
            _put(page, Image.fromarray(picture.grey), [part * scale for part in matrix])
    return Picture(np.asarray(page), scale)


def _put(page: Image.Image, image: Image.Image, matrix: Sequence[float]) -> None:
    a, b, c, d, _, _ = matrix
    shown = ceil(hypot(a, b)), ceil(hypot(c, d))
    if shown[0] < image.width and shown[1] < image.height:
        image = image.resize((max(shown[0], 1), max(shown[1], 1)), Image.Resampling.LANCZOS)
    way = _from_page(matrix, image.size)
    if way:
        cover = Image.new("L", image.size, 255)
        image, cover = (
            each.transform(page.size, Image.Transform.AFFINE, way, Image.Resampling.BICUBIC)
            for each in (image, cover)
        )
        page.paste(image, mask=cover)


def _from_page(matrix: Sequence[float], size: tuple[int, int]) -> tuple[float, ...]:
    """From pixels of the page back to those of a picture; nothing for one that is flat."""
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    if abs(area) < 1:
        return ()
    across, down = size[0] / area, size[1] / area
    return (
        *(d * across, -c * across, (c * f - d * e) * across),
        *(-b * down, a * down, (b * e - a * f) * down),
    )
