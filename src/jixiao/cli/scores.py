"""Scores, lights and reviews on the terminal: a block a table, its findings below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Columns
from rich.text import Text

from jixiao.cli.findings import GAP, INDENT, Printer, summary
from jixiao.cli.results import Fact, Line, Result, results_of
from jixiao.cli.terminal import grid_of
from jixiao.model.message import Language, Message
from jixiao.regulations.regulation import Regulations
from jixiao.scoring.score import Input, Trail
from jixiao.writers.findings import Cards
from jixiao.writers.findings.counts import Counts
from jixiao.writers.findings.grouped import Group, by_table
from jixiao.writers.printed import one_line, place_of, valid
from jixiao.writers.scores.scored import Scored
from jixiao.writers.words import HEADINGS

BETWEEN = GAP + 1  # blanks between the columns of a grid
WRAPS = 24  # columns of a text beside the name; longer ones go on in a second line
NOTHING = Message(
    "没有自评表或监控表；目标表可用 --review 审核打分",
    "no self-evaluation and no monitoring table; --review reviews target tables",
)
UNVERIFIED = Message("；具体算法未与原文核对", "; the formulas were not confirmed against its text")


class ScorePrinter(Printer):
    """Prints results as they come. If it ``explains``, the path to each stands below its row."""

    def __init__(
        self, console: Console, language: Language, cards: Cards, known: Regulations, *, explains: bool
    ) -> None:
        super().__init__(console, language, cards)
        self.regulations = {each.key: each for each in known.documents}
        self.unverified = {each.key for each in known.methods if not each.is_verified}
        self.explains = explains

    def scored(self, scored: Scored) -> None:
        results = results_of(scored, self.cards, self.language)
        self._name(scored, is_bare=not results)
        groups = {group.number: group for group in by_table(scored.document)}
        for number, table in enumerate(scored.document.tables, 1):
            result, group = results.get(id(table)), groups.get(number)
            if result or group:
                self._print(Text())
                self._table(number, table)
                self._block(result, group)
        if 0 in groups:
            self._print(Text())
            self._findings(groups[0])
        self._flush()

    def _name(self, scored: Scored, *, is_bare: bool) -> None:
        document = scored.document
        name = Text.assemble((one_line(valid(document.name)), "bold"), (f"  {document.format}", "dim"))
        why = NOTHING if document.tables else HEADINGS["no_table"]
        if self.stands_apart is not None:
            self._print(Text())
        self.stands_apart = True
        self._print(name.append(f"  {why.said_in(self.language)}" * is_bare, "dim"))

    def _block(self, result: Result | None, group: Group | None) -> None:
        if result and self.explains:
            for line in result.lines:
                self._explained(line, result)
        elif result and result.lines:
            self._flush()
            self.console.print(Padding(self._grid(result), (0, 0, 0, INDENT), expand=False))
        if result:
            self._print(Text())
            self._facts([*result.facts, Fact("method", self._titled(result.method))])
        if group:
            self._print(Text())
            self._findings(group)

    def _grid(self, result: Result) -> Columns:
        """Target and actual beside the name, or below it where they do not fit."""
        room = self._room(result)
        beside = list(result.details) if room is not None else []
        more = ["remarks"] if room is not None else []
        grid = grid_of(self._said(["row", *beside, *result.numbers, *more]))
        grid.columns[0].width = room
        for column in grid.columns[1 + len(beside) :][: len(result.numbers)]:
            column.justify, column.no_wrap = "right", True
        above = ""
        for line in result.lines:
            if line.above and line.above != above:
                grid.add_row(Text(line.above, "cyan"))
            above = line.above
            grid.add_row(*self._cells(line, result, is_wide=room is not None))
        return grid

    def _room(self, result: Result) -> int | None:
        """The width of the names where all else stands beside them; None where it does not fit."""
        heads = self._said([*result.details, *result.numbers, "remarks"])
        cells = [
            [*line.details, *(each.plain for each in (*line.numbers, line.mark))] for line in result.lines
        ]
        widths = [min(WRAPS, max(map(cell_len, column))) for column in zip(heads, *cells, strict=True)]
        free = self.width - INDENT - sum(widths) - BETWEEN * len(widths)
        names = max(cell_len(line.name.plain) for line in result.lines)
        widest = max(*(cell_len(line.above) for line in result.lines), *map(cell_len, self._said(["row"])))
        return min(free, max(names, widest)) if free >= names else None

    def _cells(self, line: Line, result: Result, *, is_wide: bool) -> Iterator[Text]:
        if is_wide:
            yield from (line.name, *map(Text, line.details), *line.numbers, line.mark)
            return
        name = line.name.copy()
        if below := self._details(line, result):
            name.append(f"\n{below}", "not bold dim")
        yield name.append("\n").append_text(line.mark) if line.mark else name
        yield from line.numbers

    def _details(self, line: Line, result: Result) -> str:
        """``≥420公里 → 426公里``: what was to be and what was; more with its name."""
        first = " → ".join(filter(None, line.details[:2]))
        named = zip(self._said(result.details[2:]), line.details[2:], strict=True)
        return " · ".join(filter(None, (first, *(f"{name} {said}" for name, said in named if said))))

    # ---------------------------------------------------------------- the path
    def _explained(self, line: Line, result: Result) -> None:
        """The row with its numbers at the right, and below it how they were found."""
        numbers = zip(self._said(result.numbers), line.numbers, strict=True)
        shown = "  ".join(f"{name} {value.plain}" for name, value in numbers if value.plain)
        self._print(Text())
        self._hanging(Text(" " * INDENT), line.name.plain, "bold", shown)
        for said, style in (
            (line.above, "cyan"),
            (self._details(line, result), ""),
            (line.mark.plain, line.mark.style),
        ):
            if said:
                self._hanging(Text(" " * INDENT), said, str(style))
        if line.trail:
            self._facts([*self._path(line.trail)], indent=2 * INDENT)

    def _path(self, trail: Trail) -> Iterator[Fact]:
        reference = self._referring(one_line(trail.basis.said_in(self.language)))
        rule = trail.rule.said_in(self.language)
        yield Fact("rule_of_points", rule, reference=trail.formula + reference)
        for name, said, style in (
            ("inputs", [self._input(each) for each in trail.inputs], ""),
            ("steps", trail.steps, "bold"),
            ("remarks", [each.said_in(self.language) for each in trail.remarks], ""),
        ):
            if said:
                yield Fact(name, "\n".join(said), style)

    def _input(self, read: Input) -> str:
        name, place = read.name.said_in(self.language), place_of(read.source).said_in(self.language)
        return one_line(f"{name} “{read.text}”" + f"  {place}" * bool(place))

    # ------------------------------------------------------------------- facts
    def _facts(self, facts: Sequence[Fact], indent: int = INDENT) -> None:
        """Labels at the left, what they say beside them."""
        labels = self._said([each.name for each in facts])
        stem = indent + max(map(cell_len, labels)) + GAP
        for label, each in zip(labels, facts, strict=True):
            head = Text(" " * indent).append(label, "dim")
            head.append(" " * (stem - head.cell_len))
            *lines, last = each.said.split("\n")
            for line in lines:
                self._hanging(head, line, each.style)
                head = Text(" " * stem)
            self._hanging(head, last, each.style, each.reference)

    def _titled(self, key: str) -> str:
        known = self.regulations[key]
        title = known.title.said_in(self.language)
        if key in self.unverified or not known.is_verified:
            return title + UNVERIFIED.said_in(self.language)
        brackets = "（{}）" if self.language is Language.CHINESE else " ({})"
        return title + brackets.format(known.number)

    def _said(self, names: Iterable[str]) -> list[str]:
        return [HEADINGS[name].said_in(self.language) for name in names]


def show_scores(scored: Iterable[Scored], printer: ScorePrinter) -> None:
    """Each document as it comes, the bases, and one line about them all."""
    counts = Counts()
    for each in scored:
        counts.add(each.document)
        printer.scored(each)
    printer.closing()
    if counts.documents:
        printer.console.print()
    printer.console.print(summary(counts, printer.language))
