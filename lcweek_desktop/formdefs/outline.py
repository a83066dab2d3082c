"""phu-luc-1.toml → headings."""

from __future__ import annotations

from lcweek_desktop.domain.form import Heading, HeadingKey
from lcweek_desktop.formdefs.source import Source


def read_headings(top: Source) -> tuple[Heading, ...]:
    top.expect(("heading",))
    return tuple(_heading(entry) for entry in top.tables("heading"))


def _heading(entry: Source) -> Heading:
    entry.expect(("key", "number", "title", "has_text"), ("guidance",))
    return Heading(
        key=HeadingKey(entry.text("key")),
        number=entry.text("number"),
        title=entry.filled("title"),
        has_text=entry.flag("has_text"),
        guidance=entry.texts("guidance"),
    )
