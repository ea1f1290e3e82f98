"""Exit codes. Scripts build on them; they never change."""

OK = 0
FINDINGS = 1  # at or above --fail-on
USAGE = 2  # the call was wrong, or its output could not be written
UNREAD = 3  # a file could not be read; the others still were
INTERRUPTED = 130  # as shells show them
PIPE_CLOSED = 141
