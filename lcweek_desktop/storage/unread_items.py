"""What units received and could not be read, until it is dismissed or something readable comes in its
place."""

from __future__ import annotations

import json

from lcweek_desktop.domain.canonical import Json, canonical_json
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.records import Said, UnreadItem
from lcweek_desktop.storage.sealed_table import SealedTable

_OF_RECEIVER = "receiver_edition = ? AND receiver_code = ?"


class UnreadItems:
    """One record for each receiver and place; nothing of what came is kept (docs/adr/0150)."""

    def __init__(self, connection: Connection) -> None:
        self._table = SealedTable(
            connection,
            "unread",
            ("receiver_edition", "receiver_code", "place", "sha256", "name", "verdict", "context"),
            ("receiver_edition", "receiver_code", "place"),
            lambda row: f"tệp không đọc được {row[4]}",
        )

    def put(self, item: UnreadItem) -> None:
        """Record `item`, in place of what was recorded of its place before."""
        context: dict[str, Json] = {
            "said": [{"code": said.code, "fields": {**said.fields}} for said in item.said],
            "inside": [*item.inside],
            "sender": item.sender,
            "at": item.at,
        }
        self._table.put(
            (*item.receiver, item.place, item.sha256, item.name, item.verdict, canonical_json(context))
        )

    def of(self, receiver: UnitId) -> tuple[UnreadItem, ...]:
        """What `receiver` could not read, in the order in which it came, without damaged records."""
        return tuple(map(_item, self._table.sealed_rows(_OF_RECEIVER, tuple(receiver)).intact))

    def damaged(self, receiver: UnitId) -> tuple[str, ...]:
        """The places of the receiver's damaged records."""
        return tuple(row[-1] for row in self._table.sealed_rows(_OF_RECEIVER, tuple(receiver)).damaged)

    def remove(self, receiver: UnitId, place: str) -> None:
        """Forget what was recorded of `place`. Does nothing when nothing was."""
        self._table.remove(f"{_OF_RECEIVER} AND place = ?", (*receiver, place))

    def remove_content(self, receiver: UnitId, sha256: str) -> None:
        """Forget all records of the bytes `sha256`, wherever they came from."""
        self._table.remove(f"{_OF_RECEIVER} AND sha256 = ?", (*receiver, sha256))


def _item(row: Row) -> UnreadItem:
    edition, code, place, sha256, name, verdict, context = row
    known = json.loads(context)
    return UnreadItem(
        receiver=UnitId(edition, UnitCode(code)),
        place=place,
        sha256=sha256,
        name=name,
        verdict=verdict,
        said=tuple(Said(each["code"], each["fields"]) for each in known["said"]),
        inside=tuple(known["inside"]),
        sender=known["sender"],
        at=known["at"],
    )
