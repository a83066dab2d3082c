"""What of the table a value is entered into: a cell of a row of the form, or of a line of the unit's own."""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

from lcweek_desktop.domain.form_keys import RowKey

TT: Final = "tt"
"""The column of the printed numbers of rows, which takes nothing."""
LABEL: Final = "label"
"""The column of the labels, of which those of own lines are the unit's."""
UNIT: Final = "unit"
"""The column of the units of measurement, of which those of own lines are the unit's."""
NOTE: Final = "note"
"""The column of the notes."""

RowName: TypeAlias = RowKey | int
"""A printed row by its key, or an own line by its position from 0."""


class Target(NamedTuple):
    """A cell of the table: a row, and the key of a measure, TT, LABEL, UNIT or NOTE."""

    row: RowName
    column: str
