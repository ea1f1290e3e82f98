"""What stands on a page: texts, lines and shades at places in points from the upper left corner."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Text:
    """One line in a place of some width: at its left, middle or right."""

    x: float
    y: float
    width: float
    text: str
    size: float
    align: str = "left"
    bold: bool = False


@dataclass(frozen=True)
class Line:
    x: float
    y: float
    to_x: float
    to_y: float
    width: float
    dash: str = ""


@dataclass(frozen=True)
class Shade:
    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True)
class Mark:
    """A pale text that runs aslant over a place."""

    x: float
    y: float
    text: str
    size: float
    angle: float


Item = Text | Line | Shade | Mark


@dataclass
class Page:
    width: float
    height: float
    items: list[Item] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """As the template takes it."""
        items = [{"kind": type(i).__name__.lower(), **_rounded(asdict(i))} for i in self.items]
        return {"width": self.width, "height": self.height, "items": items}


def _rounded(values: dict[str, Any]) -> dict[str, Any]:
    return {k: round(v, 3) if isinstance(v, float) else v for k, v in values.items()}
