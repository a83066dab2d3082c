"""Restoring a backup into a data folder that is not open, here or on another computer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.backup.revision_numbers import KnownNumbers, known_numbers, note_restored
from lcweek_desktop.services.workspace.context import holds_data
from lcweek_desktop.services.workspace.keys import key_file
from lcweek_desktop.storage import Backup, Store, is_backup_file, open_store, put_back


@dataclass(frozen=True)
class Restored:
    """What became of the data folder.

    `kept` is the backup of the state that was replaced; None when there was none, or when it could not be
    opened: then `damaged` is the folder with its files as they were. `missing` is how many photos and files
    are neither here nor in the backup. `without_key` are the units whose last report was signed with a key
    that is not here, so that those who receive their reports will have to confirm a new one.
    """

    backup: Backup
    kept: Backup | None
    damaged: Path | None
    missing: int
    without_key: tuple[UnitId, ...]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a person has to know beside that it is done, as sentences."""
        found = []
        if self.damaged is not None:
            found.append(sentence("restored-damaged", folder=self.damaged))
        if self.missing:
            found.append(sentence("restored-missing", count=self.missing))
        if self.without_key:
            found.append(sentence("restored-keys", units=", ".join(unit.code for unit in self.without_key)))
        return tuple(found)


def restore(
    home: Path,
    backup: Backup,
    *,
    now: Callable[[], datetime] = datetime.now,
    each: Callable[[int, int], object] = lambda _done, _total: None,
    is_latest: bool = True,
) -> Restored:
    """Make `backup` the state of the data folder `home`, which must not be open; the state before is kept.

    The next revision of each unit goes above those that the state before knew
    (services/backup/revision_numbers.py). `each` is called with how many photos and files of how many are in
    place, and may raise to end the work: the data are then as they were. Keys stay as they are. `is_latest`
    says that the present state is the latest of its units; where it is not, as another machine went on, the
    person is asked which revision was sent last.
    Raises KnownError `store-busy`, `backup-missing`, `backup-damaged`, `backup-file`, `backup-space`,
    `store-newer`, `store-full`, `store-readonly` or `store-io`; the data are then as they were.
    """
    replaced = {
        of: replace(numbers, is_certain=numbers.is_certain and is_latest)
        for of, numbers in _known_before(home, backup).items()
    }
    day = now().date()

    def note(store: Store) -> None:
        note_restored(store, _certain_of_own(home, store, replaced), day)

    done = put_back(home, backup, now(), each, note)
    return Restored(backup, done.kept, done.damaged, len(done.missing), _units_without_key(home))


def _known_before(home: Path, backup: Backup) -> KnownNumbers:
    """What the data in `home` know of revisions; nothing when there are none or they cannot be read.

    Data that have frozen nothing yet know nothing of what came in a file: they may be those of another
    machine, on which the unit was just added to take the file in.
    """
    if holds_data(home):
        with suppress(KnownError), open_store(home) as store:
            is_carried = is_backup_file(backup.path)
            known = known_numbers(store)
            return {of: numbers for of, numbers in known.items() if numbers.highest or not is_carried}
    return {}


def _certain_of_own(home: Path, store: Store, replaced: KnownNumbers) -> KnownNumbers:
    """`replaced`, which is certain of no unit whose last revision in `store` was signed on another machine:
    that one may have frozen more than there is in either."""
    return {
        (unit, campaign): replace(numbers, is_certain=False)
        if _is_of_other_key(home, store, unit, campaign)
        else numbers
        for (unit, campaign), numbers in replaced.items()
    }


def _units_without_key(home: Path) -> tuple[UnitId, ...]:
    found = []
    with suppress(KnownError), open_store(home) as store:  # opening the data says what is wrong with them
        for campaign in store.own_units.campaigns()[-1:]:
            for unit in sorted(store.own_units.of_all_campaigns()):
                if _is_of_other_key(home, store, unit, campaign):
                    found.append(unit)
    return tuple(found)


def _is_of_other_key(home: Path, store: Store, unit: UnitId, campaign: CampaignId) -> bool:
    """Whether the unit's last revision in `store` was signed with a key that is not that of `home`."""
    signed = store.revisions.keys(unit, campaign)
    return bool(signed) and signed[-1] != _key_here(home, unit)


def _key_here(home: Path, unit: UnitId) -> str | None:
    """The public key of `unit` on this computer; None when it has none that can be read."""
    try:
        return SigningKey.load(key_file(home, unit)).public.base64
    except KnownError:
        return None
