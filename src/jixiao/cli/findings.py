"""Findings on the terminal: table by table, in the order of their rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from jixiao.cli.judge import Judge
from jixiao.cli.wrap import wrapped
from jixiao.model.finding import Finding, Level
from jixiao.model.message import Language
from jixiao.model.table import Document, Table
from jixiao.writers.findings import Cards
from jixiao.writers.findings.counts import Counts
from jixiao.writers.findings.grouped import Group, Row, by_table
from jixiao.writers.findings.rows import basis_of
from jixiao.writers.printed import cut, one_line, place_of, valid
from jixiao.writers.words import FORMS, HEADINGS, LEVELS, advice_of

STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.NOTE: "cyan"}
INDENT = GAP = 2
LONGEST = 60  # characters of a cell that is quoted


class Printer:
    """Prints documents as they come. Advice is said once a table, a basis once in all."""

    def __init__(self, console: Console, language: Language, cards: Cards) -> None:
        self.console = console
        self.language = language
        self.cards = cards
        self.levels = {level: LEVELS[level].said_in(language) for level in Level}
        self.stem = 2 * INDENT + max(map(cell_len, self.levels.values())) + GAP
        self.width = console.width
        self.bases: dict[str, int] = {}
        self.lines: list[Text] = []
        self.stands_apart: bool | None = None  # whether the document before had findings

    def document(self, document: Document) -> None:
        name = Text.assemble((one_line(valid(document.name)), "bold"), (f"  {document.format}", "dim"))
        if not document.tables:
            name.append(f"  {HEADINGS['no_table'].said_in(self.language)}", "dim")
        elif not document.findings:
            name.append(f"  ✓ {HEADINGS['clean'].said_in(self.language)}", "green")
        if self.stands_apart or (document.findings and self.stands_apart is not None):
            self._print(Text())
        self.stands_apart = bool(document.findings)
        self._print(name)
        for group in by_table(document):
            self._group(group)
        self._flush()

    def closing(self) -> None:
        """What the numbers in brackets stand for."""
        if not self.bases:
            return
        self._print(Text())
        self._print(Text(HEADINGS["bases"].said_in(self.language), "bold"))
        width = len(f"[{len(self.bases)}]")
        for basis, number in self.bases.items():
            self._hanging(Text(f"{f'[{number}]':>{INDENT + width}}  ", "dim"), basis, "dim")
        self._flush()

    def _group(self, group: Group) -> None:
        self._print(Text())
        if group.table:
            self._table(group.number, group.table)
        self._findings(group)

    def _findings(self, group: Group) -> None:
        advised: set[str] = set()
        for row in group.rows:
            if row.name:
                self._row(row)
            for found in row.findings:
                self._finding(found, advised)

    def _table(self, number: int, table: Table) -> None:
        form = FORMS[table.form].said_in(self.language)
        first, *more = filter(None, (one_line(table.subject), form, str(table.year or "")))
        title = Text.assemble((f"{number}  {first}", "bold"), *((f"  {each}", "dim") for each in more))
        title.truncate(self.width - GAP, overflow="ellipsis")
        self._print(title.append(" " + "─" * (self.width - title.cell_len - 1), "dim"))

    def _row(self, row: Row) -> None:
        """The indicator as the form has it, the cell quoted, and where to look at the right."""
        name, place = one_line(row.name), place_of(row.source).said_in(self.language)
        quoted = f"“{cut(one_line(row.cell), LONGEST)}”" if row.cell else ""
        indent = " " * INDENT
        line = Text.assemble(indent, (name, "bold"), "  " * bool(quoted), (quoted, "magenta"))
        free = self.width - line.cell_len - cell_len(place)
        if free >= GAP:
            self._print(line.append(" " * free + place, "dim"))
            return
        self._hanging(Text(indent), name, "bold")
        self._hanging(Text(indent), quoted, "magenta", place)

    def _finding(self, found: Finding, advised: set[str]) -> None:
        level = self.levels[found.level]
        head = Text(f"{'':{2 * INDENT}}").append(level, STYLES[found.level])
        head.append(" " * (self.stem - head.cell_len))
        said = one_line(found.message.said_in(self.language))
        self._hanging(head, said, "", found.rule + self._reference(found))
        for advice in advice_of(found, self.language):
            if advice not in advised:
                advised.add(advice)
                self._hanging(Text(f"{'→':>{self.stem - 1}} "), one_line(advice), "dim")

    def _reference(self, found: Finding) -> str:
        return self._referring(one_line(basis_of(found, self.language)))

    def _referring(self, basis: str) -> str:
        return f" [{self.bases.setdefault(basis, len(self.bases) + 1)}]" if basis else ""

    def _hanging(self, head: Text, said: str, style: str, last: str = "") -> None:
        """Wrapped beside its head; ``last`` at the right end, where it has room."""
        stem, width = head.cell_len, self.width
        *lines, final = wrapped(said, width - stem).split("\n")
        for line in lines:
            self._print(head + Text(line, style))
            head = Text(" " * stem)
        row = head + Text(final, style)
        free = width - row.cell_len - cell_len(last)
        if last and free < GAP:
            self._print(row)
            row, free = Text(), max(width - cell_len(last), 0)
        self._print(row.append(" " * free + last, "dim") if last else row)

    def _print(self, line: Text) -> None:
        self.lines.append(line)

    def _flush(self) -> None:
        """All lines at once: each call of rich costs as much as a few lines."""
        self.console.print(Text("\n").join(self.lines), no_wrap=True, overflow="ellipsis", crop=False)
        self.lines.clear()


def show_findings(
    documents: Iterable[Document], console: Console, language: Language, cards: Cards, judge: Judge
) -> None:
    """Each document as it comes, the bases, and one line about them all and what was not said again."""
    counts, printer = Counts(), Printer(console, language, cards)
    for document in counts.following(documents):
        printer.document(document)
    printer.closing()
    if counts.documents:
        console.print()
    console.print(summary(counts, language).append(judge.unsaid.said_in(language), "dim"))


def summary(counts: Counts, language: Language) -> Text:
    """``3 errors, 2 warnings, 1 note; 6 tables, 97 indicators``."""
    nothing = ("clean", "bold green") if counts.tables else ("no_table", "")
    found = list(_levels(counts, language)) or [(HEADINGS[nothing[0]].said_in(language), nothing[1])]
    looked = (
        f"{counts.tables:,} 张表，{counts.indicators:,} 项指标"
        if language is Language.CHINESE
        else f"{_many(counts.tables, 'table')}, {_many(counts.indicators, 'indicator')}"
    )
    comma, semicolon = ("，", "；") if language is Language.CHINESE else (", ", "; ")
    line = Text(comma).join(Text(said, style) for said, style in found)
    return line.append(semicolon).append(looked)


def _levels(counts: Counts, language: Language) -> Iterator[tuple[str, str]]:
    for level in Level:
        if number := counts.levels[level]:
            chinese = f"{number:,} 个{LEVELS[level].zh}"
            yield chinese if language is Language.CHINESE else _many(number, LEVELS[level].en), STYLES[level]


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
