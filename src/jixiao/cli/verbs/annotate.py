"""``jixiao annotate``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli import options
from jixiao.cli.help import SaidCommand, option, speaks
from jixiao.cli.inputs import STANDARD_INPUT, expanded
from jixiao.cli.outputs import write_file
from jixiao.cli.work import Work
from jixiao.model.errors import FileError, UsageError
from jixiao.model.message import Message

if TYPE_CHECKING:
    from jixiao.copies.annotated import Annotated

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
@options.fail_on
@options.lang
@click.pass_context
def command(context: click.Context, files: tuple[str, ...], folder: Path, fail_on: str) -> int:
    work = Work(speaks(context), fail_on)
    for read in expanded(files):
        if read.name == STANDARD_INPUT:
            raise UsageError(
                Message("annotate 需要文件，不读标准输入", "annotate needs files, not standard input")
            )
        _annotate(work, Path(read.name), folder / read.below)
    return work.exit_code


def _annotate(work: Work, source: Path, place: Path) -> None:
    """Write the copy of one file. A converted one keeps its suffix before the new one."""
    from jixiao import api

    try:
        made = api.annotate(source, language=work.language, now=datetime.now(UTC))
    except FileError as error:
        error.name = error.name or str(source)
        work.refuse(error)
        return
    work.count(made.document)
    if made.format != made.was:
        place = place.with_name(f"{place.name}.{made.format}")
    if place.resolve() == source.resolve():
        raise UsageError(
            Message(f"{place} 是输入文件，不能覆盖", f"{place} is the file read; it will not be overwritten")
        )
    write_file(place, [made.data], make_folders=True)
    click.echo(_said(made, place).said_in(work.language))


def _said(made: Annotated, place: Path) -> Message:
    count, lost = len(made.document.findings), len(made.unplaced)
    zh, en = f"{place}：{count} 条批注", f"{place}: {count} remarks"
    if made.format != made.was:
        zh, en = f"{zh}（由 {made.was} 转来）", f"{en} (made from {made.was})"
    if lost:
        zh, en = f"{zh}；其中 {lost} 条不在某一单元格上", f"{en}, {lost} of them at no cell"
    return Message(zh, en)
