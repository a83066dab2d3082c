"""What the demo says at its end: the sums of the form's sections, and where to look."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.form import Cell, Form, Measure, Row
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.unit import Unit


@dataclass(frozen=True)
class DemoSummary:
    """The outcome of a demo: `document` for programs (docs/cli.md), `lines` for people."""

    document: dict[str, Json]
    lines: Sequence[str]


@dataclass(frozen=True)
class DemoResult:
    """What the demo made: the district's `sums`, how many `units` are in them, the `files` to look at."""

    folder: Path
    district: Unit
    sums: Figures
    units: int
    files: Sequence[Path]


def summarise(form: Form, result: DemoResult) -> DemoSummary:
    """The result in words and as JSON, with the sum of each of the form's sections."""
    totals = {
        row.key: {m.key: displayed_value(form, result.sums, Cell(row.key, m.key)) for m in form.measures}
        for row in form.children[None]
    }
    document: dict[str, Json] = {
        "folder": str(result.folder),
        "district": result.district.code,
        "units": result.units,
        "files": [str(file) for file in result.files],
        "totals": {
            row: {measure: form.json_of(Cell(row, measure), value) for measure, value in numbers.items()}
            for row, numbers in totals.items()
        },
    }
    lines = [f"Xong: tổng hợp của {result.units} đơn vị, khớp với số liệu đã nhập. Các dòng tổng:"]
    for row in form.children[None]:
        values = ((measure, totals[row.key][measure.key]) for measure in form.measures)
        filled = {measure: value for measure, value in values if value is not None}
        if filled:
            lines.append(f"  {row.tt}. {row.label}: {_numbers(form, row, filled)}")
    lines += ["Mở xem:", *(f"  {file}" for file in result.files)]
    return DemoSummary(document, lines)


def _numbers(form: Form, row: Row, filled: Mapping[Measure, int]) -> str:
    """The numbers of a row in words: "12 lớp/số cuộc thi, 340 người"."""
    return ", ".join(
        f"{form.text_of(Cell(row.key, measure.key), value)} {_unit(form, row, measure, filled)}".strip()
        for measure, value in filled.items()
    )


def _unit(form: Form, row: Row, measure: Measure, filled: Collection[Measure]) -> str:
    """What a number counts, in words.

    The only number of a row takes the unit of the row, or else of the first row in it that has one. Each of
    several numbers takes the name of its column.
    """
    if len(filled) > 1:
        return measure.label.lower()
    return next((each.unit.lower() for each in (row, *form.children.get(row.key, ())) if each.unit), "")
