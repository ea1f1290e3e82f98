"""What score sheets say, in templates: ``{{ sheet.total|points }}``."""

from __future__ import annotations

from decimal import Decimal

from django import template

from jixiao.regulations.reviews import Grade
from jixiao.web.config.said import spoken

register = template.Library()


@register.filter
def points(value: Decimal) -> str:
    """Without zeros behind.

    >>> points(Decimal("12.50")), points(Decimal(100))
    ('12.5', '100')
    """
    return f"{value.normalize():f}"


@register.filter
def grade(value: str) -> str:
    return Grade(value).said.said_in(spoken()) if value else ""
