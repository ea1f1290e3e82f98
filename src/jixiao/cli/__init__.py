"""The command line. `main` answers ``--version`` before anything slow is loaded.

Layer 4. Verbs stand in ``verbs/``, a file each, and hold no logic of their own.
"""

from __future__ import annotations

import sys

from jixiao import __version__


def main() -> int:
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        sys.stdout.write(f"jixiao {__version__}\n")
        return 0
    from jixiao.cli.app import run  # click takes longer than the answer above

    return run(arguments)
