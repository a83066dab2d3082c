"""The line at the top of the window: the unit, the campaign and the days left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QShowEvent
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

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import Campaign
from lcweek_desktop.ui.session.opening import StartState, workspace_labels
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.campaign_state import CampaignState

_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
"""Aligns to the left even in a button that is laid out from right to left to have its arrow at the right."""
_HURRY: Final = 3
"""The number of days before the deadline from which on the days left are shown as a warning."""


class Header(QFrame):
    """Names the unit, on a button that opens the menu of units, the campaign and the days left."""

    # CampaignUnit: another unit of this installation, or another campaign, to work with.
    unit_requested = Signal(object)
    # NextCampaign: the unit at work is to begin a later campaign.
    next_campaign_requested = Signal(object)
    # A unit is to be added to this installation.
    add_unit_requested = Signal()
    # The unit at work is to have another name or receiver.
    change_unit_requested = Signal()
    # The unit at work is to be taken from this installation.
    remove_unit_requested = Signal()

    def __init__(self, start: StartState) -> None:
        super().__init__()
        theme().apply_style(
            self, "Header { background: $surface; border: 0; border-bottom: 1px solid $line; }"
        )
        self._lines = lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._unit_button(start), 0, _LEFT)
        lines.addWidget(self._campaign_label(start.workspace.form.campaign))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L - Space.XS, Space.S, Space.L, Space.S)
        row.addLayout(lines, 1)
        self._days_left = _DaysLeftLabel(start.workspace.form.campaign, start.campaign, start.today.year)
        row.addWidget(self._days_left)

    def show_sent(self, *, is_sent: bool) -> None:
        """Say that the report was sent as it stands, or the days left."""
        self._days_left.show_sent(is_sent=is_sent)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Lay out anew, as the heights depend on the text size, which is applied on the first show."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._lines.invalidate)

    def _unit_button(self, start: StartState) -> QToolButton:
        button = UnitButton()
        button.setText(start.workspace.unit.name)
        offers = _offers(start)
        button.setAccessibleName(f"Đơn vị: {start.workspace.unit.name}. Bấm để {offers}")
        button.setToolTip(f"{start.workspace.unit.name}\n{offers.capitalize()}")
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
        button.setMenu(self._menu(start, button))
        return button

    def _menu(self, start: StartState, button: QToolButton) -> QMenu:
        menu = QMenu(button)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for label, workspace in zip(workspace_labels(start.own), start.own, strict=True):
            choose = QAction(label, menu, checkable=True)
            choose.setChecked(workspace == start.workspace)
            choose.triggered.connect(lambda _on, chosen=workspace.id: self.unit_requested.emit(chosen))
            menu.addAction(choose)
        if start.is_practice:
            return menu
        menu.addSeparator()
        for following in start.following:
            begin = menu.addAction(f"Bắt đầu kỳ báo cáo năm {following.form.campaign.year}…")
            icons.set_icon(begin, "campaign")
            begin.triggered.connect(lambda _on, chosen=following: self.next_campaign_requested.emit(chosen))
        for verb, icon, requested in (
            (Verb.SET_UP_UNIT, "add", self.add_unit_requested),
            (Verb.CHANGE_UNIT, "edit", self.change_unit_requested),
            (Verb.REMOVE_UNIT, "remove", self.remove_unit_requested),
        ):
            action = menu.addAction(f"{verb.label}…")
            icons.set_icon(action, icon)
            action.triggered.connect(requested)
        return menu

    def _campaign_label(self, campaign: Campaign) -> QLabel:
        label = _ElidedLabel(f"{campaign.name} · Chủ đề “{campaign.theme}”")
        label.setContentsMargins(Space.XS + 2, 0, 0, 0)
        theme().set_font(label, TextRole.CAPTION)
        theme().apply_style(label, "color: $muted;")
        return label


class UnitButton(QToolButton):
    """A tool button whose text ends in dots where the window is too narrow for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = self.shown_text()
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)

    def shown_text(self) -> str:
        """The text as it is painted: whole where the button is as wide as its size hint. One pixel is added
        as the width of a text is a rounded number."""
        missing = max(0, self.sizeHint().width() - self.width())
        room = self.fontMetrics().horizontalAdvance(self.text()) + 1 - missing
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)


class _ElidedLabel(QLabel):
    """A label of one line that ends in dots where the window is too narrow for it."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        inside = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            inside,
            int(Qt.AlignmentFlag.AlignVCenter),
            self.palette(),
            True,
            shown,
            self.foregroundRole(),
        )


class _DaysLeftLabel(QLabel):
    def __init__(self, campaign: Campaign, state: CampaignState, present_year: int) -> None:
        super().__init__()
        self._is_year_over = state.is_year_over
        days = state.days_left
        self._left = _days_left_text(days, campaign)
        self._colour = "accent" if days is None or days > _HURRY else "warning" if days >= 0 else "error"
        if state.is_year_over:
            self._left, self._colour = _missing_text(present_year), "warning"
        deadline = f"Thời hạn gửi báo cáo: {campaign.deadline_text or 'chưa rõ hạn'}"
        self.setToolTip("\n".join((deadline, *state.remarks)))
        self.show_sent(is_sent=False)
        theme().on_theme_change(self, self._apply_style)

    def show_sent(self, *, is_sent: bool) -> None:
        """Say that the report is sent, which the form of another year that is missing goes before, or how
        many days are left."""
        is_calm = is_sent and not self._is_year_over
        self.setText("Đã gửi báo cáo" if is_calm else self._left)
        self.setAccessibleName(f"{self.text()}. {self.toolTip()}")
        self._tone = "ok" if is_calm else self._colour
        self._apply_style()

    def _apply_style(self) -> None:
        tone = self._tone
        sheet = f"color: ${tone}; background: ${tone}_soft; border-radius: 6px; padding: ${{xs}} ${{m}};"
        self.setStyleSheet(theme().style_sheet(sheet))


def _offers(start: StartState) -> str:
    """What the menu under the unit's name is for, in words."""
    if start.is_practice:
        return "xem đang dùng thử đơn vị nào"
    has_years = len({workspace.campaign for workspace in start.own}) > 1 or bool(start.following)
    return "đổi kỳ báo cáo, đổi, thêm, sửa hoặc bỏ đơn vị" if has_years else "đổi, thêm, sửa hoặc bỏ đơn vị"


def _missing_text(present_year: int) -> str:
    return f"Chưa có kỳ báo cáo năm {present_year}"


def _days_left_text(days: int | None, campaign: Campaign) -> str:
    """`days` from today to the deadline in words; negative once it has passed, None where it is not known."""
    if days is None:
        return "Chưa rõ hạn gửi"
    if days < 0:
        return f"Đã hết hạn gửi\n({campaign.deadline_text})"
    return "Hôm nay là hạn cuối" if days == 0 else f"Còn {days} ngày"
