"""A key that is not a unit's, or may not be used any more, and what the sums lose with it.

Source: docs/merging.md, Keys; docs/adr/0154-a-key-counts-before-it-is-compared.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lcweek_desktop.domain.decisions import KeyTakenBack
from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.rules.rule import cell_name
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.receiving.deciding import letters
from lcweek_desktop.services.receiving.disputes import differences
from lcweek_desktop.services.receiving.journal import record
from lcweek_desktop.services.summing.rollup import listed_unit, rollup
from lcweek_desktop.services.summing.unit_reports import unit_reports
from lcweek_desktop.services.workspace.workspace import Workspace

_MOST_CELLS: Final = 5
"""A sentence names no more cells."""
_BLANK: Final = "để trống"


@dataclass(frozen=True)
class TakenBack:
    """The public key `key` (`RW…`) of `unit` was taken back; `changes` are the cells of the sums of the units
    below that this changed, in the form's order, each with the number before and after; None for a blank."""

    unit: Unit
    key: str
    changes: Mapping[Cell, tuple[int | None, int | None]]

    def words(self, form: Form) -> str:
        """The sentence that says which sums changed, of many the first."""
        named = [
            f"{cell_name(form, cell)}: {' → '.join(form.text_of(cell, each) or _BLANK for each in numbers)}"
            for cell, numbers in [*self.changes.items()][:_MOST_CELLS]
        ]
        more = len(self.changes) - len(named)
        said = {
            "key": letters(self.key),
            "unit": f"{self.unit.name} ({self.unit.code})",
            "count": len(self.changes),
            "cells": "; ".join([*named, *([f"và {more} ô khác"] if more > 0 else [])]),
        }
        return sentence("taken-back" if self.changes else "taken-back-unsummed", **said)


def take_back_key(workspace: Workspace, unit_code: str, chosen: str, reason: str = "") -> TakenBack:
    """Say that a key is not that of `unit_code`, or may not be used any more.

    What it signed is set aside, also what was accepted, until it is confirmed again, and no other key of the
    unit counts before it is confirmed. `chosen` is a public key or its 4 × 4 letters, confirmed or not.
    Raises KnownError `unit-unknown` or `key-none-held`; nothing is changed then.
    """
    listed = listed_unit(workspace, unit_code)
    unit, before = listed.id, rollup(workspace).sums(workspace.form, {})
    reports = unit_reports(workspace, unit)
    held = {each.id.key for each in reports.regarded if not each.on_behalf}
    keys = sorted(held | {each.key for each in reports.confirmations})
    matching = [key for key in keys if chosen in (key, letters(key))]
    if not matching:
        raise KnownError("key-none-held", unit=unit_code)
    record(workspace, unit, KeyTakenBack(matching[0]), reason)
    after = rollup(workspace).sums(workspace.form, {})
    return TakenBack(listed, matching[0], differences(workspace.form, before, after))
