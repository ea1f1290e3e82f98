"""``jixiao annotate``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Unpack

import click

from jixiao.cli import options
from jixiao.cli.choosing import Chosen, settings_of, work_for
from jixiao.cli.copying import annotate
from jixiao.cli.help import SaidCommand, option, speaks
from jixiao.cli.inputs import expanded
from jixiao.model.message import Message

HELP = Message(
    "把审核意见写进文件\n\n在文件的副本里写批注：Word 批注、Excel 批注、PDF 注释、网页标注，"
    "都在有问题的单元格上；其余内容不变。doc、odt 等先转为 docx，xls、ods 等先转为 xlsx。",
    "Write the findings into the file\n\nMakes copies with remarks: comments in Word, notes in Excel,"
    " annotations in PDF, highlights in web pages, each at the cell it is about; all else stays."
    " doc, odt and the like become docx first, xls, ods and the like xlsx.",
)
EXAMPLES = """\
jixiao annotate examples/gansu-2024.docx -o annotated/
jixiao annotate examples -o annotated/ --lang zh"""


@click.command("annotate", cls=SaidCommand, said=HELP, examples=EXAMPLES)
@options.files
@option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    said=Message("写入文件夹 DIR", "Write into the folder DIR"),
)
@options.choosing
@options.password_env
@options.lang
@click.pass_context
def command(
    context: click.Context,
    files: tuple[str, ...],
    folder: Path,
    password: str | None,
    **asked: Unpack[Chosen],
) -> int:
    from jixiao.cli.judge import judge_for  # loads all rules; help must not wait for them

    now = datetime.now(UTC)
    settings = settings_of(asked, files)
    judge = judge_for(settings, now.astimezone().date(), asked["approved"])
    work = work_for(settings, speaks(context), password, judge)
    annotate(work, expanded(files), folder, now)
    for message, level in judge.remarks:
        work.say(message, level)
    return work.exit_code
