"""Pages drawn to be shown: whole, upright, small."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from jixiao import api
from jixiao.model.table import Document
from jixiao.readers.limits import Limits
from jixiao.readers.open import File, images_of
from tests.readers.pdfs import bar, pdf, text

CONTENT = (
    text(40, 250, "Upright", 14) + text(300, 40, "Foot", 12) + bar(40, 120, 200, 2) + bar(40, 100, 2, 22)
)
# The same page turned by quarters, its text with it, and how wide and high it lies then.
TURNED = {0: "", 1: "0 1 -1 0 300 0 cm ", 2: "-1 0 0 -1 400 300 cm ", 3: "0 -1 1 0 0 400 cm "}


def drawn(data, pages=(1,), kind="pdf", limits=None):
    return images_of(File("表", kind, data), set(pages), limits or Limits())


def pixels(image):
    return np.asarray(Image.open(io.BytesIO(image.data)).convert("L"), dtype=float)


@pytest.mark.parametrize("shown_turned", [0, 90, 180, 270])
@pytest.mark.parametrize("turns", TURNED)
def test_a_page_is_drawn_upright_however_it_lies(turns, shown_turned):
    (upright,) = drawn(pdf(CONTENT))
    width, height = (400, 300) if turns % 2 == 0 else (300, 400)
    page = f"/MediaBox [0 0 {width} {height}] /Rotate {shown_turned}"

    (turned,) = drawn(pdf(TURNED[turns] + CONTENT, page=page))

    assert (400, 300) == (turned.width, turned.height)
    assert pixels(upright).shape == pixels(turned).shape
    assert pixels(upright).min() < 50
    assert np.abs(pixels(upright) - pixels(turned)).mean() < 2


def test_only_pages_that_are_asked_for():
    assert [2] == [image.number for image in drawn(pdf(CONTENT, CONTENT, CONTENT), pages=[2])]


def test_not_too_many_and_not_too_large():
    assert () == drawn(pdf(CONTENT, CONTENT), pages=[1, 2], limits=Limits(images=1))
    assert () == drawn(pdf(CONTENT, page="/MediaBox [0 0 1000000 30]"))
    (huge,) = drawn(pdf(CONTENT, page="/MediaBox [0 0 14000 14000]"))

    assert 2_600_000 > pixels(huge).size


def test_a_file_without_pages_has_no_pictures():
    assert () == drawn(b"a,b\n1,2\n", kind="csv")


def test_reading_alone_draws_nothing():
    (original,) = api.originals([("表.pdf", pdf(CONTENT))])

    assert isinstance(original.document, Document)
    assert () == original.pages
