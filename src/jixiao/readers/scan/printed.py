"""PDF pages drawn as pictures: those that are pictures, and those whose fonts tell no characters."""

from __future__ import annotations

from ctypes import c_uint
from math import ceil, sqrt
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from jixiao.readers.limits import Limits
from jixiao.readers.scan.picture import MOST_PIXELS, Picture

_SCALE = 200 / 72


def drawn(page: Any, limits: Limits) -> Picture | None:
    """The page at 200 dpi, coarser if it is large; None if a picture on it is beyond the limits."""
    if _largest(page) > limits.pixels:
        return None
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = min(_SCALE, sqrt(MOST_PIXELS / (width * height)))
    return Picture(_grey(page, ceil(width * scale), ceil(height * scale)), scale)


def _grey(page: Any, width: int, height: int) -> Any:
    grey = np.full((height, width), 255, dtype=np.uint8)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, grey.ctypes.data, width)
    try:
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return grey


def _largest(page: Any) -> int:
    """The pixels of the largest picture that lies on the page itself."""
    width, height = c_uint(), c_uint()
    largest = 0
    for index in range(min(pdfium.FPDFPage_CountObjects(page), 1_000)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        if pdfium.FPDFImageObj_GetImagePixelSize(item, width, height):
            largest = max(largest, width.value * height.value)
    return largest
