"""The contract as JSON Schema 2020-12."""

from __future__ import annotations

from typing import Any

import msgspec

from jixiao.writers import contract

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "jixiao read --to json"


def schema() -> dict[str, Any]:
    """Of the whole document; ``$defs/Line`` describes a line of ``--to jsonl``."""
    (report, _), definitions = msgspec.json.schema_components(
        [contract.Report, contract.Line], ref_template="#/$defs/{name}"
    )
    return {"$schema": DIALECT, "title": TITLE, **report, "$defs": definitions}


def schema_text() -> str:
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n"
