"""A data folder whose database does not open: what can still be had, without anything being changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from lcweek_desktop.error_records import records
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.backup.difference_lines import difference_lines
from lcweek_desktop.services.backup.differences import differences_between, differences_closed
from lcweek_desktop.services.backup.listing import newest_good
from lcweek_desktop.services.workspace.export import write_file
from lcweek_desktop.storage import DATABASE, Backup, Salvaged
from lcweek_desktop.storage import salvage as salvage_rows

T = TypeVar("T")

_SUPPORT_FILES: Final = (DATABASE, f"{DATABASE}-wal")
"""What of the data folder goes to those who help: never the keys."""
_RECORDS: Final = "errors.txt"


@dataclass(frozen=True)
class Rescue:
    """The ways on from a database that does not open.

    `newest` is the newest good backup and `salvaged` what can still be read, None where there is nothing.
    `differences` are sentences on what `newest` has otherwise than what can still be read. `refused` is why
    the disk did not let it be looked for what can still be read; None when it did.
    """

    newest: Backup | None
    salvaged: Salvaged | None
    differences: tuple[str, ...]
    refused: KnownError | None = None


def salvage(home: Path, now: Callable[[], datetime] = datetime.now) -> Salvaged:
    """Make a backup of what can still be read of the data folder `home`, which is not open.

    Raises KnownError `salvage-none`, `store-busy`, `store-full`, `store-readonly` or `store-io`.
    """
    salvaged = salvage_rows(home, now())
    if salvaged is None:
        raise KnownError("salvage-none", path=home)
    return salvaged


def rescue(home: Path, forms_folder: Path, now: Callable[[], datetime] = datetime.now) -> Rescue:
    """The ways on from the database of the data folder `home`, which does not open.

    Where the disk is full, or may not be written, the backups are offered all the same, without what differs.
    Raises KnownError `store-busy`, or `store-io` when the folder of backups cannot be read.
    """
    salvaged, refused = _unless_refused(lambda: salvage_rows(home, now()))
    newest = newest_good(home)
    if newest is None:
        return Rescue(None, salvaged, (), refused)

    def compare() -> tuple[str, ...]:
        if salvaged is None:
            return difference_lines(differences_closed(home, forms_folder, newest))
        return difference_lines(differences_between(home, forms_folder, salvaged.backup, newest))

    lines, _ = _unless_refused(compare)
    return Rescue(newest, salvaged, lines or (), refused)


def _unless_refused(work: Callable[[], T]) -> tuple[T | None, KnownError | None]:
    """What `work` gives, or why the disk refuses it."""
    try:
        return work(), None
    except KnownError as error:
        if error.code == "store-busy":
            raise
        return None, error


def save_for_support(home: Path, target: Path) -> None:
    """Write the database of the data folder `home` as it is into the ZIP file `target`, and the last errors.

    Keys are never in it. Raises KnownError `export-…`.
    """
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in _SUPPORT_FILES:
            with suppress(OSError):
                archive.writestr(zipfile.ZipInfo(name), (home / name).read_bytes(), zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo(_RECORDS), "\n\n".join(records(home)), zipfile.ZIP_DEFLATED)
    write_file(target, data.getvalue())
