"""Lines on standard error."""

from __future__ import annotations

import re

from jixiao.model.errors import FileError
from jixiao.model.finding import Finding
from jixiao.model.message import Message
from jixiao.model.table import Document
from jixiao.writers.printed import valid
from jixiao.writers.words import LEVELS, sentence

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BREAK = re.compile(r"\s*[\n\t]\s*")


def shown(text: str) -> str:
    """Without control characters: a document must not steer the terminal."""
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    return shown(_BREAK.sub(" ", text))


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
