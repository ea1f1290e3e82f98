"""A table as it is shown: its cells with the places they have on the page, its findings beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jixiao.grid.original import Original, PageImage
from jixiao.model.finding import Finding
from jixiao.model.source import Source
from jixiao.model.table import Table
from jixiao.writers.html.trace import Grids, Mark, Place, Role, marks_of


@dataclass(frozen=True, slots=True)
class Outlined:
    """A cell that became something: ``id`` of its outline, and the values that were read from it."""

    id: str
    role: Role
    place: Place
    source: Source
    values: tuple[str, ...]

    @property
    def row(self) -> str:
        """The row of what was read that the cell leads to."""
        return self.values[0].partition(".")[0]

    @property
    def number(self) -> str:
        """Of an indicator, at the cell of its name."""
        return self.row[1:] if self.role is Role.NAME and len(self.values) == 1 else ""


@dataclass(frozen=True)
class Shown:
    """One table: ``pages`` are those with its cells, none where cells are shown as rebuilt tables."""

    id: str
    table: Table
    cells: Mapping[Place, Outlined]
    findings: tuple[Finding, ...]
    flags: Mapping[Place, tuple[int, ...]]  # numbers of findings
    pages: tuple[PageImage, ...]
    sides: tuple[float, float]  # between which its grids stand on their pages, in points

    def cell(self, value: str) -> str | None:
        """The outline that a value was read from."""
        return self._outlines.get(value)

    def at(self, table: int, row: int, column: int = 1) -> Sequence[Outlined]:
        """What is outlined in a cell: itself, or parts of it from left to right."""
        return self._at.get((table, row, column), ())

    def cells_of(self, row: str) -> str | None:
        """The outlines of all that stands in a row of what was read."""
        return " ".join(self._rows[row]) if row in self._rows else None

    @cached_property
    def first(self) -> Place:
        return min((place for place in self.cells if place.table), default=Place(0, 0, 0))

    @cached_property
    def last(self) -> Place:
        return max((place for place in self.cells if place.table), default=Place(0, 0, 0))

    @cached_property
    def _outlines(self) -> dict[str, str]:
        return {value: cell.id for cell in self.cells.values() for value in cell.values}

    @cached_property
    def _at(self) -> dict[tuple[int, int, int], list[Outlined]]:
        found: dict[tuple[int, int, int], list[Outlined]] = {}
        for place, cell in self.cells.items():
            found.setdefault(place[:3], []).append(cell)
        return found

    @cached_property
    def _rows(self) -> dict[str, dict[str, None]]:
        rows: dict[str, dict[str, None]] = {}
        for value, outline in self._outlines.items():
            rows.setdefault(value.partition(".")[0], {})[outline] = None
        return rows


def shown_tables(original: Original, id: str) -> tuple[list[Shown], list[Finding]]:  # noqa: A002 -- HTML's word
    """The tables of a document, and the findings that are about none of them."""
    grids = Grids(original.blocks)
    tables = original.document.tables
    cells = [_outlined(marks_of(table, grids), f"{id}t{n}") for n, table in enumerate(tables, 1)]
    findings, rest = _shared_out(original.document.findings, tables, cells, grids)
    images = {image.number: image for image in original.pages}
    made = []
    for number, (table, own, said) in enumerate(zip(tables, cells, findings, strict=True), 1):
        pages = _pages(own, images)
        seen = {place: cell for place, cell in own.items() if cell.source.box} if pages else own
        flags = _flags(said, table, seen, grids)
        made.append(Shown(f"{id}t{number}", table, seen, tuple(said), flags, pages, _sides(own, grids)))
    return made, rest


def _outlined(marks: Iterable[Mark], id: str) -> dict[Place, Outlined]:  # noqa: A002
    """Each cell once; of a cell that became several things, the first says its colour."""
    found: dict[Place, list[Mark]] = {}
    place, end = Place(0, 0, 0), 0
    for mark in sorted(marks, key=lambda mark: mark.place):
        if mark.place[:3] != place[:3] or mark.place.start >= end:
            place, end = mark.place, mark.place.start + max(len(mark.source.text), 1)
        found.setdefault(place, []).append(mark)
    return {
        place: Outlined(f"{id}-c{n}", own[0].role, place, own[0].source, tuple(mark.value for mark in own))
        for n, (place, own) in enumerate(found.items(), 1)
    }


def _shared_out(
    findings: Sequence[Finding],
    tables: Sequence[Table],
    cells: Sequence[Mapping[Place, Outlined]],
    grids: Grids,
) -> tuple[list[list[Finding]], list[Finding]]:
    """Each finding goes to the table it is about: of several with its subject, to the one with its cell."""
    own: list[list[Finding]] = [[] for _ in tables]
    rest: list[Finding] = []
    for finding in findings:
        about = [n for n, table in enumerate(tables) if finding.table and table.subject == finding.table]
        at = _at(finding, grids)
        place = next((n for n in about if at in cells[n]), next(iter(about), None))
        (rest if place is None else own[place]).append(finding)
    return own, rest


def _flags(
    findings: Iterable[Finding], table: Table, cells: Mapping[Place, Outlined], grids: Grids
) -> dict[Place, tuple[int, ...]]:
    """The numbers of the findings at each cell; one about an indicator stands at its target."""
    places = {value: place for place, cell in cells.items() for value in cell.values}
    targets: dict[tuple[str, Source | None], Place | None] = {
        (each.level3, each.source): places.get(f"i{n}.target") for n, each in enumerate(table.indicators, 1)
    }
    flags: dict[Place, tuple[int, ...]] = {}
    for number, finding in enumerate(findings, 1):
        key = finding.indicator, finding.source
        place = targets[key] if key in targets else _at(finding, grids)
        if place:
            flags[place] = (*flags.get(place, ()), number)
    return flags


def _at(finding: Finding, grids: Grids) -> Place | None:
    cell = grids.cell(finding.source) if finding.source else None
    return cell[0] if cell else None


def _pages(cells: Mapping[Place, Outlined], images: Mapping[int, PageImage]) -> tuple[PageImage, ...]:
    """The pages with cells; none if one of them has no picture, or some cell of a grid no box."""
    sources = [cell.source for cell in cells.values() if cell.place.table]
    numbers = sorted({source.page for source in sources if source.page})
    if not all(source.box for source in sources) or not all(number in images for number in numbers):
        return ()
    return tuple(images[number] for number in numbers)


def _sides(cells: Mapping[Place, Outlined], grids: Grids) -> tuple[float, float]:
    every = (grids.get(number) for number in {place.table for place in cells})
    boxes = [cell.box for grid in every if grid for cell in grid.cells if cell.box]
    return min((box[0] for box in boxes), default=0.0), max((box[2] for box in boxes), default=0.0)
