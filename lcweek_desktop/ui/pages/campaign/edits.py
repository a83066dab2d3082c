"""Changes of single values of the draft, as every panel of the page makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.session import services

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.campaign_drafts import TomlValue


def set_value(
    editor: DraftEditor, entries: str, entry: str, key: str, value: TomlValue | None, row: str = ""
) -> None:
    """Let the entry `entry` of the list `entries` say `value` at `key`; None takes the key away. A text is
    made one clean line."""
    place = services.campaign_drafts.Entry(entries, entry)
    cleaned = clean_line(value) if isinstance(value, str) else value
    editor.edit(lambda definition: definition.with_value(place, key, cleaned), row=row)
