"""Findings as SARIF 2.1.0, for code hosts and viewers of analysis results.

A cell of a document has no line: a result names the file, and as logical
locations the table, the indicator and the cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

import msgspec

from jixiao.model.finding import Finding
from jixiao.model.message import Language
from jixiao.model.rule_card import RuleCard
from jixiao.model.table import Document
from jixiao.writers.findings import Cards
from jixiao.writers.findings.grouped import Group, by_table
from jixiao.writers.findings.rows import basis_of
from jixiao.writers.printed import one_line, place_of, valid
from jixiao.writers.words import GROUPS, sentence

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "jixiao/v1"
_TAIL = b"]}]}"
TAGS = {Language.CHINESE: "zh-CN", Language.ENGLISH: "en"}


def write(documents: Iterable[Document], language: Language, cards: Cards) -> Iterator[bytes]:
    places = {name: place for place, name in enumerate(cards)}
    yield _head(language, cards)
    between = b""
    for document in documents:
        for group in by_table(document):
            for found in group.findings:
                result = _result(document, group, found, language)
                result["properties"] = _properties(found, language)
                if found.rule in places:
                    result["ruleIndex"] = places[found.rule]
                yield between + b"\n" + msgspec.json.encode(result)
                between = b","
    yield b"\n" + _TAIL + b"\n"


def _head(language: Language, cards: Cards) -> bytes:
    """What stands before the results: known before the first document is read."""
    driver = {
        "name": "jixiao",
        "semanticVersion": version("jixiao"),
        "language": TAGS[language],
        "rules": [_rule(card, language) for card in cards.values()],
    }
    run = {"tool": {"driver": driver}, "language": TAGS[language], "columnKind": "unicodeCodePoints"}
    text = msgspec.json.encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [run | {"results": []}]})
    return text.removesuffix(_TAIL)


def _rule(card: RuleCard, language: Language) -> dict[str, Any]:
    basis = card.basis.said_in(language)
    told = card.help.said_in(language)
    return {
        "id": card.name,
        "shortDescription": {"text": card.title.said_in(language)},
        "fullDescription": {"text": told.partition("\n\n")[0] or card.title.said_in(language)},
        "help": {"text": f"{told}\n\n{basis}".strip()},
        "defaultConfiguration": {"level": card.level.value},
        "properties": {
            "tags": [card.group],
            "group": GROUPS[card.group].said_in(language),
            "opinion": card.opinion.value,
            "opinionText": card.opinion.said.said_in(language),
        },
    }


def _result(document: Document, group: Group, found: Finding, language: Language) -> dict[str, Any]:
    place = {
        "physicalLocation": {"artifactLocation": {"uri": quote(valid(document.name))}},
        "logicalLocations": list(_logical(group, found, language)),
    }
    return {
        "ruleId": found.rule,
        "level": found.level.value,
        "message": {"text": one_line(sentence(found).said_in(language))},
        "locations": [place],
        "partialFingerprints": {FINGERPRINT: found.fingerprint(document.name)},
    }


def _logical(group: Group, found: Finding, language: Language) -> Iterator[dict[str, str]]:
    path: list[str] = []
    cell = place_of(found.source).said_in(language)
    for kind, name in (("table", found.table), ("indicator", found.indicator), ("cell", cell)):
        if name:
            numbered = f"{group.number} {name}" if kind == "table" and group.table else name
            path.append(one_line(numbered))
            yield {"kind": kind, "name": one_line(name), "fullyQualifiedName": " / ".join(path)}


def _properties(found: Finding, language: Language) -> dict[str, Any]:
    """What a result of SARIF has no member for."""
    told = {
        "opinion": found.opinion.value if found.opinion else None,
        "text": found.source.text if found.source else None,
        "basis": basis_of(found, language) or None,
        "suggestion": found.suggestion.said_in(language) if found.suggestion else None,
        "correction": found.correction.text if found.correction else None,
    }
    return {name: value for name, value in told.items() if value is not None}
