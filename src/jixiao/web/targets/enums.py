"""What uploads and exports may be."""

from __future__ import annotations

from enum import StrEnum


class UploadState(StrEnum):
    WAITING = "waiting"  # not looked at yet
    READING = "reading"  # in a process of its own
    READ = "read"  # its tables wait to be confirmed
    FAILED = "failed"  # the reason is said
    CONFIRMED = "confirmed"  # its tables became filings


class ExportState(StrEnum):
    WAITING = "waiting"  # for a worker
    WRITING = "writing"
    READY = "ready"
    FAILED = "failed"
