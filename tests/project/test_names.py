"""Names that others build on, and the words they are made of."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PUBLIC = {
    *(
        "read",
        "read_many",
        "check",
        "rules",
        "Rule",
        "annotate",
        "Annotated",
        "correct",
        "Corrected",
        "official",
        "Official",
        "parse_target",
        "Limits",
    ),
    *("score", "TableScore", "Deduction", "Place", "watch", "Watch", "review", "Review"),
    *("Document", "Table", "Form", "Fund", "Indicator", "Target"),
    *("Finding", "Level", "Message", "Language"),
    *("JixiaoError", "FileError", "UsageError"),
}
TOP = {"__version__", "read", "read_many"}


def public_classes():
    for path in sorted((ROOT / "src/jixiao/model").glob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name


def test_public_names_are_pinned():
    api = importlib.import_module("jixiao.api")

    assert set(api.__all__) == PUBLIC
    assert all(hasattr(api, name) for name in PUBLIC)


def test_what_is_used_daily_is_at_the_top():
    jixiao = importlib.import_module("jixiao")

    assert set(jixiao.__all__) == TOP
    assert all(hasattr(jixiao, name) for name in TOP)


def test_what_is_not_public_is_not_there():
    with pytest.raises(AttributeError, match="no attribute 'parse'"):
        importlib.import_module("jixiao").parse  # noqa: B018  the access is the test


def test_the_glossary_has_every_class_of_the_model():
    glossary = (ROOT / "docs/glossary.md").read_text("utf-8")

    assert [] == [name for name in public_classes() if f"`{name}`" not in glossary]
