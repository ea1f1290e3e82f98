"""Pictures of lines as text, read by RapidOCR with the models that it brings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import cv2
import numpy as np

from jixiao.readers.scan.signs import (
    SPELLED,
    Sign,
    is_lone,
    lone_sign,
    sign_at_head,
    with_bars,
    with_dots,
    with_end,
)

_FROM_NUMBER = re.compile(r"[^\d(（]?\s*[\d*]")
_BARE = re.compile(r"[≥≤=<>]\D")  # a sign whose number was read as something else
_SHORT = 5.6  # heights; recognition fills texts up to one more than that, so the paper costs nothing
_NO_DIGIT = re.compile(r"^[^\d*]+")


class Text(NamedTuple):
    """What was read, and how sure that is, up to 1."""

    text: str
    score: float


@cache
def engine() -> Any:
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR()


def texts_of(crops: Sequence[Any]) -> list[Text]:
    """The text of each grey picture, with the signs that it shows."""
    found = [_as_shown(text, crop) for text, crop in zip(_read(crops), crops, strict=True)]
    signed = [(at, sign) for at, sign in enumerate(map(_sign_missed, found, crops)) if sign]
    rests = _read([_margin(crops[at][:, sign.right :], before=True) for at, sign in signed])
    for (at, sign), rest in zip(signed, rests, strict=True):
        text = rest.text if rest.score > found[at].score / 2 else _NO_DIGIT.sub("", found[at].text)
        found[at] = Text(sign.text + text.lstrip(), found[at].score)
    return found


def _as_shown(read: Text, grey: Any) -> Text:
    sign = lone_sign(grey)
    if sign or is_lone(grey):
        return Text(sign, 1.0) if sign else read
    return Text(with_end(with_dots(with_bars(read.text, grey), grey), grey), read.score)


def _sign_missed(read: Text, grey: Any) -> Sign | None:
    """The sign before a number where one of them was read as something else or not at all."""
    is_bare = bool(_BARE.fullmatch(read.text))
    if not (is_bare or _FROM_NUMBER.match(read.text)) or is_lone(grey) or SPELLED.match(read.text):
        return None
    sign = sign_at_head(grey)
    if sign is None or sign.right >= grey.shape[1]:
        return None
    return sign if is_bare or not read.text.startswith(sign.text) else None


def _read(crops: Iterable[Any]) -> list[Text]:
    given = [cv2.cvtColor(_with_margin(crop), cv2.COLOR_GRAY2BGR) for crop in crops]
    if not given:
        return []
    read, _ = engine().text_rec(given)
    return [Text(str(text), float(score)) for text, score, *_ in read]


def _with_margin(grey: Any) -> Any:
    """A short text with paper behind it: its last character is lost otherwise, brackets above all.

    A lone character is read better without.
    """
    height, width = grey.shape
    if width > _SHORT * height or is_lone(grey):
        return grey
    return _margin(grey)


def _margin(grey: Any, *, before: bool = False) -> Any:
    height, paper = len(grey), float(np.percentile(grey, 75))
    left, right = (height // 4, 0) if before else (0, height)
    return cv2.copyMakeBorder(grey, 0, 0, left, right, cv2.BORDER_CONSTANT, value=paper)
