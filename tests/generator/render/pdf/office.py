"""A Word document as offices print it: LibreOffice breaks its pages, repeats its heads and writes the PDF."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from ...document import Document, Grid
from ..docx import HEAD, W, docx
from .look import SANS, SERIF, Look
from .table import laid

TWIPS = 20  # in a point
PARTS = ("header", "footer", "styles")
CENTRED = '<w:p><w:pPr><w:jc w:val="center"/></w:pPr>'


@dataclass(frozen=True)
class Print:
    """What is drawn by lot for one document."""

    paper: tuple[int, int]
    font: str
    size: float
    line: str
    split_rows: bool
    centred: bool
    running: str

    @property
    def margin(self) -> int:
        return 50

    @property
    def look(self) -> Look:
        return Look(paper=self.paper, margin=(self.margin, self.margin), size=self.size)


def is_there() -> bool:
    return shutil.which("soffice") is not None


def office(document: Document, rng: Random) -> bytes:
    """The PDF; takes seconds."""
    how = Print(
        paper=rng.choice([(595, 842), (595, 842), (842, 595), (595, 430)]),
        font=rng.choice([SERIF, SANS])[0],
        size=rng.choice([9, 10.5]),
        line=rng.choice(["single", "single", "single", "double", "dashed"]),
        split_rows=rng.random() < 0.7,
        centred=rng.random() < 0.7,
        running=rng.choice(["", "部门预算公开", "预算绩效目标公开文本"]),
    )
    return _printed(_dressed(docx(document, rng), document, how))


def _printed(data: bytes) -> bytes:
    with TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "made.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", place, "made.docx"]
        subprocess.run(command, cwd=place, check=True, capture_output=True, timeout=120)
        return _constant((folder / "made.pdf").read_bytes())


def _constant(data: bytes) -> bytes:
    """Without the time and the number of this run."""
    data = re.sub(rb"(?<=/CreationDate\(D:)\d{14}", b"20240101000000", data)
    return re.sub(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}", b"0" * 32, data)


# ---- what the bare Word document lacks


def _dressed(data: bytes, document: Document, how: Print) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "word/document.xml":
                text = _body(text, document, how)
            elif name == "[Content_Types].xml":
                text = text.replace("</Types>", "".join(map(_type, PARTS)) + "</Types>")
            new.writestr(name, text)
        new.writestr("word/_rels/document.xml.rels", _relations())
        new.writestr("word/styles.xml", _styles(how))
        new.writestr("word/header.xml", _line("hdr", f"<w:r><w:t>{escape(how.running)}</w:t></w:r>"))
        new.writestr("word/footer.xml", _line("ftr", _page_number()))
    return out.getvalue()


def _body(text: str, document: Document, how: Print) -> str:
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    columns = iter([_columns(grid, how) for grid in grids])
    text = re.sub(r"<w:tblGrid>.*?</w:tblGrid>", lambda _: next(columns), text)
    text = text.replace("<w:tblPr/>", _table_properties(how))
    text = text.replace("</w:tcPr>", '<w:vAlign w:val="center"/></w:tcPr>')
    text = re.sub(f"{re.escape(CENTRED)}.*?</w:p>", _bold, text)
    if how.centred:
        text = re.sub(r"<w:tc>.*?</w:tc>", lambda m: m[0].replace("<w:p><w:r>", f"{CENTRED}<w:r>"), text)
    if not how.split_rows:
        text = text.replace("<w:tr>", "<w:tr><w:trPr><w:cantSplit/></w:trPr>")
    return text.replace("</w:body>", _section(how) + "</w:body>")


def _bold(paragraph: re.Match[str]) -> str:
    """Titles and years are the only paragraphs that come centred."""
    return paragraph[0].replace("<w:r>", '<w:r><w:rPr><w:b/><w:sz w:val="28"/></w:rPr>')


def _columns(grid: Grid, how: Print) -> str:
    room = how.paper[0] - 2 * how.margin
    edges = laid(grid, how.look, 0, room, frozenset()).edges
    widths = (round((b - a) * TWIPS) for a, b in pairwise(edges))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def _table_properties(how: Print) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{s} w:val="{how.line}" w:sz="4" w:color="000000"/>' for s in sides)
    width = round((how.paper[0] - 2 * how.margin) * TWIPS)
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
    )


def _section(how: Print) -> str:
    width, height = (round(x * TWIPS) for x in how.paper)
    margin = how.margin * TWIPS
    sides = "".join(f' w:{side}="{margin}"' for side in ("top", "right", "bottom", "left"))
    return (
        '<w:sectPr xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar{sides} w:header="400" w:footer="400"/></w:sectPr>'
    )


def _styles(how: Print) -> str:
    fonts = f'<w:rFonts w:ascii="{how.font}" w:hAnsi="{how.font}" w:eastAsia="{how.font}"/>'
    size = f'<w:sz w:val="{round(how.size * 2)}"/>'
    return (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{size}</w:rPr>'
        "</w:rPrDefault></w:docDefaults></w:styles>"
    )


def _line(root: str, runs: str) -> str:
    paragraph = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{runs}</w:p>'
    return f'{HEAD}<w:{root} xmlns:w="{W}">{paragraph}</w:{root}>'


def _page_number() -> str:
    return '<w:r><w:t>-</w:t></w:r><w:fldSimple w:instr=" PAGE "/><w:r><w:t>-</w:t></w:r>'


def _type(part: str) -> str:
    kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{part}+xml"
    return f'<Override PartName="/word/{part}.xml" ContentType="{kind}"/>'


def _relations() -> str:
    base = "http://schemas.openxmlformats.org"
    kinds = f"{base}/officeDocument/2006/relationships"
    rows = "".join(f'<Relationship Id="{part}" Type="{kinds}/{part}" Target="{part}.xml"/>' for part in PARTS)
    return f'{HEAD}<Relationships xmlns="{base}/package/2006/relationships">{rows}</Relationships>'
