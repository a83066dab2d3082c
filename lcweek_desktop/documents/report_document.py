"""A report or roll-up becomes the neutral document, and a form becomes an empty table to fill in.

Source: docs/form-and-rules.md, Phụ lục I and Phụ lục II; docs/decree-30.md, Body and Table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, TypeAlias

from lcweek_desktop.documents.document import Document, FigureRow, FigureTable, Number, Part, Picture, Title
from lcweek_desktop.domain.form import Cell, CellState, Form, LevelKey, Row, RowKey
from lcweek_desktop.domain.issued_documents import without_empty_rows
from lcweek_desktop.domain.letterhead import Letterhead
from lcweek_desktop.domain.narrative import freeze_figures
from lcweek_desktop.domain.report import Content, Figures, OwnLine, Photo
from lcweek_desktop.domain.totals import displayed_value, surplus_over_parts
from lcweek_desktop.errors import KnownError

_GONE: Final = "(dòng của lần ban hành trước)"
"""What is printed of a row that is known by the structure of its form alone, which has no words."""

AttributedLine: TypeAlias = tuple[OwnLine, str | None]
"""An own line with the name of the unit below that wrote it; None for a line of the report's own unit."""


class Watermark(StrEnum):
    """The word across the pages of a report that is not final."""

    NONE = ""
    DRAFT = "BẢN NHÁP"
    PRACTICE = "BẢN DÙNG THỬ"


@dataclass(frozen=True)
class PrintableReport:
    """A report of a unit of `level`, and what is printed of it.

    `figures` are those of the table: the unit's own or its sums. Notes, narrative and the choice of photos
    are those of `content` in both cases. `own_lines` are printed below the form's row for them. `photos` are
    JPEGs by SHA-256 (hex); they include every photo that `content` lists.
    """

    form: Form
    level: LevelKey
    content: Content
    letterhead: Letterhead
    figures: Figures = field(default_factory=dict)
    own_lines: Sequence[AttributedLine] = ()
    photos: Mapping[str, bytes] = field(default_factory=dict)
    watermark: Watermark = Watermark.NONE


def report_document(report: PrintableReport) -> Document:
    """The document of `report`. Raises KnownError `document-photo` when a photo is missing."""
    form = report.form
    return Document(
        letterhead=report.letterhead,
        parts=tuple(_parts(report)),
        table=_table(report),
        pictures_title=form.campaign.photos_title,
        pictures=tuple(_picture(form, photo, report.photos) for photo in report.content.photos),
        watermark=report.watermark,
    )


def _figure_text(form: Form, figures: Figures, cell: Cell) -> str:
    return form.text_of(cell, displayed_value(form, figures, cell))


def empty_table(form: Form, level: LevelKey, own_lines: int) -> FigureTable:
    """Phụ lục II for a unit of `level` to fill in, under the plan's own title, with `own_lines` blank lines.

    The key of a blank line is that of the form's row for own lines with a number ("11/1").
    """
    row = form.own_lines_row
    blank = [] if row is None else [f"{row.key}/{number}" for number in range(1, own_lines + 1)]
    numbers = _numbers(form, level, {}, shift=len(blank))
    lines = [replace(_own_row(form, OwnLine(""), None), key=key) for key in blank]
    campaign = form.campaign
    return _figure_table(form, campaign.template_title, campaign.template_reference, numbers, {}, lines)


def _parts(report: PrintableReport) -> Iterator[Part]:
    form = report.form
    for heading in form.headings_at(report.level):
        text = report.content.narrative.get(heading.key, ())
        words, part = (heading.title, heading.number) if heading.is_part else (heading.name, "")
        yield Title(words, form.depth(heading), empty=heading.has_text and not text, part=part)
        printed = text if heading.documents is None else without_empty_rows(heading.documents, text)
        yield from freeze_figures(printed, lambda cell: _figure_text(form, report.figures, cell))


def _table(report: PrintableReport) -> FigureTable:
    form, notes = report.form, report.content.notes
    lines = [_own_row(form, line, unit_name) for line, unit_name in report.own_lines]
    numbers = _numbers(form, report.level, report.figures, shift=len(lines))
    reference = report.letterhead.reference
    return _figure_table(form, form.campaign.table_title, reference, numbers, notes, lines)


def _figure_table(
    form: Form,
    title: tuple[str, ...],
    reference: str,
    numbers: Mapping[RowKey, tuple[Number, ...]],
    notes: Mapping[RowKey, str],
    lines: Sequence[FigureRow],
) -> FigureTable:
    rows = [_form_row(row, numbers[row.key], notes.get(row.key, "")) for row in form.rows]
    return FigureTable(
        name=form.campaign.table_name,
        title=title,
        reference=reference,
        columns=form.columns,
        measures=tuple(measure.label for measure in form.measures),
        rows=_with_own_lines(form, rows, lines),
    )


def _with_own_lines(
    form: Form, rows: Sequence[FigureRow], lines: Sequence[FigureRow]
) -> tuple[FigureRow, ...]:
    split = _rows_above_own_lines(form)
    return (*rows[:split], *lines, *rows[split:])


def _rows_above_own_lines(form: Form) -> int:
    row = form.own_lines_row
    return len(form.rows) if row is None else form.rows.index(row) + 1


def _form_row(row: Row, numbers: tuple[Number, ...], note: str) -> FigureRow:
    return FigureRow(row.tt, row.label or _GONE, row.unit, numbers, note, row.bold, key=row.key)


def _own_row(form: Form, line: OwnLine, unit_name: str | None) -> FigureRow:
    is_own = unit_name is None
    label = line.label if is_own else f"{line.label} ({unit_name})"
    numbers = tuple(
        Number(line.values.get(measure.key), locked=not is_own, decimals=measure.decimals)
        for measure in form.measures
    )
    return FigureRow("", label, line.unit, numbers, line.note, is_own=is_own)


def _numbers(
    form: Form, level: LevelKey, figures: Figures, shift: int
) -> Mapping[RowKey, tuple[Number, ...]]:
    """The numbers of every row of the form, in a table with `shift` own lines."""
    split = _rows_above_own_lines(form)
    index = {row.key: at + (shift if at >= split else 0) for at, row in enumerate(form.rows)}

    def number(cell: Cell) -> Number:
        value, state = displayed_value(form, figures, cell), form.state(cell, level)
        decimals = form.rule(cell).decimals
        if state is CellState.CLOSED:
            # Sums may fill a cell that is closed to the unit's own entry.
            return Number(value, closed=value is None, locked=value is not None, decimals=decimals)
        if state is CellState.OPEN:
            return Number(value, decimals=decimals)
        adds = tuple(index[part.row] for part in form.parts(cell))
        above = surplus_over_parts(form, figures, cell) or 0
        return Number(value, locked=state is CellState.COMPUTED, adds=adds, surplus=above, decimals=decimals)

    return {
        row.key: tuple(number(Cell(row.key, measure.key)) for measure in form.measures) for row in form.rows
    }


def _picture(form: Form, photo: Photo, photos: Mapping[str, bytes]) -> Picture:
    if photo.sha256 not in photos:
        raise KnownError("document-photo", photo=photo.caption or photo.sha256[:8])
    row = None if photo.row is None else form.row_by_key[photo.row]
    activity = "" if row is None else " ".join(filter(None, (f"{row.tt}." if row.tt else "", row.label)))
    return Picture(photos[photo.sha256], photo.caption, activity)
