"""A unit's report as its receiver sees it, and what a person says of keys and reports of one unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

Fingerprint: TypeAlias = str
"""The SHA-256 of a frozen report in hex; of a report known from its paper code alone, the beginning of it."""


class VersionId(NamedTuple):
    """A report under one signature.

    Somebody may sign a copy of another unit's report with a key of his own. As the key is part of the
    identity, such a copy cannot take the place of the original.
    """

    fingerprint: Fingerprint
    key: str


class Signer(NamedTuple):
    """Who signed a report, as it says itself: a public key, and the name that it gives its unit (NFC)."""

    key: str
    name: str


@dataclass(frozen=True)
class Version:
    """A valid report of one unit, as its receiver holds it.

    `previous` is the fingerprint of the revision before it; it is None for the first, and for a report known
    from its paper code alone, as paper does not carry it. `filled` is the number of filled cells. `on_behalf`
    says that the receiver typed the report from paper: its revision is 0, and no key has to be confirmed.
    `name` is the name that the report gives its unit; None for one known from its paper code alone.
    `restored` is how often the unit's data had been put back when it was frozen, as far as the file says so.
    `replaced_by` is the key that the unit uses instead of the one that signed it, as the report of a unit
    below says; None where none says so.
    """

    id: VersionId
    revision: int
    previous: Fingerprint | None
    filled: int
    on_behalf: bool = False
    name: str | None = None
    restored: int = 0
    replaced_by: str | None = None

    @property
    def signer(self) -> Signer | None:
        """Who signed it, as it says itself; None where the unit did not write it, or its name is unknown."""
        return None if self.on_behalf or self.name is None else Signer(self.id.key, self.name)


@dataclass(frozen=True)
class KeyConfirmation:
    """A person confirmed `key` for the unit; the n-th confirmation opens epoch n.

    `kept` are the reports that were accepted under earlier keys at that moment. They stay accepted; anything
    else that those keys signed is set aside, even a new copy of a report that was kept. `seen` are the
    signers of the reports that were held of the unit, which the person took for one unit. `instead_of` are
    keys that the person saw and took for the unit's, but not for the one it uses now: what they signed is set
    aside. `name` is the name that was chosen where reports gave several; None where there was no choice.
    """

    key: str
    kept: frozenset[VersionId] = frozenset()
    seen: frozenset[Signer] = frozenset()
    instead_of: frozenset[str] = frozenset()
    name: str | None = None


@dataclass(frozen=True)
class Decision:
    """A person chose one report and by that refused the others that could have counted in its place."""

    chosen: Fingerprint
    refused: frozenset[Fingerprint] = frozenset()
