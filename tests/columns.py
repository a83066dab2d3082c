"""Forms with other columns than those of 2024: one to five measures with the words that offices write."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from lcweek_desktop.domain.form import Cell, CellState, Form, Measure, MeasureKey
from tests.factories import FORM

ONE: Final = ("Kinh phí (triệu đồng)",)
THREE: Final = ("Số lớp/số cuộc thi", "Người", "Kinh phí (triệu đồng)")
FIVE: Final = (
    "Số cuộc",
    "Lượt người tham gia",
    "Trong đó: người dân tộc thiểu số",
    "Kinh phí (triệu đồng)",
    "Tỷ lệ hoàn thành (%)",
)
"""The words above one, three and five columns of numbers."""

LONG_TT: Final = "12.10.11.2"
"""The printed number of the second row."""


def form_with(labels: Sequence[str], form: Form = FORM) -> Form:
    """`form` with a measure for each of `labels`, "STT" above a long number of a row, and without the checks
    that name a measure.

    The cells of a measure of money are those of the form's first measure, of any other those of its last.
    """
    measures = tuple(Measure(MeasureKey(f"m{at}"), label) for at, label in enumerate(labels))
    like = {each.key: form.measures[0 if "đồng" in each.label else -1].key for each in measures}
    rows = tuple(
        replace(row, cells=MappingProxyType({key: row.cells[old] for key, old in like.items()}))
        for row in form.rows
    )
    rows = (rows[0], replace(rows[1], tt=LONG_TT), *rows[2:])
    checks = tuple(check for check in form.checks if not (check.options.measure or check.options.against))
    return replace(form, measures=measures, rows=rows, checks=checks, columns=replace(form.columns, tt="STT"))


def add_measures(table: Path) -> None:
    """Give the table of 2024 in the file `table` two measures more, which are counted in every row in which
    the first is: more cells than the paper code carries."""
    text, cells = table.read_text(encoding="utf-8"), r'cells = \{ count = ("\w+"|\{[^}]*\})'
    text = re.sub(cells, r"cells = { money = \1, sites = \1, count = \1", text)
    more = "".join(f'[[measure]]\nkey = "{key}"\nlabel = "{key}"\n\n' for key in ("money", "sites"))
    table.write_text(text.replace("[limits]", f"{more}[limits]", 1), encoding="utf-8", newline="\n")


def filled(form: Form) -> Mapping[Cell, int]:
    """A number in every open cell, of one to nine digits."""
    cells = [cell for cell in form.stored_cells if form.state(cell) is CellState.OPEN]
    return {cell: 123_456_789 // 10 ** (at % 9) for at, cell in enumerate(cells)}
