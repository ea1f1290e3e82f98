"""What every reader says alike of a file it cannot read."""

from __future__ import annotations

from jixiao.model.errors import EncryptedFile
from jixiao.model.message import Message


def encrypted() -> EncryptedFile:
    """A file that nobody can look into without its password, which was not given."""
    return EncryptedFile(
        Message(
            zh="文件已加密，需要密码。请把密码存入环境变量并用 --password-env 指明（Python 中为 password），"
            "或去掉密码后再试。",
            en="The file is encrypted and needs a password. Put it into an environment variable and name "
            "that with --password-env (in Python: password), or save the file without one.",
        )
    )


def wrong_password() -> EncryptedFile:
    return EncryptedFile(
        Message(
            zh="文件已加密，给出的密码打不开。请核对密码（区分大小写）后再试。",
            en="The file is encrypted, and the password that was given does not open it. "
            "Check it, upper and lower case too, and try again.",
        )
    )


def locked(zh: str, en: str) -> EncryptedFile:
    """A file of a kind that cannot be opened here, password or not."""
    return EncryptedFile(
        Message(
            zh=f"文件已加密。不支持{zh}的密码；请用原来的软件打开，去掉密码后再试。",
            en=f"The file is encrypted. Passwords of {en} are not supported: open it in the program "
            "that made it, save it without one and try again.",
        )
    )
