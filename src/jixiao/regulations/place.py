"""Where and when a document belongs: its province as far as regulations know one, and its budget year."""

from __future__ import annotations

import re
from datetime import date

from jixiao.model.table import Document
from jixiao.regulations.regulation import Regulations

# 51092324T000-…: the platform's codes of projects begin with that of the province.
_DIVISION = re.compile(r"(\d\d)\d{6}[A-Z]\d{3}")


def region_of(document: Document, regulations: Regulations) -> str:
    """The province, by the names the document prints; one document has one, or none that is known."""
    names = _names(document)
    return next((name for name in regulations.regions if name in names), "")


def places_of(document: Document, regulations: Regulations) -> str:
    """All that says where a document belongs: the names it prints, and those of the same province."""
    return "\n".join([_names(document), *regulations.beside(region_of(document, regulations))])


def year_of(document: Document, today: date) -> int:
    """The first budget year that a table prints, or today's."""
    return next((each.year for each in document.tables if each.year), today.year)


def _names(document: Document) -> str:
    named = [(each.department, each.unit, each.subject, each.title) for each in document.tables]
    codes = (f"区划代码{found[1]}" for each in document.tables if (found := _DIVISION.match(each.subject)))
    return "\n".join([document.name, *(text for texts in named for text in texts if text), *codes])
