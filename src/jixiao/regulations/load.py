"""Regulation files into `Regulations`: the ones that come along, and a user's own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.regulations.regulation import Basis, Regulation, Regulations, Span, Tree, Weights

DATA = Path(__file__).parent / "data"
_HUNDRED = Decimal(100)
Entries = Mapping[str, Any]


@lru_cache(maxsize=8)
def regulations(own: Path | None = None) -> Regulations:
    """All regulations; those of the folder ``own`` replace what has the same key or name.

    Raises `UsageError` for a file that is no regulation, naming file and fault.
    """
    folders = [DATA, *([own] if own else [])]
    documents: dict[str, Regulation] = {}
    bases: dict[str, Basis] = {}
    trees: list[Tree] = []
    weights: list[Weights] = []
    thresholds: dict[str, Decimal] = {}
    for folder in reversed(folders):  # one's own trees and weights come first
        for path in _files(folder):
            held, key = _entries(path), path.relative_to(folder).with_suffix("").as_posix()
            try:
                said = _regulation(key, held)
                documents.setdefault(key, said)
                bases = {each.key: each for each in _bases(said, held)} | bases
                trees += _trees(said, held)
                weights += _weights(said, held)
                thresholds = _numbers(held.get("thresholds", {})) | thresholds
            except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
                raise _unfit(path, repr(error)) from error
    known = tuple(documents[key] for key in sorted(documents))
    return Regulations(known, bases, tuple(trees), tuple(weights), thresholds)


def _files(folder: Path) -> Iterator[Path]:
    found = sorted(folder.rglob("*.toml"))
    if not found:
        raise UsageError(
            Message(f"{folder} 里没有法规文件（*.toml）", f"there is no regulation (*.toml) in {folder}")
        )
    yield from found


def _entries(path: Path) -> Entries:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _unfit(path, str(error)) from error


def _unfit(path: Path, reason: str) -> UsageError:
    return UsageError(
        Message(f"{path} 不是可用的法规文件：{reason}", f"{path} cannot be used as a regulation: {reason}")
    )


def _regulation(key: str, held: Entries) -> Regulation:
    return Regulation(
        key,
        Message(held["title"], held["english"]),
        held["number"],
        held["issuer"],
        _span(held, Span()),
        held.get("verified", True),
    )


def _span(held: Entries, around: Span) -> Span:
    return Span(
        held.get("from", around.since),
        held.get("until", around.until),
        tuple(held.get("region", around.region)),
    )


def _bases(regulation: Regulation, held: Entries) -> Iterator[Basis]:
    for name, each in held.get("basis", {}).items():
        verified = regulation.is_verified and each.get("verified", True)
        yield Basis(f"{regulation.key}#{name}", Message(each["zh"], each["en"]), regulation, verified)


def _trees(regulation: Regulation, held: Entries) -> Iterator[Tree]:
    for kind, each in held.get("tree", {}).items():
        levels = {first: tuple(seconds) for first, seconds in each["levels"].items()}
        yield Tree(kind, levels, _span(each, regulation.span))


def _weights(regulation: Regulation, held: Entries) -> Iterator[Weights]:
    for each in held.get("weights", []):
        points = _numbers(each.get("points", {}))
        execution = Decimal(each.get("execution", 0))
        # A target table leaves out the points of the execution, which only the evaluation gives.
        total = Decimal(each["free"]) if "free" in each else sum(points.values(), Decimal(0))
        if not 0 < total <= _HUNDRED:
            raise ValueError(f"weights add up to {total}")
        yield Weights(
            each["form"],
            execution,
            points,
            total,
            each.get("has-cost"),
            _span(each, regulation.span),
            regulation.is_verified and each.get("verified", True),
        )


def _numbers(held: Entries) -> dict[str, Decimal]:
    return {name: Decimal(str(value)) for name, value in held.items()}
