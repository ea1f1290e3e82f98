"""Log lines as JSON, one an event, without personal data."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime


class Lines(logging.Formatter):
    """Texts are logged before they are filled in, and exceptions without what they say.

    Both may hold names and values of a table. Facts of our own stand in ``extra={"facts": …}``.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": str(record.msg),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[1]:
            line |= _failure(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _failure(error: BaseException) -> dict[str, object]:
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__qualname__,
        "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
