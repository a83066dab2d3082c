"""The columns of the table: printed number, label, unit, one per measure, note."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from lcweek_desktop.domain.form import Form, Measure


class ColumnKind(Enum):
    NUMBER = auto()
    LABEL = auto()
    UNIT = auto()
    MEASURE = auto()
    NOTE = auto()


@dataclass(frozen=True)
class Column:
    """`measure` is given for the columns that hold figures only; `title` is the form's own heading."""

    kind: ColumnKind
    title: str
    measure: Measure | None = None


def columns(form: Form) -> tuple[Column, ...]:
    titles = form.columns
    return (
        Column(ColumnKind.NUMBER, titles.tt),
        Column(ColumnKind.LABEL, titles.label),
        Column(ColumnKind.UNIT, titles.unit),
        *(Column(ColumnKind.MEASURE, measure.label, measure) for measure in form.measures),
        Column(ColumnKind.NOTE, titles.note),
    )
