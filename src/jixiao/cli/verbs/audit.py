"""``jixiao audit``."""

from __future__ import annotations

import json

import click

from jixiao.cli import options
from jixiao.cli.exits import FINDINGS, OK
from jixiao.cli.help import SaidCommand, speaks
from jixiao.model.message import Message

HELP = Message(
    "核对历史记录\n\n逐表核对操作历史：每条记录连着上一条，改动、删去或调换任何一条，或改动已送审的表格，都会被发现。"
    "发现问题时退出码为 1。",
    "Verify histories\n\nWalks the history of every table. Each entry holds the hash of the one before, so an"
    " entry that was changed, removed or moved is found, and so is a table that was changed after it was"
    " handed in. Exits with 1 if there is any.",
)
EXAMPLES = """\
jixiao audit verify
jixiao audit verify --format json"""


@click.command("audit", cls=SaidCommand, said=HELP, examples=EXAMPLES)
@click.argument("what", metavar="verify", type=click.Choice(["verify"]))
@options.text_or_json
@options.lang
@click.pass_context
def command(context: click.Context, *, what: str, format_name: str) -> int:
    del what  # there is one thing to do so far
    from jixiao.web.config.start import set_up_there  # Django is an extra, and slow to load

    set_up_there()
    from jixiao.web.config.serving import require_ready
    from jixiao.web.operations.audit import walked

    require_ready()
    is_text, language = format_name == "text", speaks(context)
    filings, entries, broken = 0, 0, []
    for each in walked():
        filings, entries = filings + 1, entries + each.entries
        for found in each.breaks:
            broken.append(
                {"filing": found.filing, "entry": found.sequence, "why": found.why.said_in(language)}
            )
            if is_text:
                click.echo(_line(each.subject, found.filing, found.sequence, found.why).said_in(language))
    if is_text:
        click.echo(_sum(filings, entries, len(broken)).said_in(language))
    else:
        told = {"filings": filings, "entries": entries, "breaks": broken}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    return FINDINGS if broken else OK


def _line(subject: str, filing: int, entry: int, why: Message) -> Message:
    return Message(
        f"第 {filing} 号申报“{subject}”，第 {entry} 条记录：{why.zh}",
        f"filing {filing} “{subject}”, entry {entry}: {why.en}",
    )


def _sum(filings: int, entries: int, broken: int) -> Message:
    if broken:
        return Message(
            f"核对了 {filings} 张表、{entries} 条记录：{broken} 处不符",
            f"{filings} filings, {entries} entries: {broken} do not hold",
        )
    return Message(
        f"核对了 {filings} 张表、{entries} 条记录：全部完好",
        f"{filings} filings, {entries} entries: all hold",
    )
