"""``jixiao backup``."""

from __future__ import annotations

from pathlib import Path

import click

from jixiao.cli import options
from jixiao.cli.exits import OK
from jixiao.cli.help import SaidCommand, option, speaks
from jixiao.model.errors import UsageError
from jixiao.model.message import Message

HELP = Message(
    "备份网页系统\n\n把数据库的全部内容和文件写入一个压缩包 FILE，附有行数与 SHA-256 的清单；"
    "系统可以照常运行。--verify 只核对已有的备份。",
    "Back the web application up\n\nWrites all rows of the database and all files into one archive FILE with"
    " a manifest of counts and SHA-256; the application may go on running. --verify proves an archive that is"
    " there.",
)
EXAMPLES = """\
jixiao backup jixiao-2026-03-01.zip
jixiao backup --verify jixiao-2026-03-01.zip"""


@click.command("backup", cls=SaidCommand, said=HELP, examples=EXAMPLES)
@click.argument("place", metavar="FILE", type=click.Path(path_type=Path))
@option(
    "--verify",
    is_flag=True,
    said=Message("核对备份 FILE，不写任何内容", "Prove the backup FILE, and write nothing"),
)
@options.lang
@click.pass_context
def command(context: click.Context, *, place: Path, verify: bool) -> int:
    from jixiao.web.operations.archive import opened

    if not verify:
        _back_up(place)
    with opened(place) as (_, manifest):  # read back from the disk: what was written is proved as well
        said = Message(
            f"{place}：{manifest.made} 的备份完好，{len(manifest.tables)} 个数据表 {manifest.rows} 行，"
            f"{len(manifest.files)} 个文件",
            f"{place}: the backup of {manifest.made} is whole, {manifest.rows} rows of"
            f" {len(manifest.tables)} tables, {len(manifest.files)} files",
        )
    click.echo(said.said_in(speaks(context)))
    return OK


def _back_up(place: Path) -> None:
    if place.is_dir():
        raise UsageError(Message(f"{place} 是文件夹；请给出文件名", f"{place} is a folder; name a file"))
    from jixiao.web.config.start import set_up_there  # Django is an extra, and slow to load

    set_up_there()
    from jixiao.web.config.serving import require_ready
    from jixiao.web.operations.backup import back_up

    require_ready()
    back_up(place)
