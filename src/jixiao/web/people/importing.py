"""Offices and people from a workbook: from cells to a plan, and what is wrong row by row. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jixiao.grid.grid import Grid
from jixiao.model.message import Message
from jixiao.model.state import Role
from jixiao.web.people.enums import CODE, DEPTH, KINDS, PARENTS, ROLES, USERNAME, Kind

#: Codes from the office that is imported into, its own left out: ("113", "001"); () is that office.
Way = tuple[str, ...]

SHEETS = {"offices": Message("机构", "Offices"), "people": Message("人员", "People")}
HEADINGS = {
    "kind": Message("类型", "Kind"),
    "code": Message("代码", "Code"),
    "name": Message("名称", "Name"),
    "parent": Message("上级代码", "Code of parent"),
    "username": Message("用户名", "Username"),
    "person": Message("姓名", "Person"),
    "email": Message("邮箱", "E-mail"),
    "role": Message("角色", "Role"),
    "office": Message("机构代码", "Code of office"),
}
OFFICE_COLUMNS = ("kind", "code", "name", "parent")
PERSON_COLUMNS = ("username", "person", "email", "role", "office")
MOST_ROWS = 5_000  # of one import; it is one transaction
_LONGEST = {"code": 40, "name": 200, "username": 60, "person": 60, "email": 254}
_OPTIONAL = {"parent", "email", "office"}
_SHAPES = {
    "code": (re.compile(CODE), Message("只能含数字、字母和 . - _", "holds digits, letters and . - _ only")),
    "username": (
        re.compile(USERNAME),
        Message("只能含文字、数字和 . @ + - _", "holds letters, digits and . @ + - _ only"),
    ),
    "email": (re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$"), Message("不是邮箱地址", "is no address")),
}


class Row(NamedTuple):
    """What stands below each heading of one row; ``number`` as the sheet counts."""

    sheet: str
    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NewOffice:
    kind: str
    code: str
    name: str
    way: Way


@dataclass(frozen=True, slots=True)
class NewAppointment:
    username: str
    name: str
    email: str
    role: str
    way: Way


@dataclass(frozen=True, slots=True)
class Known:
    """What is there already: offices by their ways, people by user names in small letters, roles given.

    ``depth`` is how many offices stand above the one that is imported into.
    """

    base: Kind
    offices: Mapping[Way, Kind]
    people: Mapping[str, str] = field(default_factory=dict)
    given: frozenset[tuple[str, str, Way]] = frozenset()
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written, parents before what is below them; ``kept`` is there already."""

    offices: tuple[NewOffice, ...] = ()
    appointments: tuple[NewAppointment, ...] = ()
    newcomers: tuple[str, ...] = ()
    kept: int = 0
    errors: tuple[Message, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.offices and not self.appointments


@dataclass(slots=True)
class _Work:
    """A plan while it is made; ``ends`` are the ways by their last codes."""

    ways: dict[Way, Kind]
    ends: defaultdict[str, list[Way]] = field(default_factory=lambda: defaultdict(list))
    offices: list[NewOffice] = field(default_factory=list)
    appointments: dict[tuple[str, str, Way], NewAppointment] = field(default_factory=dict)
    newcomers: dict[str, str] = field(default_factory=dict)
    kept: int = 0
    errors: list[tuple[tuple[str, int], Message]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for way in self.ways:
            self.ends[way[-1]].append(way)

    def add(self, office: NewOffice) -> None:
        self.offices.append(office)
        self.ways[office.way] = Kind(office.kind)
        self.ends[office.code].append(office.way)

    def refuse(self, row: Row, message: Message) -> None:
        self.errors.append(((row.sheet, row.number), message))


def rows_of(grids: Iterable[Grid]) -> list[Row]:
    """The rows of both sheets, each known by its headings; other sheets are passed over."""
    return [
        row for grid in grids for columns in (OFFICE_COLUMNS, PERSON_COLUMNS) for row in _rows(grid, columns)
    ]


def plan_of(rows: Sequence[Row], known: Known) -> Plan:
    if not 0 < len(rows) <= MOST_ROWS:
        return Plan(errors=(_too_many_rows() if rows else _no_rows(),))
    work = _Work(dict(known.offices))
    _plan_offices([row for row in rows if "kind" in row.cells], known, work)
    for row in rows:
        if "role" in row.cells:
            _plan_person(row, known, work)
    places = {(row.sheet, row.number): place for place, row in enumerate(rows)}
    return Plan(
        tuple(work.offices),
        tuple(work.appointments.values()),
        tuple(work.newcomers),
        work.kept,
        tuple(message for _, message in sorted(work.errors, key=lambda error: places[error[0]])),
    )


# ---------------------------------------------------------------------------------- rows
def _rows(grid: Grid, columns: Sequence[str]) -> Iterator[Row]:
    """Nothing where the first row does not hold these headings."""
    if not grid.rows:
        return
    head = {_column(cell.text): cell.column for cell in grid.rows[0]}
    if not {name for name in columns if name not in _OPTIONAL} <= head.keys():
        return
    places = {head[name]: name for name in columns if name in head}
    for cells in grid.rows[1:]:
        found = dict.fromkeys(columns, "")
        found |= {places[cell.column]: cell.text.strip() for cell in cells if cell.column in places}
        if any(found.values()):
            yield Row(grid.sheet or "", cells[0].row, found)


def _column(text: str) -> str:
    plain = text.strip()
    return next((name for name, said in HEADINGS.items() if plain in {said.zh, said.en}), "")


def _at(row: Row, zh: str, en: str) -> Message:
    return Message(f"“{row.sheet}”第 {row.number} 行：{zh}", f"{row.sheet}, row {row.number}: {en}")


def _faults(row: Row) -> list[Message]:
    """What is wrong with the cells by themselves."""
    found = []
    for name, text in row.cells.items():
        said = HEADINGS[name]
        if not text and name not in _OPTIONAL:
            found.append(_at(row, f"缺少{said.zh}", f"{said.en} is missing"))
        elif len(text) > (most := _LONGEST.get(name, 200)):
            found.append(_at(row, f"{said.zh}超过 {most} 个字", f"{said.en} has more than {most} characters"))
        elif text and name in _SHAPES and not _SHAPES[name][0].match(text):
            fault = _SHAPES[name][1]
            found.append(_at(row, f"{said.zh}“{text}”{fault.zh}", f"{said.en} “{text}” {fault.en}"))
    return found


# ------------------------------------------------------------------------------- offices
def _plan_offices(rows: Sequence[Row], known: Known, work: _Work) -> None:
    """Rows may stand in any order: those whose parent is not there yet wait for the next round."""
    waiting = [row for row in rows if not _refuse(work, row)]
    for _ in range(DEPTH + 1):
        left = [row for row in waiting if not _plan_office(row, known, work)]
        if len(left) == len(waiting):
            break
        waiting = left
    for row in waiting:
        work.refuse(row, _no_office(row, row.cells["parent"]))


def _plan_office(row: Row, known: Known, work: _Work) -> bool:
    """Whether the row is dealt with; not where its parent is unknown so far."""
    cells = row.cells
    ways = _ways(cells["parent"], work)
    if not ways:
        return False
    kind = next((kind for kind, said in KINDS.items() if cells["kind"] in {said.zh, said.en}), None)
    way = (*ways[0], cells["code"])
    if len(ways) > 1:
        work.refuse(row, _several(row, cells["parent"], ways))
    elif kind is None:
        work.refuse(row, _unknown_word(row, cells["kind"], KINDS.values()))
    elif (above := work.ways.get(ways[0], known.base)) not in PARENTS[kind]:
        zh = f"{KINDS[kind].zh}不能设在{KINDS[above].zh}之下"
        work.refuse(row, _at(row, zh, f"no {KINDS[kind].en} stands below a {KINDS[above].en}"))
    elif known.depth + len(way) >= DEPTH:
        work.refuse(row, _at(row, f"机构超过 {DEPTH} 级", f"the tree has no more than {DEPTH} levels"))
    elif way in known.offices:
        work.kept += 1
    elif way in work.ways:
        work.refuse(row, _at(row, f"代码 {cells['code']} 重复", f"code {cells['code']} is there twice"))
    else:
        work.add(NewOffice(kind.value, cells["code"], cells["name"], way))
    return True


def _ways(reference: str, work: _Work) -> list[Way]:
    """The offices that a reference may mean: the last codes of a way, ``113/001`` or ``001``."""
    if not reference:
        return [()]
    codes = tuple(code.strip() for code in reference.split("/"))
    return [way for way in work.ends[codes[-1]] if way[-len(codes) :] == codes]


# -------------------------------------------------------------------------------- people
def _plan_person(row: Row, known: Known, work: _Work) -> None:
    if _refuse(work, row):
        return
    cells = row.cells
    ways = _ways(cells["office"], work)
    role = next((role for role, said in ROLES.items() if cells["role"] in {said.zh, said.en}), None)
    if not ways:
        work.refuse(row, _no_office(row, cells["office"]))
    elif len(ways) > 1:
        work.refuse(row, _several(row, cells["office"], ways))
    elif role is None:
        work.refuse(row, _unknown_word(row, cells["role"], ROLES.values()))
    elif other := _somebody_else(row, known, work):
        zh = f"用户名 {cells['username']} 属于{other}，不是{cells['person']}；请换一个或改正姓名"
        en = f"the user name {cells['username']} is {other}'s; take another one, or put the name right"
        work.refuse(row, _at(row, zh, en))
    else:
        _plan_appointment(row, role, ways[0], known, work)


def _somebody_else(row: Row, known: Known, work: _Work) -> str:
    """Whose user name it is, where it is not this person's: nobody gets a role by mistake."""
    username, name = row.cells["username"].lower(), row.cells["person"]
    holder = known.people.get(username) or work.newcomers.setdefault(username, name)
    return "" if holder == name else holder


def _plan_appointment(row: Row, role: Role, way: Way, known: Known, work: _Work) -> None:
    cells = row.cells
    key = (cells["username"].lower(), role.value, way)
    if key in known.given or key in work.appointments:
        work.kept += 1
        return
    new = NewAppointment(cells["username"], cells["person"], cells["email"], role.value, way)
    work.appointments[key] = new


# ------------------------------------------------------------------------------ messages
def _refuse(work: _Work, row: Row) -> bool:
    """Whether the cells by themselves are wrong; nothing more is asked of the row then."""
    faults = _faults(row)
    for fault in faults:
        work.refuse(row, fault)
    return bool(faults)


def _no_rows() -> Message:
    wanted = [HEADINGS[name] for name in (*OFFICE_COLUMNS, *PERSON_COLUMNS)]
    zh, en = "、".join(each.zh for each in wanted), ", ".join(each.en for each in wanted)
    return Message(
        f"没有找到数据行；每张表的第一行应为表头：{zh}",
        f"there are no rows; the first row of each sheet holds its headings: {en}",
    )


def _too_many_rows() -> Message:
    return Message(
        f"超过 {MOST_ROWS} 行；请分成几次导入", f"there are more than {MOST_ROWS} rows; import them in parts"
    )


def _no_office(row: Row, reference: str) -> Message:
    return _at(
        row,
        f"没有代码为 {reference} 的机构；应为表中或已有机构的代码",
        f"there is no office with the code {reference}; wanted is one of this sheet or of those there are",
    )


def _several(row: Row, reference: str, ways: Sequence[Way]) -> Message:
    named = ["/".join(way) for way in ways]
    return _at(
        row,
        f"代码 {reference} 不止一个；请写明上级：{' 或 '.join(named)}",
        f"the code {reference} stands for several; say which: {' or '.join(named)}",
    )


def _unknown_word(row: Row, word: str, words: Iterable[Message]) -> Message:
    known = list(words)
    return _at(
        row,
        f"不认识“{word}”；应为{'、'.join(each.zh for each in known)}",
        f"“{word}” is not known; wanted is one of {', '.join(each.en for each in known)}",
    )
