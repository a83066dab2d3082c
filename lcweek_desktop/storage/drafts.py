"""What the units of this installation are working on.

A draft is stored in parts: one row for the figures of each row of the form, for each note and the text under
each heading, and one for each list. Saving writes only the parts that differ from what was last read or
saved, so an edit is one small row, one transaction, one flush to the disk. The scans of the signed paper,
what had no place in another edition's form, the drafts that were exchanged with another machine, and what was
noted about the texts of units below, are rows of the same table, read and written by themselves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

from lcweek_desktop.domain.canonical import Json, canonical_json, sha256_hex
from lcweek_desktop.domain.codec import (
    MalformedError,
    content_from_json,
    content_json,
    signoff_from_json,
    signoff_json,
)
from lcweek_desktop.domain.collation import PieceKey, PieceMark
from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.domain.moved_content import Leftover
from lcweek_desktop.domain.report import Content, SignOff
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.json_columns import decode_json, decode_scans, encode_scans
from lcweek_desktop.storage.records import Draft, DraftPart, Scan
from lcweek_desktop.storage.sealed_table import SealedTable

_KEYED: Final[Mapping[str, Callable[[Any], str]]] = {
    "figures": attrgetter("row"),
    "notes": str,
    "narrative": str,
}
"""The fields of Content that are mappings, and which row or heading one of their keys is about."""
_WHOLE: Final = ("own_lines", "photos", "accepted")
"""The fields of Content that are one part each."""
_OF_UNIT: Final = "campaign = ? AND edition = ? AND code = ?"
_OF_DRAFT: Final = f"{_OF_UNIT} AND part NOT IN ('scans', 'leftover', 'removed', 'exchanged', 'mark')"
_OF_PART: Final = f"{_OF_UNIT} AND part = ? AND place = ?"
_OF_NAME: Final = f"{_OF_UNIT} AND part = ?"


_SIGNOFF: Final = DraftPart("signoff")
_SCANS: Final = DraftPart("scans")
_LEFTOVER: Final = DraftPart("leftover")
_EXCHANGED: Final = "exchanged"
_MARK: Final = "mark"
_MOST_EXCHANGED: Final = 17
"""How many drafts that were exchanged are kept: the last one, and as many as that names."""


@dataclass(frozen=True)
class _Saved:
    """A draft as last read or saved, and how many transactions had been rolled back by then.

    After another rollback the database may hold something else.
    """

    draft: Draft
    rollbacks: int


class Drafts:
    """One draft for each unit and campaign of this installation."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._saved: dict[tuple[UnitId, CampaignId], _Saved] = {}
        key = ("campaign", "edition", "code", "part", "place")
        self._table = SealedTable(connection, "draft_part", (*key, "body"), key, _describe)

    def get(self, unit: UnitId, campaign: CampaignId, form: Form) -> Draft | None:
        """The draft as last saved, without what is damaged of it; None when there is none yet.

        Raises KnownError `store-form` when `form` lacks cells or headings that it was written with; the rows
        stay as they are.
        """
        rows, damaged = self._table.sealed_rows(_OF_DRAFT, (campaign, *unit))
        if not rows and not damaged:
            return None
        parts = {DraftPart(name, key): decode_json(body) for *_, name, key, body in rows}
        try:
            draft = _draft(parts, form)
        except MalformedError as error:
            raise KnownError("store-form", row=_describe(rows[0]), place=error.place) from error
        self._remember(unit, campaign, draft)
        return draft

    def damaged(self, unit: UnitId, campaign: CampaignId) -> tuple[DraftPart, ...]:
        """The parts of the draft, and the scans, that are damaged or lost; writing one again mends it."""
        rows, damaged = self._table.sealed_rows(_OF_UNIT, (campaign, *unit))
        parts = [DraftPart(*key[3:]) for key in damaged]
        kept = {DraftPart(*row[3:5]) for row in rows}
        if (kept or parts) and _SIGNOFF not in (*kept, *parts):
            parts.append(_SIGNOFF)
        return tuple(parts)

    def remains(self, unit: UnitId, campaign: CampaignId, part: DraftPart) -> bytes:
        """What the damaged row of `part` holds now, for people to look at; empty when there is no row."""
        table = "SELECT body FROM draft_part"
        rows = self._connection.execute(f"{table} WHERE {_OF_PART}", (campaign, *unit, *part))
        return bytes(rows[0][0]) if rows else b""

    def give_up(self, unit: UnitId, campaign: CampaignId, part: DraftPart) -> None:
        """Let a damaged `part` be empty from now on."""
        if part == _SIGNOFF:
            self._write(unit, campaign, part, signoff_json(SignOff()))
        else:
            self._table.remove(_OF_PART, (campaign, *unit, *part))
        self._saved.pop((unit, campaign), None)

    def remove_all(self, unit: UnitId, campaign: CampaignId) -> None:
        """Remove the draft whole, with scans, leftovers and what is damaged of it."""
        self._table.remove(_OF_UNIT, (campaign, *unit))
        self._saved.pop((unit, campaign), None)

    def scans(self, unit: UnitId, campaign: CampaignId) -> tuple[Scan, ...]:
        """The scans attached to the unit's last frozen revision, in the order in which they were; none when
        the row is damaged."""
        rows = self._table.sealed_rows(_OF_PART, (campaign, *unit, *_SCANS)).intact
        return decode_scans(rows[0][-1]) if rows else ()

    def put_scans(self, unit: UnitId, campaign: CampaignId, scans: tuple[Scan, ...]) -> None:
        """Make `scans` the attached ones, durably; the unit must have a draft."""
        if scans != self.scans(unit, campaign) or _SCANS in self.damaged(unit, campaign):
            self._table.put((campaign, *unit, *_SCANS, encode_scans(scans)))

    def leftovers(self, unit: UnitId, campaign: CampaignId) -> tuple[Leftover, ...]:
        """What had no place when the draft was moved to another edition's form; nothing when the row is
        damaged."""
        rows = self._table.sealed_rows(_OF_PART, (campaign, *unit, *_LEFTOVER)).intact
        return tuple(Leftover(*each) for each in json.loads(rows[0][-1])) if rows else ()

    def add_leftovers(self, unit: UnitId, campaign: CampaignId, leftovers: Iterable[Leftover]) -> None:
        """Keep `leftovers` after those that are kept already, durably; the unit must have a draft."""
        kept = dict.fromkeys((*self.leftovers(unit, campaign), *leftovers))
        if kept:
            body: list[Json] = [[each.about, each.text] for each in kept]
            self._table.put((campaign, *unit, *_LEFTOVER, canonical_json(body)))

    def exchanged(self, unit: UnitId, campaign: CampaignId) -> Mapping[str, bytes]:
        """The drafts that were sent to or taken from another machine, each as the `draft.json` of its file,
        by fingerprint, the last one first; without those of which the row is damaged."""
        rows = self._table.sealed_rows(_OF_NAME, (campaign, *unit, _EXCHANGED), "place DESC").intact
        return {place.partition("-")[2]: bytes(body) for *_, place, body in rows}

    def add_exchanged(self, unit: UnitId, campaign: CampaignId, body: bytes) -> None:
        """Keep the `draft.json` of a draft that was exchanged as the last one, durably; the unit must have a
        draft. What is older than the last few is let go."""
        of_all = (campaign, *unit, _EXCHANGED)
        with self._connection.transaction():
            intact, damaged = self._table.sealed_rows(_OF_NAME, of_all, "place")
            places = sorted(row[4] for row in (*intact, *damaged))
            fingerprint = sha256_hex(body)
            let_go = [place for place in places if place.endswith(fingerprint)]
            kept = [place for place in places if place not in let_go]
            let_go.extend(kept[: -(_MOST_EXCHANGED - 1)])
            for place in let_go:
                self._table.remove(_OF_PART, (*of_all, place))
            number = int(places[-1].partition("-")[0]) + 1 if places else 1
            self._table.put((*of_all, f"{number:09}-{fingerprint}", body))

    def marks(self, unit: UnitId, campaign: CampaignId) -> Mapping[PieceKey, PieceMark]:
        """What was noted about the texts of units below, without what is damaged."""
        rows = self._table.sealed_rows(_OF_NAME, (campaign, *unit, _MARK)).intact
        return dict(_mark(json.loads(body)) for *_, body in rows)

    def put_marks(
        self, unit: UnitId, campaign: CampaignId, marks: Mapping[PieceKey, PieceMark | None]
    ) -> None:
        """Note `marks` in place of what was noted about the same pieces, None for nothing any more, durably;
        the unit must have a draft."""
        with self._connection.transaction():
            for key, mark in marks.items():
                of_piece: Json = [*key.unit, key.heading, key.words]
                body: Json = None if mark is None else [of_piece, mark.value]
                self._write(unit, campaign, DraftPart(_MARK, sha256_hex(canonical_json(of_piece))), body)

    def save(self, unit: UnitId, campaign: CampaignId, draft: Draft) -> None:
        """Make `draft` the draft of a unit of this installation, durably.

        What has not changed since it was last read or saved is not written. On any error the draft saved
        before stays.
        """
        last = self._last_known(unit, campaign)
        changes = _changes(draft, last)
        if last is not None and len(changes) == 1:
            self._write(unit, campaign, *changes.popitem())
        elif changes:
            with self._connection.transaction():
                if last is None:
                    self._remove_intact(unit, campaign)
                for part, value in changes.items():
                    self._write(unit, campaign, part, value)
        self._remember(unit, campaign, draft)

    def _remove_intact(self, unit: UnitId, campaign: CampaignId) -> None:
        """Remove the parts of the draft, but for damaged ones, which people are still told about."""
        for row in self._table.sealed_rows(_OF_DRAFT, (campaign, *unit)).intact:
            self._table.remove(_OF_PART, row[:-1])

    def _write(self, unit: UnitId, campaign: CampaignId, part: DraftPart, value: Json) -> None:
        if value is None:
            self._table.remove(_OF_PART, (campaign, *unit, *part))
        else:
            self._table.put((campaign, *unit, *part, canonical_json(value)))

    def _remember(self, unit: UnitId, campaign: CampaignId, draft: Draft) -> None:
        self._saved[unit, campaign] = _Saved(draft, self._connection.rollbacks)

    def _last_known(self, unit: UnitId, campaign: CampaignId) -> Draft | None:
        saved = self._saved.get((unit, campaign))
        return saved.draft if saved and saved.rollbacks == self._connection.rollbacks else None


def _changes(draft: Draft, last: Draft | None) -> dict[DraftPart, Json]:
    """The parts in which `draft` differs from `last`, all of them when that is None.

    The value of a part is None when its row is to be removed.
    """
    before = last or Draft(Content())
    changes = dict(_content_changes(draft.content, before.content))
    if last is None or draft.signoff != last.signoff:
        changes[_SIGNOFF] = signoff_json(draft.signoff)
    return changes


def _content_changes(now: Content, before: Content) -> Iterator[tuple[DraftPart, Json]]:
    for name, place in _KEYED.items():
        given, last = getattr(now, name), getattr(before, name)
        if touched := {place(key) for key, _ in given.items() ^ last.items()}:
            values = _field_json(name, {key: given[key] for key in given if place(key) in touched})
            assert isinstance(values, dict)
            yield from ((DraftPart(name, key), values.get(key)) for key in touched)
    for name in _WHOLE:
        given = getattr(now, name)
        if given != getattr(before, name):
            yield DraftPart(name), _field_json(name, given)


def _field_json(name: str, value: Any) -> Json:
    return content_json(Content(**{name: value}))[name]


def _draft(parts: Mapping[DraftPart, Json], form: Form) -> Draft:
    keyed = {name: {part.key: value for part, value in parts.items() if part.name == name} for name in _KEYED}
    whole = {name: parts.get(DraftPart(name), []) for name in _WHOLE}
    return Draft(
        content=content_from_json({**keyed, **whole}, form),
        signoff=signoff_from_json(parts[_SIGNOFF]) if _SIGNOFF in parts else SignOff(),
    )


def _mark(body: Any) -> tuple[PieceKey, PieceMark]:
    (edition, code, heading, words), mark = body
    return PieceKey(UnitId(edition, code), heading, words), PieceMark(mark)


def _describe(row: Row) -> str:
    return f"bản nháp của đơn vị {row[2]}"
