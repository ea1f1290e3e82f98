"""Finding lost columns again: the cheapest way to read tokens as rows of a table.

Every token stands in one column; a row goes from left to right; what a row
leaves out, what is joined and where rows end each have a cost. The cheapest
reading is found by dynamic programming over (token, column).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from jixiao.forms import vocabulary
from jixiao.forms.stream.fit import NEVER, SKIP, fit, traits
from jixiao.forms.stream.tokens import Gap, Token
from jixiao.forms.vocabulary import Head
from jixiao.model.measures import UnitFamily
from jixiao.model.unit import parse_unit

_IMPOSSIBLE = 1e9
_first = itemgetter(0)
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
    form = _Form.of(heads)
    costs, steps = _forward(tokens, form)
    ends = [0.0] * len(heads) if cut else form.ends
    last = min(range(len(heads)), key=lambda c: costs[c] + ends[c])
    return _backward(tokens, steps, last)


class _Form(NamedTuple):
    """What the heads alone decide: costs of skipped columns, of row ends, of joining."""

    heads: Sequence[Head]
    before: Sequence[float]  # what it costs to begin a row in each column; one longer than the heads
    ends: Sequence[float]  # what it costs to end one there
    stiff: Sequence[float]  # what it costs more to print a cell in pieces
    bare: bool
    halved: bool

    @classmethod
    def of(cls, heads: Sequence[Head]) -> _Form:
        halved = heads.count(Head.LEVEL3) > 1
        before = [0.0]
        for head in heads:
            before.append(before[-1] + (0.8 if halved and head is Head.LEVEL3 else SKIP[head]))
        stiff = [_STIFF.get(head, 0.0) for head in heads]
        return cls(heads, before, _ends(heads, before), stiff, Head.LEVEL2 not in heads, halved)

    def fits(self, token: Token) -> list[float]:
        t = traits(token.text)
        return [fit(head, t, bare=self.bare, halved=self.halved) for head in self.heads]


def _ends(heads: Sequence[Head], before: Sequence[float]) -> list[float]:
    """What it costs to end a row in each column: all that is skipped, but level words may stand alone."""
    ends = [before[-1] - paid for paid in before[1:]]
    alone = _LEVELS if Head.LEVEL2 in heads else ()
    return [min(cost, _LEVELS_ONLY) if h in alone else cost for h, cost in zip(heads, ends, strict=True)]


class _Step(NamedTuple):
    """How a token came to its column: the former token's column, and the way."""

    former: int
    opens: bool
    joins: bool


def _forward(tokens: Sequence[Token], form: _Form) -> tuple[list[float], list[list[_Step]]]:
    """The cheapest cost of the last token in every column, and how each token came to each."""
    costs = [paid + fits for paid, fits in zip(form.before[:-1], form.fits(tokens[0]), strict=True)]
    steps = [[_Step(0, opens=True, joins=False)] * len(costs)]
    for previous, token in pairwise(tokens):
        costs, step = _extended(previous, token, costs, form)
        steps.append(step)
    return costs, steps


def _extended(
    previous: Token, token: Token, former: Sequence[float], form: _Form
) -> tuple[list[float], list[_Step]]:
    """Costs of the next token in every column, over every column of the one before."""
    before, fits = form.before, form.fits(token)
    opening, same, joining = _gap_costs(previous, token)
    ended = min(range(len(fits)), key=lambda c: former[c] + form.ends[c])
    fresh = former[ended] + form.ends[ended] + opening
    best, at = _IMPOSSIBLE, 0  # the cheapest former column to the left, its skipped columns not yet paid
    costs: list[float] = []
    steps: list[_Step] = []
    for column, own in enumerate(fits):
        ways = (
            (fresh + before[column] + own, _Step(ended, opens=True, joins=False)),
            (best + before[column] + same + own, _Step(at, opens=False, joins=False)),
            (former[column] + joining + form.stiff[column], _Step(column, opens=False, joins=True)),
        )
        cost, step = min(ways, key=_first)
        costs.append(cost)
        steps.append(step)
        if former[column] - before[column + 1] < best:
            best, at = former[column] - before[column + 1], column
    return costs, steps


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


def _backward(tokens: Sequence[Token], steps: Sequence[Sequence[_Step]], column: int) -> list[list[Placed]]:
    placed: list[Placed] = []
    for token, step in zip(reversed(tokens), reversed(steps), strict=True):
        former, opens, joins = step[column]
        placed.append(Placed(token, column, opens, joins))
        column = former
    rows: list[list[Placed]] = []
    for item in reversed(placed):
        if item.opens or not rows:
            rows.append([])
        rows[-1].append(item)
    return rows
