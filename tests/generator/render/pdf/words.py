"""Lines of Chinese: broken between any two characters, but not inside western words and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

PIECE = re.compile(r"\(|\)|[!-'*-~≥≤≧≦＝×]+|.", re.DOTALL)
CLOSING = frozenset("，。、；：！？）》”’％),.;:")  # never first on a line
OPENING = frozenset("（《“‘(")  # never last
WIDE = frozenset("WM%@&mw")


def em(text: str) -> float:
    """Not less than what the text takes in any of our fonts, in widths of a Chinese character."""
    return sum(_piece_em(piece) for piece in PIECE.findall(text))


def _piece_em(piece: str) -> float:
    """A western piece with the quarter blanks that may stand on its sides."""
    if len(piece) == 1 and not piece.isascii():
        return 1.0
    return 0.5 * (piece != " ") + sum(_character_em(c) for c in piece)


def _character_em(character: str) -> float:
    if not character.isascii():
        return 1.0
    return 0.95 if character in WIDE else 0.6


def longest_piece(text: str) -> float:
    return max((_piece_em(piece) for piece in PIECE.findall(text)), default=0.0)


def wrapped(text: str, room: float) -> tuple[str, ...]:
    return tuple(line for part in text.split("\n") for line in _wrapped(part, room))


def _wrapped(text: str, room: float) -> list[str]:
    out: list[list[str]] = [[]]
    for piece in _fitting(text, room):
        if em("".join([*out[-1], piece])) <= room or not out[-1]:
            out[-1].append(piece)
            continue
        parted = piece in CLOSING or out[-1][-1] in OPENING
        kept = [out[-1].pop()] if parted and len(out[-1]) > 1 else []
        out.append([*kept, *([] if piece == " " else [piece])])
    return ["".join(line).rstrip() for line in out]


def _fitting(text: str, room: float) -> Iterator[str]:
    """Pieces; one that is wider than the room is cut anywhere, as programs do."""
    for piece in PIECE.findall(text):
        if _piece_em(piece) <= room:
            yield piece
        else:
            step = max(1, int((room - 0.5) / max(map(_character_em, piece))))
            yield from (piece[i : i + step] for i in range(0, len(piece), step))
