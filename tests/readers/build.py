"""Small documents for the readers' tests, written by hand."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from jixiao.grid.grid import Grid, Paragraph
from jixiao.readers.limits import Limits

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": WORD,
        "r": _KINDS,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_OPEN_DOCUMENT = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{"drawing" if name == "draw" else name}:1.0"'
    for name in ("office", "text", "table", "style", "draw")
)


def zipped(**members: str | bytes) -> bytes:
    """A zip file; ``__`` in a name stands for a slash."""
    return packed({name.replace("__", "/"): content for name, content in members.items()})


def packed(members: dict[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, numbering: str = "", parts: dict[str, bytes] | None = None, **margins: str) -> bytes:
    """A Word document.

    ``margins`` are headers and footers, such as ``header1=par("…")``; to
    ``parts`` the document refers by their names.
    """
    references = "".join(f'<w:{name[:6]}Reference w:type="default" r:id="{name}"/>' for name in margins)
    relations = {name: (name[:6], f"{name}.xml") for name in margins}
    members: dict[str, str | bytes] = {
        "_rels/.rels": _relations({"main": ("officeDocument", "word/document.xml")}),
        "word/document.xml": _word("document", f"<w:body>{body}<w:sectPr>{references}</w:sectPr></w:body>"),
    }
    for name, content in margins.items():
        members[f"word/{name}.xml"] = _word("hdr" if name.startswith("header") else "ftr", content)
    if numbering:
        relations["numbering"] = ("numbering", "numbering.xml")
        members["word/numbering.xml"] = _word("numbering", numbering)
    for name, content in (parts or {}).items():
        relations[name] = ("aFChunk", name)
        members[f"word/{name}"] = content
    members["word/_rels/document.xml.rels"] = _relations(relations)
    return packed(members)


def _word(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\r\n<w:{root} {_NAMES}>{content}</w:{root}>'


def _relations(relations: dict[str, tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="{name}" Type="{_KINDS}/{kind}" Target="{target}"/>'
        for name, (kind, target) in relations.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}'
        "</Relationships>"
    )


def par(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def cell(content: str, properties: str = "") -> str:
    """A cell of a Word table; plain text becomes its paragraph."""
    inside = content if content.startswith("<") else par(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(each if each.startswith("<w:tc>") else cell(each) for each in cells)
    return f"<w:tr>{properties}{inside}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def odt(body: str, styles: str = "", master: str = "") -> bytes:
    content = flat_odf("text", body, styles, "document-content")
    members = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    if master:
        members["styles.xml"] = (
            f"<office:document-styles {_OPEN_DOCUMENT}><office:master-styles>{master}"
            "</office:master-styles></office:document-styles>"
        )
    return packed(members)


def ods(tables: str, styles: str = "") -> bytes:
    return zipped(**{"content.xml": flat_odf("spreadsheet", tables, styles, "document-content")})


def flat_odf(kind: str, body: str, styles: str = "", root: str = "document") -> str:
    return (
        f"<office:{root} {_OPEN_DOCUMENT}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:{root}>"
    )


def name_of(reader) -> str:
    """The format that a reader is for, or the first of them."""
    return next(iter(reader.FORMATS))


def blocks(reader, data: bytes, limits=None) -> list:
    """Everything a reader yields."""
    return list(reader.read(data, name_of(reader), limits or Limits()))


def grids(reader, data: bytes, limits=None) -> list[Grid]:
    return [block for block in blocks(reader, data, limits) if isinstance(block, Grid)]


def shown(reader, data: bytes, limits=None) -> list:
    """What a reader yields, short: a text for a paragraph, rows of texts for a grid, rules of findings."""
    return [_short(block) for block in blocks(reader, data, limits)]


def _short(block):
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, Grid):
        return [[each.text for each in row] for row in block.rows]
    return block.rule


def places(grid: Grid) -> list[tuple]:
    """Text, row, column, rowspan, colspan of each cell."""
    return [(each.text, each.row, each.column, each.rowspan, each.colspan) for each in grid.cells]
