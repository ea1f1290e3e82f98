"""A Word document as it would print: revisions accepted, hidden text gone, boxes in the flow.

Everything here is rare. The names are looked up in the parsed document first,
which costs a few microseconds when none of them occurs.
"""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.readers.xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_P, _R, _TR = f"{W}p", f"{W}r", f"{W}tr"
_PPR, _RPR, _TRPR, _TCPR = f"{W}pPr", f"{W}rPr", f"{W}trPr", f"{W}tcPr"
_DELETED = (f"{W}del", f"{W}moveFrom")
_CELL_DELETED = f"{W}cellDel"
_HIDDEN = f"{W}vanish"
_ROW_HIDDEN = f"{W}hidden"
_BOX = f"{W}txbxContent"
_ALTERNATIVES, _CHOICE, _FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
# Properties as they were before a revision, and the reading aid above a character.
_GONE = (
    *(f"{W}{name}Change" for name in ("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr")),
    f"{W}numberingChange",
    f"{W}rt",
)
_RARE = (*_DELETED, _CELL_DELETED, _HIDDEN, _ROW_HIDDEN, _BOX, _ALTERNATIVES, *_GONE)


def settle(root: Element) -> None:
    """Change the tree into what is printed."""
    present = {element.tag for element in root.iter(*_RARE)}
    if not present:
        return
    _drop(list(root.iter(*_GONE)))
    if _ALTERNATIVES in present:
        _choose(root)
    if not present.isdisjoint((*_DELETED, _CELL_DELETED)):
        _accept(root)
    if _HIDDEN in present or _ROW_HIDDEN in present:
        _hide(root)
    if _BOX in present:
        _unbox(root)


def is_on(element: Element) -> bool:
    """Whether a switch such as ``<w:vanish/>`` is on; it is unless it says otherwise."""
    return element.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def _drop(elements: Iterable[Element]) -> None:
    for element in elements:
        if (parent := element.getparent()) is not None:
            parent.remove(element)


def _choose(root: Element) -> None:
    """Keep one branch of each alternative: the first, unless only another has the text of a box."""
    boxed = set()
    for box in root.iter(_BOX):
        for branch in box.iterancestors(_CHOICE, _FALLBACK):
            if branch in boxed:
                break
            boxed.add(branch)
    for element in list(root.iter(_ALTERNATIVES)):
        branches = list(element)
        kept = next((branch for branch in branches if branch in boxed), branches[0] if branches else None)
        _drop(branch for branch in branches if branch is not kept)


def _accept(root: Element) -> None:
    marks, doomed = [], []
    for element in root.iter(*_DELETED, _CELL_DELETED):
        holder = element.getparent()
        tag = None if holder is None else holder.tag
        if tag in (_TRPR, _TCPR):
            doomed.append(holder.getparent())
        elif tag != _RPR:
            doomed.append(element)
        elif (properties := holder.getparent()) is not None and properties.tag == _PPR:
            marks.append(properties.getparent())
    _drop(doomed)
    _join(marks)


def _join(paragraphs: list[Element]) -> None:
    """Let the text behind a deleted paragraph mark run on in the same paragraph."""
    joined: dict[Element, Element] = {}
    for paragraph in paragraphs:
        head: Element = joined.get(paragraph, paragraph)
        following = head.getnext()
        if following is None or following.tag != _P:
            continue
        if all(child.tag == _PPR for child in head):
            _drop([head])
            continue
        head.extend([child for child in following if child.tag != _PPR])
        _drop([following])
        joined[following] = head


def _hide(root: Element) -> None:
    doomed = []
    for element in root.iter(_HIDDEN, _ROW_HIDDEN):
        holder = element.getparent()
        owner = holder.getparent()
        shown = (_R, _RPR) if element.tag == _HIDDEN else (_TR, _TRPR)
        if owner is not None and (owner.tag, holder.tag) == shown and is_on(element):
            doomed.append(owner)
    _drop(doomed)


def _unbox(root: Element) -> None:
    """Put the content of each text box behind the paragraph that it is anchored in."""
    for box in reversed(list(root.iter(_BOX))):  # the last first, so that each lands before those
        anchor = next(box.iterancestors(_P), None)
        if anchor is not None:
            for child in reversed(box):
                anchor.addnext(child)
