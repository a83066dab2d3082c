"""What the units of this installation are working on.

A draft is stored in parts: one row for the figures of each row of the form, for each note and the text under
each heading, and one for each list. Saving writes only the parts that differ from what was last read or
saved, so an edit is one small row, one transaction, one flush to the disk. The scans of the signed paper are
a row of the same table, read and written by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final, NamedTuple

from lcweek_desktop.domain.canonical import Json, canonical_json
from lcweek_desktop.domain.codec import (
    MalformedError,
    content_from_json,
    content_json,
    signoff_from_json,
    signoff_json,
)
from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.domain.report import Content
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.json_columns import decode_json, decode_scans, encode_scans
from lcweek_desktop.storage.records import Draft, Scan
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
_OF_DRAFT: Final = f"{_OF_UNIT} AND part <> 'scans'"
_OF_PART: Final = f"{_OF_UNIT} AND part = ? AND place = ?"


class _Part(NamedTuple):
    """What one row of the table holds.

    `name` is a field of Content, `signoff` (which every draft has) or `scans` (which belong to no draft);
    `key` the row or heading it is about, empty for a list.
    """

    name: str
    key: str = ""


_SIGNOFF: Final = _Part("signoff")
_SCANS: Final = _Part("scans")


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
        """The draft as last saved; None when there is none yet.

        Raises KnownError `store-hash` when it is damaged, `store-form` when `form` lacks cells or headings
        that it was written with; the rows stay as they are.
        """
        rows = self._table.rows(_OF_DRAFT, (campaign, *unit))
        if not rows:
            return None
        parts = {_Part(name, key): decode_json(body) for *_, name, key, body in rows}
        if _SIGNOFF not in parts:
            raise KnownError("store-hash", row=_describe(rows[0]))
        try:
            draft = _draft(parts, form)
        except MalformedError as error:
            raise KnownError("store-form", row=_describe(rows[0]), place=error.place) from error
        self._remember(unit, campaign, draft)
        return draft

    def scans(self, unit: UnitId, campaign: CampaignId) -> tuple[Scan, ...]:
        """The scans attached to the unit's last frozen revision, in the order in which they were.

        Raises KnownError `store-hash` when the row is damaged.
        """
        rows = self._table.rows(_OF_PART, (campaign, *unit, *_SCANS))
        return decode_scans(rows[0][-1]) if rows else ()

    def put_scans(self, unit: UnitId, campaign: CampaignId, scans: tuple[Scan, ...]) -> None:
        """Make `scans` the attached ones, durably; the unit must have a draft."""
        if scans != self.scans(unit, campaign):
            self._table.put((campaign, *unit, *_SCANS, encode_scans(scans)))

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
                    self._table.remove(_OF_DRAFT, (campaign, *unit))
                for part, value in changes.items():
                    self._write(unit, campaign, part, value)
        self._remember(unit, campaign, draft)

    def _write(self, unit: UnitId, campaign: CampaignId, part: _Part, value: Json) -> None:
        if value is None:
            self._table.remove(_OF_PART, (campaign, *unit, *part))
        else:
            self._table.put((campaign, *unit, *part, canonical_json(value)))

    def _remember(self, unit: UnitId, campaign: CampaignId, draft: Draft) -> None:
        self._saved[unit, campaign] = _Saved(draft, self._connection.rollbacks)

    def _last_known(self, unit: UnitId, campaign: CampaignId) -> Draft | None:
        saved = self._saved.get((unit, campaign))
        return saved.draft if saved and saved.rollbacks == self._connection.rollbacks else None


def _changes(draft: Draft, last: Draft | None) -> dict[_Part, Json]:
    """The parts in which `draft` differs from `last`, all of them when that is None.

    The value of a part is None when its row is to be removed.
    """
    before = last or Draft(Content())
    changes = dict(_content_changes(draft.content, before.content))
    if last is None or draft.signoff != last.signoff:
        changes[_SIGNOFF] = signoff_json(draft.signoff)
    return changes


def _content_changes(now: Content, before: Content) -> Iterator[tuple[_Part, Json]]:
    for name, place in _KEYED.items():
        given, last = getattr(now, name), getattr(before, name)
        if touched := {place(key) for key, _ in given.items() ^ last.items()}:
            values = _field_json(name, {key: given[key] for key in given if place(key) in touched})
            assert isinstance(values, dict)
            yield from ((_Part(name, key), values.get(key)) for key in touched)
    for name in _WHOLE:
        given = getattr(now, name)
        if given != getattr(before, name):
            yield _Part(name), _field_json(name, given)


def _field_json(name: str, value: Any) -> Json:
    return content_json(Content(**{name: value}))[name]


def _draft(parts: Mapping[_Part, Json], form: Form) -> Draft:
    keyed = {name: {part.key: value for part, value in parts.items() if part.name == name} for name in _KEYED}
    whole = {name: parts.get(_Part(name), []) for name in _WHOLE}
    return Draft(
        content=content_from_json({**keyed, **whole}, form),
        signoff=signoff_from_json(parts[_SIGNOFF]),
    )


def _describe(row: Row) -> str:
    return f"bản nháp của đơn vị {row[2]}"
