"""Write every layout in every rendering, each with its truth, and documents that hold no target table."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random

from .document import Document, Grid, truth
from .layouts import LAYOUTS
from .maker import Maker
from .render import RENDERINGS


def made(layout: str, rendering: str, seed: str) -> tuple[Document, bytes]:
    """One document and its bytes; the same seed gives the same bytes."""
    kind = RENDERINGS[rendering]
    document = LAYOUTS[layout].make(Maker(seed, kind.traits))
    for block in document.blocks:
        faults = block.faults() if isinstance(block, Grid) else []
        if faults:
            raise ValueError(f"{layout} {rendering} {seed}: {faults[:5]}")
    return document, kind.render(document, Random(seed))


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
    options.out.mkdir(parents=True, exist_ok=True)
    for layout, entry in LAYOUTS.items():
        if options.only not in layout:
            continue
        for rendering in entry.renderings:
            for n in range(1, options.count + 1):
                document, data = made(layout, rendering, f"{options.seed}/{layout}/{rendering}/{n}")
                write(options.out, f"{layout}-{rendering}-{n}", RENDERINGS[rendering].ending, document, data)


if __name__ == "__main__":
    main()
