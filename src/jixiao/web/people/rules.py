"""Who may do what: the one place of permissions. Pure; knows roles and paths of offices.

A path names an office and all above it, ``/1/4/9/``; what begins with it is below.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from jixiao.model.state import Role, Transition


class Ability(StrEnum):
    """What a person can do besides the steps of `jixiao.model.state`."""

    SEE = "see"  # tables, their versions, history and comments
    EDIT = "edit"  # the content of a table, while its state lets it change
    COMMENT = "comment"
    SCORE = "score"  # fill in a review score sheet
    READ_SCORES = "read-scores"  # before the decision; after it, everybody who sees the table
    MANAGE_PEOPLE = "manage-people"
    MANAGE_OFFICES = "manage-offices"
    MANAGE_CAMPAIGNS = "manage-campaigns"


@dataclass(frozen=True, slots=True)
class Post:
    """A role on a part of the tree."""

    role: Role
    path: str


#: These act for their own office; all others reach what is below as well.
OWN_ONLY = frozenset({Role.FILER, Role.UNIT_APPROVER})

_REVIEWERS = frozenset({Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER, Role.EVALUATOR})
_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
ROLES_FOR: dict[Ability, frozenset[Role]] = {
    Ability.SEE: frozenset(Role),
    Ability.EDIT: frozenset({Role.FILER}),
    Ability.COMMENT: _REVIEWERS | {Role.UNIT_APPROVER},
    Ability.SCORE: _REVIEWERS,
    Ability.READ_SCORES: _REVIEWERS | {Role.AUDITOR},
    Ability.MANAGE_PEOPLE: _ADMINISTRATORS,
    Ability.MANAGE_OFFICES: _ADMINISTRATORS,
    Ability.MANAGE_CAMPAIGNS: _ADMINISTRATORS,
}


def reaches(post: Post, path: str) -> bool:
    """Whether an office is a post's own or, for most roles, below it.

    >>> reaches(Post(Role.AUDITOR, "/1/4/"), "/1/4/9/"), reaches(Post(Role.FILER, "/1/4/"), "/1/4/9/")
    (True, False)
    """
    return path == post.path or (post.role not in OWN_ONLY and path.startswith(post.path))


def may(posts: Iterable[Post], ability: Ability, path: str) -> bool:
    """Whether these posts let a person do this at the office with this path."""
    return any(post.role in ROLES_FOR[ability] and reaches(post, path) for post in posts)


def may_read_scores(posts: Iterable[Post], path: str, *, is_decided: bool) -> bool:
    """Whether they let a person read the score sheets of a version that is decided on, or is not yet."""
    return may(posts, Ability.SEE if is_decided else Ability.READ_SCORES, path)


def may_take(posts: Iterable[Post], step: Transition, path: str) -> bool:
    """Whether they let a person take this step with a table of the office with this path."""
    return any(post.role is step.role and reaches(post, path) for post in posts)


def may_keep(posts: Iterable[Post], held: Iterable[str]) -> bool:
    """Whether they let a person change an account whose roles are at these paths.

    All of them: who may set the password of somebody may act as they do.
    """
    managing, paths = tuple(posts), tuple(held)
    return bool(paths) and all(may(managing, Ability.MANAGE_PEOPLE, path) for path in paths)


def parts(posts: Iterable[Post], ability: Ability) -> tuple[frozenset[str], frozenset[str]]:
    """Where an ability reaches: paths of single offices, and paths with all that is below."""
    able = [post for post in posts if post.role in ROLES_FOR[ability]]
    whole = {post.path for post in able if post.role not in OWN_ONLY}
    single = {post.path for post in able if post.role in OWN_ONLY}
    return (
        frozenset(path for path in single if not path.startswith(tuple(whole))),
        frozenset(path for path in whole if not path.startswith(tuple(whole - {path}))),
    )
