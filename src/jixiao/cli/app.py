"""The group of verbs, and the one place where failures become a line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules

import click

from jixiao import __version__
from jixiao.cli import exits, verbs
from jixiao.cli.help import SaidGroup, option, speaks, usage_message
from jixiao.cli.language import language_of
from jixiao.model.errors import JixiaoError, UsageError
from jixiao.model.message import Message
from jixiao.writers.printed import one_line

HELP = Message(
    "读取政府预算绩效目标表（绩效）：从 Word、Excel、网页、文本到有出处、经核对的数据",
    "Read Chinese government performance-target tables (绩效): from Word, Excel, web pages and text to"
    " checked data in which every value knows where it was printed",
)
VERSION = Message("显示版本", "Show the version")


class Verbs(SaidGroup):
    """Finds its commands in ``verbs/`` and loads one when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(module.name for module in iter_modules(verbs.__path__))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in (known := self.list_commands(ctx)):
            raise UsageError(
                Message(
                    f"没有命令 {args[0]}；可用：{'、'.join(known)}",
                    f"there is no command {args[0]}; there are: {', '.join(known)}",
                )
            )
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{verbs.__name__}.{cmd_name}").command
        return command


def _show_version(context: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001  click calls it so
    if asked:
        click.echo(f"jixiao {__version__}")
        context.exit()


@click.group("jixiao", cls=Verbs, said=HELP, examples="jixiao read examples/gansu-2024.docx")
@option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, said=VERSION)
def app() -> None:
    pass


def run(arguments: Sequence[str]) -> int:
    """One call of the command line; returns its exit code."""
    context = click.Context(app, info_name="jixiao", obj=language_of(os.environ))
    try:
        return _invoke(context, list(arguments) or ["--help"])
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        return _refuse(usage_message(error), error.ctx or context)
    except JixiaoError as error:
        return _refuse(error.message, context)
    except (KeyboardInterrupt, click.Abort):
        return exits.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.PIPE_CLOSED


def _invoke(context: click.Context, arguments: list[str]) -> int:
    with context:
        app.parse_args(context, arguments)
        code: int = app.invoke(context)
        sys.stdout.flush()
    return code


def _refuse(message: Message, context: click.Context) -> int:
    sys.stderr.write(one_line(f"jixiao: {message.said_in(speaks(context))}") + "\n")
    return exits.USAGE
