"""Copies of the files of one call: with remarks in them, or corrected."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.inputs import STANDARD_INPUT, Input
from jixiao.cli.outputs import write_file
from jixiao.cli.work import Work
from jixiao.model.errors import FileError, UsageError
from jixiao.model.message import Message
from jixiao.writers.printed import one_line, place_of

if TYPE_CHECKING:
    from jixiao.copies.annotated import Annotated
    from jixiao.copies.corrected import Change, Corrected


def folder_of(out: Path | None, *, is_needed: bool) -> Path | None:
    """Where copies go; nowhere for a mere look. Raises `UsageError` for a file, or none."""
    if not is_needed:
        return None
    if out is None or out.is_file():
        raise UsageError(Message("--fix 需要用 -o 指定文件夹", "--fix needs a folder to write into: -o DIR"))
    return out


def annotate(work: Work, inputs: Sequence[Input], folder: Path, now: datetime) -> None:
    """A copy of each file with its findings at the cells."""
    from jixiao import api

    for source, below in _places(inputs, folder):
        try:
            made = api.annotate(
                source, language=work.language, now=now, check=work.judged, password=work.password
            )
        except FileError as error:
            work.refuse(_named(error, source))
            continue
        place = _as_made(below, made)
        _write(source, place, made.data)
        click.echo(_annotated(made, place).said_in(work.language))


def correct(work: Work, inputs: Sequence[Input], folder: Path | None, *, unsafe: bool) -> None:
    """The cells that can be corrected, and a copy of each file that has any, if there is a folder."""
    from jixiao import api

    for source, below in _places(inputs, folder or Path()):
        try:
            made = api.correct(source, unsafe=unsafe, check=work.judge, password=work.password)
        except FileError as error:
            work.refuse(_named(error, source))
            continue
        work.count(made.document)
        _show(work, source, made)
        if folder and made.changes:
            place = _as_made(below, made)
            _write(source, place, made.data)
            click.echo(Message(f"已写入 {place}", f"wrote {place}").said_in(work.language), err=True)


def _places(inputs: Sequence[Input], folder: Path) -> list[tuple[Path, Path]]:
    """Each file with the place of its copy."""
    if any(each.name == STANDARD_INPUT for each in inputs):
        raise UsageError(
            Message("副本需要文件，不读标准输入", "copies are made of files, not of standard input")
        )
    return [(Path(each.name), folder / each.below) for each in inputs]


def _as_made(place: Path, made: Annotated | Corrected) -> Path:
    """A converted copy keeps its suffix before the new one."""
    return place if made.format == made.was else place.with_name(f"{place.name}.{made.format}")


def _write(source: Path, place: Path, data: bytes) -> None:
    if place.resolve() == source.resolve():
        raise UsageError(
            Message(f"{place} 是输入文件，不能覆盖", f"{place} is the file read; it will not be overwritten")
        )
    write_file(place, [data], make_folders=True)


def _named(error: FileError, source: Path) -> FileError:
    error.name = error.name or str(source)
    return error


def _annotated(made: Annotated, place: Path) -> Message:
    count, lost = len(made.document.findings), len(made.unplaced)
    zh, en = f"{place}：{count} 条批注", f"{place}: {count} remarks"
    if made.format != made.was:
        zh, en = f"{zh}（由 {made.was} 转来）", f"{en} (made from {made.was})"
    if lost:
        zh, en = f"{zh}；其中 {lost} 条不在某一单元格上", f"{en}, {lost} of them at no cell"
    return Message(zh, en)


def _show(work: Work, source: Path, made: Corrected) -> None:
    count = len(made.changes)
    said = Message(f"{source}：{count} 处", f"{source}: {count} {'change' if count == 1 else 'changes'}")
    click.secho(one_line(said.said_in(work.language)), bold=True)
    for change in made.changes:
        _show_change(work, change)
    sys.stdout.flush()


def _show_change(work: Work, change: Change) -> None:
    found = change.finding
    place = place_of(found.source).said_in(work.language)
    where = " · ".join(filter(None, (found.table, found.indicator, place)))
    click.echo(f"  {one_line(where)}  {found.rule}")
    click.secho(f"  - {one_line(change.before)}", fg="red")
    click.secho(f"  + {one_line(change.after)}", fg="green")
