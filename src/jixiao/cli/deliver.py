"""From the documents of one call to where they shall go."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from jixiao.cli.inputs import Input
from jixiao.cli.outputs import write_file, write_out
from jixiao.cli.work import Work
from jixiao.grid.original import Original
from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.model.table import Document
from jixiao.writers import FORMATS, Format, format_of

TABLE = "table"


def chosen(format_name: str | None, out: Path | None) -> str | None:
    """What was asked for, else what the output's suffix says."""
    by_suffix = format_of(out.suffix) if out else None
    return format_name or (by_suffix.name if by_suffix else None)


def deliver(work: Work, inputs: Sequence[Input], format_name: str, out: Path | None) -> None:
    """All documents into one file, or to standard output."""
    keep_inputs(inputs, [out] if out else [])
    work.is_watched = out is not None or not sys.stdout.isatty()
    if format_name == TABLE:
        _deliver_table(work, inputs, out)
        return
    form = FORMATS[format_name]
    refuse_on_terminal(form.name, form.is_text, out)
    work.with_pages = form.shows_source
    pieces = form.write(_given(form, _originals(work, inputs, form)), work.language)
    write_file(out, pieces) if out else write_out(pieces)


def deliver_each(work: Work, inputs: Sequence[Input], format_name: str, folder: Path) -> None:
    """Each input into a file of its own. What cannot be read leaves no file."""
    form = FORMATS[format_name]
    places = [folder / below for below in named(inputs, form.suffixes[0])]
    keep_inputs(inputs, places)
    work.with_pages = form.shows_source
    for place, (_, originals) in zip(places, work.each(inputs), strict=True):
        if read := list(originals):
            write_file(place, form.write(_given(form, read), work.language), make_folders=True)
            if not form.carries_findings:
                for original in read:
                    work.say_findings(original.document)


def _deliver_table(work: Work, inputs: Sequence[Input], out: Path | None) -> None:
    from jixiao.cli.terminal import Terminal, show  # rich is slow to load, and data does not need it

    text = io.StringIO()
    console = Terminal(text if out else sys.stdout, is_file=out is not None)
    documents = (original.document for original in _originals(work, inputs, None))
    show(documents, console, work.language)
    if out:
        write_file(out, [text.getvalue().encode()])


def _originals(work: Work, inputs: Sequence[Input], form: Format | None) -> Iterator[Original]:
    """What was read; what the format has no place for goes to standard error."""
    for _, originals in work.each(inputs):
        for original in originals:
            yield original
            if form is None or not form.carries_findings:
                work.say_findings(original.document)


def _given(form: Format, originals: Iterable[Original]) -> Iterable[Original | Document]:
    """What the format writes: documents, with what they were read from only where it shows that."""
    return originals if form.shows_source else (original.document for original in originals)


def named(inputs: Sequence[Input], suffix: str) -> list[Path]:
    """Under the names of the inputs; where two differ in the suffix only, they keep it."""
    alike = Counter(each.below.with_suffix(suffix) for each in inputs)
    return [
        short if alike[short := each.below.with_suffix(suffix)] == 1 else Path(f"{each.below}{suffix}")
        for each in inputs
    ]


def refuse_on_terminal(name: str, is_text: bool, out: Path | None) -> None:  # noqa: FBT001  a fact about the format
    if out is None and not is_text and sys.stdout.isatty():
        raise UsageError(
            Message(
                f"{name} 不是文本，终端无法显示；请用 -o 指定文件",
                f"{name} is not text that a terminal can show; name a file with -o",
            )
        )


def keep_inputs(inputs: Sequence[Input], places: Sequence[Path]) -> None:
    own = {Path(each.name).resolve() for each in inputs}
    for place in places:
        if place.resolve() in own:
            raise UsageError(
                Message(
                    f"{place} 也是输入文件，不能覆盖", f"{place} is read as well; it will not be overwritten"
                )
            )
