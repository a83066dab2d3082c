"""The data folder: one SQLite database, and the blobs beside it (docs/adr/0040, 0041)."""

from lcweek_desktop.storage.backup import Backup, BackupReason
from lcweek_desktop.storage.backup_file import SUFFIX as BACKUP_SUFFIX
from lcweek_desktop.storage.backup_file import is_backup_file, write_backup_file
from lcweek_desktop.storage.backups import BackupMade, BackupStep
from lcweek_desktop.storage.blob_names import blob_names
from lcweek_desktop.storage.carried import Carried
from lcweek_desktop.storage.moved_mark import MovedMark
from lcweek_desktop.storage.moving_file import (
    MOVING_SUFFIX,
    is_moving_file,
    read_moving_file,
    write_moving_file,
)
from lcweek_desktop.storage.opening import backups_of
from lcweek_desktop.storage.records import (
    RECEIPT,
    CellChange,
    DamagedReport,
    Draft,
    DraftPart,
    InstalledCampaign,
    Issue,
    MadeAssignment,
    OpenedAssignment,
    PhotoOrigin,
    Printing,
    ReceivedFile,
    Restore,
    Revision,
    RevisionHead,
    Said,
    Scan,
    ScanKind,
    Sending,
    SignedFile,
    StoredReport,
    UnreadItem,
)
from lcweek_desktop.storage.restoring import PutBack, backup_in, locked, opened_backup, put_back
from lcweek_desktop.storage.retention import is_due
from lcweek_desktop.storage.salvage import Salvaged, salvage
from lcweek_desktop.storage.store import DATABASE, Store, StoredData, open_store

__all__ = [
    "BACKUP_SUFFIX",
    "DATABASE",
    "MOVING_SUFFIX",
    "RECEIPT",
    "Backup",
    "BackupMade",
    "BackupReason",
    "BackupStep",
    "Carried",
    "CellChange",
    "DamagedReport",
    "Draft",
    "DraftPart",
    "InstalledCampaign",
    "Issue",
    "MadeAssignment",
    "MovedMark",
    "OpenedAssignment",
    "PhotoOrigin",
    "Printing",
    "PutBack",
    "ReceivedFile",
    "Restore",
    "Revision",
    "RevisionHead",
    "Said",
    "Salvaged",
    "Scan",
    "ScanKind",
    "Sending",
    "SignedFile",
    "Store",
    "StoredData",
    "StoredReport",
    "UnreadItem",
    "backup_in",
    "backups_of",
    "blob_names",
    "is_backup_file",
    "is_due",
    "is_moving_file",
    "locked",
    "open_store",
    "opened_backup",
    "put_back",
    "read_moving_file",
    "salvage",
    "write_backup_file",
    "write_moving_file",
]
