"""A page to verify a reading at a glance: the source beside what was read from it, cell by cell.

One file that needs nothing else: no network, and no script to be read; a
small script lights up the cells of a row. Unlike other writers this one is
given `Original` values: documents with what they were read from.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jixiao.grid.original import Original
from jixiao.model.finding import Finding
from jixiao.model.message import Language
from jixiao.writers.html import words
from jixiao.writers.html.grids import grid_figures
from jixiao.writers.html.markup import NOTHING, Markup, tag, text, together
from jixiao.writers.html.pages import images, page_figures
from jixiao.writers.html.reading import CHINESE, Reading, closing_mark
from jixiao.writers.html.shown import Shown, shown_tables
from jixiao.writers.printed import valid
from jixiao.writers.words import FORMS, LEVELS

_LANGUAGES = {Language.CHINESE: CHINESE, Language.ENGLISH: "en"}


def write(originals: Iterable[Original], language: Language) -> Iterator[bytes]:
    """Each document is written as it comes."""
    yield _opening(language).encode()
    for number, original in enumerate(originals, 1):
        yield _article(original, f"d{number}", language).encode()
    yield f"</main>{tag('script', Markup(_part('page.js')))}</html>\n".encode()


@cache
def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _opening(language: Language) -> str:
    title = text(words.PAGE_TITLE.said_in(language))
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy()),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", Markup(_part("page.css"))),
    )
    hint = tag("p", text(words.HINT.said_in(language)), class_="hint")
    top = tag("header", tag("h1", title), hint, _legend(language), class_="top")
    return f'<!doctype html>\n<html lang="{_LANGUAGES[language]}">{head}<body>{top}<main>\n'


def _policy() -> str:
    """Nothing is fetched, and nothing runs but the script of this page."""
    script, style = (
        f"'sha256-{b64encode(sha256(_part(name).encode()).digest()).decode()}'"
        for name in ("page.js", "page.css")
    )
    return f"default-src 'none'; img-src data:; script-src {script}; style-src {style}"


def _legend(language: Language) -> Markup:
    said = [tag("li", text(name.said_in(language)), class_=role.value) for role, name in words.ROLES.items()]
    return tag("ul", *said, class_="legend", aria_label=words.LEGEND.said_in(language))


def _article(original: Original, id: str, language: Language) -> Markup:  # noqa: A002 -- HTML's word
    document = original.document
    tables, findings = shown_tables(original, id)
    counts = words.COUNTS.said_in(language).format(
        len(document.tables), sum(len(t.indicators) for t in document.tables), len(document.findings)
    )
    about = tag("p", text(f"{document.format} · {counts}"), class_="counts")
    head = tag("header", _name(valid(document.name)), about, _notes(findings, language))
    if not tables:
        return tag("article", head, tag("p", text(words.NO_TABLE.said_in(language)), class_="none"))
    return tag(
        "article",
        head,
        _contents(tables, language) if len(tables) > 1 else NOTHING,
        images({page.number: page for shown in tables for page in shown.pages}.values(), id),
        *(_section(shown, n, tables, original, language) for n, shown in enumerate(tables, 1)),
        id=id,
    )


def _name(path: str) -> Markup:
    folder, slash, name = path.rpartition("/")
    return tag("h2", tag("small", text(folder + slash)), text(name), lang=CHINESE)


def _notes(findings: Sequence[Finding], language: Language) -> Markup:
    """What is remarkable about the document as a whole."""
    items = []
    for finding in findings:
        level = tag("b", text(LEVELS[finding.level].said_in(language)))
        said = tag("span", text(finding.message.said_in(language)))
        items.append(tag("li", level, said, class_=f"finding {finding.level}"))
    return tag("ul", *items, class_="findings") if items else NOTHING


def _contents(tables: Sequence[Shown], language: Language) -> Markup:
    items = [
        tag(
            "li",
            tag("a", text(shown.table.subject or _title(shown, language)), href=f"#{shown.id}", lang=CHINESE),
            tag("span", text(words.INDICATORS.said_in(language).format(len(shown.table.indicators)))),
            closing_mark(shown.table, language),
        )
        for shown in tables
    ]
    return tag("nav", tag("ol", *items), aria_label=words.CONTENTS.said_in(language), class_="contents")


def _title(shown: Shown, language: Language) -> str:
    return shown.table.title or FORMS[shown.table.form].said_in(language)


def _section(
    shown: Shown, number: int, tables: Sequence[Shown], original: Original, language: Language
) -> Markup:
    year = tag("span", text(str(shown.table.year)), class_="year") if shown.table.year else NOTHING
    name = tag("span", text(_title(shown, language)), lang=CHINESE)
    head = tag("h3", tag("i", text(str(number))), name, year, closing_mark(shown.table, language))
    others = [each for each in tables if each is not shown]
    figures = (
        page_figures(shown, shown.id.partition("t")[0], language)
        if shown.pages
        else grid_figures(shown, others, original.blocks, language)
    )
    source = together(figures) or tag("p", text(words.NOT_SHOWN.said_in(language)), class_="none")
    label = f"{words.SOURCE.said_in(language)} {number}"
    return tag(
        "section",
        head,
        tag("div", source, class_="source", tabindex=0, role="region", aria_label=label),
        tag("div", *Reading(shown, language).parts(), class_="reading"),
        id=shown.id,
        class_="table",
    )
