"""Counts of findings on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.table import Table as Columns
from rich.text import Text

from jixiao.cli.findings import STYLES, summary
from jixiao.cli.terminal import Terminal, grid_of
from jixiao.model.finding import Level
from jixiao.model.message import Language
from jixiao.writers.findings.counts import Counts
from jixiao.writers.words import HEADINGS, LEVELS


def show_statistics(counts: Counts, console: Terminal, language: Language) -> None:
    """Rules, the most frequent first; then the reviewers' opinions; then all levels in a line."""
    for part in (_rules(counts, language), _opinions(counts, language)):
        if part.rows:
            console.print(part)
            console.print()
    console.print(summary(counts, language))


def _rules(counts: Counts, language: Language) -> Columns:
    return _grid("rule", counts.by_rule, language)


def _opinions(counts: Counts, language: Language) -> Columns:
    reading = HEADINGS["on_reading"].said_in(language)
    rows = [
        (f"{opinion.value:>2} {opinion.said.said_in(language)}" if opinion else f"   {reading}", levels)
        for opinion, levels in counts.by_opinion
    ]
    return _grid("opinion_words", rows, language)


def _grid(heading: str, rows: Iterable[tuple[str, Counter[Level]]], language: Language) -> Columns:
    grid = grid_of([HEADINGS[heading].said_in(language)])
    for level in Level:
        grid.add_column(LEVELS[level].said_in(language), justify="right")
    for name, levels in rows:
        grid.add_row(name, *(Text(str(levels[level] or ""), STYLES[level]) for level in Level))
    return grid
