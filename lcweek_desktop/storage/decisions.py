"""The journal of what people decided about received reports (docs/merging.md, Decisions; docs/adr/0085)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from lcweek_desktop.domain.canonical import Json, canonical_json
from lcweek_desktop.domain.codec import unit_from_json, unit_json
from lcweek_desktop.domain.codec.receipt import judgement_from_json, judgement_json
from lcweek_desktop.domain.decisions import (
    Entered,
    JournalEntry,
    KeptApart,
    KeyTakenBack,
    SameUnit,
    Taken,
    TwoUnits,
    Waiting,
)
from lcweek_desktop.domain.directory_changes import ChangeKind, Contact, DirectoryChange
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.identity import Separation
from lcweek_desktop.domain.merge import Decision, KeyConfirmation, VersionId
from lcweek_desktop.domain.receipt import Judgement
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.domain.version import Signer
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.sealed_table import SealedTable

_TABLE: Final = "journal"
_KEY: Final = ("receiver_edition", "receiver_code", "place")
_COLUMNS: Final = (*_KEY, "campaign", "unit_edition", "unit_code", "kind", "body", "at", "reason")
_OF_RECEIVER: Final = "receiver_edition = ? AND receiver_code = ?"
_UNDO: Final = "undo"
_MENDED: Final = "mended"
"""The kind of a row that says in the place of which damaged rows the one before it was taken."""


class _Journal(NamedTuple):
    """What was read of one receiver's journal, up to the place `last`.

    `version` is that of the table then, `taken` are the decisions that are whole, and `undone` the places of
    those that were taken back. `lost` are the units of damaged rows by their places, and `mended` pairs of
    such a place and that of the decision that was taken in its stead.
    """

    version: tuple[int, int]
    last: int = 0
    taken: tuple[JournalEntry, ...] = ()
    undone: frozenset[int] = frozenset()
    lost: Mapping[int, UnitId] = MappingProxyType({})
    mended: frozenset[tuple[int, int]] = frozenset()

    @property
    def damaged(self) -> Mapping[int, UnitId]:
        """The units of the damaged rows in whose stead no decision is in force, by their places."""
        mended = {lost for lost, decision in self.mended if decision not in self.undone}
        return {place: unit for place, unit in self.lost.items() if place not in mended}


class Decisions:
    """What each receiver decided, in the order in which it did. Append-only: an undo is one more entry."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = SealedTable(
            connection, _TABLE, _COLUMNS, _KEY, lambda row: f"quyết định về báo cáo của đơn vị {row[5]}"
        )
        self._read: dict[UnitId, _Journal] = {}

    def add(self, receiver: UnitId, entry: JournalEntry, mended: Collection[UnitId] = ()) -> None:
        """Add `entry` after the receiver's earlier ones; its place is the next one, whatever it says.

        It takes the place of what is damaged about the units `mended`.
        """
        self.add_together(receiver, [(entry, mended)])

    def add_together(
        self, receiver: UnitId, entries: Sequence[tuple[JournalEntry, Collection[UnitId]]]
    ) -> None:
        """Add `entries`, which were one answer, as `add` does, each with the units of which it takes the
        place of what is damaged. All of them or none; an undo takes all of them back."""
        damaged = self._journal(receiver).damaged
        with self._connection.transaction():
            next_place = first = self._last_place(receiver) + 1
            together = {"together": first} if len(entries) > 1 else {}
            for entry, mended in entries:
                kind, body = _encode(entry.taken)
                said = canonical_json({**body, **together})
                values = (entry.campaign, *entry.unit, kind, said, entry.at, entry.reason)
                self._table.add((*receiver, next_place, *values))
                next_place += 1
                lost = [place for place, unit in damaged.items() if unit in mended]
                if lost:
                    places = canonical_json({"places": [*lost]})
                    self._table.add((*receiver, next_place, None, *entry.unit, _MENDED, places, entry.at, ""))
                    next_place += 1

    def undo(self, receiver: UnitId, at: str, reason: str = "") -> tuple[JournalEntry, ...]:
        """Take back the last entry that is in force, with those that were one answer with it, and return
        them; none when there is none.

        `at` is the local time to the minute.
        """
        in_force = [entry for entry in self.of(receiver) if not entry.undone]
        last = in_force[-1:]
        if last and last[0].together is not None:
            last = [entry for entry in in_force if entry.together == last[0].together]
        with self._connection.transaction():
            for place, entry in enumerate(last, self._last_place(receiver) + 1):
                body = canonical_json({"place": entry.place})
                values = (entry.campaign, *entry.unit, _UNDO, body, at, reason)
                self._table.add((*receiver, place, *values))
        return tuple(last)

    def of(self, receiver: UnitId) -> tuple[JournalEntry, ...]:
        """All that the receiver decided, in its order, with what was undone since; damaged rows are left
        out."""
        journal = self._journal(receiver)
        undone = journal.undone
        return tuple(replace(each, undone=True) if each.place in undone else each for each in journal.taken)

    def damaged(self, receiver: UnitId) -> frozenset[UnitId]:
        """The units about which a decision is damaged, unless another one was taken in its place and is in
        force."""
        return frozenset(self._journal(receiver).damaged.values())

    def _journal(self, receiver: UnitId) -> _Journal:
        version = self._connection.version([_TABLE])
        known = self._read.get(receiver, _Journal(version))
        if known.version[0] != version[0]:  # what was read may have been rolled back
            known = _Journal(version)
        if known.last == 0 or known.version != version:
            self._read[receiver] = known = self._read_on(receiver, known)._replace(version=version)
        return known

    def _read_on(self, receiver: UnitId, known: _Journal) -> _Journal:
        """`known` with what came after it."""
        after, values = f"{_OF_RECEIVER} AND place > ?", (*receiver, known.last)
        rows, damaged = self._table.sealed_rows(after, values, order="place")
        # The unit, too, is in an index, by which opening proves it.
        units = f"SELECT place, unit_edition, unit_code FROM {_TABLE} WHERE {after}"
        unit_at = {
            place: UnitId(edition, UnitCode(code))
            for place, edition, code in (self._connection.execute(units, values) if damaged else ())
        }
        read = {row[2]: (row[6], row) for row in rows}
        undone = {json.loads(row[7])["place"] for kind, row in read.values() if kind == _UNDO}
        mended = {
            (lost, place - 1)
            for place, (kind, row) in read.items()
            if kind == _MENDED
            for lost in json.loads(row[7])["places"]
        }
        taken = (_entry(row) for kind, row in read.values() if kind not in (_UNDO, _MENDED))
        lost = {place: unit_at[place] for *_, place in damaged}
        return _Journal(
            known.version,
            max([known.last, *read, *lost]),
            (*known.taken, *taken),
            known.undone | undone,
            {**known.lost, **lost},
            known.mended | mended,
        )

    def _last_place(self, receiver: UnitId) -> int:
        places = f"SELECT coalesce(max(place), 0) FROM {_TABLE} WHERE {_OF_RECEIVER}"
        ((last,),) = self._connection.execute(places, tuple(receiver))
        return int(last)


def _entry(row: Row) -> JournalEntry:
    place, campaign, edition, code, kind, text, at, reason = row[2:]
    body = json.loads(text)
    together = body.pop("together", None)
    return JournalEntry(
        place=place,
        campaign=None if campaign is None else CampaignId(campaign),
        unit=UnitId(edition, UnitCode(code)),
        taken=_decode(kind, body),
        at=at,
        reason=reason,
        together=together,
    )


def _encode(taken: Taken) -> tuple[str, dict[str, Json]]:
    match taken:
        case KeyConfirmation():
            return "confirm", _confirmation_json(taken)
        case KeyTakenBack(key=key):
            return "take-back", {"key": key}
        case Decision():
            return "choose", {"chosen": taken.chosen, "refused": [*sorted(taken.refused)]}
        case Entered():
            return "enter", {"before": [*sorted(taken.before)], "fingerprint": taken.fingerprint}
        case TwoUnits(separation=separation):
            return "two-units", {
                "by_name": separation.by_name,
                "key": separation.key,
                "moved": _confirmation_json(taken.moved),
                "signers": _pairs_json(separation.signers),
                "stays": None if taken.stays is None else _confirmation_json(taken.stays),
                "unit": unit_json(taken.unit),
            }
        case SameUnit():
            return "same-unit", {
                "confirmed": _confirmation_json(taken.confirmed),
                "other": [*taken.other],
            }
        case KeptApart():
            return "apart", {"units": [*sorted(taken.units)]}
        case Waiting():
            return "wait", {"fingerprint": taken.fingerprint}
        case DirectoryChange():
            return "directory", _change_json(taken)
        case Judgement():
            return "judge", judgement_json(taken)


def _decode(kind: str, body: Mapping[str, Any]) -> Taken:
    match kind:
        case "confirm":
            return _confirmation(body)
        case "take-back":
            return KeyTakenBack(body["key"])
        case "choose":
            return Decision(body["chosen"], frozenset(body["refused"]))
        case "enter":
            return Entered(body["fingerprint"], frozenset(body["before"]))
        case "two-units":
            unit, stays = unit_from_json(body["unit"]), body["stays"]
            return TwoUnits(
                separation=Separation(body["key"], unit.id, _signers(body["signers"]), body["by_name"]),
                unit=unit,
                moved=_confirmation(body["moved"]),
                stays=None if stays is None else _confirmation(stays),
            )
        case "same-unit":
            edition, code = body["other"]
            return SameUnit(UnitId(edition, UnitCode(code)), _confirmation(body["confirmed"]))
        case "apart":
            return KeptApart(frozenset(map(UnitCode, body["units"])))
        case "directory":
            return _change(body)
        case "judge":
            return judgement_from_json(dict(body))
    return Waiting(body["fingerprint"])


def _change_json(change: DirectoryChange) -> dict[str, Json]:
    return {
        "before": [*map(unit_json, change.before)],
        "closed": [*change.closed],
        "contacts": [[code, each.name, each.phone] for code, each in change.contacts],
        "kind": change.kind.value,
        "units": [*map(unit_json, change.units)],
        "went_to": [[*pair] for pair in change.went_to],
    }


def _change(body: Mapping[str, Any]) -> DirectoryChange:
    return DirectoryChange(
        kind=ChangeKind(body["kind"]),
        units=tuple(map(unit_from_json, body["units"])),
        before=tuple(map(unit_from_json, body["before"])),
        closed=tuple(map(UnitCode, body["closed"])),
        went_to=tuple((UnitCode(old), UnitCode(new)) for old, new in body["went_to"]),
        contacts=tuple((UnitCode(code), Contact(name, phone)) for code, name, phone in body["contacts"]),
    )


def _confirmation_json(confirmation: KeyConfirmation) -> dict[str, Json]:
    return {
        "instead_of": [*sorted(confirmation.instead_of)],
        "kept": _pairs_json(confirmation.kept),
        "key": confirmation.key,
        "name": confirmation.name,
        "seen": _pairs_json(confirmation.seen),
    }


def _confirmation(body: Mapping[str, Any]) -> KeyConfirmation:
    return KeyConfirmation(
        key=body["key"],
        kept=frozenset(VersionId(*pair) for pair in body["kept"]),
        seen=_signers(body["seen"]),
        instead_of=frozenset(body["instead_of"]),
        name=body["name"],
    )


def _pairs_json(pairs: Iterable[tuple[str, str]]) -> Json:
    return [[*pair] for pair in sorted(pairs)]


def _signers(pairs: Iterable[tuple[str, str]]) -> frozenset[Signer]:
    return frozenset(Signer(*pair) for pair in pairs)
