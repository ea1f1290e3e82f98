"""How the pages of one document look. Chosen once from the seed, kept through the document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

A4 = (595.28, 841.89)
SERIF = ("Noto Serif CJK SC",)
SANS = ("Noto Sans CJK SC",)
MIXED = ("Libertinus Serif", "Noto Serif CJK SC")  # western figures beside Chinese, as offices set them

UNRULED = ("none", "rows", "three")  # cells are told by the white around them


@dataclass(frozen=True)
class Look:
    paper: tuple[float, float] = A4
    margin: tuple[float, float] = (62, 58)  # at the sides, above and below; points
    size: float = 10.5
    fonts: tuple[str, ...] = SERIF
    spacing: bool = False  # a quarter blank between Chinese and western characters
    ruling: str = "solid"
    top: bool = False  # text at the top of its cell
    left: bool = False  # all text begins at the left of its cell
    right: bool = False  # numbers end at the right of theirs
    spread: bool = False  # heads and labels are spread over the width of their cells
    close: bool = False  # no more white between rows than a word processor leaves of itself
    tight: bool = False  # columns too narrow for long numbers, which break over lines
    stacked: bool = False  # a first level label runs downwards, a character a line
    twice: bool = False  # what is bold is printed twice
    overprint: bool = False  # every text is printed twice, at one place
    tracking: float = 0.0  # ems between characters, each placed for itself
    shade: str = ""  # behind heads
    heads: bool = False  # repeated on each page
    levels: str = "blank"  # a level cell on its next page: blank, repeated, cut
    cut_rows: bool = True
    open_cuts: bool = False  # no line where the page cuts a row
    running: bool = False  # a line of text above each page
    numbers: str = ""
    fresh: bool = False  # each titled table on a page of its own
    again: str = ""  # printed above a table that goes on; with the title before it, if it begins with （
    watermark: str = ""  # across each page
    frame: bool = False  # a line around all that stands on a page

    @property
    def pad(self) -> tuple[float, float]:
        if self.ruling not in UNRULED:
            return 3.5, 3
        return (7, 2.5) if self.close else (7, 4.5)

    @property
    def leading(self) -> float:
        return self.size * 1.25


def varied(rng: Random, base: Look) -> Look:
    """The look with all that its kind leaves open drawn by lot."""
    return replace(
        base,
        fonts=rng.choice([SERIF, SERIF, SANS, MIXED]),
        size=base.size if base.size != Look.size else rng.choice([9, 10, 10.5]),
        spacing=rng.random() < 0.3,
        shade=base.shade or rng.choice(["", "", "#d9e2f3", "#e7e6e6"]) * (base.ruling != "none"),
        running=base.running or rng.random() < 0.3,
        numbers=base.numbers or rng.choice(["", "- {} -", "— {} —", "第 {} 页", "第{}页 共{}页", "{}"]),
    )


def turned(look: Look) -> Look:
    return replace(look, paper=(look.paper[1], look.paper[0]))
