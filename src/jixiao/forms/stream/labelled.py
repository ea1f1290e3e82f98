"""Fields, goals and amounts before the indicators, where rows are not marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jixiao.forms import vocabulary
from jixiao.forms.rows import amount_in
from jixiao.forms.stream.tokens import Gap, Token, is_label
from jixiao.forms.titles import amount_unit_in, title_rank, year_line
from jixiao.forms.vocabulary import GoalLabel
from jixiao.grid.grid import Cell

_INLINE = re.compile(r"^([^:：]{2,16})[:：](.*)$", re.DOTALL)
_COUNTED = re.compile(r"^(?:目标)?[(（]?([\d一二三四五六七八九])[)）]?[、.．:：]")


def labelled_rows(tokens: Sequence[Token]) -> list[tuple[Cell, ...]]:
    """Rows that begin with their labels: what is printed between two labels is one value."""
    rows: list[list[Cell]] = []
    value: list[Token] = []
    open_row = False

    def flush() -> None:
        nonlocal open_row
        if any(t.text for t in value):
            groups = _values(value)
            if open_row:
                rows.extend(_with_values(rows.pop(), groups))
            else:
                rows.extend([_cell(g[0], _text_of(g), 1)] for g in groups)
            open_row = False
        value.clear()

    for token in tokens:
        if _stands_alone(token.text):
            flush()
            office = rows and len(rows[-1]) == 1 and not open_row and amount_unit_in(token.text)
            if office and not _stands_alone(rows[-1][0].text):
                rows[-1].append(_cell(token, token.text, 2))
            else:
                rows.append([_cell(token, token.text, 1)])
            open_row = False
        elif is_label(token.text) or vocabulary.funds_column(token.text):
            flush()
            if not open_row:
                rows.append([])
            rows[-1].append(_cell(token, token.text, len(rows[-1]) + 1))
            open_row = True
        else:
            value.append(token)
    flush()
    return [tuple(row) for row in rows]


def _cell(token: Token, text: str, column: int) -> Cell:
    return token.cell._replace(text=text, column=column, rowspan=1, colspan=1)


def _stands_alone(text: str) -> bool:
    """A title, a year line, or a line that labels its own value."""
    if title_rank(text) or year_line(text):
        return True
    inline = _INLINE.match(text)
    return bool(inline and inline[2] and len(text) < 60 and vocabulary.field(inline[1])) or bool(
        len(text) < 24 and amount_unit_in(text) and not vocabulary.is_funds_label(text)
    )


def _text_of(group: Sequence[Token]) -> str:
    return "\n".join(t.text for t in group)


def _values(tokens: Sequence[Token]) -> list[list[Token]]:
    """Amounts each stand alone, a blank cell or a whole cell ends a text; other pieces are one text."""
    groups: list[list[Token]] = []
    opens = True
    for token in tokens:
        is_amount = amount_in(token.text) is not None
        if not token.text:
            opens = True
            continue
        if opens or is_amount or token.gap > Gap.LINE:
            groups.append([token])
        else:
            groups[-1].append(token)
        opens = is_amount
    return groups


def _with_values(labels: list[Cell], groups: list[list[Token]]) -> list[list[Cell]]:
    """Labels with their values: to the right of the last, or below goals that stand side by side."""
    heads = [c for c in labels if vocabulary.funds_column(c.text) or vocabulary.funds_side(c.text)]
    if len(heads) > 1 and heads[-1] is labels[-1] and all(amount_in(_text_of(g)) for g in groups):
        return [labels, [_cell(g[0], _text_of(g), n) for n, g in enumerate(groups, 1)]]
    side = [c for c in labels if vocabulary.goal_label(c.text)]
    if len(side) == 1 and side[0] is labels[-1]:
        groups = [[t for g in groups for t in g]]
    if len(side) < 2 or side[-1] is not labels[-1]:
        values = [_cell(g[0], _text_of(g), len(labels) + n) for n, g in enumerate(groups, 1)]
        return [[*labels, *values]]
    named = [c for c in side if vocabulary.goal_label(c.text) is not GoalLabel.UNSAID] or side[-1:]
    if side[-1] not in named or len(named) < 2:
        named = side[-2:] if len(groups) >= 2 else side[-1:]
    if len(groups) < len(named):
        groups = _divided(groups, len(named))
    below = [_cell(g[0], _text_of(g), c.column) for c, g in zip(named, groups, strict=False)]
    return [labels, below]


def _divided(groups: list[list[Token]], count: int) -> list[list[Token]]:
    """One text that is really several: divided where its numbering or its quotes begin again."""
    pieces = [t for group in groups for t in group]
    if len(pieces) == count:
        return [[t] for t in pieces]
    lines: dict[int, list[Token]] = {}
    for t in pieces:
        lines.setdefault(t.cell.row, []).append(t)
    parts = list(lines.values())
    if len(parts) == count:
        return parts
    return _divided_alike(parts, count) or _divided_alike([[t] for t in pieces], count) or groups


def _divided_alike(parts: list[list[Token]], count: int) -> list[list[Token]] | None:
    for starts in _likely_starts(["".join(t.text for t in part) for part in parts]):
        if len(starts) == count:
            bounds = zip(starts, [*starts[1:], len(parts)], strict=True)
            return [[t for part in parts[a:b] for t in part] for a, b in bounds]
    return None


def _likely_starts(texts: Sequence[str]) -> Iterator[list[int]]:
    """Where texts may begin, the surest way of telling first: alike beginnings, numbering, full stops."""
    for size in (4, 3, 2):
        yield [i for i, text in enumerate(texts) if text[:size] == texts[0][:size]]
    counted = [_COUNTED.match(text) for text in texts]
    yield [
        i
        for i, c in enumerate(counted)
        if i == 0 or (c is None and texts[i - 1][-1] in "。；;.") or (c and c[1] in "1一")
    ]
