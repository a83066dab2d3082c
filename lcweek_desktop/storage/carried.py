"""What is known of copies of the data that were taken elsewhere, in two small files among the backups."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from lcweek_desktop.atomic_file import write_atomically
from lcweek_desktop.storage.known_errors import known_file_errors


class Carried:
    """Remembers when a backup was last written to a file on another disk, and whether a person was reminded
    of it."""

    def __init__(self, folder: Path) -> None:
        self._carried = folder / "carried.txt"
        self._reminded = folder / "reminded.txt"

    @property
    def last(self) -> datetime | None:
        """When, by the clock of the computer; None when it never was, or the note is damaged."""
        with suppress(OSError, ValueError):
            return datetime.fromisoformat(self._carried.read_text(encoding="ascii"))
        return None

    @property
    def was_reminded(self) -> bool:
        """Whether a person was reminded before."""
        return self._reminded.exists()

    def note(self, now: datetime) -> None:
        """Remember that a backup was written to a file on another disk. Raises as `Blobs.put`."""
        _write(self._carried, now.isoformat(timespec="seconds"))

    def note_reminded(self) -> None:
        """Remember that a person was reminded. Raises as `Blobs.put`."""
        _write(self._reminded, "")


def _write(file: Path, text: str) -> None:
    with known_file_errors(file):
        file.parent.mkdir(exist_ok=True)
        write_atomically(file, text.encode("ascii"))
