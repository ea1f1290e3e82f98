from __future__ import annotations

from dataclasses import replace

from jixiao.model.message import Language
from jixiao.writers.markdown import write
from tests import factories


def test_nothing_in_a_document_is_taken_for_markdown():
    hostile = replace(factories.indicator("产出", "", "a|b\nc*d*<i>", "≥1"), actual="[x](y)")
    table = factories.unit_table(indicators=(hostile,))

    text = b"".join(write([factories.document(tables=(table,))], Language.ENGLISH)).decode()

    assert r"| 产出 |  | a\|b<br>c\*d\*\<i\> | ≥1 | \[x\](y) |" in text.splitlines()
