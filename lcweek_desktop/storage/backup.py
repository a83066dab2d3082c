"""One backup, and the name of its file, which says all that is known of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(
    r"lcweek-(?P<number>\d{4,9})-(?P<made>\d{4}-\d\d-\d\d-\d{6})-(?P<reason>[a-z]+)-(?P<digest>[0-9a-f]{16})\.db"
)
_TIME: Final = "%Y-%m-%d-%H%M%S"


class BackupReason(StrEnum):
    """Why a backup was made; the value is a part of its file's name."""

    DAILY = "daily"
    """The first quiet moment of a day on which the program is in use."""
    ASKED = "asked"
    """A person asked for it."""
    MIGRATION = "migration"
    """Before the database takes the schema of a newer program."""
    RECEIVING = "receiving"
    """Before many files are received."""
    RESTORE = "restore"
    """The state that a restored backup replaced."""
    REOPEN = "reopen"
    """Before a report that was sent takes the place of what was entered since."""
    UNIT = "unit"
    """Before a unit of this installation gets another name or receiver, or is removed."""
    UPDATE = "update"
    """Before a new version of the program is installed."""
    SALVAGE = "salvage"
    """What could still be read of a database that does not open."""


@dataclass(frozen=True)
class Backup:
    """A copy of the database.

    `path` is the file. A higher `number` was made later. `made` is what the clock of the computer said, for
    people to read. `size` is that of the copy in bytes, and `digest` the first 16 hex digits of its SHA-256.
    """

    path: Path
    number: int
    made: datetime
    reason: BackupReason
    size: int
    digest: str

    @property
    def name(self) -> str:
        """The name of the copy among the backups of a data folder."""
        made = self.made.strftime(_TIME)
        return f"lcweek-{self.number:04}-{made}-{self.reason}-{self.digest}.db"


def backup_named(name: str, path: Path, size: int) -> Backup | None:
    """The backup that is called `name` and lies at `path`; None when the name is not that of a backup."""
    match = _NAME.fullmatch(name)
    if match is None or match["reason"] not in tuple(BackupReason):
        return None
    try:
        made = datetime.strptime(match["made"], _TIME)
    except ValueError:
        return None
    return Backup(path, int(match["number"]), made, BackupReason(match["reason"]), size, match["digest"])
