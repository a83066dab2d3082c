"""The card of one step of the job: how far it is, what it asks for, and the button that leads there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import LARGE_ZOOM, PRIMARY_STYLE, Space, TextRole, theme


@dataclass(frozen=True)
class Step:
    """One step of the job, in the words of its card."""

    title: str
    text: str
    """What is to be done."""
    action: str
    """The text of the button."""
    page: str
    """The key of the page on which it is done."""


class StepCard(QFrame):
    """One step; its button is visible only while it is the next one."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.page = step.page
        """The key of the page to which the button leads."""
        self._icon, self._colour = "todo", "faint"
        self._title = step.title
        title, self._label = QLabel(step.title), QLabel(step.text)
        for label in (title, self._label):
            label.setWordWrap(True)
        theme().set_font(title, TextRole.HEADING)
        theme().apply_style(self._label, "color: $muted;")
        self._mark = QLabel()
        self.button = Button(step.action)
        self._is_narrow = False
        self.lead_to(step.page, step.action)
        theme().apply_style(self.button, PRIMARY_STYLE)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(title)
        column.addWidget(self._label)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._mark, 0, 0)
        self._grid.addLayout(column, 0, 1)
        theme().on_theme_change(self, self._place_button)
        theme().on_theme_change(self, self._apply_style)

    def text(self) -> str:
        """What the card says below its title."""
        return self._label.text()

    @property
    def is_done(self) -> bool:
        """Whether the step has its tick."""
        return self._icon == "done"

    def set_text(self, text: str) -> None:
        """Replace what the card says below its title."""
        self._label.setText(text)
        self._grid.invalidate()

    def lead_to(self, page: str, action: str) -> None:
        """Let the button say `action` and lead to `page`."""
        self.page = page
        self.button.setText(action)
        self.button.setAccessibleName(f"{action}, bước {self._title}")

    def show_state(self, *, is_done: bool, is_next: bool) -> None:
        """Show how far the step is. A step that is neither done nor the next one is still to do."""
        icon, colour, spoken = ("todo", "faint", "chưa làm")
        if is_done:
            icon, colour, spoken = ("done", "ok", "xong")
        elif is_next:
            icon, colour, spoken = ("right", "accent", "làm tiếp")
        self._icon, self._colour = icon, colour
        self._mark.setAccessibleName(spoken)
        self.button.setVisible(is_next)
        self._grid.invalidate()  # Qt keeps the heights of wrapped texts as they were with the button
        self._apply_style()

    def set_narrow(self, is_narrow: bool) -> None:
        """Whether the card has little room, so that the button stands below the text."""
        self._is_narrow = is_narrow
        self._place_button()

    def _place_button(self) -> None:
        """Put the button beside the text, or below it where the card or large letters leave no room."""
        is_below = self._is_narrow or theme().zoom >= LARGE_ZOOM
        self._grid.addWidget(self.button, *((1, 1) if is_below else (0, 2)))

    def _apply_style(self) -> None:
        is_next = self._colour == "accent"
        background, border = ("$surface", "$accent") if is_next else ("$raised", "$line")
        sheet = theme().style_sheet(
            f"StepCard {{ background: {background}; border: 1px solid {border}; border-radius: 8px; }}"
        )
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)
        self._mark.setPixmap(icons.pixmap(self._icon, self._colour, icons.LARGE))
