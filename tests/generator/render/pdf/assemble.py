"""A made document as a PDF of some kind; the same seed gives the same bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

import pypdfium2 as pdfium

from ...document import Document, Grid
from ...layouts import LAYOUTS
from ...maker import Maker
from ...negatives import KINDS as NEGATIVES
from ...negatives import dress
from ...voice import Traits
from .book import book
from .flow import Flow
from .kinds import KINDS, Kind
from .look import Look, turned, varied
from .office import office
from .typeset import typeset


@dataclass(frozen=True)
class Made:
    """The bytes with their truth, and which cases of breaking pages came to be in them."""

    document: Document
    data: bytes
    pages: int
    cases: frozenset[str]


def made(kind: str, layout: str, seed: str, units: int = 5) -> Made:
    """A document of one kind; ``units`` is how long a book is."""
    chosen = KINDS[kind]
    maker = _maker(seed, chosen)
    return _drawn(_composed(maker, chosen.whole, layout, units), chosen, seed)


def negative(kind: str, content: str, seed: str) -> Made:
    """Without a target table; a book is one whatever the content."""
    chosen = KINDS[kind]
    maker = _maker(seed, chosen)
    inner = Document() if chosen.whole == "book" else Document(NEGATIVES[content](maker))
    document = book(maker, inner) if chosen.whole == "book" else inner
    document.note = "no target table"
    return _drawn(document, chosen, seed)


def _maker(seed: str, kind: Kind) -> Maker:
    maker = Maker(seed, Traits())
    if kind.merged:
        maker.voice.merge = "merged"
    return maker


def _composed(maker: Maker, whole: str, layout: str, units: int) -> Document:
    document = LAYOUTS[layout].make(maker)
    if whole == "book":
        for _ in range(maker.rng.randint(0, 2)):
            document = _joined(document, LAYOUTS[layout].make(maker))
        return book(maker, document, units)
    if whole == "pair":
        return _joined(document, LAYOUTS[layout].make(maker))
    dress(maker, document)
    return document


def _joined(one: Document, other: Document) -> Document:
    notes = filter(None, dict.fromkeys((one.note, other.note)))
    return Document(one.blocks + other.blocks, one.tables + other.tables, "; ".join(notes))


def _drawn(document: Document, kind: Kind, seed: str) -> Made:
    rng = Random(seed)
    if kind.office:
        data = office(document, rng)
        return Made(document, data, len(pdfium.PdfDocument(data)), frozenset())
    look = _wide_enough(varied(rng, kind.look), document)
    flow = Flow(document, look, _running(document))
    pages = flow.run()
    data = kind.reshape(typeset(pages, look), rng)
    return Made(document, data, len(pages), frozenset(flow.cases))


def _wide_enough(look: Look, document: Document) -> Look:
    """As an office would: a table of many columns goes on a broad page, in smaller letters."""
    width = max((block.width for block in document.blocks if isinstance(block, Grid)), default=0)
    if width < 9:
        return look
    size = min(look.size, 7.5 if width > 12 else 9)
    return replace(look if look.paper[0] > look.paper[1] else turned(look), size=size, margin=(40, 50))


def _running(document: Document) -> str:
    """As offices head their pages."""
    year = next((t.year for t in document.tables if t.year), None)
    return f"{year}年度预算公开" if year else "部门预算公开"
