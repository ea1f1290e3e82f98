"""What the guide shows on a terminal is what the terminal shows. A line of … stands for any lines."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [*sorted((ROOT / "docs/guide").glob("*.md")), ROOT / "README.md", ROOT / "README.zh.md"]
PYTHON = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = f'{sys.executable} -c "import sys; from jixiao.cli import main; sys.exit(main())"'


def steps(page):
    """Each command with the lines that follow it."""
    for block in BLOCK.findall(page.read_text("utf-8")):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = step.partition("\n")
            while shown.startswith("> "):  # as shells show that a command goes on
                line, _, shown = shown.removeprefix("> ").partition("\n")
                command += f"\n{line}"
            yield command, shown


def pattern(shown):
    """… stands for any text, alone on its line for any lines."""
    lines = (
        r"(?:.*\n)*?" if line.strip() == "…" else f"{re.escape(line.rstrip()).replace('…', '.*')} *\n"
        for line in shown.splitlines()
    )
    return re.compile("".join(lines))


@pytest.fixture
def place(tmp_path):
    """A folder with the examples and the command ``jixiao``."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "jixiao"
    command.write_text(f'#!/bin/sh\nexec {COMMAND} "$@"\n')
    command.chmod(0o755)
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_guide(page, place):
    locale = "zh_CN.UTF-8" if ".zh." in page.name else "C.UTF-8"
    path = f"{place / 'bin'}:{os.environ['PATH']}"
    ours = {"COLUMNS", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "LC_ALL", "LC_MESSAGES"}
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ours and not name.startswith("JIXIAO_")
    }
    environment = kept | {"PATH": path, "LANG": locale, "PYTHONUTF8": "1"}

    for command, shown in steps(page):
        if command.startswith("make "):
            continue  # tested where it is what the test is about
        done = subprocess.run(
            ["bash", "-c", command],  # noqa: S607  the guide is for shells
            cwd=place,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert pattern(shown).fullmatch(done.stdout), f"$ {command}\n{done.stdout}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_in_the_guide(page, place, monkeypatch):
    monkeypatch.chdir(place)
    text = "\n".join(PYTHON.findall(page.read_text("utf-8")))
    examples = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)

    assert 0 == doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(examples).failed
