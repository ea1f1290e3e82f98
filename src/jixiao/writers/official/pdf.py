"""Official forms as pages: tagged PDF, set by typst in the Chinese fonts of the system.

``pdf.typ`` draws; here is said what. Texts are handed over as data, never as markup.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.writers.official.bands import Piece, bands_of
from jixiao.writers.official.labels import balanced
from jixiao.writers.official.sheet import Cell, Line, Look, Sheet
from jixiao.writers.official.words import note_below, title_of
from jixiao.writers.printed import shown

# As offices print: 宋体 for what is filled in, 黑体 for the words of the form. The first that is there.
SONG = (
    "SimSun",
    "Songti SC",
    "STSong",
    "FZShuSong-Z01S",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "Noto Serif CJK SC",
    "Noto Serif SC",
)
HEI = (
    "SimHei",
    "Heiti SC",
    "STHeiti",
    "FZHei-B01S",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
_USUAL, _SMALL = 10.5, 9.0  # points of a character
_ROOM = {False: 174 * 72 / 25.4, True: 261 * 72 / 25.4}  # points of a form's width, as pdf.typ has it
_INSET = 8.0  # of them for the edges of a cell


def draw(sheets: Sequence[Sheet]) -> bytes:
    """One file, each form on pages of its own; the same forms and fonts give the same bytes.

    Raises `UsageError` where typst or a Chinese font is missing.
    """
    typst = _library()
    fonts = _fonts(typst)
    given = json.dumps(given_to_draw(sheets, fonts.families()))
    compiler = typst.Compiler(_template(), font_paths=fonts, sys_inputs={"given": given})
    drawn: bytes = compiler.compile(format="pdf")
    return drawn


def given_to_draw(sheets: Sequence[Sheet], families: Collection[str]) -> dict[str, Any]:
    """All that ``pdf.typ`` needs to know."""
    song, hei = fonts_among(families)
    return {
        "title": _said(title_of(sheets).zh),
        "song": song,
        "hei": hei,
        "forms": [_form(sheet) for sheet in sheets],
    }


def fonts_among(families: Collection[str]) -> tuple[str, str]:
    """A 宋体 and a 黑体, or one for both. Raises `UsageError` where there is neither.

    Typst would draw an empty box for each character then.
    """
    song = next((name for name in SONG if name in families), None)
    hei = next((name for name in HEI if name in families), None)
    found = song or hei
    if found is None:
        raise _no_font()
    return found, hei or found


def _no_font() -> UsageError:
    return UsageError(
        Message(
            "系统中没有可用的中文字体，无法生成 PDF。请安装宋体、黑体或 Noto CJK 字体"
            "（Debian、Ubuntu：apt install fonts-noto-cjk）后再试。",
            "There is no Chinese font on this system to set a PDF in. Install SimSun, SimHei or the"
            " Noto CJK fonts (Debian, Ubuntu: apt install fonts-noto-cjk) and try again.",
        )
    )


def _library() -> Any:
    try:
        import typst
    except ImportError:
        raise UsageError(
            Message(
                "生成 PDF 需要 typst。请安装：pip install 'jixiao[pdf]'",
                "Drawing a PDF needs typst. Install it: pip install 'jixiao[pdf]'",
            )
        ) from None
    return typst


@cache
def _fonts(typst: Any) -> Any:
    """Looking through those of the system takes longer than drawing a form."""
    return typst.Fonts()


@cache
def _template() -> bytes:
    return files(__package__).joinpath("pdf.typ").read_bytes()


def _form(sheet: Sheet) -> dict[str, Any]:
    note = note_below(sheet)
    size = _size(sheet)
    return {
        "is_wide": sheet.is_wide,
        "size": size,
        "widths": sheet.widths,
        "above": [_line(line) for line in sheet.above],
        "below": [_line(line) for line in sheet.below],
        "note": note.zh if note else "",
        "bands": [
            {
                "is_head": band.is_head,
                "cells": [_cell(piece, _across(piece.cell, sheet) / size) for piece in band.pieces],
            }
            for band in bands_of(sheet)
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    return {"text": _said(line.text), "align": line.align, "is_title": line.is_title}


def _size(sheet: Sheet) -> float:
    return _SMALL if sheet.is_dense else _USUAL


def _across(cell: Cell, sheet: Sheet) -> float:
    """Half points of room for a text, so that columns of text remain once they are divided by its size."""
    held = sum(sheet.widths[cell.column - 1 : cell.column - 1 + cell.colspan])
    return 2 * (_ROOM[sheet.is_wide] * held / sum(sheet.widths) - _INSET)


def _cell(piece: Piece, across: float) -> dict[str, Any]:
    cell = piece.cell
    text = balanced(cell.text, across) if cell.look is Look.LABEL else cell.text
    return {
        "x": cell.column - 1,
        "y": cell.row - 1,
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "text": _said(text),
        "look": cell.look,
        "align": cell.align,
        "comes_from": piece.comes_from,
        "goes_on": piece.goes_on,
    }


def _said(text: str) -> str:
    """A tab has no width in typst, and would join what it parts."""
    return shown(text.expandtabs(1))
