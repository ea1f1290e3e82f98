"""Text renderings: what is left of a table once a program has written it as lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from ..document import Cell, Document, Grid, Paragraph, Placed


def _one_line(cell: Cell, joint: str = "") -> str:
    return joint.join(part.strip() for part in cell.text.split("\n"))


def _with_covered(grid: Grid) -> list[list[Placed | None]]:
    """The cells of each row; None where a cell from above reaches down."""
    placed = grid.placed()
    out: list[list[Placed | None]] = []
    for r in range(len(placed)):
        found: list[tuple[int, Placed | None]] = [(p.column, p) for p in placed[r]]
        for above in placed[:r]:
            found += [(p.column, None) for p in above if p.row + p.cell.rows > r]
        out.append([p for _, p in sorted(found, key=lambda pair: pair[0])])
    return out


def tab(document: Document, rng: Random) -> str:
    """A cell a line behind a tab, a blank line after each row, a blank cell under a merged one."""
    del rng
    out: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            out.append(block.text)
            continue
        for row in _with_covered(block):
            out += ["\t" + (_one_line(p.cell) if p else "") for p in row]
            out.append("")
    return "\n".join(out) + "\n"


def pipes(document: Document, rng: Random) -> str:
    """``a | b |||``: blank and covered cells dropped, the row filled up at its end."""
    return _pipes(document, rng, {})


def pipes_middle(document: Document, rng: Random) -> str:
    """As pipes, but the first label of level 1 stands in the middle row of its block.

    The rows above it print no level 1, so their truth has none.
    """
    moved: dict[int, tuple[Placed, int]] = {}
    for grid in (b for b in document.blocks if isinstance(b, Grid)):
        first = next((p for row in grid.placed() for p in row if p.cell.role == "level1"), None)
        if first is None or first.cell.rows < 3:
            continue
        middle = first.row + first.cell.rows // 2
        moved[id(grid)] = (first, middle)
        for i in (i for t in document.tables for i in t.indicators if i.grid is grid):
            if first.row <= i.row < middle:
                i.level1 = ""
    return _pipes(document, rng, moved)


def _pipes(document: Document, rng: Random, moved: dict[int, tuple[Placed, int]]) -> str:
    lead = "| " if rng.random() < 0.3 else ""
    out: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            out.append(block.text)
            continue
        width = block.width
        label, middle = moved.get(id(block), (None, -1))
        for n, row in enumerate(block.placed()):
            cells = [p.cell for p in row if p.cell.text.strip() and p != label]
            if label and n == middle:
                cells.insert(0, label.cell)
            line = "".join(_piped(c) for c in cells) + "|" * (width - len(cells))
            out.append((lead + line.replace("\n\n", "\n").strip()).strip())
    return "\n".join(out) + "\n"


def _piped(cell: Cell) -> str:
    """A cell of several lines stands on a line of its own."""
    if "\n" in cell.text:
        return "\n" + _one_line(cell, " ") + " |\n"
    return cell.text.strip() + " | "


def markdown(document: Document, rng: Random) -> str:
    """All places kept; covered places blank or with the text repeated."""
    repeat = rng.random() < 0.3
    out: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            out += [("## " if block.style == "title" else "") + block.text, ""]
            continue
        matrix = [[""] * block.width for _ in block.rows]
        for p in (p for row in block.placed() for p in row):
            for i in range(p.cell.rows):
                for j in range(p.cell.cols):
                    if (i, j) == (0, 0) or repeat:
                        matrix[p.row + i][p.column + j] = _one_line(p.cell, "<br>")
        lines = ["| " + " | ".join(row) + " |" for row in matrix]
        out += [lines[0], "|" + "---|" * block.width, *lines[1:], ""]
    return "\n".join(out) + "\n"


def cells(document: Document, rng: Random) -> str:
    """A cell a line, a bar behind it; blank cells are a bar alone, covered ones are gone."""
    del rng
    out: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            out.append(block.text)
            continue
        for row in block.placed():
            out += [(p.cell.text + " |").strip() for p in row]
    return "\n".join(out) + "\n"


def paragraphs(document: Document, rng: Random) -> str:
    """A cell a line, blank lines between; a blank cell is a line with one blank."""
    del rng
    out: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            out += [block.text, ""]
            continue
        for row in block.placed():
            for p in row:
                for line in p.cell.text.split("\n"):
                    out += [line or " ", ""]
    return "\n".join(out) + "\n"


def pieces(document: Document, rng: Random) -> str:
    """Cells cut at the width of their column, a piece a line, no marks, nothing for a blank cell."""
    out: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            out += _wrapped(block.text, 38)
            continue
        for row in block.placed():
            joined = False
            for p in row:
                if not p.cell.text:
                    continue
                width = 99 if p.cell.number is not None else max(6, 40 * p.cell.cols // block.width)
                lines = _wrapped(p.cell.text, width)
                if joined:
                    out[-1] += " " + lines.pop(0)
                out += lines
                joined = len(lines) == 1 and p.cell.number is not None and rng.random() < 0.3
    return "\n".join(out) + "\n"


def _wrapped(text: str, width: int) -> list[str]:
    """Broken anywhere but inside a number."""
    out: list[str] = []
    for part in text.split("\n"):
        line = ""
        for piece in re.findall(r"[\d.,]+%?|.", part):
            if line and len(line) + len(piece) > width:
                out.append(line)
                line = ""
            line += piece
        out.append(line)
    return out


def spaces(document: Document, rng: Random) -> str:
    """Rows as lines, one blank between cells; a cell of several lines breaks the row."""
    breaking = rng.random() < 0.2
    out: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            out.append(block.text)
            continue
        for row in block.placed():
            line = ""
            for p in row:
                if "\n" in p.cell.text or (breaking and not p.cell.text):
                    line += f"\n{p.cell.text}\n"
                elif p.cell.text:
                    line += f" {p.cell.text}"
            out += [part.strip() for part in line.split("\n") if part.strip()]
    return "\n".join(out) + "\n"


def glued(document: Document, rng: Random) -> str:
    """Nothing between the cells of a row, at times nothing between rows either."""
    between = rng.choice(["\n", "\n", ""])
    out: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            out.append(block.text)
        else:
            out.append(between.join("".join(_one_line(p.cell) for p in row) for row in block.placed()))
    return "\n".join(out) + "\n"


KINDS: dict[str, Callable[[Document, Random], str]] = {
    "tab": tab,
    "pipes": pipes,
    "pipes-middle": pipes_middle,
    "markdown": markdown,
    "cells": cells,
    "paragraphs": paragraphs,
    "pieces": pieces,
    "spaces": spaces,
    "glued": glued,
}
