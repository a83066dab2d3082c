"""Tables whose rows end with their seal, a hash of all other columns that is checked on reading.

SQLite's integrity_check looks at the tree and the indexes and not at what a column says: most bit flips pass
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage.connection import Connection, Row, Value

Describe: TypeAlias = Callable[[Row], str]
"""Names a row in Vietnamese, for the sentence of `store-hash`."""


def seal(table: str, values: Iterable[Value]) -> str:
    """The SHA-256 (hex) over the table's name and a row's values, each marked by type and length."""
    return sha256_hex(b"".join(_encoded(value) for value in (table, *values)))


def _encoded(value: Value) -> bytes:
    if isinstance(value, str):
        data = value.encode("utf-8", "surrogateescape")
        return b"t%d:%b" % (len(data), data)
    if isinstance(value, bytes):
        return b"b%d:%b" % (len(value), value)
    return b"n" if value is None else b"i%d;" % value


class SealedTable:
    """One table whose last column is the seal of the row."""

    def __init__(
        self,
        connection: Connection,
        name: str,
        columns: Sequence[str],
        key: Sequence[str],
        describe: Describe,
    ) -> None:
        """`columns` are all but the seal, `key` those of the primary key."""
        self._connection = connection
        self._name = name
        self._describe = describe
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        rest = [column for column in columns if column not in key]
        changes = ", ".join(f"{column} = excluded.{column}" for column in (*rest, "seal"))
        self._insert = f"INSERT INTO {name} ({names}, seal) VALUES ({marks}, ?)"
        self._upsert = f"{self._insert} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}"
        self._select = f"SELECT {names}, seal FROM {name}"

    def add(self, values: Row) -> None:
        """Insert a row. Raises BugError `store-bug` when there is one with its key."""
        self._connection.note_write(self._name)
        self._connection.execute(self._insert, (*values, seal(self._name, values)))

    def put(self, values: Row) -> None:
        """Insert a row, or replace all columns of the one with its key."""
        self._connection.note_write(self._name)
        self._connection.execute(self._upsert, (*values, seal(self._name, values)))

    def rows(self, where: str, parameters: Row = (), order: str = "rowid") -> list[Row]:
        """The rows for which `where` holds, without their seals.

        Raises KnownError `store-hash`, naming the row, when one is damaged.
        """
        found = self._connection.execute(f"{self._select} WHERE {where} ORDER BY {order}", parameters)
        return [self._checked(row) for row in found]

    def remove(self, where: str, parameters: Row) -> None:
        """Delete the rows for which `where` holds."""
        self._connection.note_write(self._name)
        self._connection.execute(f"DELETE FROM {self._name} WHERE {where}", parameters)

    def _checked(self, row: Row) -> Row:
        *values, sealed = row
        if sealed != seal(self._name, values):
            raise KnownError("store-hash", row=self._describe(tuple(values)))
        return tuple(values)
