"""Signs of comparison known by their shape, whatever the size, the stroke and the blur."""

from __future__ import annotations

import pytest

from jixiao.readers import scan

if not scan.can_read():
    pytest.skip("the ocr extra is not installed", allow_module_level=True)

import cv2
import numpy as np

from jixiao.readers.scan.signs import sign_at_head, with_bars, with_dots, with_end
from jixiao.readers.scan.texts import texts_of

DRAWN = {
    ">": [[(0, 3), (20, 12), (0, 21)]],
    "<": [[(20, 3), (0, 12), (20, 21)]],
    "≥": [[(0, 1), (20, 9), (0, 17)], [(0, 24), (20, 24)]],
    "≤": [[(20, 1), (0, 9), (20, 17)], [(0, 24), (20, 17)]],
    "=": [[(0, 9), (20, 9)], [(0, 16), (20, 16)]],
}


def line(*parts: str, thick: int = 2, size: float = 1.0, blur: float = 0.8) -> np.ndarray:
    """Signs and Latin text side by side, darkly printed on bright paper with some grain."""
    page = np.full((40, 40 + 80 * len(parts)), 250, dtype=np.uint8)
    at = 8
    for part in parts:
        for stroke in DRAWN.get(part, ()):
            corners = np.array([(at + x, 8 + y) for x, y in stroke])
            cv2.polylines(page, [corners], isClosed=False, color=20, thickness=thick)
        if part not in DRAWN:
            cv2.putText(page, part, (at, 33), cv2.FONT_HERSHEY_COMPLEX, 0.9, 20, thick)
        at += 30 if part in DRAWN else 20 * len(part)
    page = cv2.resize(page[:, :at], None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
    grain = np.random.default_rng(7).normal(0, 4, page.shape)
    return np.clip(cv2.GaussianBlur(page, (0, 0), blur) + grain, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("sign", DRAWN)
@pytest.mark.parametrize(("thick", "size", "blur"), [(1, 1, 0.9), (2, 1, 0.6), (3, 1, 1.4), (2, 0.7, 0.8)])
def test_signs_are_known(sign, thick, size, blur):
    found = sign_at_head(line(sign, "95%", thick=thick, size=size, blur=blur))

    assert found is not None
    assert found.text == sign


@pytest.mark.parametrize("text", [*"0123456789", "Z", "S", "M", "-", "%", "/"])
def test_other_characters_are_no_signs(text):
    assert sign_at_head(line(text)) is None


def test_signs_inside_a_text_are_as_shown():
    assert with_bars("90>85", line("90", "≥", "85")) == "90≥85"
    assert with_bars("90>85", line("90", ">", "85")) == "90>85"
    assert with_bars("90>=85", line("90", "≥", "85")) == "90>=85"


def cell(*marks: tuple[str, int, int]) -> np.ndarray:
    """A line of boxes for characters, dots and closing brackets, each from one column to another."""
    page = np.full((40, marks[-1][2] + 10), 250, dtype=np.uint8)
    for kind, left, right in marks:
        if kind == "box":
            cv2.rectangle(page, (left, 8), (right, 32), 20, 2)
        elif kind == "dot":
            cv2.rectangle(page, (left, 19), (right, 21), 20, -1)
        elif kind == "stroke":
            cv2.line(page, (left, 6), (left, 34), 20, 2)
        else:
            cv2.ellipse(page, (left - 12, 20), (right - left + 12, 16), 0, -58, 58, 20, 2)
    return cv2.GaussianBlur(page, (0, 0), 0.8)


BOX = ("box", 5, 28)


def test_a_bracket_at_the_end_is_kept():
    assert with_end("元", cell(BOX, ("bracket", 36, 42))) == "元）"
    assert with_end("元）", cell(BOX, ("bracket", 36, 42))) == "元）"
    assert with_end("到", cell(BOX, ("stroke", 36, 38))) == "到"
    assert with_end("元", cell(BOX)) == "元"


def test_dots_in_units_are_kept():
    with_dot = cell(BOX, ("dot", 33, 35), ("box", 40, 62))
    without = cell(BOX, ("box", 40, 62))

    assert with_dots("人月", with_dot) == "人·月"
    assert with_dots("人·月", with_dot) == "人·月"
    assert with_dots("人月", without) == "人月"
    assert with_dots("人员", with_dot) == "人员"


def test_a_sign_that_stands_alone_is_read():
    assert [text for text, _ in texts_of([line("="), line("≥")])] == ["=", "≥"]


def test_a_sign_before_a_number_is_read():
    assert [text for text, _ in texts_of([line("≤", "95%"), line("=", "2")])] == ["≤95%", "=2"]
