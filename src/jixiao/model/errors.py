"""Failures of the caller or of a file. Faults *in* a document are findings instead.

JixiaoError
├── UsageError            the caller asked for something that cannot be
└── FileError             this file cannot be read; others still can
    ├── UnreadableFile    not there, a folder, or not ours to open
    ├── EmptyFile         nothing in it
    ├── UnknownFormat     no reader for what it holds (a picture called .docx)
    ├── DamagedFile       begins like its format and then breaks off or lies
    ├── EncryptedFile     needs a password
    ├── FileTooLarge      beyond a limit that keeps hostile files harmless
    └── ProgramFailed     LibreOffice is missing, failed or took too long
"""

from __future__ import annotations

from jixiao.model.message import Message


class JixiaoError(Exception):
    """The root; ``message`` says what happened and what to do, in both languages."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class UsageError(JixiaoError):
    """The caller asked for something that cannot be."""


class FileError(JixiaoError):
    """This file cannot be read. ``name`` is set by whoever knows the file's name."""

    name: str = ""


class UnreadableFile(FileError):
    """The file is not there, is a folder, or may not be opened."""


class EmptyFile(FileError):
    """There is nothing in the file."""


class UnknownFormat(FileError):
    """No reader for what the file holds, whatever its suffix says."""


class DamagedFile(FileError):
    """The file begins like its format and then breaks off or contradicts itself."""


class EncryptedFile(FileError):
    """The file needs a password."""


class FileTooLarge(FileError):
    """The file is beyond a limit that keeps hostile files harmless."""


class ProgramFailed(FileError):
    """A program of the user's (LibreOffice) is missing, failed or took too long."""
