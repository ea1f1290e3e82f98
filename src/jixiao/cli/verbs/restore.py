"""``jixiao restore``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import click

from jixiao.cli import options
from jixiao.cli.exits import OK
from jixiao.cli.help import SaidCommand, speaks
from jixiao.model.message import Message

if TYPE_CHECKING:
    from jixiao.web.operations.archive import Manifest

HELP = Message(
    "恢复备份\n\n把 jixiao backup 所作的备份 FILE 恢复到空的数据库和数据文件夹；可以从 SQLite 换到"
    " PostgreSQL，或反之。写入之前核对全部内容，写入之后核对行数。",
    "Restore a backup\n\nBrings FILE, which jixiao backup made, into an empty database and data folder, from"
    " SQLite to PostgreSQL as well and back. All of it is proved before anything is written, and counted"
    " afterwards.",
)
EXAMPLES = "jixiao restore jixiao-2026-03-01.zip"


@click.command("restore", cls=SaidCommand, said=HELP, examples=EXAMPLES)
@click.argument("place", metavar="FILE", type=click.Path(path_type=Path))
@options.lang
@click.pass_context
def command(context: click.Context, *, place: Path) -> int:
    from jixiao.web.operations.archive import opened

    with opened(place) as (archive, manifest):  # before anything is made
        _bring(archive, manifest, place)
    said = Message(
        f"已恢复 {manifest.made} 的备份：{len(manifest.tables)} 个数据表 {manifest.rows} 行，"
        f"{len(manifest.files)} 个文件",
        f"the backup of {manifest.made} is restored: {manifest.rows} rows of {len(manifest.tables)} tables,"
        f" {len(manifest.files)} files",
    )
    click.echo(said.said_in(speaks(context)))
    return OK


def _bring(archive: ZipFile, manifest: Manifest, place: Path) -> None:
    from jixiao.web.config.start import set_up  # Django is an extra, and slow to load

    set_up()
    from jixiao.web.config.serving import make_ready, require_reachable
    from jixiao.web.operations.restore import bring

    require_reachable()
    bring(archive, manifest, place)
    make_ready()
