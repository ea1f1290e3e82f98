"""Finding lost columns again: the cheapest way to read tokens as rows of a table.

Every token stands in one column; a row goes from left to right; what a row
leaves out, what is joined and where rows end each have a cost. The cheapest
reading is found by dynamic programming over (token, column).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jixiao.forms import vocabulary
from jixiao.forms.stream.fit import NEVER, SKIP, fit, traits
from jixiao.forms.stream.tokens import Gap, Token
from jixiao.forms.vocabulary import Head
from jixiao.model.unit import UnitFamily, parse_unit

_IMPOSSIBLE = 1e9
_LEVELS = (Head.GROUP, Head.LEVEL1, Head.LEVEL2)
_LEVELS_ONLY = 1.5  # a row of level words alone: printed with the form and left blank
#: What is short is hardly ever printed in two pieces.
_STIFF = {
    Head.WEIGHT: 6.0,
    Head.SCORE: 6.0,
    Head.COMPARATOR: 6.0,
    Head.NATURE: 6.0,
    Head.AMOUNT: 6.0,
    Head.UNIT: 0.8,
    Head.LEVEL1: 1.0,
    Head.LEVEL2: 1.0,
}


class Placed(NamedTuple):
    """A token and its column; ``opens`` a new row, or ``joins`` the token before it."""

    token: Token
    column: int
    opens: bool
    joins: bool


def aligned(tokens: Sequence[Token], heads: Sequence[Head], *, cut: bool = False) -> list[list[Placed]]:
    """The tokens as rows under the heads.

    ``cut`` says that the text ends here, perhaps in the middle of a row.
    """
    if not tokens or not heads:
        return []
    skip = [SKIP[h] for h in heads]
    if heads.count(Head.LEVEL3) > 1:
        skip = [0.8 if h is Head.LEVEL3 else s for h, s in zip(heads, skip, strict=True)]
    before = [0.0]
    for cost in skip:
        before.append(before[-1] + cost)
    ends = _ends(heads, before)
    return _backward(tokens, _forward(tokens, heads, before, ends), [0.0] * len(heads) if cut else ends)


def _ends(heads: Sequence[Head], before: Sequence[float]) -> list[float]:
    """What it costs to end a row in each column: all that is skipped, but level words may stand alone."""
    ends = [before[-1] - paid for paid in before[1:]]
    alone = _LEVELS if Head.LEVEL2 in heads else ()
    return [min(cost, _LEVELS_ONLY) if h in alone else cost for h, cost in zip(heads, ends, strict=True)]


_Step = tuple[int, bool, bool]  # the column before, opens, joins


def _forward(
    tokens: Sequence[Token], heads: Sequence[Head], before: Sequence[float], ends: Sequence[float]
) -> list[tuple[list[float], list[_Step]]]:
    width = len(heads)
    bare, halved = Head.LEVEL2 not in heads, heads.count(Head.LEVEL3) > 1
    stiff = [_STIFF.get(h, 0.0) for h in heads]
    table: list[tuple[list[float], list[_Step]]] = []
    for index, token in enumerate(tokens):
        fits = [fit(h, traits(token.text), bare=bare, halved=halved) for h in heads]
        costs = [_IMPOSSIBLE] * width
        steps: list[_Step] = [(0, True, False)] * width
        if index == 0:
            costs = [before[c] + fits[c] for c in range(width)]
        else:
            _extend(tokens[index - 1], token, table[-1][0], fits, before, ends, stiff, costs, steps)
        table.append((costs, steps))
    return table


def _extend(
    previous: Token,
    token: Token,
    former: Sequence[float],
    fits: Sequence[float],
    before: Sequence[float],
    ends: Sequence[float],
    stiff: Sequence[float],
    costs: list[float],
    steps: list[_Step],
) -> None:
    """Costs of the next token in every column, over every column of the one before."""
    width = len(fits)
    opening, same, joining = _gap_costs(previous, token)
    ended = min(range(width), key=lambda c: former[c] + ends[c])
    fresh = former[ended] + ends[ended] + opening
    best, at = _IMPOSSIBLE, 0  # the cheapest former column to the left, its skipped columns not yet paid
    for column in range(width):
        cost, step = fresh + before[column] + fits[column], (ended, True, False)
        if best + before[column] + same + fits[column] < cost:
            cost, step = best + before[column] + same + fits[column], (at, False, False)
        joined = former[column] + joining + stiff[column]
        if joined < cost:
            cost, step = joined, (column, False, True)
        costs[column], steps[column] = cost, step
        if former[column] - before[column + 1] < best:
            best, at = former[column] - before[column + 1], column


def _gap_costs(previous: Token, token: Token) -> tuple[float, float, float]:
    """The costs of a new row, of the next cell and of the same cell at this gap."""
    gap = token.gap
    if gap is Gap.ROW:
        return 0.0, _IMPOSSIBLE, _IMPOSSIBLE
    if gap is Gap.BREAK:
        return 0.0, 0.2, NEVER
    if gap is Gap.CELL:
        if token.cell.row == previous.cell.row:
            return _IMPOSSIBLE, 0.0, NEVER if token.text else 0.3
        # A cell a line: the lines of one cell look like cells of their own.
        return 0.0, 0.0, _joining(previous.text, token.text) + 1.5
    if not token.text or not previous.text:
        return 0.0, 0.0, 0.4
    joining = _joining(previous.text, token.text)
    if gap is Gap.LINE:
        return 0.0, 0.1, joining
    if gap is Gap.SPACE:
        return 1.0, 0.0, joining
    return 0.3, 0.0, joining + 1.0


def _joining(left: str, right: str) -> float:
    """How unlikely two pieces are one cell: an open bracket or a comma binds them."""
    if not left or not right:
        return 0.3
    if traits(right).strong or traits(right).counter:
        return 4.0
    if traits(right).level2:
        return 2.0
    if left[-1].isdigit() and (right[0].isdigit() or right[0] in "%.") and not traits(left).number:
        return 0.1  # a number that the line end cut in two
    if left.count("（") + left.count("(") > left.count("）") + left.count(")"):
        return 0.1
    if vocabulary.is_comparator(left) or _is_unit_after(left, right):
        return 0.0
    if traits(right).bound or traits(right).comparator or (traits(right).number and not left[-1].isdigit()):
        return 2.5
    if traits(left).bound and traits(right).chinese > 3:
        return 2.5
    if left[-1] in "、，,；;：:/-—“" or right[0] in "、，。；：）)”/":
        return 0.2
    return 1.0


def _is_unit_after(left: str, right: str) -> bool:
    return len(right) <= 6 and traits(left).number and parse_unit(right).family is not UnitFamily.UNKNOWN


def _backward(
    tokens: Sequence[Token], table: Sequence[tuple[list[float], list[_Step]]], ends: Sequence[float]
) -> list[list[Placed]]:
    costs = table[-1][0]
    column = min(range(len(costs)), key=lambda c: costs[c] + ends[c])
    placed: list[Placed] = []
    for index in range(len(tokens) - 1, -1, -1):
        former, opens, joins = table[index][1][column]
        placed.append(Placed(tokens[index], column, opens, joins))
        column = former
    rows: list[list[Placed]] = []
    for item in reversed(placed):
        if item.opens or not rows:
            rows.append([])
        rows[-1].append(item)
    return rows
