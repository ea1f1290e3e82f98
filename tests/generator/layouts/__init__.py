"""Layouts by name, and the renderings each is made in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..document import Document
from ..maker import Maker
from . import central, gansu

DRAWN = ("docx", "xlsx", "html", "tab", "markdown", "cells", "paragraphs", "pipes", "spaces")
NARROW = (*DRAWN, "pieces")
SIMPLE = (*NARROW, "glued")


@dataclass(frozen=True)
class Layout:
    make: Callable[[Maker], Document]
    renderings: tuple[str, ...] = DRAWN


LAYOUTS = {
    "gansu-unit": Layout(gansu.unit, SIMPLE),
    "gansu-project": Layout(gansu.project, SIMPLE),
    "central-annual": Layout(central.annual, SIMPLE),
    "central-required": Layout(central.required, SIMPLE),
    "central-halves-both": Layout(central.halves_both, DRAWN),
    "central-halves-annual": Layout(central.halves_annual, DRAWN),
    "central-unit": Layout(central.unit, NARROW),
}
