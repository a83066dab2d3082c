"""A new database from what can still be read of a damaged one.

Only rows whose seal holds are taken, so nothing in it is guessed (docs/adr/0045). The damaged file is read
and never written to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.known_errors import known_file_errors
from lcweek_desktop.storage.opening import CURRENT, open_database
from lcweek_desktop.storage.raw_records import RawPages
from lcweek_desktop.storage.sealed_table import seal

_SEAL_LENGTH: Final = 64


@dataclass(frozen=True)
class Salvaged:
    """What was saved from a damaged database.

    `rows` is how many rows each table has now. `lost` is how many more were found that are damaged
    themselves; what was on pages that cannot be read at all is not counted.
    """

    rows: Mapping[str, int]
    lost: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing could be read."""
        return not any(self.rows.values())


def salvage(database: Path, target: Path) -> Salvaged:
    """Write all rows of `database` that are undamaged into the new database `target`.

    `target` must not exist; it has the current schema afterwards and opens like any other. Raises KnownError
    `store-full`, `store-readonly` or `store-io`.
    """
    log = database.with_name(f"{database.name}-wal")
    with known_file_errors(database):
        pages = RawPages(database.read_bytes(), log.read_bytes() if log.exists() else b"")
    connection = open_database(target, CURRENT)
    try:
        connection.pragma("foreign_keys = OFF")
        with connection.transaction():
            return _filled(connection, pages)
    finally:
        connection.close()


def _filled(connection: Connection, pages: RawPages) -> Salvaged:
    tables = _tables(connection)
    rows = {table.name: 0 for table in tables}
    lost = 0
    for record in pages.records():
        alike = [table for table in tables if table.width == len(record)]
        table = next((each for each in alike if each.has(record)), None)
        if table is not None:
            marks = ", ".join("?" * len(record))
            connection.execute(f"INSERT OR IGNORE INTO {table.name} VALUES ({marks})", record)
            rows[table.name] += connection.execute("SELECT changes()")[0][0]
        elif any(each.looks_like(record) for each in alike):
            lost += 1
    return Salvaged(rows, lost)


@dataclass(frozen=True)
class _Table:
    """A table whose rows prove themselves; `seal_at` is the place of the seal among its `width` columns, and
    None for the reports, whose fingerprint is one."""

    name: str
    width: int
    seal_at: int | None

    def has(self, record: Row) -> bool:
        """Whether `record` is a row of the table and undamaged."""
        if self.seal_at is None:
            fingerprint, body = record
            return isinstance(body, bytes) and sha256_hex(body) == fingerprint
        values = (*record[: self.seal_at], *record[self.seal_at + 1 :])
        return bool(record[self.seal_at] == seal(self.name, values))

    def looks_like(self, record: Row) -> bool:
        """Whether `record` may be a damaged row of the table."""
        proof = record[self.seal_at or 0]
        return isinstance(proof, str) and len(proof) == _SEAL_LENGTH


def _tables(connection: Connection) -> list[_Table]:
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    tables = []
    for (name,) in found:
        info = connection.execute("SELECT name FROM pragma_table_info(?)", (name,))
        columns = [column for (column,) in info]
        if name == "report":
            tables.append(_Table(name, len(columns), None))
        elif "seal" in columns and name != "schema_seal":
            tables.append(_Table(name, len(columns), columns.index("seal")))
    return tables
