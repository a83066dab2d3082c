"""Made-up entries for the demo: the same for the same unit at every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.form import Cell, CellState, Form, Row
from lcweek_desktop.domain.unit import Unit

_MONEY: Final = 10**9
"""A cell that takes more than this is an amount of money."""

_SIGNERS: Final = ("Lò Văn Phương", "Nguyễn Thị Hường", "Vàng A Chỉnh", "Đặng Thùy Dương", "Giàng Thị Mỷ")


def entry_document(form: Form, unit: Unit) -> dict[str, Json]:
    """An entry document of `unit`, in which some rows are blank, some zero and the rest small numbers."""
    dice = random.Random(f"lcweek {unit.code}")
    figures: dict[str, Json] = {row.key: _entries(form, unit, row, dice) for row in form.rows}
    theme = form.campaign.theme
    return {
        "figures": {row: entries for row, entries in figures.items() if entries},
        "narrative": {
            heading.key: f"{unit.name} đã thực hiện nội dung “{heading.title}” theo chủ đề “{theme}”."
            for heading in form.headings
            if heading.has_text
        },
        "signoff": {
            "number": str(dice.randint(1, 99)),
            "date": form.campaign.ends.isoformat(),
            "name": dice.choice(_SIGNERS),
        },
    }


def corrected(form: Form, document: dict[str, Json]) -> dict[str, Json]:
    """The entry document that raises the first number of `document` by one."""
    cell = next(cell for cell in form.stored_cells if _value(document, cell) is not None)
    value = _value(document, cell) or 0
    return {"figures": {cell.row: {cell.measure: value + 1}}}


def figures(form: Form, document: dict[str, Json]) -> Iterator[tuple[Cell, int]]:
    """The numbers that `document` enters."""
    for cell in form.stored_cells:
        value = _value(document, cell)
        if value is not None:
            yield cell, value


def _value(document: dict[str, Json], cell: Cell) -> int | None:
    rows = document["figures"]
    row = rows.get(cell.row) if isinstance(rows, dict) else None
    value = row.get(cell.measure) if isinstance(row, dict) else None
    return value if isinstance(value, int) else None


def _entries(form: Form, unit: Unit, row: Row, dice: random.Random) -> dict[str, Json]:
    cells = [Cell(row.key, measure.key) for measure in form.measures]
    taken = [cell for cell in cells if form.state(cell, unit.level) is CellState.OPEN]
    if not taken or dice.random() < 0.25:
        return {}
    times = dice.randrange(4)
    entries: dict[str, Json] = {}
    for cell in taken:
        money = form.rule(cell).limit > _MONEY
        entries[cell.measure] = times * dice.randint(3, 40) * 500_000 if money else times
        times *= dice.randint(12, 35)
    return entries
