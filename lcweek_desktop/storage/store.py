"""The data folder of an installation while it is open: the repositories of its database, and its blobs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from enum import Enum
from pathlib import Path
from types import TracebackType

from lcweek_desktop.atomic_file import reserve
from lcweek_desktop.storage.assignments import Assignments, AssignmentsMade
from lcweek_desktop.storage.backup import Backup, BackupReason
from lcweek_desktop.storage.backups import BackupStep
from lcweek_desktop.storage.blobs import Blobs
from lcweek_desktop.storage.campaigns import Campaigns
from lcweek_desktop.storage.carried import Carried
from lcweek_desktop.storage.cell_history import CellHistory
from lcweek_desktop.storage.connection import Connection
from lcweek_desktop.storage.decisions import Decisions
from lcweek_desktop.storage.drafts import Drafts
from lcweek_desktop.storage.known_errors import known_file_errors
from lcweek_desktop.storage.lock import FolderLock
from lcweek_desktop.storage.opening import CURRENT, LOG_SIZE, Schema, backups_of, open_database
from lcweek_desktop.storage.photo_origins import PhotoOrigins
from lcweek_desktop.storage.printings import Printings
from lcweek_desktop.storage.received_files import ReceivedFiles
from lcweek_desktop.storage.report_bodies import ReportBodies
from lcweek_desktop.storage.restores import Restores
from lcweek_desktop.storage.revisions import Revisions
from lcweek_desktop.storage.sendings import Sendings
from lcweek_desktop.storage.signed_files import SignedFiles
from lcweek_desktop.storage.stored_reports import StoredReports
from lcweek_desktop.storage.typed_drafts import TypedDrafts
from lcweek_desktop.storage.units import OwnUnits, Units
from lcweek_desktop.storage.unread_items import UnreadItems

DATABASE = "lcweek.db"
"""The name of the database in the data folder."""


class StoredData(Enum):
    """Parts of what is stored from which other values are derived; the value is the tables of the part."""

    CAMPAIGNS = ("campaign_edition",)
    """The campaigns that were installed."""
    ASSIGNMENTS = ("assignment", *CAMPAIGNS)
    """The assignments that were opened, and the campaigns by whose forms they are read."""
    DIRECTORY = ("unit", *CAMPAIGNS)
    """The units of the directories."""
    DECISIONS = ("journal",)
    """What people decided about received reports."""
    LISTED = (*DIRECTORY, *DECISIONS)
    """The units of the directories, and those that were separated from them."""
    RECEIVED = (*DIRECTORY, "held", "held_paper", "report", "journal")
    """The stored reports of other units, what was decided about them, and the directories."""


class Store:
    """An open data folder: one repository for each kind of thing that is stored, and `home`, its path.

    It is used from the thread that opened it; as a context manager it closes. A single call is durable when
    it returns; several that belong together go into a `transaction()`.
    """

    def __init__(self, home: Path, lock: FolderLock, connection: Connection) -> None:
        self.home = home
        self._lock = lock
        self._connection = connection
        bodies = ReportBodies(connection)
        self.blobs = Blobs(home / "blobs")
        self.backups = backups_of(home)
        self.backups.remove_leftovers()
        self.carried = Carried(self.backups.folder)
        self.units = Units(connection)
        self.own_units = OwnUnits(connection)
        self.drafts = Drafts(connection)
        self.revisions = Revisions(connection, bodies)
        self.sendings = Sendings(connection)
        self.printings = Printings(connection)
        self.cell_history = CellHistory(connection)
        self.photo_origins = PhotoOrigins(connection)
        self.signed_files = SignedFiles(connection)
        self.restores = Restores(connection)
        self.received = ReceivedFiles(connection)
        self.unread = UnreadItems(connection)
        self.stored_reports = StoredReports(connection, bodies)
        self.typed_drafts = TypedDrafts(connection)
        self.decisions = Decisions(connection)
        self.campaigns = Campaigns(connection)
        self.assignments = Assignments(connection)
        self.assignments_made = AssignmentsMade(connection)

    def transaction(self) -> AbstractContextManager[None]:
        """Commit all calls in the block together at its end, or none when it raises; an inner block joins it.

        Blobs are outside of it: put them first, a blob without a row is harmless.
        """
        return self._connection.transaction()

    def reading(self) -> AbstractContextManager[None]:
        """Let nothing in the block write to the database: BugError `store-bug` when something tries."""
        return self._connection.reading()

    def version(self, data: StoredData) -> tuple[int, int]:
        """A value that differs from an earlier one whenever `data` may have changed since."""
        return self._connection.version(data.value)

    def facts(self) -> Mapping[str, str | int]:
        """What somebody who helps from afar asks of the database: its schema, SQLite's version, and how many
        rows each table has, by name. No row is read. Raises KnownError `store-damaged` or `store-io`."""
        connection = self._connection
        facts: dict[str, str | int] = {
            "schema": connection.pragma("user_version"),
            "SQLite": connection.execute("SELECT sqlite_version()")[0][0],
        }
        for (table,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ):
            facts[table] = connection.execute(f'SELECT count(*) FROM "{table}"')[0][0]
        return facts

    def reserve_log(self) -> None:
        """Grow SQLite's log at once to the size it is kept at, so that no edit has to.

        Writing into a file that grows costs the disk about twice as much. It is worth it for a window, which
        stays open, and not for a command. Raises KnownError `store-full` when there is no room; nothing is
        changed then.
        """
        log = self.home / f"{DATABASE}-wal"
        with known_file_errors(log):
            reserve(log, LOG_SIZE)

    def checkpoint(self) -> None:
        """Bring all that was committed from SQLite's log into the database file, durably.

        A copy of that file alone then has everything. The log keeps its size and is written from its
        beginning again.
        """
        self._connection.pragma("wal_checkpoint(FULL)")

    def back_up(self, made: datetime, reason: BackupReason) -> Backup:
        """Make a backup of the database alone as `Backups.add` does."""
        return self.backups.add(self._connection, made, reason)

    def back_up_in_steps(self, made: datetime, reason: BackupReason) -> Iterator[BackupStep]:
        """Make a backup of the database and its blobs as `Backups.steps` does."""
        return self.backups.steps(self._connection, self.blobs, made, reason)

    def close(self) -> None:
        """Close the database and release the folder's lock."""
        try:
            self._connection.close()
        finally:
            self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def open_store(home: Path, *, wait: float = 2.0, schema: Schema = CURRENT) -> Store:
    """Open the data folder `home`, which is made when it is not there.

    `wait` is how many seconds another program has to leave it. A database of an older schema is migrated
    after a backup of it was made; `schema` is another one only in tests.
    Raises KnownError `store-busy` when another program is using the folder, `store-newer` when a newer one
    wrote it, `store-foreign` when `lcweek.db` is something else, `store-lost` when it is gone and a backup of
    it is there, `store-damaged`, `store-full`, `store-readonly`, `store-io`, or `backup-space` before a
    migration; nothing is changed then.
    """
    with known_file_errors(home):
        home.mkdir(parents=True, exist_ok=True)
    lock = FolderLock(home, wait)
    try:
        return Store(home, lock, open_database(home / DATABASE, schema))
    except BaseException:
        lock.release()
        raise
