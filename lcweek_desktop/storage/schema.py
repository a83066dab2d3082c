"""Which version of the database this program reads and writes, and the steps that lead there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lcweek_desktop.storage.seal import seal

if TYPE_CHECKING:
    from sqlite_utils import Migrations

    from lcweek_desktop.storage.connection import Row

APPLICATION_ID: Final = 0x4C435745
"""SQLite's `application_id` of our files: "LCWE"."""

DEFINITIONS: Final = (
    "SELECT type, name, tbl_name, sql FROM sqlite_schema "
    "WHERE tbl_name <> '_sqlite_migrations' ORDER BY type, name"
)
"""What the tables, indexes and triggers are; not the table in which sqlite-utils counts our steps."""


def schema_seal(definitions: Iterable[Row]) -> str:
    """The seal of all DEFINITIONS: a flipped bit there could quietly drop a rule that the rows rely on."""
    return seal("schema", (value for row in definitions for value in row))


@dataclass(frozen=True)
class Schema:
    """`version` is `user_version` after the last step; `steps` loads them."""

    version: int
    steps: Callable[[], Migrations]


def _steps() -> Migrations:
    from lcweek_desktop.storage.migrations import migrations

    return migrations


CURRENT: Final = Schema(3, _steps)
