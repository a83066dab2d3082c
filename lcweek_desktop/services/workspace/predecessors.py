"""What a unit was made of when the directories changed, so that its numbers of two years can be compared.

`resources/successors/<edition>.csv` says of units of earlier editions in which unit of `<edition>` they went
whole, each with its source. Source: docs/form-and-rules.md, Years side by side.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.paths import resources_dir


def predecessors(unit: UnitId, edition: str) -> tuple[UnitId, ...]:
    """The units of `edition` that `unit` was made of, each of them whole; itself in its own edition.

    Empty when no source says so: the unit then compares with nothing.
    """
    if unit.edition == edition:
        return (unit,)
    codes = [code for code, successor in successors(edition, unit.edition).items() if successor == unit.code]
    return tuple(UnitId(edition, code) for code in codes)


def successor(code: UnitCode, edition: str, later: str) -> UnitCode | None:
    """The unit of the edition `later` in which the unit `code` of `edition` went whole; None when no source
    says so."""
    return successors(edition, later).get(code)


@cache
def successors(edition: str, later: str) -> Mapping[UnitCode, UnitCode]:
    """The unit of `later` in which each unit of `edition` went; a unit that no source gives is not there."""
    file = resources_dir() / "successors" / f"{later}.csv"
    if not file.is_file():
        return MappingProxyType({})
    with file.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(line for line in stream if not line.startswith("#"))
        return MappingProxyType(
            {UnitCode(row["code"]): UnitCode(row["successor"]) for row in rows if row["edition"] == edition}
        )
