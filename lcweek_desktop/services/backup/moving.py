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
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.backup.backing_up import backup_steps
from lcweek_desktop.services.backup.differences import Differences, differences, differences_closed
from lcweek_desktop.services.backup.passphrase import new_passphrase, plain_passphrase
from lcweek_desktop.services.backup.restoring import restore
from lcweek_desktop.services.backup.revision_numbers import KnownNumbers, known_numbers
from lcweek_desktop.services.workspace.context import AppContext, holds_data
from lcweek_desktop.services.workspace.export import file_kind, known_export_errors, make_folder
from lcweek_desktop.services.workspace.keys import key_file
from lcweek_desktop.services.workspace.practice import refuse_practice
from lcweek_desktop.storage import (
    BACKUP_SUFFIX,
    MOVING_SUFFIX,
    Backup,
    MovedMark,
    backup_in,
    blob_names,
    open_store,
    opened_backup,
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
    """How many of how many steps are done, bytes while the file is being locked (`is_locking`); `moved` is
    what the last one gives."""

    done: int
    total: int
    moved: MovedOut | None = None
    is_locking: bool = False


@dataclass(frozen=True)
class MovedIn:
    """What came from another machine: the codes and the names of the units, the codes of those that have no
    signing key, how many photos and files were missing there already, and the backup of the state before;
    None where there was none."""

    units: tuple[str, ...]
    names: tuple[str, ...]
    without_key: tuple[str, ...]
    missing: int
    kept: Backup | None


def move_out_steps(
    context: AppContext, target: Path, passphrase: str, now: Callable[[], datetime] = datetime.now
) -> Iterator[MovingStep]:
    """Write the data folder with its keys to `target`, and mark this machine as the one that they left.

    The last step gives the file, flushed and read back. Work that is ended before leaves `target` as it was,
    and this machine without a mark that it did not have. Raises KnownError `practice-out`, `unit-none` when
    there is no unit yet, `move-short`, `export-…` of the target, `store-…` of the mark, `move-damaged` when
    the file was read back wrongly, or as `backup_steps`.
    """
    refuse_practice(context.home)
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
    signers = sorted({unit for unit, _ in context.store.own_units.ever()})  # what they froze goes along, too
    keys = {key_file(context.home, unit).name: key.text for unit, key in _keys(context, signers).items()}
    names = sorted(blob_names(backup.path))
    with _body(context.home, "out") as body:
        with known_export_errors(body):
            for done, _ in enumerate(write_backup_file(body, backup, names, context.store.backups.blobs)):
                yield MovingStep(len(names) + done, 2 * len(names) + 1)
        with _marked(MovedMark(context.home), now().date()), known_export_errors(target):
            for done, total in write_moving_file(target, body, keys, secret):
                yield MovingStep(done, total, is_locking=True)
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


def move_in(
    home: Path,
    file: Path,
    passphrase: str,
    now: Callable[[], datetime] = datetime.now,
    each: Callable[[int, int], object] = lambda _done, _total: None,
) -> MovedIn:
    """Make what `file` carries the data folder `home`, which must not be open.

    No unit works in it yet, or its own data went to another machine and come back with `file`: then the state
    before is kept as a backup, and the mark goes once the data are in place. The person is asked before the
    next revision which one was sent last, as the other machine may have gone on
    (services/backup/revision_numbers.py). `each` is as with `restore`.
    Raises KnownError `move-occupied` when the data of a unit here would be lost or a key of another one is
    here, `move-older` when `file` is no newer than what is here, `move-…` as `read_moving_file`,
    `store-busy`, `store-full`, `store-readonly`, `store-io`, `backup-space` or `export-…`; `home` is then as
    it was, but for keys that it did not have.
    """
    with _opened(home, file, passphrase, _known_here(home)) as (keys, backup):
        _save_keys(home, keys, file)
        restored = restore(home, backup, now=now, each=each, is_latest=False)
        MovedMark(home).remove()
    with open_store(home) as store:
        own = sorted(store.own_units.of_all_campaigns())
        names = tuple(store.units.directory(unit.edition).get(unit.code).name for unit in own)
    units = tuple(unit.code for unit in own)
    without_key = tuple(unit.code for unit in restored.without_key)
    return MovedIn(units, names, without_key, restored.missing, restored.kept)


def moved_differences(context: AppContext, file: Path, passphrase: str) -> Differences:
    """What `move_in` would change in the open data folder of `context`; nothing is changed.

    Raises as `move_in` and `differences`.
    """
    with _opened(context.home, file, passphrase, known_numbers(context.store)) as (_keys, backup):
        return differences(context, backup)


def moved_differences_closed(home: Path, forms_folder: Path, file: Path, passphrase: str) -> Differences:
    """As `moved_differences`, for the data folder `home` that is not open and need not be there.

    Raises as `move_in` and `differences_closed`.
    """
    with _opened(home, file, passphrase, _known_here(home)) as (_keys, backup):
        return differences_closed(home, forms_folder, backup)


@contextmanager
def _opened(
    home: Path, file: Path, passphrase: str, here: KnownNumbers
) -> Iterator[tuple[Mapping[str, str], Backup]]:
    """The keys and the backup in `file`, which may come into `home`: `here` is what that knows. Raises as
    `move_in`."""
    if here and not MovedMark(home).is_set:
        raise _occupied(here, file)
    with _body(home, "in") as body:
        keys = read_moving_file(file, plain_passphrase(passphrase), body)
        backup = backup_in(body)
        if here:
            with opened_backup(home, backup) as store:
                _refuse_older(known_numbers(store), here, file)
        yield keys, backup


def _known_here(home: Path) -> KnownNumbers:
    if not holds_data(home):
        return {}
    with open_store(home) as store:
        return known_numbers(store)


def _refuse_older(brought: KnownNumbers, here: KnownNumbers, file: Path) -> None:
    """Every machine that opens such a file counts one more restore: the data `here` that left come back with
    more of them."""
    if lost := here.keys() - brought.keys():
        raise _occupied(lost, file)
    if any(brought[of].restored <= numbers.restored for of, numbers in here.items()):
        raise KnownError("move-older", units=_codes(here), file=file.name)


def _occupied(here: Iterable[tuple[UnitId, CampaignId]], file: Path) -> KnownError:
    return KnownError("move-occupied", units=_codes(here), file=file.name)


def _codes(of: Iterable[tuple[UnitId, CampaignId]]) -> str:
    return ", ".join(sorted({unit.code for unit, _campaign in of}))


def _keys(context: AppContext, units: Iterable[UnitId]) -> Mapping[UnitId, SigningKey]:
    """The keys of `units`. One that is lost or damaged is left out: its unit gets a new one over there."""
    found = {}
    for unit in units:
        with suppress(KnownError):
            found[unit] = SigningKey.load(key_file(context.home, unit))
    return found


def _save_keys(home: Path, keys: Mapping[str, str], file: Path) -> None:
    """Put the keys into `home`, all or none. One that is there already stays, and has to be the same."""
    new = {}
    for name, text in keys.items():
        key, place = SigningKey.from_bytes(text.encode()), home / "keys" / name
        if key is None or not _KEY_NAME.fullmatch(name):
            raise KnownError("move-damaged", file=file.name)
        if not place.exists():
            new[place] = key
        elif place.read_bytes() != text.encode("ascii"):
            raise KnownError("move-occupied", units=name.split(".")[1], file=file.name)
    for place, key in new.items():
        with suppress(OSError):  # saving the key says what is wrong with the folder
            place.parent.mkdir(exist_ok=True)
        key.save(place)


@contextmanager
def _body(home: Path, way: str) -> Iterator[Path]:
    """Where the backup file lies that goes into the file for another machine (`way` "out") or comes out of it
    ("in"). Whatever was left there goes, and so does the file at the end. Raises KnownError `export-…`."""
    body = home / f"moving-{way}{TEMPORARY_SUFFIX}{BACKUP_SUFFIX}"
    make_folder(home)
    with known_export_errors(body):
        body.unlink(missing_ok=True)
    try:
        yield body
    finally:
        with suppress(OSError):
            body.unlink(missing_ok=True)
