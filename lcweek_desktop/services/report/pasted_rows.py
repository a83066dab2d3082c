"""To which cells of the form the lines of a pasted block belong.

A block that has the numbers (TT) or the labels of rows finds them in whatever order its lines are; any other
goes line by line from the current cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lcweek_desktop.domain.form import Form, RowKey
from lcweek_desktop.domain.form_rows import FormRows, folded, has_words
from lcweek_desktop.domain.html_tables import Lines
from lcweek_desktop.domain.pasted_number import read_pasted_number
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.entry_plan import NOTE, Entry, RowName, Target

_TWICE: Final = "Có hai dòng cùng chỉ một hoạt động."
_TWO_ROWS: Final = "Số thứ tự và tên hoạt động chỉ hai dòng khác nhau."
_UNKNOWN: Final = "Biểu mẫu không có dòng này."
_SHARED: Final = "Biểu mẫu có nhiều dòng mang số thứ tự này."
_OUTSIDE: Final = "Phần này nằm ngoài bảng."


def block_entries(
    form: Form, lines: Lines, rows: Sequence[RowName], columns: Sequence[str]
) -> tuple[Entry, ...]:
    """The values of a block with the cell that each belongs to.

    `rows` and `columns` are those of the table from the current cell on, downwards and to the right; they
    count for a block that names no rows, and the first column for one with a single column of values.
    """
    names = _named(form, lines)
    if names is not None:
        return tuple(_entries_by_name(form, lines, names, columns))
    return tuple(_entries_by_place(lines, rows, columns))


def _entries_by_place(lines: Lines, rows: Sequence[RowName], columns: Sequence[str]) -> Iterator[Entry]:
    for down, line in enumerate(lines):
        for right, text in enumerate(line):
            if down < len(rows) and right < len(columns):
                yield Entry(Target(rows[down], columns[right]), text)
            else:
                yield Entry(None, text, line=_words(line), reason=_OUTSIDE)


@dataclass(frozen=True)
class _Names:
    """Which row each line names, None for none; for a line that cannot be placed the reason; and the first
    column of values."""

    rows: tuple[RowKey | None, ...]
    reasons: tuple[str, ...]
    first: int


def _entries_by_name(form: Form, lines: Lines, names: _Names, columns: Sequence[str]) -> Iterator[Entry]:
    fields = _fields(form, lines, names, columns)
    for line, row, reason in zip(lines, names.rows, names.reasons, strict=True):
        values = line[names.first :]
        if row is None and not (reason and any(map(_is_number, values))):
            continue  # a heading, or a line without numbers
        for field, text in zip(fields, values, strict=False):
            if field is not None:
                target = None if row is None else Target(row, field)
                yield Entry(target, text, line=_words(line[: names.first]), reason=reason)
            elif row is not None and text.strip():
                yield Entry(None, text, line=_words(line[: names.first]), reason=_OUTSIDE)


def _fields(form: Form, lines: Lines, names: _Names, columns: Sequence[str]) -> list[str | None]:
    """What each column of values holds: as a heading above it says, or else in the order of the form."""
    in_order: list[str] = [*(each.key for each in form.measures), NOTE]
    titles = {folded(each.label): str(each.key) for each in form.measures}
    titles[folded(form.columns.note)] = NOTE
    width = max(map(len, lines)) - names.first
    if width == 1 and columns and columns[0] in in_order:
        return [columns[0]]
    placed: list[str | None] = [*in_order, *([None] * width)][:width]
    for line, row in zip(lines, names.rows, strict=True):
        named = [titles.get(folded(text)) for text in line[names.first :]]
        if row is None and any(named):
            named += [None] * (width - len(named))
            return [
                name or (field if field not in named else None)
                for name, field in zip(named, placed, strict=True)
            ]
    return placed


def _named(form: Form, lines: Lines) -> _Names | None:
    """The rows that the first columns of `lines` name; None when they name none."""
    known = FormRows(form)
    label_column = _label_column(lines, known)
    number_column = _number_column(lines, known, label_column)
    if label_column is None and number_column is None:
        return None
    found = [_row_of(line, label_column, number_column, known) for line in lines]
    times = Counter(row for row, _ in found if row is not None)
    found = [(None, _TWICE) if row is not None and times[row] > 1 else (row, why) for row, why in found]
    rows = tuple(row for row, _ in found)
    last_name = max(each for each in (label_column, number_column) if each is not None)
    first = last_name + 1 + _has_units(form, lines, rows, last_name + 1)
    return _Names(rows, tuple(why for _, why in found), first)


def _row_of(
    line: Sequence[str], label_column: int | None, number_column: int | None, known: FormRows
) -> tuple[RowKey | None, str]:
    """The row that a line names, or None and why not."""
    label, number = _at(line, label_column), _at(line, number_column)
    labelled, numbered = known.by_label(label), known.by_number(number)
    if labelled is not None and numbered is not None and labelled != numbered:
        return None, _TWO_ROWS
    if labelled is not None:
        return labelled, ""
    if has_words(label):
        return None, _UNKNOWN
    return numbered, "" if numbered is not None else _SHARED if known.has_number(number) else _UNKNOWN


def _label_column(lines: Lines, known: FormRows) -> int | None:
    """The column of which at least half of the words are labels of rows."""
    for column in range(max(map(len, lines), default=0)):
        words = [text for line in lines if has_words(text := _at(line, column))]
        labels = sum(known.by_label(text) is not None for text in words)
        if labels and 2 * labels >= len(words):
            return column
    return None


def _number_column(lines: Lines, known: FormRows, label_column: int | None) -> int | None:
    """The column of the printed numbers of rows: that before the labels, or else the first one, if all of it
    are such numbers and one of them ("1.1") can be no figure."""
    column = 0 if label_column is None else label_column - 1
    texts = [text for line in lines if (text := _at(line, column))]
    if column < 0 or not any(map(known.has_number, texts)):
        return None
    if label_column is not None:
        return column
    is_wide = max(map(len, lines)) > 1
    is_sure = any(known.has_number(text) and not _is_number(text) for text in texts)
    all_known = all(known.has_number(text) or has_words(text) for text in texts)
    return column if is_wide and is_sure and all_known else None


def _has_units(form: Form, lines: Lines, rows: Sequence[RowKey | None], column: int) -> bool:
    """Whether `column` holds the units of measurement of the rows."""
    pairs = [
        (folded(text), folded(form.row_by_key[row].unit))
        for line, row in zip(lines, rows, strict=True)
        if row is not None and (text := _at(line, column))
    ]
    return bool(pairs) and 2 * sum(text == unit for text, unit in pairs) >= len(pairs)


def _at(line: Sequence[str], column: int | None) -> str:
    return clean_line(line[column]) if column is not None and 0 <= column < len(line) else ""


def _is_number(text: str) -> bool:
    try:
        return read_pasted_number(text, 3).value is not None
    except KnownError:
        return False


def _words(line: Sequence[str]) -> str:
    """What a line says of itself: its words, or else its texts."""
    words = [text for text in map(clean_line, line) if text]
    return " ".join(words)[:60]
