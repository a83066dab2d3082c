"""Which blobs the rows of a database name: photos, scans, signed and received files."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from lcweek_desktop.catalogue.system import WRONG_SCHEMA
from lcweek_desktop.errors import BugError, KnownError
from lcweek_desktop.storage.known_errors import KnownSqliteErrors

_SHA256: Final = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_QUERIES: Final = {
    "received": "SELECT sha256 FROM received",
    "held": "SELECT file, scans FROM held",
    "held_paper": "SELECT file, scans FROM held_paper",
    "signed_file": "SELECT sha256 FROM signed_file",
    "issue": "SELECT scans FROM issue",
    "draft_part": "SELECT body FROM draft_part WHERE part IN ('photos', 'scans')",
}
"""Asks each table that names blobs for the columns in which it does."""
_OWN_REPORTS: Final = "SELECT body FROM report WHERE fingerprint IN (SELECT fingerprint FROM revision)"


def blob_names(database: Path) -> frozenset[str]:
    """The SHA-256 (hex) of every blob that the closed database at `database`, of any schema, names.

    Photos of received reports are not among them, as they stay inside the file that was received. What a
    damaged row names may be left out. Raises KnownError `store-damaged` or `store-io` of `database`.
    """
    try:
        with KnownSqliteErrors(database), closing(sqlite3.connect(database)) as connection:
            connection.text_factory = bytes
            return frozenset(name.decode("ascii") for name in _names(connection))
    except BugError as error:  # the queries fit every schema, so its text is damaged
        raise KnownError("store-damaged", path=database, reason=WRONG_SCHEMA) from error


def _names(connection: sqlite3.Connection) -> Iterator[bytes]:
    tables = {name.decode() for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    for table in tables & _QUERIES.keys():
        for row in connection.execute(_QUERIES[table]):
            for value in row:
                yield from _SHA256.findall(value or b"")
    if "report" in tables:
        for (body,) in connection.execute(_OWN_REPORTS):
            yield from _photos(body)


def _photos(body: bytes) -> list[bytes]:
    """The photos that an own `report.json` names; none when it is damaged."""
    try:
        return [str(photo["sha256"]).encode("ascii") for photo in json.loads(body)["photos"]]
    except (ValueError, LookupError, TypeError):
        return []
