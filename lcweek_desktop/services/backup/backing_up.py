"""Making backups of the open data folder: when a person asks, once a day, and before many files come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.storage import BackupMade as BackupMade
from lcweek_desktop.storage import BackupReason as BackupReason
from lcweek_desktop.storage import BackupStep as BackupStep
from lcweek_desktop.storage import is_due

MANY_FILES = 20
"""How many files are received at once before a backup is made first."""


def backup_steps(
    context: AppContext,
    reason: BackupReason = BackupReason.ASKED,
    now: Callable[[], datetime] = datetime.now,
) -> Iterator[BackupStep]:
    """Make a backup, step by step, so that entering goes on in between. The last step gives what was made.

    Work that is ended before leaves no backup. Raises KnownError `backup-space`, `store-full`,
    `store-readonly`, `store-io` or `store-damaged`; the data and the other backups are as they were.
    """
    return context.store.back_up_in_steps(now(), reason)


def make_backup(context: AppContext, reason: BackupReason = BackupReason.ASKED) -> BackupMade:
    """Make a backup at once. Raises as `backup_steps`."""
    *_, last = backup_steps(context, reason)
    assert last.made is not None, "the last step gives what was made"
    return last.made


def daily_backup_steps(
    context: AppContext, now: Callable[[], datetime] = datetime.now
) -> Iterator[BackupStep]:
    """Make the backup of this day unless there is one. There is nothing to do before a unit works here.

    Raises as `backup_steps`.
    """
    if context.store.own_units.campaigns() and is_due(context.store.backups.all(), now()):
        yield from backup_steps(context, BackupReason.DAILY, now)


def back_up_before_receiving(context: AppContext, files: int) -> None:
    """Make a backup of the database when `files`, the number of files to come, is at least MANY_FILES.

    What is received is added to the data and removes nothing of them, so files are received even when there
    is no room for a backup.
    """
    if files >= MANY_FILES:
        with suppress(KnownError):
            context.store.back_up(datetime.now(), BackupReason.RECEIVING)
