"""What the example province is made of, as `province.toml` says it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its project. ``way`` is what happened to its table this year, step by step.

    ``before`` is the amount of last year's approved table; ``change`` the row
    and the text of its target after a correction.
    """

    code: str
    name: str
    subject: str
    amount: Decimal
    goal: str
    rows: str
    way: tuple[str, ...]
    before: Decimal | None = None
    reason: str = ""
    change: tuple[int, str] | None = None

    @property
    def block(self) -> str:
        """The rows as a spreadsheet puts them on the clipboard."""
        lines = self.rows.strip().splitlines()
        return "\n".join("\t".join(cell.strip() for cell in line.split("|")) for line in lines)


@dataclass(frozen=True, slots=True)
class Department:
    code: str
    name: str
    units: tuple[Unit, ...]


def departments() -> tuple[Department, ...]:
    held = tomllib.loads((files(__package__) / "province.toml").read_text("utf-8"))
    return tuple(
        Department(each["code"], each["name"], tuple(map(_unit, each["unit"]))) for each in held["department"]
    )


def _unit(held: dict[str, Any]) -> Unit:
    change, before = held.get("change"), held.get("before")
    return Unit(
        **{name: held[name] for name in ("code", "name", "subject", "goal", "rows")},
        amount=Decimal(held["amount"]),
        way=tuple(held["way"]),
        before=None if before is None else Decimal(before),
        reason=held.get("reason", ""),
        change=(change["row"], change["text"]) if change else None,
    )
