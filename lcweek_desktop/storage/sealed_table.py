"""Tables whose rows end with their seal, a hash of all other columns that is checked on reading.

SQLite's integrity_check looks at the tree and the indexes and not at what a column says: most bit flips pass
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage.connection import Connection, Row, Value

Describe: TypeAlias = Callable[[Row], str]
"""Names a row in Vietnamese, for the sentence of `store-hash`."""


class SealedRows(NamedTuple):
    """What was found in a table: rows whose seal holds, without it, and of each damaged row its key.

    The columns of the key can be believed even then: they are in an index, and opening the database compares
    the two.
    """

    intact: list[Row]
    damaged: list[Row]


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
        self._key_places = [columns.index(column) for column in key]
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
        found = self._found(where, parameters, order)
        for *values, sealed in found:
            if sealed != seal(self._name, values):
                raise KnownError("store-hash", row=self._describe(tuple(values)))
        return [row[:-1] for row in found]

    def sealed_rows(self, where: str, parameters: Row = (), order: str = "rowid") -> SealedRows:
        """The rows for which `where` holds. Of damaged ones those are found whose columns happen to say so;
        for all of them `where` may only ask for columns of the key.
        """
        rows = SealedRows([], [])
        for *values, sealed in self._found(where, parameters, order):
            if sealed == seal(self._name, values):
                rows.intact.append(tuple(values))
            else:
                rows.damaged.append(tuple(values[place] for place in self._key_places))
        return rows

    def open_damage(self, where: str, parameters: Row = ()) -> list[Row]:
        """The keys of the damaged rows after which no intact one came, without their last column.

        It is for tables whose key ends in a running number that is counted for each of the rest of the key.
        """
        intact, damaged = self.sealed_rows(where, parameters)
        last: dict[Row, int] = {}
        for row in intact:
            *subject, number = (row[place] for place in self._key_places)
            last[tuple(subject)] = max(number, last.get(tuple(subject), 0))
        return [tuple(subject) for *subject, number in damaged if number > last.get(tuple(subject), 0)]

    def lost_numbers(self, where: str, parameters: Row = ()) -> tuple[int, ...]:
        """The last columns of the keys of the damaged rows after which no intact one came, ascending, of a
        table whose key ends in a running number, `where` choosing one of the rest of the key."""
        intact, damaged = self.sealed_rows(where, parameters)
        last = max((row[self._key_places[-1]] for row in intact), default=0)
        return tuple(sorted(key[-1] for key in damaged if key[-1] > last))

    def remove(self, where: str, parameters: Row) -> None:
        """Delete the rows for which `where` holds."""
        self._connection.note_write(self._name)
        self._connection.execute(f"DELETE FROM {self._name} WHERE {where}", parameters)

    def _found(self, where: str, parameters: Row, order: str) -> list[Row]:
        return self._connection.execute(f"{self._select} WHERE {where} ORDER BY {order}", parameters)
