"""The signing keys of this installation's units: one each, in `keys/` beside the database.

A secret key is never part of a bundle. Source: docs/merging.md, Keys.
"""

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
    """The unit's key. Raises KnownError `key-missing`, `key-unreadable` or `key-damaged`."""
    return SigningKey.load(key_file(context.home, unit))


def make_key(context: AppContext, unit: UnitId) -> bool:
    """Give the unit a key unless it has a key file; whether one was made. A damaged file stays as it is,
    because people may have a copy of it. Raises KnownError `key-unwritten`.
    """
    file = key_file(context.home, unit)
    with suppress(OSError):  # saving the key says what is wrong with the folder
        if file.exists():
            return False
        file.parent.mkdir(exist_ok=True)
    context.new_key().save(file)
    return True


def own_keys(context: AppContext) -> Mapping[UnitId, PublicKey]:
    """The public keys of this installation's units of all campaigns, to recognise what they signed.

    No key is made. A unit whose key is lost or damaged is left out, because that must not keep the reports of
    others from being judged.
    """
    found = {}
    for unit in sorted(context.store.own_units.of_all_campaigns()):
        with suppress(KnownError):
            found[unit] = signing_key(context, unit).public
    return found


def renewed_key(workspace: Workspace) -> PublicKey | None:
    """The public key of the unit's last frozen revision when another key signed the one before, so that
    whoever receives it has to confirm the key again; otherwise None."""
    keys = workspace.store.revisions.keys(workspace.unit.id, workspace.campaign)
    return PublicKey.from_base64(keys[-1]) if len(set(keys[-2:])) == 2 else None


def key_file(home: Path, unit: UnitId) -> Path:
    """Where the key of `unit` is kept in the data folder `home`, whether or not it is there."""
    return home / "keys" / f"{unit.edition}.{unit.code}.key"
