"""What was read, added up to one line."""

from __future__ import annotations

from dataclasses import dataclass, field

from jixiao.model.message import Language
from jixiao.model.table import AmountUnit, Document, Sum
from jixiao.writers.printed import amount_in


@dataclass(slots=True)
class Tally:
    """Counts over documents; the largest sum of a single document stands for its closing."""

    documents: int = 0
    tables: int = 0
    indicators: int = 0
    findings: int = 0
    sums: list[tuple[Sum, AmountUnit]] = field(default_factory=list)

    def add(self, document: Document) -> None:
        self.documents += 1
        self.tables += len(document.tables)
        self.indicators += sum(len(table.indicators) for table in document.tables)
        self.findings += len(document.findings)
        self.sums += [(each, table.amount_unit) for table in document.tables for each in table.sums]

    def line(self, language: Language) -> str:
        """
        >>> Tally(1, 6, 97, 0).line(Language.ENGLISH)
        '6 tables, 97 indicators, 0 findings'
        """
        if language is Language.CHINESE:
            counts = f"{self.tables} 张表，{self.indicators} 项指标，{self.findings} 个问题"
            return "；".join(filter(None, (counts, self._closing(language))))
        counts = (
            f"{_counted(self.tables, 'table')}, {_counted(self.indicators, 'indicator')},"
            f" {_counted(self.findings, 'finding')}"
        )
        return "; ".join(filter(None, (counts, self._closing(language))))

    def _closing(self, language: Language) -> str:
        closed = sum(each.closes for each, _ in self.sums)
        if not self.sums:
            return ""
        if closed < len(self.sums) or self.documents > 1:
            many = len(self.sums)
            return (
                f"{many} 个合计中 {closed} 个相符"
                if language is Language.CHINESE
                else f"{closed} of {many} sums closed"
            )
        largest, unit = max(self.sums, key=lambda pair: pair[0].total)
        equals = "=" if largest.total == largest.added else "≈"
        both = f"{amount_in(unit, largest.total)} {equals} {amount_in(unit, largest.added)}"
        return f"{both} 勾稽相符" if language is Language.CHINESE else f"{both} closed"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
