"""What the rules find in a table that stands alone, each at the cell where a person can change it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import msgspec

from jixiao import api
from jixiao.model.finding import Finding, Level
from jixiao.model.message import Message
from jixiao.model.source import Source
from jixiao.model.table import Document, Fund, FundsItem, Table


class Found(msgspec.Struct, frozen=True):
    """A finding as it is kept, in both languages.

    ``address`` is the cell as in `forms.edited`, "" for the table as a whole;
    ``text`` is what could stand there instead.
    """

    rule: str
    level: Level
    zh: str
    en: str
    address: str = ""
    indicator: str = ""
    basis: str = ""
    advice_zh: str = ""
    advice_en: str = ""
    opinion: int | None = None
    text: str = ""
    basis_en: str = ""

    @property
    def cited(self) -> Message:
        """What it rests on; of findings that were kept before English was, the Chinese in both."""
        return Message(self.basis, self.basis_en or self.basis)


def found_in(table: Table, place: str) -> tuple[Found, ...]:
    """What the rules find; ``place`` names where the table belongs, which tells the regulations in force."""
    document = Document(place, "filing", "", (_addressed(table),))
    return tuple(_kept(each) for each in api.check(document).findings)


def of_another_year(table: Table, year: int) -> tuple[Found, ...]:
    """What is told of a table that is filed for ``year`` and names another: last year's file, most often."""
    if table.year in {None, year}:
        return ()
    found = Found(
        "year-of-another-campaign",
        Level.WARNING,
        f"表上的年度是{table.year}年，这个批次申报的是{year}年",
        f"the table is of {table.year}; what is filed here is of {year}",
        "year",
        advice_zh=f"内容确是{year}年的，把年度改为{year}；放错了文件或批次，就不要采用、不要送审",
        advice_en=f"If its content is of {year}, change the year;"
        " if it is the wrong file or campaign, do not take it or hand it in",
        text=str(year),
    )
    return (found,)


def written(found: Iterable[Found]) -> str:
    return msgspec.json.encode(list(found)).decode()


def read(kept: str) -> tuple[Found, ...]:
    """The reverse of `written`."""
    return tuple(msgspec.json.decode(kept, type=list[Found]))


def counted(found: Iterable[Found]) -> Counter[Level]:
    return Counter(each.level for each in found)


def fund_addresses(funds: Sequence[Fund]) -> Iterator[str]:
    """By item and column; by its place where these do not tell it."""
    keys = Counter((each.item, each.column) for each in funds)
    for place, fund in enumerate(funds):
        if fund.item is FundsItem.OTHER or keys[fund.item, fund.column] > 1:
            yield f"fund.#{place}"
        else:
            yield fund_address(fund.item, fund.column)


def fund_address(item: str, column: str) -> str:
    return f"fund.{item}.{column}" if column else f"fund.{item}"


def _addressed(table: Table) -> Table:
    """With the address of every cell as its source's sheet: rules quote a source's text and nothing else."""
    return replace(
        table,
        goals=tuple(
            replace(each, source=_at(each.source, f"goal.{place}")) for place, each in enumerate(table.goals)
        ),
        funds=tuple(
            replace(each, source=_at(each.source, address))
            for each, address in zip(table.funds, fund_addresses(table.funds), strict=True)
        ),
        indicators=tuple(
            replace(
                each,
                source=_at(each.source, f"indicator.{place}.target"),
                name_source=_named(f"indicator.{place}.level3", each.level3),
            )
            for place, each in enumerate(table.indicators)
        ),
        execution=table.execution and replace(table.execution, source=_at(table.execution.source, "")),
        conclusion=table.conclusion and replace(table.conclusion, source=_at(table.conclusion.source, "")),
        subject_source=_named("subject", table.subject),
        unit_source=_named("unit", table.unit),
        department_source=_named("department", table.department),
    )


def _named(address: str, text: str | None) -> Source:
    return Source(0, 1, 1, text or "", sheet=address)


def _at(source: Source, address: str) -> Source:
    return source._replace(sheet=address)


def _kept(finding: Finding) -> Found:
    advice, correction = finding.suggestion, finding.correction
    address = (finding.source.sheet if finding.source else "") or ""
    return Found(
        finding.rule,
        finding.level,
        finding.message.zh,
        finding.message.en,
        "" if _is_whole(finding, address) else address,
        finding.indicator,
        finding.basis.zh if finding.basis else "",
        advice.zh if advice else "",
        advice.en if advice else "",
        finding.opinion.value if finding.opinion else None,
        correction.text if correction and correction.source.sheet == address else "",
        finding.basis.en if finding.basis else "",
    )


def _is_whole(finding: Finding, address: str) -> bool:
    """A rule about the table as a whole is told at its name for want of a better cell."""
    return address == "subject" and not finding.indicator
