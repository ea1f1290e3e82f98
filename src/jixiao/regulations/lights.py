"""How a running budget is watched (绩效运行监控): the lights, when reasons are due, what may follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from jixiao.model.message import Message
from jixiao.regulations.span import Span


class Light(StrEnum):
    """How a row stands. Blue is far ahead, which is not worse than green."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"

    @property
    def said(self) -> Message:
        return _LIGHTS[self]


_LIGHTS = {
    Light.RED: Message("红灯", "red"),
    Light.YELLOW: Message("黄灯", "yellow"),
    Light.GREEN: Message("绿灯", "green"),
    Light.BLUE: Message("蓝灯", "blue"),
}


class Disposition(StrEnum):
    """What becomes of a project after monitoring; a person decides."""

    CONTINUE = "continue"
    FIX = "fix"
    ADJUST = "adjust"
    SUSPEND = "suspend"
    CUT = "cut"

    @property
    def said(self) -> Message:
        return _DISPOSITIONS[self]


_DISPOSITIONS = {
    Disposition.CONTINUE: Message("继续执行", "go on"),
    Disposition.FIX: Message("整改", "put right"),
    Disposition.ADJUST: Message("调整预算和目标", "adjust budget and targets"),
    Disposition.SUSPEND: Message("暂停拨款", "suspend payments"),
    Disposition.CUT: Message("核减或收回预算", "cut or take back the budget"),
}


@dataclass(frozen=True, slots=True)
class Bands:
    """Shares of what is due by now: below ``red`` red, below ``yellow`` yellow, from ``blue`` blue."""

    red: Decimal
    yellow: Decimal
    blue: Decimal | None = None

    def light(self, share: Decimal) -> Light:
        """The light of a share.

        >>> bands = Bands(Decimal("0.6"), Decimal("0.8"), Decimal("1.2"))
        >>> [bands.light(Decimal(each)).value for each in ("0.5999", "0.6", "0.8", "1.2")]
        ['red', 'yellow', 'green', 'blue']
        """
        if share < self.red:
            return Light.RED
        if share < self.yellow:
            return Light.YELLOW
        return Light.BLUE if self.blue is not None and share >= self.blue else Light.GREEN


@dataclass(frozen=True, slots=True)
class Steps:
    """Shares of the year's budget due by the end of some months; less than that is ``below``."""

    due: Mapping[int, Decimal]
    below: Light

    def due_by(self, month: int) -> Decimal | None:
        """What is due in a month: what was due at the last date before it, or nothing yet.

        >>> steps = Steps({4: Decimal("0.25"), 6: Decimal("0.40")}, Light.YELLOW)
        >>> steps.due_by(3), steps.due_by(5), steps.due_by(6)
        (None, Decimal('0.25'), Decimal('0.40'))
        """
        reached = [each for each in self.due if each <= month]
        return self.due[max(reached)] if reached else None


@dataclass(frozen=True, slots=True)
class Monitoring:
    """How one issuer watches.

    ``target`` are the bands of indicators, ``budget`` bands or steps of the
    money. Indicators whose class holds a word of ``in_full`` are held against
    the year's target whatever the month. Where ``zero_is_red``, nothing
    achieved is red even under a limit; unless ``rates_build_up``, rates are
    held against the whole year's target. ``exceeded`` is the share of the
    year's target from which a reason is wanted, ``gap`` the share by which
    targets and money may be apart. ``dispositions`` are what a person may
    choose after each worst light, the usual one first.
    """

    key: str
    target: Bands
    budget: Bands | Steps
    exceeded: Decimal
    gap: Decimal | None
    in_full: tuple[str, ...]
    zero_is_red: bool
    rates_build_up: bool
    dispositions: Mapping[Light, tuple[Disposition, ...]]
    span: Span


def monitoring_of(key: str, held: Mapping[str, Any], span: Span) -> Monitoring:
    """One ``[[monitoring]]`` of a regulation file."""
    if held["dispositions"].keys() != {Light.RED, Light.YELLOW, Light.GREEN}:
        raise ValueError("dispositions follow red, yellow and green")
    return Monitoring(
        key,
        _bands(held["target"]),
        _steps(held) if "steps" in held else _bands(held["budget"]),
        Decimal(held["exceeded"]),
        Decimal(held["gap"]) if "gap" in held else None,
        tuple(held.get("in-full", ())),
        held.get("zero-is-red", False),
        held.get("rates-build-up", True),
        {Light(light): tuple(map(Disposition, named)) for light, named in held["dispositions"].items()},
        span,
    )


def _bands(held: Mapping[str, str]) -> Bands:
    bands = Bands(
        Decimal(held["red"]), Decimal(held["yellow"]), Decimal(held["blue"]) if "blue" in held else None
    )
    if not 0 < bands.red <= bands.yellow <= (bands.blue or bands.yellow):
        raise ValueError("lights rise from red to yellow to blue")
    return bands


def _steps(held: Mapping[str, Any]) -> Steps:
    due = {int(month): Decimal(share) for month, share in held["steps"].items()}
    if not due or not all(1 <= month <= 12 for month in due):
        raise ValueError("steps are by month, 1 to 12")
    return Steps(due, Light(held["below"]))
