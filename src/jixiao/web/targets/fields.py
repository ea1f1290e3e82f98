"""A column of pairs of characters and the question whether it holds what is sought, on both databases.

PostgreSQL keeps it as a ``tsvector`` with a GIN index; SQLite as text, with an
FTS5 table beside it that triggers keep in step (migration 0002).
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup, TextField
from django.db.models.expressions import Col
from django.db.models.sql.compiler import SQLCompiler

from jixiao.web.targets.pairs import fts5_query, pairs_in, tsquery, tsvector, words_of


class PairsField(TextField[str, str]):
    """Pairs as `pairs_of` gives them."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002  Django's
        text = super().get_db_prep_value(value, connection, prepared)
        is_told = connection.vendor == "postgresql" and isinstance(text, str)
        return tsvector(text) if is_told else text

    def from_db_value(
        self, value: str | None, expression: object, connection: BaseDatabaseWrapper
    ) -> str | None:
        del expression
        return pairs_in(value) if value and connection.vendor == "postgresql" else value


@PairsField.register_lookup
class Holds(Lookup[str]):
    """``pairs__holds="政府采购"``: all words of it, each as it stands; of a text without words nothing."""

    lookup_name = "holds"
    prepare_rhs = False
    postgresql = "{} @@ %s::tsquery"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        if not words_of(self.rhs):
            raise EmptyResultSet
        if connection.vendor == "postgresql":
            column, params = self.process_lhs(compiler, connection)
            return self.postgresql.format(column), [*params, tsquery(self.rhs)]
        return self._in_fts5(connection)

    def _in_fts5(self, connection: BaseDatabaseWrapper) -> tuple[str, list[str]]:
        column = self.lhs
        if not isinstance(column, Col) or column.alias is None:
            raise TypeError("pairs are a column of a table")
        model, name = column.target.model, connection.ops.quote_name
        index = name(f"{model._meta.db_table}_pairs")  # noqa: SLF001  Django's way to a table's name
        row = f"{name(column.alias)}.{name(str(model._meta.pk.column))}"  # noqa: SLF001
        sql = f"{row} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)"  # noqa: S608  our own names
        return sql, [fts5_query(self.rhs)]


@PairsField.register_lookup
class Matches(Holds):
    """The same without the index, for rows that are read one by one: common phrases among the newest rows.

    PostgreSQL takes a phrase for much rarer than it is, and would collect and
    sort tens of thousands of rows to show the newest few.
    """

    lookup_name = "matches"
    postgresql = "ts_match_vq({}, %s::tsquery)"
