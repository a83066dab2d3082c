"""The one connection to the database: it runs SQL and holds transactions.

It belongs to the thread that opened it; sqlite3 refuses any other.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from lcweek_desktop.errors import BugError, KnownError
from lcweek_desktop.storage.known_errors import KnownSqliteErrors

Value: TypeAlias = "str | bytes | int | None"
"""What a column may hold."""
Row: TypeAlias = "tuple[Any, ...]"
"""The columns of a row, or the parameters of a statement."""


class Connection:
    """An open database file. Every method raises SQLite's errors as known_errors says.

    `path` is the file, `raw` the connection of sqlite3, `rollbacks` the number of transactions that were
    rolled back so far.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rollbacks = 0
        self._writes: Counter[str] = Counter()
        self._known_errors = KnownSqliteErrors(path)
        with self._known_errors:
            self.raw = sqlite3.connect(path, timeout=1, isolation_level=None)
        self.raw.text_factory = _text
        self._in_transaction = False
        self._broken = False

    def execute(self, sql: str, parameters: Row = ()) -> list[Row]:
        """Run one statement and fetch all its rows. Outside a transaction it commits before returning.

        Raises BugError `store-bug` in a transaction that has failed already.
        """
        if self._in_transaction and (self._broken or not self.raw.in_transaction):
            raise BugError("store-bug", reason="the transaction has failed already")
        with self._known_errors:
            return self.raw.execute(sql, parameters).fetchall()

    def is_referred_to(self, table: str, key: Row) -> bool:
        """Whether a row of any table refers to that of `table` with the primary key `key`, which can then not
        be deleted."""
        columns: dict[tuple[str, int], list[str]] = {}
        sql = (
            'SELECT s.name, f.id, f."from" FROM sqlite_schema AS s, pragma_foreign_key_list(s.name) AS f '
            "WHERE s.type = 'table' AND f.\"table\" = ? ORDER BY s.name, f.id, f.seq"
        )
        for name, number, column in self.execute(sql, (table,)):
            columns.setdefault((name, number), []).append(column)
        return any(
            self.execute(f"SELECT 1 FROM {name} WHERE {' AND '.join(f'{c} = ?' for c in named)} LIMIT 1", key)
            for (name, _), named in columns.items()
        )

    def pragma(self, text: str) -> Any:
        """The first value a PRAGMA gives; None when it gives nothing."""
        rows = self.execute(f"PRAGMA {text}")
        return rows[0][0] if rows else None

    def note_write(self, table: str) -> None:
        """Remember that `table` was written to, for `version`."""
        self._writes[table] += 1

    def version(self, tables: Iterable[str]) -> tuple[int, int]:
        """A value that differs from an earlier one whenever `tables` may hold something else by now.

        It changes with every write to one of them, and with every transaction that is rolled back.
        """
        return self.rollbacks, sum(self._writes[table] for table in tables)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what the block does durably at its end, all of it, or none when it raises.

        A block inside a block joins it: once an inner block has failed, the outer one can only fail too.
        """
        if self._in_transaction:
            with self._joined():
                yield
            return
        self.execute("BEGIN IMMEDIATE")
        self._in_transaction = True
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._in_transaction = self._broken = False

    @contextmanager
    def _joined(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._broken = True
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let nothing in the block write. Raises BugError `store-bug` when something tries; nothing is
        changed then."""
        self.pragma("query_only = ON")
        try:
            yield
        except KnownError as error:
            if error.code == "store-readonly" and isinstance(error.__cause__, sqlite3.Error):
                raise BugError("store-bug", reason="what only reads has tried to write") from error
            raise
        finally:
            self.pragma("query_only = OFF")

    def _roll_back(self) -> None:
        self.rollbacks += 1
        if self.raw.in_transaction:
            with self._known_errors:
                self.raw.execute("ROLLBACK")

    def close(self) -> None:
        """Bring the write-ahead log into the file and close it."""
        with self._known_errors:
            self.raw.close()


def _text(data: bytes) -> str:
    """Decode the text of a column. Bytes that are not UTF-8 become surrogates, which the seal reveals."""
    return data.decode("utf-8", "surrogateescape")
