"""Cutting text that lost its cell borders, by nothing but its words.

What is cut here is guessed and marked so. Three things are sure enough to cut
at: level words (产出指标, 数量指标), listed labels and heads, and numbers with
their comparator and unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jixiao.forms import vocabulary
from jixiao.forms.stream.tokens import Gap, Token, is_label
from jixiao.grid.grid import Grid
from jixiao.grid.text import folded
from jixiao.model.grade import is_graded
from jixiao.model.number import NUMBER, half_width
from jixiao.model.unit import unit_end

GLUED_HEADS = re.compile(
    r"一级指标\s*二级指标|二级指标\s*三级指标|二级指标\s*指标内容|三级指标\s*(年度)?指标(目标)?值"
)
_BRACKET = r"(?:[(（][^()（）]{1,8}[)）])?"
_TITLE = re.compile(
    r"(?:(?:20\d{2}年度?)?(?:[省市县区州]级|中央|自治区)?(?:部门|单位|财政)?(?:预算)?(?:财政)?"
    r"(?:对地方)?(?:一般性|重点|专项)?(?:专项资金|转移支付)?(?:项目支出|项目|整体支出|部门整体支出|政策|区域|整体)?绩效"
    r"(?:目标|自评|监控|运行监控|目标执行监控)(?:申报|批复|填报)?表)"
)
_YEAR = re.compile(r"[(（]?20\d{2}年度?[)）]?")
_SIGN = r"[≥≤><＞＜≧≦⩾⩽=＝﹥﹤]+|不低于|不少于|不超过|不高于|小于等于|大于等于|大于|小于|等于|达到|二(?=\d)"
_RANGE = rf"{NUMBER}(?:\s*[-—–~～至]\s*\d[\d,.]*)?"
_VALUE = re.compile(
    rf"(?:{_SIGN})\s*{_RANGE}|(?<![\dA-Za-z.,第〔\[(（—-]){_RANGE}(?=\s*(?:%|百分比|个百分点))|(?<=[)）]){_RANGE}"
)
_BARE = re.compile(rf"(?<![\d.,第〔\[(（A-Za-z—-]){_RANGE}")
# What the name of a measure ends in, before a number or before a graded word.
_MEASURE = re.compile(
    r"(?:率|数|量|额|本|积|长度|次|价|费|标准|时限|限|人|户|期|例|比|值|时间|规模|台|套|间|元|重)$"
)
_QUALITY = re.compile(r"(?:性|程度|满意度|情况|水平|效果|影响|能力|质量|环境|作用|力|时间|时限|机制)(?=.)")
_AFTER = re.compile(r"(?:及?以上|及?以内|以下|左右|（含）|\(含\))")
_DATE = re.compile(
    r"(?:20\d{2}年)?\d{1,2}月(?:至|到|[-—~])(?:20\d{2}年)?\d{1,2}月(?:底|末|份)?$|全年$|(?:20\d{2}年)?\d{1,2}月(?:份)?(?:\d{1,2}日)?(?:底|末|初)?(?:之?前|以前)?(?:完成|到位)?$|20\d{2}年(?:底|末)?(?:之?前)?(?:完成)?$|20\d{2}-\d{2}-\d{2}$"
)
_SUFFIX = re.compile("率|性|度|数|量|化|力|程度|情况|水平|时间")
_UNIT_BRACKET = re.compile(r"[(（][^()（）\d]{1,8}[)）]")
_COLON = re.compile(r"\s*[:：]\s*")
_AMOUNT = re.compile(r"[\d,]+(?:\.\d+)?(?:亿元|万元|元)(?=[一-鿿])")
_NOUNS = ("影响", "安全", "保障", "支持", "满意", "覆盖", "环保", "节能")
_LONGEST_GRADE = 10
_LONGEST_PIECE = 400  # characters between two level words; what is longer is prose


def cut(grid: Grid) -> list[Token]:
    """The tokens of a glued text; what was cut without a printed mark has the gap GLUE."""
    tokens: list[Token] = []
    inside = False
    for cell in grid.cells:
        gap = Gap.LINE
        for line_piece in re.split(r"\s+", _COLON.sub(":", half_width(cell.text).strip())):
            if not line_piece:
                continue
            for text, is_row in _pieces(line_piece.replace("*", ""), inside=inside):
                inside = is_row
                tokens.append(Token(text, cell._replace(text=text), gap))
                gap = Gap.GLUE
            gap = Gap.SPACE
    return tokens


def pair(text: str) -> tuple[str, str]:
    """A name and its value out of one piece; the value is "" when none can be told.

    >>> pair("免费开放天数=300天"), pair("提升博物馆绿化水平提升"), pair("促进就业")
    (('免费开放天数', '=300天'), ('提升博物馆绿化水平', '提升'), ('促进就业', ''))
    """
    pairs = list(pairs_in(text))
    return pairs[0] if len(pairs) == 1 else (text, "")


def pairs_in(text: str) -> Iterator[tuple[str, str]]:
    """The names and values of a piece that holds one indicator or several."""
    rest = text
    while rest and len(rest) <= _LONGEST_PIECE:
        start, end = _first_value(rest)
        if start < 2:
            break
        yield rest[:start], rest[start:end]
        rest = rest[end:]
    if rest:
        yield _graded(rest) if len(rest) <= _LONGEST_PIECE else (rest, "")


def _first_value(text: str) -> tuple[int, int]:
    """Where the first value of a piece begins and ends; (0, 0) when no value is sure."""
    found = [_measured(text), _graded_inside(text)]
    date = _DATE.search(text)
    if date and date.start() > 1:
        found.append((date.start(), date.end()))
    sure = [span for span in found if span[0] > 1]
    return min(sure, default=(0, 0))


def _measured(text: str) -> tuple[int, int]:
    """A number with its comparator, or one with a unit after the name of a measure or at the very end."""
    signed = _VALUE.search(text)
    first = (signed.start(), _value_end(text, signed.end())) if signed else (0, 0)
    for found in _BARE.finditer(text, 2):
        if signed and found.start() >= signed.start():
            break
        end = _value_end(text, found.end())
        if _DATE.match(text, found.start()) or text[end : end + 1] in ("月", "年"):
            continue
        if end == len(text) or (end > found.end() and _MEASURE.search(text[: found.start()])):
            return found.start(), end
    return first


def _value_end(text: str, at: int) -> int:
    bracket = _UNIT_BRACKET.match(text, at)
    if bracket:
        return bracket.end()
    at = unit_end(text, at)
    if text.startswith("百分比", at):
        at += 3
    found = _AFTER.match(text, at)
    return found.end() if found else at


def _graded_inside(text: str) -> tuple[int, int]:
    """A graded word right after what a name of a condition ends in (及时性 · 及时, 情况 · 有效提升)."""
    for found in _QUALITY.finditer(text, 2):
        at = found.end()
        for size in range(min(_LONGEST_GRADE, len(text) - at), 0, -1):
            word = text[at : at + size]
            if word == "全年" or (is_graded(word) and (at + size == len(text) or size > 1)):
                rest = text[at + size :]
                if not rest or (len(rest) > 3 and not _SUFFIX.match(rest)):
                    return at, at + size
    return 0, 0


def _graded(text: str) -> tuple[str, str]:
    """A graded word at the end of a piece, if something is left to be its name."""
    for size in range(min(_LONGEST_GRADE, len(text) - 2), 1, -1):
        if is_graded(text[-size:]) and not text[-size:].startswith(_NOUNS):
            return text[:-size], text[-size:]
    for found in _QUALITY.finditer(text, 2):
        rest = text[found.end() :]
        if 2 <= len(rest) <= 8 and not _QUALITY.search(rest + " "):
            return text[: found.end()], rest
    return text, ""


@cache
def _levels() -> re.Pattern[str]:
    words = [
        w for w in vocabulary.words("levels") if w.endswith(("指标", "目标")) and w != "指标" and len(w) > 3
    ]
    words = [w for w in words if not vocabulary.is_group(w)]
    return re.compile(
        "(" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")(?!\d*[-—–])" + _BRACKET
    )


@cache
def _weak_levels() -> re.Pattern[str]:
    """Level words without 指标, sure only where a row begins or another level stands before them."""
    words = [
        w
        for w in vocabulary.words("levels")
        if len(w) > 3 and not w.endswith("指标") and not vocabulary.is_group(w)
    ]
    return re.compile(
        "("
        + "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        + ")(?!性|率|度|制度|情况|规范|健全|完备|水平|机制|工作|力)"
    )


@cache
def _labels() -> re.Pattern[str]:
    words = {w for part in ("fields", "goals", "funds") for w in vocabulary.words(part) if len(w) > 3}
    words |= {"其他资金", "总体目标", "年度目标", "上级资金", "主管部门", "实施单位", "项目名称"}
    escaped = sorted((re.escape(w) for w in words if is_label(w)), key=len, reverse=True)
    return re.compile(
        r"(?:其中[:：]?|\d、|[(（][一二三四五六][)）])?(?:"
        + "|".join(escaped)
        + r")(?:[(（](?:万元|元|盖章)[)）])?[:：]?"
    )


@cache
def _heads() -> re.Pattern[str]:
    words = [w for w in vocabulary.words("heads") if len(w) > 2 or w in ("分值", "权重", "得分")]
    escaped = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile("(?:" + "|".join(escaped) + r")(?:[(（][^()（）]{1,16}[)）])?")


def _pieces(text: str, *, inside: bool) -> Iterator[tuple[str, bool]]:
    """Pieces of one line, each with whether indicator rows follow it."""
    at = 0
    while at < len(text):
        if inside:
            end = _rows_end(text, at)
            yield from ((piece, True) for piece in _row_pieces(text[at:end]))
            inside, at = end == len(text), end
            continue
        heads = GLUED_HEADS.search(text, at)
        end = _heads_start(text, at, heads.start()) if heads else len(text)
        yield from ((piece, False) for piece in _front_pieces(text[at:end]))
        if heads is None:
            return
        at = end
        while found := _heads().match(text, at):
            yield found[0], True
            at = found.end()
        inside = True


def _heads_start(text: str, at: int, start: int) -> int:
    """绩效指标 before 一级指标 belongs to the heads."""
    for word in ("绩效指标", "年度绩效指标", "一级指标"):
        if text.endswith(word, at, start):
            return start - len(word)
    return start


def _rows_end(text: str, at: int) -> int:
    """Where indicator rows end within a line: at the next title or a label that opens a form."""
    ends = [
        m.start()
        for m in (
            _TITLE.search(text, at),
            re.compile("[一二]级项目名称|项目名称|评价结论|存在问题").search(text, at),
        )
        if m
    ]
    return min(ends, default=len(text))


def _front_pieces(text: str) -> Iterator[str]:
    at = 0
    title = _TITLE.search(text)
    while at < len(text):
        title = title if title is None or title.start() >= at else _TITLE.search(text, at)
        label = _labels().search(text, at)
        found = min((m for m in (title, label) if m), key=lambda m: (m.start(), m is label), default=None)
        yield from _after_amount(text[at : found.start() if found else len(text)])
        if found is None:
            return
        yield found[0] if found is title else found[0].rstrip(":：")
        at = found.end()
        if found is title and (year := _YEAR.match(text, at)):
            yield year[0]
            at = year.end()


def _after_amount(text: str) -> Iterator[str]:
    """An amount at the beginning of a piece is a cell of its own."""
    amount = _AMOUNT.match(text)
    if amount and amount.end() < len(text):
        yield amount[0]
        text = text[amount.end() :]
    if text:
        yield text


def _row_pieces(text: str) -> Iterator[str]:
    """Level words, names and values of rows that are glued together."""
    at = 0
    after_level = False
    while at < len(text):
        opens = after_level or at == 0
        found = _levels().match(text, at) or (_weak_levels().match(text, at) if opens else None)
        if found and found.end() < len(text) and not (after_level and _is_name(text, found)):
            yield found[0]
            at, after_level = found.end(), True
            continue
        following = _levels().search(text, at + 1)
        end = following.start() if following else len(text)
        for name, value in pairs_in(text[at:end]):
            yield name
            if value:
                yield value
        at, after_level = end, False


def _is_name(text: str, found: re.Match[str]) -> bool:
    """服务对象满意度 is a level where another name follows, a name where its value does."""
    rest = text[found.end() :]
    return not found[0].rstrip(")）").endswith(("指标", "目标", "填")) and bool(
        re.match(rf"(?:%|[(（]%[)）])?\s*(?:{_SIGN}|\d)", rest)
    )


def is_glued(grid: Grid) -> bool:
    """Whether heads are printed without any mark between them."""
    return any(GLUED_HEADS.search(folded(cell.text)) for cell in grid.cells)
