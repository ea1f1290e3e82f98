"""The scores that documents print, computed again: each is what the rules give, or explained."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

import jixiao
from jixiao.model.table import Execution
from jixiao.regulations.load import regulations
from jixiao.regulations.method import Way
from jixiao.scoring.compare import decimals
from jixiao.scoring.engine import score_document
from jixiao.scoring.rules import half_of_last
from jixiao.scoring.score import Standing
from jixiao.scoring.weights import said
from tests.scoring.scenarios import FOLDER, STANDINGS, TODAY, points_said

CORPUS = Path(__file__).parents[1] / "corpus"
READ = (".md", ".txt", ".xlsx")  # the evaluations among the corpus; its other formats hold targets
DOCUMENTS = [
    path
    for path in sorted(CORPUS.rglob("*"))
    if path.suffix in READ and path.parent.name != "password" and path.name != "encrypted.xlsx"
]
EXPLAINED = tomllib.loads((FOLDER / "printed.toml").read_text("utf-8"))


def differing(path):
    """Rows whose printed score is not what the formulas give, as the list of them tells."""
    for score in score_document(jixiao.read(path), regulations(), today=TODAY):
        for points in (*([score.execution] if score.execution else []), *score.rows):
            if points.printed is not None and not is_reproduced(points):
                name = "预算执行率" if isinstance(points.row, Execution) else points.row.level3
                yield name, said(points.printed), STANDINGS[points.standing], points_said(points)


def is_reproduced(points):
    """Whether a formula gives it; full points for a word that was met are what is proposed."""
    if points.standing is not Standing.COMPUTED:
        return points.trail.formula == Way.GRADED and points.printed == points.weight == points.most
    return abs(points.most - points.printed) <= half_of_last(decimals(points.printed))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_printed_score_is_reproduced_or_explained(path):
    told = EXPLAINED.get(path.name, {})

    assert [(name, *entry[:-1]) for name, entry in told.items()] == list(differing(path))


def test_every_explanation_says_whose_doing_it_is():
    kinds = Counter(entry[-1].partition("：")[0] for told in EXPLAINED.values() for entry in told.values())

    assert kinds.keys() <= {"文件有误", "人工给分", "另一种办法"}


def test_the_documents_explained_are_there():
    assert EXPLAINED.keys() <= {path.name for path in DOCUMENTS}
