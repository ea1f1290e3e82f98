"""Office files as zips of parts, of which a few are exchanged and all others stay as they are."""

from __future__ import annotations

import posixpath
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Element = Any  # an lxml element


class Parts:
    """The parts of one file, and those that were changed or added."""

    def __init__(self, data: bytes) -> None:
        self._zip = ZipFile(BytesIO(data))
        self._names = {name.lower().lstrip("/"): name for name in self._zip.namelist()}
        self._changed: dict[str, bytes] = {}

    def has(self, name: str) -> bool:
        return name in self._changed or name.lower() in self._names

    def content(self, name: str) -> bytes:
        return self._changed.get(name) or self._zip.read(self._names[name.lower()])

    def tree(self, name: str) -> Element:
        return etree.fromstring(self.content(name), _parser())

    def put(self, name: str, content: bytes | Element) -> None:
        if not isinstance(content, bytes):
            content = etree.tostring(content, xml_declaration=True, encoding="UTF-8", standalone=True)
        self._changed[self._names.get(name.lower(), name)] = content

    def free(self, pattern: str) -> str:
        """The first name of the pattern, such as xl/comments{}.xml, that is not taken."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def related(self, source: str, kind: str) -> str | None:
        """The first part that a part refers to as this kind."""
        name = _relations_of(source)
        if not self.has(name):
            return None
        for each in self.tree(name):
            if each.get("Type", "").rpartition("/")[2] == kind and each.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(source), each.get("Target", ""))
                return posixpath.normpath(target).lstrip("/")
        return None

    def relate(self, source: str, kind: str, target: str) -> str:
        """Make a part refer to another; the identity of the relation."""
        name = _relations_of(source)
        root = self.tree(name) if self.has(name) else element(f"{_RELATIONS}Relationships", None)
        taken = {each.get("Id") for each in root}
        identity = next(f"rIdJx{n}" for n in range(1, len(taken) + 2) if f"rIdJx{n}" not in taken)
        path = posixpath.relpath("/" + target, "/" + posixpath.dirname(source))
        etree.SubElement(
            root, f"{_RELATIONS}Relationship", Id=identity, Type=f"{_OFFICE}/{kind}", Target=path
        )
        self.put(name, root)
        return identity

    def declare(self, name: str, content_type: str) -> None:
        """State the type of a part, or of all parts with a suffix (".vml")."""
        root = self.tree(_CONTENT_TYPES)
        if name.startswith("."):
            tag, key, value = "Default", "Extension", name[1:]
        else:
            tag, key, value = "Override", "PartName", f"/{name}"
        if not any(each.get(key, "").lower() == value.lower() for each in root):
            element = etree.Element(f"{_TYPES}{tag}", {key: value, "ContentType": content_type})
            root.insert(0 if tag == "Default" else len(root), element)
            self.put(_CONTENT_TYPES, root)

    def whole(self) -> bytes:
        """The file anew; unchanged parts with their bytes, times and order."""
        buffer, changed = BytesIO(), dict(self._changed)
        with ZipFile(buffer, "w") as made:
            for info in self._zip.infolist():
                made.writestr(info, changed.pop(info.filename, b"") or self._zip.read(info))
            for name, content in changed.items():
                made.writestr(name, content, self._zip.infolist()[0].compress_type)
        return buffer.getvalue()


def element(tag: str, prefix: str | None) -> Element:
    """A root in the namespace of its tag, which gets this prefix, or none."""
    spaces: Any = {prefix: tag[1:].partition("}")[0]}
    return etree.Element(tag, nsmap=spaces)


def _relations_of(source: str) -> str:
    folder, base = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
