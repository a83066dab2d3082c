"""Unit directories in CSV files: UTF-8, with the columns `code,name,level,parent_code`."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from lcweek_desktop.domain.form import Form, LevelKey
from lcweek_desktop.domain.lengths import MAX_LINE
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, UnitId, unit_code
from lcweek_desktop.errors import KnownError

MAX_ABOVE: Final = 16
"""The number of units above a unit; reports cannot be nested deeper than this either."""
COLUMNS: Final = ("code", "name", "level", "parent_code")
"""The first line of a directory file."""


def read_directory(file: str, data: bytes, form: Form, known: Directory) -> tuple[Unit, ...]:
    """The units that the file called `file`, which holds `data`, lists, in its order.

    Raises KnownError `directory-file`, which names file and line, when a column is missing, a code is
    malformed or listed twice, a level is unknown, a parent is neither in the file nor in `known`, or a unit
    has more than MAX_ABOVE others above it, which it also has in a circle.
    """
    units: dict[UnitCode, tuple[int, Unit]] = {}
    for line, row in _rows(file, data):
        unit = _unit(file, line, row, form)
        if unit.code in units:
            raise wrong_directory(file, line, f"mã {unit.code} lặp lại")
        units[unit.code] = line, unit
    _refuse_orphans(file, units.values(), known)
    _refuse_deep(file, units)
    return tuple(unit for _, unit in units.values())


def directory_bytes(units: Collection[Unit]) -> bytes:
    """The directory file that lists `units`, as `read_directory` reads it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((unit.code, unit.name, unit.level, unit.parent or "") for unit in units)
    return text.getvalue().encode("utf-8")


def wrong_directory(file: str, line: int, reason: str) -> KnownError:
    """The error `directory-file` for a line of `file`; `reason` is a Vietnamese clause."""
    return KnownError("directory-file", file=file, line=line, reason=reason)


def _rows(file: str, data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise wrong_directory(file, 1, f"dòng đầu phải là {','.join(COLUMNS)}")
        for row in reader:
            yield reader.line_num, row
    except (UnicodeDecodeError, csv.Error) as error:
        raise wrong_directory(file, 1, "không phải tệp CSV mã hóa UTF-8") from error


def _unit(file: str, line: int, row: dict[str, str], form: Form) -> Unit:
    if None in row or None in row.values():
        raise wrong_directory(file, line, f"phải có đúng {len(COLUMNS)} cột")
    level, name = LevelKey(row["level"].strip()), clean_line(row["name"])
    if level not in form.level_by_key:
        raise wrong_directory(file, line, f"cấp “{level}” không có trong kỳ báo cáo")
    if not name:
        raise wrong_directory(file, line, "thiếu tên đơn vị")
    if len(row["name"].strip()) > MAX_LINE:
        raise wrong_directory(file, line, f"tên đơn vị dài hơn {MAX_LINE} ký tự")
    parent = row["parent_code"].strip()
    try:
        code, above = unit_code(row["code"].strip()), unit_code(parent) if parent else None
    except KnownError as error:
        raise wrong_directory(file, line, "mã đơn vị không hợp lệ") from error
    return Unit(UnitId(form.campaign.edition, code), name, level, above)


def _refuse_deep(file: str, units: Mapping[UnitCode, tuple[int, Unit]]) -> None:
    for line, unit in units.values():
        above = unit.parent
        for _ in range(MAX_ABOVE):
            above = None if above is None or above not in units else units[above][1].parent
        if above is not None:
            raise wrong_directory(file, line, f"có quá {MAX_ABOVE} cấp trên, hoặc là cấp trên của chính mình")


def _refuse_orphans(file: str, units: Collection[tuple[int, Unit]], known: Directory) -> None:
    codes = {unit.code for _, unit in units} | set(known.units)
    for line, unit in units:
        if unit.parent is not None and unit.parent not in codes:
            raise wrong_directory(file, line, f"không có đơn vị cấp trên mã {unit.parent}")
