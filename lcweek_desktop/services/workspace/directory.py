"""Unit directories in CSV files: UTF-8, with the columns `code,name,level,parent_code`."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from lcweek_desktop.domain.form import Form, LevelKey
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, UnitId, unit_code
from lcweek_desktop.errors import KnownError
from lcweek_desktop.paths import resources_dir

COLUMNS: Final = ("code", "name", "level", "parent_code")
"""The first line of a directory file."""


def shipped_directory(form: Form) -> Directory:
    """The units of the campaign's edition that come with the program; none for an edition without a file."""
    file = resources_dir() / "units" / f"{form.campaign.edition}.csv"
    empty = Directory(form.campaign.edition, {})
    return empty.extended(read_units(file, form, empty)) if file.is_file() else empty


def read_units(file: Path, form: Form, known: Directory) -> tuple[Unit, ...]:
    """The units that `file` lists, in its order.

    Raises KnownError `directory-file`, which names file and line, when a column is missing, a code is
    malformed or listed twice, a level is unknown, or a parent is neither in the file nor in `known`.
    """
    units: dict[UnitCode, tuple[int, Unit]] = {}
    for line, row in _rows(file):
        unit = _unit(file, line, row, form)
        if unit.code in units:
            raise _wrong(file, line, f"mã {unit.code} lặp lại")
        units[unit.code] = line, unit
    _refuse_orphans(file, units.values(), known)
    return tuple(unit for _, unit in units.values())


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise _wrong(file, 1, f"dòng đầu phải là {','.join(COLUMNS)}")
            for row in reader:
                yield reader.line_num, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _wrong(file, 1, _reason(error)) from error


def _unit(file: Path, line: int, row: dict[str, str], form: Form) -> Unit:
    if None in row or None in row.values():
        raise _wrong(file, line, f"phải có đúng {len(COLUMNS)} cột")
    level, name = LevelKey(row["level"].strip()), clean_line(row["name"])
    if level not in form.level_by_key:
        raise _wrong(file, line, f"cấp “{level}” không có trong kỳ báo cáo")
    if not name:
        raise _wrong(file, line, "thiếu tên đơn vị")
    parent = row["parent_code"].strip()
    try:
        code, above = unit_code(row["code"].strip()), unit_code(parent) if parent else None
    except KnownError as error:
        raise _wrong(file, line, "mã đơn vị không hợp lệ") from error
    return Unit(UnitId(form.campaign.edition, code), name, level, above)


def _refuse_orphans(file: Path, units: Collection[tuple[int, Unit]], known: Directory) -> None:
    codes = {unit.code for _, unit in units} | set(known.units)
    for line, unit in units:
        if unit.parent is not None and unit.parent not in codes:
            raise _wrong(file, line, f"không có đơn vị cấp trên mã {unit.parent}")


def _wrong(file: Path, line: int, reason: str) -> KnownError:
    return KnownError("directory-file", file=file.name, line=line, reason=reason)


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "không có tệp này"
    if isinstance(error, OSError):
        return "không đọc được tệp"
    return "không phải tệp CSV mã hóa UTF-8"
