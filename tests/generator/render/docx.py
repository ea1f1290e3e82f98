"""A Word document, written as bare OOXML: gridSpan, vMerge, paragraphs in cells."""

from __future__ import annotations

import io
import zipfile
from random import Random
from xml.sax.saxutils import escape

from ..document import Cell, Document, Grid, Paragraph

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" \
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" \
ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.\
openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
Target="word/document.xml"/></Relationships>"""


def docx(document: Document, rng: Random) -> bytes:
    split = rng.random() < 0.3  # runs cut in the middle of words, as Word does
    breaks = rng.random() < 0.3  # line breaks rather than paragraphs inside cells
    body = "".join(
        _paragraph(b.text, split=split, centre=b.style != "body")
        if isinstance(b, Paragraph)
        else _table(b, split=split, breaks=breaks) + _paragraph("", split=False)
        for b in document.blocks
    )
    xml = f'{HEAD}\n<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("word/document.xml", xml),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


def _paragraph(text: str, *, split: bool, centre: bool = False) -> str:
    cut = len(text) // 2 if split else len(text)
    runs = "".join(_run(part) for part in (text[:cut], text[cut:]) if part)
    place = '<w:pPr><w:jc w:val="center"/></w:pPr>' if centre else ""
    return f"<w:p>{place}{runs}</w:p>"


def _run(text: str) -> str:
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{inner}</w:r>"


def _table(grid: Grid, *, split: bool, breaks: bool) -> str:
    placed = grid.placed()
    rows = []
    for r in range(len(placed)):
        cells = [
            (p.column, p.cell, p.row < r)
            for above in placed[: r + 1]
            for p in above
            if p.row + p.cell.rows > r
        ]
        inner = "".join(
            _cell(cell, below=below, split=split, breaks=breaks)
            for _, cell, below in sorted(cells, key=lambda found: found[0])
        )
        rows.append(f"<w:tr>{inner}</w:tr>")
    columns = '<w:gridCol w:w="1200"/>' * grid.width
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _cell(cell: Cell, *, below: bool, split: bool, breaks: bool) -> str:
    marks = f'<w:gridSpan w:val="{cell.cols}"/>' if cell.cols > 1 else ""
    if cell.rows > 1:
        marks += "<w:vMerge/>" if below else '<w:vMerge w:val="restart"/>'
    lines = [""] if below else [cell.text] if breaks else cell.text.split("\n")
    inner = "".join(_paragraph(line, split=split) for line in lines)
    return f"<w:tc><w:tcPr>{marks}</w:tcPr>{inner}</w:tc>"
