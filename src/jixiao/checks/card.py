"""What rules say of themselves, from their words and their pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jixiao.checks.catalogue import page_path, rules
from jixiao.checks.page import Page, language_of, read_page
from jixiao.checks.rule import Rule
from jixiao.model.message import Language, Message
from jixiao.model.rule_card import RuleCard
from jixiao.model.table import Form
from jixiao.regulations.regulation import Regulation, Regulations

_OPEN = 9999  # the year of what has no end


class Cards(Mapping[str, RuleCard]):
    """All rules' cards by name, each made when it is asked for."""

    def __init__(self, regulations: Regulations) -> None:
        self._rules = {rule.name: rule for rule in rules()}
        self._made: dict[str, RuleCard] = {}
        self._regulations = regulations

    def __getitem__(self, name: str) -> RuleCard:
        if name not in self._made:
            self._made[name] = card_of(self._rules[name], self._regulations)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._rules

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


def card_of(rule: Rule, regulations: Regulations) -> RuleCard:
    return RuleCard(
        rule.name,
        rule.group,
        rule.level,
        rule.opinion,
        rule.title,
        regulations.bases[rule.basis].cited,
        lambda: _help(rule),
    )


def _help(rule: Rule) -> Message:
    """What the page says at first, and why."""
    opening = [paragraph for section in page_of(rule).sections[:2] for paragraph in section.prose]
    return Message(_told(opening, Language.CHINESE), _told(opening, Language.ENGLISH))


def page_of(rule: Rule) -> Page:
    return read_page(page_path(rule).read_text(encoding="utf-8"))


def _told(prose: Iterable[str], language: Language) -> str:
    return "\n\n".join(each for each in prose if language_of(each) is language)


def record_of(rule: Rule, regulations: Regulations, language: Language) -> dict[str, object]:
    """A rule for programs: what it says of itself, what it is held against, and its page whole."""
    card = card_of(rule, regulations)
    return {
        "name": rule.name,
        "group": rule.group,
        "scope": rule.scope.value,
        "level": rule.level.value,
        "opinion": rule.opinion.value,
        "title": card.title.said_in(language),
        "help": card.help.said_in(language),
        "basis": card.basis.said_in(language),
        "regulation": rule.basis,
        "forms": [form.value for form in Form if form in rule.forms],
        "since": rule.since or None,
        "until": rule.until if rule.until < _OPEN else None,
        "page": page_path(rule).read_text(encoding="utf-8"),
    }


def regulation_record(regulation: Regulation, language: Language) -> dict[str, object]:
    """A regulation for programs, with the rules that rest on it."""
    span = regulation.span
    return {
        "key": regulation.key,
        "title": regulation.title.said_in(language),
        "number": regulation.number or None,
        "issuer": regulation.issuer or None,
        "since": span.since or None,
        "until": span.until if span.until < _OPEN else None,
        "region": list(span.region),
        "verified": regulation.is_verified,
        "rules": [rule.name for rule in resting_on(regulation)],
    }


def resting_on(regulation: Regulation) -> list[Rule]:
    """The rules that have their basis in it."""
    return [rule for rule in rules() if rule.basis.partition("#")[0] == regulation.key]
