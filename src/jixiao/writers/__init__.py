"""From documents to files: one module per format.

Layer 2. Every module offers ``write(documents, language)``, which yields the
file's bytes piece by piece and does no input or output of its own. Formats of
lines are written as the documents come, so that memory stays flat. `FORMATS`
says which formats there are; a module is loaded when it is first used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from jixiao.model.message import Language

Write = Callable[[Iterable[Any], Language], Iterator[bytes]]  # of documents or of originals


@dataclass(frozen=True, slots=True)
class Format:
    """A format that jixiao writes. ``carries_findings``: they stand in the file itself.

    One that ``shows_source`` takes `Original` values: documents beside what they were read from.
    """

    name: str
    suffixes: tuple[str, ...]
    is_text: bool
    carries_findings: bool
    shows_source: bool = False

    @property
    def write(self) -> Write:
        write: Write = import_module(f"jixiao.writers.{self.name}").write
        return write


FORMATS: dict[str, Format] = {
    known.name: known
    for known in (
        Format("json", (".json",), is_text=True, carries_findings=True),
        Format("jsonl", (".jsonl", ".ndjson"), is_text=True, carries_findings=True),
        Format("csv", (".csv",), is_text=True, carries_findings=False),
        Format("xlsx", (".xlsx",), is_text=False, carries_findings=True),
        Format("parquet", (".parquet",), is_text=False, carries_findings=False),
        Format("markdown", (".md", ".markdown"), is_text=True, carries_findings=True),
        Format("html", (".html", ".htm"), is_text=True, carries_findings=True, shows_source=True),
    )
}


def format_of(suffix: str) -> Format | None:
    """The format that a file name's suffix asks for.

    >>> format_of(".MD").name
    'markdown'
    """
    return next((known for known in FORMATS.values() if suffix.lower() in known.suffixes), None)
