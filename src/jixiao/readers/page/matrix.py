"""From the space of an object on a page to the one around it."""

from __future__ import annotations

Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): a place (x, y) becomes (ax + cy + e, bx + dy + f), in PDF and OFD alike."""


def times(first: Matrix, then: Matrix) -> Matrix:
    """Both moves, one after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
