"""A mirror: bodies stay short. The list of exceptions may only shrink."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src/jixiao"
LIMIT = 40  # lines of one body, docstring not counted
FILE_LIMIT = 500  # lines of one file
EXCEPTIONS: dict[str, str] = {
    # "forms/x.py:function": "reason",
}


def bodies():
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(SOURCE)}:{node.name}", length(node)


def length(function):
    first, *rest = function.body
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    start = rest[0].lineno if is_docstring and rest else first.lineno
    return function.end_lineno - start + 1


def test_bodies_are_short():
    long = {name for name, lines in bodies() if lines > LIMIT}

    assert set(EXCEPTIONS) == long


def test_most_bodies_are_very_short():
    lengths = sorted(lines for _, lines in bodies())

    assert lengths[len(lengths) // 2] <= 8
    assert lengths[len(lengths) * 9 // 10] <= 25


def test_files_are_short():
    long = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if len(path.read_text("utf-8").splitlines()) > FILE_LIMIT
    }

    assert set() == long
