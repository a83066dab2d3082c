"""Checks of a definition that is being worked on: those that a person can add, and removing them.

A check of any other kind belongs to the program: only its sentence is to be changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from lcweek_desktop.domain.form import CellState, Severity
from lcweek_desktop.formdefs.definition import Definition, TomlValue
from lcweek_desktop.services.workbench.table_rows import free_key

_Values = Mapping[str, TomlValue]


class CheckKind(NamedTuple):
    """A kind of check that a person can add.

    `name` is what it is called, and `sentence` what its findings say at first. `begin` gives what it is
    applied to at first. `measures` is how many measures a form has at least for it to make sense.
    """

    name: str
    sentence: str
    begin: Callable[[Definition], _Values]
    measures: int = 1


class AddedCheck(NamedTuple):
    """A definition with another check, and the key of that check."""

    definition: Definition
    key: str


def add_check(definition: Definition, kind: str) -> AddedCheck:
    """Add a check of the kind `kind`, one of CHECK_KINDS, as the last one; it warns."""
    key = free_key(kind, definition.keys("check"))
    values = {
        "key": key,
        "kind": kind,
        "severity": Severity.WARNING.value,
        **CHECK_KINDS[kind].begin(definition),
        "sentence": CHECK_KINDS[kind].sentence,
    }
    return AddedCheck(definition.with_list("check", [*definition.entries("check"), values]), key)


def remove_check(definition: Definition, key: str) -> Definition:
    """Take away the check `key`."""
    return definition.with_list("check", [each for each in definition.entries("check") if each["key"] != key])


def _number(number: int) -> Callable[[Definition], _Values]:
    return lambda _definition: {"number": number}


def _row(definition: Definition) -> _Values:
    return {"rows": [_first_row(definition)]}


def _row_at_every_level(definition: Definition) -> _Values:
    return {
        "rows": [_first_row(definition)],
        "levels": [*definition.keys("level")],
        "measure": definition.keys("measure")[0],
        "number": 100,
    }


def _units(_definition: Definition) -> _Values:
    return {"units": ["đồng"], "number": 1_000}


def _two_measures(definition: Definition) -> _Values:
    first, second, *_ = definition.keys("measure")
    return {"measure": second, "against": first}


def _first_row(definition: Definition) -> str:
    """The key of the first row in which numbers are entered."""
    rows = definition.entries("row")
    entered = (row for row in rows if CellState.OPEN.value in str(row["cells"]))
    return str(next(entered, rows[0])["key"])


CHECK_KINDS: Final[Mapping[str, CheckKind]] = MappingProxyType(
    {
        "entry-above": CheckKind(
            "Số của một số dòng không quá một mức",
            "Dòng {cell}: số {value} lớn hơn {number}. Hãy kiểm tra lại.",
            _row_at_every_level,
        ),
        "fewer": CheckKind(
            "Số ở cột này không ít hơn số ở cột kia",
            "Dòng {row}: số {value} ít hơn {other}. Hãy kiểm tra lại.",
            _two_measures,
            measures=2,
        ),
        "without": CheckKind(
            "Có số ở cột này thì phải có số ở cột kia",
            "Dòng {row}: đã có số {value} nhưng còn thiếu số ở cột kia.",
            _two_measures,
            measures=2,
        ),
        "without-note": CheckKind(
            "Có số thì phải có ghi chú",
            "Dòng {row}: đã có số {value} nhưng chưa có ghi chú.",
            _row,
        ),
        "not-multiple": CheckKind(
            "Số theo một đơn vị tính phải chẵn",
            "Dòng {cell}: số {value} không chẵn {number}. Hãy kiểm tra đơn vị tính.",
            _units,
        ),
        "times-last-year": CheckKind(
            "Số tăng nhiều lần so với năm trước",
            "Dòng {cell}: số {value} gấp từ {number} lần trở lên so với năm trước ({last}). Hãy kiểm tra "
            "lại.",
            _number(10),
        ),
        "times-peers": CheckKind(
            "Số gấp nhiều lần các đơn vị cùng cấp",
            "{unit}: dòng {cell} có số {value}, gấp từ {number} lần trở lên mức giữa của các đơn vị cùng cấp "
            "({median}). Hãy kiểm tra lại.",
            _number(10),
        ),
    }
)
"""The kinds that a person can add, by their name in a definition."""
