"""Characters that print as something other than what is stored, or as nothing."""

from __future__ import annotations

import re

# Fonts that draw signs in place of letters, by the code of the letter.
_SYMBOL = {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB7: "·", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0xB0: "°"}
_WINGDINGS = {0xFE: "☑", 0xFD: "☒", 0xFC: "✓", 0xFB: "✗", 0xA8: "□", 0x6F: "□", 0x6E: "■", 0x6C: "●"}
_WINGDINGS2 = {0x52: "☑", 0x54: "☒", 0x53: "☒", 0x50: "✓", 0x4F: "✗", 0xA3: "□", 0x30: "□"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS2}
_MOVED = 0xF000  # where Word puts the codes of such fonts
_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
_PRINTED: dict[int, str | None] = {
    **{_MOVED + code: sign for code, sign in (_WINGDINGS | _SYMBOL).items()},
    **dict.fromkeys(_CONTROLS),
    **dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF)),  # soft hyphen, spaces without width
    ord("\t"): "\t",
    ord("\n"): "\n",
    ord("\r"): "\r",
    0xA0: " ",
}
_LINE_END = re.compile(r"[ \t]*[\r\n]+[ \t]*")


def printed(text: str) -> str:
    """Text with invisible characters removed and the signs of symbol fonts in their place."""
    return text if text.isprintable() else text.translate(_PRINTED)


def on_one_line(text: str) -> str:
    """As `printed`; line ends, which in XML only lay out the file, become blanks."""
    text = printed(text)
    return _LINE_END.sub(" ", text).strip(" ") if "\n" in text or "\r" in text else text


def in_font(text: str, font: str) -> str:
    """Text as a font draws it that has signs in place of letters; in other fonts it stays."""
    signs = _FONTS.get(font.lower())
    if signs is None:
        return printed(text)
    return "".join(signs.get(ord(char) & 0xFF, char) for char in text).translate(_PRINTED)
