"""A progress bar on the terminal, once the work has taken a moment."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from jixiao.model.message import Language, Message
from jixiao.readers.watched import watching

PATIENCE = 1.0  # seconds of silence before a bar is worth showing
READING = Message("读取", "Reading")
PAGE = Message("正在识别第 {} 页", "Recognising page {}")
_CLEAR = "\r\x1b[2K"

Item = TypeVar("Item")


def followed(items: Sequence[Item], language: Language) -> Iterator[Item]:
    """The items one by one, with a bar on standard error where someone waits for them."""
    started = time.monotonic()
    is_seen = len(items) > 1 and sys.stderr.isatty()
    for place, item in enumerate(items):
        if is_seen and time.monotonic() - started > PATIENCE:
            yield from _with_bar(items, place, language)
            return
        yield item


@contextmanager
def pages_followed(language: Language) -> Iterator[Callable[[], None]]:
    """A line on standard error with the page of a scan that is being recognised, where someone waits.

    Gives what wipes it away, for when something else is to be said.
    """
    line = _Line(sys.stderr.isatty())
    with watching(lambda number: line.show(PAGE.said_in(language).format(number))):
        try:
            yield line.wipe
        finally:
            line.wipe()


@dataclass(slots=True)
class _Line:
    """A line that is written over."""

    is_seen: bool
    text: str = ""

    def show(self, text: str) -> None:
        if self.is_seen:
            sys.stderr.write(_CLEAR + text)
            sys.stderr.flush()
            self.text = text

    def wipe(self) -> None:
        if self.text:
            self.show("")


def _with_bar(items: Sequence[Item], done: int, language: Language) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(READING.said_in(language), total=len(items), completed=done)
        for item in items[done:]:
            yield item
            progress.advance(task)
