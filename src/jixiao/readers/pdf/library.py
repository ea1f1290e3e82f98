"""The raw calls of pypdfium2, where it is installed.

They are used without its helper classes: these make an object of every
character and path, which takes several times as long as reading them.
"""

from __future__ import annotations

from typing import Any

try:
    from pypdfium2 import raw
except ImportError:  # the extra [pdf] is not installed
    raw = None

pdfium: Any = raw
