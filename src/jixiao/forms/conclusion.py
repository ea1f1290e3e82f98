"""The rows below the indicators: totals of weight and score, problems, measures, reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile

from jixiao.forms import vocabulary
from jixiao.forms.draft import Draft
from jixiao.forms.vocabulary import Head, Told
from jixiao.grid.grid import Cell, Grid
from jixiao.grid.text import compact, folded, joined
from jixiao.model.source import Source
from jixiao.model.table import Conclusion

_POINTS = re.compile(r"(\d+(?:\.\d+)?)分?")
_INLINE = re.compile(r"([^:：]{1,14})[:：]\s*(.+)", re.DOTALL)
_FULL = ("100", "90")  # the sum of weights that forms print; a lone number that is neither is a score


def conclude(draft: Draft, grid: Grid, texts: Sequence[Cell]) -> bool:
    """Note what a row below a draft's indicators says; False when it is no such row."""
    labelled = _labelled(texts)
    if labelled is None:
        return False
    told, label, beside = labelled
    conclusion = draft.conclusion or Conclusion(grid.source(label))
    if told is Told.TOTAL:
        weight, score = _points(draft, label, beside)
        if weight is None and score is None:
            return False
        first = next((c for c in texts if c.text in beside), label)
        draft.conclusion = replace(conclusion, source=grid.source(first), weight=weight, score=score)
        return True
    said = next((joined(text) for text in beside if text.strip()), None)
    draft.conclusion = _with(conclusion, told, said)
    return True


def conclude_line(draft: Draft, text: str, source: Source) -> None:
    """Note what a line below the table says after its label: 说明：…"""
    inline = _INLINE.match(text.strip())
    told = vocabulary.told(inline[1]) if inline else None
    if inline is not None and told is not None and told is not Told.TOTAL:
        draft.conclusion = _with(draft.conclusion or Conclusion(source), told, joined(inline[2]))


def _with(conclusion: Conclusion, told: Told, said: str | None) -> Conclusion:
    match told:
        case Told.PROBLEMS:
            return replace(conclusion, problems=_more(conclusion.problems, said))
        case Told.IMPROVEMENTS:
            return replace(conclusion, improvements=_more(conclusion.improvements, said))
        case Told.REASONS:
            return replace(conclusion, reasons=_more(conclusion.reasons, said))
        case _:
            return replace(conclusion, notes=_more(conclusion.notes, said))


def _more(before: str | None, said: str | None) -> str | None:
    return f"{before}；{said}" if before and said else before or said


def _labelled(texts: Sequence[Cell]) -> tuple[Told, Cell, list[str]] | None:
    """The label of a row with the texts beside it, in cells of their own or after a colon."""
    for at, cell in enumerate(texts[:2]):
        told = vocabulary.told(cell.text)
        if told is not None:
            return told, cell, _beside(cell, texts[at + 1 :])
        inline = _INLINE.match(cell.text.strip())
        told = vocabulary.told(inline[1]) if inline else None
        if inline is not None and told is not None:
            return told, cell, [inline[2], *(c.text for c in texts[at + 1 :])]
    return None


def _beside(label: Cell, cells: Sequence[Cell]) -> list[str]:
    """What stands to the right of a label, which a merged cell may print more than once."""
    return [cell.text for cell in dropwhile(lambda cell: cell.text == label.text, cells)]


def _points(draft: Draft, label: Cell, beside: Sequence[str]) -> tuple[str | None, str | None]:
    """The totals of weight and score among the numbers of the row."""
    found = [number[1] for text in beside if (number := _POINTS.fullmatch(folded(compact(text))))]
    has_weight, has_score = Head.WEIGHT.value in draft.heads, Head.SCORE.value in draft.heads
    if not found or not (has_weight or has_score):
        return None, None
    if len(found) > 1 and has_weight and has_score:
        return found[0], found[-1]
    is_score = has_score and (not has_weight or "得分" in label.text or found[-1] not in _FULL)
    return (None, found[-1]) if is_score else (found[0], None)
