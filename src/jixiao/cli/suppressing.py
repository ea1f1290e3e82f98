"""Entries for findings that may stand, written into the file that holds them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from jixiao.checks.select import selection
from jixiao.checks.suppress import Suppression, suppressions
from jixiao.cli.inputs import Input
from jixiao.cli.outputs import write_file
from jixiao.cli.settings import SUPPRESSIONS, text_of, toml_of
from jixiao.cli.work import Work
from jixiao.model.errors import UsageError
from jixiao.model.finding import Finding
from jixiao.model.message import Message


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall not be said again: a rule, on one indicator or wherever it speaks; why, and until when."""

    rule: str
    indicator: str | None
    reason: str
    expires: date

    def fits(self, found: Finding) -> bool:
        return found.rule == self.rule and self.indicator in {None, found.indicator}


def wanted(rule: str, indicator: str | None, reason: str | None, expires: str | None, today: date) -> Wanted:
    """Raises `UsageError` for what is missing, is no rule, or is no day to come."""
    if rule not in (selection([rule], []).selected or ()):
        raise UsageError(Message(f"{rule} 是一组规则；请给出一条", f"{rule} is a group; name one rule"))
    if not reason or not reason.strip() or not expires:
        raise UsageError(
            Message(
                "--suppress 还需要 --reason（理由）和 --expires（截止日期，如 2025-12-31）",
                "--suppress needs --reason and --expires (the last day, such as 2025-12-31) as well",
            )
        )
    try:
        day = date.fromisoformat(expires)
    except ValueError:
        day = date.min
    if day < today:
        raise UsageError(
            Message(
                f"--expires 应为今天或以后的日期（如 2025-12-31），不能是 {expires}",
                f"--expires is a day to come, such as 2025-12-31, not {expires}",
            )
        )
    return Wanted(rule, indicator, reason.strip(), day)


def suppress(work: Work, inputs: Sequence[Input], asked: Wanted, place: Path | None) -> None:
    """Adds an entry for each finding that fits and is still said; the file stays as it is otherwise."""
    path = place or _beside(inputs[0])
    held = text_of(path) if path.exists() else ""
    if held:
        suppressions(toml_of(path), str(path))
    entries = [
        _entry(found, document.name, asked)
        for document in work.documents(inputs)
        for found in document.findings
        if asked.fits(found)
    ]
    work.failing = 0
    if not entries:
        where = f"“{asked.indicator}”" if asked.indicator else ""
        raise UsageError(
            Message(
                f"{where}没有 {asked.rule} 的问题", f"there is no finding of {asked.rule} {where}".rstrip()
            )
        )
    parts = [held.rstrip(), *map(_written, dict.fromkeys(entries))]
    write_file(path, ["\n\n".join(filter(None, parts)).encode(), b"\n"])
    for entry in dict.fromkeys(entries):
        work.say(Message(f"{path}：已豁免 {entry.said}", f"{path}: suppressed {entry.said}"))


def _beside(first: Input) -> Path:
    named = Path(first.name)
    for _ in first.below.parts:
        named = named.parent  # up to the folder that was named
    return named / SUPPRESSIONS


def _entry(found: Finding, document: str, asked: Wanted) -> Suppression:
    text = found.source.text if found.source and (found.indicator or not found.table) else ""
    if not (found.table or found.indicator or text):
        raise UsageError(
            Message(
                f"{asked.rule} 说的是整份文件，不能这样豁免；请用 --ignore",
                f"{asked.rule} speaks of the whole document; use --ignore",
            )
        )
    name = document.replace("\\", "/").rpartition("/")[2]
    return Suppression(asked.rule, asked.reason, asked.expires, name, found.table, found.indicator, text)


def _written(entry: Suppression) -> str:
    return "\n".join(["[[suppress]]", *_members(entry)])


def _members(entry: Suppression) -> Iterator[str]:
    for each in fields(entry):
        value = getattr(entry, each.name)
        if isinstance(value, date):
            yield f"{each.name} = {value}"
        elif value:  # JSON's way of quoting is TOML's, but for one sign
            quoted = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
            yield f"{each.name} = {quoted}"
