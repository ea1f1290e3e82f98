"""Which of its languages jixiao speaks."""

from __future__ import annotations

import os
from collections.abc import Mapping

from jixiao.model.message import Language


def language_of(environment: Mapping[str, str]) -> Language:
    """Chinese where the locale is Chinese, English elsewhere.

    >>> language_of({"LANG": "zh_CN.UTF-8"}).value
    'zh'
    >>> language_of({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}).value
    'en'
    """
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "") or _of_system()
    return Language.CHINESE if locale.lower().startswith(("zh", "chinese")) else Language.ENGLISH


def _of_system() -> str:
    if os.name != "nt":
        return ""
    import locale  # only Windows keeps the locale elsewhere

    return locale.getlocale()[0] or ""
