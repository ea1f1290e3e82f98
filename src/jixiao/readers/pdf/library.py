"""The raw calls of pypdfium2, where it is installed.

They are used without its helper classes: these make an object of every
character and path, which takes several times as long as reading them.
``pdfium`` has the calls as they come; ``quick`` and `direct` are for those that
are made for every character or line.
"""

from __future__ import annotations

from collections.abc import Callable
from ctypes import CFUNCTYPE, c_int, c_void_p, cast
from functools import cache
from typing import Any

try:
    from pypdfium2 import raw
except ImportError:  # the extra [pdf] is not installed
    raw = None

pdfium: Any = raw


class _Quick:
    """The same calls, but they take and give addresses as numbers: half the time."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        call = getattr(pdfium, name)
        result, *arguments = (_number(kind) for kind in (call.restype, *call.argtypes))
        made = CFUNCTYPE(result, *arguments)(_address(call))
        setattr(self, name, made)
        return made


quick: Any = _Quick()


@cache
def direct(name: str, result: Any = c_int) -> Callable[..., Any]:
    """A call that takes numbers and `ctypes.byref` as they stand: half of that again, if they are ready."""
    return CFUNCTYPE(result)(_address(getattr(pdfium, name)))


def _number(kind: Any) -> Any:
    return c_void_p if hasattr(kind, "contents") else kind


def _address(call: Any) -> int:
    return cast(call, c_void_p).value or 0
