"""Tables kept as JSON come back as they were."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from jixiao import read
from jixiao.model.errors import DamagedFile
from jixiao.model.message import Language
from jixiao.writers.records import table_record
from jixiao.writers.restored import table_of
from tests.factories import evaluation_table, unit_table

CORPUS = Path(__file__).parents[1] / "corpus"
SEED = read(CORPUS / "gansu-2024.docx").tables


def kept(table):
    return msgspec.json.encode(table_record(table, Language.CHINESE))


@pytest.mark.parametrize("table", [unit_table(), evaluation_table(), *SEED], ids=lambda table: table.subject)
def test_kept_and_restored_it_is_kept_the_same(table):
    assert kept(table) == kept(table_of(kept(table)))


def test_targets_and_amounts_mean_the_same():
    table, back = SEED[0], table_of(kept(SEED[0]))

    assert [each.target for each in table.indicators] == [each.target for each in back.indicators]
    assert table.funds == back.funds


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"form": "colour"}', b"\xff\xfe"])
def test_what_is_no_table_is_refused(data):
    with pytest.raises(DamagedFile, match="not a table"):
        table_of(data)
