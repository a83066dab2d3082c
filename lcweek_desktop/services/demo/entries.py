"""Made-up entry documents for the demo: a unit gets the same one at every run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Final

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec.narrative import text_json
from lcweek_desktop.domain.form import Cell, CellState, Form, Row
from lcweek_desktop.domain.letterhead import dotted_blanks, signoff_with_defaults, with_blanks_filled
from lcweek_desktop.domain.report import Figures, SignOff
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.services.demo.narratives import made_up_narrative

_MONEY: Final = 10**9
"""A cell whose limit is higher than this holds an amount of money."""

_TIMES: Final = {"3": 8, "4.1": 4, "4.2": 45, "4.3": 120}
"""How often more there is of what some rows count than of most things: leaflets, givers, books."""
_NOT_AT_SCHOOLS: Final = frozenset({"1.4", "1.4a", "1.5", "1.7", "1.9", "1.10", "1.11"})
"""Rows about adults, which schools leave blank."""
_ONCE_AT_SCHOOLS: Final = frozenset({"7.2"})
"""Rows of which a school has just one."""

_SIGNERS: Final = ("Lò Văn Phương", "Nguyễn Thị Hường", "Vàng A Chỉnh", "Đặng Thùy Dương", "Giàng Thị Mỷ")

_IN_BLANKS: Final = {"số": "3127", "ngày": "12", "tháng": "9"}
"""What the opening sentence says of the document that is carried out, by the word before each blank."""
_IN_OTHER_BLANKS: Final = "GDĐT"


def made_up_entry(
    form: Form, unit: Unit, sums: Callable[[Figures], Figures] = lambda own: own
) -> dict[str, Json]:
    """An entry document of `unit`: figures, of which some rows are blank, some zero and the rest small
    numbers, and a narrative that speaks of them.

    `sums` gives what the report prints when the unit's own figures are those that are given to it.
    """
    random = Random(f"lcweek {unit.code}")
    rows: dict[str, Json] = {row.key: _random_row(form, unit, row, random) for row in form.rows}
    figures: dict[str, Json] = {row: entries for row, entries in rows.items() if entries}
    printed = sums(dict(entered_figures(form, {"figures": figures})))
    narrative = made_up_narrative(form, unit, printed, random)
    return {
        "figures": figures,
        "narrative": {heading: text_json(text) for heading, text in narrative.items()},
        "signoff": {
            "number": str(random.randint(1, 99)),
            "date": form.campaign.ends.isoformat(),
            "name": random.choice(_SIGNERS),
            "opening": _opening(form, unit),
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


def _opening(form: Form, unit: Unit) -> str | None:
    """The usual opening sentence of `unit` with its blanks filled; None where it has none."""
    sentence = signoff_with_defaults(form, unit, (), SignOff()).opening or ""
    values = [_IN_BLANKS.get(word, _IN_OTHER_BLANKS) for word in dotted_blanks(sentence)]
    return with_blanks_filled(sentence, values) if values else None


def _random_row(form: Form, unit: Unit, row: Row, random: Random) -> dict[str, Json]:
    is_school = unit.level == form.levels[0].key
    cells = [Cell(row.key, measure.key) for measure in form.measures]
    open_cells = [cell for cell in cells if form.state(cell, unit.level) is CellState.OPEN]
    if is_school and row.key in _ONCE_AT_SCHOOLS:
        return {cell.measure: 1 for cell in open_cells}
    if not open_cells or (is_school and row.key in _NOT_AT_SCHOOLS) or random.random() < 0.25:
        return {}
    number = random.randrange(4) * _TIMES.get(row.key, 1)
    entries: dict[str, Json] = {}
    for cell in open_cells:
        is_money = form.rule(cell).limit > _MONEY
        entries[cell.measure] = number * random.randint(3, 40) * 500_000 if is_money else number
        number *= random.randint(12, 35)
    return entries
