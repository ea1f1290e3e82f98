"""What kinds and roles are called, in templates: ``{{ office.kind|kind }}``."""

from __future__ import annotations

from django import template

from jixiao.model.state import Role
from jixiao.web.config.said import spoken
from jixiao.web.people.enums import KINDS, ROLES, Kind

register = template.Library()


@register.filter
def kind(value: str) -> str:
    return KINDS[Kind(value)].said_in(spoken())


@register.filter
def role(value: str) -> str:
    return ROLES[Role(value)].said_in(spoken())
