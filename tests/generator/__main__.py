"""Write every layout in every rendering, each with its truth, and documents that hold no target table."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random

from .document import Document, Grid, truth
from .layouts import LAYOUTS
from .maker import Maker
from .negatives import KINDS, dress
from .render import RENDERINGS


def made(layout: str, rendering: str, seed: str) -> tuple[Document, bytes]:
    """One document and its bytes; the same seed gives the same bytes."""
    kind = RENDERINGS[rendering]
    maker = Maker(seed, kind.traits)
    document = LAYOUTS[layout].make(maker)
    dress(maker, document)
    _sound(document, seed)
    return document, kind.render(document, Random(seed))


def negative(kind: str, rendering: str, seed: str) -> tuple[Document, bytes]:
    """A document without a target table."""
    maker = Maker(seed, RENDERINGS[rendering].traits)
    document = Document(KINDS[kind](maker), note="no target table")
    _sound(document, seed)
    return document, RENDERINGS[rendering].render(document, Random(seed))


def _sound(document: Document, seed: str) -> None:
    for block in document.blocks:
        faults = block.faults() if isinstance(block, Grid) else []
        if faults:
            raise ValueError(f"{seed}: {faults[:5]}")


def write(folder: Path, name: str, ending: str, document: Document, data: bytes) -> None:
    (folder / f"{name}.{ending}").write_bytes(data)
    text = json.dumps(truth(document, f"{name}.{ending}"), ensure_ascii=False, indent=1)
    (folder / f"{name}.truth.json").write_text(text + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="generator", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--count", type=int, default=3)
    parser.add_argument("--only", default="", help="only layouts whose name contains this")
    options = parser.parse_args()
    negatives = options.out / "negatives"
    negatives.mkdir(parents=True, exist_ok=True)
    wanted = [
        (layout, r) for layout, entry in LAYOUTS.items() for r in entry.renderings if options.only in layout
    ]
    for n in range(1, options.count + 1):
        for layout, rendering in wanted:
            document, data = made(layout, rendering, f"{options.seed}/{layout}/{rendering}/{n}")
            write(options.out, f"{layout}-{rendering}-{n}", RENDERINGS[rendering].ending, document, data)
        for kind in KINDS:
            for rendering, entry in RENDERINGS.items():
                document, data = negative(kind, rendering, f"{options.seed}/{kind}/{rendering}/{n}")
                write(negatives, f"{kind}-{rendering}-{n}", entry.ending, document, data)


if __name__ == "__main__":
    main()
