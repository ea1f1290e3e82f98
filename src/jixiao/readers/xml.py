"""One way to parse XML that may be hostile, for every format made of it."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from lxml import etree

from jixiao.model.errors import DamagedFile, FileTooLarge
from jixiao.model.message import Message

Element: TypeAlias = Any  # an lxml element; its stubs are too coarse to help

_RESOURCE_LIMIT = 114  # libxml2: XML_ERR_RESOURCE_LIMIT
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)")

# An element or attribute of a few bytes takes 100 to 200 in memory. The text of a
# budget book of 400 pages has about 5 million of them.
_LARGE = 4 * 2**20
_MARKS = 10_000_000


def parse(data: bytes) -> Element:
    """The root element, free of comments and processing instructions.

    Nothing is fetched and no entity is expanded. A document with a DTD is
    refused: no office format has one, and it is where billion-laughs and
    external entities live.
    """
    admit(data)
    try:
        root = etree.fromstring(data, _parser(huge=False))
    except etree.XMLSyntaxError as error:
        if not _beyond_limit(error):
            raise _damaged(str(error)) from error
        root = _parse_deep(data)
    if root.getroottree().docinfo.internalDTD is not None:
        raise _damaged("a document type declaration")
    return root


def admit(data: bytes) -> None:
    """Raise `FileTooLarge` for markup whose tree would take up the memory."""
    if len(data) > _LARGE and data.count(b"<") + data.count(b"=") > _MARKS:
        raise too_large()


def _parse_deep(data: bytes) -> Element:
    """Parse past libxml2's 256 levels: fifty tables in tables are deep, not yet hostile.

    This switches libxml2's guard against entities off as well, hence only where
    a DTD would be seen in the bytes.
    """
    said = _ENCODING.match(data)
    visible = b"\0" not in data[:4] and (said is None or said[1].lower() in (b"utf-8", b"us-ascii"))
    if not visible or b"<!DOCTYPE" in data:
        raise too_large()
    try:
        return etree.fromstring(data, _parser(huge=True))
    except etree.XMLSyntaxError as error:
        raise (too_large() if _beyond_limit(error) else _damaged(str(error))) from error


def _beyond_limit(error: Any) -> bool:
    return bool(error.code == _RESOURCE_LIMIT)


def _parser(*, huge: bool) -> Any:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=huge,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _damaged(reason: str) -> DamagedFile:
    return DamagedFile(
        Message(
            zh=f"文件已损坏：内部 XML 无法解析（{reason}）。请用编辑软件打开后另存再试。",
            en=f"The file is damaged: its XML cannot be parsed ({reason}). "
            "Open it in the program that made it, save it anew and try again.",
        )
    )


def too_large() -> FileTooLarge:
    """The error for markup that would take up the memory or the day."""
    return FileTooLarge(
        Message(
            zh="文件超出限制：内部 XML 层次过深、内容过多或单段文字过长。",
            en="The file is beyond the limits: its XML is nested too deeply, too large "
            "or holds an endless text.",
        )
    )
