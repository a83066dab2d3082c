"""One step of the job at the side of the page: its number or a tick, how it stands, what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLayout, QVBoxLayout, QWidget

from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_HEAD = "#head { border: 1px solid transparent; border-radius: 6px; } #head:focus { border-color: $accent; }"
_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StepCard(QFrame):
    """Shows how the step stands; what `add` puts in is seen while it is open."""

    # Its head was clicked, or chosen by key.
    chosen = Signal()

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._number, self._title = number, title
        self.done = self.lit = False
        self._mark = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._words = QLabel()
        self._words.setWordWrap(True)
        theme().apply_style(self._words, "color: $muted;")
        self.head = _Head(self._mark, title, self._words)
        self.head.chosen.connect(self.chosen)
        self._body = QWidget()
        self._inside = QVBoxLayout(self._body)
        self._inside.setContentsMargins(Space.XS, 0, Space.XS, 0)
        self._inside.setSpacing(Space.S)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.XS, Space.S, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(self.head)
        column.addWidget(self._body)
        theme().on_theme_change(self, self._paint)

    @property
    def words(self) -> str:
        return self._words.text()

    @property
    def is_open(self) -> bool:
        return not self._body.isHidden()

    def add(self, *parts: QWidget | QLayout) -> None:
        for part in parts:
            if isinstance(part, QWidget):
                self._inside.addWidget(part)
            else:
                self._inside.addLayout(part)

    def open(self, *, on: bool) -> None:
        self._body.setVisible(on)

    def tell(self, words: str, *, done: bool) -> None:
        self._words.setText(words)
        self.done = done
        self._paint()

    def light(self, *, on: bool) -> None:
        """`on`: this is what to do next."""
        self.lit = on
        self._paint()

    def _paint(self) -> None:
        size = theme().px(22)
        self._mark.setFixedSize(size, size)
        if self.done:
            self._mark.setPixmap(icons.pixmap("done", "ok", 20))
            self._mark.setStyleSheet("")
        else:
            self._mark.setText(str(self._number))
            ground, ink = ("$accent", "$on_accent") if self.lit else ("$closed", "$muted")
            sheet = theme().style_sheet(f"background: {ground}; color: {ink}; font-weight: 600;")
            self._mark.setStyleSheet(f"{sheet} border-radius: {size // 2}px;")
        state = ", đã xong" if self.done else ", làm tiếp" if self.lit else ""
        self.head.setAccessibleName(f"Bước {self._number}: {self._title}{state}")
        look = (
            "background: $surface; border: 1px solid $accent"
            if self.lit
            else "background: $raised; border: 1px solid $line"
        )
        self.setStyleSheet(theme().style_sheet(f"#card {{ {look}; border-radius: 10px; }}"))


class _Head(QWidget):
    """What opens a step, with the mouse and with Space or Enter."""

    chosen = Signal()

    def __init__(self, mark: QLabel, title: str, words: QLabel) -> None:
        super().__init__()
        self.setObjectName("head")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        heading = QLabel(title)
        theme().set_font(heading, TextRole.STRONG)
        theme().apply_style(self, _HEAD)
        grid = QGridLayout(self)
        grid.setContentsMargins(*(4 * (Space.XS,)))
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        grid.addWidget(mark, 0, 0)
        grid.addWidget(heading, 0, 1)
        grid.addWidget(words, 1, 0, 1, 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()  # so that the release comes here too

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in _KEYS:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)
