"""The keys of this installation's units: one each, in `keys/` beside the database, never in a bundle."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from lcweek_desktop.bundle.keys import PublicKey, SigningKey
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.context import AppContext


def signing_key(context: AppContext, unit: UnitId) -> SigningKey:
    """The unit's key on this installation, in `keys/` beside the database; made when there is none."""
    file = _file(context, unit)
    try:
        return SigningKey.load(file)
    except KnownError as error:
        if error.code != "key-missing":
            raise
    return _new_key(file)


def own_keys(context: AppContext) -> Mapping[UnitId, PublicKey]:
    """The public keys of this installation's units, over all campaigns, for knowing them again: none is made,
    and a unit whose key is lost or damaged is left out, for that is no fault of what others signed."""
    units = {
        unit for name in context.store.own_units.campaigns() for unit in context.store.own_units.of(name)
    }
    found = {}
    for unit in sorted(units):
        with suppress(KnownError):
            found[unit] = SigningKey.load(_file(context, unit)).public
    return found


def _file(context: AppContext, unit: UnitId) -> Path:
    return context.home / "keys" / f"{unit.edition}.{unit.code}.key"


def _new_key(file: Path) -> SigningKey:
    with suppress(OSError):  # `save` says what is wrong with the folder
        file.parent.mkdir(exist_ok=True)
    key = SigningKey.generate()
    key.save(file)
    return key
