"""Texts of xls workbooks, which may run on from one record into the next."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from jixiao.readers.sheet import clean

_HEAD = struct.Struct("<HBH")  # how many characters, of what kind, in how many fonts if they say so
_IS_WIDE, _HAS_PHONETICS, _HAS_FONTS = 0x01, 0x04, 0x08


class StoredTexts:
    """Texts one behind the other in a record and the records that continue it.

    A text may break off anywhere. The record that continues its characters
    says anew, in its first byte, whether they take two bytes each or one.
    """

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts
        self._part = 0
        self._at = 0

    def all(self) -> Iterator[str]:
        while self._more():
            text = self._whole_text()
            yield self.text(2) if text is None else text

    def _whole_text(self) -> str | None:
        """The next text, if it is all in this part and has no phonetics: the quick way for most."""
        part, start = self._parts[self._part], self._at + 3
        if start + 2 > len(part):
            return None
        size, flags, fonts = _HEAD.unpack_from(part, self._at)
        if flags & _HAS_FONTS:
            start += 2
        else:
            fonts = 0
        end = start + (2 * size if flags & _IS_WIDE else size)
        if flags & _HAS_PHONETICS or end + 4 * fonts > len(part):
            return None
        self._at = end + 4 * fonts
        return clean(part[start:end].decode("utf-16-le" if flags & _IS_WIDE else "latin-1", "replace"))

    def text(self, width: int) -> str:
        """The next text, behind its length of so many bytes. What is not text is passed over."""
        size = self._number(width)
        flags = self._number(1)
        fonts = self._number(2) if flags & _HAS_FONTS else 0
        phonetics = self._number(4) if flags & _HAS_PHONETICS else 0
        text = self._characters(size, is_wide=bool(flags & _IS_WIDE))
        self._pass(4 * fonts + phonetics)
        return clean(text)

    def continued(self, size: int) -> str:
        """Characters at the beginning of a record that continues another."""
        return clean(self._characters(size, is_wide=bool(self._number(1) & _IS_WIDE)))

    def _more(self) -> bool:
        """Whether something is left; goes on to the next part if this one is used up."""
        while self._part < len(self._parts) and self._at >= len(self._parts[self._part]):
            self._part += 1
            self._at = 0
        return self._part < len(self._parts)

    def _next(self, size: int) -> bytes:
        """At most so many bytes: what the current part still has of them."""
        piece = self._parts[self._part][self._at : self._at + size] if self._part < len(self._parts) else b""
        self._at += len(piece)
        return piece

    def _number(self, size: int) -> int:
        number = b""
        while len(number) < size and self._more():
            number += self._next(size - len(number))
        return int.from_bytes(number, "little")

    def _pass(self, size: int) -> None:
        while size > 0 and self._more():
            size -= len(self._next(size))

    def _characters(self, size: int, *, is_wide: bool) -> str:
        wide = b""
        while size > 0:
            piece = self._next(2 * size if is_wide else size)
            if not piece:
                if not self._more():
                    break
                is_wide = bool(self._number(1) & _IS_WIDE)
                continue
            wide += piece if is_wide else piece.decode("latin-1").encode("utf-16-le")
            size -= len(piece) // 2 if is_wide else len(piece)
        return wide.decode("utf-16-le", "replace")
