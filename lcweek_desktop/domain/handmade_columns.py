"""Which column of a table that somebody made by hand holds what: found by its head, whatever its order.

Where the head says nothing, the order of the form counts, and what is read so is never sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from lcweek_desktop.domain.foreign_table import ForeignTable
from lcweek_desktop.domain.form import Form, MeasureKey
from lcweek_desktop.domain.form_rows import FormRows, folded, folded_number, has_words
from lcweek_desktop.domain.handmade_number import Confidence
from lcweek_desktop.domain.text import clean_line

_LEAST_ROWS: Final = 3
"""So many lines of a table have to name rows of the form; fewer may be an accident."""
_HEAD_LINES: Final = 8
"""The most lines above the first row that may be the head."""
_NUMBERED_LABEL: Final = re.compile(r"(\d+(?:\.\d+)*[a-zđ]?)\s*[.)]?\s+(\S.*)", re.IGNORECASE | re.DOTALL)
_NUMBERING: Final = re.compile(r"[(\[]?\s*(?:\d{1,2}|[a-z])\s*[)\]]?", re.IGNORECASE)
_FILLERS: Final = frozenset(("số", "lượng", "lượt", "tổng", "cộng", "tham", "gia", "dự", "các", "sl"))
"""Words of a head that do not tell one measure from another."""
_OTHERS: Final = (
    "kế hoạch",
    "năm trước",
    "cùng kỳ",
    "cùng kì",
    "tỷ lệ",
    "tỉ lệ",
    "so với",
    "chỉ tiêu",
    "so sánh",
)
"""What a head says of numbers that are not those of the report."""
_NUMBER_HEADS: Final = frozenset(("tt", "stt", "số tt", "số thứ tự"))
_UNIT_HEADS: Final = ("đvt", "đơn vị", "đv tính")
_NOTE_HEADS: Final = ("ghi chú", "gc")


@dataclass(frozen=True)
class Columns:
    """Where a table has what, in columns counted from 0; None for a column that it does not have.

    `first` is the first line below the head. `measures` are the columns of numbers, `both` one that has
    those of all measures together ("3/90"). `in_doubt` are the measures that several columns claim.
    `others` have numbers that are not the report's. `confidence` is that of every number for which the head
    decides.
    """

    first: int
    number: int | None
    label: int
    unit: int | None = None
    note: int | None = None
    measures: Mapping[MeasureKey, int] = field(default_factory=dict)
    both: int | None = None
    in_doubt: frozenset[MeasureKey] = frozenset()
    others: frozenset[int] = frozenset()
    confidence: Confidence = Confidence.SURE

    def name(self, table: ForeignTable, line: int) -> tuple[str, str]:
        """The printed number and the label of a line; both may stand in one cell."""
        number = "" if self.number is None else clean_line(table.at(line, self.number)).replace(",", ".")
        label = clean_line(table.at(line, self.label))
        together = _NUMBERED_LABEL.fullmatch(label)
        if together is not None and not number:
            return together[1], together[2]
        return number, label


def find_columns(form: Form, rows: FormRows, table: ForeignTable, before: Columns | None) -> Columns | None:
    """Where `table` has what; None for a table of something else. `before` are the columns of the part of
    the form that came before it in the file: a table that goes on without a head has the same."""
    label = _label_column(rows, table)
    if label is None:
        return None
    named = Columns(0, _number_column(rows, table, label), label)
    first = _first_row(form, rows, table, named)
    heads = _heads(table, first, label)
    if before is not None and not any(heads.values()) and before.label == label:
        return Columns(
            first,
            named.number,
            label,
            before.unit,
            before.note,
            before.measures,
            before.both,
            before.in_doubt,
            before.others,
            before.confidence,
        )
    return _with_roles(form, table, Columns(first, named.number, label), heads)


def measures_named(form: Form, words: str) -> frozenset[MeasureKey]:
    """The measures that `words` name, of a head or behind a number ("lượt người")."""
    said = _telling(words)
    named = {measure.key: _agreement(measure.label, said) for measure in form.measures}
    best = max(named.values(), default=0)
    return frozenset(key for key, agreed in named.items() if agreed == best and best > 0)


def _label_column(rows: FormRows, table: ForeignTable) -> int | None:
    counts = {
        column: len({row for line in range(len(table.lines)) if (row := _row_at(rows, table, line, column))})
        for column in range(table.width)
    }
    best = max(counts, key=lambda column: (counts[column], -column), default=None)
    return best if best is not None and counts[best] >= _LEAST_ROWS else None


def _row_at(rows: FormRows, table: ForeignTable, line: int, column: int) -> str | None:
    text = clean_line(table.at(line, column))
    if not has_words(text):
        return None
    together = _NUMBERED_LABEL.fullmatch(text)
    return rows.by_label(text if together is None else together[2])


def _number_column(rows: FormRows, table: ForeignTable, label: int) -> int | None:
    """The column before the labels that has printed numbers of rows."""
    for column in reversed(range(label)):
        texts = [clean_line(line[column]).replace(",", ".") for line in table.lines if column < len(line)]
        if sum(map(rows.has_number, filter(None, texts))) >= _LEAST_ROWS:
            return column
    return None


def _first_row(form: Form, rows: FormRows, table: ForeignTable, named: Columns) -> int:
    """The first line that names a row by its label, or by its number alone below one that only numbers the
    columns."""
    for line in range(len(table.lines)):
        if _row_at(rows, table, line, named.label) is not None:
            number, _ = named.name(table, line)
            above = line - 1
            first_number = folded_number(form.rows[0].tt) if form.rows else ""
            is_wrapped = (
                above >= 0 and not number and folded_number(named.name(table, above)[0]) == first_number
            )
            return above if is_wrapped and not _is_numbering(table.lines[above]) else line
    return len(table.lines)


def _heads(table: ForeignTable, first: int, label: int) -> dict[int, str]:
    """The words above each column, those of a cell that is merged to the right above each that it covers."""
    lines = [
        line for line in range(max(0, first - _HEAD_LINES), first) if not _is_numbering(table.lines[line])
    ]
    begin = next((line for line in reversed(lines) if _begins_head(table, line, label)), None)
    lines = [line for line in lines if begin is not None and line >= begin]
    heads: dict[int, list[str]] = {column: [] for column in range(table.width)}
    for at, line in enumerate(lines):
        carried = ""
        for column in range(label + 1, table.width):
            text = clean_line(table.at(line, column))
            below = any(table.at(lower, column).strip() for lower in lines[at + 1 :])
            above = any(table.at(higher, column).strip() for higher in lines[:at])
            if text:
                carried = text
            elif not below or above:
                carried = ""
            if text or carried:
                heads[column].append(text or carried)
    return {column: " ".join(dict.fromkeys(texts)) for column, texts in heads.items()}


def _begins_head(table: ForeignTable, line: int, label: int) -> bool:
    """Whether a line is the first of the head: it has a word above the labels or the numbers of rows, and
    others beside it."""
    texts = [folded(text) for text in table.lines[line]]
    own = texts[: label + 1]
    is_named = any(text in _NUMBER_HEADS or text.startswith(("nội dung", "hoạt động", "tên")) for text in own)
    return is_named and sum(map(bool, texts)) > 1


def _is_numbering(line: Sequence[str]) -> bool:
    """Whether a line only numbers the columns: (1) (2) (3)."""
    filled = [text.strip() for text in line if text.strip()]
    if len(filled) < 3 or not all(map(_NUMBERING.fullmatch, filled)):
        return False
    numbers = [int(found[0]) for text in filled if (found := re.search(r"\d+", text)) is not None]
    return all(after == before + 1 for before, after in pairwise(numbers))


def _with_roles(form: Form, table: ForeignTable, columns: Columns, heads: Mapping[int, str]) -> Columns:
    unit = note = both = None
    claims: dict[MeasureKey, list[int]] = {measure.key: [] for measure in form.measures}
    others: set[int] = set()
    amounts: list[int] = []
    for column in range(columns.label + 1, table.width):
        head = folded(heads.get(column, ""))
        if not head:
            continue
        own, named = _measure_called(form, head), measures_named(form, head)
        if own is not None:
            claims[own].append(column)
        elif any(head.startswith(each) for each in (folded(form.columns.note), *_NOTE_HEADS)):
            note = column if note is None else note
        elif _is_other(form, head):
            others.add(column)
        elif unit is None and head.startswith((folded(form.columns.unit), *_UNIT_HEADS)):
            unit = column
        elif len(named) == 1:
            claims[next(iter(named))].append(column)
        elif named or folded(form.columns.amount) in head:
            amounts.append(column)
        else:
            others.add(column)
    measures = {key: found[0] for key, found in claims.items() if found}
    in_doubt = frozenset(key for key, found in claims.items() if len(found) > 1)
    if not measures and len(amounts) == 1:
        both = amounts[0]
    elif not measures:
        return _by_order(form, table, columns, others, unit)
    return Columns(
        columns.first, columns.number, columns.label, unit, note, measures, both, in_doubt, frozenset(others)
    )


def _by_order(
    form: Form, table: ForeignTable, columns: Columns, others: Iterable[int], unit: int | None
) -> Columns:
    """The columns of a table whose head tells nothing: in the order of the form."""
    units = {folded(row.unit) for row in form.rows if row.unit}
    left = [column for column in range(columns.label + 1, table.width) if column not in {*others}]
    if unit is None:
        unit = next((column for column in left if _has_units(table, column, units)), None)
    left = [column for column in left if unit is None or column > unit]
    measures = dict(zip((each.key for each in form.measures), left, strict=False))
    after = left[len(measures) :]
    return Columns(
        columns.first,
        columns.number,
        columns.label,
        unit,
        after[0] if after else None,
        measures,
        others=frozenset(others),
        confidence=Confidence.LIKELY,
    )


def _has_units(table: ForeignTable, column: int, units: set[str]) -> bool:
    texts = [folded(line[column]) for line in table.lines if column < len(line) and line[column].strip()]
    return bool(texts) and 2 * sum(text in units for text in texts) >= len(texts)


def _measure_called(form: Form, head: str) -> MeasureKey | None:
    """The measure that the head calls as the form does, perhaps below the head of all; None for none."""
    above = folded(form.columns.amount)
    calls = ((measure.key, folded(measure.label)) for measure in form.measures)
    return next((key for key, label in calls if head in (label, f"{above} {label}")), None)


def _is_other(form: Form, head: str) -> bool:
    years = {int(year) for year in re.findall(r"\b20\d\d\b", head)}
    return any(each in head for each in _OTHERS) or bool(years and form.campaign.year not in years)


def _agreement(label: str, said: frozenset[str]) -> int:
    """How well a head with the words `said` names the measure called `label`, whose names "/" separates."""
    parts = [_telling(part) for part in label.split("/")]
    whole = sum(bool(part) and part <= said for part in parts)
    return 2 * whole or int(any(part & said for part in parts))


def _telling(text: str) -> frozenset[str]:
    return frozenset(folded(text).split()) - _FILLERS
