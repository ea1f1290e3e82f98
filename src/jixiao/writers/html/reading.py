"""What was read of a table, each value with a link to the cell that it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from jixiao.model.indicator import Indicator
from jixiao.model.message import Language, Message
from jixiao.model.table import Closing, Fund, Sum, Table
from jixiao.model.target import Blank, DateBound, FreeText, Graded, Range, Target, facts, print_target
from jixiao.writers.html import words
from jixiao.writers.html.markup import Markup, lines, tag, text
from jixiao.writers.html.shown import Shown
from jixiao.writers.html.trace import VALUES, Role
from jixiao.writers.printed import amount_in, by_item, equation_of
from jixiao.writers.words import ACHIEVED, CLOSINGS, COMPARATORS, FORMS, HEADINGS, LEVELS, SPANS

CHINESE = "zh-CN"  # what documents say, whatever the page speaks: it decides how characters are drawn
_MARKS = {Closing.PROVEN: "✓", Closing.OPEN: "✗", Closing.NONE: "–"}
_KINDS: dict[type, Message] = {
    Range: words.RANGE,
    DateBound: words.DATE,
    Graded: words.GRADED,
    FreeText: words.WORDS,
    Blank: words.BLANK,
}


class Reading:
    """Prints one table in one language."""

    def __init__(self, shown: Shown, language: Language) -> None:
        self._shown = shown
        self._table = shown.table
        self._language = language

    def parts(self) -> Iterator[Markup]:
        yield self._facts()
        yield from self._goals()
        if self._table.funds:
            yield self._funds()
        if self._table.sums:
            yield tag("ul", *(self._sum(each) for each in self._table.sums), class_="sums")
        if self._table.indicators:
            yield self._indicators()
        if self._shown.findings:
            yield tag("h4", self._say(HEADINGS["findings"]))
            yield finding_list(self._shown, self._language)

    def _say(self, message: Message) -> Markup:
        return text(message.said_in(self._language))

    def _head(self, message: Message) -> Markup:
        """Of a column, in the colour of its cells."""
        return tag("span", self._say(message), class_="key")

    def _row(self, name: str) -> dict[str, object]:
        """What makes an element the row that the outlines of its cells lead to, and back."""
        return {"id": f"{self._shown.id}-{name}", "data_cells": self._shown.cells_of(name)}

    def _link(self, value: str, said: str, role: Role, *, is_stop: bool = False) -> Markup:
        """A value; the first of a row is where the keyboard stops."""
        outline = self._shown.cell(value)
        if outline is None:
            return tag("span", lines(said), lang=CHINESE)
        href, stop = f"#{outline}", None if is_stop else -1
        return tag("a", lines(said), href=href, class_=f"read {role}", tabindex=stop, lang=CHINESE)

    def _facts(self) -> Markup:
        table = self._table
        rows = [
            tag("div", tag("dt", self._say(HEADINGS[name])), tag("dd", self._fact(name)), **self._row(name))
            for name in ("subject", "unit", "department")
            if getattr(table, name)
        ]
        unit = table.amount_unit
        printed = unit.unit if unit.stated else words.ASSUMED.said_in(self._language).format(unit.unit)
        rows.append(_pair(self._say(HEADINGS["form"]), self._say(FORMS[table.form])))
        if table.funds:
            rows.append(_pair(self._say(HEADINGS["amount_unit"]), text(printed)))
        return tag("dl", *rows, class_="facts")

    def _fact(self, name: str) -> Markup:
        return self._link(name, getattr(self._table, name), Role.FACT, is_stop=True)

    def _goals(self) -> Iterator[Markup]:
        for number, goal in enumerate(self._table.goals, 1):
            label = tag("h4", self._head(SPANS[goal.span]), class_=Role.GOAL)
            said = tag("p", self._link(f"g{number}", goal.text, Role.GOAL, is_stop=True))
            told = self._achieved(f"g{number}.achieved", goal.achieved) if goal.achieved else ()
            yield tag("div", label, said, *told, class_="goal", **self._row(f"g{number}"))

    def _achieved(self, name: str, said: str) -> tuple[Markup, Markup]:
        head = tag("h4", self._head(ACHIEVED), class_=Role.GOAL)
        return head, tag("p", self._link(name, said, Role.GOAL, is_stop=True))

    def _funds(self) -> Markup:
        headings = list(dict.fromkeys(fund.heading for fund in self._table.funds))
        numbers = {id(fund): n for n, fund in enumerate(self._table.funds, 1)}
        name = f"{HEADINGS['funds'].said_in(self._language)} ({self._table.amount_unit.unit})"
        head = tag(
            "tr",
            tag("th", tag("span", text(name), class_="key"), scope="col", class_=Role.FUNDS),
            *(
                tag("th", text(heading), scope="col", lang=CHINESE) if heading else tag("td")
                for heading in headings
            ),
        )
        rows = [self._item(row, headings, numbers) for row in by_item(self._table.funds)]
        made = tag("table", tag("thead", head), tag("tbody", *rows), class_="funds")
        return tag("div", made, class_="wide")

    def _item(self, row: dict[str, Fund], headings: Sequence[str], numbers: dict[int, int]) -> Markup:
        label = tag("th", text(next(iter(row.values())).label), scope="row", lang=CHINESE)
        amounts = []
        for heading in headings:
            fund = row.get(heading)
            if fund is None:
                amounts.append(tag("td"))
                continue
            name = f"f{numbers[id(fund)]}"
            said = amount_in(self._table.amount_unit, fund.yuan)
            amounts.append(tag("td", self._link(name, said, Role.FUNDS, is_stop=True), **self._row(name)))
        return tag("tr", label, *amounts)

    def _sum(self, read: Sum) -> Markup:
        equation = text(equation_of(read, self._table.amount_unit))
        return tag("li", self._say(read.name), tag("b", equation), class_="closes" if read.closes else "open")

    def _indicators(self) -> Markup:
        more = [name for name in VALUES if any(getattr(i, name) for i in self._table.indicators)]
        roles = {"level3": Role.NAME, "target": Role.TARGET, **dict.fromkeys(more, Role.VALUE)}
        head = tag(
            "tr",
            tag("td"),
            *(
                tag("th", self._head(HEADINGS[name]), scope="col", class_=role)
                for name, role in roles.items()
            ),
        )
        numbered = enumerate(self._table.indicators, 1)
        groups = groupby(numbered, key=lambda pair: (pair[1].level1, pair[1].level2))
        bodies = [self._group(list(pairs), more) for _, pairs in groups]
        made = tag("table", tag("thead", head), *bodies, class_="indicators many" if more else "indicators")
        return tag("div", made, class_="wide")

    def _group(self, pairs: Sequence[tuple[int, Indicator]], more: Sequence[str]) -> Markup:
        """Indicators of one second level, under both levels."""
        number, first = pairs[0]
        levels = [
            self._link(f"i{number}.{level}", getattr(first, level), Role.LEVEL)
            for level in ("level1", "level2")
            if getattr(first, level)
        ]
        rows = [self._indicator(f"i{n}", n, each, more) for n, each in pairs]
        if levels:
            head = tag(
                "th", Markup(tag("i", text("›")).join(levels)), colspan=3 + len(more), scope="rowgroup"
            )
            rows.insert(0, tag("tr", head, class_="levels"))
        return tag("tbody", *rows)

    def _indicator(self, row: str, number: int, read: Indicator, more: Sequence[str]) -> Markup:
        has_name = self._shown.cell(f"{row}.level3") is not None
        target = self._link(f"{row}.target", read.printed, Role.TARGET, is_stop=not has_name)
        flags = [
            n
            for n, finding in enumerate(self._shown.findings, 1)
            if (finding.indicator, finding.source) == (read.level3, read.source)
        ]
        return tag(
            "tr",
            tag("td", text(str(number)), class_="number"),
            tag("th", self._link(f"{row}.level3", read.level3, Role.NAME, is_stop=True), scope="row"),
            tag(
                "td", tag("div", target, tag("small", text(self._meaning(read.target)), *self._flags(flags)))
            ),
            *(tag("td", self._link(f"{row}.{name}", getattr(read, name) or "", Role.VALUE)) for name in more),
            **self._row(row),
        )

    def _flags(self, numbers: Sequence[int]) -> Iterator[Markup]:
        for number in numbers:
            level = self._shown.findings[number - 1].level
            yield tag("a", text(str(number)), class_=f"flag {level}", href=f"#{self._shown.id}-x{number}")

    def _meaning(self, target: Target) -> str:
        """What a target was taken for: comparator, number and unit, or which kind of words."""
        comparator, value, unit = facts(target)
        kind = _KINDS.get(type(target))
        if kind is None:
            sign = COMPARATORS.get(comparator, Message(comparator, comparator)).said_in(self._language)
            return " · ".join(
                filter(None, (sign or words.NO_COMPARATOR.said_in(self._language), value, unit))
            )
        said = print_target(target) if isinstance(target, DateBound) else value
        return " · ".join(filter(None, (kind.said_in(self._language), said, unit)))


def finding_list(shown: Shown, language: Language) -> Markup:
    """The findings, each with a link to its cell."""
    items = []
    for number, finding in enumerate(shown.findings, 1):
        level = tag("b", text(f"{number} {LEVELS[finding.level].said_in(language)}"))
        outline = next(
            (shown.cells[p].id for p, own in shown.flags.items() if number in own and p in shown.cells), None
        )
        said = text(finding.message.said_in(language))
        body = tag("a", said, href=f"#{outline}", class_="said") if outline else tag("span", said)
        items.append(
            tag(
                "li",
                level,
                body,
                class_=f"finding {finding.level}",
                id=f"{shown.id}-x{number}",
                data_cells=outline,
            )
        )
    return tag("ol", *items, class_="findings")


def closing_mark(table: Table, language: Language) -> Markup:
    said = f"{_MARKS[table.closing]} {CLOSINGS[table.closing].said_in(language)}"
    return tag("span", text(said), class_=f"closing {table.closing}")


def _pair(name: Markup, value: Markup) -> Markup:
    return tag("div", tag("dt", name), tag("dd", value))
