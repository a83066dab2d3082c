"""The data folder of an installation, open: one database, the blobs beside it, and what is kept in them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from enum import Enum
from pathlib import Path
from types import TracebackType

from lcweek_desktop.atomic_file import reserve
from lcweek_desktop.storage.blobs import Blobs
from lcweek_desktop.storage.connection import Connection
from lcweek_desktop.storage.drafts import Drafts
from lcweek_desktop.storage.faults import file_faults
from lcweek_desktop.storage.held import StoredReports
from lcweek_desktop.storage.lock import FolderLock
from lcweek_desktop.storage.opening import LOG_SIZE, open_database
from lcweek_desktop.storage.received import ReceivedFiles
from lcweek_desktop.storage.reports import Reports
from lcweek_desktop.storage.revisions import Revisions
from lcweek_desktop.storage.schema import CURRENT, Schema
from lcweek_desktop.storage.sendings import Sendings
from lcweek_desktop.storage.trust import Confirmations, Decisions
from lcweek_desktop.storage.units import OwnUnits, Units

DATABASE = "lcweek.db"
"""The name of the database file in the data folder."""


class StoredData(Enum):
    """Parts of what is stored from which other values are derived; each names its tables."""

    DIRECTORY = ("unit",)
    """The units of the directories."""
    RECEIVED = ("unit", "held", "held_paper", "report", "confirmation", "decision")
    """The reports that are held of other units, what was decided about them, and the directories."""


class Store:
    """Everything kept, by what it is. Used from the thread that opened it; a context manager that closes.

    A single call is durable when it returns; several that belong together go in a `transaction()`.
    """

    def __init__(self, home: Path, lock: FolderLock, connection: Connection) -> None:
        self.home = home
        self._lock = lock
        self._connection = connection
        reports = Reports(connection)
        self.blobs = Blobs(home / "blobs")
        self.units = Units(connection)
        self.own_units = OwnUnits(connection)
        self.drafts = Drafts(connection)
        self.revisions = Revisions(connection, reports)
        self.sendings = Sendings(connection)
        self.received = ReceivedFiles(connection)
        self.stored_reports = StoredReports(connection, reports)
        self.confirmations = Confirmations(connection)
        self.decisions = Decisions(connection)

    def transaction(self) -> AbstractContextManager[None]:
        """All calls in the block are committed together at its end, or none when it raises; a block within
        a block joins it. Blobs stand outside: put them first, a blob without a row is harmless."""
        return self._connection.transaction()

    def version(self, data: StoredData) -> tuple[int, int]:
        """A value that differs from an earlier one whenever `data` may have changed since."""
        return self._connection.version(data.value)

    def reserve_log(self) -> None:
        """Grow SQLite's log at once to the size it is kept at, so that no edit has to: writing into a file
        that grows costs the disk about twice as much. For a window, which stays open; a command has no use
        for it. Raises `store-full` when there is no room; nothing is changed then."""
        log = self.home / f"{DATABASE}-wal"
        with file_faults(log):
            reserve(log, LOG_SIZE)

    def close(self) -> None:
        """Let go of the database and the folder's lock."""
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
    """Open the data folder `home`, making it when it is not there; waits up to `wait` seconds for another
    program to leave it.

    Raises KnownError: `store-busy` another program is using it; `store-newer` a newer program wrote it;
    `store-foreign` `lcweek.db` is something else; `store-damaged`; `store-full`; `store-readonly`;
    `store-io`. Nothing is changed then. A migration makes a copy in `backups/` first. `schema` is for tests.
    """
    with file_faults(home):
        home.mkdir(parents=True, exist_ok=True)
    lock = FolderLock(home, wait)
    try:
        return Store(home, lock, open_database(home / DATABASE, schema))
    except BaseException:
        lock.release()
        raise
