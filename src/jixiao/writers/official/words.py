"""What pages say beside what the forms on them say."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.model.message import Message
from jixiao.writers.official.sheet import Look, Sheet

CONTENTS = Message("目录", "Contents")
_TITLE = Message("绩效目标表", "Performance-target tables")
_PROPOSED = Message(
    "有底色的格子由 jixiao 预填，请核对。", "Shaded cells were filled in by jixiao: confirm or change them."
)


def title_of(sheets: Sequence[Sheet]) -> Message:
    """What a file of these forms is called."""
    return Message(sheets[0].title, sheets[0].title) if len(sheets) == 1 else _TITLE


def note_below(sheet: Sheet) -> Message | None:
    """What a reader has to know about the look of a form."""
    is_proposed = any(cell.look is Look.PROPOSED for cell in sheet.cells)
    return _PROPOSED if is_proposed else None
