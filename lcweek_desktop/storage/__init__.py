"""The data folder: one SQLite database, and the blobs beside it (docs/adr/0040, 0041)."""

from lcweek_desktop.storage.records import (
    Draft,
    Issue,
    ReceivedFile,
    Restore,
    Revision,
    Scan,
    ScanKind,
    Sending,
    StoredReport,
)
from lcweek_desktop.storage.store import DATABASE, Store, StoredData, open_store

__all__ = [
    "DATABASE",
    "Draft",
    "Issue",
    "ReceivedFile",
    "Restore",
    "Revision",
    "Scan",
    "ScanKind",
    "Sending",
    "Store",
    "StoredData",
    "StoredReport",
    "open_store",
]
