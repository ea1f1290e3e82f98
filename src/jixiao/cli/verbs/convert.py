"""``jixiao convert``."""

from __future__ import annotations

from pathlib import Path

import click

from jixiao.cli import options
from jixiao.cli.deliver import chosen, deliver, deliver_each
from jixiao.cli.help import SaidCommand, speaks
from jixiao.cli.inputs import expanded
from jixiao.cli.work import Work
from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.writers import FORMATS

HELP = Message(
    "转换为数据文件\n\n把绩效目标表写入 OUT，格式依其后缀：.json .jsonl .csv .xlsx .parquet .md .html。"
    "OUT 是文件夹（或以 / 结尾）时，每个输入写一个文件。",
    "Convert to a file of data\n\nWrites the tables to OUT in the format of its suffix: .json .jsonl .csv"
    " .xlsx .parquet .md .html. If OUT is a folder (or ends in /), each input gets a file of its own.",
)
_SUFFIXES = " ".join(known.suffixes[0] for known in FORMATS.values())
EXAMPLES = """\
jixiao convert examples/gansu-2024.docx gansu-2024.xlsx
jixiao convert examples data/ --to json"""


@click.command("convert", cls=SaidCommand, said=HELP, examples=EXAMPLES)
@options.files
@click.argument("out", metavar="OUT")
@options.to(FORMATS, "json")
@options.password_env
@options.fail_on
@options.lang
@click.pass_context
def command(
    context: click.Context,
    files: tuple[str, ...],
    out: str,
    to: str | None,
    password: str | None,
    fail_on: str | None,
) -> int:
    work = Work(speaks(context), fail_on, password)
    place, inputs = Path(out), expanded(files)
    if out.endswith("/") or place.is_dir():
        deliver_each(work, inputs, to or "json", place)
    elif name := chosen(to, place):
        deliver(work, inputs, name, place)
    else:
        raise UsageError(
            Message(
                f"{out} 的后缀不说明格式；请用 {_SUFFIXES} 之一，或加 --to，或给出以 / 结尾的文件夹",
                f"{out} names no format; end it in one of {_SUFFIXES}, or say --to, or name a folder with /",
            )
        )
    return work.exit_code
