"""The official forms written back: a layout file and a table make sheets, which each format draws.

`layout` reads the layout files, `choose` finds the one for a table, `fill`
puts the table into it, `sheet` is what comes out: cells with spans, widths,
heads. docx, xlsx, pdf and html draw sheets and know nothing of tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from jixiao.model.message import Language
from jixiao.writers.official.sheet import Sheet

#: The formats official forms are written in; their suffixes are their names.
KINDS = ("docx", "xlsx", "pdf", "html")
_SAYING = ("xlsx", "html")  # these say something beside the forms: how to fill them in, where they stand


def drawn(kind: str, sheets: Sequence[Sheet], language: Language) -> bytes:
    """A file with the sheets, each on pages of its own.

    Forms are Chinese; what a file says beside them is said in the language.
    Raises `UsageError` where a library or a font is missing.
    """
    draw: Callable[..., bytes] = import_module(f"{__name__}.{kind}").draw
    return draw(sheets, language) if kind in _SAYING else draw(sheets)
