"""Reading phu-luc-1.toml: the headings of the narrative."""

from __future__ import annotations

from lcweek_desktop.domain.form import Heading, HeadingKey
from lcweek_desktop.formdefs.toml_table import TomlTable, read_each


def read_headings(top: TomlTable) -> tuple[Heading, ...]:
    """The headings, in the order in which they are printed."""
    top.check_keys(("heading",))
    return read_each(top.tables("heading"), _heading)


def _heading(entry: TomlTable) -> Heading:
    entry.check_keys(("key", "number", "title", "has_text"), ("guidance",))
    return Heading(
        key=HeadingKey(entry.text("key")),
        number=entry.text("number"),
        title=entry.nonempty_text("title"),
        has_text=entry.boolean("has_text"),
        guidance=entry.texts("guidance"),
    )
