"""The line at the bottom: whether everything is saved, how much is filled in, what was found."""

from __future__ import annotations

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar

from lcweek_desktop.domain.form import CellState
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.session.report_checks import count_findings, findings_text
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import Space, theme

_LINK = (
    "QPushButton { background: transparent; border: 1px solid transparent; border-radius: 4px;"
    " padding: 1px ${xs}; color: $tone; }"
    "QPushButton:hover { background: $tone_soft; } QPushButton:focus { border-color: $tone; }"
)


class StatusLine(QFrame):
    # The findings are to be shown.
    findings_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        theme().apply_style(
            self, "StatusLine { background: $surface; border: 0; border-top: 1px solid $line; }"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.XS, Space.L, Space.XS)
        row.setSpacing(Space.S)
        row.addWidget(Saving(session))
        row.addStretch(1)
        row.addWidget(_Completeness(session))
        row.addSpacing(Space.L)
        found = _Findings(session)
        found.clicked.connect(self.findings_wanted)
        row.addWidget(found)


class Saving(QFrame):
    """ "Đã lưu 10:32", said only after the commit; "Đang lưu…" before; and what to do when it failed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._picture, self._words = QLabel(), QLabel()
        self._again = Button("Thử lại")
        self._again.setAccessibleDescription("Lưu lại những gì chưa lưu được")
        self._again.clicked.connect(session.saver.retry)
        theme().apply_style(self._again, _LINK.replace("$tone", "$error"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        for part in (self._picture, self._words, self._again):
            row.addWidget(part)
        session.saver.saving.connect(lambda: self._say("clock", "muted", "Đang lưu…"))
        session.saver.saved.connect(self._saved)
        session.saver.failed.connect(self._failed)
        self._say("check", "muted", "Tự động lưu khi nhập")
        theme().on_theme_change(self, self._paint)

    @property
    def words(self) -> str:
        return self._words.text()

    def _saved(self) -> None:
        self._say("check", "ok", f"Đã lưu {QTime.currentTime().toString('HH:mm')}")

    def _failed(self, error: Exception) -> None:
        why = error.message if isinstance(error, LcweekError) else "Chương trình gặp lỗi khi lưu."
        self._say("error", "error", "Chưa lưu được thay đổi vừa rồi", why)

    def _say(self, icon: str, tone: str, words: str, why: str = "") -> None:
        self._icon, self._tone = icon, tone
        self._words.setText(words)
        self._words.setToolTip(why)
        self._words.setAccessibleName(f"{words}. {why}" if why else words)
        self._again.setVisible(bool(why))
        self._paint()

    def _paint(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, self._tone, 16))
        self._words.setStyleSheet(f"color: {getattr(theme().colours, self._tone)};")


class _Completeness(QFrame):
    """How many of the cells that the unit itself fills hold a number."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._open = [cell for cell in session.form.cells if session.state(cell) is CellState.OPEN]
        self._words = QLabel()
        self._bar = QProgressBar()
        self._bar.setRange(0, max(len(self._open), 1))
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Số ô đã nhập")
        theme().apply_style(
            self._bar,
            "QProgressBar { background: $line; border: 0; border-radius: 3px; }"
            "QProgressBar::chunk { background: $accent; border-radius: 3px; }",
        )
        theme().on_theme_change(self._bar, lambda: self._bar.setFixedSize(theme().px(96), theme().px(6)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self._words)
        row.addWidget(self._bar)
        session.figures_changed.connect(self._count)
        self._count()

    def _count(self) -> None:
        filled = sum(cell in self._session.content.figures for cell in self._open)
        self._words.setText(f"Đã nhập {filled}/{len(self._open)} ô")
        self._bar.setValue(filled)


class _Findings(Button):
    """How many findings there are; pressed, they are shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setToolTip("Xem trang Kiểm tra")
        session.checks.changed.connect(self._count)
        theme().on_theme_change(self, self._count)

    def _count(self) -> None:
        errors, warnings = count_findings(self._session.checks.findings)
        tone = "error" if errors else "warning" if warnings else "ok"
        self.setText(findings_text(errors, warnings))
        self.setAccessibleName(f"Kiểm tra: {self.text()}")
        self.setIcon(icons.icon("done" if tone == "ok" else tone, tone))
        self.setIconSize(icons.button_icon_size())
        sheet = _LINK.replace("$tone_soft", f"${tone}_soft").replace("$tone", f"${tone}")
        self.setStyleSheet(theme().style_sheet(sheet))
