"""The columns of the form's table: printed number, label, unit, one per measure, note."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from lcweek_desktop.domain.form import Form, Measure
from lcweek_desktop.domain.values import format_number


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
    figures. `words` are those that the column shows unbroken, whatever a unit enters; `largest` is the
    largest number that a unit may enter, empty in columns without figures."""

    kind: ColumnKind
    title: str
    measure: Measure | None = None
    words: frozenset[str] = frozenset()
    largest: str = ""


def columns(form: Form) -> tuple[Column, ...]:
    """The columns of `form` from left to right."""
    titles = form.columns
    return (
        Column(ColumnKind.NUMBER, titles.tt, words=_words(titles.tt, *(row.tt for row in form.rows))),
        Column(ColumnKind.LABEL, titles.label),
        Column(ColumnKind.UNIT, titles.unit, words=_words(titles.unit, *(row.unit for row in form.rows))),
        *(
            Column(ColumnKind.MEASURE, each.label, each, _words(each.label), _largest(form, each))
            for each in form.measures
        ),
        Column(ColumnKind.NOTE, titles.note),
    )


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


def _largest(form: Form, measure: Measure) -> str:
    rules = (row.cells[measure.key] for row in form.rows)
    return max((format_number(rule.limit, rule.decimals) for rule in rules), key=len)
