"""What printers and editors do to finished pages: turned, cropped, moved, put into form objects."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Callable
from random import Random

import pypdfium2 as pdfium
from PIL import Image, ImageDraw
from pypdfium2 import raw

Reshape = Callable[[bytes, Random], bytes]
FIXED_ID = b"0123456789ABCDEF0123456789ABCDEF"
FIXED_DAY = b"20260101000000"


def as_it_is(data: bytes, rng: Random) -> bytes:
    del rng
    return data


def rotated(data: bytes, rng: Random) -> bytes:
    """Drawn sideways and turned upright by the page's /Rotate."""
    quarters = rng.choice([1, 2, 3])
    return _each(data, lambda page: _turn(page, quarters, say=True))


def sideways(data: bytes, rng: Random) -> bytes:
    """Drawn sideways and left so: the reader tilts their head."""
    quarters = rng.choice([1, 3])
    return _each(data, lambda page: _turn(page, quarters, say=False))


def mixed(data: bytes, rng: Random) -> bytes:
    """Some pages turned, others not."""
    first = rng.choice([0, 1])
    document = pdfium.PdfDocument(data)
    for number, page in enumerate(document):
        if number % 2 == first:
            _turn(page, 1, say=True)
    return _saved(document)


def mute(data: bytes, rng: Random) -> bytes:
    """Fonts that do not say which characters their glyphs are: to be seen, not to be copied."""
    del rng
    plain = _each(data, lambda _page: None)
    return re.sub(rb"/ToUnicode \d+ 0 R", lambda m: b" " * len(m[0]), plain)


def cropped(data: bytes, rng: Random) -> bytes:
    """A sheet larger than what is shown of it; the printer's notes stand outside."""
    left, below = rng.randint(20, 90), rng.randint(40, 120)

    def crop(page: pdfium.PdfPage) -> None:
        width, height = page.get_size()
        page.set_mediabox(-left, -below, width + 40, height + 60)
        page.set_cropbox(0, 0, width, height)
        for y in (-below + 12, height + 20):
            _note(page, f"proof {left}-{below}", 4, y)
        page.gen_content()

    return _each(data, crop)


def moved(data: bytes, rng: Random) -> bytes:
    """The origin lies somewhere else."""
    x, y = rng.choice([(-200, -300), (130, 77), (1000, 1000)])

    def move(page: pdfium.PdfPage) -> None:
        width, height = page.get_size()
        _transform(page, pdfium.PdfMatrix(1, 0, 0, 1, x, y))
        page.set_mediabox(x, y, x + width, y + height)
        page.set_cropbox(x, y, x + width, y + height)

    return _each(data, move)


def in_forms(data: bytes, rng: Random) -> bytes:
    """Each page one form object, at times in another one, at times shrunk with a wider margin."""
    shrink = rng.choice([1, 1, 0.9])
    for _ in range(rng.choice([1, 1, 2])):
        data = _embedded(data, shrink)
    return data


def stamped(data: bytes, rng: Random) -> bytes:
    """A red seal, a picture, over the cells of each page."""
    size = 95

    def stamp(page: pdfium.PdfPage) -> None:
        width, height = page.get_size()
        image = pdfium.PdfImage.new(page.pdf)
        image.set_bitmap(pdfium.PdfBitmap.from_pil(_seal()))
        x, y = rng.uniform(60, width - 60 - size), rng.uniform(60, height - 60 - size)
        image.set_matrix(pdfium.PdfMatrix(size, 0, 0, size, x, y))
        page.insert_obj(image)
        page.gen_content()

    return _each(data, stamp)


def _seal() -> Image.Image:
    picture = Image.new("RGBA", (120, 120), (255, 255, 255, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((3, 3, 117, 117), outline=(220, 20, 20, 200), width=4)
    pen.regular_polygon((60, 60, 18), 5, fill=(220, 20, 20, 200))
    return picture


def _embedded(data: bytes, scale: float) -> bytes:
    source, out = pdfium.PdfDocument(data), pdfium.PdfDocument.new()
    for n, old in enumerate(source):
        width, height = old.get_size()
        page = out.new_page(width, height)
        form = source.page_as_xobject(n, out).as_pageobject()
        form.set_matrix(
            pdfium.PdfMatrix(scale, 0, 0, scale, width * (1 - scale) / 2, height * (1 - scale) / 2)
        )
        page.insert_obj(form)
        page.gen_content()
    return _saved(out)


def _each(data: bytes, change: Callable[[pdfium.PdfPage], None]) -> bytes:
    document = pdfium.PdfDocument(data)
    for page in document:
        change(page)
    return _saved(document)


def _saved(document: pdfium.PdfDocument) -> bytes:
    """The bytes, without what marks this run."""
    out = io.BytesIO()
    document.save(out)
    named = re.sub(rb"(?<=<)[0-9A-Fa-f]{32}(?=>)", FIXED_ID, out.getvalue())
    return re.sub(rb"(?<=CreationDate\(D:)\d{14}", FIXED_DAY, named)


def _turn(page: pdfium.PdfPage, quarters: int, *, say: bool) -> None:
    """The content anticlockwise; ``say`` has viewers turn it back."""
    width, height = page.get_size()
    a, b, c, d, e, f = {
        1: (0, 1, -1, 0, height, 0),
        2: (-1, 0, 0, -1, width, height),
        3: (0, -1, 1, 0, 0, width),
    }[quarters]
    _transform(page, pdfium.PdfMatrix(a, b, c, d, e, f))
    box = (0, 0, width, height) if quarters == 2 else (0, 0, height, width)
    page.set_mediabox(*box)
    page.set_cropbox(*box)
    if say:
        page.set_rotation(90 * quarters)


def _transform(page: pdfium.PdfPage, matrix: pdfium.PdfMatrix) -> None:
    everything = raw.FS_RECTF(-1e5, 1e5, 1e5, -1e5)
    raw.FPDFPage_TransFormWithClip(page, matrix, everything)


def _note(page: pdfium.PdfPage, text: str, x: float, y: float) -> None:
    note = raw.FPDFPageObj_NewTextObj(page.pdf, b"Helvetica", 7)
    letters = (text + "\0").encode("utf-16-le")
    raw.FPDFText_SetText(note, ctypes.cast(letters, raw.FPDF_WIDESTRING))
    raw.FPDFPageObj_Transform(note, 1, 0, 0, 1, x, y)
    raw.FPDFPage_InsertObject(page, note)
