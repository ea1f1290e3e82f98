"""Which table a line or value belongs to: titles and names open drafts, one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jixiao.forms import vocabulary
from jixiao.forms.draft import Draft, Printed
from jixiao.forms.titles import (
    amount_unit_in,
    form_of,
    is_budget_title,
    is_foreign_title,
    title_of,
    title_rank,
    year_in,
    year_line,
)
from jixiao.forms.vocabulary import Field
from jixiao.grid.text import compact, folded
from jixiao.model.source import Source

INLINE = re.compile(r"^([^:：]{2,24})[:：](.+)$", re.DOTALL)
_GAPS = re.compile(r"\s{2,}|\t")
_AMOUNT_UNITS = frozenset({"元", "千元", "万元", "亿元", "人民币万元", "人民币元"})
_SIGNATURE = re.compile(r"^[(（](盖章|公章|签章|章)[)）]$")
_OFFICE = re.compile(
    r"^\d{3,}[-—]?[一-鿿]{3,}$"
    r"|^[^。，,；;]{2,40}(局|院|委|会|厅|府|镇|乡|道|室|心|校|学|园|处|站|所|队|馆|办|部|团|社)$"
)
_LONGEST = 200  # characters of a line that may say a title, a year or a field; longer ones are prose


@dataclass
class Opening:
    """The drafts of a document, and what its last lines say of the next one.

    A draft is opened by a title or by the name of a project or unit; the next
    name opens the next one, under the same title when no new one is printed.
    """

    drafts: list[Draft] = field(default_factory=list)
    title: Printed | None = None
    rank: int = 0
    year: int | None = None
    amount_unit: Printed | None = None
    fields: dict[Field, Printed] = field(default_factory=dict)
    foreign: bool = False  # another kind of table stands here (收支总表)

    @property
    def draft(self) -> Draft | None:
        return self.drafts[-1] if self.drafts else None

    @property
    def fillable(self) -> Draft | None:
        """The last draft while its indicators have not been read."""
        draft = self.draft
        return None if draft is None or draft.indicators else draft

    @property
    def stage(self) -> str:
        return form_of(self.title.text)[1] if self.title else ""

    def new(self) -> Draft:
        draft = Draft(title=self.title, year=self.year, amount_unit=self.amount_unit)
        for name, printed in self.fields.items():
            draft.put(name, printed)
        self.drafts.append(draft)
        return draft

    def current(self) -> Draft:
        return self.draft or self.new()

    def begin(self, heads: frozenset[str]) -> Draft:
        """A draft for the next project of a list, under the last title."""
        draft = self.fillable
        if draft is None or draft.heads:
            draft = self.new()
        draft.heads = heads
        return draft

    def filled(self, heads: frozenset[str]) -> Draft:
        """The open draft, to be filled with (more) indicators under these heads."""
        draft = self.current()
        draft.heads |= heads
        return draft

    # ------------------------------------------------------------------ lines
    def take_line(self, text: str, source: Source) -> None:
        """A line outside tables, or a row with one cell."""
        if not text.strip() or self.take_title(text, source):
            return
        if is_foreign_title(text) and self._is_free(text):
            self.foreign = True
            return
        year = year_line(text)
        if year is not None:
            self._set_year(year)
        elif len(text) <= _LONGEST:
            parts = _GAPS.split(text.strip())
            for part in parts:
                self.take_labelled(part, source)
            self._take_office(parts, source)

    def _is_free(self, text: str) -> bool:
        """Whether another kind of table may begin here; a title of which nothing came is dropped then.

        A book's contents name 项目支出绩效目标表, and 部门收支总表 comes next.
        """
        draft = self.fillable
        if draft is None:
            return True
        if draft.goals or draft.funds or Field.SUBJECT in draft.fields or not is_budget_title(text):
            return False
        self.drafts.pop()
        return True

    def take_title(self, text: str, source: Source) -> bool:
        """Open a draft when the line is a title; False when it is none."""
        rank = title_rank(text)
        if not rank:
            return False
        unused = self.fillable if self.draft is not None and not self.draft.fields else None
        if unused is not None and self.title is not None and rank < self.rank:
            return True  # "3.法院办案业务-2023中央绩效目标表" below the form's own title
        self.foreign = False
        self.title, self.rank = Printed(title_of(text), source), rank
        kept = self.year if unused is not None else None
        self.year = year_in(compact(text)) or kept
        if unused is None:
            self.amount_unit, self.fields = None, {}
        draft = unused or self.new()
        draft.title, draft.year, draft.titled = self.title, self.year, True
        return True

    def _set_year(self, year: int) -> None:
        self.year = year
        if self.fillable is not None:
            self.fillable.year = year

    def take_labelled(self, text: str, source: Source) -> None:
        """单位：万元 · 编制单位：某镇 · 项目名称：某项目"""
        unit = amount_unit_in(text) if len(text) <= 60 else None
        if unit:
            self.state_unit(Printed(unit, source))
        found = INLINE.match(text)
        if found is None:
            return
        value = re.split(r"(?:金额)?单位[:：]", compact(found[2]))[0]
        if not value or value in _AMOUNT_UNITS or _SIGNATURE.match(value):
            return
        name = vocabulary.field(found[1])
        if name is Field.SUBJECT:
            self.put(name, Printed(value, source))
        elif name in (Field.UNIT, Field.UNIT_SUBJECT, Field.DEPARTMENT):
            self._put_above(name, Printed(value, source))

    def _put_above(self, name: Field, printed: Printed) -> None:
        """A field printed above a table holds for the tables that follow, too."""
        self.fields[name] = printed
        if self.fillable is not None:
            self.fillable.put(name, printed)

    def _take_office(self, parts: Sequence[str], source: Source) -> None:
        """A unit's name without a label of its own: "207101天津市河北区人民法院    单位：万元"."""
        stated = [p for p in parts if amount_unit_in(p)]
        others = [p for p in parts if p not in stated]
        if len(stated) != 1 or len(others) != 1:
            return
        name = compact(others[0])
        if _OFFICE.search(name) and ":" not in folded(name):
            self._put_above(Field.UNIT, Printed(name, source))

    def state_unit(self, printed: Printed) -> None:
        self.amount_unit = printed
        if self.draft is not None and self.draft.amount_unit is None:
            self.draft.amount_unit = printed

    # ----------------------------------------------------------------- fields
    def put(self, name: Field, printed: Printed) -> None:
        """Note a field; the name of another project (or unit) opens the next draft."""
        draft = self.draft
        opens = name is Field.SUBJECT or (name is Field.UNIT_SUBJECT and (draft is None or not draft.fields))
        if draft is None or (opens and (draft.indicators or draft.fields.get(name, printed) != printed)):
            draft = self.new()
        if not draft.indicators:
            draft.put(name, printed)
