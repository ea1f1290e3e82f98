"""What every reader says alike of a file it cannot read."""

from __future__ import annotations

from jixiao.model.errors import EncryptedFile
from jixiao.model.message import Message


def encrypted() -> EncryptedFile:
    """A file that nobody can look into without its password."""
    return EncryptedFile(
        Message(
            zh="文件已加密，需要密码。请去掉密码后再试。",
            en="The file is encrypted and needs a password. Save it without one and try again.",
        )
    )
