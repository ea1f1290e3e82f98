"""Documents on the terminal, in the words of their forms."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NoReturn, TextIO

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Columns
from rich.text import Text

from jixiao.cli.tally import Tally
from jixiao.cli.wrap import wrapped
from jixiao.model.indicator import Indicator
from jixiao.model.message import Language
from jixiao.model.table import Document, Goal, Table
from jixiao.model.target import facts
from jixiao.writers.printed import amount_in, by_item, equation_of, shown, valid
from jixiao.writers.words import ACHIEVED, FORMS, HEADINGS, SPANS

PLAIN_WIDTH = 100  # where no terminal says how wide it is
WIDEST = 120  # lines beyond this are hard to follow
BESIDE = 72  # from this width on the levels stand beside their indicators
ABOVE = 40  # from this width on above them; each optional column needs ROOM besides
LEVELS = ("level1", "level2")
OPTIONAL = ("weight", "actual", "expected", "score", "reason")
ROOM = 11
INDENT = GAP = 2
UNDERLINED = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")


class Terminal(Console):
    """Colours only on a terminal and without NO_COLOR; as wide as the terminal, COLUMNS, or 100."""

    def __init__(self, out: TextIO, *, is_file: bool = False) -> None:
        told = out.isatty() or "COLUMNS" in os.environ
        super().__init__(
            file=out,
            width=None if told else PLAIN_WIDTH,
            force_terminal=False if is_file else None,
            highlight=False,
            emoji=False,
        )
        self.width = min(self.width, WIDEST)

    def on_broken_pipe(self) -> NoReturn:
        raise BrokenPipeError  # rich would end the process; `app.run` does, quietly


def show(documents: Iterable[Document], console: Console, language: Language) -> None:
    """Each document as it comes, and one line about them all."""
    tally = Tally()
    for document in documents:
        tally.add(document)
        console.print(Text.assemble((shown(valid(document.name)), "bold"), (f"  {document.format}", "dim")))
        if not document.tables:
            console.print(Text(f"  {HEADINGS['no_table'].said_in(language)}", "dim"))
        for number, table in enumerate(document.tables, start=1):
            for part in _table(table, number, console.width, language):
                console.print(part)
    console.print(Text(f"\n{tally.line(language)}", "bold"))


def _table(table: Table, number: int, width: int, language: Language) -> Iterator[RenderableType]:
    title = shown(table.title) or FORMS[table.form].said_in(language)
    year = f"  {table.year}" if table.year else ""
    yield Text()
    yield Rule(Text.assemble((f"{number}  {title}", "bold"), (year, "cyan")), align="left", style="dim")
    yield Padding(_head(table, language), (0, 0, 0, INDENT), expand=False)
    if table.goals:
        yield Padding(_goals(table.goals, width - INDENT, language), (1, 0, 0, INDENT), expand=False)
    if table.funds:
        yield Padding(_funds(table, language), (1, 0, 0, INDENT), expand=False)
    if table.indicators:
        yield Padding(_indicators(table, width - INDENT, language), (1, 0, 0, INDENT), expand=False)
    if table.sums:
        yield Padding(_sums(table, language), (1, 0, 0, INDENT), expand=False)


def _head(table: Table, language: Language) -> Text:
    head = Text(shown(table.subject), "bold cyan")
    for name, value in (("unit", table.unit), ("department", table.department)):
        if value:
            head.append(f"\n{HEADINGS[name].said_in(language)} ", "dim").append(
                shown(value), "not bold default"
            )
    return head


def _goals(goals: Sequence[Goal], width: int, language: Language) -> Columns:
    grid = Columns.grid(padding=(0, GAP, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    rows = [row for goal in goals for row in _goal(goal, language)]
    room = width - max(cell_len(label) for label, _ in rows) - GAP
    for label, text in rows:
        grid.add_row(label, wrapped(shown(text), room))
    return grid


def _goal(goal: Goal, language: Language) -> Iterator[tuple[str, str]]:
    yield SPANS[goal.span].said_in(language), goal.text
    if goal.achieved:
        yield ACHIEVED.said_in(language), goal.achieved


def _funds(table: Table, language: Language) -> Columns:
    """A row per item, a column per heading, as the form has them."""
    headings = list(dict.fromkeys(fund.heading for fund in table.funds))
    unit = shown(table.amount_unit.unit)
    grid = grid_of([f"{HEADINGS['funds'].said_in(language)} ({unit})"])
    for heading in headings:
        grid.add_column(shown(heading), justify="right")
    for row in by_item(table.funds):
        amounts = (amount_in(table.amount_unit, row[name].yuan) if name in row else "" for name in headings)
        grid.add_row(shown(next(iter(row.values())).label), *amounts)
    return grid


def _sums(table: Table, language: Language) -> Columns:
    grid = Columns.grid(padding=(0, 1, 0, 0))
    for each in table.sums:
        style = "green" if each.closes else "bold red"
        name, equation = each.name.said_in(language), equation_of(each, table.amount_unit)
        grid.add_row(Text(name, "dim"), Text(equation, style))
    return grid


def _indicators(table: Table, width: int, language: Language) -> Columns:
    """Wide: levels beside. Narrower: levels above. Narrowest: the optional columns below."""
    used = [name for name in (*LEVELS, *OPTIONAL) if any(getattr(each, name) for each in table.indicators)]
    levels, more = [n for n in used if n in LEVELS], [n for n in used if n in OPTIONAL]
    beside = levels if width >= BESIDE + ROOM * len(more) else []
    columns = more if width >= ABOVE + ROOM * len(more) else []
    grid = grid_of([HEADINGS[name].said_in(language) for name in (*beside, "level3", "target", *columns)])
    printed: list[str] = []
    for each in table.indicators:
        path = [shown(getattr(each, name)) for name in levels]
        new = _unprinted(path, printed)
        if any(new) and not beside:
            grid.add_row(Text(" · ".join(filter(None, path)), "cyan"))
        name = Text(shown(each.level3))
        if more and not columns:
            name.append(_details(each, more, language))
        grid.add_row(*(new if beside else ()), name, _target(each), *(_cell(each, name) for name in columns))
        printed = path
    return grid


def _details(indicator: Indicator, names: Iterable[str], language: Language) -> Text:
    cells = {name: _cell(indicator, name) for name in names}
    said = [f"{HEADINGS[name].said_in(language)} {cell}" for name, cell in cells.items() if cell]
    return Text("\n" + " · ".join(said) if said else "", "dim")


def _cell(indicator: Indicator, name: str) -> str:
    return shown(getattr(indicator, name) or "")


def _unprinted(path: list[str], printed: list[str]) -> list[str]:
    """The levels, with those that already stand above left blank.

    >>> _unprinted(["产出指标", "质量指标"], ["产出指标", "数量指标"])
    ['', '质量指标']
    """
    same = 0
    while same < len(printed) and path[same] == printed[same]:
        same += 1
    return ["" if place < same else level for place, level in enumerate(path)]


def _target(indicator: Indicator) -> Text:
    comparator, _, _ = facts(indicator.target)
    return Text(shown(indicator.printed), "" if comparator in {"text", "none"} else "bold")


def grid_of(headings: Iterable[str]) -> Columns:
    grid = Columns(
        box=UNDERLINED,
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP, 0, 0),
        header_style="dim",
        border_style="dim",
    )
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    return grid
