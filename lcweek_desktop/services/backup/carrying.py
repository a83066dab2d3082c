"""A backup in one file of its own, to be kept on a memory stick or brought to another computer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from lcweek_desktop.services.backup.backing_up import BackupMade, backup_steps
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.export import file_kind, known_export_errors
from lcweek_desktop.services.workspace.practice import refuse_practice
from lcweek_desktop.storage import BACKUP_SUFFIX, Backup, Carried, backups_of, blob_names, write_backup_file

CARRIED_KINDS: Final = (BACKUP_SUFFIX,)
"""The ending of a backup file's name."""


@dataclass(frozen=True)
class CarriedBackup:
    """A backup file that was written from the backup that was `made` for it. `on_same_disk` says that it lies
    on the disk of the data, with which it would be lost."""

    file: Path
    made: BackupMade
    on_same_disk: bool


@dataclass(frozen=True)
class CarryStep:
    """How many of how many steps are done; `carried` is what the last one gives."""

    done: int
    total: int
    carried: CarriedBackup | None = None


def carry_steps(
    context: AppContext, target: Path, now: Callable[[], datetime] = datetime.now
) -> Iterator[CarryStep]:
    """Make a backup and write it to `target`, a file, or a folder in which it gets a name of its own.

    The last step gives the file, which is then flushed to its disk. Work that is ended before leaves `target`
    as it was. Raises KnownError `practice-out`, `export-…` of the target, or as `backup_steps`.
    """
    refuse_practice(context.home)
    if not target.is_dir():
        file_kind(target, CARRIED_KINDS)
    made: BackupMade | None = None
    for step in backup_steps(context, now=now):
        yield CarryStep(step.done, 2 * step.total)
        made = step.made
    assert made is not None, "the last step gives what was made"
    backup = made.backup
    file = target / _file_name(backup) if target.is_dir() else target
    blobs = context.store.backups.blobs
    names = sorted(name for name in blob_names(backup.path) if blobs.size(name) is not None)
    with known_export_errors(file):
        for done, _ in enumerate(write_backup_file(file, backup, names, blobs), 1):
            yield CarryStep(len(names) + done, 2 * len(names) + 1)
        on_same_disk = file.stat().st_dev == context.home.stat().st_dev
    if not on_same_disk:
        context.store.carried.note(now())
    yield CarryStep(1, 1, CarriedBackup(file, made, on_same_disk))


def last_carried(home: Path) -> datetime | None:
    """When a backup of the data folder `home` was last written to a file on another disk; None for never."""
    return Carried(backups_of(home).folder).last


def remind_once(context: AppContext) -> bool:
    """Whether a person is to be reminded that there is no copy elsewhere: a report was sent and no backup
    carried away. It is True once, as it is noted. Raises KnownError `store-…` when it cannot be."""
    carried, own = context.store.carried, context.store.own_units
    if carried.last is not None or carried.was_reminded:
        return False
    units = ((unit, campaign) for campaign in own.campaigns() for unit in own.of(campaign))
    if all(context.store.sendings.latest(unit, campaign) is None for unit, campaign in units):
        return False
    carried.note_reminded()
    return True


def _file_name(backup: Backup) -> str:
    """A name that no other backup has: on one stick may lie those of several computers."""
    made = f"{backup.made:%Y-%m-%d}"
    return f"lcweek-sao-luu-{backup.number:04}-{made}-{backup.digest[:8]}{BACKUP_SUFFIX}"
