"""``jixiao check``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Unpack

import click

from jixiao.cli import options
from jixiao.cli.choosing import Chosen, settings_of, work_for
from jixiao.cli.copying import correct, folder_of
from jixiao.cli.help import SaidCommand, option, speaks
from jixiao.cli.inputs import expanded
from jixiao.cli.report import FORMATS, TEXT, chosen, report, report_counts, write_baseline
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
jixiao check examples --select value,funds --format line
jixiao check examples/gansu-2024.docx --diff --unsafe"""


class Asked(Chosen):
    """The options as click gives them."""

    format_name: str | None
    out: Path | None
    password: str | None
    write_baseline: bool
    statistics: bool
    suppress: str | None
    indicator: str | None
    reason: str | None
    expires: str | None
    fix: bool
    unsafe: bool
    diff: bool


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
@options.choosing
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
@option(
    "--fix",
    is_flag=True,
    said=Message(
        "把改好的副本写入文件夹 OUT：只改写法（如 18月 改为 18个月）",
        "Write corrected copies into the folder OUT: the way of writing only (18月 becomes 18个月)",
    ),
)
@option(
    "--unsafe",
    is_flag=True,
    said=Message(
        "与 --fix、--diff 同用：也改需要人看的（如 ＝ 改为 ≤）",
        "With --fix or --diff: also what needs a person's look (＝ becomes ≤)",
    ),
)
@option(
    "--diff",
    is_flag=True,
    said=Message("列出 --fix 会改的单元格，不写文件", "Show the cells --fix would change; write nothing"),
)
@click.pass_context
def command(context: click.Context, files: tuple[str, ...], **asked: Unpack[Asked]) -> int:
    from jixiao.cli.judge import judge_for  # loads all rules; help must not wait for them
    from jixiao.cli.suppressing import suppress, wanted

    settings = settings_of(asked, files)
    today = datetime.now(UTC).astimezone().date()
    judge = judge_for(settings, today, asked["approved"], forgets=asked["write_baseline"])
    work = work_for(settings, speaks(context), asked["password"], judge)
    inputs = expanded(files)
    if asked["suppress"]:
        named = (asked["suppress"], asked["indicator"], asked["reason"], asked["expires"])
        suppress(work, inputs, wanted(*named, today), settings.suppressions)
    elif asked["write_baseline"]:
        write_baseline(work, inputs, judge, settings.baseline)
    elif asked["fix"] or asked["diff"]:
        correct(work, inputs, folder_of(asked["out"], is_needed=not asked["diff"]), unsafe=asked["unsafe"])
    elif asked["statistics"]:
        report_counts(work, inputs, asked["format_name"], asked["out"])
    else:
        report(work, inputs, chosen(asked["format_name"], asked["out"]), asked["out"], judge)
    for message, level in judge.remarks:
        work.say(message, level)
    return work.exit_code
