"""Finding units, tables and indicators by what they say; all that is asked for stands in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from django.db.models import Max, Model, Q, QuerySet

from jixiao.model.comparator import Comparator
from jixiao.model.message import Message
from jixiao.web.people.models import Account, Office
from jixiao.web.people.queries import offices_visible, within
from jixiao.web.people.rules import Ability
from jixiao.web.targets.filters import ERRORS, Filters, filters_in, number
from jixiao.web.targets.models import Filing, Gist, Row

Found = TypeVar("Found", bound=Model)

#: So many are counted exactly and can be paged through; beyond it one narrows, or takes the list along.
COUNTED = 1_000
ROWS = 25
_LAST_YEAR = 9999
#: How many of the newest rows are looked through before all are; after these a phrase is known to be rare.
_NEWEST = (4_096, 32_768)
_FEW = 200  # tables, with some ten thousand rows at most


class What(StrEnum):
    INDICATORS = "indicators"
    TABLES = "tables"  # by subject and goal
    UNITS = "units"


WHATS = {
    What.INDICATORS: Message("指标", "Indicators"),
    What.TABLES: Message("项目与目标", "Subjects and goals"),
    What.UNITS: Message("单位", "Units"),
}
#: A first level belongs to a class by a part of its name; forms write 产出指标, 产出, 效益指标, 社会效益.
CLASSES = {
    "成本": Message("成本", "Cost"),
    "产出": Message("产出", "Output"),
    "效益": Message("效益", "Benefit"),
    "满意": Message("满意度", "Satisfaction"),
}
_SORTS: Mapping[str, tuple[str, ...]] = {
    "": ("-pk",),
    "old": ("pk",),
    "unit": ("filing__office__path", "filing__subject", "pk"),
    "subject": ("filing__subject", "pk"),
    "year": ("-filing__campaign__year", "-pk"),
}
SORT_NAMES = {
    "": Message("最近变动在前", "Newest first"),
    "old": Message("最早在前", "Oldest first"),
    "unit": Message("按单位", "By unit"),
    "subject": Message("按项目", "By subject"),
    "year": Message("按年度", "By year"),
}


@dataclass(frozen=True, slots=True)
class Wanted(Filters):
    """What is looked for. What is unknown in an address narrows nothing."""

    what: str = What.INDICATORS.value
    year: int = 0
    level1: str = ""
    comparator: str = ""

    @property
    def is_narrow(self) -> bool:
        return replace(self, sort="", what=What.INDICATORS.value) != Wanted()


def wanted_in(said: Mapping[str, str]) -> Wanted:
    common = filters_in(said)
    return Wanted(
        **{each.name: getattr(common, each.name) for each in fields(common) if each.name != "sort"},
        sort=_one_of(said.get("sort", ""), _SORTS),
        what=_one_of(said.get("what", ""), list(What)) or What.INDICATORS.value,
        year=min(number(said.get("year", "")), _LAST_YEAR),
        level1=_one_of(said.get("level1", ""), CLASSES),
        comparator=_one_of(said.get("comparator", ""), list(Comparator)),
    )


def _one_of(text: str, known: Mapping[str, object] | Sequence[str]) -> str:
    return text if text in known else ""


class Count:
    """How many there are, looked at up to `COUNTED`, and which they are if that is all."""

    def __init__(self, found: QuerySet[Found]) -> None:
        self.keys = list(found.order_by().values_list("pk", flat=True)[: COUNTED + 1])

    @property
    def number(self) -> int:
        return min(len(self.keys), COUNTED)

    @property
    def is_more(self) -> bool:
        return len(self.keys) > COUNTED


@dataclass(frozen=True)
class Place:
    """Where one is in pages of what was found."""

    page: int
    count: Count

    @cached_property
    def pages(self) -> int:
        return max(1, -(-self.count.number // ROWS))

    def cut(self, found: QuerySet[Found]) -> list[Found]:
        """What is on this page."""
        start = (self.page - 1) * ROWS
        return list(found[start : start + ROWS])


def place_of(said: str, count: Count) -> Place:
    place = Place(1, count)
    return replace(place, page=min(max(number(said), 1), place.pages))


class Search:
    """What a person looks for, in the part that they see."""

    def __init__(self, account: Account, wanted: Wanted) -> None:
        self.account, self.wanted = account, wanted

    @cached_property
    def office(self) -> Office | None:
        return Office.objects.filter(pk=self.wanted.office).first() if self.wanted.office else None

    @property
    def indicators(self) -> QuerySet[Row]:
        """Rows whose name or target holds all words."""
        return self._sorted(self._rows().filter(self._holding()))

    @property
    def tables(self) -> QuerySet[Gist]:
        """Tables whose subject and goals hold all words."""
        return self._sorted(Gist.objects.filter(self._of_filing(), self._holding()))

    @property
    def units(self) -> QuerySet[Office]:
        """Offices whose name holds all words, or whose code begins so: few enough to look at each."""
        offices = offices_visible(self.account).select_related("parent").order_by("path")
        for word in self.wanted.text.split():
            offices = offices.filter(Q(name__icontains=word) | Q(code__startswith=word))
        if self.wanted.office:
            offices = offices.filter(path__startswith=self._path)
        return offices if self.wanted.text else offices.none()

    def _rows(self) -> QuerySet[Row]:
        rows = Row.objects.filter(self._of_filing())
        if self.wanted.level1:
            rows = rows.filter(level1__contains=self.wanted.level1)
        return rows.filter(comparator=self.wanted.comparator) if self.wanted.comparator else rows

    def _sorted(self, found: QuerySet[Found]) -> QuerySet[Found]:
        lighter = found.select_related("filing__office", "filing__campaign").defer(
            "pairs", "filing__unlocked"
        )
        return lighter.order_by(*_SORTS[self.wanted.sort])

    def _holding(self) -> Q:
        way = "matches" if self._are_few else "holds"
        return Q(**{f"pairs__{way}": self.wanted.text}) if self.wanted.text else Q()

    @cached_property
    def _are_few(self) -> bool:
        """Whether it is quicker to look at each row of the tables in question than to ask the index."""
        asked = Filing.objects.filter(self._of_filing(""))
        return asked.order_by()[: _FEW + 1].count() <= _FEW

    def _of_filing(self, way: str = "filing__") -> Q:
        """What narrows indicators and gists by the filing that ``way`` leads to."""
        wanted = self.wanted
        asked = {
            "campaign": wanted.campaign,
            "campaign__year": wanted.year,
            "state": wanted.state,
            "form": wanted.form,
            "office__path__startswith": self._path if wanted.office else "",
        }
        narrow = {name: value for name, value in asked.items() if value} | dict(ERRORS.get(wanted.errors, {}))
        seen = within(self.account, Ability.SEE, f"{way}office__path")
        return seen & Q(**{f"{way}{name}": value for name, value in narrow.items()})

    @property
    def _path(self) -> str:
        return self.office.path if self.office else "-"

    def count(self, what: What) -> Count:
        match what:
            case What.INDICATORS:
                return Count(self.indicators)
            case What.TABLES:
                return Count(self.tables)
            case What.UNITS:
                return Count(self.units)

    def counts(self, what: What) -> dict[What, Count]:
        """How many there are of one kind; of the others as well where there is none."""
        count = self.count(what)
        others = [] if count.number else [each for each in What if each is not what]
        return {what: count} | {each: self.count(each) for each in others}

    def page(self, what: What, place: Place) -> Sequence[Row] | Sequence[Gist] | Sequence[Office]:
        """Few are taken by their numbers: that words are rare is known by now, and no database need guess."""
        few = None if place.count.is_more else Q(pk__in=place.count.keys)
        match what:
            case What.INDICATORS if few:
                return place.cut(self._sorted(Row.objects.filter(few)))
            case What.INDICATORS:
                return self._newest(place) or place.cut(self.indicators)
            case What.TABLES:
                return place.cut(self._sorted(Gist.objects.filter(few)) if few else self.tables)
            case What.UNITS:
                return place.cut(self.units)

    def _newest(self, place: Place) -> list[Row]:
        """A page of many rows that hold the words, looked for among the newest; nothing where that fails."""
        if self.wanted.sort or not self.wanted.text:
            return []
        among = self._sorted(self._rows().filter(pairs__matches=self.wanted.text))
        last = Row.objects.aggregate(last=Max("pk"))["last"]
        for newest in _NEWEST:
            page = place.cut(among.filter(pk__gt=last - newest))
            if len(page) == ROWS:
                return page
        return []
