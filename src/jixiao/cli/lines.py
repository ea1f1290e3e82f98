"""Lines on standard error."""

from __future__ import annotations

from jixiao.model.errors import FileError
from jixiao.model.finding import Finding
from jixiao.model.message import Message
from jixiao.model.table import Document
from jixiao.writers.printed import valid
from jixiao.writers.words import LEVELS, sentence


def unread_line(error: FileError) -> Message:
    """Which file, and why."""
    name = valid(error.name)
    return Message(f"无法读取 {name}：{error.message.zh}", f"cannot read {name}: {error.message.en}")


def finding_line(document: Document, found: Finding) -> Message:
    """Which file, how grave, and the finding whole."""
    level, name, said = LEVELS[found.level], valid(document.name), sentence(found)
    return Message(
        f"{name}：{level.zh} {found.rule}：{said.zh}",
        f"{name}: {level.en} {found.rule}: {said.en}",
    )
