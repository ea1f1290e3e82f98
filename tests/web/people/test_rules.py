"""Role × ability or step × place in the tree, every cell stated."""

from __future__ import annotations

import pytest

from jixiao.model.state import TRANSITIONS, Action, Role, State
from jixiao.web.people.rules import Ability, Post, may, may_read_scores, may_take

PLACES = {"own": "/1/4/", "below": "/1/4/9/", "beside": "/1/40/", "above": "/1/"}
ROLES = {
    "F": Role.FILER,
    "U": Role.UNIT_APPROVER,
    "D": Role.DEPARTMENT_REVIEWER,
    "N": Role.FINANCE_REVIEWER,
    "E": Role.EVALUATOR,
    "A": Role.AUDITOR,
    "M": Role.ADMINISTRATOR,
}

# Who may at: their own office, below it. Beside and above nobody may anything.
ABILITIES = """
see               F U D N E A M   . . D N E A M
edit              F . . . . . .   . . . . . . .
comment           . U D N E . .   . . D N E . .
score             . . D N E . .   . . D N E . .
read-scores       . . D N E A .   . . D N E A .
manage-people     . . . . . . M   . . . . . . M
manage-offices    . . . . . . M   . . . . . . M
manage-campaigns  . . . . . . M   . . . . . . M
"""
STEPS = """
draft hand-in                F . . . . . .   . . . . . . .
returned hand-in             F . . . . . .   . . . . . . .
unlocked hand-in             F . . . . . .   . . . . . . .
handed-in withdraw           F . . . . . .   . . . . . . .
approved adjust              F . . . . . .   . . . . . . .
handed-in submit             . U . . . . .   . . . . . . .
handed-in return             . U . . . . .   . . . . . . .
submitted withdraw           . U . . . . .   . . . . . . .
submitted review             . . D . . . .   . . D . . . .
submitted return             . . D . . . .   . . D . . . .
submitted unlock             . . D . . . .   . . D . . . .
department-reviewed approve  . . . N . . .   . . . N . . .
department-reviewed return   . . . N . . .   . . . N . . .
department-reviewed unlock   . . . N . . .   . . . N . . .
approved unlock              . . . N . . .   . . . N . . .
"""


def cells(matrix, names):
    """A line is names, then a letter or a dot for each role: at the own office, then below."""
    return list(_cells(matrix, names))


def _cells(matrix, names):
    for line in matrix.strip().splitlines():
        words = line.split()
        head, marks = tuple(words[:names]), words[names:]
        for index, role in enumerate(ROLES.values()):
            yield head, role, "own", marks[index] != "."
            yield head, role, "below", marks[len(ROLES) + index] != "."
            yield head, role, "beside", False
            yield head, role, "above", False


@pytest.mark.parametrize(("name", "role", "place", "expected"), cells(ABILITIES, 1))
def test_abilities(name, role, place, expected):
    assert expected is may([Post(role, PLACES["own"])], Ability(*name), PLACES[place])


@pytest.mark.parametrize(("names", "role", "place", "expected"), cells(STEPS, 2))
def test_steps(names, role, place, expected):
    start, action = State(names[0]), Action(names[1])
    (step,) = (each for each in TRANSITIONS if (each.start, each.action) == (start, action))

    assert expected is may_take([Post(role, PLACES["own"])], step, PLACES[place])


@pytest.mark.parametrize(("name", "role", "place", "expected"), cells(ABILITIES, 1))
def test_score_sheets_are_read_before_the_decision_and_after_it(name, role, place, expected):
    before_or_after = {"read-scores": False, "see": True}
    if name[0] in before_or_after:
        is_decided = before_or_after[name[0]]
        posts = [Post(role, PLACES["own"])]
        assert expected is may_read_scores(posts, PLACES[place], is_decided=is_decided)


def test_the_matrix_is_whole():
    assert {ability.value for ability in Ability} == {name for (name,), *_ in cells(ABILITIES, 1)}
    assert {(step.start.value, step.action.value) for step in TRANSITIONS} == {
        names for names, *_ in cells(STEPS, 2)
    }


def test_without_a_post_nothing_may_be_done():
    assert not any(may([], ability, "/1/") for ability in Ability)
