"""Texts in both languages, chosen when they are shown; in templates ``{% say "中文" "English" %}``.

Pairs stand where they are used, as `Message` does everywhere else; decision 0011 says why no catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.functional import lazystr
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from jixiao.model.message import Count, Language, Message

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

register = template.Library()

#: What Django and allauth call our languages.
CODES = {Language.CHINESE: "zh-hans", Language.ENGLISH: "en"}


def spoken() -> Language:
    """The language of this request."""
    return Language.ENGLISH if get_language() == CODES[Language.ENGLISH] else Language.CHINESE


class _Said:
    """Says its message anew each time it becomes a text."""

    def __init__(self, message: Message) -> None:
        self._message = message

    def __str__(self) -> str:
        return self._message.said_in(spoken())


def said(zh: str, en: str) -> StrPromise:
    """A text for a label or a help line that is made once and shown in many requests."""
    return lazystr(_Said(Message(zh, en)))


@register.simple_tag
def say(zh: str, en: str, **parts: Any) -> SafeString:
    """``{% say "{n} 张表" "{n:table}" n=count %}``; what is put in is escaped."""
    if not parts:
        return SafeString(_text(zh, en))
    return format_html(_text(zh, en), **{name: _counting(each) for name, each in parts.items()})


class _Count(Count):
    """Nothing in a number is markup; as a text it could no longer say what it counts."""

    def __html__(self) -> _Count:
        return self


def _counting(part: object) -> object:
    return _Count(part) if type(part) is int else part


def _text(zh: str, en: str) -> str:
    return Message(zh, en).said_in(spoken())


@register.filter
def words(message: Message) -> str:
    """``{{ message|words }}``."""
    return message.said_in(spoken())
