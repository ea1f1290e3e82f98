"""OFD files (GB/T 33190), the fixed layout of Chinese offices: a zip of XML pages in millimetres.

A page is read as one of a PDF file is: characters and lines with their places
become cells, tables and text.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from jixiao.grid.grid import Block
from jixiao.model.errors import DamagedFile, EmptyFile
from jixiao.model.finding import Finding
from jixiao.model.message import Message
from jixiao.readers.limits import Limits
from jixiao.readers.ofd_objects import MILLIMETRE, Shapes, numbers
from jixiao.readers.page.blocks import blocks_of
from jixiao.readers.page.cells import sheet_of
from jixiao.readers.page.ruled import ruled
from jixiao.readers.page.shapes import Sheet, Trouble
from jixiao.readers.refusals import encrypted
from jixiao.readers.xml import Element, parse
from jixiao.readers.zipped import Zipped, open_zip

FORMATS: dict[str, tuple[str, ...]] = {"ofd": (".ofd",)}

_A4 = (0.0, 0.0, 210.0, 297.0)  # for the page that does not say how large it is


def read(data: bytes, format: str, limits: Limits) -> Iterator[Block | Finding]:  # noqa: A002, ARG001 -- the readers' contract
    """The pages as printed. Raises `DamagedFile`, `EmptyFile`, `EncryptedFile` and `FileTooLarge`."""
    package = _Package(open_zip(data, limits))
    pages = package.pages()
    found: list[Sheet | Trouble] = []
    for number, page in enumerate(islice(pages, limits.pages), 1):
        last = found[-1] if found else None
        found += page.read(number, limits, last.columns if isinstance(last, Sheet) else ())
    if not found:
        raise EmptyFile(Message(zh="OFD 文件里没有页面。", en="There is no page in the OFD file."))
    yield from blocks_of(found, len(found) + sum(1 for _ in pages), limits)


class _Package:
    """The parts of the file and how they refer to each other."""

    def __init__(self, zipped: Zipped) -> None:
        self._zipped = zipped
        if zipped.find("Encryptions.xml"):  # GM/T 0099
            raise encrypted()

    def pages(self) -> Iterator[_Page]:
        """Of all documents in the file; there is nearly always one."""
        for root in self.part("OFD.xml").iterfind("{*}DocBody/{*}DocRoot"):
            yield from _Document(self, self.path("", root.text)).pages()

    def path(self, folder: str, location: str | None) -> str:
        """The part that a location names, from the folder it is said in."""
        return posixpath.normpath(posixpath.join("/", folder, (location or "").strip())).lstrip("/")

    def part(self, path: str) -> Element:
        found = self._zipped.find(path)
        if found is None:
            raise _missing(path)
        return parse(self._zipped.read(found))

    def has(self, path: str) -> bool:
        return self._zipped.find(path) is not None


class _Document:
    def __init__(self, package: _Package, path: str) -> None:
        self.package = package
        self._folder = posixpath.dirname(path)
        self._root = package.part(path)
        self._templates = {
            entry.get("ID"): entry for entry in self._root.iterfind("{*}CommonData/{*}TemplatePage")
        }

    def pages(self) -> Iterator[_Page]:
        for entry in self._root.iterfind("{*}Pages/{*}Page"):
            yield _Page(self, self._path(entry.get("BaseLoc")))

    def template(self, identity: str | None) -> Element | None:
        """What lies under the pages that name it: often the rulings of a form."""
        entry = self._templates.get(identity)
        path = "" if entry is None else self._path(entry.get("BaseLoc"))
        return self.package.part(path) if path and self.package.has(path) else None

    @property
    def box(self) -> str:
        found: str = self._root.findtext("{*}CommonData/{*}PageArea/{*}PhysicalBox") or ""
        return found

    @cached_property
    def units(self) -> dict[str | None, Element]:
        """Groups of objects that pages show as one, by their identity."""
        found: dict[str | None, Element] = {}
        for kind in ("PublicRes", "DocumentRes"):
            for entry in self._root.iterfind(f"{{*}}CommonData/{{*}}{kind}"):
                path = self._path(entry.text)
                if self.package.has(path):
                    found |= {e.get("ID"): e for e in self.package.part(path).iter("{*}CompositeGraphicUnit")}
        return found

    def _path(self, location: str | None) -> str:
        return self.package.path(self._folder, location)


class _Page:
    def __init__(self, document: _Document, path: str) -> None:
        self._document = document
        self._path = path

    def read(self, number: int, limits: Limits, before: tuple[float, ...]) -> Iterator[Sheet | Trouble]:
        try:
            root = self._document.package.part(self._path)
        except DamagedFile:
            yield Trouble("damaged", number)
            return
        box = numbers(root.findtext("{*}Area/{*}PhysicalBox")) or numbers(self._document.box)
        left, top, width, height = box[:4] if len(box) >= 4 else _A4
        shapes = Shapes(self._document, (left, top), limits)
        for layers in (*self._under(root), root):
            shapes.add(layers)
        if not shapes.glyphs and shapes.has_picture:
            yield Trouble("picture", number)
        elif shapes.is_crowded:
            yield Trouble("crowded", number)
        else:
            size = width * MILLIMETRE, height * MILLIMETRE
            yield sheet_of(number, size, ruled(shapes.strokes), shapes.glyphs, before)

    def _under(self, root: Element) -> Iterator[Element]:
        for entry in root.iterfind("{*}Template"):
            template = self._document.template(entry.get("TemplateID"))
            if template is not None:
                yield template


def _missing(path: str) -> DamagedFile:
    return DamagedFile(
        Message(
            zh=f"文件已损坏：OFD 里缺少“{path}”。请重新下载后再试。",
            en=f"The file is damaged: its part {path!r} is missing. Fetch it again.",
        )
    )
