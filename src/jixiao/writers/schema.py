"""The contracts as JSON Schema 2020-12."""

from __future__ import annotations

from typing import Any

import msgspec

from jixiao.writers import contract
from jixiao.writers.scores import contract as scores

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Of what ``read`` writes; ``$defs/Line`` describes a line of ``--to jsonl``."""
    return _schema("jixiao read --to json", contract.Report, contract.Line)


def score_schema() -> dict[str, Any]:
    """Of what ``score`` writes; ``$defs/ScoredLine`` describes a line of ``--to jsonl``."""
    return _schema("jixiao score --to json", scores.ScoredReport, scores.ScoredLine)


def _schema(title: str, report: type, line: type) -> dict[str, Any]:
    (whole, _), definitions = msgspec.json.schema_components([report, line], ref_template="#/$defs/{name}")
    return {"$schema": DIALECT, "title": title, **whole, "$defs": definitions}


def schema_text(made: dict[str, Any]) -> str:
    return msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"
