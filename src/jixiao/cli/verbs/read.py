"""``jixiao read``."""

from __future__ import annotations

from pathlib import Path

import click

from jixiao.cli import options
from jixiao.cli.deliver import TABLE, chosen, deliver
from jixiao.cli.help import SaidCommand, speaks
from jixiao.cli.inputs import expanded
from jixiao.cli.work import Work
from jixiao.model.message import Message
from jixiao.writers import FORMATS

HELP = Message(
    "读取绩效目标表\n\n读取文件、文件夹（含下级）、压缩包或标准输入（-）中的绩效目标表，显示在终端或输出为数据。",
    "Read performance-target tables\n\nReads the tables in files, in folders and all below them, in archives"
    " or on standard input (-), and shows them or writes them as data.",
)
EXAMPLES = """\
jixiao read examples/gansu-2024.docx
jixiao read examples --to csv -o indicators.csv
jixiao read - --to json < examples/gansu-2024.txt"""


@click.command("read", cls=SaidCommand, said=HELP, examples=EXAMPLES)
@options.files
@options.to([TABLE, *FORMATS], TABLE)
@options.output
@options.password_env
@options.fail_on
@options.lang
@click.pass_context
def command(
    context: click.Context,
    files: tuple[str, ...],
    to: str | None,
    out: Path | None,
    password: str | None,
    fail_on: str | None,
) -> int:
    work = Work(speaks(context), fail_on, password)
    deliver(work, expanded(files), chosen(to, out) or TABLE, out)
    return work.exit_code
