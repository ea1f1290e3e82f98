"""Comments in Word files (docx), anchored at the cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import datetime

from lxml import etree

from jixiao.writers.annotate.marks import mark
from jixiao.writers.annotate.packed import Element, Parts, element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TC, _P, _R, _T = f"{W}tc", f"{W}p", f"{W}r", f"{W}t"
_BEFORE_TEXT = (f"{W}pPr",)
_TEXTS = (_T, f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen", f"{W}sym")


def marked(data: bytes) -> bytes:
    """The file with a mark in every cell, to be read."""
    parts = Parts(data)
    name, root = _text(parts)
    for number, cell in enumerate(root.iter(_TC)):
        paragraph = etree.SubElement(cell, _P)
        etree.SubElement(etree.SubElement(paragraph, _R), _T).text = mark(number)
    parts.put(name, root)
    return parts.whole()


def annotated(data: bytes, notes: Mapping[int | None, Sequence[str]], author: str, now: datetime) -> bytes:
    """The file with comments at its cells, by the number of their marks; ``None`` is the beginning."""
    parts = Parts(data)
    name, root = _text(parts)
    comments_name, comments = _comments(parts, name)
    cells = list(root.iter(_TC))
    number = max((int(each.get(f"{W}id", "0")) for each in comments), default=-1) + 1
    for place, texts in notes.items():
        around = root.find(f"{W}body") if place is None else cells[place]
        for text in texts:
            comments.append(_comment(number, text, author, now))
            _anchor(around, number, is_cell=place is not None)
            number += 1
    parts.put(name, root)
    parts.put(comments_name, comments)
    return parts.whole()


def corrected(data: bytes, texts: Mapping[int, str]) -> bytes:
    """The file with new texts in its cells, by the number of their marks; formats are kept."""
    parts = Parts(data)
    name, root = _text(parts)
    cells = list(root.iter(_TC))
    for place, text in texts.items():
        _rewrite(cells[place], text)
    parts.put(name, root)
    return parts.whole()


def _text(parts: Parts) -> tuple[str, Element]:
    name = parts.related("", "officeDocument") or "word/document.xml"
    return name, parts.tree(name)


def _comments(parts: Parts, main: str) -> tuple[str, Element]:
    held = parts.related(main, "comments")
    if held is not None and parts.has(held):
        return held, parts.tree(held)
    name = main.rpartition("/")[0] + "/comments.xml"
    parts.relate(main, "comments", name)
    parts.declare(name, _COMMENTS)
    return name, element(f"{W}comments", "w")


def _comment(number: int, text: str, author: str, now: datetime) -> Element:
    comment = etree.Element(
        f"{W}comment",
        {
            f"{W}id": str(number),
            f"{W}author": author,
            f"{W}date": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            f"{W}initials": "JX",
        },
        nsmap={"w": W[1:-1]},
    )
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(comment, _P), _R)
        said = etree.SubElement(run, _T)
        said.text = line
        said.set(_XML_SPACE, "preserve")
    return comment


def _anchor(around: Element, number: int, *, is_cell: bool) -> None:
    """Begin and end the range of a comment in the first and last paragraph of a cell, or in one line."""
    paragraphs = list(around.iterchildren(_P)) or list(around.iter(_P))
    if not paragraphs:
        paragraphs = [etree.SubElement(around, _P)]
    first, last = paragraphs[0], paragraphs[-1] if is_cell else paragraphs[0]
    identity = {f"{W}id": str(number)}
    start = 1 if len(first) and first[0].tag in _BEFORE_TEXT else 0
    first.insert(start, etree.Element(f"{W}commentRangeStart", identity))
    etree.SubElement(last, f"{W}commentRangeEnd", identity)
    etree.SubElement(etree.SubElement(last, _R), f"{W}commentReference", identity)


def _rewrite(cell: Element, text: str) -> None:
    """Put the text where the first text of the cell stood, and take the other texts away."""
    texts = [each for each in cell.iter(*_TEXTS) if not _is_in_properties(each)]
    held = next((each for each in texts if each.tag == _T), None)
    if held is None:
        held = _new_text(cell)
    for each in texts:
        if each is not held:
            each.getparent().remove(each)
    held.text = text
    held.set(_XML_SPACE, "preserve")
    _drop_blank_lines(cell, held)


def _is_in_properties(text: Element) -> bool:
    is_said: bool = text.getparent().tag == _R
    return not is_said  # a tab stop of w:pPr


def _new_text(cell: Element) -> Element:
    paragraph = next(cell.iter(_P), None)
    if paragraph is None:
        paragraph = etree.SubElement(cell, _P)
    run = etree.SubElement(paragraph, _R)
    mark_of_paragraph = paragraph.find(f"{W}pPr/{W}rPr")
    if mark_of_paragraph is not None:
        run.append(deepcopy(mark_of_paragraph))
    return etree.SubElement(run, _T)


def _drop_blank_lines(cell: Element, held: Element) -> None:
    """Paragraphs that held the rest of the old text are empty now."""
    kept = next(held.iterancestors(_P))
    for paragraph in list(cell.iterchildren(_P)):
        if paragraph is not kept and not _says_something(
            paragraph.iter(*_TEXTS, f"{W}drawing", f"{W}object")
        ):
            cell.remove(paragraph)


def _says_something(elements: Iterable[Element]) -> bool:
    return next(iter(elements), None) is not None
