"""The empty form that was filled in as a workbook becomes values for the cells. Source: docs/template.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from lcweek_desktop.domain.form import Cell, CellState, Form, MeasureKey, RowKey
from lcweek_desktop.domain.report import Content, OwnLine
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.jobs import template_entries
from lcweek_desktop.services.report.entry_plan import LABEL, NOTE, UNIT, Entry, RowName, Target

_LABEL_AT, _UNIT_AT, _FIRST_MEASURE = 1, 2, 3
"""The places of the label, the unit and the first number in a line, from 0."""
_UNIT_NAME: Final = "unit-name"
_TWICE: Final = "Dòng này có hai lần trong tệp."
_UNKNOWN: Final = "Biểu mẫu không có dòng này."


def filled_entries(form: Form, content: Content, file: Path) -> tuple[Entry, ...]:
    """The values that somebody filled in the workbook `file`, to be entered into the report `content`.

    An own line goes to the one that has its label, two of one label to two lines, or else after those that
    there are. Raises KnownError
    `workbook-not-template` for any other workbook, `workbook-other-form` for that of another form, and what
    opening it raises.
    """
    read = template_entries(file)
    if read is None or not read.mark.startswith("lcweek-template=1 "):
        raise KnownError("workbook-not-template", file=file.name)
    mark = dict(part.partition("=")[::2] for part in read.mark.split(" "))
    if mark.get("form") != form.hash:
        raise KnownError("workbook-other-form", file=file.name, campaign=mark.get("campaign", "?"))
    return tuple(_entries(form, content, [line for line in read.lines if line[0] != _UNIT_NAME]))


def _entries(form: Form, content: Content, lines: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[Entry]:
    times, own = Counter(key for key, _ in lines), _OwnLines(content.own_lines)
    columns = [*(each.key for each in form.measures), NOTE]
    for key, texts in lines:
        values = texts[_FIRST_MEASURE : _FIRST_MEASURE + len(columns)]
        label, unit = (clean_line(texts[at]) if at < len(texts) else "" for at in (_LABEL_AT, _UNIT_AT))
        is_own = "/" in key
        if not any(values) and not (is_own and (label or unit)):
            continue
        reason = _TWICE if times[key] > 1 else "" if is_own or key in form.row_by_key else _UNKNOWN
        if reason:
            yield from (Entry(None, text, line=label or key, reason=reason) for text in values if text)
            continue
        row: RowName = own.position(label) if is_own else RowKey(key)
        words = [(LABEL, label), (UNIT, unit)] if is_own else []
        for column, text in [*words, *zip(columns, values, strict=False)]:
            if not (text.startswith("=") and _adds_up(form, row, column)):
                yield Entry(Target(row, column), text)


def _adds_up(form: Form, row: RowName, column: str) -> bool:
    """Whether the workbook has a formula in a cell itself, which is no entry."""
    if isinstance(row, int) or column == NOTE:
        return False
    return form.rule(Cell(row, MeasureKey(column))).state in (CellState.COMPUTED, CellState.TOTAL)


class _OwnLines:
    """The own lines that there are, and those that the file adds; each takes one line of the file."""

    def __init__(self, lines: Sequence[OwnLine]) -> None:
        self._labels: list[str | None] = [line.label for line in lines]

    def position(self, label: str) -> int:
        """The position of the first line called `label` that no other line of the file has taken, or else of
        a new one."""
        if label and label in self._labels:
            position = self._labels.index(label)
            self._labels[position] = None
            return position
        self._labels.append(None)
        return len(self._labels) - 1
