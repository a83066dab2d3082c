"""“Chuyển sang máy khác”: the whole data folder, signing keys included, in one file under a pass-phrase."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from lcweek_desktop.atomic_file import TEMPORARY_SUFFIX
from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.backup.backing_up import backup_steps
from lcweek_desktop.services.backup.passphrase import new_passphrase, plain_passphrase
from lcweek_desktop.services.backup.restoring import restore
from lcweek_desktop.services.workspace.context import AppContext, holds_data
from lcweek_desktop.services.workspace.export import file_kind, known_export_errors, make_folder
from lcweek_desktop.services.workspace.keys import key_file
from lcweek_desktop.storage import (
    BACKUP_SUFFIX,
    MOVING_SUFFIX,
    MovedMark,
    backup_in,
    blob_names,
    open_store,
    read_moving_file,
    write_backup_file,
    write_moving_file,
)

MOVING_KINDS: Final = (MOVING_SUFFIX,)
"""The ending of the name of a file for another machine."""
_KEY_NAME: Final = re.compile(r"[0-9A-Za-z-]+\.[0-9A-Za-z-]+\.key")


@dataclass(frozen=True)
class MovedOut:
    """A file for another machine that was written: the codes of the units in it, those of the units whose key
    is lost or damaged here, and its size in bytes."""

    file: Path
    units: tuple[str, ...]
    without_key: tuple[str, ...]
    size: int


@dataclass(frozen=True)
class MovingStep:
    """How many of how many steps are done; `moved` is what the last one gives."""

    done: int
    total: int
    moved: MovedOut | None = None


@dataclass(frozen=True)
class MovedIn:
    """What came from another machine: the codes and the names of the units, the codes of those that have no
    signing key, and how many photos and files were missing there already."""

    units: tuple[str, ...]
    names: tuple[str, ...]
    without_key: tuple[str, ...]
    missing: int


def move_out_steps(
    context: AppContext, target: Path, passphrase: str, now: Callable[[], datetime] = datetime.now
) -> Iterator[MovingStep]:
    """Write the data folder with its keys to `target`, and mark this machine as the one that they left.

    The last step gives the file, flushed and read back. Work that is ended before leaves `target` as it was,
    and this machine without a mark that it did not have. Raises KnownError `unit-none` when there is no unit
    yet, `move-short`, `export-…` of the target, `store-…` of the mark, `move-damaged` when the file was read
    back wrongly, or as `backup_steps`.
    """
    file_kind(target, MOVING_KINDS)
    secret = new_passphrase(passphrase)
    units = sorted(context.store.own_units.of_all_campaigns())
    if not units:
        raise KnownError("unit-none")
    backup = None
    for step in backup_steps(context, now=now):
        yield MovingStep(step.done, 2 * step.total)
        backup = step.made.backup if step.made is not None else None
    assert backup is not None, "the last step gives what was made"
    keys = {key_file(context.home, unit).name: key.text for unit, key in _keys(context, units).items()}
    names = sorted(blob_names(backup.path))
    with _body(context.home) as body:
        with known_export_errors(body):
            for done, _ in enumerate(write_backup_file(body, backup, names, context.store.backups.blobs)):
                yield MovingStep(len(names) + done, 2 * len(names) + 2)
        with _marked(MovedMark(context.home), now().date()), known_export_errors(target):
            write_moving_file(target, body, keys, secret)
            size = target.stat().st_size
    without_key = (unit.code for unit in units if key_file(context.home, unit).name not in keys)
    yield MovingStep(1, 1, MovedOut(target, tuple(unit.code for unit in units), tuple(without_key), size))


@contextmanager
def _marked(mark: MovedMark, day: date) -> Iterator[None]:
    """Set `mark` first: with the file and without the mark both machines would go on. A new mark is taken
    away again when the block raises."""
    is_new = not mark.is_set
    mark.set(day)
    try:
        yield
    except BaseException:
        if is_new:
            mark.remove()
        raise


def move_out(
    context: AppContext, target: Path, passphrase: str, now: Callable[[], datetime] = datetime.now
) -> MovedOut:
    """`move_out_steps` at once."""
    *_, last = move_out_steps(context, target, passphrase, now)
    assert last.moved is not None, "the last step gives the file"
    return last.moved


def move_in(home: Path, file: Path, passphrase: str, now: Callable[[], datetime] = datetime.now) -> MovedIn:
    """Make what `file` carries the data folder `home`, which must not be open and in which no unit works yet.

    The person is asked before the next revision which one was sent last, as the other machine may have gone
    on (services/backup/revision_numbers.py).
    Raises KnownError `move-occupied` when a unit works here or a key of another one is here, `move-…` as
    `read_moving_file`, `store-busy`, `store-full`, `store-readonly`, `store-io` or `export-…`; then `home`
    has no unit.
    """
    _refuse_occupied(home, file)
    with _body(home) as body:
        keys = read_moving_file(file, plain_passphrase(passphrase), body)
        _save_keys(home, keys, file)
        restored = restore(home, backup_in(body), now=now)
    with open_store(home) as store:
        own = sorted(store.own_units.of_all_campaigns())
        names = tuple(store.units.directory(unit.edition).get(unit.code).name for unit in own)
    units = tuple(unit.code for unit in own)
    return MovedIn(units, names, tuple(unit.code for unit in restored.without_key), restored.missing)


def _keys(context: AppContext, units: Iterable[UnitId]) -> Mapping[UnitId, SigningKey]:
    """The keys of `units`. One that is lost or damaged is left out: its unit gets a new one over there."""
    found = {}
    for unit in units:
        with suppress(KnownError):
            found[unit] = SigningKey.load(key_file(context.home, unit))
    return found


def _refuse_occupied(home: Path, file: Path) -> None:
    if holds_data(home):
        with open_store(home) as store:
            units = sorted(store.own_units.of_all_campaigns())
        if units:
            raise KnownError("move-occupied", units=", ".join(unit.code for unit in units), file=file.name)


def _save_keys(home: Path, keys: Mapping[str, str], file: Path) -> None:
    """Put the keys into `home`. One that is there already stays, and has to be the same."""
    for name, text in keys.items():
        key = SigningKey.from_bytes(text.encode())
        if key is None or not _KEY_NAME.fullmatch(name):
            raise KnownError("move-damaged", file=file.name)
        place = home / "keys" / name
        if not place.exists():
            with suppress(OSError):  # saving the key says what is wrong with the folder
                place.parent.mkdir(exist_ok=True)
            key.save(place)
        elif place.read_bytes() != text.encode("ascii"):
            raise KnownError("move-occupied", units=name.split(".")[1], file=file.name)


@contextmanager
def _body(home: Path) -> Iterator[Path]:
    """Where the backup file lies that goes into the file for another machine, or comes out of it. Whatever
    was left there goes, and so does the file at the end. Raises KnownError `export-…`."""
    body = home / f"moving{TEMPORARY_SUFFIX}{BACKUP_SUFFIX}"
    make_folder(home)
    with known_export_errors(body):
        body.unlink(missing_ok=True)
    try:
        yield body
    finally:
        with suppress(OSError):
            body.unlink(missing_ok=True)
