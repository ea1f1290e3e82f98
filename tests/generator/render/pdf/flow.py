"""A document onto pages: what fits, what breaks, and how it goes on after the break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ...document import Document, Grid, Paragraph
from .look import Look
from .page import Line, Mark, Page, Shade, Text
from .rulings import RULINGS, Box, edges
from .table import Laid, Layout, laid
from .words import wrapped


@dataclass(frozen=True)
class Slice:
    """A row, or some of its lines, at a height of a page."""

    row: int
    top: float
    bottom: float
    skip: int = 0  # lines printed on pages before
    lines: int | None = None  # printed here, if the page cuts the row
    again: bool = False  # a repeated head


@dataclass(frozen=True)
class Start:
    """Where a table goes on: a row, and the lines of it that are printed already."""

    row: int = 0
    skip: int = 0


class Flow:
    def __init__(self, document: Document, look: Look, running: str = "") -> None:
        self.document = document
        self.look = look
        self.running = running
        self.pages: list[Page] = []
        self.cases: set[str] = set()
        self.y = 0.0
        self.whole_on = 0  # the page that holds all of the target table before
        self.title = ""  # the last one printed
        self._page()

    # ---- places

    @property
    def room(self) -> float:
        return self.look.paper[0] - 2 * self.look.margin[0]

    @property
    def bottom(self) -> float:
        return self.look.paper[1] - self.look.margin[1]

    @property
    def fresh(self) -> bool:
        return self.y == self.look.margin[1]

    def _page(self) -> None:
        self.pages.append(Page(*self.look.paper))
        self.y = self.look.margin[1]

    def put(self, text: Text) -> None:
        """Bold, or printed twice where the font has no bold, as some programs do."""
        items = self.pages[-1].items
        if text.bold and self.look.twice:
            text = replace(text, bold=False)
            items.append(replace(text, x=text.x + 0.3))
        items += [text] * (2 if self.look.overprint else 1)

    # ---- blocks

    def run(self) -> list[Page]:
        for block in self.document.blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block)
            else:
                self._grid(block)
        if self.fresh:
            self.pages.pop()
        self._furnish()
        return self.pages

    def _paragraph(self, block: Paragraph) -> None:
        if block.style == "break":
            if not self.fresh:
                self._page()
            return
        title = block.style == "title"
        size = self.look.size * (1.5 if title else 1)
        keep = size * 1.6 + 6 * self.look.leading if block.style != "body" else size * 1.6
        if self.y + keep > self.bottom or (title and self.look.fresh and not self.fresh):
            self._page()
        body = block.style == "body" and len(block.text) > 30
        text = "　　" + block.text if body else block.text
        for line in wrapped(text, self.room / size):
            if self.y + size * 1.6 > self.bottom:
                self._page()
            align = "left" if block.style == "body" else "center"
            self.put(Text(self.look.margin[0], self.y, self.room, line, size, align, bold=title))
            self.y += size * 1.6
        self.y += size * 0.3
        self.title = block.text if title else self.title

    def _grid(self, grid: Grid) -> None:
        filled = frozenset(i.row for t in self.document.tables for i in t.indicators if i.grid is grid)
        layout = laid(grid, self.look, self.look.margin[0], self.room, filled)
        if not self.fresh and filled:
            self.cases.add("a table begins amid a page")
        if not self.fresh and self.y + sum(layout.heights[:2]) > self.bottom:
            self._page()
        drawn = Drawn(self, layout)
        page = len(self.pages)
        start: Start | None = Start()
        while start:
            slices, start = self._fill(layout, start)
            drawn.page(slices, start)
            if start:
                self._page()
                self._say_again()
        self.y += self.look.leading
        if filled and page == len(self.pages) == self.whole_on:
            self.cases.add("two target tables on a page")
        self.whole_on = page if filled and page == len(self.pages) else 0

    def _say_again(self) -> None:
        """What tables that go on are headed with."""
        if self.look.again:
            titled = self.look.again.startswith("（") and bool(self.title)
            text = self.title + self.look.again if titled else self.look.again.strip("（）")
            align = "center" if titled else "right"
            self.put(Text(self.look.margin[0], self.y, self.room, text, self.look.size, align, bold=titled))
            self.y += self.look.size * 1.6

    # ---- one page of a table

    def _fill(self, layout: Layout, start: Start) -> tuple[list[Slice], Start | None]:
        slices = list(self._again(layout, start))
        row, skip = start.row, start.skip
        while row < len(layout.heights):
            whole = self.height(layout, row, skip)
            if self.y + whole <= self.bottom:
                slices.append(Slice(row, self.y, self.y + whole, skip))
                self.y += whole
                row, skip = row + 1, 0
                continue
            lines = self._cut(layout, row, skip, alone=not slices or all(s.again for s in slices))
            if lines:
                slices.append(Slice(row, self.y, self.y + self._tall(lines), skip, lines))
                self.cases.add("a row cut by the page end")
                return slices, Start(row, skip + lines)
            return self._without_orphan(layout, slices, row)
        return slices, None

    def _again(self, layout: Layout, start: Start) -> Iterator[Slice]:
        head = layout.head_of(start.row) if self.look.heads and start != Start() else None
        if head is not None:
            self.cases.add("a head repeated")
            yield Slice(head, self.y, self.y + layout.heights[head], again=True)
            self.y += layout.heights[head]
        elif layout.head_of(start.row) is not None and start.row:
            self.cases.add("no head repeated")

    def _without_orphan(self, layout: Layout, slices: list[Slice], row: int) -> tuple[list[Slice], Start]:
        """A head alone at the foot of a page goes over with its rows."""
        if len(slices) > 1 and slices[-1].row in layout.heads and not slices[-1].again:
            return slices[:-1], Start(slices[-1].row)
        return slices, Start(row)

    def _tall(self, lines: int) -> float:
        return lines * self.look.leading + 2 * self.look.pad[1]

    def height(self, layout: Layout, row: int, skip: int) -> float:
        whole = layout.heights[row]
        return max(self._tall(layout.lines_of(row) - skip), whole - self._tall(skip)) if skip else whole

    def _cut(self, layout: Layout, row: int, skip: int, *, alone: bool) -> int:
        """How many lines of a row stay on this page: none, if that would look like two rows.

        A row is known for one that goes on if one of its cells is done and another is not.
        """
        if row in layout.heads or not (self.look.cut_rows or alone):
            return 0
        space = self.bottom - self.y - 2 * self.look.pad[1]
        most = min(int(space / self.look.leading), layout.lines_of(row) - skip - 1)
        shortest = min((len(c.lines) for c in layout.by_row[row] if not c.blank), default=0)
        return most if most > 0 and (shortest <= skip + most or alone) else 0

    # ---- around

    def _furnish(self) -> None:
        look, count = self.look, len(self.pages)
        for n, page in enumerate(self.pages, 1):
            if look.running and self.running:
                page.items.append(Text(0, look.margin[1] * 0.5, page.width, self.running, 9, "center"))
            if look.numbers:
                text = look.numbers.format(n, count)
                page.items.append(Text(0, page.height - look.margin[1] * 0.6, page.width, text, 9, "center"))
            if look.watermark:
                page.items.append(Mark(page.width / 2, page.height / 2, look.watermark, 40, -35))
            if look.frame:
                page.items += _around(page, look)


def _around(page: Page, look: Look) -> list[Line]:
    """Four lines around all that stands on a page."""
    left, top = look.margin[0] - 14, look.margin[1] - 10
    right, bottom = page.width - left, page.height - top
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return [Line(*a, *b, 0.8) for a, b in pairwise(corners)]


@dataclass
class Drawn:
    """A table being drawn page by page; knows which lines of merged cells are printed."""

    flow: Flow
    layout: Layout
    printed: dict[Laid, int] = field(default_factory=dict)

    def page(self, slices: Sequence[Slice], following: Start | None) -> None:
        parts = [(cell, own) for cell in self.layout.cells if (own := _within(cell, slices))]
        boxes = [self._box(cell, own) for cell, own in parts]
        look, items = self.flow.look, self.flow.pages[-1].items
        if look.shade:
            items += [
                Shade(b.left, b.top, b.right - b.left, b.bottom - b.top, look.shade)
                for (cell, _), b in zip(parts, boxes, strict=True)
                if cell.role == "head"
            ]
        for (cell, own), box in zip(parts, boxes, strict=True):
            self._write(cell, own, box)
        items += RULINGS[look.ruling](edges(boxes, self._open(slices, following)))

    def _open(self, slices: Sequence[Slice], following: Start | None) -> Iterator[float]:
        """Heights without a line, where the page has cut a row."""
        if not self.flow.look.open_cuts:
            return
        if following and following.skip:
            yield slices[-1].bottom
        first = next((s for s in slices if not s.again), None)
        if first and first.skip:
            yield first.top

    def _box(self, cell: Laid, slices: Sequence[Slice]) -> Box:
        xs = self.layout.edges
        return Box(xs[cell.column], slices[0].top, xs[cell.column + cell.cols], slices[-1].bottom)

    def _write(self, cell: Laid, slices: Sequence[Slice], box: Box) -> None:
        cut = any(s.skip or s.lines is not None for s in slices)
        lines = self._lines_of_row(cell, slices[0]) if cell.rows == 1 else self._merged(cell, slices, box)
        look = self.flow.look
        tall = len(lines) * look.leading
        slack = (
            0 if look.top or (cut and cell.rows == 1) else (box.bottom - box.top - 2 * look.pad[1] - tall) / 2
        )
        if tall > box.bottom - box.top:
            raise ValueError(f"{cell.lines} stand over the edge of their cell")
        y = box.top + look.pad[1] + max(0, slack) + (look.leading - look.size) / 2
        x, width = box.left + look.pad[0], box.right - box.left - 2 * look.pad[0]
        for n, line in enumerate(lines):
            if line:
                self.flow.put(Text(x, y + n * look.leading, width, line, look.size, cell.align, cell.bold))

    def _lines_of_row(self, cell: Laid, part: Slice) -> tuple[str, ...]:
        if part.lines is None:
            return cell.lines[part.skip :]
        return cell.lines[part.skip : part.skip + part.lines]

    def _merged(self, cell: Laid, slices: Sequence[Slice], box: Box) -> tuple[str, ...]:
        """What a part of a merged cell prints: its label again, nothing, or the rest of it."""
        if all(s.again for s in slices):
            return cell.lines
        levels, count = self.flow.look.levels, len(cell.lines)
        done = self.printed.get(cell, 0)
        fits = self._fits(box.bottom - box.top)
        if levels == "repeated" and cell.role.startswith("level") and count <= fits and done in (0, count):
            self._count(cell, count, again=done > 0)
            return cell.lines
        rest = self._rest(cell, slices[-1])
        if rest and levels == "cut" and not done:
            fits = max(min(fits, (count + 1) // 2), count - self._fits(rest))
        lines = cell.lines[done : done + fits] if rest else cell.lines[done:]
        self._count(cell, done + len(lines), again=False)
        return lines

    def _rest(self, cell: Laid, last: Slice) -> float:
        """How tall its parts on later pages are."""
        following = sum(self.layout.heights[last.row + 1 : cell.below])
        if last.lines is None:
            return following
        return following + self.flow.height(self.layout, last.row, last.skip + last.lines)

    def _fits(self, height: float) -> int:
        return int((height - 2 * self.flow.look.pad[1] + 0.01) / self.flow.look.leading)

    def _count(self, cell: Laid, printed: int, *, again: bool) -> None:
        before = self.printed.get(cell)
        self.printed[cell] = printed
        if not cell.role.startswith("level"):
            return
        if again:
            self.flow.cases.add("a level repeated")
        elif before is not None and before == printed:
            self.flow.cases.add("a level blank")
        elif before:
            self.flow.cases.add("a level cut")


def _within(cell: Laid, slices: Sequence[Slice]) -> list[Slice]:
    return [s for s in slices if cell.row <= s.row < cell.below]
