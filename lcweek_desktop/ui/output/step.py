"""One step of the job at the side of the page: its number or a tick, what it is for, what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLayout, QVBoxLayout, QWidget

from lcweek_desktop.ui import icons
from lcweek_desktop.ui.theme import CARD, Role, Space, theme


class StepCard(QFrame):
    """Shows `words` under its title, and below them what `add` puts in."""

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        theme().dress(self, CARD)
        self._number = number
        self._done = False
        self._mark = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        heading = QLabel(title)
        theme().write(heading, Role.STRONG)
        self._words = QLabel()
        self._words.setWordWrap(True)
        theme().dress(self._words, "color: $muted;")
        self._inside = QVBoxLayout()
        self._inside.setSpacing(Space.S)
        grid = QGridLayout(self)
        grid.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._mark, 0, 0)
        grid.addWidget(heading, 0, 1)
        grid.addWidget(self._words, 1, 0, 1, 2)
        grid.addLayout(self._inside, 2, 0, 1, 2)
        theme().follow(self, self._paint)

    @property
    def done(self) -> bool:
        return self._done

    @property
    def words(self) -> str:
        return self._words.text()

    def add(self, *parts: QWidget | QLayout) -> None:
        for part in parts:
            if isinstance(part, QWidget):
                self._inside.addWidget(part)
            else:
                self._inside.addLayout(part)

    def tell(self, words: str, *, done: bool) -> None:
        self._words.setText(words)
        self._done = done
        self._paint()

    def _paint(self) -> None:
        size = theme().px(22)
        self._mark.setFixedSize(size, size)
        if self._done:
            self._mark.setPixmap(icons.pixmap("done", "ok", 20))
            self._mark.setStyleSheet("")
            self._mark.setAccessibleName(f"Bước {self._number} đã xong")
        else:
            self._mark.setText(str(self._number))
            sheet = theme().filled("background: $accent_soft; color: $accent; font-weight: 600;")
            self._mark.setStyleSheet(f"{sheet} border-radius: {size // 2}px;")
            self._mark.setAccessibleName(f"Bước {self._number}")
