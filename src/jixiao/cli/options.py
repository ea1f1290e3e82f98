"""Arguments and options that several verbs share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from jixiao.cli.help import option
from jixiao.cli.work import NEVER
from jixiao.model.errors import UsageError
from jixiao.model.finding import Level
from jixiao.model.message import Language, Message

_LEVELS = [each.value for each in Level]
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _speak(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.find_root().obj = Language(value)


files: Decorator = click.argument("files", nargs=-1, required=True, metavar="FILE...")

output: Decorator = option(
    "-o",
    "--output",
    "out",
    metavar="OUT",
    type=click.Path(path_type=Path),
    said=Message("写入文件 OUT；默认为标准输出", "Write to the file OUT; default: standard output"),
)

marks: Decorator = option(
    "--marks",
    metavar="FILE",
    type=click.Path(path_type=Path),
    said=Message(
        "审核评分（TOML）：[[mark]] 下写 table、item、grade 或 points、note",
        "Marks of a review (TOML): [[mark]] with table, item, grade or points, note",
    ),
)

lang: Decorator = option(
    "--lang",
    type=click.Choice([each.value for each in Language]),
    callback=_speak,
    expose_value=False,
    is_eager=True,
    said=Message(
        "中文（zh）或英文（en）；默认依系统", "Speak Chinese (zh) or English (en); default: the locale"
    ),
)


def _from_environment(_: click.Context, option: click.Parameter, name: str | None) -> str | None:
    """A password stands in a variable, never in the command: others see the commands that run."""
    if name is None:
        return None
    if not os.environ.get(name):
        said = option.opts[0]
        raise UsageError(
            Message(f"{said}：没有环境变量 {name}", f"{said}: there is no environment variable {name}")
        )
    return os.environ[name]


password_env: Decorator = option(
    "--password-env",
    "password",
    metavar="NAME",
    callback=_from_environment,
    said=Message(
        "加密文件的密码，取自环境变量 NAME",
        "Open encrypted files with the password in the environment variable NAME",
    ),
)

fail_on: Decorator = option(
    "--fail-on",
    type=click.Choice([*_LEVELS, NEVER]),
    said=Message(
        "有此等级或更重的问题时退出码为 1，显示与否都算；默认 error",
        "Exit with 1 if there are findings of this level or above, shown or not; default: error",
    ),
)

regulations: Decorator = option(
    "--regulations",
    metavar="DIR",
    type=click.Path(path_type=Path),
    said=Message(
        "自己的法规文件，优先于自带的", "Regulation files of your own, which come before the built-in ones"
    ),
)

text_or_json: Decorator = option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    said=Message("输出格式；默认 text", "The format; default: text"),
)


def to(names: Iterable[str], otherwise: str) -> Decorator:
    """The format; without the option it follows from the output's name, or is ``otherwise``."""
    return option(
        "--to",
        type=click.Choice(list(names)),
        said=Message(
            f"输出格式；默认依 OUT 的后缀，否则为 {otherwise}",
            f"The format; default: what OUT's suffix says, else {otherwise}",
        ),
    )


# ------------------------------------------------- what a check looks for, and how it is told
def _split(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for value in values for part in value.split(",") if (name := part.strip()))


select: Decorator = option(
    "--select",
    multiple=True,
    metavar="NAMES",
    callback=_split,
    said=Message("只看这些规则或规则组（可用逗号隔开）", "Only these rules or groups (commas between them)"),
)

ignore: Decorator = option(
    "--ignore",
    multiple=True,
    metavar="NAMES",
    callback=_split,
    said=Message("不看这些规则或规则组", "Not these rules or groups"),
)

level: Decorator = option(
    "--level",
    type=click.Choice(_LEVELS),
    said=Message(
        "只显示此等级或更重的问题；默认 note", "Show findings of this level or above; default: note"
    ),
)

approved: Decorator = option(
    "--approved",
    metavar="FILE",
    type=click.Path(path_type=Path),
    said=Message(
        "批复的版本，或存放各文件批复版本的文件夹（文件同名）",
        "The approved version, or a folder of approved versions under the same names",
    ),
)

baseline: Decorator = option(
    "--baseline",
    metavar="FILE",
    type=click.Path(path_type=Path),
    said=Message("此文件记下的已知问题不再显示", "Findings this file knows are not shown"),
)


def choosing(command: Callable[..., Any]) -> Callable[..., Any]:
    """All options by which a checking verb is told what to look for."""
    for each in (baseline, approved, regulations, fail_on, level, ignore, select):
        command = each(command)
    return command
