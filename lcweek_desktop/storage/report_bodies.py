"""The bytes of frozen reports, own and received, each kept once under its fingerprint."""

from __future__ import annotations

from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.errors import BugError, KnownError
from lcweek_desktop.storage.connection import Connection


class ReportBodies:
    """`report.json` of each report. The fingerprint is its SHA-256, which also serves as the row's seal."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, fingerprint: str, body: bytes) -> None:
        """Keep `body`; one that is there already is written again only when it was damaged.

        Raises BugError `store-bug` when `fingerprint` (hex) is not its SHA-256.
        """
        if sha256_hex(body) != fingerprint:
            raise BugError("store-bug", reason="a report that does not have its fingerprint")
        self._connection.note_write("report")
        self._connection.execute(
            "INSERT INTO report (fingerprint, body) VALUES (?, ?) "
            "ON CONFLICT DO UPDATE SET body = excluded.body WHERE body <> excluded.body",
            (fingerprint, body),
        )

    def holds(self, fingerprint: str) -> bool:
        """Whether the body with `fingerprint` (hex) is here and undamaged."""
        try:
            self.get(fingerprint, "")
        except KnownError:
            return False
        return True

    def get(self, fingerprint: str, described: str) -> bytes:
        """The body with `fingerprint` (hex).

        Raises KnownError `store-hash` when it is missing or damaged, and calls it `described`.
        """
        rows = self._connection.execute("SELECT body FROM report WHERE fingerprint = ?", (fingerprint,))
        body = rows[0][0] if rows else b""
        if not isinstance(body, bytes) or sha256_hex(body) != fingerprint:
            raise KnownError("store-hash", row=described)
        return body
