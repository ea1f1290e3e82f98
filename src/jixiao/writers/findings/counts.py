"""Findings counted: by level, opinion, rule and document. All that totals keep of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from jixiao.model.finding import Level
from jixiao.model.opinion import Opinion
from jixiao.model.table import Document
from jixiao.writers.printed import valid


class DocumentCount(NamedTuple):
    """One document: its name, its tables and indicators, and its findings by level."""

    name: str
    tables: int
    indicators: int
    levels: Counter[Level]


@dataclass(slots=True)
class Counts:
    """Grows with `add`; remarks on reading have no opinion and count under ``None``."""

    documents: list[DocumentCount] = field(default_factory=list)
    levels: Counter[Level] = field(default_factory=Counter)
    opinions: dict[Opinion | None, Counter[Level]] = field(default_factory=dict)
    rules: dict[str, Counter[Level]] = field(default_factory=dict)

    def add(self, document: Document) -> None:
        levels = Counter(each.level for each in document.findings)
        indicators = sum(len(table.indicators) for table in document.tables)
        self.documents.append(DocumentCount(valid(document.name), len(document.tables), indicators, levels))
        self.levels += levels
        for each in document.findings:
            self.opinions.setdefault(each.opinion, Counter())[each.level] += 1
            self.rules.setdefault(each.rule, Counter())[each.level] += 1

    def following(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The documents, each counted as it passes."""
        for document in documents:
            self.add(document)
            yield document

    @property
    def tables(self) -> int:
        return sum(each.tables for each in self.documents)

    @property
    def indicators(self) -> int:
        return sum(each.indicators for each in self.documents)

    @property
    def total(self) -> int:
        return self.levels.total()

    @property
    def by_rule(self) -> list[tuple[str, Counter[Level]]]:
        """The most frequent first, then by name."""
        return sorted(self.rules.items(), key=lambda pair: (-pair[1].total(), pair[0]))

    @property
    def by_opinion(self) -> list[tuple[Opinion | None, Counter[Level]]]:
        """In the order of the reviewers' list; the remarks on reading last."""
        return sorted(self.opinions.items(), key=lambda pair: pair[0] or len(Opinion) + 1)


def counts_json(counts: Counts) -> bytes:
    """The counts for programs."""
    import msgspec

    told = {
        "documents": len(counts.documents),
        "tables": counts.tables,
        "indicators": counts.indicators,
        "levels": _numbers(counts.levels),
        "opinions": [
            {"opinion": opinion.value if opinion else None, **_numbers(levels)}
            for opinion, levels in counts.by_opinion
        ],
        "rules": [{"rule": name, **_numbers(levels)} for name, levels in counts.by_rule],
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


def _numbers(levels: Counter[Level]) -> dict[str, int]:
    return {level.value: levels[level] for level in Level}
