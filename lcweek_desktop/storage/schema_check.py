"""What identifies a database file as ours, and what shows that its schema is undamaged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lcweek_desktop.storage.connection import Row
from lcweek_desktop.storage.sealed_table import seal

APPLICATION_ID: Final = 0x4C435745
"""SQLite's `application_id` in our files, in letters "LCWE"."""

DEFINITIONS_QUERY: Final = (
    "SELECT type, name, tbl_name, sql FROM sqlite_schema "
    "WHERE tbl_name <> '_sqlite_migrations' ORDER BY type, name"
)
"""Asks for the definitions of all tables, indexes and triggers, but not of the table in which sqlite-utils
counts the migrations."""


def schema_seal(definitions: Iterable[Row]) -> str:
    """The seal of the rows of DEFINITIONS_QUERY.

    A flipped bit in a definition could quietly drop a rule that the rows rely on.
    """
    return seal("schema", (value for row in definitions for value in row))
