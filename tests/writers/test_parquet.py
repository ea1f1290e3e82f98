from __future__ import annotations

import io
import sys
from decimal import Decimal

import pyarrow.parquet as pq
import pytest

from jixiao.model.errors import UsageError
from jixiao.model.message import Language
from jixiao.writers import parquet
from tests import factories


def rows(*documents):
    data = b"".join(parquet.write(documents, Language.CHINESE))
    return pq.read_table(io.BytesIO(data)).to_pylist()


def test_numbers_are_exact_beside_what_was_printed():
    got = {row["level3"]: row for row in rows(factories.document())}

    assert (Decimal(280), "280") == (got["慰问人数"]["value_number"], got["慰问人数"]["value"])
    assert Decimal("9.3") == got["慰问人数"]["score_number"]
    assert (None, "90~95") == (got["家属满意度"]["value_number"], got["家属满意度"]["value"])
    assert (None, "-") == (got["家属满意度"]["weight_number"], got["家属满意度"]["weight"])


def test_row_groups_keep_the_order(monkeypatch):
    monkeypatch.setattr(parquet, "ROWS", 4)

    names = [row["level3"] for row in rows(factories.document(), factories.document())]

    assert names[:6] == names[6:]
    assert 12 == len(names)


def test_no_documents_give_a_table_without_rows():
    assert [] == rows()


def test_without_pyarrow_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(UsageError) as caught:
        list(parquet.write([], Language.ENGLISH))

    assert (
        "Writing Parquet needs pyarrow. Install it: pip install 'jixiao[corpus]'" == caught.value.message.en
    )
