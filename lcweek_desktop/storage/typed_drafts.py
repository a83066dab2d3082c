"""What receivers are typing on behalf of units below, until it is entered or thrown away."""

from __future__ import annotations

from lcweek_desktop.domain.canonical import canonical_json
from lcweek_desktop.domain.codec import MalformedError, content_from_json, content_json
from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.domain.report import Content
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage.connection import Connection
from lcweek_desktop.storage.json_columns import decode_json
from lcweek_desktop.storage.sealed_table import SealedTable

_OF_RECEIVER = "campaign = ? AND edition = ? AND code = ?"
_OF_DRAFT = f"{_OF_RECEIVER} AND unit_edition = ? AND unit_code = ?"


class TypedDrafts:
    """One draft for each receiver, campaign and unit below, a row each: an office types one paper at a
    time, and a row is what one school reports."""

    def __init__(self, connection: Connection) -> None:
        key = ("campaign", "edition", "code", "unit_edition", "unit_code")
        self._table = SealedTable(
            connection, "typed_draft", (*key, "body"), key, lambda row: _described(row[4])
        )

    def save(self, receiver: UnitId, campaign: CampaignId, unit: UnitId, content: Content) -> None:
        """Make `content` what `receiver` is typing for `unit`, durably."""
        self._table.put((campaign, *receiver, *unit, canonical_json(content_json(content))))

    def get(self, receiver: UnitId, campaign: CampaignId, unit: UnitId, form: Form) -> Content | None:
        """What `receiver` is typing for `unit`; None for nothing.

        Raises KnownError `typed-damaged` where the row is damaged, and `store-form` when `form` lacks cells
        or headings that it was written with; the row stays as it is.
        """
        rows, damaged = self._table.sealed_rows(_OF_DRAFT, (campaign, *receiver, *unit))
        if damaged:
            raise KnownError("typed-damaged", unit=unit.code)
        if not rows:
            return None
        try:
            return content_from_json(decode_json(rows[0][-1]), form)
        except MalformedError as error:
            raise KnownError("store-form", row=_described(unit.code), place=error.place) from error

    def units(self, receiver: UnitId, campaign: CampaignId) -> frozenset[UnitId]:
        """The units for which `receiver` is typing something, also where the row is damaged."""
        rows, damaged = self._table.sealed_rows(_OF_RECEIVER, (campaign, *receiver))
        return frozenset(UnitId(key[3], UnitCode(key[4])) for key in (*rows, *damaged))

    def remove(self, receiver: UnitId, campaign: CampaignId, unit: UnitId) -> None:
        """Forget what `receiver` is typing for `unit`. Does nothing when there is nothing."""
        self._table.remove(_OF_DRAFT, (campaign, *receiver, *unit))


def _described(code: str) -> str:
    return f"số liệu đang nhập thay đơn vị {code}"
