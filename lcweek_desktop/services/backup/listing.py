"""The backups that there are, whether the data folder is open, damaged or missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage import Backup as Backup
from lcweek_desktop.storage import BackupReason, backup_in, backups_of, is_backup_file


class BackupState(StrEnum):
    """What a backup is worth."""

    GOOD = "good"
    """It is as it was written, and this program can open it."""
    NEWER = "newer"
    """A newer program wrote it."""
    BUSY = "busy"
    """Another program holds it, or this one may not read it."""
    DAMAGED = "damaged"
    """It is not what was written, or it cannot be read."""


_STATES: Final = {
    "store-newer": BackupState.NEWER,
    "backup-busy": BackupState.BUSY,
    "store-busy": BackupState.BUSY,
}
"""What a backup is worth by the code of what `verify` finds; for any other it is damaged."""


@dataclass(frozen=True)
class ListedBackup:
    """A backup and what it is worth."""

    backup: Backup
    state: BackupState

    @property
    def is_whole(self) -> bool:
        """Whether it can be restored and holds the data as they were, which what was salvaged does not."""
        return self.state is BackupState.GOOD and self.backup.reason is not BackupReason.SALVAGE


def backups(home: Path) -> Iterator[ListedBackup]:
    """The backups of the data folder `home`, the newest first; each is read through before it is given.

    Raises KnownError `store-readonly` or `store-io` when the folder of backups cannot be read.
    """
    for backup in backups_of(home).all():
        yield ListedBackup(backup, _state(home, backup))


def newest_good(home: Path) -> Backup | None:
    """The newest backup of the data folder `home` that is good, what was salvaged left out; None when there
    is none."""
    return backups_of(home).newest_good()


def chosen_backup(home: Path, name: str | None) -> Backup:
    """The backup that a person named: by its number, or as a backup file; None means the newest good one.

    Raises KnownError `backup-none`, `backup-missing`, `backup-file`, `store-readonly` or `store-io`.
    """
    if name is None:
        newest = newest_good(home)
        if newest is None:
            raise KnownError("backup-none", path=backups_of(home).folder)
        return newest
    if name.isdecimal():
        found = next((each for each in backups_of(home).all() if each.number == int(name)), None)
        if found is None:
            raise KnownError("backup-missing", file=name)
        return found
    return file_backup(Path(name))


def file_backup(file: Path) -> Backup:
    """The backup in a backup file, which may have come from another computer.

    Raises KnownError `backup-missing`, `backup-file`, `store-readonly` or `store-io`.
    """
    if not is_backup_file(file):
        raise KnownError("backup-file", file=file.name)
    return backup_in(file)


def _state(home: Path, backup: Backup) -> BackupState:
    try:
        backups_of(home).verify(backup)
    except KnownError as error:
        return _STATES.get(error.code, BackupState.DAMAGED)
    return BackupState.GOOD
