"""A progress bar on the terminal, once the work has taken a moment."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

from jixiao.model.message import Language, Message

PATIENCE = 1.0  # seconds of silence before a bar is worth showing
READING = Message("读取", "Reading")

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


def _with_bar(items: Sequence[Item], done: int, language: Language) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(READING.said_in(language), total=len(items), completed=done)
        for item in items[done:]:
            yield item
            progress.advance(task)
