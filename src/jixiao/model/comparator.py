"""How an achieved value is held against a target value (≥ ＞ ＝ ＜ ≤), in signs and in words."""

from __future__ import annotations

import re
from enum import StrEnum


class Comparator(StrEnum):
    AT_LEAST = ">="
    ABOVE = ">"
    EQUAL = "="
    BELOW = "<"
    AT_MOST = "<="

    @property
    def sign(self) -> str:
        """As official forms print it."""
        return {">=": "≥", "<=": "≤"}.get(self.value, self.value)


SIGNS = "≥≤><="
_NOT = "(?P<not>(?:不|未|没有|无)(?:得|能|应|可|会|该|宜|允许)?)?"
_UP = "(?P<up>大于|高于|多于|超过|超出|超)"
_DOWN = "(?P<down>小于|低于|少于|不足|不到|不满)"
_LEAST = "(?P<least>至少|最少|最低|(?<![不未])达到?(?:或超过)?)"
_MOST = "(?P<most>至多|最多|最高|控制在|上限)"
_WORDS = (
    rf"(?:(?P<signs>[{SIGNS}]+)|(?:{_NOT}(?:{_UP}|{_DOWN})(?P<equal>[或、和]?\(?等于\)?)?"
    rf"|{_LEAST}|{_MOST}|(?P<same>(?<!不)等于)))"
)
#: In half width, what stands after a number and its unit.
AFTER = (
    r"\)?(?:\(?含\)?)?[及或]?其?"
    r"(?:(?P<above>以上|之上)|(?P<under>以内|之内|以下|之下)|(?P<within>内)|(?P<about>左右|上下))"
)
# 节约20% and 签约300户 are not about.
_ABOUT = "大约|(?<![节签预解履契违制条公合特集续])约|将近|(?<![附临靠])近"
_BEFORE = re.compile(_WORDS + rf"[为:]?(?P<about>{_ABOUT})?$|(?P<only>{_ABOUT})$")
_AFTER = re.compile(AFTER)
_SINGLE: dict[str, Comparator | None] = {"": None} | {each.sign: each for each in Comparator}
_WEAK = ("达", "达到", "在")  # 达到90% is a floor, 达到5%以内 is not
_REACH = 12  # characters; the longest comparator has nine


def comparator_around(
    text: str, start: int, end: int, *, within: bool
) -> tuple[Comparator | None, bool, int]:
    """The comparator of the quantity from ``start`` to ``end``, in half width.

    Also whether the number is called approximate (约, 左右), and where what
    belongs to it ends. A mere 内 counts ``within`` a time (30天内) or at the
    end of the text, not in 3个内设机构.

    >>> comparator_around("满意度不低于约95%", 7, 10, within=False)
    (<Comparator.AT_LEAST: '>='>, True, 10)
    """
    before, about = _before(text, start)
    after, vague, last = _after(text, end, within=within)
    if after and text.endswith(_WEAK, 0, start):
        before = None
    return before or after, about or vague, last


def _before(text: str, end: int) -> tuple[Comparator | None, bool]:
    before = text[max(0, end - _REACH) : end]
    if before in _SINGLE:
        return _SINGLE[before], False
    found = _BEFORE.search(before)
    if found is None:
        return None, False
    if signs := found["signs"]:
        return _of_signs(signs), bool(found["about"])
    return _of_words(found), bool(found["about"] or found["only"])


def _after(text: str, start: int, *, within: bool) -> tuple[Comparator | None, bool, int]:
    found = _AFTER.match(text, start) if start < len(text) else None
    if found is None or (found["within"] and not within and text[found.end() : found.end() + 1].isalnum()):
        return None, False, start
    if found["about"]:
        return None, True, found.end()
    return (Comparator.AT_LEAST if found["above"] else Comparator.AT_MOST), False, found.end()


def _of_signs(signs: str) -> Comparator:
    """Doubled and split signs mean what they add up to: ≥=, >=, =>, ≥≥."""
    if "≥" in signs or (">" in signs and "=" in signs):
        return Comparator.AT_LEAST
    if "≤" in signs or ("<" in signs and "=" in signs):
        return Comparator.AT_MOST
    return Comparator(signs[0])


def _of_words(found: re.Match[str]) -> Comparator | None:
    if found["least"]:
        return Comparator.AT_LEAST
    if found["most"]:
        return Comparator.AT_MOST
    if found["same"]:
        return Comparator.EQUAL
    if found["up"] or found["down"]:
        upward = bool(found["up"]) != bool(found["not"])
        if found["not"] or found["equal"]:
            return Comparator.AT_LEAST if upward else Comparator.AT_MOST
        return Comparator.ABOVE if upward else Comparator.BELOW
    return None
