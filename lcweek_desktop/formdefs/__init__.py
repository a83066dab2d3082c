"""The forms as data: `forms/<year>/*.toml` → domain objects."""

from lcweek_desktop.formdefs.load import FILES, available, load_form, load_forms, read_form

__all__ = ["FILES", "available", "load_form", "load_forms", "read_form"]
