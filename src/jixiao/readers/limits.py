"""What keeps hostile files harmless. One place, plain numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file; beyond them reading stops with `FileTooLarge` or a finding.

    Sizes are in bytes. The largest real disclosure seen, a district's budget
    book of 400 pages, stays under a tenth of each.
    """

    file_size: int = 256 * 2**20
    unpacked_size: int = 512 * 2**20  # of all members of one archive together
    compression_ratio: int = 200  # of a member over 1 MiB; XML of real tables stays under 60
    members: int = 10_000  # files in one archive
    archive_depth: int = 3  # archives in archives
    cells: int = 2_000_000  # in one grid or sheet
    columns: int = 1_024  # of one grid; a full-width spreadsheet row is never a form
    span: int = 4_096  # rows or columns one cell may claim
    nesting: int = 32  # tables in tables
    text_length: int = 64 * 2**20  # characters of a plain text
    pages: int = 5_000  # of a PDF file; those after are told and not read
    objects: int = 60_000  # lines and areas on one page; beyond, its rulings are not read
    glyphs: int = 100_000  # characters on one page; beyond, it is not read
    pixels: int = 120_000_000  # of one picture; A3 at 600 dpi has 70 million
    images: int = 200  # pages with tables of one file that are drawn to be shown
    office_seconds: float = 60.0  # for LibreOffice to convert one file
