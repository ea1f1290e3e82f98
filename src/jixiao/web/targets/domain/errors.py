"""What can go wrong between people: refused with a reason, never a traceback."""

from __future__ import annotations

from http import HTTPStatus

from jixiao.model.errors import UsageError
from jixiao.model.message import Message


class Refusal(UsageError):
    """An action that is not done. ``status`` is what the web answers with."""

    status = HTTPStatus.CONFLICT


class NotAllowed(Refusal):
    """The person has no role for it here."""

    status = HTTPStatus.FORBIDDEN


class Stale(Refusal):
    """The filing has changed since the person looked at it."""

    def __init__(self, was: int, now: int) -> None:
        super().__init__(
            Message(
                "这张表在您打开之后已有变动，请查看最新内容后再操作",
                "this table has changed since you opened it; look at it again first",
            )
        )
        self.was, self.now = was, now
