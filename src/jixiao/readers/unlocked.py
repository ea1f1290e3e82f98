"""Files behind a password, as they are without it: no reader knows of passwords.

Archives are opened with theirs in `jixiao.readers.archive`, since each of their
members is encrypted by itself.
"""

from __future__ import annotations

from jixiao.readers.compound import MAGIC

_ZIP, _PDF, _LOCKED = b"PK", b"%PDF-", b"/Encrypt"


def unlocked(data: bytes, password: str | None) -> bytes:
    """The file without its password; any other file, and one whose password is not given, as it is.

    Raises `EncryptedFile` for a password that does not open it.
    """
    if password is None:
        return data
    if data.startswith(MAGIC):
        from jixiao.readers.package_key import opened

        return opened(data, password)
    if not data.startswith(_ZIP) and _PDF in data[:1024] and _LOCKED in data:
        from jixiao.readers.pdf.key import opened as opened_pdf

        return opened_pdf(data, password)
    return data
