"""What a checking verb was told on the command line, with what the settings' files say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypedDict

from jixiao.cli.settings import Settings, settings_for
from jixiao.cli.work import Work
from jixiao.model.finding import Level
from jixiao.model.message import Language
from jixiao.model.table import Document


class Chosen(TypedDict):
    """The options of `options.choosing`, as click gives them."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    level: str | None
    fail_on: str | None
    regulations: Path | None
    approved: Path | None
    baseline: Path | None


def settings_of(asked: Chosen, files: Iterable[str]) -> Settings:
    """The command line over the files. Raises `UsageError` for files with unknown or unfit members."""
    return Settings(
        *(asked["select"], asked["ignore"], asked["level"], asked["fail_on"]),
        *(asked["regulations"], asked["baseline"]),
    ).over(settings_for(files))


def work_for(
    settings: Settings, language: Language, password: str | None, judge: Callable[[Document], Document]
) -> Work:
    least = Level(settings.level or Level.NOTE)
    return Work(language, settings.fail_on, password, judge, least)
