"""Unit directories in files: those that come with the program, and those that people name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.unit import Directory, Unit
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import (
    LostZeros,
    TidyDirectory,
    read_directory,
    refuse_lost_zeros,
    tidy_directory,
)
from lcweek_desktop.paths import resources_dir


def shipped_directory(form: Form) -> Directory:
    """The units of the campaign's edition that come with the program; none for an edition without a file."""
    file = resources_dir() / "units" / f"{form.campaign.edition}.csv"
    empty = Directory(form.campaign.edition, {})
    return empty.extended(read_units(file, form, empty)) if file.is_file() else empty


def read_units(file: Path, form: Form, known: Directory, *, restore_zeros: bool = False) -> tuple[Unit, ...]:
    """The units that `file` lists, in its order; the file may be as Excel saves it.

    With `restore_zeros` codes that have lost the zeros that they begin with get them back. Raises KnownError
    `directory-file` as `read_directory`, also for a file that cannot be read; `directory-zeros` for such
    codes without it.
    """
    tidy = _tidy(file, known)
    if not restore_zeros:
        refuse_lost_zeros(file.name, tidy)
    return read_directory(file.name, tidy.restored, form, known)


@dataclass(frozen=True)
class DirectoryPreview:
    """What the units of a file would be in a directory.

    `new` are not listed yet; `changed` have another name, level or parent, as they are and as they would be;
    `same` is how many stay as they are. `lost` are codes that have lost zeros, which are taken for restored.
    """

    new: tuple[Unit, ...]
    changed: tuple[tuple[Unit, Unit], ...]
    same: int
    lost: tuple[LostZeros, ...]


def preview_units(file: Path, form: Form, known: Directory) -> DirectoryPreview:
    """What the units that `file` lists would be in `known`. Raises KnownError `directory-file`."""
    tidy = _tidy(file, known)
    units = read_directory(file.name, tidy.restored, form, known)
    listed = [(known.units.get(unit.code), unit) for unit in units]
    return DirectoryPreview(
        new=tuple(unit for before, unit in listed if before is None),
        changed=tuple((before, unit) for before, unit in listed if before is not None and before != unit),
        same=sum(before == unit for before, unit in listed),
        lost=tidy.lost,
    )


def _tidy(file: Path, known: Directory) -> TidyDirectory:
    try:
        return tidy_directory(file.name, file.read_bytes(), known.units)
    except FileNotFoundError as error:
        raise KnownError("directory-file", file=file.name, line=1, reason="không có tệp này") from error
    except OSError as error:
        raise KnownError("directory-file", file=file.name, line=1, reason="không đọc được tệp") from error
