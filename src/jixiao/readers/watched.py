"""Who waits for the pages of a scan, each of which takes seconds, may be told when one begins.

A reader takes bytes and limits and gives blocks; a watcher changes nothing of
that, so it stands beside the call and not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Watcher = Callable[[int], None]

_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watching(watcher: Watcher) -> Iterator[None]:
    """Tell the watcher the number of every page that begins to be recognised within."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def page_begins(number: int) -> None:
    if watcher := _watcher.get():
        watcher(number)
