"""Highlights in web pages, at the cell, with what is said of it below the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from lxml import etree

from jixiao.writers.annotate.marks import mark

_CELLS = ("td", "th")
_STYLE = (
    ".jixiao-remark{display:block;margin:.3em 0 0;padding:.25em .5em;border-left:3px solid #b42318;"
    "background:#fef3f2;color:#7a271a;font-size:.85em;text-align:left;white-space:pre-line}"
    ".jixiao-cell{outline:2px solid #b42318;outline-offset:-2px}"
)


def marked(text: str) -> str:
    """The page with a mark in every cell, to be read."""
    root = _root(text)
    for number, cell in enumerate(root.iter(*_CELLS)):
        etree.SubElement(cell, "p").text = mark(number)
    return _written(root)


def annotated(text: str, notes: Mapping[int | None, Sequence[str]]) -> str:
    """The page with remarks at its cells, by the number of their marks; ``None`` is the page's beginning."""
    root = _root(text)
    cells = list(root.iter(*_CELLS))
    head = root.find("head")
    style = etree.SubElement(root if head is None else head, "style")
    style.text = _STYLE
    body = root.find("body")
    for place, texts in notes.items():
        around = (root if body is None else body) if place is None else cells[place]
        if place is not None:
            around.set("class", f"{around.get('class') or ''} jixiao-cell".strip())
        remarks = [etree.fromstring(f"<span>{escape(said)}</span>") for said in texts]
        for at, remark in enumerate(remarks):
            remark.set("class", "jixiao-remark")
            remark.set("role", "note")
            around.insert(at if place is None else len(around), remark)
    return _written(root)


def _root(text: str) -> Any:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    return etree.fromstring(text.encode("utf-8", "replace"), parser)


def _written(root: Any) -> str:
    """As UTF-8, and so declared whatever it was."""
    for meta in root.iter("meta"):
        if meta.get("charset"):
            meta.set("charset", "utf-8")
        elif (meta.get("http-equiv") or "").lower() == "content-type":
            meta.set("content", "text/html; charset=utf-8")
    written: str = etree.tostring(root, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
    return written
