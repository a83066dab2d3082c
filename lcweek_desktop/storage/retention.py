"""Which backups are kept: the daily ones of the last days and weeks, and the last few of every other reason.

Backups are ordered by their numbers. The clock of the computer may have stood at any date when one was made:
it only tells one week from another, and a backup is never old because of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from lcweek_desktop.storage.backup import Backup, BackupReason

DAYS: Final = 12
"""The number of daily backups that are kept in any case."""
WEEKS: Final = 10
"""The number of weeks before these of which one daily backup each is kept."""
OTHERS: Final = 3
"""The number of backups kept of each other reason."""
_DAYS_OF_A_WEEK: Final = 7


def superseded(backups: Sequence[Backup]) -> tuple[Backup, ...]:
    """Those of `backups`, which are ordered from the newest, that are no longer kept."""
    kept = set(_kept_daily([backup for backup in backups if backup.reason is BackupReason.DAILY]))
    for reason in set(BackupReason) - {BackupReason.DAILY}:
        kept.update([backup for backup in backups if backup.reason is reason][:OTHERS])
    return tuple(backup for backup in backups if backup not in kept)


def is_due(backups: Sequence[Backup], now: datetime) -> bool:
    """Whether a daily backup is to be made at `now`; `backups` are ordered from the newest.

    A clock that begins at the same date with every start of the computer stands before the last backup at
    some time; one is made then, too.
    """
    last = next((backup for backup in backups if backup.reason is BackupReason.DAILY), None)
    return last is None or last.made.date() != now.date() or now < last.made


def _kept_daily(daily: Sequence[Backup]) -> Sequence[Backup]:
    return [*daily[:DAYS], *list(_first_of_weeks(daily[DAYS:][::-1]))[-WEEKS:]]


def _first_of_weeks(oldest_first: Sequence[Backup]) -> Iterator[Backup]:
    last: Backup | None = None
    for backup in oldest_first:
        if last is None or _begins_a_week(last, backup):
            yield backup
            last = backup


def _begins_a_week(last: Backup, backup: Backup) -> bool:
    """Whether `backup` is of another week than `last`. Two daily backups never have one date unless the clock
    went back: then it cannot tell weeks apart, and as many backups as a week has days count as one."""
    if last.made.date().isocalendar()[:2] != backup.made.date().isocalendar()[:2]:
        return True
    clock_stands = backup.made.date() <= last.made.date()
    return clock_stands and backup.number - last.number >= _DAYS_OF_A_WEEK
