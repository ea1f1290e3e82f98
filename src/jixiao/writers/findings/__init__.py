"""What was found, as files: one module per format.

Every module offers ``write(documents, language, cards)``, which yields the
file's bytes. Findings are written as the documents come; what a format counts
over all of them is all that is kept. ``cards`` are what the rules say of
themselves. JSON and JSON Lines are the contract of ``jixiao read``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

from jixiao.model.message import Language
from jixiao.model.rule_card import RuleCard
from jixiao.model.table import Document
from jixiao.writers import FORMATS

Cards = Mapping[str, RuleCard]
WriteFindings = Callable[[Iterable[Document], Language, Cards], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Report:
    """A format that findings are written in."""

    name: str
    suffixes: tuple[str, ...]
    is_text: bool = True

    @property
    def write(self) -> WriteFindings:
        if self.name in ("json", "jsonl"):
            plain = FORMATS[self.name].write
            return lambda documents, language, _: plain(documents, language)
        write: WriteFindings = import_module(f"{__name__}.{self.name}").write
        return write


REPORTS: dict[str, Report] = {
    known.name: known
    for known in (
        Report("line", ()),
        Report("json", (".json",)),
        Report("jsonl", (".jsonl", ".ndjson")),
        Report("sarif", (".sarif",)),
        Report("junit", (".xml",)),
        Report("csv", (".csv",)),
        Report("xlsx", (".xlsx",), is_text=False),
        Report("html", (".html", ".htm")),
    )
}


def report_of(suffix: str) -> Report | None:
    """The format that a file name's suffix asks for.

    >>> report_of(".XML").name
    'junit'
    """
    return next((known for known in REPORTS.values() if suffix.lower() in known.suffixes), None)
