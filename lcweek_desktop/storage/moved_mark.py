"""The mark of a data folder whose data went to another machine: a small text file beside the database.

It is about the machine and not about the data, so it is neither in the database nor in any copy of it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lcweek_desktop.atomic_file import write_atomically
from lcweek_desktop.storage.known_errors import known_file_errors


class MovedMark:
    """The mark of the data folder `home`: since when its data are meant to be on another machine, and what
    may be frozen here all the same.

    Changing it raises KnownError `store-full`, `store-readonly` or `store-io`.
    """

    def __init__(self, home: Path) -> None:
        self._file = home / "moved.txt"

    @property
    def is_set(self) -> bool:
        """Whether the data went to another machine. A mark that cannot be read is one."""
        return self._file.exists()

    @property
    def day(self) -> date | None:
        """When, by the clock of this computer; None where the mark cannot be read."""
        try:
            return date.fromisoformat(self._lines()[0])
        except (ValueError, LookupError):
            return None

    def set(self, day: date) -> None:
        """Mark that the data went to another machine on `day`."""
        self._write([day.isoformat()])

    def allow(self, revision: str) -> None:
        """Let `revision`, in words without line breaks, be frozen here all the same."""
        self._write([*(self._lines() or [""]), revision])

    def allows(self, revision: str) -> bool:
        """Whether `revision` may be frozen here."""
        return not self.is_set or revision in self._lines()[1:]

    def remove(self) -> None:
        """Take the mark away: the data are used on this machine."""
        with known_file_errors(self._file):
            self._file.unlink(missing_ok=True)

    def _lines(self) -> list[str]:
        try:
            return self._file.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            return []

    def _write(self, lines: list[str]) -> None:
        with known_file_errors(self._file):
            write_atomically(self._file, "".join(f"{line}\n" for line in lines).encode())
