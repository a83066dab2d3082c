"""A check as a form says it: its kind, the data that the kind takes, and its sentence (domain/rules/)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lcweek_desktop.domain.form_keys import LevelKey, MeasureKey, RowKey

_NO_MEASURE: Final = MeasureKey("")


class Severity(StrEnum):
    """How serious a finding is: with an ERROR a report cannot be frozen, a WARNING has to be seen."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class CheckOptions:
    """What a rule is applied to; each kind of rule reads only the options that it names (domain/rules)."""

    rows: tuple[RowKey, ...] = ()
    levels: tuple[LevelKey, ...] = ()
    units: tuple[str, ...] = ()
    measure: MeasureKey = _NO_MEASURE
    against: MeasureKey = _NO_MEASURE
    number: int = 0


@dataclass(frozen=True)
class CheckRule:
    """One check: a kind of rule, which is written in Python, applied with `options`.

    `sentence` is the Vietnamese template of its findings.
    """

    key: str
    kind: str
    severity: Severity
    sentence: str
    options: CheckOptions = CheckOptions()
