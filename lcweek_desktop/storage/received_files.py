"""The files that units received: what each was called and what the program said of it."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType

from lcweek_desktop.domain.canonical import Json, canonical_json
from lcweek_desktop.domain.codec import unit_from_json, unit_json
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage.connection import Connection, Row
from lcweek_desktop.storage.records import ReceivedFile
from lcweek_desktop.storage.sealed_table import SealedTable

_OF_RECEIVER = "receiver_edition = ? AND receiver_code = ?"


class ReceivedFiles:
    """One record for each receiver and content; the bytes are in the blobs."""

    def __init__(self, connection: Connection) -> None:
        self._table = SealedTable(
            connection,
            "received",
            ("receiver_edition", "receiver_code", "sha256", "name", "size", "verdict", "code", "context"),
            ("receiver_edition", "receiver_code", "sha256"),
            lambda row: f"tệp đã nhận {row[3]}",
        )

    def record(self, file: ReceivedFile) -> None:
        """Record `file`; bytes that came before keep place and time and take the new name and verdict."""
        with suppress(KnownError):  # a damaged record is written anew
            if (earlier := self.get(file.receiver, file.sha256)) is not None:
                file = replace(file, at=earlier.at)
        self._table.put(
            (
                *file.receiver,
                file.sha256,
                file.name,
                file.size,
                file.verdict,
                file.code,
                canonical_json(_context(file)),
            )
        )

    def get(self, receiver: UnitId, sha256: str) -> ReceivedFile | None:
        """The record of the bytes `sha256`; None when the receiver never got them."""
        found = self._files(f"{_OF_RECEIVER} AND sha256 = ?", (*receiver, sha256))
        return found[0] if found else None

    def of(self, receiver: UnitId, verdict: str | None = None) -> tuple[ReceivedFile, ...]:
        """The receiver's files in the order in which they first came.

        They are all of them, or those with the verdict `verdict` unless it is None.
        """
        if verdict is None:
            return self._files(_OF_RECEIVER, tuple(receiver))
        return self._files(f"{_OF_RECEIVER} AND verdict = ?", (*receiver, verdict))

    def _files(self, where: str, parameters: Row) -> tuple[ReceivedFile, ...]:
        return tuple(_file(row) for row in self._table.rows(where, parameters))


def _context(file: ReceivedFile) -> dict[str, Json]:
    """The column `context`: the fields of the sentence and, beside them, what else is known of the file."""
    context: dict[str, Json] = {**file.fields, "notes": [*file.notes]}
    if file.report is not None:
        context["report"] = file.report
    if file.doubts:
        context["doubts"] = [*file.doubts]
    if file.sender is not None:
        context["sender"] = unit_json(file.sender)
    if file.at is not None:
        context["at"] = file.at
    return context


def _file(row: Row) -> ReceivedFile:
    edition, code, sha256, name, size, verdict, problem, context = row
    fields: dict[str, Json] = json.loads(context)
    notes, report = fields.pop("notes", []), fields.pop("report", None)
    doubts, sender = fields.pop("doubts", []), fields.pop("sender", None)
    at = fields.pop("at", None)
    return ReceivedFile(
        receiver=UnitId(edition, UnitCode(code)),
        sha256=sha256,
        name=name,
        size=size,
        verdict=verdict,
        code=problem,
        fields=MappingProxyType(fields),
        notes=_texts(notes),
        report=None if report is None else str(report),
        doubts=_texts(doubts),
        sender=None if sender is None else unit_from_json(sender),
        at=None if at is None else str(at),
    )


def _texts(value: Json) -> tuple[str, ...]:
    assert isinstance(value, list)
    return tuple(map(str, value))
