"""jixiao (绩效): government performance targets, read, checked and published.

The public functions live in :mod:`jixiao.api` and are reachable from here;
they are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jixiao.api import read as read
    from jixiao.api import read_many as read_many

__version__ = "0.1.0"
__all__ = ["__version__", "read", "read_many"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from jixiao import api  # loaded late: `jixiao --version` must start at once

        return getattr(api, name)
    raise AttributeError(f"module 'jixiao' has no attribute {name!r}")
