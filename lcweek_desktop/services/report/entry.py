"""The entry document: what a unit fills, as one JSON object; read into a draft and written from it.

`{"figures": {"1.1": {"count": 2, "people": 60, "note": ""}}, "other_rows": […], "narrative": {"I.1": "…"},
"signoff": {…}, "photos": […], "accepted": […]}`. Applying merges: an absent key leaves things unchanged,
null makes them blank, lists replace (docs/cli.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, TypeVar

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec import MalformedError
from lcweek_desktop.domain.codec.narrative import text_from_json, text_json
from lcweek_desktop.domain.form import Cell, CellState, Form, LevelKey, RowKey, Severity
from lcweek_desktop.domain.narrative import Paragraph, Text, from_plain_text, to_plain_text
from lcweek_desktop.domain.report import MAX_PHOTOS, Acceptance, Content, Figures, OwnLine, Photo, SignOff
from lcweek_desktop.domain.text import clean_text
from lcweek_desktop.domain.totals import sum_of_parts
from lcweek_desktop.domain.values import format_number
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.entry_json import (
    a_date,
    a_line,
    a_list,
    a_number,
    a_string,
    an_object,
    only_keys,
    some_lines,
    wrong,
)
from lcweek_desktop.storage.records import Draft

PhotoStore = Callable[[str], str]
"""Takes a photo's file name as the document gives it; returns the SHA-256 it is kept under."""

T = TypeVar("T")


def applied(
    document: Mapping[str, Json], draft: Draft, form: Form, level: LevelKey, photos: PhotoStore
) -> Draft:
    """`draft` with `document` merged in, for a unit of `level`.

    Raises KnownError `entry-key`, `entry-value`, `entry-closed` or `entry-total`, naming the key; `draft` is
    unchanged then, photos taken in so far stay in the store unused.
    """
    only_keys(document, "", ("figures", "other_rows", "narrative", "signoff", "photos", "accepted"))
    content = draft.content
    if "figures" in document:
        content = _with_figures(content, document["figures"], form, level)
    if "other_rows" in document:
        content = replace(content, own_lines=_own_lines(document["other_rows"], form))
    if "narrative" in document:
        content = _with_narrative(content, document["narrative"], form)
    if "accepted" in document:
        content = replace(content, accepted=_accepted(document["accepted"], form))
    if "photos" in document:
        content = replace(content, photos=_photos(document["photos"], form, photos))
    signoff = draft.signoff
    if "signoff" in document:
        signoff = _signoff(document["signoff"], signoff)
    return replace(draft, content=content, signoff=signoff)


def document(draft: Draft, form: Form) -> dict[str, Json]:
    """The entry document that `applied` would make `draft` from; a narrative without any formatting is
    written as plain text, otherwise as blocks."""
    content = draft.content
    return {
        "figures": {
            row.key: _row_document(content, form, row.key)
            for row in form.rows
            if _is_filled(content, row.key)
        },
        "other_rows": [_own_line_document(line, form) for line in content.own_lines],
        "narrative": {key: _text_document(text) for key, text in content.narrative.items()},
        "signoff": _signoff_document(draft.signoff),
        "photos": [{"file": f"{p.sha256}.jpg", "caption": p.caption, "row": p.row} for p in content.photos],
        "accepted": [{"check": a.check, "place": a.place, "reason": a.reason} for a in content.accepted],
    }


# Figures and notes


def _with_figures(content: Content, value: Json, form: Form, level: LevelKey) -> Content:
    if value is None:
        return replace(content, figures=MappingProxyType({}), notes=MappingProxyType({}))
    rows = an_object(value, "figures")
    before = content.figures
    for key, entry in rows.items():
        if key not in form.row_by_key:
            raise KnownError("entry-key", key=f"figures.{key}")
        content = _with_row(content, RowKey(key), entry, form, level)
    for cell in content.figures:
        if cell.row in rows and form.rule(cell).state is CellState.TOTAL:
            _refuse_small_total(before, content.figures, form, cell)
    return content


def _with_row(content: Content, row: RowKey, value: Json, form: Form, level: LevelKey) -> Content:
    place = f"figures.{row}"
    cells = {measure.key: Cell(row, measure.key) for measure in form.measures}
    given = _blank_row(cells.values(), form, level) if value is None else an_object(value, place)
    only_keys(given, place, (*cells, "note"))
    for measure, cell in cells.items():
        if measure in given:
            number = a_number(given[measure], f"{place}.{measure}")
            _refuse_fixed(form, cell, level, number)
            content = content.with_figure(cell, number)
    return content.with_note(row, a_line(given["note"], f"{place}.note")) if "note" in given else content


def _blank_row(cells: Iterable[Cell], form: Form, level: LevelKey) -> dict[str, Json]:
    open_measures = (cell.measure for cell in cells if not _is_fixed(form, cell, level))
    return {"note": None, **dict.fromkeys(open_measures)}


def _is_fixed(form: Form, cell: Cell, level: LevelKey) -> bool:
    return form.state(cell, level) in (CellState.COMPUTED, CellState.CLOSED)


def _refuse_fixed(form: Form, cell: Cell, level: LevelKey, number: int | None) -> None:
    state = form.state(cell, level)
    if state is CellState.COMPUTED:
        raise KnownError("entry-closed", key=f"figures.{cell}", reason="ô này do chương trình tự cộng")
    if state is CellState.CLOSED and number is not None:
        raise KnownError("entry-closed", key=f"figures.{cell}", reason="biểu mẫu không dùng ô này")


def _refuse_small_total(before: Figures, figures: Figures, form: Form, cell: Cell) -> None:
    """One that was too small before, its rows having grown, may be given again: the checks speak of it."""
    typed, total = figures[cell], sum_of_parts(form, figures, cell) or 0
    unchanged = (typed, total) == (before.get(cell), sum_of_parts(form, before, cell) or 0)
    if typed < total and not unchanged:
        raise KnownError(
            "entry-total", key=f"figures.{cell}", typed=format_number(typed), total=format_number(total)
        )


def _is_filled(content: Content, row: RowKey) -> bool:
    return row in content.notes or any(cell.row == row for cell in content.figures)


def _row_document(content: Content, form: Form, row: RowKey) -> dict[str, Json]:
    numbers: dict[str, Json] = {
        cell.measure: content.figures[cell]
        for cell in form.cells
        if cell.row == row and cell in content.figures
    }
    return {**numbers, **({"note": content.notes[row]} if row in content.notes else {})}


# Lines of the unit's own


def _own_lines(value: Json, form: Form) -> tuple[OwnLine, ...]:
    if value and form.own_lines_row is None:
        raise KnownError("entry-key", key="other_rows")
    return a_list(value, "other_rows", lambda item, key: _own_line(item, key, form))


def _own_line(value: Json, key: str, form: Form) -> OwnLine:
    measures = [measure.key for measure in form.measures]
    data = an_object(value, key)
    only_keys(data, key, ("label", "unit", "note", *measures))
    numbers = {measure: a_number(data.get(measure), f"{key}.{measure}") for measure in measures}
    return OwnLine(
        label=a_line(data.get("label"), f"{key}.label"),
        unit=a_line(data.get("unit"), f"{key}.unit"),
        values=MappingProxyType({measure: n for measure, n in numbers.items() if n is not None}),
        note=a_line(data.get("note"), f"{key}.note"),
    )


def _own_line_document(line: OwnLine, form: Form) -> dict[str, Json]:
    numbers: dict[str, Json] = {measure.key: line.values.get(measure.key) for measure in form.measures}
    return {"label": line.label, "unit": line.unit, **numbers, "note": line.note}


# Narrative


def _with_narrative(content: Content, value: Json, form: Form) -> Content:
    if value is None:
        return replace(content, narrative=MappingProxyType({}))
    for key, text in an_object(value, "narrative").items():
        heading = next((h for h in form.headings if h.key == key and h.has_text), None)
        if heading is None:
            raise KnownError("entry-key", key=f"narrative.{key}")
        content = content.with_text(heading.key, _text(text, f"narrative.{key}", form))
    return content


def _text(value: Json, key: str, form: Form) -> Text:
    if value is None:
        return ()
    if isinstance(value, list):
        try:
            return text_from_json(_cleaned(value), form, key)
        except MalformedError as error:
            raise wrong(error.place.replace("/", "."), "không phải khối văn bản đúng quy cách") from error
        except RecursionError:
            raise wrong(key, "lồng nhau quá sâu") from None
    return from_plain_text(a_string(value, key))


def _cleaned(value: Json) -> Json:
    """Blocks whose texts are fit to be kept, as plain texts are made: one line each, NFC, nothing hidden."""
    match value:
        case str():
            return re.sub(r"\s", " ", clean_text(value))
        case list():
            return [_cleaned(item) for item in value]
        case dict():
            return {key: _cleaned(item) for key, item in value.items()}
    return value


def _text_document(text: Text) -> Json:
    plain = (
        to_plain_text(text, lambda _cell: None) if all(isinstance(block, Paragraph) for block in text) else ""
    )
    return plain if plain and from_plain_text(plain) == text else text_json(text)


# Photos, accepted warnings, sign-off


def _photos(value: Json, form: Form, keep: PhotoStore) -> tuple[Photo, ...]:
    def read(item: Json, key: str) -> tuple[str, Photo]:
        data = an_object(item, key)
        only_keys(data, key, ("file", "caption", "row"))
        row = None if data.get("row") is None else RowKey(a_string(data["row"], f"{key}.row"))
        if row is not None and row not in form.row_by_key:
            raise wrong(f"{key}.row", "không có dòng này trong biểu mẫu")
        caption = a_line(data.get("caption"), f"{key}.caption")
        return a_string(data.get("file"), f"{key}.file"), Photo("", caption, row)

    listed = a_list(value, "photos", read)
    if len(listed) > MAX_PHOTOS:
        raise wrong("photos", f"nhiều hơn {MAX_PHOTOS} ảnh")
    return tuple(replace(photo, sha256=keep(name)) for name, photo in listed)


def _accepted(value: Json, form: Form) -> tuple[Acceptance, ...]:
    warnings = {check.key for check in form.checks if check.severity is Severity.WARNING}

    def read(item: Json, key: str) -> Acceptance:
        data = an_object(item, key)
        only_keys(data, key, ("check", "place", "reason"))
        check, place, reason = (
            a_line(data.get(part), f"{key}.{part}") for part in ("check", "place", "reason")
        )
        if check not in warnings:
            raise wrong(f"{key}.check", "không có lưu ý nào tên như vậy")
        return Acceptance(check, place, reason)

    return a_list(value, "accepted", read)


_SIGNOFF_TEXTS: Final = (
    "superior",
    "issuer",
    "abbreviation",
    "place",
    "opening",
    "closing",
    "number",
    "name",
)
_DEFAULTED: Final = ("superior", "issuer", "abbreviation", "place", "opening", "closing")


def _signoff(value: Json, signoff: SignOff) -> SignOff:
    if value is None:
        return SignOff()
    data = an_object(value, "signoff")
    only_keys(data, "signoff", (*_SIGNOFF_TEXTS, "date", "title", "recipients"))
    for key, item in data.items():
        place = f"signoff.{key}"
        read: str | tuple[str, ...] | None
        if key == "date":
            read = a_date(item, place)
        elif key in ("title", "recipients"):
            read = None if item is None else some_lines(item, place)
        elif item is None and key in _DEFAULTED:
            read = None
        else:
            read = a_line(item, place)
        signoff = replace(signoff, **{key: read})  # type: ignore[arg-type]
    return signoff


def _signoff_document(signoff: SignOff) -> dict[str, Json]:
    texts: dict[str, Json] = {key: getattr(signoff, key) for key in (*_SIGNOFF_TEXTS, "date")}
    lists: dict[str, Json] = {
        "title": None if signoff.title is None else [*signoff.title],
        "recipients": None if signoff.recipients is None else [*signoff.recipients],
    }
    return {**texts, **lists}
