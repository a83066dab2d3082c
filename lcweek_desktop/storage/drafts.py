"""What the units of this installation are working on.

A draft lies in parts, one row each, and saving writes the parts that differ from what was last read or
saved: an edit of one number is one small row, one transaction, one flush to the disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from lcweek_desktop.domain.codec import MalformedError, content_from_json, content_json
from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.domain.report import Content
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage.columns import (
    packed,
    packed_scans,
    packed_signoff,
    unpacked,
    unpacked_scans,
    unpacked_signoff,
)
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.records import Draft
from lcweek_desktop.storage.seal import SealedTable

_CONTENT_PARTS: Final = tuple(field.name for field in fields(Content))
_PARTS: Final = frozenset({*_CONTENT_PARTS, "signoff", "scans"})


@dataclass(frozen=True)
class _Saved:
    """A draft as the database holds it, unless a transaction was rolled back since."""

    draft: Draft
    rollbacks: int


class Drafts:
    """One draft for each unit and campaign of this installation."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._saved: dict[tuple[UnitId, CampaignId], _Saved] = {}
        self._table = SealedTable(
            connection,
            "draft_part",
            ("campaign", "edition", "code", "part", "body"),
            ("campaign", "edition", "code", "part"),
            _describe,
        )

    def get(self, unit: UnitId, campaign: CampaignId, form: Form) -> Draft | None:
        """The draft as last saved, None when there is none yet.

        KnownError `store-hash` when it is damaged, `store-form` when `form` has not the cells or headings it
        was written with; either way the rows stay as they are.
        """
        rows = self._table.rows("campaign = ? AND edition = ? AND code = ?", (campaign, *unit))
        if not rows:
            return None
        bodies = {part: body for *_, part, body in rows}
        if bodies.keys() != _PARTS:
            raise KnownError("store-hash", row=_describe(rows[0]))
        try:
            draft = _draft(bodies, form)
        except MalformedError as error:
            raise KnownError("store-form", row=_describe(rows[0]), place=error.place) from error
        self._remember(unit, campaign, draft)
        return draft

    def save(self, unit: UnitId, campaign: CampaignId, draft: Draft) -> None:
        """Make `draft` the unit's draft, durably; what has not changed is not written again.

        The unit must be one of this installation's. On any error the draft saved before stays.
        """
        changed = _changed_parts(draft, self._last(unit, campaign))
        if len(changed) == 1:
            self._write(unit, campaign, changed)
        elif changed:
            with self._connection.transaction():
                self._write(unit, campaign, changed)
        self._remember(unit, campaign, draft)

    def _write(self, unit: UnitId, campaign: CampaignId, parts: Mapping[str, bytes]) -> None:
        for part, body in parts.items():
            self._table.put((campaign, *unit, part, body))

    def _remember(self, unit: UnitId, campaign: CampaignId, draft: Draft) -> None:
        self._saved[unit, campaign] = _Saved(draft, self._connection.rollbacks)

    def _last(self, unit: UnitId, campaign: CampaignId) -> Draft | None:
        saved = self._saved.get((unit, campaign))
        return saved.draft if saved and saved.rollbacks == self._connection.rollbacks else None


def _changed_parts(draft: Draft, last: Draft | None) -> dict[str, bytes]:
    """The bodies of the parts in which `draft` differs from `last`; all of them when that is None."""
    parts: dict[str, bytes] = {}
    names = [name for name in _CONTENT_PARTS if last is None or _differ(draft.content, last.content, name)]
    partial = Content(**{name: getattr(draft.content, name) for name in names})
    values = content_json(partial)
    parts.update((name, packed(values[name])) for name in names)
    if last is None or draft.signoff != last.signoff:
        parts["signoff"] = packed_signoff(draft.signoff)
    if last is None or draft.scans != last.scans:
        parts["scans"] = packed_scans(draft.scans)
    return parts


def _differ(content: Content, last: Content, name: str) -> bool:
    now, before = getattr(content, name), getattr(last, name)
    return now is not before and now != before


def _draft(bodies: Mapping[str, bytes], form: Form) -> Draft:
    return Draft(
        content=content_from_json({name: unpacked(bodies[name]) for name in _CONTENT_PARTS}, form),
        signoff=unpacked_signoff(bodies["signoff"]),
        scans=unpacked_scans(bodies["scans"]),
    )


def _describe(row: Row) -> str:
    return f"bản nháp của đơn vị {row[2]}"
