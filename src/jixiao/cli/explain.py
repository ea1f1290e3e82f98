"""Rules and regulations on the terminal: what there is, and one rule explained from its page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table as Columns
from rich.text import Text

from jixiao import api
from jixiao.checks.card import card_of, page_of, resting_on
from jixiao.checks.page import Example, Section, language_of
from jixiao.checks.rule import Rule
from jixiao.cli.findings import INDENT, STYLES
from jixiao.cli.terminal import Terminal, grid_of
from jixiao.cli.wrap import wrapped
from jixiao.model.finding import Level
from jixiao.model.message import Language, Message
from jixiao.regulations.regulation import Regulation, Regulations
from jixiao.writers.words import GROUPS, HEADINGS, LEVELS

_THEN = date(2024, 7, 1)  # examples are of this year
_HEAD = "三级指标"
_RULE_LINE = re.compile(r"[|\s:-]+")
VERIFIED = Message("已与原文核对", "confirmed against its text")
UNVERIFIED = Message("未核对原文，不引用", "not confirmed, not cited")
EVERYWHERE = Message("全国", "everywhere")
NO_RULE = Message("（没有规则以它为依据）", "(no rule rests on it)")


def show_rules(rules: Iterable[Rule], console: Terminal, language: Language) -> None:
    """Group by group, a rule a line."""
    rules = list(rules)
    widths = [max((cell_len(rule.name) for rule in rules), default=0), *_level_width(language)]
    stem = INDENT + widths[1] + 3 * INDENT
    titles = max((cell_len(rule.title.said_in(language)) for rule in rules), default=0)
    is_wide = stem + widths[0] + INDENT + titles <= console.width  # the titles stand beside the names
    group = ""
    for rule in rules:
        if rule.group != group:
            console.print(
                Text.assemble("\n" * bool(group), (rule.group, "bold"), *_said(rule.group, language))
            )
            group = rule.group
        line, title = _line(rule, widths, language), rule.title.said_in(language)
        if not is_wide:
            line.rstrip()
            title = f"\n{'':{stem}}{title}"
        console.print(line.append(title, "dim"))
    opinions = {rule.opinion for rule in rules}
    if not opinions:
        return
    console.print(Text(f"\n{HEADINGS['opinion_words'].said_in(language)}", "bold"))
    for opinion in sorted(opinions):
        console.print(Text(f"{opinion.value:>{INDENT + 2}}  {opinion.said.said_in(language)}", "dim"))


def _said(group: str, language: Language) -> tuple[tuple[str, str], ...]:
    said = GROUPS[group].said_in(language)
    return () if said == group else ((f"  {said}", "dim"),)


def _level_width(language: Language) -> Iterator[int]:
    yield max(cell_len(LEVELS[level].said_in(language)) for level in Level)


def _line(rule: Rule, widths: Sequence[int], language: Language) -> Text:
    level = LEVELS[rule.level].said_in(language)
    line = Text(" " * INDENT).append(level, STYLES[rule.level])
    line.append(" " * (widths[1] - cell_len(level)) + f"  {rule.opinion.value:>2}  ", "dim")
    return line.append(f"{rule.name:{widths[0] + INDENT}}")


def explain(rule: Rule, regulations: Regulations, console: Terminal, language: Language) -> None:
    """The page in one language: its paragraphs, its examples, and what is found in them."""
    card = card_of(rule, regulations)
    head = Text.assemble((rule.name, "bold"), "  ", (card.title.said_in(language), "dim"))
    console.print(head)
    facts = [
        (HEADINGS["level"], LEVELS[rule.level].said_in(language)),
        (HEADINGS["group"], GROUPS[rule.group].said_in(language)),
        (HEADINGS["opinion_words"], f"{rule.opinion.value} {rule.opinion.said.said_in(language)}"),
        (HEADINGS["basis"], card.basis.said_in(language)),
    ]
    width = max(cell_len(name.said_in(language)) for name, _ in facts)
    for name, value in facts:
        _prose(value, console, (name.said_in(language), width))
    for section in page_of(rule).sections:
        _section(section, rule, console, language)


def _section(section: Section, rule: Rule, console: Terminal, language: Language) -> None:
    if section.heading:
        heading = section.heading if language is Language.CHINESE else section.english or section.heading
        console.print(Text(f"\n{heading}", "bold"))
    else:
        console.print()
    for paragraph in section.prose:
        if language_of(paragraph) is language:
            _prose(paragraph, console)
    for example in section.examples:
        _example(example, rule, console, language)


def _prose(paragraph: str, console: Terminal, label: tuple[str, int] | None = None) -> None:
    name, width = label or ("", 0)
    stem = INDENT + width + (INDENT if label else 0)
    for place, line in enumerate(wrapped(paragraph, console.width - stem).split("\n")):
        head = Text(" " * INDENT)
        head.append(
            (name if place == 0 else "") + " " * (width - (cell_len(name) if place == 0 else 0)), "dim"
        )
        head.append(" " * (stem - head.cell_len))
        console.print(head.append(line))


def _example(example: Example, rule: Rule, console: Terminal, language: Language) -> None:
    console.print()
    if example.title:
        chinese, _, english = example.title.partition(" · ")
        title = chinese if language is Language.CHINESE else english or chinese
        console.print(Text(f"{'':{INDENT}}{title}", "italic"))
    for block in _blocks(example.lines):
        console.print(Padding(block, (0, 0, 0, 2 * INDENT), expand=False))
    for each in _found(example, rule) if example.quoted else ():
        level = LEVELS[each.level].said_in(language)
        colon = "：" if language is Language.CHINESE else ": "
        said = f"{each.indicator}{colon}" * bool(each.indicator) + each.message.said_in(language)
        stem = 2 * INDENT + cell_len(level) + INDENT
        lines = wrapped(said, console.width - stem).split("\n")
        console.print(
            Text(" " * 2 * INDENT).append(level, STYLES[each.level]).append(f"{'':{INDENT}}{lines[0]}")
        )
        for line in lines[1:]:
            console.print(Text(" " * stem + line))


def _found(example: Example, rule: Rule) -> Iterator[api.Finding]:
    document = api.check(api.read(example.document.encode(), name="example.md"), today=_THEN)
    return (each for each in document.findings if each.rule == rule.name)


def _blocks(lines: Iterable[str]) -> Iterator[Columns | Text]:
    """Tables of indicators as tables, what stands before them in the form a row a line."""
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if rows and (not cells or _HEAD in cells):
            yield _table(rows)
            rows = []
        if cells and not _RULE_LINE.fullmatch(line):
            rows.append(cells)
        elif not cells and line.strip():
            yield Text(line.replace("**", ""))


def _table(rows: Sequence[Sequence[str]]) -> Columns | Text:
    if _HEAD not in rows[0]:
        return Text("\n".join("  ".join(filter(None, row)) for row in rows))
    columns = max(map(len, rows))
    grid = grid_of([*rows[0], *[""] * (columns - len(rows[0]))])
    for row in rows[1:]:
        grid.add_row(*row, *[""] * (columns - len(row)))
    return grid


def show_regulations(known: Regulations, console: Terminal, language: Language) -> None:
    """Each document with where and since when it holds, and the rules that rest on it."""
    for document in known.documents:
        number = f"  {document.number}" if document.number else ""
        console.print(Text.assemble((document.title.said_in(language), "bold"), (number, "cyan")))
        facts = filter(None, (document.issuer, *_span(document, language)))
        state = VERIFIED if document.is_verified else UNVERIFIED
        style = "green" if document.is_verified else "yellow"
        line = Text(f"{' · '.join(facts)} · ", "dim").append(state.said_in(language), style)
        console.print(Padding(line, (0, 0, 0, INDENT), expand=False))
        resting = [rule.name for rule in resting_on(document)]
        _prose("  ".join(resting) or NO_RULE.said_in(language), console)
        console.print()


def _span(document: Regulation, language: Language) -> Iterator[str]:
    since, until = document.span.since, document.span.until
    chinese = language is Language.CHINESE
    if until < 9999:
        yield f"{since}–{until}"
    elif since:
        yield f"{since} 年起" if chinese else f"since {since}"
    yield "、".join(document.span.region) or EVERYWHERE.said_in(language)
