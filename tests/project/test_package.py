"""What users install works without what developers install, and says nothing of where it was made."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NAME = re.compile(r"^[A-Za-z0-9._-]+")
IMPORTS = {"python-docx": "docx", "import-linter": "importlinter", "python-calamine": "python_calamine"}


def named(requirements):
    return {NAME.match(each).group().lower() for each in requirements if isinstance(each, str)}


def for_running():
    """The dependencies, and theirs in turn."""
    found, new = set(), named(PROJECT["project"]["dependencies"])
    while new:
        found |= new
        new = {dep for name in new for dep in _needs(name)} - found
    return found


def _needs(name):
    try:
        return named(each for each in requires(name) or () if "extra ==" not in each)
    except PackageNotFoundError:  # of another system
        return set()


def for_developing():
    groups, extras = PROJECT["dependency-groups"], PROJECT["project"]["optional-dependencies"]
    return named(each for group in (*groups.values(), *extras.values()) for each in group) - for_running()


def test_nothing_for_developers_is_imported():
    blocked = sorted(IMPORTS.get(name, name).replace("-", "_") for name in for_developing())
    code = f"""
import importlib, pkgutil, sys
sys.modules.update(dict.fromkeys({blocked!r}))
import jixiao
for module in pkgutil.walk_packages(jixiao.__path__, "jixiao."):
    if not module.name.startswith(("jixiao.readers.scan.", "jixiao.web.")):  # where [ocr] or [web] is
        importlib.import_module(module.name)
"""

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )

    assert "pytest" in blocked
    assert "pyarrow" in blocked
    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


def test_every_dependency_has_its_reason():
    page = (ROOT / "docs/decisions/0003-dependencies.md").read_text("utf-8").lower()
    extras = PROJECT["project"]["optional-dependencies"].values()
    groups = PROJECT["dependency-groups"].values()

    every = named(each for group in (PROJECT["project"]["dependencies"], *extras, *groups) for each in group)

    assert set() == {name for name in every if name not in page}


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_locks_have_hashes_and_name_no_index(path):
    entries = path.read_text("utf-8").replace("\\\n", "").splitlines()
    packages = [line for line in entries if not line.lstrip().startswith("#")]

    assert [] == [line for line in packages if "==" not in line or "--hash=sha256:" not in line]
    assert "://" not in path.read_text("utf-8")


TRACES = re.compile(r"/(?:work|home|root|Users)/|\bpypi\b|pythonhosted|npmjs")
ALLOWED = {"tests/project/test_package.py"}  # the pattern itself


def tracked():
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    names = filter(None, done.stdout.split("\0"))
    if done.returncode:
        pytest.skip("not a git checkout")
    return [
        ROOT / name
        for name in names
        if name not in ALLOWED and not name.startswith(("tests/corpus/", "examples/"))
    ]


def test_no_trace_of_the_machine_it_was_made_on():
    found = {}
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        if hits := set(TRACES.findall(text)):
            found[str(path.relative_to(ROOT))] = hits

    assert {} == found
