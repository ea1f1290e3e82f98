"""The kinds of PDF: what each tries, on which page, and with which layouts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ...layouts import LAYOUTS
from .look import Look, turned
from .reshape import Reshape, as_it_is, cropped, in_forms, mixed, moved, mute, rotated, sideways, stamped

TABLES = tuple(name for name in LAYOUTS if not name.startswith("prose"))
WIDE = ("sichuan-list", "sichuan-selfeval", "neimenggu-list", "yunnan-list", "central-monitoring", "platform")
NARROW = tuple(name for name in TABLES if name not in WIDE)
PLAIN = (
    "gansu-unit",
    "gansu-project",
    "central-annual",
    "shanghai",
    "tianjin",
    "transfer-region",
    "guangdong-project",
    "chongqing-form12",
)  # a person can tell their cells apart without lines
SHORT = ("tianjin", "shanghai", "guangdong-project", "transfer-region", "central-annual", "chongqing-form12")
BOOKISH = ("gansu-project", "gansu-unit", "central-annual", "central-required", "shanghai", "tianjin")
PLAIN_LOOK = Look()
LOW = (595.28, 430.0)
SMALL = (480.0, 360.0)
NARROWER = (520.0, 842.0)
SLIM = (400.0, 480.0)


@dataclass(frozen=True)
class Kind:
    look: Look = PLAIN_LOOK
    reshape: Reshape = as_it_is
    layouts: tuple[str, ...] = TABLES
    whole: str = "single"  # or pair: two documents; book: a budget book around it
    merged: bool = False  # levels are always merged cells, so that page ends meet them
    office: bool = False  # LibreOffice lays out the pages
    legible: bool = True  # its text can be copied
    times: int = 1  # as many documents as others have, or more


def _ruled(ruling: str, layouts: tuple[str, ...] = TABLES, **others: Any) -> Kind:
    return Kind(Look(ruling=ruling, **others), layouts=layouts)


def _breaking(*, whole: str = "single", **others: Any) -> Kind:
    given = {"paper": LOW, "margin": (50, 45), "size": 9, **others}
    return Kind(Look(**given), layouts=NARROW, whole=whole, merged=True)


KINDS: dict[str, Kind] = {
    "solid": _ruled("solid"),
    "pieces": _ruled("pieces"),
    "broken": _ruled("broken"),
    "doubled": _ruled("doubled"),
    "dashed": _ruled("dashed"),
    "dotted": _ruled("dotted"),
    "hair": _ruled("hair"),
    "filled": _ruled("filled"),
    "filled-pieces": _ruled("filled-pieces"),
    "open-sides": _ruled("open-sides"),
    "open": _ruled("open", cut_rows=False),  # nothing would tell the rest of a row from a line of text
    "rows": _ruled("rows", PLAIN, top=True, left=True),
    "borderless": _ruled("none", PLAIN, top=True, left=True, cut_rows=False),
    "landscape": Kind(turned(PLAIN_LOOK)),
    "rotated": Kind(turned(PLAIN_LOOK), rotated),
    "sideways": Kind(turned(PLAIN_LOOK), sideways),
    "cropped": Kind(reshape=cropped),
    "moved": Kind(reshape=moved),
    "forms": Kind(reshape=in_forms),
    "twice": Kind(Look(twice=True)),
    "mute": Kind(reshape=mute, layouts=NARROW, legible=False),
    "fresh": Kind(Look(fresh=True, numbers="- {} -", running=True)),
    "pair": Kind(Look(size=7.5, margin=(48, 40)), layouts=SHORT, whole="pair"),
    "break": _breaking(),
    "break-heads": _breaking(heads=True, running=True, numbers="- {} -"),
    "break-repeated": _breaking(levels="repeated", numbers="第 {} 页"),
    "break-heads-repeated": _breaking(heads=True, levels="repeated", running=True),
    "break-cut": _breaking(levels="cut", stacked=True),
    "break-heads-cut": _breaking(heads=True, levels="cut", stacked=True, running=True, numbers="{}"),
    "break-open": _breaking(open_cuts=True, numbers="— {} —"),
    "break-whole-rows": _breaking(cut_rows=False, heads=True),
    "break-small": _breaking(paper=SMALL, margin=(30, 36), heads=True, top=True),
    "break-narrow": _breaking(paper=SLIM, margin=(24, 36), tight=True),
    "break-rotated": replace(_breaking(heads=True), reshape=rotated),
    "break-mixed": replace(_breaking(), reshape=mixed),
    "office": Kind(layouts=NARROW, merged=True, office=True, times=5),
    "book": Kind(Look(size=10, running=True, numbers="- {} -"), layouts=BOOKISH, whole="book"),
    "rows-middle": _ruled("rows"),
    "three": _ruled("three", PLAIN, top=True, left=True, cut_rows=False),
    "borderless-middle": _ruled("none", PLAIN, cut_rows=False, right=True),
    "borderless-close": _ruled("none", PLAIN, cut_rows=False, close=True, size=9),
    "borderless-narrow": _ruled("none", PLAIN, top=True, left=True, cut_rows=False, paper=NARROWER),
    "twofold": _ruled("twofold"),
    "segments": _ruled("segments"),
    "framed": _ruled("framed"),
    "whitened": _ruled("whitened"),
    "spread": _ruled("solid", spread=True),
    "watermark": _ruled("solid", watermark="内部资料 不得外传"),
    "page-frame": _ruled("solid", frame=True),
    "stamped": Kind(reshape=stamped),
    "overprinted": _ruled("solid", overprint=True),
    "loose": _ruled("solid", tracking=0.12),
    "break-titled": _breaking(heads=True, again="（续）"),
    "break-continued": _breaking(again="续表"),
}
