"""The lines of a file made by hand that name rows of a form, or are lines of the unit's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lcweek_desktop.domain.foreign_table import ForeignFile, ForeignTable
from lcweek_desktop.domain.form import Form, RowKey
from lcweek_desktop.domain.form_rows import ALIKE, FormRows, folded, has_words
from lcweek_desktop.domain.handmade_columns import Columns, find_columns
from lcweek_desktop.domain.handmade_number import Confidence
from lcweek_desktop.domain.target import RowName
from lcweek_desktop.domain.text import clean_line

TEMPLATE: Final = "lcweek-template="
UNIT_NAME: Final = "unit-name"
"""What the hidden column of the program's own empty form holds (docs/template.md)."""
_NAME_COLUMN: Final = 2
_FIRST_WORDS: Final = 40
_FIRST_LINES: Final = 12
"""Within so many texts of a document, and lines of the empty form, its unit is named."""
_LIKELY_LABEL: Final = 80.0
"""How like, from 0 to 100, a label is at least to that of the row whose number stands beside it."""


@dataclass(frozen=True)
class HandmadeLine:
    """A line of a table that names a row, or a line of the unit's own: its texts by column."""

    table: ForeignTable
    line: int
    columns: Columns
    row: RowName | None
    name: str
    confidence: Confidence = Confidence.SURE
    reason: str = ""


def handmade_lines(form: Form, tables: Iterable[ForeignTable]) -> Iterator[HandmadeLine]:
    """The lines of those among `tables` that are of the form, in their order; lines that name no row and have
    no number are left out."""
    rows, before = FormRows(form), None
    for table in tables:
        keyed = _keyed_lines(form, table)
        if keyed is not None:
            yield from keyed
            continue
        columns = find_columns(form, rows, table, before)
        if columns is not None:
            before = columns
            yield from _named_lines(form, rows, table, columns)


def _keyed_lines(form: Form, table: ForeignTable) -> list[HandmadeLine] | None:
    """The lines of the program's own empty form by their hidden keys; None for any other table."""
    first = table.lines[0] if table.lines else ()
    key_column = next((at for at, text in enumerate(first) if text.startswith(TEMPLATE)), None)
    if key_column is None:
        return None
    measures = {each.key: 3 + at for at, each in enumerate(form.measures)}
    columns = Columns(0, 0, 1, 2, 3 + len(measures), measures)
    lines: list[HandmadeLine] = []
    own = 0
    for line in range(1, len(table.lines)):
        key, name = table.at(line, key_column), clean_line(table.at(line, 1))
        if key in form.row_by_key:
            lines.append(HandmadeLine(table, line, columns, RowKey(key), name))
        elif "/" in key and any(text for text in table.lines[line][1:key_column]):
            lines.append(HandmadeLine(table, line, columns, own, name))
            own += 1
    return lines


def _named_lines(form: Form, rows: FormRows, table: ForeignTable, columns: Columns) -> Iterator[HandmadeLine]:
    own_row, is_own, own = form.own_lines_row, False, 0
    for line in range(columns.first, len(table.lines)):
        number, label = columns.name(table, line)
        row, confidence, reason = _named_row(form, rows, number, label)
        name = " ".join(filter(None, (number, label)))
        if row is None and is_own and has_words(label) and _has_number(table, line, columns):
            yield HandmadeLine(table, line, columns, own, label, Confidence.LIKELY, "handmade-own-line")
            own += 1
        elif row is not None or _has_number(table, line, columns):
            yield HandmadeLine(table, line, columns, row, name[:120], confidence, reason)
        is_own = (is_own and row is None) or (own_row is not None and row == own_row.key)


def _named_row(form: Form, rows: FormRows, number: str, label: str) -> tuple[RowKey | None, Confidence, str]:
    """The row that a line names by number and label, how sure that is, and why it is not."""
    numbered, like = rows.by_number(number), rows.like(label)
    if not has_words(label):
        if numbered is None:
            return None, Confidence.UNSURE, "handmade-unknown-row"
        return numbered, Confidence.LIKELY, "handmade-number-only"
    if like is not None and like.score >= ALIKE and like.is_clear:
        is_same = numbered in (None, like.row) or _is_cut(form, number, like.row)
        if is_same and (like.score == 100.0 or numbered is not None):
            return like.row, Confidence.SURE, ""
        if is_same:
            return like.row, Confidence.LIKELY, "handmade-label-alike"
        return like.row, Confidence.LIKELY, "handmade-other-number"
    if numbered is not None and rows.likeness(label, numbered) >= _LIKELY_LABEL:
        return numbered, Confidence.LIKELY, "handmade-label-alike"
    return None, Confidence.UNSURE, "handmade-unknown-row"


def _is_cut(form: Form, number: str, row: RowKey) -> bool:
    """Whether `number` is that of `row` as a sheet keeps it that took it for a number: "1.10" became 1,1."""
    return "." in number and form.row_by_key[row].tt.rstrip("0") == number.rstrip("0")


def _has_number(table: ForeignTable, line: int, columns: Columns) -> bool:
    places = [*columns.measures.values(), *(() if columns.both is None else (columns.both,))]
    return any(any(sign.isdigit() for sign in table.at(line, column)) for column in places)


def says_other_year(form: Form, table: ForeignTable, columns: Columns, words: Sequence[str]) -> bool:
    """Whether the hidden mark of `table`, or the words above its rows and the first `words` of its file, say
    another year than the form's."""
    first = table.lines[0] if table.lines else ()
    mark = next((text for text in first if text.startswith(TEMPLATE)), None)
    if mark is not None:
        return f" campaign={form.campaign.id} " not in f"{mark} "
    above = (text for line in table.lines[: columns.first] for text in line)
    said = folded(" ".join((*words[:_FIRST_WORDS], *above)))
    years = {said[at + 4 : at + 8] for at in range(len(said)) if said.startswith("năm ", at)}
    years = {year for year in years if year.isdigit() and len(year) == 4}
    return bool(years) and str(form.campaign.year) not in years


def names_in(file: ForeignFile, lines: Sequence[HandmadeLine]) -> Iterator[str]:
    """The texts in which a unit gives its name: the first ones of a text, or those above the rows of each
    sheet."""
    if file.words:
        yield from file.words[:_FIRST_WORDS]
        return
    for table in dict.fromkeys(line.table for line in lines):
        first = next(line.columns.first for line in lines if line.table is table)
        for texts in table.lines[: first or _FIRST_LINES]:
            yield from (text for text in texts if text and not text.startswith(TEMPLATE))


def template_name(tables: Iterable[ForeignTable]) -> str:
    """The unit's name in the line for it of the program's own empty form; empty where there is none."""
    for table in tables:
        for line in table.lines if table.lines and any(TEMPLATE in text for text in table.lines[0]) else ():
            if UNIT_NAME in line and len(line) > _NAME_COLUMN:
                return clean_line(line[_NAME_COLUMN])
    return ""
