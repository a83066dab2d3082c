"""The line on top: the unit, the campaign, the days left."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
)

from lcweek_desktop.domain.form import Campaign
from lcweek_desktop.ui.session.opening import StartState
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
"""Left also for the button that has its arrow at the right by being laid out from the right."""


class Header(QFrame):
    # str: code of another unit of this installation to work with.
    unit_wanted = Signal(str)
    # A unit is to be added to this installation.
    adding_wanted = Signal()

    def __init__(self, opened: StartState) -> None:
        super().__init__()
        theme().apply_style(
            self, "Header { background: $surface; border: 0; border-bottom: 1px solid $line; }"
        )
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._unit_button(opened), 0, _LEFT)
        lines.addWidget(self._campaign_label(opened.workspace.form.campaign))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L - Space.XS, Space.S, Space.L, Space.S)
        row.addLayout(lines, 1)
        row.addWidget(_DaysLeft(opened.workspace.form.campaign, opened.today))

    def _unit_button(self, opened: StartState) -> QToolButton:
        button = UnitButton()
        button.setText(opened.workspace.unit.name)
        button.setAccessibleName(f"Đơn vị: {opened.workspace.unit.name}. Bấm để đổi hoặc thêm đơn vị")
        button.setToolTip(f"{opened.workspace.unit.name}\nĐổi hoặc thêm đơn vị")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        icons.set_icon(button, "unfold", "muted")
        theme().set_font(button, TextRole.HEADING)
        theme().apply_style(
            button,
            "QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 1px ${xs};"
            " color: $ink; }"
            "QToolButton:hover { background: $canvas; } QToolButton:focus { border-color: $accent; }"
            "QToolButton::menu-indicator { image: none; }",
        )
        button.setMenu(self._menu(opened, button))
        return button

    def _menu(self, opened: StartState, button: QToolButton) -> QMenu:
        menu = QMenu(button)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for workspace in opened.own:
            choose = QAction(workspace.unit.name, menu, checkable=True)
            choose.setChecked(workspace.unit.id == opened.workspace.unit.id)
            choose.triggered.connect(lambda _on, code=workspace.unit.code: self.unit_wanted.emit(code))
            menu.addAction(choose)
        menu.addSeparator()
        add = menu.addAction("Thêm đơn vị…")
        icons.set_icon(add, "add")
        add.triggered.connect(self.adding_wanted)
        return menu

    def _campaign_label(self, campaign: Campaign) -> QLabel:
        label = _Elided(f"{campaign.name} · Chủ đề “{campaign.theme}”")
        label.setContentsMargins(Space.XS + 2, 0, 0, 0)
        theme().set_font(label, TextRole.CAPTION)
        theme().apply_style(label, "color: $muted;")
        return label


class UnitButton(QToolButton):
    """Its words end in dots where the window is too narrow for them."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = self.words()
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)

    def words(self) -> str:
        """As they are painted: whole where there is as much room as the button asks for. The width of words
        is a rounded number, hence one more."""
        missing = max(0, self.sizeHint().width() - self.width())
        room = self.fontMetrics().horizontalAdvance(self.text()) + 1 - missing
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)


class _Elided(QLabel):
    """One line that ends in dots where the window is too narrow for it."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        inside = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width())
        self.setToolTip(self.text() if words != self.text() else "")
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            inside,
            int(Qt.AlignmentFlag.AlignVCenter),
            self.palette(),
            True,
            words,
            self.foregroundRole(),
        )


class _DaysLeft(QLabel):
    def __init__(self, campaign: Campaign, today: date) -> None:
        left = (campaign.deadline - today).days
        super().__init__(days_left(left))
        tone = "accent" if left > 3 else "warning" if left >= 0 else "error"
        self.setToolTip(f"Thời hạn gửi báo cáo: {campaign.deadline_text}")
        self.setAccessibleName(f"{self.text()}. {self.toolTip()}")
        theme().apply_style(
            self,
            f"color: ${tone}; background: ${tone}_soft; border-radius: 6px; padding: ${{xs}} ${{m}};",
        )


def days_left(days: int) -> str:
    """How a person says it, for whole days from today to the last day in time."""
    if days < 0:
        return "Đã hết hạn gửi"
    return "Hôm nay là hạn cuối" if days == 0 else f"Còn {days} ngày"
