"""Made-up entry documents for the demo: a unit gets the same one at every run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Final

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.form import Cell, CellState, Form, Row
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.unit import Unit

_MONEY: Final = 10**9
"""A cell whose limit is higher than this holds an amount of money."""

_SIGNERS: Final = ("Lò Văn Phương", "Nguyễn Thị Hường", "Vàng A Chỉnh", "Đặng Thùy Dương", "Giàng Thị Mỷ")


def made_up_entry(form: Form, unit: Unit) -> dict[str, Json]:
    """An entry document of `unit`, in which some rows are blank, some zero and the rest small numbers."""
    random = Random(f"lcweek {unit.code}")
    figures: dict[str, Json] = {row.key: _random_row(form, unit, row, random) for row in form.rows}
    theme = form.campaign.theme
    return {
        "figures": {row: entries for row, entries in figures.items() if entries},
        "narrative": {
            heading.key: f"{unit.name} đã thực hiện nội dung “{heading.title}” theo chủ đề “{theme}”."
            for heading in form.headings_at(unit.level)
            if heading.has_text
        },
        "signoff": {
            "number": str(random.randint(1, 99)),
            "date": form.campaign.ends.isoformat(),
            "name": random.choice(_SIGNERS),
        },
    }


def correction(figures: Figures) -> dict[str, Json]:
    """An entry document that raises the first of `figures` by one."""
    cell, value = next(iter(figures.items()))
    return {"figures": {cell.row: {cell.measure: value + 1}}}


def entered_figures(form: Form, document: Mapping[str, Json]) -> Iterator[tuple[Cell, int]]:
    """The numbers that an entry document enters, in the form's order."""
    rows = document["figures"]
    assert isinstance(rows, dict)
    for cell in form.stored_cells:
        row = rows.get(cell.row)
        value = row.get(cell.measure) if isinstance(row, dict) else None
        if isinstance(value, int):
            yield cell, value


def _random_row(form: Form, unit: Unit, row: Row, random: Random) -> dict[str, Json]:
    cells = [Cell(row.key, measure.key) for measure in form.measures]
    open_cells = [cell for cell in cells if form.state(cell, unit.level) is CellState.OPEN]
    if not open_cells or random.random() < 0.25:
        return {}
    number = random.randrange(4)
    entries: dict[str, Json] = {}
    for cell in open_cells:
        is_money = form.rule(cell).limit > _MONEY
        entries[cell.measure] = number * random.randint(3, 40) * 500_000 if is_money else number
        number *= random.randint(12, 35)
    return entries
