"""Layouts by name, and the renderings each is made in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..document import Document
from ..maker import Maker
from . import (
    central,
    chongqing,
    gansu,
    guangdong,
    hubei,
    lists,
    mof,
    monitoring,
    older,
    platform,
    prose,
    shanghai,
    tianjin,
    transfer,
)

DRAWN = ("docx", "xlsx", "html", "tab", "markdown", "cells", "paragraphs", "pipes", "spaces")
NARROW = (*DRAWN, "pieces")
MIDDLE = (*NARROW, "pipes-middle")
SIMPLE = (*NARROW, "glued")
ALL = (*SIMPLE, "pipes-middle")


@dataclass(frozen=True)
class Layout:
    make: Callable[[Maker], Document]
    renderings: tuple[str, ...] = DRAWN


LAYOUTS = {
    "gansu-unit": Layout(gansu.unit, SIMPLE),
    "gansu-project": Layout(gansu.project, SIMPLE),
    "central-annual": Layout(central.annual, ALL),
    "central-required": Layout(central.required, SIMPLE),
    "central-halves-both": Layout(central.halves_both),
    "central-halves-annual": Layout(central.halves_annual),
    "central-unit": Layout(central.unit, NARROW),
    "shanghai": Layout(shanghai.project, SIMPLE),
    "sichuan-list": Layout(lists.sichuan),
    "sichuan-selfeval": Layout(mof.sichuan),
    "neimenggu-list": Layout(lists.neimenggu),
    "yunnan-list": Layout(lists.yunnan),
    "chongqing-form12": Layout(chongqing.form12),
    "chongqing-selfeval": Layout(chongqing.self_evaluation),
    "guangdong-unit": Layout(guangdong.unit),
    "guangdong-project": Layout(guangdong.project),
    "tianjin": Layout(tianjin.project, NARROW),
    "mof-selfeval": Layout(mof.project, MIDDLE),
    "unit-selfeval": Layout(mof.unit, NARROW),
    "transfer-selfeval": Layout(mof.transfer, NARROW),
    "hubei-monitoring": Layout(monitoring.hubei),
    "central-monitoring": Layout(monitoring.central),
    "unit-monitoring": Layout(monitoring.unit),
    "transfer-region": Layout(transfer.region, ALL),
    "hubei-approval": Layout(hubei.approval, MIDDLE),
    "form-2012": Layout(older.form2012),
    "daqing": Layout(older.daqing),
    "zhaohua": Layout(older.zhaohua, SIMPLE),
    "hunan": Layout(platform.hunan),
    "platform": Layout(platform.platform),
    "yueyang": Layout(platform.yueyang),
    "prose-brackets": Layout(prose.brackets, ("docx", "html", "paragraphs", "spaces")),
    "prose-notice": Layout(prose.notice, ("docx", "html", "spaces")),
}
