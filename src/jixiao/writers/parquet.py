"""Parquet: one indicator a row, numbers as decimals beside what was printed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any

from jixiao.model.errors import UsageError
from jixiao.model.message import Language, Message
from jixiao.model.table import Document
from jixiao.writers.rows import IndicatorRow, indicator_rows

PRECISION, SCALE = 38, 10  # what every reader of Parquet knows
ROWS = 50_000  # a row group
_WHOLE = {"table", "year", "source_page", "source_table", "source_row", "source_column"}
_NUMBERS = ("value", "weight", "score")


def write(documents: Iterable[Document], language: Language) -> Iterator[bytes]:
    del language  # a data file has one heading
    pa, pq = _libraries()
    schema = _schema(pa)
    out = io.BytesIO()
    rows = indicator_rows(documents)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while group := list(islice(rows, ROWS)):
            writer.write_table(pa.Table.from_pydict(_columns(group), schema=schema))
    yield out.getvalue()


def decimal_of(printed: str | None) -> Decimal | None:
    """The number, if it is one and fits the column exactly.

    >>> decimal_of("2,272.88"), decimal_of("10~20"), decimal_of("1e-30")
    (Decimal('2272.88'), None, None)
    """
    try:
        number = Decimal((printed or "").replace(",", ""))
        fits = number.is_finite() and number.adjusted() < PRECISION - SCALE
        return number if fits and number == round(number, SCALE) else None
    except InvalidOperation:
        return None


def _columns(rows: list[IndicatorRow]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = dict(
        zip(IndicatorRow._fields, map(list, zip(*rows, strict=True)), strict=True)
    )
    for name in _NUMBERS:
        columns[f"{name}_number"] = [decimal_of(printed) for printed in columns[name]]
    return columns


def _schema(pa: Any) -> Any:
    fields = [(name, pa.int32() if name in _WHOLE else pa.string()) for name in IndicatorRow._fields]
    numbers = [(f"{name}_number", pa.decimal128(PRECISION, SCALE)) for name in _NUMBERS]
    return pa.schema(fields + numbers)


def _libraries() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError(
            Message(
                "写 Parquet 需要 pyarrow。请安装：pip install 'jixiao[corpus]'",
                "Writing Parquet needs pyarrow. Install it: pip install 'jixiao[corpus]'",
            )
        ) from None
    return pa, pq
