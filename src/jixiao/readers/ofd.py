"""OFD files (GB/T 33190), the fixed layout of Chinese offices: a zip of XML pages in millimetres.

A page is read as one of a PDF file is: characters and lines with their places
become cells, tables and text.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import islice

from jixiao.grid.grid import Block
from jixiao.grid.original import PageImage
from jixiao.model.errors import DamagedFile, EmptyFile, FileError, FileTooLarge
from jixiao.model.finding import Finding
from jixiao.model.message import Message
from jixiao.readers import scan
from jixiao.readers.limits import Limits
from jixiao.readers.ofd_drawing import svg
from jixiao.readers.ofd_objects import MILLIMETRE, Shapes, numbers
from jixiao.readers.page.blocks import blocks_of
from jixiao.readers.page.cells import sheet_of
from jixiao.readers.page.matrix import Matrix
from jixiao.readers.page.ruled import ruled
from jixiao.readers.page.shapes import Sheet, Trouble, Unfinished
from jixiao.readers.refusals import locked
from jixiao.readers.xml import Element, parse
from jixiao.readers.zipped import Zipped, open_zip

FORMATS: dict[str, tuple[str, ...]] = {"ofd": (".ofd",)}

_SMALLEST = 20.0  # points: nothing can be read on a smaller page
_LARGEST = 14_400.0  # points: as a page of a PDF file
_A4 = (0.0, 0.0, 210.0, 297.0)  # for the page that does not say how large it is


def read(data: bytes, format: str, limits: Limits) -> Iterator[Block | Finding]:  # noqa: A002, ARG001 -- the readers' contract
    """The pages as printed. Raises `DamagedFile`, `EmptyFile`, `EncryptedFile` and `FileTooLarge`."""
    package = _Package(open_zip(data, limits))
    pages = package.pages()
    found: list[Sheet | Trouble] = []
    number = 0
    for number, page in enumerate(islice(pages, limits.pages), 1):
        last = found[-1] if found else None
        found += page.read(number, limits, last.unfinished if isinstance(last, Sheet) else None)
    if not found:
        raise EmptyFile(Message(zh="OFD 文件里没有页面。", en="There is no page in the OFD file."))
    yield from blocks_of(found, number + sum(1 for _ in pages), limits)


def images(data: bytes, pages: Collection[int], limits: Limits) -> Iterator[PageImage]:
    """How these pages look."""
    every = _Package(open_zip(data, limits)).pages()
    for number, page in enumerate(islice(every, max(pages)), 1):
        if number in pages:
            yield page.image(number, limits)


class _Package:
    """The parts of the file and how they refer to each other."""

    def __init__(self, zipped: Zipped) -> None:
        self._zipped = zipped
        if zipped.find("Encryptions.xml"):  # GM/T 0099
            raise locked("OFD 文件", "OFD files")

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

    def bytes(self, path: str) -> bytes | None:
        found = self._zipped.find(path)
        return None if found is None else self._zipped.read(found)

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
        every = (root.iter("{*}CompositeGraphicUnit") for _, root in self._resources)
        return {unit.get("ID"): unit for units in every for unit in units}

    @cached_property
    def media(self) -> dict[str | None, str]:
        """The parts with pictures, by their identity."""
        return {
            medium.get("ID"): self.package.path(posixpath.join(folder, root.get("BaseLoc", "")), location)
            for folder, root in self._resources
            for medium in root.iter("{*}MultiMedia")
            if (location := medium.findtext("{*}MediaFile"))
        }

    def medium(self, identity: str | None) -> bytes | None:
        path = self.media.get(identity)
        return self.package.bytes(path) if path else None

    @cached_property
    def _resources(self) -> list[tuple[str, Element]]:
        """What pages refer to, with the folder that it says places from."""
        entries = (
            self._root.iterfind(f"{{*}}CommonData/{{*}}{kind}") for kind in ("PublicRes", "DocumentRes")
        )
        paths = [self._path(entry.text) for kind in entries for entry in kind]
        return [
            (posixpath.dirname(path), self.package.part(path)) for path in paths if self.package.has(path)
        ]

    def _path(self, location: str | None) -> str:
        return self.package.path(self._folder, location)


class _Page:
    def __init__(self, document: _Document, path: str) -> None:
        self._document = document
        self._path = path

    def read(self, number: int, limits: Limits, before: Unfinished | None) -> Iterator[Sheet | Trouble]:
        try:
            size, shapes = self._shapes(limits)
        except DamagedFile:
            yield Trouble("damaged", number)
            return
        if min(size) < _SMALLEST or max(size) > _LARGEST:
            yield Trouble("size", number)
            return
        if shapes.is_picture(size):
            found = list(self._recognised(number, size, shapes, limits))
            yield from found
            if not shapes.glyphs or any(isinstance(each, Sheet) for each in found):
                return
        if shapes.is_crowded:
            yield Trouble("crowded", number)
        else:
            yield sheet_of(number, size, ruled(shapes.strokes), shapes.glyphs, before)

    def image(self, number: int, limits: Limits) -> PageImage:
        size, shapes = self._shapes(limits)
        if not shapes.is_picture(size) or not scan.can_read():
            return PageImage(number, *size, "image/svg+xml", svg(size, shapes.glyphs, shapes.strokes))
        from jixiao.readers.scan.mounted import mounted
        from jixiao.readers.scan.page import shown

        return shown(mounted(self._pictures(shapes), size, limits), number)

    def _shapes(self, limits: Limits) -> tuple[tuple[float, float], Shapes]:
        """What is printed, and the size of the page in points. Raises `DamagedFile`."""
        root = self._document.package.part(self._path)
        box = numbers(root.findtext("{*}Area/{*}PhysicalBox")) or numbers(self._document.box)
        left, top, width, height = box[:4] if len(box) >= 4 else _A4
        shapes = Shapes(self._document, (left, top), limits)
        for layers in (*self._under(root), root):
            shapes.add(layers)
        return (width * MILLIMETRE, height * MILLIMETRE), shapes

    def _recognised(
        self, number: int, size: tuple[float, float], shapes: Shapes, limits: Limits
    ) -> Iterator[Sheet | Trouble]:
        """A page that is nothing but pictures, read from them where that can be done."""
        if not scan.can_read():
            yield Trouble("picture", number)
            return
        from jixiao.readers.scan.mounted import mounted
        from jixiao.readers.scan.page import recognised

        found = list(self._pictures(shapes))
        try:
            picture = mounted(found, size, limits) if found else None
        except FileError as error:
            yield Trouble("large" if isinstance(error, FileTooLarge) else "unknown", number)
            return
        if picture is None:
            yield Trouble("unknown", number)
            return
        yield recognised(picture, number)
        yield Trouble("recognised", number)

    def _pictures(self, shapes: Shapes) -> Iterator[tuple[bytes, Matrix]]:
        for identity, matrix in shapes.pictures:
            data = self._document.medium(identity)
            if data:
                yield data, matrix

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
