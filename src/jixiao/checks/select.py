"""Which rules speak: by name, by group, all but some."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from jixiao.checks.catalogue import GROUPS, rules
from jixiao.checks.rule import Rule
from jixiao.checks.run import CRASHED
from jixiao.model.errors import UsageError
from jixiao.model.finding import Finding
from jixiao.model.message import Message

#: The group of the remarks on reading, and what they are called.
READING = "reading"
REMARKS = (
    "amount-unit-assumed",
    "borders-guessed",
    "embedded-document-skipped",
    "error-in-cell",
    "formula-without-value",
    "hidden-rows-read",
    "hidden-sheet-skipped",
    "locked-cell-changed",
    "nesting-too-deep",
    "pages-not-read",
    "sheet-too-large",
    "sum-open",
    "text-misread",
)


@dataclass(frozen=True, slots=True)
class Selection:
    """The names that were asked for (``None``: all), and those that were refused, rule by rule."""

    selected: frozenset[str] | None
    ignored: frozenset[str]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """What has to run: with the selected rules those they give way to, so that a defect is said once."""
        named = {rule.name for rule in rules()} if self.selected is None else self.selected
        stronger = {name for rule in rules() if rule.name in named for name in rule.gives_way_to}
        wanted = (named | stronger) - self.ignored
        return tuple(rule for rule in rules() if rule.name in wanted)

    def speaks(self, found: Finding) -> bool:
        """Whether a finding is one that was asked for; that a rule failed always is."""
        return found.rule == CRASHED or self.wants(found.rule)

    def wants(self, name: str) -> bool:
        return (self.selected is None or name in self.selected) and name not in self.ignored


def selection(select: Sequence[str], ignore: Sequence[str]) -> Selection:
    """Of names of rules and groups; nothing selected means everything.

    Raises `UsageError` for a name that is neither, with the names nearest to it.
    """
    groups = _groups()
    everything = frozenset(name for names in groups.values() for name in names)
    selected = _rules_named(select, groups, everything) if select else None
    return Selection(selected, _rules_named(ignore, groups, everything))


def rules_of(name: str | None) -> tuple[Rule, ...]:
    """All rules, those of a group, or one. Raises `UsageError` for a name that is neither."""
    if name is None:
        return rules()
    if name == READING:
        raise UsageError(
            Message(
                f"{READING} 不是规则，是读取时的说明：{'、'.join(REMARKS)}",
                f"{READING} holds no rules but the remarks on reading: {', '.join(REMARKS)}",
            )
        )
    named = _rules_named([name], _groups(), frozenset(rule.name for rule in rules()))
    return tuple(rule for rule in rules() if rule.name in named)


def nearest(name: str, known: Iterable[str]) -> Message:
    """Did you mean ...?, or nothing.

    >>> nearest("rate-with-number", ["rate-without-number", "sum-open"]).en
    '; did you mean rate-without-number?'
    """
    near = get_close_matches(name, list(known), n=3)
    if not near:
        return Message("", "")
    return Message(f"；是不是 {'、'.join(near)}？", f"; did you mean {' or '.join(near)}?")


def _groups() -> Mapping[str, Sequence[str]]:
    groups: dict[str, list[str]] = {READING: [*REMARKS]} | {group: [] for group in GROUPS}
    for rule in rules():
        groups[rule.group].append(rule.name)
    return groups


def _rules_named(
    names: Iterable[str], groups: Mapping[str, Sequence[str]], everything: frozenset[str]
) -> frozenset[str]:
    named: set[str] = set()
    for name in names:
        if name not in everything and name not in groups:
            near = nearest(name, [*everything, *groups])
            raise UsageError(
                Message(
                    f"没有名为 {name} 的规则或规则组{near.zh or '；全部规则见 jixiao rules'}",
                    f"there is no rule or group {name}{near.en or '; jixiao rules lists them'}",
                )
            )
        named.update(groups.get(name, (name,)))
    return frozenset(named)
