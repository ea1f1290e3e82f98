"""Regulation files into `Regulations`: the ones that come along, and a user's own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.regulations.commons import Common, common_of
from jixiao.regulations.lights import Monitoring, monitoring_of
from jixiao.regulations.method import Grades, Method
from jixiao.regulations.methods import grades_in, methods_in
from jixiao.regulations.regulation import Basis, Regulation, Regulations, Tree, Weights
from jixiao.regulations.reviews import ReviewForm, review_form_of
from jixiao.regulations.span import Span, span_in

DATA = Path(__file__).parent / "data"
_HUNDRED = Decimal(100)
Entries = Mapping[str, Any]


class _File(NamedTuple):
    """What one regulation file says."""

    regulation: Regulation
    bases: tuple[Basis, ...]
    trees: tuple[Tree, ...]
    weights: tuple[Weights, ...]
    thresholds: Mapping[str, Decimal]
    methods: tuple[Method, ...]
    grades: tuple[Grades, ...]
    monitoring: tuple[Monitoring, ...]
    reviews: tuple[ReviewForm, ...]
    commons: tuple[Common, ...]


@lru_cache(maxsize=8)
def regulations(own: Path | None = None) -> Regulations:
    """All regulations; those of the folder ``own`` replace what has the same key or name.

    Raises `UsageError` for a file that is no regulation, naming file and fault.
    """
    folders = [*([own] if own else []), DATA]  # one's own trees and weights come first
    files = [_read(path, folder) for folder in folders for path in _files(folder)]
    last_first = files[::-1]  # in a dictionary the last one stays: that is the first
    documents = {each.regulation.key: each.regulation for each in last_first}
    return Regulations(
        documents=tuple(documents[key] for key in sorted(documents)),
        bases={basis.key: basis for each in last_first for basis in each.bases},
        trees=tuple(tree for each in files for tree in each.trees),
        weights=tuple(split for each in files for split in each.weights),
        thresholds={name: value for each in last_first for name, value in each.thresholds.items()},
        methods=tuple(method for each in files for method in each.methods),
        grades=tuple(grades for each in files for grades in each.grades),
        monitoring=tuple(rules for each in files for rules in each.monitoring),
        reviews=tuple(form for each in files for form in each.reviews),
        commons=tuple(common for each in files for common in each.commons),
    )


def _read(path: Path, folder: Path) -> _File:
    held, key = _entries(path), path.relative_to(folder).with_suffix("").as_posix()
    try:
        said = _regulation(key, held)
        return _File(
            said,
            tuple(_bases(said, held)),
            tuple(_trees(said, held)),
            tuple(_weights(said, held)),
            _numbers(held.get("thresholds", {})),
            tuple(methods_in(said, held)),
            tuple(grades_in(said, held)),
            tuple(monitoring_of(key, *each) for each in _dated(said, held, "monitoring")),
            tuple(review_form_of(key, *each) for each in _dated(said, held, "review")),
            tuple(common_of(key, *each) for each in _dated(said, held, "common")),
        )
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise _unfit(path, repr(error)) from error


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
        span_in(held, Span()),
        held.get("verified", True),
    )


def _dated(regulation: Regulation, held: Entries, name: str) -> Iterator[tuple[Entries, Span]]:
    """The entries of one kind, each with its span."""
    yield from ((each, span_in(each, regulation.span)) for each in held.get(name, []))


def _bases(regulation: Regulation, held: Entries) -> Iterator[Basis]:
    for name, each in held.get("basis", {}).items():
        verified = regulation.is_verified and each.get("verified", True)
        yield Basis(f"{regulation.key}#{name}", Message(each["zh"], each["en"]), regulation, verified)


def _trees(regulation: Regulation, held: Entries) -> Iterator[Tree]:
    for kind, each in held.get("tree", {}).items():
        levels = {first: tuple(seconds) for first, seconds in each["levels"].items()}
        yield Tree(kind, levels, span_in(each, regulation.span))


def _weights(regulation: Regulation, held: Entries) -> Iterator[Weights]:
    for each in held.get("weights", []):
        points = _numbers(each.get("points", {}))
        execution = Decimal(each.get("execution", 0))
        # A target table leaves out the points of the execution, which only the evaluation gives.
        total = Decimal(each["free"]) if "free" in each else sum(points.values(), Decimal(0))
        if not 0 < total <= _HUNDRED:
            raise ValueError(f"weights add up to {total}")
        yield Weights(
            regulation.key,
            each["form"],
            execution,
            points,
            total,
            each.get("has-cost"),
            each.get("moved", {}),
            span_in(each, regulation.span),
            regulation.is_verified and each.get("verified", True),
        )


def _numbers(held: Entries) -> dict[str, Decimal]:
    return {name: Decimal(str(value)) for name, value in held.items()}
