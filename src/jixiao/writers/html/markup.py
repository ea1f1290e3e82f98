"""HTML as text that is safe: what a document says gets in through `text` and `tag` only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import NewType

Markup = NewType("Markup", str)

NOTHING = Markup("")
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_EMPTY = frozenset({"meta", "rect", "use", "image", "circle", "br", "col"})


def text(said: str) -> Markup:
    """What a document says, as a page may say it.

    >>> text("<b> & \\x00")
    '&lt;b&gt; &amp; '
    """
    return Markup(escape(_NO_CHARACTER.sub("", said)))


def lines(said: str) -> Markup:
    """The text with its line ends."""
    return Markup("<br>".join(text(line) for line in said.splitlines()))


def tag(name: str, *inside: Markup, **attributes: object) -> Markup:
    """An element. Attributes without a value are left out; ``class_`` is class, ``data_of`` data-of.

    >>> tag("p", text("1 < 2"), class_="note", id=None)
    '<p class="note">1 &lt; 2</p>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{said}/>" if name in _EMPTY else f"<{name}{said}>{''.join(inside)}</{name}>")


def together(parts: Iterable[Markup]) -> Markup:
    return Markup("".join(parts))
