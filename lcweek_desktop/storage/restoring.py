"""Putting a backup in place of the database of a data folder that is not open.

At every moment the folder holds the old database or the restored one, whole, and the state before is kept.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final, Protocol

from lcweek_desktop.atomic_file import TEMPORARY_SUFFIX, replace_file, sync_folder
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage.backup import Backup, BackupReason
from lcweek_desktop.storage.backup_file import is_backup_file, open_backup_file
from lcweek_desktop.storage.backups import Backups, digest_of
from lcweek_desktop.storage.blob_names import blob_names
from lcweek_desktop.storage.blobs import Blobs
from lcweek_desktop.storage.connection import Connection
from lcweek_desktop.storage.known_errors import known_file_errors
from lcweek_desktop.storage.lock import FolderLock
from lcweek_desktop.storage.opening import backups_of, check_database
from lcweek_desktop.storage.store import DATABASE, Store, open_store

_BESIDE: Final = ("-wal", "-shm", "-journal")
"""The endings of the files in which SQLite keeps a part of a database."""


@dataclass(frozen=True)
class PutBack:
    """What became of the data folder.

    `kept` is the backup of the state that was replaced; None when there was none, or when it could not be
    opened: then `damaged` is the folder with its files as they were. `missing` are the blobs (SHA-256, hex)
    that the restored database names and that are neither here nor in the backup.
    """

    kept: Backup | None
    damaged: Path | None
    missing: frozenset[str]


class _Source(Protocol):
    """A backup that is being read."""

    def copy_database(self, target: Path) -> None: ...

    def copy_blob(self, sha256: str, into: Blobs) -> bool: ...


class _OfFolder:
    """A backup among those of a data folder, which may be another one."""

    def __init__(self, backup: Backup) -> None:
        self._backup = backup
        self._blobs = Blobs(backup.path.parent / "blobs")

    def copy_database(self, target: Path) -> None:
        with known_file_errors(target):
            try:
                with self._backup.path.open("rb") as source, target.open("xb") as file:
                    shutil.copyfileobj(source, file, 1 << 20)
                    file.flush()
                    os.fsync(file.fileno())
            except FileNotFoundError as error:
                raise KnownError("backup-missing", file=self._backup.path.name) from error
            except PermissionError as error:
                if error.filename != str(self._backup.path):
                    raise
                raise KnownError("backup-busy", file=self._backup.path.name) from error
        if digest_of(target) != self._backup.digest:
            raise KnownError("backup-damaged", file=self._backup.path.name)

    def copy_blob(self, sha256: str, into: Blobs) -> bool:
        return into.copy_from(self._blobs, sha256)


def put_back(
    home: Path,
    backup: Backup,
    now: datetime,
    each: Callable[[int, int], object],
    note: Callable[[Store], object] = lambda _store: None,
) -> PutBack:
    """Make `backup` the database of the data folder `home`, which is made when it is not there.

    The state before is kept: as a backup when it can be opened, otherwise as the files that it consists of.
    Blobs are added and never removed; `each` is called with how many of how many were looked at, and may
    raise to end the work, which leaves everything as it was. `note` is called with the data of the backup
    before they take the place of the present ones, to be changed.
    Raises KnownError `store-busy` when the folder is in use; `backup-missing`, `backup-damaged`,
    `backup-file` or `store-newer` for a backup that cannot be used, `store-newer` also when a newer program
    wrote the present state; `backup-space`, `store-full`, `store-readonly` or `store-io`. The database is
    then as it was.
    """
    with locked(home), _source(backup) as source:
        backups = backups_of(home)
        backups.remove_leftovers()
        with _copied(home, source, "restored") as folder:
            new = folder / DATABASE
            check_database(new)
            with open_store(folder) as store:
                note(store)
            missing = _bring_blobs(source, blob_names(new), Blobs(home / "blobs"), each)
            kept, damaged = _keep_present(home, backups, now, backup)
            _replace(new, home / DATABASE)
    return PutBack(kept, damaged, missing)


def backup_in(file: Path) -> Backup:
    """The backup that is in the backup file `file`. Raises as `open_backup_file`."""
    with open_backup_file(file) as opened:
        return opened.backup


@contextmanager
def opened_backup(home: Path, backup: Backup) -> Iterator[Store]:
    """A store that holds what `backup` does, for reading: a copy, whose blobs are those of `home`.

    It lies among the backups of the data folder `home` while it is open. Nobody else may be using them.
    Raises KnownError as `put_back`.
    """
    with _source(backup) as source, _copied(home, source, "opened") as folder, open_store(folder) as store:
        store.blobs = Blobs(home / "blobs")
        yield store


@contextmanager
def _copied(home: Path, source: _Source, name: str) -> Iterator[Path]:
    """A folder with the database of `source`, among the backups of `home`; it is gone at the end."""
    folder = backups_of(home).folder / f"{name}{TEMPORARY_SUFFIX}"
    with known_file_errors(folder):
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
    try:
        source.copy_database(folder / DATABASE)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Keep other programs out of the data folder `home`, which is not open and is made when it is not there.

    Raises KnownError `store-busy`, `store-readonly` or `store-io`.
    """
    with known_file_errors(home):
        home.mkdir(parents=True, exist_ok=True)
    lock = FolderLock(home, wait=2.0)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _source(backup: Backup) -> Iterator[_Source]:
    if is_backup_file(backup.path):
        with open_backup_file(backup.path) as file:
            yield file
    else:
        yield _OfFolder(backup)


def _keep_present(
    home: Path, backups: Backups, now: datetime, source: Backup
) -> tuple[Backup | None, Path | None]:
    """Keep the state of `home` as a backup, or as files; `source`, which is restored, does not go for it."""
    database = home / DATABASE
    if not database.exists():
        return None, None
    try:
        check_database(database)
        with closing(Connection(database)) as connection:
            return backups.add(connection, now, BackupReason.RESTORE, source), None
    except KnownError as error:
        if error.code not in ("store-damaged", "store-foreign"):
            raise
        return None, _keep_files(database, backups, source)


def _keep_files(database: Path, backups: Backups, source: Backup) -> Path:
    """Copy the files of a database that cannot be opened to a folder of their own, and return it."""
    files = [database, *(beside for beside in _beside(database) if beside.exists())]
    backups.make_room(sum(file.stat().st_size for file in files), source)
    folders = (backups.folder / f"damaged-{number}" for number in count(1))
    folder = next(each for each in folders if not each.exists())
    with known_file_errors(folder):
        folder.mkdir()
        for file in files:
            with file.open("rb") as kept, (folder / file.name).open("xb") as copy:
                shutil.copyfileobj(kept, copy, 1 << 20)
                copy.flush()
                os.fsync(copy.fileno())
        sync_folder(folder)
        sync_folder(backups.folder)
    return folder


def _bring_blobs(
    source: _Source, names: frozenset[str], live: Blobs, each: Callable[[int, int], object]
) -> frozenset[str]:
    """Add the blobs `names`, or none when that fails or `each` ends it. Returns those that are nowhere."""
    missing, added = set(), []
    try:
        each(0, len(names))
        for done, name in enumerate(sorted(names), 1):
            if live.find(name) is None:
                if live.size(name) is None:
                    added.append(name)
                if not source.copy_blob(name, live):
                    missing.add(name)
            each(done, len(names))
    except BaseException:
        for name in added:
            with suppress(OSError):
                live.path(name).unlink(missing_ok=True)
        raise
    return frozenset(missing)


def _replace(new: Path, database: Path) -> None:
    """Put the database `new` in the place of `database`. What belongs to the old one goes first: SQLite would
    take it for a part of the new one."""
    with known_file_errors(database):
        for beside in _beside(database):
            beside.unlink(missing_ok=True)
        sync_folder(database.parent)
        replace_file(new, database)


def _beside(database: Path) -> list[Path]:
    return [database.with_name(database.name + ending) for ending in _BESIDE]
