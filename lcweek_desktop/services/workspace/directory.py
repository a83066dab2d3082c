"""Unit directories in files: those that come with the program, and those that people name."""

from __future__ import annotations

from pathlib import Path

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.unit import Directory, Unit
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import read_directory
from lcweek_desktop.paths import resources_dir


def shipped_directory(form: Form) -> Directory:
    """The units of the campaign's edition that come with the program; none for an edition without a file."""
    file = resources_dir() / "units" / f"{form.campaign.edition}.csv"
    empty = Directory(form.campaign.edition, {})
    return empty.extended(read_units(file, form, empty)) if file.is_file() else empty


def read_units(file: Path, form: Form, known: Directory) -> tuple[Unit, ...]:
    """The units that `file` lists, in its order.

    Raises KnownError `directory-file` as `read_directory`, also for a file that cannot be read.
    """
    try:
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise KnownError("directory-file", file=file.name, line=1, reason="không có tệp này") from error
    except OSError as error:
        raise KnownError("directory-file", file=file.name, line=1, reason="không đọc được tệp") from error
    return read_directory(file.name, data, form, known)
