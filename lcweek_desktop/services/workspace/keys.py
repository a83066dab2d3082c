"""The keys of this installation's units: one each, in `keys/` beside the database, never in a bundle."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from lcweek_desktop.bundle.keys import PublicKey as PublicKey
from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.workspace import Workspace


def signing_key(context: AppContext, unit: UnitId) -> SigningKey:
    """The unit's key on this installation; KnownError `key-missing`, `key-unreadable`, `key-damaged`."""
    return SigningKey.load(_file(context, unit))


def make_key(context: AppContext, unit: UnitId) -> None:
    """Give the unit a key unless there is a file of it; a damaged one stays, for people may have a copy.

    Raises KnownError `key-unwritten`.
    """
    file = _file(context, unit)
    if not file.exists():
        with suppress(OSError):  # `save` says what is wrong with the folder
            file.parent.mkdir(exist_ok=True)
        context.new_key().save(file)


def own_keys(context: AppContext) -> Mapping[UnitId, PublicKey]:
    """The public keys of this installation's units, over all campaigns, for knowing them again: none is made,
    and a unit whose key is lost or damaged is left out, for that is no fault of what others signed."""
    units = {
        unit for name in context.store.own_units.campaigns() for unit in context.store.own_units.of(name)
    }
    found = {}
    for unit in sorted(units):
        with suppress(KnownError):
            found[unit] = signing_key(context, unit).public
    return found


def renewed_key(workspace: Workspace) -> PublicKey | None:
    """The key of the unit's last frozen revision, if another signed the one before: whoever receives it must
    confirm the key again."""
    keys = workspace.store.revisions.keys(workspace.unit.id, workspace.campaign)
    return PublicKey.from_base64(keys[-1]) if len(set(keys[-2:])) == 2 else None


def _file(context: AppContext, unit: UnitId) -> Path:
    return context.home / "keys" / f"{unit.edition}.{unit.code}.key"
