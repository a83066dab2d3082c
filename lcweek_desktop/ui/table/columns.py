"""The columns of the form's table: printed number, label, unit, one per measure, note."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from lcweek_desktop.domain.form import Form, Measure


class ColumnKind(Enum):
    """What the cells of a column hold."""

    NUMBER = auto()
    """The printed number of the row, such as "1.1"."""
    LABEL = auto()
    UNIT = auto()
    """What the row counts in, such as "lớp"."""
    MEASURE = auto()
    """The numbers of one measure."""
    NOTE = auto()


@dataclass(frozen=True)
class Column:
    """A column of the table. `title` is the form's own heading; `measure` is None in columns without
    figures."""

    kind: ColumnKind
    title: str
    measure: Measure | None = None


def columns(form: Form) -> tuple[Column, ...]:
    """The columns of `form` from left to right."""
    titles = form.columns
    return (
        Column(ColumnKind.NUMBER, titles.tt),
        Column(ColumnKind.LABEL, titles.label),
        Column(ColumnKind.UNIT, titles.unit),
        *(Column(ColumnKind.MEASURE, measure.label, measure) for measure in form.measures),
        Column(ColumnKind.NOTE, titles.note),
    )
