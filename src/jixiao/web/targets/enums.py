"""What uploads and exports may be, and acts of a history."""

from __future__ import annotations

from enum import StrEnum

#: Acts that are no step of the way from draft to approval.
MAKE, FILL, COMMENT, SCORE = "make", "fill", "comment", "score"


class UploadState(StrEnum):
    WAITING = "waiting"  # not looked at yet
    READING = "reading"  # in a process of its own
    READ = "read"  # some of its tables wait to be confirmed
    FAILED = "failed"  # the reason is said
    CONFIRMED = "confirmed"  # each of its tables became a filing or was put aside


class ExportState(StrEnum):
    WAITING = "waiting"  # for a worker
    WRITING = "writing"
    READY = "ready"
    FAILED = "failed"
