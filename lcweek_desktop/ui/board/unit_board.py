"""The board of the units directly below: who has reported, whose report needs a decision, who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.services.summing.reporting_status import ChildUnit, ReportingStatus, child_units, reminder
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.board.empty_form_button import EmptyFormButton
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.progress import StackedBar
from lcweek_desktop.ui.widgets.theme import CARD_STYLE, Space, TextRole, theme

_NAMES: Final = {
    ReportingStatus.RECEIVED: "Đã nhận",
    ReportingStatus.WAITING: "Cần xem",
    ReportingStatus.DAMAGED: "Bị hỏng",
    ReportingStatus.MISSING: "Chưa nộp",
    ReportingStatus.OVERDUE: "Quá hạn",
}
_ICONS: Final = {
    ReportingStatus.RECEIVED: ("done", "ok"),
    ReportingStatus.WAITING: ("warning", "warning"),
    ReportingStatus.DAMAGED: ("error", "error"),
    ReportingStatus.MISSING: ("todo", "faint"),
    ReportingStatus.OVERDUE: ("clock", "error"),
}
"""The icon of each status and its colour."""
_BAR_COLOURS: Final = {
    ReportingStatus.RECEIVED: "ok",
    ReportingStatus.WAITING: "warning",
    ReportingStatus.DAMAGED: "error",
    ReportingStatus.MISSING: "closed",
    ReportingStatus.OVERDUE: "error",
}
_EARLIER: Final = "theo lần ban hành cũ"
_PROVISIONAL: Final = "khóa chưa đối chiếu"
_TO_REMIND: Final = (ReportingStatus.MISSING, ReportingStatus.OVERDUE)
_CHILD_ROLE: Final = Qt.ItemDataRole.UserRole
_NO_UNITS_TITLE: Final = "Danh mục chưa có đơn vị trực thuộc"
_NO_UNITS_HINT: Final = "Khi một đơn vị gửi tệp tới lần đầu, bấm “Thêm đơn vị…” ở trang Tiếp nhận."
_WIDTH: Final = 300
"""The width in pixels at 100 %."""
_MAX_WIDTH: Final = 440
"""The greatest width in pixels, so that the board with large letters leaves room on a small screen."""


class UnitBoard(QFrame):
    """A bar of shares, a filter for each status, the list of units, and a button that copies a reminder.

    It reads the units itself, and again whenever stored reports change.
    """

    # Other units are below, or one of them has another status.
    children_changed = Signal()
    # The user opened a unit in the list: str, its code.
    unit_activated = Signal(str)

    def __init__(self, session: Session, operations: Operations[Workspace]) -> None:
        super().__init__()
        self.child_units: tuple[ChildUnit, ...] = ()
        """The units below, as they were read last."""
        self._session, self._operations = session, operations
        self._today = date.max
        self._filter: ReportingStatus | None = None
        self._title, self._status_label, self._bar = QLabel(), QLabel(), StackedBar()
        self.filters = {status: self._filter_button(status) for status in ReportingStatus}
        """The buttons that list the units of one status alone."""
        self.list = QListWidget()
        self.remind_button = Button(Verb.COPY_REMINDER.label, "copy", self.copy_reminder)
        self.empty_form_button = EmptyFormButton(session, operations)
        self._lay_out()
        self.list.itemActivated.connect(
            lambda item: self.unit_activated.emit(item.data(_CHILD_ROLE).unit.code)
        )
        self.list.itemSelectionChanged.connect(self._update_remind_button)
        self.empty_form_button.form_saved.connect(self._show_status)
        session.received_changed.connect(self.refresh)
        self._show_units()

    def refresh(self) -> None:
        """Read the units and their reports anew."""
        self._operations.read(_read_units, lambda read: self._units_read(*read))

    def with_status(self, *statuses: ReportingStatus) -> tuple[ChildUnit, ...]:
        """The units that have one of `statuses`."""
        return tuple(child for child in self.child_units if child.status in statuses)

    def set_filter(self, status: ReportingStatus | None) -> None:
        """List only the units of `status`; None for all."""
        self._filter = status
        for each, button in self.filters.items():
            button.setChecked(each is status)
        self._fill_list()

    def copy_reminder(self) -> None:
        """Copy a text that reminds the selected units, or without a selection all that are missing."""
        units = [child.unit for child in self._units_to_remind()]
        if units:
            QGuiApplication.clipboard().setText(reminder(self._session.workspace, units, self._today))
            self._show_status(Verb.COPY_REMINDER.done(count=len(units)))

    def status_text(self) -> str:
        """What the board says about the last reminder or empty form."""
        return self._status_label.text()

    def _show_status(self, text: str) -> None:
        self._status_label.setText(text)
        self._status_label.setVisible(bool(text))

    def _units_to_remind(self) -> Sequence[ChildUnit]:
        selected = [item.data(_CHILD_ROLE) for item in self.list.selectedItems()]
        late = [child for child in selected if child.status in _TO_REMIND]
        return late or self.with_status(*_TO_REMIND)

    def _units_read(self, found: tuple[ChildUnit, ...], today: date) -> None:
        self._today = today
        if found != self.child_units:
            self.child_units = found
            self._show_units()
            self.children_changed.emit()

    def _show_units(self) -> None:
        total = len(self.child_units)
        counts = {status: len(self.with_status(status)) for status in ReportingStatus}
        received = counts[ReportingStatus.RECEIVED]
        self._title.setText(f"Đã nhận {received}/{total} đơn vị trực thuộc" if total else _NO_UNITS_TITLE)
        self._bar.show_parts([(count, _BAR_COLOURS[status]) for status, count in counts.items()])
        texts = {status: f"{_NAMES[status]}: {count}" for status, count in counts.items()}
        self._bar.setAccessibleName(", ".join(texts.values()))
        for status, button in self.filters.items():
            button.setText(texts[status])
        self.filters[ReportingStatus.DAMAGED].setVisible(bool(counts[ReportingStatus.DAMAGED]))
        self.empty_form_button.show_units([child.unit for child in self.child_units])
        self._show_status("" if total else _NO_UNITS_HINT)
        self._fill_list()

    def _fill_list(self) -> None:
        self.list.clear()
        for child in self.child_units:
            if self._filter in (None, child.status):
                self.list.addItem(_item(child))
        self._update_remind_button()

    def _update_remind_button(self) -> None:
        count = len(self._units_to_remind())
        self.remind_button.setEnabled(bool(count))
        label = Verb.COPY_REMINDER.label
        self.remind_button.setText(f"{label} ({count} đơn vị)" if count else label)

    def _filter_button(self, status: ReportingStatus) -> QPushButton:
        button = Button(_NAMES[status], on_click=lambda: self._toggle_filter(status))
        icons.set_icon(button, *_ICONS[status])
        button.setCheckable(True)
        button.setToolTip(f"Chỉ xem đơn vị “{_NAMES[status].lower()}”; bấm lần nữa để xem tất cả.")
        sheet = "QPushButton { text-align: left; } QPushButton:checked { background: $accent_soft; }"
        theme().apply_style(button, sheet)
        return button

    def _toggle_filter(self, status: ReportingStatus) -> None:
        self.set_filter(None if self._filter is status else status)

    def _lay_out(self) -> None:
        self.setObjectName("card")
        theme().apply_style(self, CARD_STYLE)
        theme().set_font(self._title, TextRole.HEADING)
        theme().apply_style(self._status_label, "color: $muted;")
        self._title.setWordWrap(True)
        self._status_label.setWordWrap(True)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Các đơn vị trực thuộc")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.remind_button.setToolTip(
            "Chép lời nhắc các đơn vị chưa nộp, hoặc riêng những đơn vị đang chọn trong danh sách."
        )
        filters = FlowLayout(*self.filters.values())
        filters.setSpacing(Space.XS)
        column = QVBoxLayout(self)
        column.setSpacing(Space.S)
        column.addWidget(self._title)
        column.addWidget(self._bar)
        column.addLayout(filters)
        column.addWidget(self.list, 1)
        column.addWidget(self.remind_button)
        column.addWidget(self.empty_form_button)
        column.addWidget(self._status_label)
        theme().on_theme_change(self, lambda: self.setFixedWidth(min(theme().px(_WIDTH), _MAX_WIDTH)))
        theme().changed.connect(self._fill_list)


def _item(child: ChildUnit) -> QListWidgetItem:
    status = _NAMES[child.status].lower()
    marks = [*([_EARLIER] if child.is_earlier else []), *([_PROVISIONAL] if child.is_provisional else [])]
    mark = f" ({', '.join(marks)})" if marks else ""
    item = QListWidgetItem(icons.icon(*_ICONS[child.status]), child.unit.name + mark)
    counted = "" if child.revision is None else f", đang tính bản số {child.revision}"
    item.setToolTip(f"{child.unit.name} ({child.unit.code}): {status}{counted}{mark}")
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{child.unit.name}, {status}{mark}")
    item.setData(_CHILD_ROLE, child)
    return item


def _read_units(workspace: Workspace) -> tuple[tuple[ChildUnit, ...], date]:
    """The units directly below, and today's date."""
    return child_units(workspace), workspace.today()
