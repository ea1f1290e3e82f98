"""From rows under known heads to indicators: what every way of printing shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jixiao.forms import vocabulary
from jixiao.forms.draft import Draft, DraftFund, DraftGoal, DraftIndicator, Printed
from jixiao.forms.titles import amount_unit_in
from jixiao.forms.vocabulary import Field, GoalLabel, Head
from jixiao.grid.grid import Cell
from jixiao.grid.text import compact, folded, joined
from jixiao.model.source import Source
from jixiao.model.table import FundsColumn, FundsItem, GoalSpan

_COUNTER = re.compile(r"^(?:(?:三级)?指标)[\d①-⑳]+(?:[:：、.．]|(?=[^\d%]))|^[:：]")
_MAY_COUNT = frozenset("指三:：")
_MAY_BE_DOTS = frozenset(".。…·-—/\\、,，:：")
_DOTS = re.compile(r"^[.。…·\-—/\\、,，:：\s]*$")
# How points are given, printed for every row of the form: no name of a measure.
_SCORING = re.compile(r"酌情扣分|得满分|按比例(得|扣|计)分|不得分|扣完为止|每[少低超]\S{1,8}扣")
_BOX_IN_BRACKETS = ((re.compile("[(（][√✓✔☑][)）]"), "☑"), (re.compile("[(（][)）]"), "□"))
_TICKED, _EMPTY = "☑✓✔√■☒●◉", "□○◯☐"
_BOXES = re.compile(f"[{_TICKED}{_EMPTY}]|[^{_TICKED}{_EMPTY}]+")
_AMOUNT = re.compile(r"^[¥￥]?(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)(亿元|万元|千元|元)?整?$")

SPANS = {
    GoalLabel.UNSAID: GoalSpan.UNSAID,
    GoalLabel.ANNUAL: GoalSpan.ANNUAL,
    GoalLabel.TOTAL: GoalSpan.TOTAL,
}

_LONGEST_AMOUNT = 32

Row = Mapping[Head, Cell]


def name_of(text: str) -> str:
    """The printed name without white space and without a leading counter.

    >>> name_of("指标1：培训 人数"), name_of("……")
    ('培训人数', '')
    """
    name = compact(text)
    if name[:1] in _MAY_COUNT:
        name = _COUNTER.sub("", name)
    return "" if name[:1] in _MAY_BE_DOTS and _DOTS.match(name) else name


@lru_cache(maxsize=8192)
def amount_in(text: str) -> tuple[str, str] | None:
    """An amount as printed and the unit printed with it, or None.

    >>> amount_in("2,272.88"), amount_in("164万元"), amount_in("—")
    (('2,272.88', ''), ('164', '万元'), None)
    """
    if len(text) > _LONGEST_AMOUNT:
        return None
    found = _AMOUNT.match(folded(text).replace("，", ","))
    return (found[1], found[2] or "") if found else None


@dataclass
class IndicatorRows:
    """Collects rows of one block of indicators into a draft.

    Level cells that are blank continue the ones above, but a new first level
    never continues the second level of the former one.
    """

    draft: Draft
    source: Callable[[Cell], Source]
    guessed: bool = False
    level1: str = ""
    level2: str = ""
    _printed: tuple[Cell | None, Cell | None] = (None, None)

    def add(self, row: Row) -> bool:
        """Take one row; False when it holds no indicator (a blank template row)."""
        self._levels(row)
        name = row.get(Head.LEVEL3)
        value = row.get(Head.TARGET) or row.get(Head.TOTAL_TARGET)
        text = name_of(name.text) if name else ""
        if _is_blank(value) and _is_blank(row.get(Head.ACTUAL)) and (not text or _SCORING.search(text)):
            return False
        if not text and name is None and value is None:
            return False
        anchor = value or name or next(iter(row.values()))
        self.draft.indicators.append(
            DraftIndicator(
                self.level1,
                self.level2,
                text,
                _text(row.get(Head.COMPARATOR)),
                _text(value),
                _text(row.get(Head.UNIT)),
                self.source(anchor),
                self.source(name) if name else None,
                _cell(row, Head.WEIGHT),
                _cell(row, Head.ACTUAL),
                _cell(row, Head.SCORE),
                _cell(row, Head.REASON),
                _cell(row, Head.CRITERION),
                _chance(row),
                _cell(row, Head.REMARK),
                _cell(row, Head.EXPECTED),
                self._place(row, Head.WEIGHT),
                self._place(row, Head.ACTUAL),
                self._place(row, Head.SCORE),
                self.guessed,
            )
        )
        return True

    def _place(self, row: Row, head: Head) -> Source | None:
        cell = row.get(head)
        return self.source(cell) if cell else None

    def _levels(self, row: Row) -> None:
        first, second = printed = row.get(Head.LEVEL1), row.get(Head.LEVEL2)
        if printed == self._printed:
            return  # the same merged cells as in the row above
        self._printed = printed
        new1 = _level(first)
        new2 = _level(second) if second is not first else ""
        if second is not None and second is row.get(Head.LEVEL3):
            new2 = ""
        if new1 and new1 != self.level1:
            # "产出指标" printed in the middle of its block leaves the rows above it without one.
            if self.level1 or new2:
                self.level2 = ""
            self.level1 = new1
        if new2:
            self.level2 = new2


def _chance(row: Row) -> str | None:
    printed = _cell(row, Head.POSSIBILITY)
    return ticked(printed) if printed else printed


def ticked(text: str) -> str:
    """The answer that is ticked, where all of them stand in one cell.

    >>> ticked("□确定能 ☑有可能 □完全不可能"), ticked("确定能√ 有可能□"), ticked("有可能")
    ('有可能', '确定能', '有可能')
    """
    plain = compact(text)
    for bracketed, box in _BOX_IN_BRACKETS:
        plain = bracketed.sub(box, plain)
    parts = _BOXES.findall(plain)
    if len(parts) < 2:
        return text
    is_before = parts[0] in _TICKED + _EMPTY
    boxes, words = (parts[::2], parts[1::2]) if is_before else (parts[1::2], parts[::2])
    found = [word for box, word in zip(boxes, words, strict=False) if box in _TICKED]
    return found[0] if len(found) == 1 else text


def _level(cell: Cell | None) -> str:
    text = compact(cell.text) if cell else ""
    return "" if text[:1] in _MAY_BE_DOTS and _DOTS.match(text) else text


def _is_blank(cell: Cell | None) -> bool:
    return cell is None or not cell.text.strip()


def _text(cell: Cell | None) -> str:
    return joined(cell.text) if cell else ""


def _cell(row: Row, head: Head) -> str | None:
    cell = row.get(head)
    return (joined(cell.text) or None) if cell else None


@dataclass
class ProjectRows:
    """Rows of a list: one row an indicator, the project's own data beside it."""

    begin: Callable[[], Draft]
    source: Callable[[Cell], Source]
    heads: Mapping[Head, str]
    guessed: bool = False
    subject: str = ""
    unit: Cell | None = None
    department: Cell | None = None
    rows: IndicatorRows | None = None

    def add(self, row: Row) -> bool:
        subject = row.get(Head.SUBJECT)
        name = compact(subject.text) if subject else ""
        unit, department = row.get(Head.UNIT_NAME), row.get(Head.DEPARTMENT)
        self.unit = unit if unit and unit.text.strip() else self.unit
        self.department = department if department and department.text.strip() else self.department
        if subject and name and all(_is_blank(cell) or cell is subject for cell in row.values()):
            self.unit = subject  # a line with the unit's name above its projects
            return False
        if name and name != self.subject:
            self._open(row, name)
        elif subject is None and row.get(Head.AMOUNT) and not row.get(Head.LEVEL3):
            return False  # the total line of a department above its projects
        rows = self.rows or self._open(row, "")
        return rows.add(row)

    def _open(self, row: Row, name: str) -> IndicatorRows:
        draft = self.begin()
        self.subject = name
        for field_name, cell in (
            (Field.SUBJECT, row.get(Head.SUBJECT)),
            (Field.UNIT, self.unit),
            (Field.DEPARTMENT, self.department),
        ):
            if cell:
                draft.put(field_name, Printed(joined(cell.text), self.source(cell)))
        amount, goal = row.get(Head.AMOUNT), row.get(Head.GOAL)
        if amount:
            add_amount(draft, self.heads.get(Head.AMOUNT, ""), amount, self.source(amount))
        if goal and goal.text.strip():
            span = span_of(self.heads.get(Head.GOAL, ""))
            draft.goals.append(DraftGoal(compact(goal.text), span, self.source(goal)))
        self.rows = IndicatorRows(draft, self.source, self.guessed)
        return self.rows


def span_of(label: str) -> GoalSpan:
    """The time a goal's label says it is for."""
    name = vocabulary.goal_label(label)
    return SPANS.get(name, GoalSpan.UNSAID) if name else GoalSpan.UNSAID


def add_amount(
    draft: Draft,
    label: str,
    cell: Cell,
    source: Source,
    column: FundsColumn = FundsColumn.ONLY,
    heading: str = "",
) -> bool:
    """Note an amount under its label; False when the cell holds none."""
    amount = amount_in(cell.text)
    if amount is None:
        return False
    item = vocabulary.funds_item(label) or FundsItem.OTHER
    unit = amount[1] or amount_unit_in(heading) or amount_unit_in(label) or ""
    draft.funds.append(DraftFund(item, joined(label), column, joined(heading), amount[0], unit, source))
    return True
