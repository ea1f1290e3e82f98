"""What a file really is: its content decides; its suffix only between kinds of plain text."""

from __future__ import annotations

import re
import zlib
from pathlib import PurePath

from jixiao.model.errors import DamagedFile, EmptyFile, UnknownFormat
from jixiao.model.message import Message
from jixiao.readers import delimited, text
from jixiao.readers.charset import decode
from jixiao.readers.compound import MAGIC, Compound
from jixiao.readers.limits import Limits
from jixiao.readers.refusals import encrypted
from jixiao.readers.zipped import Zipped, lists, open_zip

_BLANK = b"\0 \t\r\n\f\v\xef\xbb\xbf\xff\xfe"
_HEAD = 1 << 16  # bytes that are looked at
_START = 4096  # characters in which a kind of markup declares itself
_TAR = b"ustar"
_SIGNATURES = {
    b"%PDF-": "pdf",
    b"\x89PNG\r\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"II*\0": "tiff",
    b"MM\0*": "tiff",
    b"{\\rtf": "rtf",
    b"\x09\x08\x10\x00\x00\x06": "xls",  # workbooks without their container, some of them
    b"\x09\x08\x08\x00\x00\x05": "xls",  # from before Excel 5, which the reader explains
    b"\x09\x04\x06\x00": "xls",
    b"\x09\x02\x06\x00": "xls",
    b"\x09\x00\x04\x00": "xls",
}
_PACKED = {
    b"Rar!\x1a\x07": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "xz",
}
_PARTS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "ppt/presentation.xml": "PowerPoint",
    "OFD.xml": "ofd",
}
_CONTENT_TYPES = {
    b"wordprocessingml.document.main": "docx",
    b"ms-word.document.macroEnabled.main": "docx",
    b"wordprocessingml.template.main": "docx",
    b"spreadsheetml.sheet.main": "xlsx",
    b"ms-excel.sheet.macroEnabled.main": "xlsx",
    b"spreadsheetml.template.main": "xlsx",
    b"ms-excel.sheet.binary": "xlsb",
    b"presentationml": "PowerPoint",
}
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument": "OpenDocument",
    b"application/epub+zip": "EPUB",
}
_STREAMS = {
    "worddocument": "doc",
    "workbook": "xls",
    "book": "xls",
    "powerpoint document": "PowerPoint",
    "__properties_version1.0": "Outlook",
    "contents": "Microsoft Works",
}
_MARKUP = (
    ("spreadsheetml", re.compile(r'progid="Excel\.Sheet"|<(?:\w+:)?Workbook\b[^>]*office:spreadsheet"')),
    ("wordml", re.compile(r'progid="Word\.Document"|office/word/2003/wordml"|office/2006/xmlPackage"')),
    ("odt", re.compile(r'office:mimetype="application/vnd\.oasis\.opendocument\.text"')),
    ("ods", re.compile(r'office:mimetype="application/vnd\.oasis\.opendocument\.spreadsheet"')),
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta|div|p)\b", re.IGNORECASE)
_TABLE_BEGINS = re.compile(r"<(?:html|table)\b", re.IGNORECASE)
_CELL_ENDS = re.compile(r"</(?:td|th|html)\s*>", re.IGNORECASE)
_MAIL = re.compile(
    r"\A(?:[\w-]++:[^\r\n]*+\r?\n(?:[ \t][^\r\n]*+\r?\n)*+)*?Content-Type:\s*multipart/related", re.IGNORECASE
)
_GARBAGE = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f\ufffd]")
_SUFFIXES = {
    suffix: name for name, suffixes in (delimited.FORMATS | text.FORMATS).items() for suffix in suffixes
}


def detect(data: bytes, name: str = "", limits: Limits | None = None) -> str:
    """The name of the format, as its reader declares it; of pictures and PDF files as well.

    Raises `EmptyFile`, `EncryptedFile` (an Office file that cannot even be
    looked into), `DamagedFile` and `UnknownFormat`.
    """
    if not data[:_HEAD].strip(_BLANK) and not data.strip(_BLANK):
        raise EmptyFile(Message(zh="文件是空的。", en="The file is empty."))
    kind = _by_signature(data) or _by_container(data, limits or Limits()) or _by_late_signature(data)
    return kind or _by_text(data, name)


def _by_signature(data: bytes) -> str:
    start = data[:16]
    for signature, kind in _SIGNATURES.items():
        if start.startswith(signature) or data[:64].lstrip().startswith(signature):
            return kind
    for signature, kind in _PACKED.items():
        if start.startswith(signature):
            raise _packed(kind)
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    if start[:2] == b"BM" and data[6:10] == bytes(4):
        return "bmp"
    return ""


def _by_late_signature(data: bytes) -> str:
    """Some servers send a line or two of their own before the file."""
    return "pdf" if b"%PDF-" in data[:1024] and b"%%EOF" in data[-2048:] else ""


def _by_container(data: bytes, limits: Limits) -> str:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        plain = (kind for part, kind in _PARTS.items() if lists(data, part))
        return _admitted(next(plain, "") or _zip_kind(open_zip(data, limits)))
    if data.startswith(MAGIC):
        return _admitted(_ole_kind(data))
    if data.startswith(b"\x1f\x8b"):
        return _gzip_kind(data)
    return "tar" if data[257:262] == _TAR else ""


def _zip_kind(zipped: Zipped) -> str:
    for part, kind in _PARTS.items():
        if zipped.find(part):
            return kind
    if mimetype := zipped.find("mimetype"):
        content = zipped.read(mimetype)
        return next((kind for said, kind in _OPEN_DOCUMENT.items() if content.startswith(said)), "zip")
    if body := zipped.find("content.xml"):  # OpenDocument from careless programs
        content = zipped.read(body)
        return "ods" if b"<office:spreadsheet" in content else "odt" if b"<office:text" in content else "zip"
    if types := zipped.find("[Content_Types].xml"):
        content = zipped.read(types)
        return next((kind for said, kind in _CONTENT_TYPES.items() if said in content), "zip")
    return "zip"


def _ole_kind(data: bytes) -> str:
    streams = Compound(data).names
    if "encryptedpackage" in streams:
        raise encrypted()
    return next((kind for stream, kind in _STREAMS.items() if stream in streams), "OLE")


def _gzip_kind(data: bytes) -> str:
    try:
        start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data[:_HEAD], 1024)
    except zlib.error as error:
        raise _damaged(str(error)) from error
    if start[257:262] != _TAR:
        raise _packed("gzip")
    return "tar"


def _by_text(data: bytes, name: str) -> str:
    text = decode(data[:_HEAD])
    if len(_GARBAGE.findall(text)) > 0.05 * len(text):
        raise _stranger("")
    start = text[:_START].lstrip()
    if start.startswith("<"):
        for kind, pattern in _MARKUP:
            if pattern.search(start):
                return kind
        if _PAGE.search(start):
            return "html"
        if start.startswith("<?xml"):
            raise _stranger("XML")
    if _MAIL.match(start):
        return "mht"
    if (table := _TABLE_BEGINS.search(text)) and _CELL_ENDS.search(text, table.end()):
        return "html"
    return _SUFFIXES.get(PurePath(name).suffix.lower(), "text")


def _admitted(kind: str) -> str:
    if kind[0].isupper():
        raise _stranger(kind)
    return kind


def _damaged(reason: str) -> DamagedFile:
    return DamagedFile(
        Message(
            zh=f"文件已损坏：内容不完整（{reason}）。请重新下载，或用编辑软件打开后另存再试。",
            en=f"The file is damaged: it is incomplete ({reason}). Fetch it again, or open it in the "
            "program that made it, save it anew and try again.",
        )
    )


def _packed(kind: str) -> UnknownFormat:
    return UnknownFormat(
        Message(
            zh=f"文件是 {kind} 压缩包，无法直接读取。请解压后再试，或改用 zip 压缩。",
            en=f"The file is a {kind} archive, which cannot be read. "
            "Unpack it, or pack it as zip, and try again.",
        )
    )


def _stranger(kind: str) -> UnknownFormat:
    found = (f"是 {kind} 文件", f"is {kind}") if kind else ("无法识别", "is unknown")
    return UnknownFormat(
        Message(
            zh=f"文件内容{found[0]}，没有可用的读取方式。请另存为 docx、xlsx、odt 或网页后再试。",
            en=f"What the file holds {found[1]}, for which there is no reader. "
            "Save it as docx, xlsx, odt or a web page and try again.",
        )
    )
