"""From the findings of one call to where they shall go."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from jixiao.cli.deliver import keep_inputs, refuse_on_terminal
from jixiao.cli.inputs import Input
from jixiao.cli.outputs import write_file, write_out
from jixiao.cli.work import Work
from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.writers.findings import REPORTS, Cards, report_of

if TYPE_CHECKING:
    from jixiao.cli.judge import Judge
    from jixiao.cli.terminal import Terminal

TEXT = "text"
_PIECE = 1_000_000  # characters
FORMATS = (TEXT, *REPORTS)


def chosen(format_name: str | None, out: Path | None) -> str:
    """What was asked for, else what the output's suffix says, else text."""
    by_suffix = report_of(out.suffix) if out else None
    return format_name or (by_suffix.name if by_suffix else TEXT)


def report(work: Work, inputs: Sequence[Input], format_name: str, out: Path | None, judge: Judge) -> None:
    """All findings into one file, or to standard output."""
    keep_inputs(inputs, [out] if out else [])
    work.is_watched = out is not None or not sys.stdout.isatty()
    documents = work.documents(inputs)
    if format_name == TEXT:
        from jixiao.cli.findings import show_findings

        cards = _cards(judge.regulations)
        printed(lambda console: show_findings(documents, console, work.language, cards, judge), out)
        return
    form = REPORTS[format_name]
    refuse_on_terminal(form.name, form.is_text, out)
    pieces = form.write(documents, work.language, _cards(judge.regulations))
    write_file(out, pieces) if out else write_out(pieces)


def report_counts(work: Work, inputs: Sequence[Input], format_name: str | None, out: Path | None) -> None:
    """How many findings each rule, opinion and level has, instead of the findings."""
    from jixiao.writers.findings.counts import Counts, counts_json

    keep_inputs(inputs, [out] if out else [])
    name = chosen(format_name, out)
    if name not in {TEXT, "json"}:
        raise UsageError(
            Message(
                f"--statistics 只有 text 和 json，没有 {name}", f"--statistics is text or json, not {name}"
            )
        )
    counts = Counts()
    for _ in counts.following(work.documents(inputs)):
        pass
    if name == "json":
        _put(counts_json(counts), out)
    else:
        from jixiao.cli.statistics import show_statistics

        printed(lambda console: show_statistics(counts, console, work.language), out)


def write_baseline(work: Work, inputs: Sequence[Input], judge: Judge, place: Path | None) -> None:
    """What is found now is known from now on; nothing of it decides the exit code."""
    from jixiao.checks.baseline import baseline_text

    if place is None:
        raise UsageError(
            Message("请用 --baseline 指明写入哪个文件", "say with --baseline which file to write")
        )
    keep_inputs(inputs, [place])
    for _ in work.documents(inputs):
        pass
    work.failing = 0
    write_file(place, [baseline_text(judge.seen).encode()])
    total = judge.seen.total()
    work.say(Message(f"{place} 记下了 {total} 个问题", f"{place} knows {total} findings now"))


def printed(show: Callable[[Terminal], None], out: Path | None) -> None:
    """To the terminal, or the same as plain text into a file."""
    from jixiao.cli.terminal import Terminal  # rich is slow to load, and data does not need it

    if out is None:
        show(Terminal(sys.stdout))
        return
    with TemporaryFile("w+", encoding="utf-8", newline="") as text:  # a folder's worth is too much to hold
        show(Terminal(text, is_file=True))
        text.seek(0)
        write_file(out, (piece.encode() for piece in iter(lambda: text.read(_PIECE), "")))


def _put(data: bytes, out: Path | None) -> None:
    write_file(out, [data]) if out else write_out([data])


def _cards(regulations: Path | None) -> Cards:
    from jixiao.checks.card import Cards as RuleCards
    from jixiao.regulations.load import regulations as load

    return RuleCards(load(regulations))
