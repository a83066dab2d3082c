"""The forms are data: `forms/<year>/*.toml`, read here into the objects of `domain/form.py`; and so are the
directories of units."""

from lcweek_desktop.formdefs.directory import directory_bytes, read_directory
from lcweek_desktop.formdefs.load import FILES, available, load_form, load_forms, read_form

__all__ = [
    "FILES",
    "available",
    "directory_bytes",
    "load_form",
    "load_forms",
    "read_directory",
    "read_form",
]
