"""Docs cannot go stale: generated pages are current, commands are explained, links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from jixiao.cli.app import app
from jixiao.cli.help import SaidCommand, SaidOption
from jixiao.writers import FORMATS

ROOT = Path(__file__).parents[2]
CONTEXT = click.Context(app)
VERBS = app.list_commands(CONTEXT)
PAGES = [
    *ROOT.glob("*.md"),
    *ROOT.glob("docs/**/*.md"),
    *ROOT.glob("benchmarks/*.md"),
    *ROOT.glob("changelog.d/*.md"),
]


def test_generated_files_are_current():
    done = subprocess.run(
        [sys.executable, ROOT / "docs/generate.py", "--check"], capture_output=True, text=True, check=False
    )

    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_has_help_examples_and_a_place_in_the_guide(verb):
    command = app.get_command(CONTEXT, verb)
    guide = "".join(path.read_text("utf-8") for path in (ROOT / "docs/guide").glob("*.md"))

    assert isinstance(command, SaidCommand)
    assert command.said.zh
    assert command.said.en
    assert all(line.startswith(f"jixiao {verb} ") for line in command.examples.splitlines())
    assert f"$ jixiao {verb} " in guide


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_has_help_in_both_languages(verb):
    options = [each for each in app.get_command(CONTEXT, verb).params if isinstance(each, click.Option)]

    assert {SaidOption} == {type(each) for each in options}
    assert all(each.said.zh and each.said.en for each in options)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_writer_and_a_place_in_the_guide(name):
    assert callable(import_module(f"jixiao.writers.{name}").write)
    assert f"`{name}`" in (ROOT / "docs/guide/reading.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_inside_the_repository_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)|src=\"([^\"]+)\"", page.read_text("utf-8"))
    inside = [target for pair in targets for target in pair if target and "://" not in target]

    assert [] == [target for target in inside if not (page.parent / target).exists()]
