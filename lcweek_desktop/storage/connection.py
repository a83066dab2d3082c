"""The one connection to the database: runs SQL, holds transactions, speaks the catalogue's errors.

It belongs to the thread that opened it; sqlite3 refuses any other. The window will open the store in its
writer thread and hand that thread what is to be saved.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from lcweek_desktop.errors import BugError
from lcweek_desktop.storage.faults import SqliteFaults

Value: TypeAlias = "str | bytes | int | None"
Row: TypeAlias = "tuple[Any, ...]"


class Connection:
    """An open database file. Every method raises what `faults` makes of SQLite's errors."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rollbacks = 0
        self._writes: Counter[str] = Counter()
        self._faults = SqliteFaults(path)
        with self._faults:
            self.raw = sqlite3.connect(path, timeout=1, isolation_level=None)
        self.raw.text_factory = _text
        self._in_transaction = False
        self._broken = False

    def execute(self, sql: str, parameters: Row = ()) -> list[Row]:
        """Run one statement and fetch all its rows. Outside a transaction it commits before returning."""
        if self._in_transaction and (self._broken or not self.raw.in_transaction):
            raise BugError("store-bug", reason="the transaction has failed already")
        with self._faults:
            return self.raw.execute(sql, parameters).fetchall()

    def pragma(self, text: str) -> Any:
        """The first value a PRAGMA gives; None when it gives nothing."""
        rows = self.execute(f"PRAGMA {text}")
        return rows[0][0] if rows else None

    def note_write(self, table: str) -> None:
        """Remember that `table` was written to, for `version`."""
        self._writes[table] += 1

    def version(self, tables: Iterable[str]) -> tuple[int, int]:
        """A value that differs from an earlier one whenever `tables` may hold something else by now: they
        were written to, or a transaction was rolled back."""
        return self.rollbacks, sum(self._writes[table] for table in tables)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: commits durably at the end, rolls back when the block raises.

        A block inside a block joins it; once an inner block has failed, the outer one can only fail too.
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

    def _roll_back(self) -> None:
        self.rollbacks += 1
        if self.raw.in_transaction:
            with self._faults:
                self.raw.execute("ROLLBACK")

    def close(self) -> None:
        """Bring the log into the file and let it go."""
        with self._faults:
            self.raw.close()


def _text(data: bytes) -> str:
    """Damaged text must reach the seal instead of failing to decode."""
    return data.decode("utf-8", "surrogateescape")
