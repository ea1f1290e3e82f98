"""``jixiao check``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict, Unpack

import click

from jixiao.cli import options
from jixiao.cli.help import SaidCommand, option, speaks
from jixiao.cli.inputs import expanded
from jixiao.cli.report import FORMATS, TEXT, chosen, report, report_counts, write_baseline
from jixiao.cli.settings import Settings, settings_for
from jixiao.cli.work import NEVER, Work
from jixiao.model.finding import Level
from jixiao.model.message import Message

HELP = Message(
    "检查绩效目标表\n\n对照规则检查文件、文件夹、压缩包或标准输入（-）中的绩效目标表：哪里、有什么问题、"
    "应当怎样、依据什么、怎么改。",
    "Check performance-target tables\n\nHolds the tables in files, folders, archives or on standard input (-)"
    " against the rules: where, what is wrong, what is required, on which basis, what to do.",
)
EXAMPLES = """\
jixiao check examples/gansu-2024.docx
jixiao check examples -o findings.html
jixiao check examples --select value,funds --format line"""
LEVELS = [each.value for each in Level]


class Asked(TypedDict):
    """The options as click gives them."""

    format_name: str | None
    out: Path | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    level: str | None
    fail_on: str | None
    password: str | None
    regulations: Path | None
    approved: Path | None
    baseline: Path | None
    write_baseline: bool
    statistics: bool
    suppress: str | None
    indicator: str | None
    reason: str | None
    expires: str | None


def _split(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for value in values for part in value.split(",") if (name := part.strip()))


@click.command("check", cls=SaidCommand, said=HELP, examples=EXAMPLES)
@options.files
@option(
    "--format",
    "format_name",
    type=click.Choice(FORMATS),
    said=Message(
        f"输出格式；默认依 OUT 的后缀，否则为 {TEXT}",
        f"The format; default: what OUT's suffix says, else {TEXT}",
    ),
)
@options.output
@option(
    "--select",
    multiple=True,
    metavar="NAMES",
    callback=_split,
    said=Message("只看这些规则或规则组（可用逗号隔开）", "Only these rules or groups (commas between them)"),
)
@option(
    "--ignore",
    multiple=True,
    metavar="NAMES",
    callback=_split,
    said=Message("不看这些规则或规则组", "Not these rules or groups"),
)
@option(
    "--level",
    type=click.Choice(LEVELS),
    said=Message(
        "只显示此等级或更重的问题；默认 note", "Show findings of this level or above; default: note"
    ),
)
@option(
    "--fail-on",
    type=click.Choice([*LEVELS, NEVER]),
    said=Message(
        "有此等级或更重的问题时退出码为 1，显示与否都算；默认 error",
        "Exit with 1 if there are findings of this level or above, shown or not; default: error",
    ),
)
@options.regulations
@option(
    "--approved",
    metavar="FILE",
    type=click.Path(path_type=Path),
    said=Message(
        "批复的版本，或存放各文件批复版本的文件夹（文件同名）",
        "The approved version, or a folder of approved versions under the same names",
    ),
)
@option(
    "--baseline",
    metavar="FILE",
    type=click.Path(path_type=Path),
    said=Message("此文件记下的已知问题不再显示", "Findings this file knows are not shown"),
)
@option(
    "--write-baseline",
    is_flag=True,
    said=Message("把现有问题全部记入基线文件", "Write all findings there are into the baseline"),
)
@option(
    "--statistics",
    is_flag=True,
    said=Message(
        "只列各规则、意见、等级的个数（text 或 json）",
        "Counts by rule, opinion and level instead (text or json)",
    ),
)
@option(
    "--suppress",
    metavar="RULE",
    said=Message(
        "把这条规则现有的问题记为豁免（jixiao-suppressions.toml）；须给出 --reason 和 --expires",
        "Note this rule's findings as suppressed (jixiao-suppressions.toml); with --reason and --expires",
    ),
)
@option(
    "--indicator",
    metavar="NAME",
    said=Message("与 --suppress 同用：只限此指标", "With --suppress: on this indicator only"),
)
@option(
    "--reason", metavar="TEXT", said=Message("与 --suppress 同用：理由", "With --suppress: why it may stand")
)
@option(
    "--expires",
    metavar="DATE",
    said=Message("与 --suppress 同用：最后一天，如 2025-12-31", "With --suppress: the last day, 2025-12-31"),
)
@options.password_env
@options.lang
@click.pass_context
def command(context: click.Context, files: tuple[str, ...], **asked: Unpack[Asked]) -> int:
    from jixiao.cli.judge import judge_for  # loads all rules; help must not wait for them
    from jixiao.cli.suppressing import suppress, wanted

    settings = Settings(
        *(asked["select"], asked["ignore"], asked["level"], asked["fail_on"]),
        *(asked["regulations"], asked["baseline"]),
    ).over(settings_for(files))
    today = datetime.now(UTC).astimezone().date()
    judge = judge_for(settings, today, asked["approved"], forgets=asked["write_baseline"])
    least = Level(settings.level or Level.NOTE)
    fail_on = settings.fail_on or Level.ERROR.value
    work = Work(speaks(context), fail_on, asked["password"], judge, least)
    inputs = expanded(files)
    if asked["suppress"]:
        named = (asked["suppress"], asked["indicator"], asked["reason"], asked["expires"])
        suppress(work, inputs, wanted(*named, today), settings.suppressions)
    elif asked["write_baseline"]:
        write_baseline(work, inputs, judge, settings.baseline)
    elif asked["statistics"]:
        report_counts(work, inputs, asked["format_name"], asked["out"])
    else:
        report(work, inputs, chosen(asked["format_name"], asked["out"]), asked["out"], judge)
    for message, level in judge.remarks:
        work.say(message, level)
    return work.exit_code
