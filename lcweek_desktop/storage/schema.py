"""Which version of the database this program reads and writes, and the steps that lead there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite_utils import Migrations

APPLICATION_ID: Final = 0x4C435745
"""SQLite's `application_id` of our files: "LCWE"."""


@dataclass(frozen=True)
class Schema:
    """`version` is `user_version` after the last step; `steps` loads them."""

    version: int
    steps: Callable[[], Migrations]


def _steps() -> Migrations:
    from lcweek_desktop.storage.migrations import migrations

    return migrations


CURRENT: Final = Schema(1, _steps)
