"""``jixiao rules``."""

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
    "列出规则，或讲解一条\n\n列出全部规则，或一组规则（给出组名）；给出一条规则的名称，则讲解它：为什么、"
    "什么情况不报、什么情况报出、怎么改、依据什么。",
    "List the rules, or explain one\n\nLists all rules, or those of a group; the name of a rule explains it:"
    " why, when it is silent, what it finds, how to put it right, on which basis.",
)
EXAMPLES = """\
jixiao rules value
jixiao rules rate-without-number"""


@click.command("rules", cls=SaidCommand, said=HELP, examples=EXAMPLES)
@click.argument("name", required=False, metavar="[NAME]")
@options.text_or_json
@options.regulations
@options.lang
@click.pass_context
def command(context: click.Context, name: str | None, format_name: str, regulations: Path | None) -> int:
    from jixiao.checks.select import rules_of  # loads all rules; help must not wait for them
    from jixiao.regulations.load import regulations as load

    language, known, found = speaks(context), load(regulations), rules_of(name)
    is_one = len(found) == 1 and found[0].name == name
    if format_name == "json":
        from jixiao.checks.card import record_of

        records = [record_of(rule, known, language) for rule in found]
        json.dump(records[0] if is_one else records, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return OK
    from jixiao.cli.explain import explain, show_rules
    from jixiao.cli.terminal import Terminal

    console = Terminal(sys.stdout)
    explain(found[0], known, console, language) if is_one else show_rules(found, console, language)
    return OK
