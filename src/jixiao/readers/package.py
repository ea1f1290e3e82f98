"""The parts of a workbook file (xlsx, xlsb), and how they refer to each other."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from jixiao.model.errors import DamagedFile, FileTooLarge
from jixiao.model.message import Message
from jixiao.readers.sheet import clean
from jixiao.readers.xml import Element, parse
from jixiao.readers.zipped import Zipped

_LARGEST_TREE = 64 * 2**20  # bytes of a part that is parsed as a whole


class Relations:
    """What a part refers to."""

    def __init__(self, source: str, root: Element | None) -> None:
        self._folder = posixpath.dirname(source)
        self._found = {} if root is None else {element.get("Id", ""): element for element in root}

    def part(self, identity: str, kind: str) -> str:
        """The name of the part behind a relation of that kind; empty if there is none."""
        element = self._found.get(identity)
        return self._target(element) if element is not None and _kind(element) == kind else ""

    def first(self, kind: str) -> str:
        return next((self._target(element) for element in self._found.values() if _kind(element) == kind), "")

    def _target(self, element: Element) -> str:
        target = element.get("Target", "").replace("\\", "/")
        return posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")


def _kind(relation: Element) -> str:
    """``worksheet``, ``styles`` ...; nothing for what lies outside the file, which is left alone."""
    kind: str = relation.get("Type", "").rpartition("/")[2]
    return kind if relation.get("TargetMode") != "External" else ""


class Package:
    """The parts of the file and how they refer to each other."""

    def __init__(self, zipped: Zipped) -> None:
        self._zipped = zipped

    def has(self, name: str) -> bool:
        return self._zipped.find(name) is not None

    def part(self, name: str) -> bytes:
        found = self._zipped.find(name)
        if found is None:
            raise _missing(name)
        return self._zipped.read(found)

    def tree(self, name: str) -> Element:
        return parsed(name, self.part(name))

    def relations(self, name: str) -> Relations:
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        return Relations(name, self.tree(path) if self.has(path) else None)


def parsed(name: str, xml: bytes) -> Element:
    """The root of a part that is small enough to be held as a tree."""
    if len(xml) > _LARGEST_TREE:
        raise _too_large(name)
    return parse(xml)


def local(element: Element) -> str:
    """The tag without its namespace, of which there are several for the same."""
    tag: str = element.tag
    return tag.rpartition("}")[2]


def related(element: Element) -> str:
    """The relation that an element names by its attribute ``r:id``."""
    return next((value for name, value in element.items() if name.endswith("}id")), "")


def text_boxes(drawing: Element) -> Iterator[tuple[int, str]]:
    """Titles sometimes stand in a text box over the cells: its row, its paragraphs."""
    for body in drawing.iter("{*}txBody"):
        around = list(body.iterancestors())
        if any(local(element) == "Fallback" for element in around):
            continue  # the same once more, for programs that cannot draw it
        rows = (element.findtext("{*}from/{*}row") for element in around)
        row = next((int(text) for text in rows if text and text.strip().isdecimal()), 0)
        for paragraph in body.iterfind("{*}p"):
            text = clean("".join(_run(element) for element in paragraph.iter("{*}t", "{*}br")))
            if text:
                yield row + 1, text


def _run(element: Element) -> str:
    return "\n" if local(element) == "br" else element.text or ""


def _missing(name: str) -> DamagedFile:
    return DamagedFile(
        Message(
            zh=f"文件已损坏：工作簿缺少内部部件“{name}”。请用表格软件打开后另存再试。",
            en=f"The file is damaged: the workbook lacks its part {name!r}. "
            "Open it in a spreadsheet program, save it anew and try again.",
        )
    )


def _too_large(name: str) -> FileTooLarge:
    return FileTooLarge(
        Message(
            zh=f"文件超出限制：工作簿的“{name}”过大。请只保留绩效表所在的工作表后再试。",
            en=f"The file is beyond the limits: {name!r} of the workbook is too large. "
            "Keep only the sheets with the tables and try again.",
        )
    )
