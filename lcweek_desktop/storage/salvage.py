"""A new database from what can still be read of a damaged one.

Rows whose seal holds are taken, so nothing in it is guessed, and damaged ones as they are, to be set aside by
name (docs/adr/0045). It becomes a backup, to be compared and restored like any other. The damaged file is
only read.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from lcweek_desktop.atomic_file import TEMPORARY_SUFFIX
from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.errors import BugError
from lcweek_desktop.storage.backup import Backup, BackupReason
from lcweek_desktop.storage.connection import Connection, Row, Value
from lcweek_desktop.storage.known_errors import known_file_errors
from lcweek_desktop.storage.opening import CURRENT, backups_of, open_database, schema_up_to
from lcweek_desktop.storage.raw_records import RawPages
from lcweek_desktop.storage.restoring import locked
from lcweek_desktop.storage.sealed_table import seal
from lcweek_desktop.storage.store import DATABASE

_SEAL_LENGTH: Final = 64
_BELIEVED: Final = ("own_unit", "unit", "revision", "restore", "journal")
"""The tables of which a damaged row is used as far as an index proves it; a new index would prove nothing."""


@dataclass(frozen=True)
class Salvaged:
    """What was saved from a damaged database.

    `rows` is how many whole rows each table of `backup` has. `lost` is how many more there are that are
    damaged themselves; what was on pages that cannot be read at all is not counted.
    """

    backup: Backup
    rows: Mapping[str, int]
    lost: int


def salvage(home: Path, made: datetime) -> Salvaged | None:
    """Make a backup of all rows in the database of the data folder `home`, which is not open.

    None when there is not one. Raises KnownError `store-busy`, `store-full`, `store-readonly` or `store-io`.
    """
    with locked(home):
        backups = backups_of(home)
        backups.remove_leftovers()
        pages = _pages(home / DATABASE)
        folder = backups.folder / f"salvage{TEMPORARY_SUFFIX}"
        with known_file_errors(folder):
            folder.mkdir(parents=True)
        try:
            rows, lost = _fill(folder / DATABASE, pages)
            if not any(rows.values()):
                return None
            return Salvaged(backups.add_file(folder / DATABASE, made, BackupReason.SALVAGE), rows, lost)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _pages(database: Path) -> RawPages:
    log = database.with_name(f"{database.name}-wal")
    with known_file_errors(database):
        return RawPages(*(file.read_bytes() if file.exists() else b"" for file in (database, log)))


def _fill(target: Path, pages: RawPages) -> tuple[Mapping[str, int], int]:
    """Make the database `target` of what is in `pages`, with the current schema in the end; how many rows
    each table has, and how many were found damaged."""
    connection = open_database(target, schema_up_to(pages.user_version))
    try:
        connection.pragma("foreign_keys = OFF")
        with connection.transaction():
            filled = _filled(connection, pages)
    finally:
        connection.close()
    connection = open_database(target, CURRENT)
    try:
        # The same rows give the same file, and it is only one.
        connection.execute("UPDATE _sqlite_migrations SET applied_at = ''")
        connection.pragma("journal_mode = DELETE")
    finally:
        connection.close()
    return filled


def _filled(connection: Connection, pages: RawPages) -> tuple[Mapping[str, int], int]:
    tables = _tables(connection)
    rows = {table.name: 0 for table in tables}
    damaged: list[tuple[Row, list[_Table]]] = []
    for record in pages.records():
        alike = [table for table in tables if table.width == len(record)]
        table = next((each for each in alike if each.has(record)), None)
        if table is not None:
            rows[table.name] += _inserted(connection, table, record)
        elif possible := [each for each in alike if each.looks_like(record)]:
            damaged.append((tuple(map(_storable, record)), possible))
    # Last, so that none takes the place of a whole row: as they are, to be set aside by name.
    for record, possible in damaged:
        if not any(table.name in _BELIEVED for table in possible):
            any(_inserted(connection, table, record) for table in possible)
    return rows, len(damaged)


def _storable(value: Value) -> Value:
    """`value`, with � in place of bytes that are not UTF-8."""
    return (
        value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        if isinstance(value, str)
        else value
    )


def _inserted(connection: Connection, table: _Table, record: Row) -> int:
    """Insert `record` unless there is a row with its key; how many rows that gave."""
    marks = ", ".join("?" * len(record))
    with suppress(BugError):  # a damaged one whose columns are not of the table's types
        connection.execute(f"INSERT OR IGNORE INTO {table.name} VALUES ({marks})", record)
        inserted: int = connection.execute("SELECT changes()")[0][0]
        return inserted
    return 0


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
