"""``jixiao convert``."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict, Unpack

import click

from jixiao.cli import options
from jixiao.cli.deliver import chosen, deliver, deliver_each
from jixiao.cli.help import SaidCommand, option, speaks
from jixiao.cli.inputs import expanded
from jixiao.cli.official import deliver_forms, deliver_forms_each, drawing
from jixiao.cli.work import Work
from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.writers import FORMATS
from jixiao.writers.official import KINDS

HELP = Message(
    "转换为规定表式或数据文件\n\n后缀为 .docx .xlsx .pdf .html 时写出规定表式，自动选用合适的表式；"
    "--as 指定表式，或从目标表生成待填写的自评表、监控表、审核表。后缀为 .json .jsonl .csv .parquet .md 时"
    "写出数据；数据工作簿和数据网页用 --as data。OUT 是文件夹（或以 / 结尾）时，每个输入写一个文件。",
    "Convert to official forms or to data\n\nOUT ending in .docx .xlsx .pdf .html gets the official forms, in"
    " the layouts that fit; --as names another layout, or begins the self-evaluation, the monitoring or the"
    " review that follows from targets. OUT ending in .json .jsonl .csv .parquet .md gets data; for data as"
    " .xlsx or .html say --as data. If OUT is a folder (or ends in /), each input gets a file of its own.",
)
DATA = "data"
_NAMES = tuple(dict.fromkeys([*KINDS, *FORMATS]))
_SUFFIXES = " ".join(
    dict.fromkeys([*(f".{kind}" for kind in KINDS), *(f.suffixes[0] for f in FORMATS.values())])
)
EXAMPLES = """\
jixiao convert examples/gansu-2024.docx gansu-2024.pdf
jixiao convert examples/gansu-2024.docx evaluation.xlsx --as project-self-evaluation
jixiao convert examples/gansu-2024.docx review.docx --as review
jixiao convert examples/gansu-2024.docx gansu-2024.json
jixiao convert examples data/ --to csv"""

as_form = option(
    "--as",
    "form",
    metavar="FORM",
    default="",
    said=Message(
        "表类（如 project-self-evaluation）、表式名称（如 mof-project-targets）、"
        "review（审核表）或 data（数据）",
        "A form (project-self-evaluation), a layout (mof-project-targets), review, or data",
    ),
)
layouts = option(
    "--layouts",
    metavar="DIR",
    type=click.Path(path_type=Path),
    said=Message(
        "自己的表式文件，优先于自带的", "Layout files of your own, which come before the built-in ones"
    ),
)


class Asked(TypedDict):
    """The options, as click gives them."""

    to: str | None
    form: str
    layouts: Path | None
    marks: Path | None
    regulations: Path | None
    password: str | None
    fail_on: str | None


@click.command("convert", cls=SaidCommand, said=HELP, examples=EXAMPLES)
@options.files
@click.argument("out", metavar="OUT")
@options.to(_NAMES, "json")
@as_form
@layouts
@options.marks
@options.regulations
@options.password_env
@options.fail_on
@options.lang
@click.pass_context
def command(context: click.Context, files: tuple[str, ...], out: str, **asked: Unpack[Asked]) -> int:
    work = Work(speaks(context), asked["fail_on"], asked["password"])
    inputs, place = expanded(files), Path(out)
    is_folder = out.endswith("/") or place.is_dir()
    name = asked["to"] or _by_suffix(place) or ("json" if is_folder else None)
    if name is None:
        raise _no_format(out)
    if name in KINDS and asked["form"] != DATA:
        draw = drawing(work, asked["form"], asked["layouts"], asked["regulations"], asked["marks"])
        (deliver_forms_each if is_folder else deliver_forms)(work, inputs, name, draw, place)
    else:
        _refuse_form(name, asked["form"])
        (deliver_each if is_folder else deliver)(work, inputs, name, place)
    return work.exit_code


def _by_suffix(place: Path) -> str | None:
    kind = place.suffix.lower().removeprefix(".")
    return kind if kind in KINDS else chosen(None, place)


def _no_format(out: str) -> UsageError:
    return UsageError(
        Message(
            f"{out} 的后缀不说明格式；请用 {_SUFFIXES} 之一，或加 --to，或给出以 / 结尾的文件夹",
            f"{out} names no format; end it in one of {_SUFFIXES}, or say --to, or name a folder with /",
        )
    )


def _refuse_form(name: str, form: str) -> None:
    """Data has no form, and only the formats of forms can also be data."""
    if form and form != DATA:
        kinds = " ".join(f".{kind}" for kind in KINDS)
        raise UsageError(
            Message(
                f"{name} 不是规定表式；--as {form} 要写入 {kinds}",
                f"{name} is data; --as {form} needs {kinds}",
            )
        )
    if name not in FORMATS:
        known = " ".join(FORMATS)
        raise UsageError(
            Message(f"没有 {name} 格式的数据；可用：{known}", f"there is no data as {name}; there is {known}")
        )
