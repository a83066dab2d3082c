"""A backup in words for people: when it was made, why, how large it is, and what it is worth."""

from __future__ import annotations

from lcweek_desktop.catalogue.backups import REASONS, STATES
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.backup.backing_up import BackupMade
from lcweek_desktop.services.backup.carrying import CarriedBackup
from lcweek_desktop.services.backup.listing import Backup, BackupState


def time_text(backup: Backup) -> str:
    """When `backup` was made, by the clock of the computer: "08:30 ngày 04/11/2024"."""
    return f"{backup.made:%H:%M} ngày {backup.made:%d/%m/%Y}"


def reason_text(backup: Backup) -> str:
    """Why `backup` was made: "hằng ngày"."""
    return REASONS[backup.reason]


def size_text(backup: Backup) -> str:
    """The size of the database in `backup`, without photos and received files: "1,2 MB"."""
    return f"{max(backup.size / 2**20, 0.1):.1f} MB".replace(".", ",")


def state_text(state: BackupState) -> str:
    """What a backup is worth: "dùng được"."""
    return STATES[state]


def remarks_on_made(made: BackupMade) -> tuple[str, ...]:
    """What a person has to know of a backup beside that it was made, as sentences."""
    found = []
    if made.removed_for_room:
        found.append(sentence("backup-removed", count=made.removed_for_room))
    if made.missing:
        found.append(sentence("backup-incomplete", count=len(made.missing)))
    return tuple(found)


def remarks_on_carried(carried: CarriedBackup) -> tuple[str, ...]:
    """What a person has to know of a backup file beside that it was written, as sentences."""
    same_disk = (sentence("backup-same-disk"),) if carried.on_same_disk else ()
    return (*remarks_on_made(carried.made), *same_disk)
