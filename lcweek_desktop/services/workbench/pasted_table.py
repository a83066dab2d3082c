"""A table that was copied from the Ministry's annex, in Word or Excel, becomes rows of a definition.

Which column is which is seen from what stands in it: TT, then the activity, then its unit of measurement.
Numbers, notes and lines that only number the columns are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, TypeAlias

from lcweek_desktop.domain.form import CellState
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.formdefs.definition import Definition, TomlValue
from lcweek_desktop.services.workbench.table_rows import free_key

Lines: TypeAlias = Sequence[Sequence[str]]
"""The texts of a table: a line for each row of it, a text for each of its cells."""

_TT: Final = re.compile(r"(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[IVX]{1,4}|[A-Za-zđ])[.)]?|[-–+•]|")
_SECTION: Final = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2})*|[IVX]{1,4}|[A-ZĐ])[.)]\s*([^\W\d].*)")
"""A section in one cell that spans the whole table: its number and its label."""
_NUMBERING: Final = re.compile(r"\(?(?:[0-9]{1,2}|[A-Za-z])\)?")
_HEADS: Final = ("tt", "stt", "số tt", "số thứ tự")
_ALIKE: Final = 0.93
"""How alike, from 0 to 1, two labels are at least that mean one row with other words."""
_MOST_UNIT: Final = 30
"""The most letters of a unit of measurement."""


@dataclass(frozen=True)
class PastedRow:
    """A row that was seen in a pasted table.

    `parent` is the place of the row above it in the list of all; None for a section. `key` is that of a row
    of the definition that has the same or nearly the same label, otherwise None.
    """

    tt: str
    label: str
    unit: str
    parent: int | None
    key: str | None


def pasted_rows(lines: Lines, definition: Definition) -> tuple[PastedRow, ...]:
    """The rows in `lines`, recognised by their labels where `definition` has them; empty when there is no
    column of labels."""
    texts = [[clean_line(cell) for cell in line] for line in lines]
    column = _label_column(texts)
    if column is None:
        return ()
    old = {str(row["key"]): row for row in definition.entries("row")}
    keys = {_folded(str(row["label"])): key for key, row in old.items()}
    rows: list[PastedRow] = []
    for line in texts:
        if len(line) <= column:
            continue
        tt, label = _named(line, column)
        if not label or not _TT.fullmatch(tt) or _is_head(line, tt):
            continue
        unit = re.sub(r"\s*/\s*", "/", line[column + 1]) if column + 1 < len(line) else ""
        unit = "" if len(unit) > _MOST_UNIT or unit.replace(".", "").isdigit() else unit
        found = get_close_matches(_folded(label), keys, n=1, cutoff=_ALIKE)
        key = keys.pop(found[0]) if found else None
        parent = _parent(rows, tt)
        if key is not None and not tt.strip("-–+•"):
            parent = next((at for at, row in enumerate(rows) if row.key == old[key].get("parent")), parent)
        rows.append(PastedRow(tt.rstrip(".)"), label, unit, parent, key))
    return tuple(rows)


def with_pasted_rows(definition: Definition, pasted: Sequence[PastedRow]) -> Definition:
    """The definition with the rows `pasted` in place of its own; recognised ones keep key, cells and style.

    A new row with rows below it adds them up if all count what it counts; one without takes numbers in the
    measures that its unit of measurement speaks of.
    """
    old = {str(row["key"]): row for row in definition.entries("row")}
    measures = [(str(each["key"]), str(each["label"])) for each in definition.entries("measure")]
    keys: list[str] = []
    entries: list[Mapping[str, TomlValue]] = []
    for place, row in enumerate(pasted):
        key = row.key or free_key(row.tt if row.tt.strip("-–+•") else f"r{place + 1}", {*old, *keys})
        keys.append(key)
        below = [each for each in pasted if each.parent == place]
        values: dict[str, TomlValue] = {"key": key, "tt": row.tt}
        if row.parent is not None:
            values["parent"] = keys[row.parent]
        values |= {"label": row.label, "unit": row.unit or str(old.get(key, {}).get("unit", ""))}
        if key in old:
            kept = {name: value for name, value in old[key].items() if name not in ("parent", *values)}
            values |= kept
        else:
            values["cells"] = _cells(row, below, measures)
            if row.parent is None:
                values["bold"] = True
        entries.append(values)
    return _without_checks(definition.with_list("row", entries), {*keys})


def _without_checks(definition: Definition, keys: set[str]) -> Definition:
    """The definition whose checks name only rows of `keys`; a check about no other row goes."""
    checks: list[Mapping[str, TomlValue]] = []
    for check in definition.entries("check"):
        named = check.get("rows")
        if not isinstance(named, list):
            checks.append(check)
        elif left := [key for key in named if key in keys]:
            checks.append({**check, "rows": left})
    return definition.with_list("check", checks)


def _label_column(texts: Lines) -> int | None:
    """The column with the most letters, which is not a column of notes behind the numbers."""
    width = max(map(len, texts), default=0)
    letters = {at: sum(len(line[at]) for line in texts if at < len(line)) for at in range(width)}
    column = max(letters, key=lambda at: letters[at], default=None)
    return column if column is not None and letters[column] else None


def _named(line: Sequence[str], column: int) -> tuple[str, str]:
    """The printed number and the label of a line whose labels are in `column`."""
    filled = [cell for cell in line if cell]
    section = _SECTION.fullmatch(filled[0]) if len(filled) == 1 else None
    if section is not None:
        return section[1], section[2]
    return line[column - 1] if column else "", line[column]


def _is_head(line: Sequence[str], tt: str) -> bool:
    if tt.casefold() in _HEADS:
        return True
    filled = [cell for cell in line if cell]
    return len(filled) > 1 and all(_NUMBERING.fullmatch(cell) for cell in filled)


def _parent(rows: Sequence[PastedRow], tt: str) -> int | None:
    """The place of the row that a row numbered `tt` stands under, given the rows above it.

    "1.2" stands under "1", "1" under "I" where sections have Roman numbers, a letter, a dash or an empty TT
    under the last row with a number.
    """
    number = tt.rstrip(".)")
    if "." in number:
        above = number.rpartition(".")[0]
        return next((at for at in reversed(range(len(rows))) if rows[at].tt == above), None)
    if re.fullmatch(r"[IVX]+", number) or (re.fullmatch(r"[A-Z]", number) and not rows):
        return None
    if number.isdigit():
        return next(
            (at for at in reversed(range(len(rows))) if re.fullmatch(r"[A-ZIVX]+", rows[at].tt)), None
        )
    numbered = (at for at in reversed(range(len(rows))) if re.search(r"[0-9IVX]", rows[at].tt))
    return next(numbered, None)


def _cells(
    row: PastedRow, below: Sequence[PastedRow], measures: Sequence[tuple[str, str]]
) -> dict[str, TomlValue]:
    spoken = {key for each in below or (row,) for key in _spoken_of(each.unit, measures)}
    if not below:
        state = CellState.OPEN
    elif all(_first_part(each.unit) == _first_part(row.unit) for each in below):
        state = CellState.COMPUTED
    else:
        state = CellState.CLOSED
    return {key: (state if key in spoken else CellState.CLOSED).value for key, _ in measures}


def _spoken_of(unit: str, measures: Sequence[tuple[str, str]]) -> list[str]:
    """The keys of the measures in which a row with this unit of measurement has numbers.

    "Lớp/người" has as many as it has parts; "Người" the one that is called so; any other the first.
    """
    parts = unit.split("/")
    if len(parts) > 1:
        return [key for key, _ in measures[: len(parts)]]
    named = [key for key, label in measures if _folded(label) == _folded(unit)]
    return named or [measures[0][0]]


def _first_part(unit: str) -> str:
    return _folded(unit.split("/")[0])


def _folded(text: str) -> str:
    return clean_line(text).casefold().rstrip(".;:")
