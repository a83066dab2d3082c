"""The data folder: one SQLite database, and the blobs beside it (docs/adr/0040, 0041)."""

from lcweek_desktop.storage.records import (
    DamagedReport,
    Draft,
    DraftPart,
    Issue,
    ReceivedFile,
    Restore,
    Revision,
    RevisionHead,
    Scan,
    ScanKind,
    Sending,
    StoredReport,
)
from lcweek_desktop.storage.store import DATABASE, Store, StoredData, open_store

__all__ = [
    "DATABASE",
    "DamagedReport",
    "Draft",
    "DraftPart",
    "Issue",
    "ReceivedFile",
    "Restore",
    "Revision",
    "RevisionHead",
    "Scan",
    "ScanKind",
    "Sending",
    "Store",
    "StoredData",
    "StoredReport",
    "open_store",
]
