"""Official forms as one web page that prints as they do: no script, and nothing is fetched."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jixiao.model.message import Language
from jixiao.writers.html.markup import NOTHING, Markup, lines, tag, text
from jixiao.writers.official.bands import Band, Piece, bands_of
from jixiao.writers.official.sheet import Align, Line, Look, Sheet
from jixiao.writers.official.words import CONTENTS, note_below, title_of

_CHINESE = "zh-CN"
_LONG = 600  # characters; a row with so many may go on on the next page
_LANGUAGES = {Language.CHINESE: _CHINESE, Language.ENGLISH: "en"}


def draw(sheets: Sequence[Sheet], language: Language) -> bytes:
    """The page. Forms are Chinese; what the page says beside them is in the language."""
    forms = [_form(sheet, f"form-{number}", language) for number, sheet in enumerate(sheets, 1)]
    body = tag("body", _contents(sheets, language), tag("main", *forms))
    page = tag("html", _head(sheets, language), body, lang=_LANGUAGES[language])
    return f"<!doctype html>\n{page}\n".encode()


def _head(sheets: Sequence[Sheet], language: Language) -> Markup:
    style = _style() + "".join(_widths(sheet, number) for number, sheet in enumerate(sheets, 1))
    title = title_of(sheets).said_in(language)
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style)),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("title", text(title)),
        tag("style", Markup(style)),
    )


@cache
def _style() -> str:
    return files(__package__).joinpath("html.css").read_text("utf-8")


def _widths(sheet: Sheet, number: int) -> str:
    """As rules: the policy lets no style of a single element through."""
    whole = sum(sheet.widths)
    return "".join(
        f"#form-{number} col:nth-child({place}) {{ width: {share / whole:.2%}; }}\n"
        for place, share in enumerate(sheet.widths, 1)
    )


def _policy(style: str) -> str:
    hashed = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{hashed}'"


def _contents(sheets: Sequence[Sheet], language: Language) -> Markup:
    if len(sheets) < 2:
        return NOTHING
    items = [
        tag("li", tag("a", text(sheet.name), href=f"#form-{number}"), tag("span", text(sheet.title)))
        for number, sheet in enumerate(sheets, 1)
    ]
    return tag("nav", tag("ol", *items, lang=_CHINESE), aria_label=CONTENTS.said_in(language))


def _form(sheet: Sheet, id: str, language: Language) -> Markup:  # noqa: A002 -- HTML's word
    """Its tables stand right upon each other in a box that scrolls where the window is narrower."""
    tables = list(_tables(sheet))
    box = tag("div", *tables, class_="scrolled", tabindex=0, role="region", aria_label=sheet.title)
    below = [_line(line) for line in sheet.below]
    return tag(
        "section",
        tag("div", box, *below, lang=_CHINESE),
        _note(sheet, language),
        id=id,
        class_=f"form{' wide' * sheet.is_wide}{' dense' * sheet.is_dense}",
    )


def _note(sheet: Sheet, language: Language) -> Markup:
    note = note_below(sheet)
    return tag("p", text(note.said_in(language)), class_="note") if note else NOTHING


def _tables(sheet: Sheet) -> Iterator[Markup]:
    """One table, or two where heads stand further down: pages repeat only what a table begins with."""
    bands = bands_of(sheet)
    cut = next((n for n, band in enumerate(bands) if band.is_head), 0)
    above, below = bands[:cut], bands[cut:]
    caption = tag("caption", *map(_line, sheet.above)) if sheet.above else NOTHING
    if above:
        yield tag("table", caption, _columns(sheet), *map(_band, above))
        yield tag("table", _columns(sheet), *map(_band, below), aria_label=f"{sheet.title}（续）")
    else:
        yield tag("table", caption, _columns(sheet), *map(_band, below))


def _columns(sheet: Sheet) -> Markup:
    return tag("colgroup", *(tag("col") for _ in sheet.widths))


def _line(line: Line) -> Markup:
    return tag("h1" if line.is_title else "p", lines(line.text), class_=_side(line.align))


def _band(band: Band) -> Markup:
    rows = band.rows()
    heads = frozenset(number for number, row in enumerate(rows, band.first) if _is_head(row))
    said = (tag("tr", *(_piece(piece, heads) for piece in row)) for row in rows)
    return tag("thead" if band.is_head else "tbody", *said)


def _is_head(row: Sequence[Piece]) -> bool:
    return bool(row) and all(piece.cell.look is Look.LABEL for piece in row)


def _piece(piece: Piece, heads: frozenset[int]) -> Markup:
    """A cell; a word of the form is a head, of its columns where its whole row is such words."""
    cell = piece.cell
    is_label = cell.look is Look.LABEL and cell.text != ""
    scope = "col" if heads.issuperset(range(cell.row, cell.row + cell.rowspan)) else "row"
    return tag(
        "th" if is_label else "td",
        lines(cell.text),
        class_=_class(piece),
        scope=scope if is_label else None,
        rowspan=_span(cell.rowspan),
        colspan=_span(cell.colspan),
    )


def _class(piece: Piece) -> str | None:
    said = (
        _side(piece.cell.align),
        "proposed" if piece.cell.look is Look.PROPOSED else None,
        "comes-from" if piece.comes_from else None,
        "goes-on" if piece.goes_on else None,
        "long" if len(piece.cell.text) > _LONG else None,
    )
    return " ".join(filter(None, said)) or None


def _side(align: Align) -> str | None:
    return None if align is Align.LEFT else align.value


def _span(places: int) -> int | None:
    return places if places > 1 else None
