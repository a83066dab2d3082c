"""The question whether other data are to take the place of the present ones, with what would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QMessageBox, QWidget

from lcweek_desktop.ui.widgets import messages

_MOST_LINES: Final = 14
"""The most lines of differences that a question has room for."""


def ask_about_differences(
    window: QWidget, question: str, yes: str, lines: Sequence[str], then: Callable[[], None]
) -> QMessageBox:
    """Ask `question` above `window`, with `lines` on what would change; the button `yes` calls `then`."""
    shown = [f"– {line}" for line in lines[:_MOST_LINES]]
    if len(lines) > _MOST_LINES:
        shown.append(f"và {len(lines) - _MOST_LINES} chỗ khác.")
    return messages.ask_question(
        window,
        question,
        yes=yes,
        no="Không",
        detail="\n".join([*shown, "", "Dữ liệu hiện có sẽ được sao lưu trước khi thay."]),
        then=then,
    )
