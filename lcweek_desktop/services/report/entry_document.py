"""The entry document: what a unit fills in, as one JSON object, merged into a draft and written from one.

`{"figures": {"1.1": {"count": 2, "people": 60, "note": ""}}, "other_rows": […], "narrative": {"I.1": "…"},
"signoff": {…}, "photos": […], "accepted": […]}`. Where a key is absent the draft stays as it is, null makes
its values blank, and lists replace the draft's lists. Source: docs/cli.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, TypeAlias

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec import MalformedError
from lcweek_desktop.domain.codec.narrative import text_from_json, text_json
from lcweek_desktop.domain.form import Cell, CellState, Form, HeadingKey, LevelKey, RowKey, Severity
from lcweek_desktop.domain.lengths import MAX_PIECES, MAX_UNIT_OF_MEASURE, piece_count, text_excesses
from lcweek_desktop.domain.narrative import Paragraph, Text, to_plain_text
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.domain.receipt import REMARK_CHECK
from lcweek_desktop.domain.report import MAX_PHOTOS, Acceptance, Content, Figures, OwnLine, Photo, SignOff
from lcweek_desktop.domain.text import clean_text
from lcweek_desktop.domain.totals import sum_of_parts
from lcweek_desktop.domain.values import number_json
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.entry_values import (
    read_date,
    read_line,
    read_lines,
    read_list,
    read_number,
    read_object,
    read_text,
    refuse_unknown_keys,
    too_long,
    wrong_value,
)
from lcweek_desktop.services.summing.open_questions import SUMS_CHECKS
from lcweek_desktop.storage import Draft

KeepPhoto: TypeAlias = Callable[[str], str]
"""Keeps the photo of which the document gives the file name, and returns its SHA-256 (hex)."""


def apply_entry(
    document: Mapping[str, Json], draft: Draft, form: Form, level: LevelKey, keep_photo: KeepPhoto
) -> Draft:
    """A copy of `draft`, of a unit of `level`, with the entry document merged in.

    Raises KnownError `entry-key`, `entry-value`, `entry-closed`, `entry-heading` or `entry-total`, which name
    the key, and what `keep_photo` raises. Photos that were kept before that stay in the store, unused.
    """
    refuse_unknown_keys(document, "", ("figures", "other_rows", "narrative", "signoff", "photos", "accepted"))
    content = draft.content
    if "figures" in document:
        content = _with_figures(content, document["figures"], form, level)
    if "other_rows" in document:
        content = replace(content, own_lines=_own_lines(document["other_rows"], form))
    if "narrative" in document:
        content = _with_narrative(content, document["narrative"], form, level)
    if "accepted" in document:
        content = replace(content, accepted=_accepted(document["accepted"], form))
    if "photos" in document:
        content = replace(content, photos=_photos(document["photos"], form, keep_photo))
    signoff = draft.signoff
    if "signoff" in document:
        signoff = _signoff(document["signoff"], signoff)
    return replace(draft, content=content, signoff=signoff)


def entry_document(draft: Draft, form: Form) -> dict[str, Json]:
    """The entry document from which `apply_entry` makes `draft`. A text of the narrative is plain where it
    has no formatting, otherwise a list of blocks."""
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
    rows = read_object(value, "figures")
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
    given = _blank_row(cells.values(), form, level) if value is None else read_object(value, place)
    refuse_unknown_keys(given, place, (*cells, "note"))
    for measure, cell in cells.items():
        if measure in given:
            number = read_number(given[measure], f"{place}.{measure}", form.rule(cell).decimals)
            _refuse_fixed(form, cell, level, number)
            content = content.with_figure(cell, number)
    return content.with_note(row, read_line(given["note"], f"{place}.note")) if "note" in given else content


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
    """Raise KnownError `entry-total` for a typed total below its parts.

    A total that was as small in the draft already, because its parts grew later, is accepted; the checks find
    it.
    """
    typed, total = figures[cell], sum_of_parts(form, figures, cell) or 0
    unchanged = (typed, total) == (before.get(cell), sum_of_parts(form, before, cell) or 0)
    if typed < total and not unchanged:
        raise KnownError(
            "entry-total",
            key=f"figures.{cell}",
            typed=form.text_of(cell, typed),
            total=form.text_of(cell, total),
        )


def _is_filled(content: Content, row: RowKey) -> bool:
    return row in content.notes or any(cell.row == row for cell in content.figures)


def _row_document(content: Content, form: Form, row: RowKey) -> dict[str, Json]:
    numbers: dict[str, Json] = {
        cell.measure: form.json_of(cell, content.figures[cell])
        for cell in form.cells
        if cell.row == row and cell in content.figures
    }
    return {**numbers, **({"note": content.notes[row]} if row in content.notes else {})}


# Lines of the unit's own


def _own_lines(value: Json, form: Form) -> tuple[OwnLine, ...]:
    if value and form.own_lines_row is None:
        raise KnownError("entry-key", key="other_rows")
    return read_list(value, "other_rows", lambda item, key: _own_line(item, key, form))


def _own_line(value: Json, key: str, form: Form) -> OwnLine:
    data = read_object(value, key)
    refuse_unknown_keys(data, key, ("label", "unit", "note", *(m.key for m in form.measures)))
    numbers = {m.key: read_number(data.get(m.key), f"{key}.{m.key}", m.decimals) for m in form.measures}
    return OwnLine(
        label=read_line(data.get("label"), f"{key}.label"),
        unit=read_line(data.get("unit"), f"{key}.unit", MAX_UNIT_OF_MEASURE),
        values=MappingProxyType({measure: n for measure, n in numbers.items() if n is not None}),
        note=read_line(data.get("note"), f"{key}.note"),
    )


def _own_line_document(line: OwnLine, form: Form) -> dict[str, Json]:
    numbers: dict[str, Json] = {m.key: number_json(line.values.get(m.key), m.decimals) for m in form.measures}
    return {"label": line.label, "unit": line.unit, **numbers, "note": line.note}


# Narrative


def _with_narrative(content: Content, value: Json, form: Form, level: LevelKey) -> Content:
    if value is None:
        return replace(content, narrative=MappingProxyType({}))
    for key, text in read_object(value, "narrative").items():
        heading = form.heading_by_key.get(HeadingKey(key))
        if heading is None or not heading.has_text:
            raise KnownError("entry-key", key=f"narrative.{key}")
        written = _short_text(text, f"narrative.{key}", form)
        if written and not heading.is_at(level):
            raise KnownError("entry-heading", key=f"narrative.{key}", heading=heading.name)
        content = content.with_text(heading.key, written)
    return content


def _short_text(value: Json, key: str, form: Form) -> Text:
    text = _text(value, key, form)
    for excess in text_excesses(text):
        raise too_long(key, excess.length, excess.limit)
    if (pieces := piece_count(text)) > MAX_PIECES:
        raise wrong_value(key, f"có {pieces} đoạn, ô bảng và chỗ đổi kiểu chữ, nhiều nhất {MAX_PIECES}")
    return text


def _text(value: Json, key: str, form: Form) -> Text:
    if value is None:
        return ()
    if isinstance(value, list):
        try:
            return text_from_json(_cleaned(value), form, key)
        except MalformedError as error:
            raise wrong_value(
                error.place.replace("/", "."), "không phải khối văn bản đúng quy cách"
            ) from error
        except RecursionError:
            raise wrong_value(key, "lồng nhau quá sâu") from None
    return from_plain_text(read_text(value, key))


def _cleaned(value: Json) -> Json:
    """`value` with each text cleaned as a plain text is; a run of which nothing is left is left out."""
    match value:
        case str():
            return re.sub(r"\s", " ", clean_text(value))
        case list():
            return [_cleaned(item) for item in value if not _loses_its_text(item)]
        case dict():
            return {key: _cleaned(item) for key, item in value.items()}
    return value


def _loses_its_text(item: Json) -> bool:
    text = item.get("text") if isinstance(item, dict) else None
    return isinstance(text, str) and text != "" and not clean_text(text)


def _text_document(text: Text) -> Json:
    plain = (
        to_plain_text(text, lambda _cell: "") if all(isinstance(block, Paragraph) for block in text) else ""
    )
    return plain if plain and from_plain_text(plain) == text else text_json(text)


# Photos, accepted warnings, sign-off


def _photos(value: Json, form: Form, keep_photo: KeepPhoto) -> tuple[Photo, ...]:
    def read(item: Json, key: str) -> tuple[str, Photo]:
        data = read_object(item, key)
        refuse_unknown_keys(data, key, ("file", "caption", "row"))
        row = None if data.get("row") is None else RowKey(read_text(data["row"], f"{key}.row"))
        if row is not None and row not in form.row_by_key:
            raise wrong_value(f"{key}.row", "không có dòng này trong biểu mẫu")
        caption = read_line(data.get("caption"), f"{key}.caption")
        return read_text(data.get("file"), f"{key}.file"), Photo("", caption, row)

    listed = read_list(value, "photos", read)
    if len(listed) > MAX_PHOTOS:
        raise wrong_value("photos", f"nhiều hơn {MAX_PHOTOS} ảnh")
    return tuple(replace(photo, sha256=keep_photo(name)) for name, photo in listed)


def _accepted(value: Json, form: Form) -> tuple[Acceptance, ...]:
    warnings = {check.key for check in form.checks if check.severity is Severity.WARNING} | SUMS_CHECKS

    def read(item: Json, key: str) -> Acceptance:
        data = read_object(item, key)
        refuse_unknown_keys(data, key, ("check", "place", "reason"))
        check, place, reason = (
            read_line(data.get(part), f"{key}.{part}") for part in ("check", "place", "reason")
        )
        if check not in warnings and not check.startswith(REMARK_CHECK):
            raise wrong_value(f"{key}.check", "không có lưu ý nào tên như vậy")
        return Acceptance(check, place, reason)

    return read_list(value, "accepted", read)


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
    data = read_object(value, "signoff")
    refuse_unknown_keys(data, "signoff", (*_SIGNOFF_TEXTS, "date", "title", "recipients"))
    for key, item in data.items():
        place = f"signoff.{key}"
        read: str | tuple[str, ...] | None
        if key == "date":
            read = read_date(item, place)
        elif key in ("title", "recipients"):
            read = None if item is None else read_lines(item, place)
        elif item is None and key in _DEFAULTED:
            read = None
        else:
            read = read_line(item, place)
        signoff = replace(signoff, **{key: read})  # type: ignore[arg-type]
    return signoff


def _signoff_document(signoff: SignOff) -> dict[str, Json]:
    texts: dict[str, Json] = {key: getattr(signoff, key) for key in (*_SIGNOFF_TEXTS, "date")}
    lists: dict[str, Json] = {
        "title": None if signoff.title is None else [*signoff.title],
        "recipients": None if signoff.recipients is None else [*signoff.recipients],
    }
    return {**texts, **lists}
