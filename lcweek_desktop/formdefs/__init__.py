"""The forms are data: `forms/<year>/*.toml`, read here into the objects of `domain/form.py`; and so are the
directories of units."""

from lcweek_desktop.formdefs.directory import directory_bytes, read_directory
from lcweek_desktop.formdefs.load import FILES, available, form_mistakes, load_form, load_forms, read_form
from lcweek_desktop.formdefs.tidy_directory import LostZeros, TidyDirectory, refuse_lost_zeros, tidy_directory

__all__ = [
    "FILES",
    "LostZeros",
    "TidyDirectory",
    "available",
    "directory_bytes",
    "form_mistakes",
    "load_form",
    "load_forms",
    "read_directory",
    "read_form",
    "refuse_lost_zeros",
    "tidy_directory",
]
