"""PDFs of made documents: their pages are laid out here, for full say over lines and page ends."""

from . import office
from .assemble import Made, made, negative
from .kinds import KINDS, Kind

__all__ = ["KINDS", "Kind", "Made", "made", "negative", "office"]
