"""Where the photos among the blobs came from, for the person who chooses them."""

from __future__ import annotations

from lcweek_desktop.storage.connection import Connection
from lcweek_desktop.storage.records import PhotoOrigin
from lcweek_desktop.storage.sealed_table import SealedTable


class PhotoOrigins:
    """The origin of each photo that was stored on this computer."""

    def __init__(self, connection: Connection) -> None:
        self._table = SealedTable(
            connection,
            "photo_origin",
            ("photo", "file", "taken"),
            ("photo",),
            lambda row: f"nguồn của ảnh {row[1]}",
        )

    def put(self, origin: PhotoOrigin) -> None:
        """Keep an origin, in place of an earlier one of the same photo."""
        self._table.put((origin.photo, origin.file, origin.taken))

    def of(self, photo: str) -> PhotoOrigin | None:
        """The origin of a photo; None when none is known, or when its row is damaged."""
        rows = self._table.sealed_rows("photo = ?", (photo,)).intact
        return PhotoOrigin(*rows[0]) if rows else None
