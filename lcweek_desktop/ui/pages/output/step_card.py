"""The card of one step at the side of In và gửi: its number or a tick, how it stands, and what can be
done."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_HEADER_STYLE: Final = (
    "#head { border: 1px solid transparent; border-radius: 6px; } #head:focus { border-color: $accent; }"
)
_ACTIVATE_KEYS: Final = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StepCard(QFrame):
    """A step whose contents are visible only while its card is open; the header always is."""

    # The header was clicked, or activated by a key.
    activated = Signal()

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._number, self._title = number, title
        self.is_done = False
        """Whether the step is done."""
        self.is_next = False
        """Whether this is the step to do next."""
        self._mark = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._status_label = QLabel()
        self._status_label.setWordWrap(True)
        theme().apply_style(self._status_label, "color: $muted;")
        self.header = _Header(self._mark, title, self._status_label)
        self.header.activated.connect(self.activated)
        self._body = QWidget()
        self._contents = QVBoxLayout(self._body)
        self._contents.setContentsMargins(Space.XS, 0, Space.XS, 0)
        self._contents.setSpacing(Space.S)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.XS, Space.S, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(self.header)
        column.addWidget(self._body)
        theme().on_theme_change(self, self._apply_style)

    @property
    def status_text(self) -> str:
        """How the step stands, in words."""
        return self._status_label.text()

    @property
    def is_open(self) -> bool:
        """Whether the contents are visible."""
        return not self._body.isHidden()

    def add_contents(self, *parts: QWidget | QLayout) -> None:
        """Lay out `parts` below the header, one below the other."""
        for part in parts:
            if isinstance(part, QWidget):
                self._contents.addWidget(part)
            else:
                self._contents.addLayout(part)

    def set_open(self, is_open: bool) -> None:
        """Show or hide the contents."""
        self._body.setVisible(is_open)

    def focus_first_action(self) -> None:
        """Put the keyboard on the first button that can be pressed, if the card is open."""
        for button in self._body.findChildren(QPushButton):
            if button.isVisible() and button.isEnabled():
                button.setFocus()
                return

    def set_status(self, text: str, *, is_done: bool) -> None:
        """Say how the step stands."""
        self._status_label.setText(text)
        self.is_done = is_done
        self._apply_style()

    def set_next(self, is_next: bool) -> None:
        """Mark this as the step to do next, or not."""
        self.is_next = is_next
        self._apply_style()

    def _apply_style(self) -> None:
        self._style_mark()
        state = ", đã xong" if self.is_done else ", làm tiếp" if self.is_next else ""
        self.header.setAccessibleName(f"Bước {self._number}: {self._title}{state}")
        background, border = ("$surface", "$accent") if self.is_next else ("$raised", "$line")
        sheet = f"#card {{ background: {background}; border: 1px solid {border}; border-radius: 10px; }}"
        self.setStyleSheet(theme().style_sheet(sheet))

    def _style_mark(self) -> None:
        size = theme().px(22)
        self._mark.setFixedSize(size, size)
        if self.is_done:
            self._mark.setPixmap(icons.pixmap("done", "ok", 20))
            self._mark.setStyleSheet("")
            return
        self._mark.setText(str(self._number))
        background, text = ("$accent", "$on_accent") if self.is_next else ("$closed", "$muted")
        sheet = theme().style_sheet(f"background: {background}; color: {text}; font-weight: 600;")
        self._mark.setStyleSheet(f"{sheet} border-radius: {size // 2}px;")


class _Header(QWidget):
    """Activated by a click, and by Space or Enter while it has the focus."""

    activated = Signal()

    def __init__(self, mark: QLabel, title: str, status: QLabel) -> None:
        super().__init__()
        self.setObjectName("head")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        heading = QLabel(title)
        theme().set_font(heading, TextRole.STRONG)
        theme().apply_style(self, _HEADER_STYLE)
        grid = QGridLayout(self)
        grid.setContentsMargins(*(4 * (Space.XS,)))
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        grid.addWidget(mark, 0, 0)
        grid.addWidget(heading, 0, 1)
        grid.addWidget(status, 1, 0, 1, 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()  # so that the release comes here too

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in _ACTIVATE_KEYS:
            self.activated.emit()
        else:
            super().keyPressEvent(event)
