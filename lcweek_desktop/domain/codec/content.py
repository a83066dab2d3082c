"""What a unit enters, to JSON and back (docs/bundle-format.md, Report)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec.narrative import text_from_json, text_json
from lcweek_desktop.domain.codec.strict import (
    MalformedError,
    any_object,
    hex64,
    integer,
    list_of,
    nonempty_text,
    nullable,
    object_with_keys,
    text,
)
from lcweek_desktop.domain.form import Cell, CellState, Form, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.narrative import Text
from lcweek_desktop.domain.report import Acceptance, Content, Figures, OwnLine, Photo


def content_json(content: Content) -> dict[str, Json]:
    """`content` as a JSON value; blank cells and empty texts are left out."""
    return {
        "accepted": [{"check": a.check, "place": a.place, "reason": a.reason} for a in content.accepted],
        "figures": figures_json(content.figures),
        "narrative": {key: text_json(blocks) for key, blocks in content.narrative.items()},
        "notes": dict(content.notes.items()),
        "own_lines": [own_line_json(line) for line in content.own_lines],
        "photos": [{"caption": p.caption, "row": p.row, "sha256": p.sha256} for p in content.photos],
    }


CONTENT_KEYS: Final = ("accepted", "figures", "narrative", "notes", "own_lines", "photos")
"""The keys of the object that `content_json` makes."""


def content_from_json(value: Json, form: Form, place: str = "") -> Content:
    """The content that `content_json` made `value` from. Raises MalformedError for anything else."""
    return content_from_object(object_with_keys(value, place, CONTENT_KEYS), form, place)


def content_from_object(data: Mapping[str, Json], form: Form, place: str) -> Content:
    """The content in `data`, which has CONTENT_KEYS and may have other keys. Raises MalformedError."""
    return Content(
        figures=figures_from_json(data["figures"], form, f"{place}/figures"),
        notes=_notes(data["notes"], form, f"{place}/notes"),
        own_lines=own_lines_from_json(data["own_lines"], form, f"{place}/own_lines"),
        narrative=_narrative(data["narrative"], form, f"{place}/narrative"),
        photos=list_of(data["photos"], f"{place}/photos", _photo(form)),
        accepted=list_of(data["accepted"], f"{place}/accepted", _acceptance),
    )


def figures_json(figures: Figures) -> dict[str, Json]:
    """The filled cells by row and measure: {"1.1": {"count": 2, "people": 60}}."""
    grouped: dict[str, Json] = {}
    for cell, value in figures.items():
        row = grouped.setdefault(cell.row, {})
        assert isinstance(row, dict)
        row[cell.measure] = value
    return grouped


def figures_from_json(value: Json, form: Form, place: str = "figures") -> Figures:
    """Figures by row and measure, in the form's order.

    Raises MalformedError also for a computed or closed cell, and for a row without numbers.
    """
    data = any_object(value, place)
    for row, measures in data.items():
        if row not in form.row_by_key:
            raise MalformedError(f"{place}/{row}", "no such row")
        if not any_object(measures, f"{place}/{row}"):
            raise MalformedError(f"{place}/{row}", "empty")
    given = {
        Cell(RowKey(row), MeasureKey(measure)): number
        for row, measures in data.items()
        for measure, number in any_object(measures, place).items()
    }
    for cell in given:
        _storable(form, cell, f"{place}/{cell.row}/{cell.measure}")
    return MappingProxyType(
        {
            cell: integer(given[cell], f"{place}/{cell.row}/{cell.measure}")
            for cell in form.stored_cells
            if cell in given
        }
    )


def _storable(form: Form, cell: Cell, place: str) -> None:
    rule = form.row_by_key[cell.row].cells.get(cell.measure)
    if rule is None:
        raise MalformedError(place, "no such measure")
    if rule.state not in (CellState.OPEN, CellState.TOTAL):
        raise MalformedError(place, f"a {rule.state} cell holds no number")


def _notes(value: Json, form: Form, place: str) -> Mapping[RowKey, str]:
    data = any_object(value, place)
    for row in data:
        if row not in form.row_by_key:
            raise MalformedError(f"{place}/{row}", "no such row")
    return MappingProxyType(
        {RowKey(row): nonempty_text(note, f"{place}/{row}") for row, note in data.items()}
    )


def own_line_json(line: OwnLine) -> dict[str, Json]:
    """One own line as a JSON object; `values` has the filled measures only."""
    return {"label": line.label, "note": line.note, "unit": line.unit, "values": dict(line.values.items())}


def own_lines_from_json(value: Json, form: Form, place: str) -> tuple[OwnLine, ...]:
    """A list of own lines. Raises MalformedError also when the form has no row for them."""
    lines = list_of(value, place, _own_line_reader(form))
    if lines and form.own_lines_row is None:
        raise MalformedError(place, "no row for own lines")
    return lines


def _own_line_reader(form: Form) -> Callable[[Json, str], OwnLine]:
    measures = [measure.key for measure in form.measures]

    def read(value: Json, place: str) -> OwnLine:
        data = object_with_keys(value, place, ("label", "note", "unit", "values"))
        values = any_object(data["values"], f"{place}/values")
        for measure in values:
            if measure not in measures:
                raise MalformedError(f"{place}/values/{measure}", "no such measure")
        return OwnLine(
            label=text(data["label"], f"{place}/label"),
            unit=text(data["unit"], f"{place}/unit"),
            values=MappingProxyType(
                {key: integer(values[key], f"{place}/values/{key}") for key in measures if key in values}
            ),
            note=text(data["note"], f"{place}/note"),
        )

    return read


def _photo(form: Form) -> Callable[[Json, str], Photo]:
    def read(value: Json, place: str) -> Photo:
        data = object_with_keys(value, place, ("caption", "row", "sha256"))
        row = nullable(data["row"], f"{place}/row", text)
        if row is not None and row not in form.row_by_key:
            raise MalformedError(f"{place}/row", "no such row")
        return Photo(
            sha256=hex64(data["sha256"], f"{place}/sha256"),
            caption=text(data["caption"], f"{place}/caption"),
            row=None if row is None else RowKey(row),
        )

    return read


def _acceptance(value: Json, place: str) -> Acceptance:
    data = object_with_keys(value, place, ("check", "place", "reason"))
    return Acceptance(*(text(data[key], f"{place}/{key}") for key in ("check", "place", "reason")))


def _narrative(value: Json, form: Form, place: str) -> Mapping[HeadingKey, Text]:
    data = any_object(value, place)
    for key in data:
        heading = form.heading_by_key.get(HeadingKey(key))
        if heading is None or not heading.has_text:
            raise MalformedError(f"{place}/{key}", "no such heading")
    order = (heading.key for heading in form.headings if heading.key in data)
    return MappingProxyType({key: text_from_json(data[key], form, f"{place}/{key}") for key in order})
