"""``jixiao score``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict, Unpack

import click

from jixiao.cli import options
from jixiao.cli.help import SaidCommand, option, speaks
from jixiao.cli.inputs import expanded
from jixiao.cli.report import TEXT
from jixiao.cli.work import Work
from jixiao.model.message import Message
from jixiao.writers.scores import SCORE_FORMATS

HELP = Message(
    "计算自评得分\n\n按计分规定计算自评表每项指标的得分、总分和等级，给运行监控表亮灯；读取文件、文件夹、压缩包或"
    "标准输入（-）。每个得分都有依据、数据和算式。",
    "Score self-evaluations\n\nWorks out the points of every indicator, the total and the grade of"
    " self-evaluations, and the lights of monitoring tables, in files, folders, archives or on standard"
    " input (-). Every score has its basis, its inputs and its arithmetic.",
)
EXAMPLES = """\
jixiao score self-evaluation.docx
jixiao score self-evaluation.docx --explain
jixiao score evaluations/ -o scores.xlsx
jixiao score targets.docx --review
jixiao score targets.docx --marks marks.toml"""


class Asked(TypedDict):
    """The options as click gives them."""

    to: str | None
    out: Path | None
    explain: bool
    review: bool
    profile: str | None
    year: int | None
    region: str | None
    month: int | None
    marks: Path | None
    deductions: Path | None
    facts: Path | None
    regulations: Path | None
    password: str | None
    fail_on: str | None


@click.command("score", cls=SaidCommand, said=HELP, examples=EXAMPLES)
@options.files
@options.to((TEXT, *SCORE_FORMATS), TEXT)
@options.output
@option(
    "--explain",
    is_flag=True,
    said=Message(
        "在每行下面列出计分规则、依据、数据和算式（text）",
        "Show below each row its rule, basis, inputs and arithmetic (text)",
    ),
)
@option(
    "--review",
    is_flag=True,
    said=Message(
        "对目标表按审核评分表打分：由检查结果提出建议，其余由人评定",
        "Review target tables by the items of the form: findings propose, a person decides",
    ),
)
@options.marks
@option(
    "--profile",
    metavar="KEY",
    said=Message(
        "按这份规定计分，如 mof/2021-101；默认依地区和年度",
        "Score by this regulation, as mof/2021-101; default: by region and year",
    ),
)
@option(
    "--year",
    type=click.IntRange(1990, 2100),
    metavar="YEAR",
    said=Message("预算年度；默认依表内所写", "The budget year; default: what the tables say"),
)
@option(
    "--region",
    metavar="NAME",
    said=Message("省份，如 四川；默认依表内所写", "The province, as 四川; default: what the tables say"),
)
@option(
    "--month",
    type=click.IntRange(1, 12),
    metavar="MONTH",
    said=Message(
        "监控表截至哪个月；默认依表头所写",
        "The last month that monitoring tables cover; default: what their heads say",
    ),
)
@option(
    "--deductions",
    metavar="FILE",
    type=click.Path(path_type=Path),
    said=Message(
        "扣分及原因（TOML）：[[deduction]] 下写 table、indicator 或 row、points、reason",
        "Points taken off, with reasons (TOML): [[deduction]] with table, indicator or row, points, reason",
    ),
)
@option(
    "--facts",
    metavar="FILE",
    type=click.Path(path_type=Path),
    said=Message(
        "计算共性指标的数据（TOML）：名称 = 数值",
        "Inputs of common indicators (TOML): name = number",
    ),
)
@options.regulations
@options.password_env
@options.fail_on
@options.lang
@click.pass_context
def command(context: click.Context, files: tuple[str, ...], **asked: Unpack[Asked]) -> int:
    from jixiao.cli.given import deductions_of, facts_of  # loads all rules; help must not wait for them
    from jixiao.cli.marking import marks_of
    from jixiao.cli.scoring import Scorer, chosen, deliver_scores

    scorer = Scorer(
        today=datetime.now(UTC).astimezone().date(),
        own_regulations=asked["regulations"],
        **{name: asked[name] for name in ("profile", "year", "region", "month")},  # type: ignore[arg-type]
        facts=facts_of(asked["facts"]) if asked["facts"] else {},
        deductions=deductions_of(asked["deductions"]) if asked["deductions"] else (),
        reviews=asked["review"] or asked["marks"] is not None,
        marks=marks_of(asked["marks"]) if asked["marks"] else (),
    )
    work = Work(speaks(context), asked["fail_on"], asked["password"])
    form = chosen(asked["to"], asked["out"])
    deliver_scores(work, expanded(files), scorer, form, asked["out"], explains=asked["explain"])
    for message, level in scorer.remarks:
        work.say(message, level)
    return work.exit_code
