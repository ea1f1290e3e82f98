"""A class, a counter or a remainder of the template in an indicator's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.rule import Cell, Remark, indicator_rule, remark
from jixiao.checks.structure._classes import class_stem
from jixiao.model.finding import Correction, Level
from jixiao.model.message import Message
from jixiao.model.number import plain
from jixiao.model.opinion import Opinion

# (≥**%), ≥××万元, ★, *: what a template leaves for the filler. 5×8小时 and 5*8小时 are none.
_BRACKETED = re.compile(r"[(（]\s*[≥≤＞＜><=＝]{0,2}\s*(?:\*+|＊+|×{2,}|[xX]{2,})[^()（）]{0,6}[)）]")
_LEFT = re.compile(r"[≥≤＞＜><=＝]{0,2}(?:(?<!\d)[*＊]+(?!\d)|×{2,}|[★☆※●■◆])(?:%|％)?")
_SIGNS = frozenset("*＊×★☆※●■◆xX")


@indicator_rule(
    level=Level.NOTE,
    opinion=Opinion.OTHER,
    basis="mof/practice#wording",
    title=Message("名称里有类别、序号或模板符号", "A class, counter or sign of the template in the name"),
    found=Message("名称里有“{left}”", "the name holds “{left}”"),
    required=Message("名称只写衡量的内容", "a name should say what is measured and no more"),
    advice=Message("删去“{left}”，写成“{clean}”", "drop it: {clean}"),
    cell=Cell.NAME,
)
def serial_in_name(measure: Measure) -> Iterator[Remark]:
    printed, serial = measure.name.printed, measure.name.serial
    if not serial and not _SIGNS.intersection(printed):
        return
    rest = printed[len(serial) :]
    found = _BRACKETED.search(rest) or _LEFT.search(rest)
    left = serial or (found[0] if found else "")
    clean = _LEFT.sub("", _BRACKETED.sub("", rest)).strip()
    if left and class_stem(clean):
        yield remark(left=left, clean=clean, correction=_correction(measure, clean))


def _correction(measure: Measure, clean: str) -> Correction | None:
    """Without its class a name of a form that has no such column says less: that needs a look.

    None where the cell holds more than the name.
    """
    source, serial = measure.indicator.name_source, measure.name.serial
    is_safe = "指标" not in serial or serial.startswith("指标")
    if source is None or plain(source.text) != plain(measure.name.printed):
        return None
    return Correction(source, clean, is_safe)
