"""A backup by itself in one file, to be carried to another disk or computer: the database and its blobs.

It is a ZIP archive whose members are stored as they are, so that reading it never unpacks more than the file
has. The first member is the copy of the database, under the name that it has among the backups.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from lcweek_desktop.atomic_file import replace_file, temporary_path
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage.backup import Backup, backup_named
from lcweek_desktop.storage.blobs import Blobs
from lcweek_desktop.storage.known_errors import known_file_errors

SUFFIX: Final = ".lcwbak"
"""The ending of such a file's name."""
_BLOBS: Final = "blobs/"
_NOT_AN_ARCHIVE: Final = (zipfile.BadZipFile, EOFError, RuntimeError, ValueError, struct.error, OverflowError)
"""What zipfile raises for bytes that are no archive, or one that it cannot read."""
_TIME: Final = (1980, 1, 1, 0, 0, 0)


def is_backup_file(path: Path) -> bool:
    """Whether the name of `path` is that of a backup file; a stick may have made its letters large."""
    return path.suffix.lower() == SUFFIX


def write_backup_file(target: Path, backup: Backup, names: Iterable[str], blobs: Blobs) -> Iterator[str]:
    """Write `backup` and the blobs `names` (SHA-256, hex) to `target`, whose folder must exist.

    Before each blob its name is given. A blob that is missing or damaged in `blobs` is left out. The file is
    flushed and read back before it takes the place of an older one; when that fails or the work is ended
    before, the older one stays as it was. Raises OSError of the target, KnownError `backup-file` when it was
    read back wrongly, `backup-missing` or `backup-damaged` for the copy of the database, `store-io`.
    """
    temporary = temporary_path(target)
    temporary.unlink(missing_ok=True)
    try:
        with temporary.open("xb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                _add_database(archive, backup)
                for name in names:
                    yield name
                    _add_blob(archive, name, blobs)
            file.flush()
            os.fsync(file.fileno())
        with zipfile.ZipFile(temporary) as archive:
            if archive.testzip() is not None:
                raise KnownError("backup-file", file=target.name)
        replace_file(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


class BackupFile:
    """An open backup file. `backup` describes the copy of the database in it; its path is that of the
    file."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path = path
        self._archive = archive
        members = archive.infolist()
        found = backup_named(members[0].filename, path, members[0].file_size) if members else None
        if found is None or any(member.compress_type != zipfile.ZIP_STORED for member in members):
            raise _not_whole(path)
        self.backup = found

    def copy_database(self, target: Path) -> None:
        """Write the copy of the database to the new file `target`, flushed.

        Raises KnownError `backup-file`, `store-full`, `store-readonly` or `store-io`.
        """
        digest = hashlib.sha256()
        with (
            known_file_errors(target),
            _only_whole(self._path),
            self._archive.open(self.backup.name) as source,
            target.open("xb") as file,
        ):
            while chunk := source.read(1 << 20):
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if digest.hexdigest()[:16] != self.backup.digest:
            raise _not_whole(self._path)

    def copy_blob(self, sha256: str, into: Blobs) -> bool:
        """Keep the blob `sha256` in `into`. Returns False when it is not in the file, or damaged there.

        Raises KnownError `store-full`, `store-readonly` or `store-io`.
        """
        with known_file_errors(self._path):
            try:
                data = self._archive.read(f"{_BLOBS}{sha256}")
            except (KeyError, *_NOT_AN_ARCHIVE):
                return False
        return hashlib.sha256(data).hexdigest() == sha256 and into.put(data) == sha256


@contextmanager
def open_backup_file(path: Path) -> Iterator[BackupFile]:
    """Open the backup file at `path`.

    Raises KnownError `backup-missing`, `backup-busy`, `backup-file` when it is something else, cut off or
    damaged, `store-io` when it cannot be read.
    """
    with known_file_errors(path):
        try:
            archive = zipfile.ZipFile(path)
        except FileNotFoundError as error:
            raise KnownError("backup-missing", file=path.name) from error
        except PermissionError as error:
            raise KnownError("backup-busy", file=path.name) from error
        except _NOT_AN_ARCHIVE as error:
            raise _not_whole(path) from error
    with archive:
        yield BackupFile(path, archive)


@contextmanager
def _only_whole(path: Path) -> Iterator[None]:
    try:
        yield
    except _NOT_AN_ARCHIVE as error:
        raise _not_whole(path) from error


def _add_database(archive: zipfile.ZipFile, backup: Backup) -> None:
    with backup.path.open("rb") as source, archive.open(_member(backup.name, backup.size), "w") as member:
        shutil.copyfileobj(source, member, 1 << 20)


def _add_blob(archive: zipfile.ZipFile, name: str, blobs: Blobs) -> None:
    data = blobs.find(name)
    if data is not None:
        with archive.open(_member(f"{_BLOBS}{name}", len(data)), "w") as member:
            member.write(data)


def _member(name: str, size: int) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _TIME)
    member.file_size = size
    return member


def _not_whole(path: Path) -> KnownError:
    return KnownError("backup-file", file=path.name)
