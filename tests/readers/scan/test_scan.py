"""Pictures of tables, drawn here: what is level, what is a ruling, what is refused."""

from __future__ import annotations

import io
import zlib

import pytest

from jixiao.grid.grid import Reading
from jixiao.model.errors import DamagedFile, FileTooLarge, UnknownFormat
from jixiao.readers import scan
from jixiao.readers.limits import Limits
from jixiao.readers.open import open_reading

if not scan.can_read():
    pytest.skip("the ocr extra is not installed", allow_module_level=True)

import cv2
import numpy as np
from PIL import Image

from jixiao.readers.scan import upright
from jixiao.readers.scan.level import levelled, skew, turned
from jixiao.readers.scan.picture import pictures
from jixiao.readers.scan.places import boxes_of
from jixiao.readers.scan.ruled import ruled

SCALE = 200 / 72
ACROSS = (200, 300, 400, 500)
DOWN = (100, 500, 900)


def paper(*, noise: bool = False) -> np.ndarray:
    """A page with a table of three rows and two columns."""
    page = np.full((1200, 1000), 255, dtype=np.uint8)
    for y in ACROSS:
        cv2.line(page, (100, y), (900, y), 0, 2)
    for x in DOWN:
        cv2.line(page, (x, 200), (x, 500), 0, 2)
    for at in range(120, 460, 30):
        cv2.rectangle(page, (at, 230), (at + 18, 255), 0, 2)
    if noise:
        random = np.random.default_rng(7)
        page[random.random(page.shape) < 0.01] = 0
        page[random.random(page.shape) < 0.05] = 255
    return page


def stored(page: np.ndarray, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    Image.fromarray(page).save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("angle", [-3.0, -0.7, 0.0, 1.2])
def test_a_page_is_made_level(angle):
    leaning = turned(paper(), angle)

    assert skew(leaning) == pytest.approx(-angle, abs=0.1)
    assert skew(levelled(leaning)) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("noise", [False, True])
def test_rulings_are_found_and_strokes_are_not(noise):
    found = ruled(paper(noise=noise), SCALE).rulings

    assert [round(r.position * SCALE, -1) for r in found.across] == list(ACROSS)
    assert [round(r.position * SCALE, -1) for r in found.down] == list(DOWN)


@pytest.mark.parametrize("turns", range(4))
def test_a_page_is_set_upright(turns):
    page = np.full((1200, 1000), 255, dtype=np.uint8)
    for row in range(10):
        at = (100 + 20 * row, 200 + 80 * row)
        cv2.putText(page, "performance of the budget", at, cv2.FONT_HERSHEY_COMPLEX, 1.0, 0, 2)
    lying = upright.turned(page, turns)

    assert upright.quarter_turns(lying, boxes_of(lying)) == (4 - turns) % 4


def test_an_empty_page_stays_as_it_is():
    page = np.full((1200, 1000), 255, dtype=np.uint8)

    assert upright.quarter_turns(page, boxes_of(page)) == 0


def test_an_empty_page_has_no_rulings():
    found = ruled(np.full((1200, 1000), 255, dtype=np.uint8), SCALE).rulings

    assert (found.across, found.down) == ((), ())


def test_a_picture_is_turned_as_it_is_marked():
    exif = Image.Exif()
    exif[0x0112] = 6

    (picture,) = pictures(stored(paper(), "JPEG", exif=exif), Limits())

    assert picture.grey.shape == (1000, 1200)


def test_every_page_of_a_tiff_is_taken():
    file = io.BytesIO()
    first, second = Image.fromarray(paper()), Image.fromarray(paper()).convert("1")
    first.save(file, "TIFF", save_all=True, append_images=[second])

    assert [p.grey.shape for p in pictures(file.getvalue(), Limits())] == [(1200, 1000)] * 2


def test_what_is_transparent_is_paper():
    clear = Image.new("RGBA", (50, 40), (0, 0, 0, 0))
    file = io.BytesIO()
    clear.save(file, "PNG")

    (picture,) = pictures(file.getvalue(), Limits())

    assert picture.grey.min() == 255


def bomb() -> bytes:
    """A PNG file that says it has 20,000 × 20,000 pixels."""
    head = b"IHDR" + (20_000).to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
    parts = [
        (13).to_bytes(4, "big"),
        head,
        zlib.crc32(head).to_bytes(4, "big"),
        (9).to_bytes(4, "big"),
        b"IDAT",
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (bomb(), FileTooLarge),
        (stored(paper(), "JPEG")[:3000], DamagedFile),
        (stored(paper(), "PNG")[:900], DamagedFile),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), DamagedFile),
        (b"II*\0" + bytes(20), DamagedFile),
    ],
)
def test_bad_pictures_are_refused(data, kind):
    (found,) = open_reading(data, "图.png")

    assert type(found) is kind


def test_an_empty_picture_has_nothing_to_say():
    (found,) = open_reading(stored(np.full((300, 200), 255, dtype=np.uint8), "PNG"), "图.png")

    assert isinstance(found, Reading)
    assert found.blocks == ()
    assert [f.rule for f in found.findings] == ["pages-recognised"]


@pytest.mark.parametrize("shape", [(1, 1), (1650, 1), (3, 900), (30, 2000)])
def test_specks_and_stripes_are_no_pages(shape):
    (found,) = open_reading(stored(np.full(shape, 255, dtype=np.uint8), "PNG"), "图.png")

    assert isinstance(found, Reading)
    assert [f.rule for f in found.findings] == ["page-too-small"]


def test_without_the_extra_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setattr(scan, "can_read", lambda: False)

    (found,) = open_reading(stored(paper(), "PNG"), "图.png")

    assert type(found) is UnknownFormat
    assert "jixiao[ocr]" in found.message.zh
