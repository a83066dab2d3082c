"""Report or roll-up → the neutral document. Source: forms-and-rules.md; decree-30.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from lcweek_desktop.documents.document import Document, FigureRow, FigureTable, Number, Part, Picture, Title
from lcweek_desktop.domain.form import Cell, CellState, Form, LevelKey, Row, RowKey
from lcweek_desktop.domain.letterhead import Letterhead
from lcweek_desktop.domain.narrative import freeze_figures
from lcweek_desktop.domain.report import Content, Figures, OwnLine, Photo
from lcweek_desktop.domain.totals import displayed_value, surplus_over_parts
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import KnownError

DRAFT: Final = "BẢN NHÁP"
PRACTICE: Final = "BẢN TẬP"


def compose(
    form: Form,
    unit: Unit,
    content: Content,
    letterhead: Letterhead,
    figures: Figures,
    own_lines: Sequence[tuple[OwnLine, str | None]],
    photos: Mapping[str, bytes],
    *,
    draft: bool,
    practice: bool = False,
) -> Document:
    """The document of `unit`'s report.

    `figures` are what the table shows: the unit's own, or its sums; notes, narrative and the choice of photos
    are its own in both cases. `own_lines` stand under row 11, each with the name of the unit it comes from,
    None for the unit's own. `photos` are JPEGs by SHA-256; KnownError `document-photo` when one is not there.
    """
    return Document(
        letterhead=letterhead,
        parts=tuple(_parts(form, content, lambda cell: displayed_value(form, figures, cell))),
        table=_table(form, unit.level, content.notes, letterhead, figures, own_lines),
        pictures_title=form.campaign.photos_title,
        pictures=tuple(_picture(form, photo, photos) for photo in content.photos),
        watermark=PRACTICE if practice else DRAFT if draft else "",
    )


def _parts(form: Form, content: Content, figure: Callable[[Cell], int | None]) -> Iterator[Part]:
    for heading in form.headings:
        text = content.narrative.get(heading.key, ())
        depth, empty = (1, not text) if heading.has_text else (0, False)
        yield Title(f"{heading.number}. {heading.title}", depth, empty)
        yield from freeze_figures(text, figure)


def _table(
    form: Form,
    level: LevelKey,
    notes: Mapping[RowKey, str],
    letterhead: Letterhead,
    figures: Figures,
    own_lines: Sequence[tuple[OwnLine, str | None]],
) -> FigureTable:
    added = [_own_row(form, line, name) for line, name in own_lines]
    numbers = _numbers(form, level, figures, shift=len(added))
    form_rows = [_form_row(row, numbers[row.key], notes.get(row.key, "")) for row in form.rows]
    cut = _own_lines_cut(form)
    return FigureTable(
        name=form.campaign.table_name,
        title=form.campaign.table_title,
        reference=letterhead.reference,
        columns=form.columns,
        measures=tuple(measure.label for measure in form.measures),
        rows=(*form_rows[:cut], *added, *form_rows[cut:]),
    )


def empty_table(form: Form, level: LevelKey, own_lines: int) -> FigureTable:
    """Phụ lục II for a unit of `level` to fill in, under the plan's own title, with `own_lines` blank lines;
    their keys are the row's with a number ("11/1")."""
    numbers = _numbers(form, level, {}, shift=own_lines)
    rows = [_form_row(row, numbers[row.key], "") for row in form.rows]
    own, cut = form.own_lines_row, _own_lines_cut(form)
    blank = (
        []
        if own is None
        else [
            replace(_own_row(form, OwnLine(""), None), key=f"{own.key}/{at}")
            for at in range(1, own_lines + 1)
        ]
    )
    return FigureTable(
        name=form.campaign.table_name,
        title=form.campaign.template_title,
        reference=form.campaign.template_reference,
        columns=form.columns,
        measures=tuple(measure.label for measure in form.measures),
        rows=(*rows[:cut], *blank, *rows[cut:]),
    )


def _form_row(row: Row, numbers: tuple[Number, ...], note: str) -> FigureRow:
    return FigureRow(row.tt, row.label, row.unit, numbers, note, row.bold, key=row.key)


def _own_lines_cut(form: Form) -> int:
    """How many of the form's rows stand above the units' own lines."""
    own = form.own_lines_row
    return len(form.rows) if own is None else form.rows.index(own) + 1


def _numbers(
    form: Form, level: LevelKey, figures: Figures, shift: int
) -> Mapping[RowKey, tuple[Number, ...]]:
    """The numbers of every row; `shift` own lines push the rows below them down."""
    cut = _own_lines_cut(form)
    place = {row.key: at + (shift if at >= cut else 0) for at, row in enumerate(form.rows)}

    def number(cell: Cell) -> Number:
        value, state = displayed_value(form, figures, cell), form.state(cell, level)
        if state is CellState.CLOSED:
            # A sum may fill what the unit's own entry may not.
            return Number(value, closed=value is None, locked=value is not None)
        if state is CellState.OPEN:
            return Number(value)
        adds = tuple(place[part.row] for part in form.parts(cell))
        above = surplus_over_parts(form, figures, cell) or 0
        return Number(value, locked=state is CellState.COMPUTED, adds=adds, surplus=above)

    return {
        row.key: tuple(number(Cell(row.key, measure.key)) for measure in form.measures) for row in form.rows
    }


def _own_row(form: Form, line: OwnLine, name: str | None) -> FigureRow:
    label = line.label if name is None else f"{line.label} ({name})"
    is_own = name is None
    numbers = tuple(Number(line.values.get(measure.key), locked=not is_own) for measure in form.measures)
    return FigureRow("", label, line.unit, numbers, line.note, free=is_own)


def _picture(form: Form, photo: Photo, photos: Mapping[str, bytes]) -> Picture:
    if photo.sha256 not in photos:
        raise KnownError("document-photo", photo=photo.caption or photo.sha256[:8])
    row = None if photo.row is None else form.row_by_key[photo.row]
    activity = "" if row is None else " ".join(filter(None, (f"{row.tt}." if row.tt else "", row.label)))
    return Picture(photos[photo.sha256], photo.caption, activity)
