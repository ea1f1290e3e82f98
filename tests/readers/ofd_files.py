"""OFD files for the tests: made from XML, or from what stands on the pages of a PDF file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2
import pypdfium2.raw as pdfium

_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_POINT = 25.4 / 72  # millimetres
_A4 = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"


def ofd(pages: Sequence[str], common: str = _A4, **parts: str) -> bytes:
    """A file with these pages: of each, what stands inside its ``Page``. ``parts`` by their names."""
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/{i}.xml"/>' for i in range(len(pages)))
    contents = {
        "OFD.xml": _element(
            "OFD", "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        ),
        "Doc_0/Document.xml": _element(
            "Document", f"<ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
        ),
        **{f"Doc_0/Pages/{i}.xml": _element("Page", page) for i, page in enumerate(pages)},
        **{f"Doc_0/{name}.xml": part for name, part in parts.items()},
    }
    return packed(contents)


def packed(contents: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in contents.items():
            file.writestr(name, part)
    return buffer.getvalue()


def _element(name: str, inside: str) -> str:
    return f"<ofd:{name} {_NAMESPACE}>{inside}</ofd:{name}>"


def resources(*objects: str) -> str:
    """A part that holds these objects as the group 5."""
    unit = f'<ofd:CompositeGraphicUnit ID="5"><ofd:Content>{"".join(objects)}</ofd:Content>'
    return _element("Res", f"{unit}</ofd:CompositeGraphicUnit>")


def template(*objects: str) -> str:
    return _element("Page", layer(*objects))


def layer(*objects: str) -> str:
    return f"<ofd:Content><ofd:Layer>{''.join(objects)}</ofd:Layer></ofd:Content>"


def text(left: float, base: float, said: str, *, size: float = 4, more: str = "", steps: str = "") -> str:
    """A text whose base line begins at a place in millimetres."""
    steps = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject Boundary="{left} {base - size} 100 {size}" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}"{steps}>{escape(said)}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, *, boundary: str = "0 0 210 297", more: str = "", inside: str = "") -> str:
    return (
        f'<ofd:PathObject Boundary="{boundary}" {more}>{inside}'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def as_ofd(pdf: Path) -> bytes:
    """What stands on the pages of a PDF file, as an OFD file."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        width, height = page.get_size()
        area = (
            f"<ofd:Area><ofd:PhysicalBox>0 0 {width * _POINT} {height * _POINT}</ofd:PhysicalBox></ofd:Area>"
        )
        pages.append(area + layer(*_texts(page, height), *_lines(page, height)))
    return ofd(pages)


def _texts(page: pypdfium2.PdfPage, height: float) -> Iterator[str]:
    textpage = page.get_textpage()
    run: list[tuple[float, float, float, str]] = []  # left, base, size, character
    for index in range(textpage.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(textpage, index))
        left, bottom, right, top = (side * _POINT for side in textpage.get_charbox(index, loose=True))
        if char in "\r\n" or right <= left:
            continue
        size = top - bottom
        base = height * _POINT - bottom - 0.14 * size
        if run and (abs(run[-1][1] - base) > 0.1 or left <= run[-1][0]):
            yield _text(run)
            run = []
        run.append((left, base, size, char))
    if run:
        yield _text(run)


def _text(run: Sequence[tuple[float, float, float, str]]) -> str:
    lefts = [left for left, *_ in run]
    steps = " ".join(f"{after - before:.4f}" for before, after in pairwise(lefts))
    return text(lefts[0], run[0][1], "".join(char for *_, char in run), size=run[0][2], steps=steps)


def _lines(page: pypdfium2.PdfPage, height: float) -> Iterator[str]:
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        if min(right - left, top - bottom) < 3:
            corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
            data = " L ".join(f"{x * _POINT:.4f} {(height - y) * _POINT:.4f}" for x, y in corners)
            yield path(f"M {data} C", more='Stroke="false" Fill="true"')
