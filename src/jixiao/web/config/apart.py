"""Processes apart, for files of strangers: one that makes a reader run wild takes its process along."""

from __future__ import annotations

import resource
import subprocess
import sys

MEMORY = 4 << 30  # bytes
SECONDS = 240  # of processor time


def bound() -> None:
    """Called by the process itself, before it reads anything."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def output_of(module: str, *arguments: str, given: bytes = b"", patience: float = 300) -> bytes:
    """What ``python -m MODULE`` prints; nothing when it dies or takes more seconds by the clock.

    In a session of its own: Ctrl+C is for us, and we wait for what was begun.
    """
    command = [sys.executable, "-m", module, *arguments]
    try:
        done = subprocess.run(  # noqa: S603  our own modules
            command, input=given, capture_output=True, timeout=patience, check=False, start_new_session=True
        )
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout if done.returncode == 0 else b""
