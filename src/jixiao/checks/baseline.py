"""Findings that were there before: known, and not said again until they change."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from jixiao.model.errors import UsageError
from jixiao.model.message import Message

_KEY = "known"


def known(text: str, file: str) -> Counter[str]:
    """How often each fingerprint is known. Raises `UsageError` for a file that is no baseline."""
    try:
        held = json.loads(text)[_KEY]
        return Counter({str(name): int(count) for name, count in held.items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            Message(
                f"{file} 不是基线文件；用 --write-baseline 生成",
                f"{file} is no baseline; --write-baseline makes one",
            )
        ) from error


def baseline_text(counts: Mapping[str, int]) -> str:
    """As `known` reads it, in an order that does not change by itself.

    >>> known(baseline_text({"b": 1, "a": 2}), "file") == Counter(a=2, b=1)
    True
    """
    return json.dumps({_KEY: dict(sorted(counts.items()))}, indent=1) + "\n"
