"""The line at the bottom of the window: whether everything is saved, how much is filled in, what was
found."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy

from lcweek_desktop.domain.form import CellState
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.session.report_checks import count_findings, findings_text
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_LINK_STYLE: Final = (
    "QPushButton { background: transparent; border: 1px solid transparent; border-radius: 4px;"
    " padding: 1px ${xs}; color: $tone; }"
    "QPushButton:hover { background: $tone_soft; } QPushButton:focus { border-color: $tone; }"
)
"""The style of a button that looks like a link; `$tone` stands for the name of its colour."""


class StatusLine(QFrame):
    """Shows the state of one session."""

    # The findings are to be shown.
    findings_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        theme().apply_style(
            self, "StatusLine { background: $surface; border: 0; border-top: 1px solid $line; }"
        )
        findings = _FindingsButton(session)
        findings.clicked.connect(self.findings_requested)
        self._notice = QLabel()
        # Words that are too long for the line are cut off: they must not widen the window.
        self._notice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme().set_font(self._notice, TextRole.STRONG)
        theme().apply_style(self._notice, "color: $accent;")
        session.undo.indexChanged.connect(lambda _index: self.show_notice(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.XS, Space.L, Space.XS)
        row.setSpacing(Space.S)
        row.addWidget(_SavingIndicator(session))
        row.addSpacing(Space.L)
        row.addWidget(self._notice, 1)
        row.addWidget(_Completeness(session))
        row.addSpacing(Space.L)
        row.addWidget(findings)

    def show_notice(self, sentence: str) -> None:
        """Say `sentence` until the report is edited or another page comes to the front; empty for nothing."""
        self._notice.setText(sentence)
        self._notice.setAccessibleName(sentence)

    @property
    def notice(self) -> str:
        """What is said now."""
        return self._notice.text()


class _SavingIndicator(QFrame):
    """Says "Đang lưu…" until the commit has returned and "Đã lưu 10:32" after it; when saving failed, why,
    with a button to try again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._picture, self._label = QLabel(), QLabel()
        self._retry = Button("Thử lại", on_click=session.saver.retry)
        self._retry.setAccessibleDescription("Lưu lại những gì chưa lưu được")
        theme().apply_style(self._retry, _link_style("error"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        for part in (self._picture, self._label, self._retry):
            row.addWidget(part)
        session.saver.saving.connect(lambda: self._show("clock", "muted", "Đang lưu…"))
        session.saver.saved.connect(self._show_saved)
        session.saver.failed.connect(self._show_failed)
        self._show("check", "muted", "Tự động lưu khi nhập")
        theme().on_theme_change(self, self._apply_colour)

    def _show_saved(self) -> None:
        self._show("check", "ok", f"Đã lưu {QTime.currentTime().toString('HH:mm')}")

    def _show_failed(self, error: Exception) -> None:
        reason = error.message if isinstance(error, LcweekError) else "Chương trình gặp lỗi khi lưu."
        self._show("error", "error", "Chưa lưu được thay đổi vừa rồi", reason)

    def _show(self, icon: str, colour: str, text: str, reason: str = "") -> None:
        self._icon, self._colour = icon, colour
        self._label.setText(text)
        self._label.setToolTip(reason)
        self._label.setAccessibleName(f"{text}. {reason}" if reason else text)
        self._retry.setVisible(bool(reason))
        self._apply_colour()

    def _apply_colour(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, self._colour, 16))
        self._label.setStyleSheet(f"color: {getattr(theme().colours, self._colour)};")


class _Completeness(QFrame):
    """How many of the cells that the unit itself fills hold a number, in words and as a bar."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._open_cells = [cell for cell in session.form.cells if session.state(cell) is CellState.OPEN]
        self._label, self._bar = QLabel(), QProgressBar()
        self._bar.setRange(0, max(len(self._open_cells), 1))
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
        row.addWidget(self._label)
        row.addWidget(self._bar)
        session.figures_changed.connect(self._show_count)
        self._show_count()

    def _show_count(self) -> None:
        filled = sum(cell in self._session.content.figures for cell in self._open_cells)
        self._label.setText(f"Đã nhập {filled}/{len(self._open_cells)} ô")
        self._bar.setValue(filled)


class _FindingsButton(Button):
    """Says how many findings there are."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._checks = session.checks
        self.setToolTip("Xem trang Kiểm tra")
        session.checks.changed.connect(self._show_count)
        theme().on_theme_change(self, self._show_count)

    def _show_count(self) -> None:
        errors, warnings = count_findings(self._checks.findings)
        colour = "error" if errors else "warning" if warnings else "ok"
        self.setText(findings_text(errors, warnings))
        self.setAccessibleName(f"Kiểm tra: {self.text()}")
        self.setIcon(icons.icon("done" if colour == "ok" else colour, colour))
        self.setIconSize(icons.button_icon_size())
        self.setStyleSheet(theme().style_sheet(_link_style(colour)))


def _link_style(colour: str) -> str:
    return _LINK_STYLE.replace("$tone", f"${colour}")
