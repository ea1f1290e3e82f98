"""``jixiao regulations``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from jixiao.cli import options
from jixiao.cli.exits import OK
from jixiao.cli.help import SaidCommand, speaks
from jixiao.model.message import Message

HELP = Message(
    "列出法规\n\n列出规则所依据的法规：何时何地有效、是否与原文核对过、哪些规则以它为依据。",
    "List the regulations\n\nLists what the rules rest on: where and since when it holds, whether it was"
    " confirmed against its text, and which rules rest on it.",
)
EXAMPLES = """\
jixiao regulations --format json
jixiao regulations --regulations our-regulations"""


@click.command("regulations", cls=SaidCommand, said=HELP, examples=EXAMPLES)
@options.text_or_json
@options.regulations
@options.lang
@click.pass_context
def command(context: click.Context, format_name: str, regulations: Path | None) -> int:
    from jixiao.regulations.load import regulations as load

    known = load(regulations)
    if format_name == "json":
        from jixiao.checks.card import regulation_record  # loads all rules; help must not wait for them

        records = [regulation_record(each, speaks(context)) for each in known.documents]
        json.dump(records, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return OK
    from jixiao.cli.explain import show_regulations
    from jixiao.cli.terminal import Terminal

    show_regulations(known, Terminal(sys.stdout), speaks(context))
    return OK
