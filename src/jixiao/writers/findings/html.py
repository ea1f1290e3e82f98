"""A report to read, send on and print: one HTML file that needs nothing else.

Totals stand before the documents they are about: the documents' sections wait
in a temporary file until all are known. Charts are drawn as SVG, a bar a row,
so that their words are text of the page's size on any screen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from tempfile import SpooledTemporaryFile

from jixiao.model.finding import Finding, Level
from jixiao.model.message import Language
from jixiao.model.opinion import Opinion
from jixiao.model.table import Document
from jixiao.writers.findings import Cards
from jixiao.writers.findings.counts import Counts, DocumentCount
from jixiao.writers.findings.grouped import Group, by_table
from jixiao.writers.findings.rows import basis_of
from jixiao.writers.printed import one_line, place_of, shown, valid
from jixiao.writers.words import FORMS, HEADINGS, LEVELS, advice_of

STYLE = Path(__file__).with_name("report.css")
IN_MEMORY = 16_000_000  # bytes of sections; more of them wait on the disk
PIECE = 1_000_000
TALLIES = {Level.ERROR: "errors", Level.WARNING: "warnings", Level.NOTE: "notes"}
_STRETCHED = 'viewBox="0 0 100 10" preserveAspectRatio="none"'
_TAGS = {Language.CHINESE: "zh-CN", Language.ENGLISH: "en"}


def write(documents: Iterable[Document], language: Language, cards: Cards) -> Iterator[bytes]:
    counts, page = Counts(), _Page(language, cards)
    with SpooledTemporaryFile(IN_MEMORY) as sections:
        for number, document in enumerate(counts.following(documents), start=1):
            sections.writelines(part.encode() for part in page.document(document, number))
        yield "".join(page.opening(counts)).encode()
        sections.seek(0)
        while piece := sections.read(PIECE):
            yield piece
    yield "".join(page.closing(counts)).encode()


class _Page:
    """Writes the parts of one report; numbers the bases as they are met."""

    def __init__(self, language: Language, cards: Cards) -> None:
        self.language = language
        self.cards = cards
        self.bases: dict[str, int] = {}

    def opening(self, counts: Counts) -> Iterator[str]:
        title = self._word("findings_title")
        yield (
            f'<!doctype html>\n<html lang="{_TAGS[self.language]}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
        )
        yield f'<header>\n<h1>{title}</h1>\n<p class="faint">{self._scope(counts)}</p>\n'
        tiles = (
            f'<div class="tile {level}"><b>{counts.levels[level]:,}</b><span>{self._word(name)}</span></div>'
            for level, name in TALLIES.items()
        )
        yield f'<div class="tiles">{"".join(tiles)}</div>\n{_bar(counts.levels, counts.total)}\n'
        if not counts.tables:
            yield f"<p>{self._word('no_table')}</p>\n"
        elif not counts.total:
            yield f'<p class="clean">✓ {self._word("clean")}</p>\n'
        yield "</header>\n"
        yield '<main>\n<div class="charts">\n'
        yield from self._charts(counts)
        yield "</div>\n"

    def document(self, document: Document, number: int) -> Iterator[str]:
        if not document.findings:
            return
        yield f'<section class="document" id="d{number}">\n<h2>{_text(valid(document.name))}</h2>\n'
        for group in by_table(document):
            yield from self._group(group)
        yield "</section>\n"

    def closing(self, counts: Counts) -> Iterator[str]:
        if self.bases:
            listed = (f'<li id="b{number}">{_text(basis)}</li>\n' for basis, number in self.bases.items())
            yield self._appendix("bases", f"<ol>\n{''.join(listed)}</ol>")
        if explained := sorted(name for name in counts.rules if name in self.cards):
            yield self._appendix("rules_explained", f"<dl>\n{''.join(map(self._explained, explained))}</dl>")
        yield "</main>\n</body>\n</html>\n"

    def _appendix(self, name: str, body: str) -> str:
        return f'<section class="appendix">\n<h2>{self._word(name)}</h2>\n{body}\n</section>\n'

    def _scope(self, counts: Counts) -> str:
        numbers = (
            ("documents", len(counts.documents)),
            ("tables", counts.tables),
            ("indicators", counts.indicators),
        )
        return " · ".join(f"{self._word(name)} {number:,}" for name, number in numbers)

    def _charts(self, counts: Counts) -> Iterator[str]:
        opinions = [(self._opinion(opinion), levels) for opinion, levels in counts.by_opinion]
        yield self._chart("by_opinion", opinions)
        yield self._chart("by_rule", [(self._titled(name), levels) for name, levels in counts.by_rule])
        if len(counts.documents) > 1:
            named = enumerate(counts.documents, start=1)
            yield self._chart("by_document", [(self._named(n, each), each.levels) for n, each in named])

    def _chart(self, name: str, rows: list[tuple[str, Counter[Level]]]) -> str:
        longest = max((levels.total() for _, levels in rows), default=0)
        if not longest:
            return ""
        drawn = "\n".join(
            f"<tr><th>{label}</th><td>{_bar(levels, longest)}</td><td>{levels.total():,}</td></tr>"
            for label, levels in rows
        )
        return f"<section>\n<h2>{self._word(name)}</h2>\n<table>\n{drawn}\n</table>\n</section>\n"

    def _named(self, number: int, count: DocumentCount) -> str:
        """A link to the document's section; one without findings has none."""
        if count.levels:
            return f'<a href="#d{number}">{_text(count.name)}</a>'
        none = '<span class="clean">✓</span>' if count.tables else f"<small>{self._word('no_table')}</small>"
        return f"{_text(count.name)} {none}"

    def _group(self, group: Group) -> Iterator[str]:
        if group.table:
            form = FORMS[group.table.form]
            about = " ".join(filter(None, (self._said(form.zh, form.en), str(group.table.year or ""))))
            yield f"<h3>{group.number}　{_text(group.table.subject)} <small>{about}</small></h3>\n"
        for name, cell, source, findings in group.rows:
            yield '<div class="row">\n'
            if name:
                place = _text(place_of(source).said_in(self.language))
                quoted = f"<q>{_text(cell)}</q>" if cell else ""
                yield f"<h4>{_text(name)} {quoted}<small>{place}</small></h4>\n"
            yield from map(self._finding, findings)
            yield "</div>\n"

    def _finding(self, found: Finding) -> str:
        level = self._said(LEVELS[found.level].zh, LEVELS[found.level].en)
        said = _text(found.message.said_in(self.language))
        advised = (f'<p class="advice">{_text(each)}</p>\n' for each in advice_of(found, self.language))
        more = " · ".join(
            filter(None, (self._opinion(found.opinion), self._rule(found.rule), self._basis(found)))
        )
        return (
            f'<div class="finding {found.level}">\n<p><b class="{found.level}">{level}</b>{said}</p>\n'
            + "".join(advised)
            + f'<p class="more">{more}</p>\n</div>\n'
        )

    def _opinion(self, opinion: Opinion | None) -> str:
        if opinion is None:
            return self._word("on_reading")
        return f"{opinion.value} {self._said(opinion.said.zh, opinion.said.en)}"

    def _rule(self, name: str) -> str:
        code = f"<code>{_text(name)}</code>"
        return f'<a href="#{_text(name)}">{code}</a>' if name in self.cards else code

    def _titled(self, name: str) -> str:
        if name not in self.cards:
            return self._rule(name)
        return f"{_text(self.cards[name].title.said_in(self.language))} <small>{self._rule(name)}</small>"

    def _basis(self, found: Finding) -> str:
        basis = basis_of(found, self.language)
        if not basis:
            return ""
        number = self.bases.setdefault(basis, len(self.bases) + 1)
        return f'<a href="#b{number}">{self._word("basis")} {number}</a>'

    def _explained(self, name: str) -> str:
        card = self.cards[name]
        paragraphs = card.help.said_in(self.language).split("\n\n")
        told = "".join(f"<p>{_text(each)}</p>" for each in paragraphs)
        title = _text(card.title.said_in(self.language))
        return f'<dt id="{_text(name)}"><code>{_text(name)}</code>　{title}</dt>\n<dd>{told}</dd>\n'

    def _word(self, name: str) -> str:
        return escape(HEADINGS[name].said_in(self.language))

    def _said(self, zh: str, en: str) -> str:
        return escape(zh if self.language is Language.CHINESE else en)


def _text(text: str) -> str:
    return escape(one_line(shown(text)))


def _bar(levels: Counter[Level], longest: int) -> str:
    """One bar, its levels one after the other, as long as its share of the longest."""
    parts, start = [], 0.0
    for level in Level:
        width = 100 * levels[level] / max(longest, 1)
        if width:
            parts.append(f'<rect class="{level}" x="{start:.2f}" width="{width:.2f}" height="10"/>')
        start += width
    return f'<svg class="bar" {_STRETCHED} aria-hidden="true">{"".join(parts)}</svg>'
