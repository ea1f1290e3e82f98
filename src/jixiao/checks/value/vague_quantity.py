"""A number that is only about right, in a target or in the goal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.case import Measure, TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.number import plain
from jixiao.model.opinion import Opinion
from jixiao.model.target import FreeText
from jixiao.model.unit import unit_end
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
_TITLES = re.compile("《[^《》]*》")
_NUMERAL = r"(?:\d[\d.]*|[一二两三四五六七八九十百千万亿]+)"
_MANY = r"(?:\d[\d.]*[百千万亿]*|[一二三四五六七八九]?[十百千万]+)"
# 约20, 三百多户, 近百人, 20人左右; but no 节约20%, 2000多年, 贴近百姓, 近5年, 河流左右岸, 三级上下联动.
_ABOUT = re.compile(
    rf"(?:(?<![节签预解履契违制条公合特邀集简失续赴])大?约|将近)(?:为|有|占|达)?{_NUMERAL}[余多]?"
    r"|(?<![附临靠最走贴亲接邻])近(?:\d+|[百千万]+)[余多]?(?![\d年月日天届来期])"
    rf"|{_MANY}(?:余|多(?![于发种元年岁])|来(?=[个人名户次件场]))(?![年载岁下额量杭热])"
    rf"|{_NUMERAL}[%‰]?[^\W\d]{{0,3}}(?:左右(?![岸江侧手两])|上下(?![级联贯协游班衔互]))"
)


@table_rule(
    level=Level.WARNING,
    opinion=Opinion.UNQUANTIFIED,
    basis="mof/2015-88#quantified",
    title=Message("数量含糊", "A vague quantity"),
    found=Message("{place}“{words}”没有确切的数", "{place} “{words}” is no definite number"),
    required=Message("数量要明确", "a quantity is definite"),
    advice=Message("写出确切的数并加比较符，如“≥20人”", "give the number with a comparator, such as ≥20人"),
    gives_way_to=("rate-without-number",),
)
def vague_quantity(table: TableCase) -> Iterator[Remark]:
    for measure in table.measures:
        if words := _in_target(measure):
            yield remark(at=measure, words=words, place=Message("指标值", "the target"))
    for goal in table.table.goals:
        if words := _in_goal(goal.text):
            yield remark(at=goal, words=words, place=Message("目标中的", "in the goal,"))
            return


def _in_target(measure: Measure) -> str:
    if measure.bound:
        return measure.value if measure.bound.number.approximate else ""
    if not isinstance(measure.target, FreeText):
        return ""
    is_vague = measure.value in WORDS["vague"] or _ABOUT.search(measure.value)
    return measure.value if is_vague else ""


def _in_goal(text: str) -> str:
    """The vague words of a goal; titles in 《》 are quoted as they are."""
    said = _TITLES.sub("", plain(text))
    found = [said[each.start() : unit_end(said, each.end())] for each in _ABOUT.finditer(said)]
    return "、".join([*found, *filter(None, [WORDS["vague_amount"].in_text(said)])][:3])
