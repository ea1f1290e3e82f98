"""The pages of a table, its cells outlined on them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator

from jixiao.grid.original import PageImage
from jixiao.model.finding import Level
from jixiao.model.message import Language
from jixiao.writers.html.markup import NOTHING, Markup, tag, text, together
from jixiao.writers.html.shown import Outlined, Shown
from jixiao.writers.html.words import PAGE

_FLAG = 4.2  # points: half the height of the sign of a finding
_ROUND = 1.2
_MARGIN = 34.0  # points beside the table


def images(pages: Iterable[PageImage], id: str) -> Markup:  # noqa: A002 -- HTML's word
    """The pictures, once each; every table that stands on a page shows it."""
    defined = [
        tag(
            "image",
            id=f"{id}p{page.number}",
            width=_short(page.width),
            height=_short(page.height),
            href=f"data:{page.media_type};base64,{b64encode(page.data).decode()}",
        )
        for page in pages
    ]
    if not defined:
        return NOTHING
    return tag("svg", tag("defs", *defined), class_="images", width=0, height=0, aria_hidden="true")


def page_figures(shown: Shown, id: str, language: Language) -> Iterator[Markup]:  # noqa: A002
    for page in shown.pages:
        name = text(PAGE.said_in(language).format(page.number))
        own = [cell for cell in shown.cells.values() if cell.source.page == page.number]
        picture = tag(
            "svg",
            tag("use", href=f"#{id}p{page.number}"),
            *(_outline(cell, shown) for cell in own),
            viewBox=view_of(page, shown),
            role="group",
            aria_label=name,
        )
        yield tag("figure", tag("figcaption", name), picture, class_="page")


def view_of(page: PageImage, shown: Shown) -> str:
    """The page without most of its blank margins at the sides: what is read is larger then."""
    left, right = max(shown.sides[0] - _MARGIN, 0.0), min(shown.sides[1] + _MARGIN, page.width)
    return f"{_short(left)} 0 {_short(right - left)} {_short(page.height)}"


def _outline(cell: Outlined, shown: Shown) -> Markup:
    left, top, right, bottom = cell.source.box or (0.0, 0.0, 0.0, 0.0)
    said = tag("title", text(cell.source.text))
    box = tag(
        "rect",
        x=_short(left),
        y=_short(top),
        width=_short(right - left),
        height=_short(bottom - top),
        rx=_ROUND,
    )
    number = tag("text", text(cell.number), x=_short(right - 1.5), y=_short(top + 5), class_="number")
    link = tag(
        "a",
        said,
        box,
        *([number] if cell.number else ()),
        id=cell.id,
        href=f"#{shown.id}-{cell.row}",
        class_=f"cell {cell.role}",
        tabindex=-1,
    )
    return together([link, *_flags(cell, right, top, shown)])


def _flags(cell: Outlined, right: float, top: float, shown: Shown) -> Iterator[Markup]:
    for at, number in enumerate(shown.flags.get(cell.place, ())):
        x = _short(right - at * 2 * _FLAG)
        level: Level = shown.findings[number - 1].level
        yield tag(
            "a",
            tag("circle", cx=x, cy=_short(top), r=_FLAG),
            tag("text", text(str(number)), x=x, y=_short(top + 2)),
            class_=f"flag {level}",
            href=f"#{shown.id}-x{number}",
            tabindex=-1,
        )


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
