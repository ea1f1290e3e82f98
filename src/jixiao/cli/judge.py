"""One call of a checking verb: what is held against each document, and what is not said again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from jixiao.checks.baseline import known
from jixiao.checks.select import Selection, selection
from jixiao.checks.suppress import Suppression, suppressions
from jixiao.cli.settings import Settings, text_of, toml_of
from jixiao.model.errors import FileError, UsageError
from jixiao.model.finding import Finding, Level
from jixiao.model.message import Message
from jixiao.model.table import Document


def judge_for(settings: Settings, today: date, approved: Path | None, *, forgets: bool = False) -> Judge:
    """Raises `UsageError` for names and files that cannot be used; ``forgets``: nothing is known yet."""
    answered, baseline = settings.suppressions, None if forgets else settings.baseline
    return Judge(
        selection(settings.select, settings.ignore),
        today,
        settings.regulations,
        approved,
        suppressions(toml_of(answered), str(answered)) if answered else (),
        known(text_of(baseline), str(baseline)) if baseline else Counter(),
        forgets,
    )


@dataclass(slots=True)
class Judge:
    """Checks documents and leaves out what was not asked for, is answered for, or is known.

    ``approved`` is the approved version, or a folder of such under the same
    names. ``seen`` counts the fingerprints that were found, known or not,
    where a baseline is read or ``learns``.
    """

    selection: Selection
    today: date
    regulations: Path | None = None
    approved: Path | None = None
    suppressions: tuple[Suppression, ...] = ()
    known: Counter[str] = field(default_factory=Counter)
    learns: bool = False
    seen: Counter[str] = field(default_factory=Counter)
    suppressed: int = 0
    already_known: int = 0
    used: set[Suppression] = field(default_factory=set)
    looked_for: set[Suppression] = field(default_factory=set)

    def __call__(self, document: Document) -> Document:
        from jixiao import api

        checked = api.check(
            document,
            rules=self.selection.rules,
            today=self.today,
            own_regulations=self.regulations,
            approved=self._approved(document.name),
        )
        self.looked_for.update(each for each in self.suppressions if self._is_due(each, document.name))
        kept = (each for each in checked.findings if self.selection.speaks(each))
        return replace(checked, findings=tuple(each for each in kept if self._is_said(each, document.name)))

    @property
    def remarks(self) -> Iterator[tuple[Message, Level]]:
        """What is to be said about suppressions once all documents were seen."""
        for each in self.suppressions:
            if each in self.used and each.expires < self.today:
                yield _expired(each), Level.WARNING
            elif each in self.looked_for - self.used:
                yield _unused(each), Level.NOTE

    @property
    def unsaid(self) -> Message:
        """How many findings were left out, to stand behind the summary; empty where none were."""
        zh = f"；另有 {self.suppressed} 个已豁免" * bool(self.suppressed)
        en = f"; {self.suppressed} suppressed" * bool(self.suppressed)
        return Message(
            zh + f"；另有 {self.already_known} 个已知" * bool(self.already_known),
            en + f"; {self.already_known} known" * bool(self.already_known),
        )

    def _is_due(self, entry: Suppression, document: str) -> bool:
        return entry.is_about(document) and self.selection.wants(entry.rule)

    def _is_said(self, found: Finding, document: str) -> bool:
        covering = [each for each in self.suppressions if each.covers(found, document)]
        self.used.update(covering)
        if any(each.expires >= self.today for each in covering):
            self.suppressed += 1
            return False
        if not self.known and not self.learns:
            return True
        fingerprint = found.fingerprint(document)
        self.seen[fingerprint] += 1
        is_new = self.seen[fingerprint] > self.known[fingerprint]
        self.already_known += not is_new
        return is_new

    def _approved(self, name: str) -> Document | None:
        from jixiao import api

        if self.approved is None:
            return None
        place = self.approved / Path(name).name if self.approved.is_dir() else self.approved
        if self.approved.is_dir() and not place.exists():
            return None
        try:
            return api.read(place)
        except FileError as error:
            raise UsageError(
                Message(
                    f"读不了批复版本 {place}：{error.message.zh}",
                    f"cannot read the approved version {place}: {error.message.en}",
                )
            ) from error


def _expired(entry: Suppression) -> Message:
    return Message(
        f"{entry.said}：豁免已于 {entry.expires} 到期，问题重新列出",
        f"{entry.said}: the suppression expired on {entry.expires}; what it covered is shown again",
    )


def _unused(entry: Suppression) -> Message:
    return Message(
        f"{entry.said}：豁免没有用到，可以删去",
        f"{entry.said}: the suppression covers nothing and may go",
    )
