"""Layout files: a form with its title, lines, widths and grid, which anyone can draw."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jixiao.model.errors import UsageError
from jixiao.model.measures import USUAL
from jixiao.model.message import Message
from jixiao.model.table import Form
from jixiao.writers.official.names import holds_amounts, is_field
from jixiao.writers.official.picture import Fault, Row, boxes, rows_of
from jixiao.writers.official.sheet import Align, Line

LAYOUTS = Path(__file__).parent / "layouts"
REVIEW = "review"
_KEYS = (
    *("form", "title", "region", "amounts", "widths", "wide"),
    *("above", "head", "indicators", "tail", "below", "formulas", "choices"),
)
_PICTURES = ("head", "indicators", "tail")
_AMOUNTS = ("元", "千元", "万元", "亿元")
_WORD = re.compile(r"[a-z][\w.@=-]*\w")
#: What may be chosen in the rows of the indicators, where a layout says nothing else.
_CHOICES = {"comparator": ("≥", "≤", "＝", "＞", "＜", "定性"), "unit": tuple(USUAL.split())}
_ALIGNS = {"title": Align.CENTRE, "centre": Align.CENTRE, "right": Align.RIGHT}


@dataclass(frozen=True, slots=True)
class Layout:
    """How one form is printed.

    ``name`` is the file's. ``form`` is a `Form`, or `REVIEW` for the sheet of
    a review. ``region`` is empty for national forms. ``amounts`` is the unit
    in which the form prints amounts. ``heads`` stand above the indicators on
    every page, ``row`` is repeated for each of them; both are empty in a form
    without indicators.
    """

    name: str
    form: str
    title: str
    region: tuple[str, ...]
    amounts: str
    widths: tuple[int, ...]
    is_wide: bool
    above: tuple[Line, ...]
    head: tuple[Row, ...]
    heads: tuple[Row, ...]
    row: Row
    tail: tuple[Row, ...]
    below: tuple[Line, ...]
    formulas: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]

    @property
    def row_names(self) -> frozenset[str]:
        """Every field that has a column in the rows of the indicators."""
        return frozenset(name for mark in self.row for name in mark.names)


@lru_cache(maxsize=8)
def layouts(own: Path | None = None) -> tuple[Layout, ...]:
    """All layouts, those of the folder ``own`` first; one of the same name takes the other's place.

    Raises `UsageError` for a file that is no layout, naming file, line and fault.
    """
    paths = [*(_files(own) if own else ()), *_files(LAYOUTS)]
    named = {path.stem: path for path in reversed(paths)}
    return tuple(read_layout(named[name]) for name in dict.fromkeys(path.stem for path in paths))


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.toml"))
    if not found:
        raise UsageError(
            Message(f"{folder} 里没有表格格式文件（*.toml）", f"there is no layout (*.toml) in {folder}")
        )
    return found


def read_layout(path: Path) -> Layout:
    """The layout that a file draws. Raises `UsageError`."""
    try:
        text = path.read_text(encoding="utf-8")
        return layout_of(path.stem, text)
    except Fault as fault:
        where, line = str(path), fault.row
        zh, en = (f"{where} 第{line}行", f"{where}, line {line}") if line else (where, where)
        raise UsageError(Message(f"{zh}：{fault.zh}", f"{en}: {fault.en}")) from fault
    except (OSError, TypeError, AttributeError, ValueError) as error:  # no file, or not of the shape
        raise UsageError(
            Message(f"{path} 不是可用的格式文件：{error}", f"{path} cannot be used as a layout: {error}")
        ) from error


def layout_of(name: str, text: str) -> Layout:
    """The layout that a file's text draws. Raises `Fault` with the line of the file as its row."""
    said = tomllib.loads(text)
    _check_keys(said)
    widths, title = tuple(said["widths"]), said["title"]
    head, indicators, tail = (_picture(part, said.get(part, ""), len(widths), text) for part in _PICTURES)
    formulas, choices = said.get("formulas", {}), said.get("choices", {})
    _check_named([*formulas, *choices, *(word for each in formulas.values() for word in _WORD.findall(each))])
    return Layout(
        name,
        _one_of("form", said["form"], [*map(str, Form), REVIEW]),
        title,
        tuple(said.get("region", ())),
        _one_of("amounts", said.get("amounts", "万元"), _AMOUNTS),
        widths,
        said.get("wide", False),
        tuple(_lines(said.get("above", ()), title)),
        head,
        indicators[:-1],
        indicators[-1] if indicators else (),
        tail,
        tuple(_lines(said.get("below", ()), title)),
        dict(formulas),
        {**_usual_choices(indicators), **{field: tuple(words) for field, words in choices.items()}},
    )


def _usual_choices(indicators: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    named = {name for mark in (indicators[-1] if indicators else ()) for name in mark.names}
    return {field: words for field, words in _CHOICES.items() if field in named}


def _check_keys(said: Mapping[str, Any]) -> None:
    missing = [key for key in ("form", "title", "widths") if key not in said]
    if missing:
        raise Fault(f"缺少 {missing[0]}", f"{missing[0]} is missing")
    for key in said:
        if key not in _KEYS:
            known = " ".join(_KEYS)
            raise Fault(f"没有“{key}”这一项，可用：{known}", f"there is no key {key}; known: {known}")


def _check_named(names: Sequence[str]) -> None:
    """Formulas and choices are of fields."""
    for name in names:
        if name != "sum" and not (is_field(name, in_row=True) or is_field(name, in_row=False)):
            raise Fault(f"没有“{name}”这个字段", f"there is no field {name}")


def _one_of(key: str, said: str, known: Sequence[str]) -> str:
    if said not in known:
        names = " ".join(known)
        raise Fault(f"{key} 不能是“{said}”，可用：{names}", f"{key} cannot be {said}; known: {names}")
    return said


def _lines(said: Iterable[str], title: str) -> Iterator[Line]:
    """``title: …``, ``centre: …`` and ``right: …`` say where a line stands; others stand on the left."""
    for line in said:
        where, colon, text = line.partition(": ")
        if not colon or where not in _ALIGNS:
            where, text = "", line
        yield Line(text.replace("{title}", title), _ALIGNS.get(where, Align.LEFT), where == "title")


def _picture(part: str, drawn: str, width: int, text: str) -> tuple[Row, ...]:
    """The rows of one picture, checked; a fault in one of them knows its line of the file."""
    rows = rows_of(drawn)
    try:
        for number, row in enumerate(rows):
            is_last = number == len(rows) - 1
            _check_row(number, row, width, in_row=part == "indicators" and is_last)
        _check_boxes(rows)
    except Fault as fault:
        raise Fault(fault.zh, fault.en, _line(text, part, fault.row or 0)) from fault
    return rows


def _check_row(number: int, row: Row, width: int, *, in_row: bool) -> None:
    if len(row) != width:
        raise Fault(f"有 {len(row)} 格，widths 有 {width} 列", f"{len(row)} cells for {width} widths", number)
    for mark in row:
        for name in filter(None, (*mark.names, *mark.inside)):
            if not is_field(name, in_row=in_row):
                raise Fault(f"没有“{name}”这个字段", f"there is no field {name}", number)


def _check_boxes(rows: Sequence[Row]) -> None:
    for box in boxes(rows):
        if box.rowspan > 1 and holds_amounts(rows[box.row]):
            zh, en = (
                "没有其他资金时不印这一行，它的单元格不能向下合并",
                "the row may be left out: no cell of it can go on below",
            )
            raise Fault(zh, en, box.row)


def _line(text: str, part: str, row: int) -> int:
    """The line of the file on which a picture has its row."""
    opened = re.search(rf"^{part}\s*=\s*(?:\"{{3}}|'{{3}})?", text, re.MULTILINE)
    start = opened.end() if opened else 0
    before = text[:start].count("\n") + 1
    drawn = [at for at, line in enumerate(text[start:].splitlines(), before) if line.strip()]
    return drawn[row]
