"""Rules about what is written: notes, own lines, the narrative, captions."""

from __future__ import annotations

from collections.abc import Iterator

from lcweek_desktop.domain.form import CheckOptions, RowKey
from lcweek_desktop.domain.narrative import FigureRun, Text, figure_cells, lines
from lcweek_desktop.domain.rules.case import Case, Hit, cell_name, heading_name, kind, own_line_name, row_name
from lcweek_desktop.domain.totals import shown
from lcweek_desktop.domain.values import add, format_number


@kind("without-note", options="rows", fields="row value")
def _without_note(case: Case, options: CheckOptions) -> Iterator[Hit]:
    for row in (case.form.row_by_key[key] for key in options.rows):
        value = _row_value(case, row.key)
        if value and not case.content.notes.get(row.key, "").strip():
            yield Hit(f"note:{row.key}", {"row": row_name(row), "value": format_number(value)})


def _row_value(case: Case, row: RowKey) -> int | None:
    return add(value for cell, value in case.content.figures.items() if cell.row == row)


@kind("own-line-unnamed", fields="line")
def _own_line_unnamed(case: Case, _: CheckOptions) -> Iterator[Hit]:
    for index, line in enumerate(case.content.own_lines):
        if not line.label.strip():
            yield Hit(f"own_lines/{index}", {"line": own_line_name(case, index)})


@kind("heading-empty", fields="heading")
def _heading_empty(case: Case, _: CheckOptions) -> Iterator[Hit]:
    for heading in case.form.headings:
        if heading.has_text and _is_empty(case.content.narrative.get(heading.key, ())):
            yield Hit(f"narrative:{heading.key}", {"heading": heading_name(heading)})


def _is_empty(text: Text) -> bool:
    runs = (run for block in text for line in lines(block) for run in line)
    return not any(isinstance(run, FigureRun) or run.text.strip() for run in runs)


@kind("figure-blank", fields="heading cell")
def _figure_blank(case: Case, _: CheckOptions) -> Iterator[Hit]:
    for heading in case.form.headings:
        live = figure_cells(case.content.narrative.get(heading.key, ()))
        for cell in (cell for cell in case.form.cells if cell in live):
            if shown(case.form, case.sums, cell) is None:
                names = {
                    "heading": heading_name(heading),
                    "cell": cell_name(case.form, cell),
                }
                yield Hit(f"narrative:{heading.key}", names)


@kind("photo-uncaptioned", fields="photo")
def _photo_uncaptioned(case: Case, _: CheckOptions) -> Iterator[Hit]:
    for index, photo in enumerate(case.content.photos):
        if not photo.caption.strip():
            yield Hit(f"photo:{index}", {"photo": str(index + 1)})
