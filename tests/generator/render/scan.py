"""Pages as a scanner gives them: skewed, blurred, noisy, compressed; images alone or in a PDF."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

PAPER = 250  # brightness of what is not printed


@dataclass(frozen=True)
class Scan:
    """How a page is taken, and the ending it is kept under."""

    ending: str = "pdf"
    dpi: int = 200
    skew: float = 1.5  # degrees to either side, at most
    noise: float = 5.0  # deviation of brightness, of 255
    blur: float = 0.6  # pixels
    quality: int = 75  # of JPEG


SCANS = {
    "scan-200": Scan(),
    "scan-150": Scan(dpi=150),
    "scan-straight": Scan(skew=0, noise=2, blur=0.3),
    "scan-png": Scan("png"),
    "scan-jpeg": Scan("jpg", quality=60),
    "scan-tiff": Scan("tiff"),
}
ONE_PAGE = frozenset({"png", "jpg"})


def scanned(data: bytes, scan: Scan, rng: Random) -> bytes:
    pages = [_taken(page, scan, rng) for page in _printed(data, scan.dpi)]
    return _kept(pages, scan)


def _printed(data: bytes, dpi: int) -> Iterator[Image.Image]:
    for page in pdfium.PdfDocument(data):
        yield page.render(scale=dpi / 72, grayscale=True).to_pil()


def _taken(page: Image.Image, scan: Scan, rng: Random) -> Image.Image:
    angle = rng.uniform(-scan.skew, scan.skew)
    page = page.point(lambda value: value * PAPER // 255)
    page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=PAPER)
    page = page.filter(ImageFilter.GaussianBlur(scan.blur * rng.uniform(0.6, 1.2)))
    grain = np.random.default_rng(rng.getrandbits(32)).normal(0, scan.noise, (page.height, page.width))
    return Image.fromarray(np.clip(np.asarray(page) + grain, 0, 255).astype(np.uint8))


def _kept(pages: list[Image.Image], scan: Scan) -> bytes:
    out = io.BytesIO()
    first, *others = pages
    options: dict[str, Any] = {"dpi": (scan.dpi, scan.dpi)}
    if scan.ending == "pdf":
        then = time.gmtime(0)
        options = {"resolution": scan.dpi, "quality": scan.quality, "creationDate": then, "modDate": then}
    elif scan.ending == "jpg":
        options |= {"quality": scan.quality}
    elif scan.ending == "tiff":
        options |= {"compression": "tiff_lzw"}
    if scan.ending not in ONE_PAGE:
        options |= {"save_all": True, "append_images": others}
    first.save(out, Image.registered_extensions()[f".{scan.ending}"], **options)
    return out.getvalue()
