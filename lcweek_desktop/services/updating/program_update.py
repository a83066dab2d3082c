"""A new version of the program from one file: whether it may be installed here, and handing over to its
setup.

Source: docs/phat-hanh.md, Tệp cập nhật; docs/adr/0147-an-update-is-one-signed-file.md.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Container, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lcweek_desktop import __version__, paths
from lcweek_desktop.atomic_file import write_atomically
from lcweek_desktop.bundle.update import MOST_UPDATE, Update, read_update
from lcweek_desktop.errors import KnownError, system_reason
from lcweek_desktop.services.backup.backing_up import BackupReason, make_backup
from lcweek_desktop.services.output.handing_over import copy_to
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.temporary_folder import lasting_folder

RELEASE_KEY: Final = "release.pub"
"""The public key of the release, in `resources/`."""
SYSTEM: Final[str] = sys.platform
_ASKING_NOTHING: Final = "/UPDATE"
_NAMED: Final = re.compile(r"lcweek-(\d{1,4}\.\d{1,4}\.\d{1,4})\.lcupdate", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class UpdateOffer:
    """A version that may be installed here: newer than this one, signed by the release."""

    path: Path
    version: str


def update_offer(path: Path) -> UpdateOffer:
    """What the file at `path` brings; nothing is changed.

    Raises KnownError `update-…`: where the file is not whole or not signed by the release, is of another
    product, no newer than this program, or not for it.
    """
    update = _read(path)
    if _numbers(update.version) <= _numbers(__version__):
        raise KnownError("update-older", file=path.name, version=update.version, current=__version__)
    if paths.portable_home() is not None:
        raise KnownError("update-portable", file=path.name)
    if SYSTEM != "win32":
        raise KnownError("update-system", file=path.name)
    return UpdateOffer(path, update.version)


def update_beside(files: Iterable[Path], but: Container[str] = ()) -> UpdateOffer | None:
    """The newest version that may be installed here of those that lie beside `files` or at the root of their
    disks, under the names that a release gives; None where there is none. The versions in `but` are not read.

    Nothing is raised: nobody opened these files, so what cannot be installed is passed over.
    """
    if SYSTEM != "win32" or paths.portable_home() is not None:
        return None
    found: dict[Path, tuple[int, ...]] = {}
    for folder in {place for file in files for place in (file.parent, Path(file.anchor))}:
        with suppress(OSError):
            for file in folder.iterdir():
                named = _NAMED.fullmatch(file.name)
                if named and named[1] not in but and _numbers(named[1]) > _numbers(__version__):
                    found[file] = _numbers(named[1])
    for file in sorted(found, key=lambda each: found[each], reverse=True):
        with suppress(KnownError):
            return update_offer(file)
    return None


def hand_on(path: Path, folder: Path) -> Path:
    """Copy the file at `path`, which brings whatever version, into `folder` for others, flushed to its disk
    and read back, and return the copy. It is judged before, so that nobody hands on what others refuse.

    Raises KnownError `update-…`, `file-…` or `export-…`.
    """
    _read(path)
    return copy_to(path, folder, MOST_UPDATE)


def start_update(context: AppContext, offer: UpdateOffer) -> None:
    """Back up the data, then start the setup of `offer`, which goes on when this program has ended.

    The file is judged again, as somebody may have exchanged it since. Raises as `update_offer`, as
    `make_backup`, and KnownError `update-not-started`.
    """
    if update_offer(offer.path) != offer:
        raise KnownError("update-damaged", file=offer.path.name)
    update = _read(offer.path)
    make_backup(context, BackupReason.UPDATE)
    try:
        setup = lasting_folder() / update.setup_name
        write_atomically(setup, update.setup)
        subprocess.Popen([str(setup), _ASKING_NOTHING], cwd=setup.parent)
    except OSError as error:
        raise KnownError("update-not-started", reason=system_reason(error)) from error


def _read(path: Path) -> Update:
    try:
        return read_update(path, paths.resources_dir() / RELEASE_KEY)
    except OSError as error:
        raise KnownError("update-unreadable", file=path.name) from error


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
