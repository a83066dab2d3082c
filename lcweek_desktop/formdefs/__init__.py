"""The forms are data: `forms/<year>/*.toml`, read here into the objects of `domain/form.py`."""

from lcweek_desktop.formdefs.load import FILES, available, load_form, load_forms, read_form

__all__ = ["FILES", "available", "load_form", "load_forms", "read_form"]
