"""All rules: every module in the groups' folders is one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from jixiao.checks.rule import Rule

HERE = Path(__file__).parent
GROUPS = (
    "funds",
    "structure",
    "value",
    "direction",
    "classification",
    "wording",
    "consistency",
    "weights",
    "evaluation",
)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, group by group."""
    return tuple(_found())


def page_path(rule: Rule) -> Path:
    """The page beside the rule, which is its documentation and its test."""
    return HERE / rule.group / f"{rule.name.replace('-', '_')}.md"


def _found() -> Iterator[Rule]:
    for group in GROUPS:
        for module in iter_modules([str(HERE / group)]):
            if module.name.startswith("_"):
                continue  # what several rules of a group share
            held = vars(import_module(f"jixiao.checks.{group}.{module.name}"))
            yield held[module.name]
