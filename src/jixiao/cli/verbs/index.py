"""``jixiao index``."""

from __future__ import annotations

import click

from jixiao.cli import options
from jixiao.cli.exits import FINDINGS, OK
from jixiao.cli.help import SaidCommand, option, speaks
from jixiao.model.message import Message

HELP = Message(
    "核对并重建查找索引\n\n逐表核对查找所用的内容与表格是否一致，不一致的重新生成。平时随保存自动更新，升级后由后台补全，"
    "不需要运行；手工改动数据库之后可以运行。",
    "Check the search index and make it anew\n\nHolds what search finds against each table and makes anew"
    " what differs. It is kept with every save, and filled by the worker after an upgrade; run this"
    " when somebody changed the database by hand.",
)
EXAMPLES = "jixiao index --check"


@click.command("index", cls=SaidCommand, said=HELP, examples=EXAMPLES)
@option(
    "--check",
    is_flag=True,
    said=Message("只核对，不改动；有不一致时退出码为 1", "Change nothing; exit with 1 if anything differs"),
)
@options.lang
@click.pass_context
def command(context: click.Context, *, check: bool) -> int:
    from jixiao.web.config.start import set_up_there  # Django is an extra, and slow to load

    set_up_there()
    from jixiao.web.config.serving import require_ready
    from jixiao.web.targets.domain import index

    require_ready()
    number = 0
    for number, filing in enumerate(index.out_of_step(), start=1):  # noqa: B007  counted
        if not check:
            index.make_anew(filing)
    if not check:
        index.rebuild()
    click.echo(_told(number, check=check).said_in(speaks(context)))
    return FINDINGS if check and number else OK


def _told(number: int, *, check: bool) -> Message:
    if not number:
        return Message("查找索引与所有表格一致", "the search index agrees with all tables")
    if check:
        return Message(f"{number} 张表与查找索引不一致", f"{number} tables differ from the search index")
    return Message(f"已重新生成 {number} 张表的查找索引", f"the search index of {number} tables is made anew")
