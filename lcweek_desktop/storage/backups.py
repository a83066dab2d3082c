"""Backups: copies of the database, and of the blobs that they name, in a folder of their own.

The copies of the database are whole files; blobs are kept once and shared. The order of backups is that of
their numbers: the clock of the computer may be wrong, its time is only shown. Source: docs/adr/0044.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from lcweek_desktop.atomic_file import TEMPORARY_SUFFIX, replace_file
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage.backup import Backup, BackupReason, backup_named
from lcweek_desktop.storage.blob_names import blob_names
from lcweek_desktop.storage.blobs import Blobs
from lcweek_desktop.storage.connection import Connection
from lcweek_desktop.storage.known_errors import KnownSqliteErrors, known_file_errors
from lcweek_desktop.storage.retention import superseded

SPARE_BYTES: Final = 4 << 20
"""What a backup leaves free on the disk, so that entering can go on."""
_CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class BackupMade:
    """A backup that was made, how many older ones had to go because the disk was short of room, and the blobs
    (SHA-256, hex) that it names and that were not found whole."""

    backup: Backup
    removed_for_room: int = 0
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True)
class BackupStep:
    """How many of how many steps of making a backup are done; `made` is what the last one gives."""

    done: int
    total: int
    made: BackupMade | None = None


class Backups:
    """The folder `backups` of the data folder `home`: the copies in it, and `blobs`, which they share."""

    def __init__(self, home: Path, check: Callable[[Path], object]) -> None:
        """`check` raises what opening the database at a path would."""
        self.folder = home / "backups"
        self.blobs = Blobs(self.folder / "blobs")
        self._check = check

    def all(self) -> tuple[Backup, ...]:
        """All backups, the newest first, good or not. Raises KnownError `store-readonly` or `store-io`."""
        with known_file_errors(self.folder):
            files = [*self.folder.glob("lcweek-*.db")]
            found = (backup_named(file.name, file, file.stat().st_size) for file in files)
            return tuple(sorted(filter(None, found), key=lambda each: each.number, reverse=True))

    def newest_good(self) -> Backup | None:
        """The newest backup that `verify` finds good; None when there is none.

        What was salvaged from a damaged database is no backup of the data as they were.
        """
        whole = (backup for backup in self.all() if backup.reason is not BackupReason.SALVAGE)
        return next((backup for backup in whole if self.is_good(backup)), None)

    def is_good(self, backup: Backup) -> bool:
        """Whether `verify` finds nothing wrong with `backup`."""
        try:
            self.verify(backup)
        except KnownError:
            return False
        return True

    def verify(self, backup: Backup) -> None:
        """Check that the copy of the database is what was written, and that this program can open it.

        Raises KnownError `backup-missing`, `backup-busy`, `backup-damaged`, `store-newer`, `store-readonly`
        or `store-io`.
        """
        if digest_of(backup.path) != backup.digest:
            raise KnownError("backup-damaged", file=backup.path.name)
        self._check(backup.path)

    def steps(
        self, connection: Connection, live: Blobs, made: datetime, reason: BackupReason
    ) -> Iterator[BackupStep]:
        """Make a backup of the database of `connection` as it is now and of the blobs in `live` it names.

        The database is copied with the first step; then each step copies a blob that has no copy yet, and the
        last removes what is no longer kept. Between steps the database may be written to. It is offered as a
        backup only when all of it is there; ending the work before that leaves nothing that is offered.
        Raises KnownError `backup-space` when there is no room even without the older backups but the newest
        good one; `store-full`, `store-readonly` or `store-io`; `store-damaged` when the copy does not pass.
        """
        removed = self.make_room(_size(connection))
        new = self.folder / f"{reason}{TEMPORARY_SUFFIX}"
        try:
            digest = self._copy(connection, new)
            names = blob_names(new)
            uncopied = [name for name in sorted(names) if not self._has(name, live.size(name))]
            removed += self.make_room(sum(live.size(name) or 0 for name in uncopied))
            missing = set()
            for done, name in enumerate(uncopied, 1):
                yield BackupStep(done, len(uncopied) + 2)
                if not self.blobs.copy_from(live, name) and self.blobs.find(name) is None:
                    missing.add(name)
            yield BackupStep(len(uncopied) + 1, len(uncopied) + 2)
            backup = self._take(new, made, reason, digest)
        finally:
            new.unlink(missing_ok=True)
        for _ in self._removal(superseded(self.all())):
            yield BackupStep(len(uncopied) + 1, len(uncopied) + 2)
        made_now = BackupMade(backup, removed, frozenset(missing))
        yield BackupStep(len(uncopied) + 2, len(uncopied) + 2, made_now)

    def add(
        self, connection: Connection, made: datetime, reason: BackupReason, keep: Backup | None = None
    ) -> Backup:
        """Make a backup of the database alone and return it, or the newest one when that is the same.

        It is for what leaves the blobs of the data folder in place. `keep` does not go for its room. Raises
        as `steps`.
        """
        self.make_room(_size(connection), keep)
        new = self.folder / f"{reason}{TEMPORARY_SUFFIX}"
        try:
            digest = self._copy(connection, new)
            newest = next(iter(self.all()), None)
            if newest is not None and newest.digest == digest and self.is_good(newest):
                return newest
            return self._take(new, made, reason, digest)
        finally:
            new.unlink(missing_ok=True)

    def add_file(self, new: Path, made: datetime, reason: BackupReason) -> Backup:
        """Make the closed database `new`, a file in the folder of the backups or below it, a backup; return
        it, or the newest of that reason when that is the same. Raises as `verify`."""
        self._check(new)
        with known_file_errors(new), new.open("r+b") as file:
            os.fsync(file.fileno())
        digest = digest_of(new)
        newest = next((each for each in self.all() if each.reason is reason), None)
        if newest is not None and newest.digest == digest and self.is_good(newest):
            return newest
        return self._take(new, made, reason, digest)

    def remove_leftovers(self) -> None:
        """Remove what work that was killed left behind. Nobody else may be making a backup meanwhile."""
        with suppress(OSError):
            for leftover in self.folder.glob(f"*{TEMPORARY_SUFFIX}*"):
                if leftover.is_dir():
                    shutil.rmtree(leftover)
                else:
                    leftover.unlink()

    def _copy(self, connection: Connection, new: Path) -> str:
        """Copy the database to `new`, checked and flushed. Returns the first digits of its SHA-256."""
        with known_file_errors(self.folder):
            with KnownSqliteErrors(new), closing(sqlite3.connect(new, isolation_level=None)) as copy:
                connection.raw.backup(copy)
                # The copy is one file, also while it is being read.
                copy.execute("PRAGMA journal_mode = DELETE")
            self._check(new)
            with new.open("r+b") as file:
                os.fsync(file.fileno())
        return digest_of(new)

    def _take(self, new: Path, made: datetime, reason: BackupReason, digest: str) -> Backup:
        """Give the whole copy `new` its name, by which it is offered."""
        number = max((backup.number for backup in self.all()), default=0) + 1
        with known_file_errors(new):
            backup = Backup(new, number, made, reason, new.stat().st_size, digest)
            backup = replace(backup, path=self.folder / backup.name)
            replace_file(new, backup.path)
        return backup

    def make_room(self, needed: int, keep: Backup | None = None) -> int:
        """Remove the oldest backups until `needed` bytes fit, but not the newest good one, nor `keep`.
        Returns how many.

        Raises KnownError `backup-space` when they do not fit even then; none is removed in vain.
        """
        with known_file_errors(self.folder):
            self.folder.mkdir(exist_ok=True)
        wanted, removed = needed + SPARE_BYTES, 0
        if self.free_bytes() >= wanted:
            return 0
        kept = tuple(filter(None, (self.newest_good(), keep)))
        oldest = [backup for backup in reversed(self.all()) if backup not in kept]
        if self.free_bytes() + self._freed_by(oldest, kept) >= wanted:
            for backup in oldest:
                for _ in self._removal([backup]):
                    pass
                removed += not backup.path.exists()
                if self.free_bytes() >= wanted:
                    return removed
        raise KnownError(
            "backup-space",
            needed=_megabytes(wanted),
            free=_megabytes(self.free_bytes()),
            path=self.folder,
        )

    def _freed_by(self, gone: Collection[Backup], kept: Collection[Backup]) -> int:
        """How many bytes are free when `gone` are removed and only `kept` are left."""
        unnamed = self.blobs.names()
        for _ in self._strike_named(unnamed, kept):
            pass
        return sum(backup.size for backup in gone) + sum(self.blobs.size(name) or 0 for name in unnamed)

    def _has(self, blob: str, size: int | None) -> bool:
        """Whether there is a copy of `blob`, whose size in bytes is `size`; None when it is lost itself."""
        return (copied := self.blobs.size(blob)) is not None and size in (copied, None)

    def free_bytes(self) -> int:
        """What is free on the disk of the backups, whose folder must exist."""
        with known_file_errors(self.folder):
            return shutil.disk_usage(self.folder).free

    def _removal(self, gone: Collection[Backup]) -> Iterator[None]:
        """Remove backups and, step by step, the blobs that no other backup names. What another program holds
        open stays until the next time."""
        for backup in gone:
            with suppress(OSError):
                backup.path.unlink(missing_ok=True)
        unnamed = self.blobs.names() if gone else set()
        yield from self._strike_named(unnamed, self.all())
        for name in unnamed:
            with suppress(OSError):
                self.blobs.path(name).unlink(missing_ok=True)

    def _strike_named(self, blobs: set[str], backups: Collection[Backup]) -> Iterator[None]:
        """Take out of `blobs`, step by step, those that `backups` name; all of them when it is not known what
        a damaged copy names."""
        for backup in backups:
            if not blobs:
                return
            try:
                blobs -= blob_names(backup.path)
            except KnownError:
                blobs.clear()
            yield


def digest_of(path: Path) -> str:
    """The first 16 hex digits of the SHA-256 of the file at `path`.

    Raises KnownError `backup-missing`, `backup-busy`, `store-readonly` or `store-io`.
    """
    digest = hashlib.sha256()
    with known_file_errors(path):
        try:
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
        except FileNotFoundError as error:
            raise KnownError("backup-missing", file=path.name) from error
        except PermissionError as error:  # so Windows says that another program holds it
            raise KnownError("backup-busy", file=path.name) from error
    return digest.hexdigest()[:16]


def _size(connection: Connection) -> int:
    pages: int = connection.pragma("page_count")
    size: int = connection.pragma("page_size")
    return pages * size


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.1f}".replace(".", ",")
