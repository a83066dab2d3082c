"""The empty form that was filled in as a workbook becomes values for the cells. Source: docs/template.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from lcweek_desktop.domain.form import Form, RowKey
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

    An own line goes to the one that has its label, or else after those that there are. Raises KnownError
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
    times, own = Counter(key for key, _ in lines), [*content.own_lines]
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
        row: RowName = _own_position(own, label) if is_own else RowKey(key)
        words = [(LABEL, label), (UNIT, unit)] if is_own else []
        for column, text in [*words, *zip(columns, values, strict=False)]:
            yield Entry(Target(row, column), text)


def _own_position(own: list[OwnLine], label: str) -> int:
    """The position of the own line called `label`, which is added to `own` when there is none."""
    position = next((at for at, line in enumerate(own) if label and line.label == label), len(own))
    if position == len(own):
        own.append(OwnLine(label))
    return position
