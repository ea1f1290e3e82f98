"""Write made PDFs of every kind and scans of them, each with its truth.

PYTHONPATH=tests python -m generator.pdf_set OUTDIR --seed 7 --count 2 --books 6
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple

from .document import Document, truth
from .negatives import KINDS as NEGATIVES
from .render.pdf import KINDS, Made, made, negative, office
from .render.pdf.kinds import NARROW
from .render.scan import ONE_PAGE, SCANS, scanned

SCANNED = ("solid", "hair", "filled", "open-sides", "landscape", "doubled")  # what scanners are fed with


class Written(NamedTuple):
    name: str
    ending: str
    document: Document
    data: bytes
    kind: str
    pages: int
    cases: frozenset[str]


def born(
    seed: str, each: int, *, by_office: bool, wanted: Callable[[str], bool] = lambda _: True
) -> Iterator[Written]:
    """All legible kinds but the book, those of LibreOffice if wanted; the layouts take turns.

    Of these the wanted ones are made, each the same whichever others are.
    """
    kinds = {
        kind: entry
        for kind, entry in KINDS.items()
        if entry.whole != "book" and entry.legible and (by_office or not entry.office)
    }
    for place, (kind, entry) in enumerate(kinds.items()):
        if not wanted(kind):
            continue
        for n in range(1, each * entry.times + 1):
            layout = entry.layouts[(place * each + n) % len(entry.layouts)]
            yield _named(f"{kind}-{layout}-{n}", kind, made(kind, layout, f"{seed}/{kind}/{layout}/{n}"))


def books(seed: str, number: int) -> Iterator[Written]:
    for n in range(1, number + 1):
        layout = KINDS["book"].layouts[n % len(KINDS["book"].layouts)]
        yield _named(f"book-{layout}-{n}", "book", made("book", layout, f"{seed}/book/{n}"))


def negatives(seed: str) -> Iterator[Written]:
    """Each content once, in kinds that take turns, and a book without targets."""
    kinds = [k for k, e in KINDS.items() if e.whole == "single" and e.legible and not e.office]
    for n, content in enumerate(NEGATIVES):
        kind = kinds[n * 3 % len(kinds)]
        yield _named(f"none-{content}-{kind}", kind, negative(kind, content, f"{seed}/{content}"))
    yield _named("none-book", "book", negative("book", "prose", f"{seed}/none-book"))


def mutes(seed: str, each: int) -> Iterator[Written]:
    """What only looks like text."""
    for n in range(1, each + 1):
        layout = KINDS["mute"].layouts[n % len(KINDS["mute"].layouts)]
        yield _named(f"mute-{layout}-{n}", "mute", made("mute", layout, f"{seed}/mute/{n}"))


def scans(seed: str, each: int, *, wanted: Callable[[str], bool] = lambda _: True) -> Iterator[Written]:
    for place, (name, scan) in enumerate(SCANS.items()):
        if not wanted(name):
            continue
        for n in range(1, each + 1):
            kind = SCANNED[(place + n) % len(SCANNED)]
            layout = NARROW[(place * 5 + n * 3) % len(NARROW)]
            printed = _printed(kind, layout, f"{seed}/{name}/{n}", short=scan.ending in ONE_PAGE)
            data = scanned(printed.data, scan, Random(f"{seed}/{name}/{n}"))
            yield _named(f"{name}-{layout}-{n}", kind, printed)._replace(ending=scan.ending, data=data)


def _printed(kind: str, layout: str, seed: str, *, short: bool) -> Made:
    """The first of a row of seeds that gives one page, where only one can be kept."""
    tried = (made(kind, layout, f"{seed}/{n}") for n in count())
    return next(m for m in tried if not short or m.pages == 1)


def _named(name: str, kind: str, m: Made) -> Written:
    return Written(name, "pdf", m.document, m.data, kind, m.pages, m.cases)


def write(folder: Path, w: Written) -> None:
    """The document and beside it its truth, which also says what is to be seen in it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{w.name}.{w.ending}").write_bytes(w.data)
    content = truth(w.document, f"{w.name}.{w.ending}")
    content |= {"kind": w.kind, "pages": w.pages, "cases": sorted(w.cases)}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (folder / f"{w.name}.truth.json").write_text(text + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="generator.pdf_set", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", default="7")
    parser.add_argument("--count", type=int, default=2, help="documents of each kind")
    parser.add_argument("--books", type=int, default=6)
    parser.add_argument("--scans", type=int, default=3, help="documents of each kind of scan")
    options = parser.parse_args()
    sets = {
        "born": born(options.seed, options.count, by_office=office.is_there()),
        "books": books(options.seed, options.books),
        "negatives": negatives(options.seed),
        "scans": scans(options.seed, options.scans),
        "mute": mutes(options.seed, options.scans),
    }
    for folder, documents in sets.items():
        for written in documents:
            write(options.out / folder, written)


if __name__ == "__main__":
    main()
