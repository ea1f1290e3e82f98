"""``jixiao serve``."""

from __future__ import annotations

import click

from jixiao.cli import options
from jixiao.cli.exits import OK
from jixiao.cli.help import SaidCommand, option, speaks
from jixiao.model.message import Message

HELP = Message(
    "启动网页系统：申报、审核、批复\n\n数据存于 JIXIAO_DATA 文件夹（默认 ./jixiao-data），其余设置见"
    " docs/guide/serving.md。先用 --admin 开通第一位管理员，再启动。",
    "Start the web application: filing, review, approval\n\nIts data is kept in the folder JIXIAO_DATA"
    " (./jixiao-data); docs/guide/serving.md lists the settings. Make the first administrator with --admin,"
    " then start it.",
)
EXAMPLES = """\
jixiao serve --admin zhangsan
jixiao serve --port 8080
jixiao serve --address 0.0.0.0"""


@click.command("serve", cls=SaidCommand, said=HELP, examples=EXAMPLES)
@option(
    "--address",
    default="127.0.0.1",
    said=Message(
        "监听的地址；默认 127.0.0.1，只有本机可用", "Listen here; default: 127.0.0.1, this computer only"
    ),
)
@option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    said=Message("端口；默认 8000", "The port; default: 8000"),
)
@option("--no-worker", is_flag=True, said=Message("不启动后台任务进程", "Do not start the worker"))
@option("--worker", is_flag=True, said=Message("只运行后台任务进程", "Run the worker alone"))
@option(
    "--admin",
    metavar="NAME",
    said=Message(
        "开通管理员 NAME，显示其设置密码的链接，然后退出",
        "Make NAME an administrator, show the link to set their password, and end",
    ),
)
@options.lang
@click.pass_context
def command(
    context: click.Context, *, address: str, port: int, no_worker: bool, worker: bool, admin: str | None
) -> int:
    from jixiao.web.config.start import set_up  # Django is an extra, and slow to load

    set_up()
    from jixiao.web.config import serving

    if worker:
        serving.work()
        return OK
    url = serving.url_of(address, port)
    if admin:
        serving.make_ready()
        click.echo(serving.administrator_link(admin, url))
        return OK
    serving.require_free(address, port)
    steps = serving.make_ready()
    for line in serving.greeting(steps, url):
        click.echo(line.said_in(speaks(context)), err=True)
    serving.serve(address, port, with_worker=not no_worker)
    return OK
