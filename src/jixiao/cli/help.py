"""Commands and options that say what they do in both languages, chosen when help is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

import click

from jixiao.model.message import Language, Message

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)

USAGE = Message("用法：", "Usage: ")
OPTIONS = Message("选项", "Options")
COMMANDS = Message("命令", "Commands")
EXAMPLES = Message("示例", "Examples")
SHOW_HELP = Message("显示本帮助", "Show this help")
CHINESE_WIDTH = 60  # click counts a Chinese character as one column; it takes two


def speaks(context: click.Context) -> Language:
    """The language of this call: the locale's, or what ``--lang`` said so far."""
    language: Language = context.find_root().obj
    return language


class SaidOption(click.Option):
    """An option with help in both languages."""

    def __init__(self, names: Sequence[str], *, said: Message, **settings: Any) -> None:
        super().__init__(names, **{**settings, "help": said.en})
        self.said = said

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = self.said.said_in(speaks(ctx))
        return super().get_help_record(ctx)


option: Callable[..., Callable[[Decorated], Decorated]] = partial(click.option, cls=SaidOption)


class SaidCommand(click.Command):
    """A command with help in both languages that ends with examples."""

    def __init__(self, name: str, *, said: Message, examples: str, **settings: Any) -> None:
        super().__init__(name, **{**settings, "help": said.en})
        self.said = said
        self.examples = examples

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        shown = super().get_help_option(ctx)
        if shown is not None:
            shown.help = SHOW_HELP.said_in(speaks(ctx))
        return shown

    def get_short_help_str(self, limit: int = 45) -> str:
        del limit  # first lines are short
        return self.said.said_in(speaks(click.get_current_context())).split("\n", 1)[0]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        language = speaks(ctx)
        if language is Language.CHINESE:
            formatter.width = min(formatter.width, CHINESE_WIDTH)
        self.help = self.said.said_in(language)
        super().format_help(ctx, formatter)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=USAGE.said_in(speaks(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        shown = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        records = [record for each in shown if (record := each.get_help_record(ctx))]
        with formatter.section(OPTIONS.said_in(speaks(ctx))):
            formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(EXAMPLES.said_in(speaks(ctx))):
            for line in self.examples.splitlines():
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")


class SaidGroup(SaidCommand, click.Group):
    """A group of such commands."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(COMMANDS.said_in(speaks(ctx))):
            formatter.write_dl([(name, each.get_short_help_str()) for name, each in commands if each])


def usage_message(error: click.UsageError) -> Message:
    """What was wrong with the command line; click says it in English only."""
    english = error.format_message()
    parameter = error.param if isinstance(error, click.BadParameter) else None
    if isinstance(error, click.NoSuchOption):
        chinese = f"没有选项 {error.option_name}"
    elif isinstance(error, click.MissingParameter) and parameter:
        chinese = f"缺少 {parameter.make_metavar(error.ctx)}" if error.ctx else english
    elif parameter and isinstance(parameter.type, click.Choice):
        chinese = f"{parameter.opts[0]} 的取值不对；可用：{'、'.join(parameter.type.choices)}"
    elif parameter and isinstance(parameter.type, click.IntRange):
        chinese = f"{parameter.opts[0]} 应为 {parameter.type.min} 至 {parameter.type.max} 的整数"
    else:
        chinese = english
    return Message(chinese, english)
