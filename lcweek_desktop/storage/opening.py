"""Opening the database: a file that is not ours, newer or damaged is refused, an older one is migrated.

Before a migration a backup is made.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from lcweek_desktop.catalogue.system import (
    EMPTY_FILE,
    SHORT_FILE,
    WRONG_PAGES,
    WRONG_SCHEMA,
    WRONG_VERSION,
)
from lcweek_desktop.errors import BugError, KnownError
from lcweek_desktop.storage.backup import BackupReason
from lcweek_desktop.storage.backups import Backups
from lcweek_desktop.storage.connection import Connection
from lcweek_desktop.storage.known_errors import KnownSqliteErrors, known_file_errors
from lcweek_desktop.storage.schema_check import APPLICATION_ID, DEFINITIONS_QUERY, schema_seal

if TYPE_CHECKING:
    from sqlite_utils import Migrations

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER: Final = 100
_VERSION_AT: Final = 60
_APPLICATION_AT: Final = 68

LOG_SIZE: Final = 4 << 20
"""The size in bytes that the write-ahead log keeps. SQLite fills so much (1,000 pages) before it writes the
log into the database and starts again at the log's beginning."""


@dataclass(frozen=True)
class Schema:
    """A version of the database, and the migrations that lead to it.

    `version` is the `user_version` of a file after the last of them. `load_migrations` imports them, which
    loads sqlite-utils: it is called only when there is one to apply.
    """

    version: int
    load_migrations: Callable[[], Migrations]


def _load_migrations() -> Migrations:
    from lcweek_desktop.storage.migrations import migrations

    return migrations


CURRENT: Final = Schema(13, _load_migrations)
"""The schema that this program reads and writes."""


def schema_up_to(version: int) -> Schema:
    """The schema of that number, to which later migrations can be applied; the current one for a number that
    no schema has."""

    def load() -> Migrations:
        from lcweek_desktop.storage.migrations import migrations_up_to

        return migrations_up_to(version)

    return Schema(version, load) if 0 < version < CURRENT.version else CURRENT


def open_database(path: Path, schema: Schema) -> Connection:
    """A connection to the database at `path`, which is then of `schema`.

    Raises as `open_store`; a file that is refused stays as it was, byte for byte.
    """
    _refuse_lost(path, schema)
    _refuse_header(path, schema, mode="r+b")
    connection = Connection(path)
    try:
        _prepare(connection, schema)
    except BaseException:
        connection.close()
        raise
    return connection


def check_database(path: Path, schema: Schema = CURRENT) -> None:
    """Check the closed database at `path`, which stays as it is, as `open_database` does before it writes.
    It need not be writable.

    Raises KnownError `store-newer`, `store-foreign`, `store-damaged`, `store-readonly` or `store-io`.
    """
    _refuse_header(path, schema, mode="rb")
    connection = Connection(path)
    try:
        _refuse_unusable(connection, schema)
    finally:
        connection.close()


def backups_of(home: Path, schema: Schema = CURRENT) -> Backups:
    """The backups of the data folder `home`, which may be open, damaged or missing."""
    return Backups(home, lambda path: check_database(path, schema))


def _prepare(connection: Connection, schema: Schema) -> None:
    _refuse_unusable(connection, schema)
    connection.pragma("journal_mode = WAL")
    connection.pragma("synchronous = FULL")
    connection.pragma(f"journal_size_limit = {LOG_SIZE}")
    _migrate(connection, schema)
    connection.pragma("foreign_keys = ON")


def _refuse_unusable(connection: Connection, schema: Schema) -> None:
    # The folder's lock keeps our own programs out, exclusive locking all others; and the index of the log is
    # then in memory instead of a third file.
    connection.pragma("locking_mode = EXCLUSIVE")
    connection.pragma("trusted_schema = OFF")
    connection.pragma("temp_store = MEMORY")  # a full temporary folder of the system must not matter
    connection.pragma("cell_size_check = ON")
    # Nothing of what was deleted stays in the file, and the same rows are the same bytes: so Debian's SQLite
    # does by itself, and that of Windows does not.
    connection.pragma("secure_delete = ON")
    try:
        _refuse_foreign(connection)
        _refuse_version(connection, schema)
        _refuse_damaged(connection)
    except BugError as error:  # these statements fail only on a damaged file
        raise KnownError("store-damaged", path=connection.path, reason=WRONG_SCHEMA) from error


def _refuse_lost(path: Path, schema: Schema) -> None:
    """Refuse to begin anew where a database was: it is not there and a good backup of it is."""
    with known_file_errors(path):
        if path.exists():
            return
    if backups_of(path.parent, schema).newest_good() is not None:
        raise KnownError("store-lost", path=path)


def _refuse_header(path: Path, schema: Schema, mode: Literal["rb", "r+b"]) -> None:
    """Refuse a file by its first bytes, before SQLite may write a log beside it, or when it cannot be opened
    in `mode`."""
    with known_file_errors(path):
        if not path.exists():
            return
        with path.open(mode) as file:
            header = file.read(_HEADER)
    if not header:
        if _was_used(path.parent):
            raise KnownError("store-damaged", path=path, reason=EMPTY_FILE)
        return
    if not header.startswith(_MAGIC):
        raise KnownError("store-foreign", path=path)
    if len(header) < _HEADER:
        raise KnownError("store-damaged", path=path, reason=SHORT_FILE)
    (version,) = struct.unpack_from(">i", header, _VERSION_AT)
    (application,) = struct.unpack_from(">i", header, _APPLICATION_AT)
    if application not in (0, APPLICATION_ID):
        raise KnownError("store-foreign", path=path)
    if version > schema.version:
        raise _newer(path, version, schema)


def _newer(path: Path, found: int, schema: Schema) -> KnownError:
    """Why a file that says that it has a later schema, `found`, is refused: a newer program wrote it, or the
    number is damaged, as no step beyond those that are known was taken in it."""
    if _last_step(path) in range(1, schema.version + 1):
        return KnownError("store-damaged", path=path, reason=WRONG_VERSION)
    return KnownError("store-newer", path=path, found=found, known=schema.version)


def _last_step(path: Path) -> int:
    """The number of the last migration of the closed database at `path`; 0 when it cannot be read."""
    names = "SELECT max(substr(name, 2, 4)) FROM _sqlite_migrations"
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as database:
            return int(database.execute(names).fetchone()[0] or 0)
    except (sqlite3.Error, ValueError):
        return 0


def _was_used(home: Path) -> bool:
    """Whether `home` held a database before: keys and blobs are only made after there is one."""
    with known_file_errors(home):
        return any(folder.is_dir() and any(folder.iterdir()) for folder in (home / "keys", home / "blobs"))


def _refuse_foreign(connection: Connection) -> None:
    """Refuse a file that lacks our application id, unless it has no tables: then its making was cut short."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE name NOT LIKE '%sqlite_%'")
    if connection.pragma("application_id") != APPLICATION_ID and tables:
        raise KnownError("store-foreign", path=connection.path)


def _refuse_version(connection: Connection, schema: Schema) -> None:
    found = connection.pragma("user_version")
    if found < 0:
        raise KnownError("store-damaged", path=connection.path, reason=WRONG_VERSION)
    if found > schema.version:
        raise _newer(connection.path, found, schema)


def _refuse_damaged(connection: Connection) -> None:
    """Check the tree, the indexes and the definitions; what the rows say is checked by their seals."""
    report = connection.pragma("integrity_check(1)")
    if report != "ok":
        raise KnownError("store-damaged", path=connection.path, reason=WRONG_PAGES)
    if connection.pragma("user_version"):
        definitions = schema_seal(connection.execute(DEFINITIONS_QUERY))
        if connection.execute("SELECT seal FROM schema_seal") != [(definitions,)]:
            raise KnownError("store-damaged", path=connection.path, reason=WRONG_SCHEMA)


def _migrate(connection: Connection, schema: Schema) -> None:
    found = connection.pragma("user_version")
    if found == schema.version:
        return
    if found:
        backups_of(connection.path.parent, schema).add(connection, datetime.now(), BackupReason.MIGRATION)
    _apply(connection, schema)
    if connection.pragma("user_version") != schema.version:
        raise KnownError("store-damaged", path=connection.path, reason=WRONG_VERSION)
    # Bring the new version into the file's header, by which an older program refuses the file.
    connection.pragma("wal_checkpoint(TRUNCATE)")


def _apply(connection: Connection, schema: Schema) -> None:
    migrations = schema.load_migrations()
    from sqlite_utils import Database

    with KnownSqliteErrors(connection.path):
        migrations.apply(Database(connection.raw, recursive_triggers=False, execute_plugins=False))
