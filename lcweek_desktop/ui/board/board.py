"""The units directly below: who reported, who needs a look, who is missing; and a reminder to copy."""

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

from lcweek_desktop.services.summing.children import ChildUnit, ReportingStatus, child_units, reminder
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.ui.board.empty_form_button import EmptyFormButton
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import ErrorHandler, Worker
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.progress import StackedBar
from lcweek_desktop.ui.widgets.theme import CARD_STYLE, Space, TextRole, theme

NAMES: Final = {
    ReportingStatus.RECEIVED: "Đã nhận",
    ReportingStatus.WAITING: "Cần xem",
    ReportingStatus.MISSING: "Chưa nộp",
    ReportingStatus.OVERDUE: "Quá hạn",
}
_LOOKS: Final = {
    ReportingStatus.RECEIVED: ("done", "ok"),
    ReportingStatus.WAITING: ("warning", "warning"),
    ReportingStatus.MISSING: ("todo", "faint"),
    ReportingStatus.OVERDUE: ("clock", "error"),
}
_TONES: Final = {
    ReportingStatus.RECEIVED: "ok",
    ReportingStatus.WAITING: "warning",
    ReportingStatus.MISSING: "closed",
    ReportingStatus.OVERDUE: "error",
}
_LATE: Final = (ReportingStatus.MISSING, ReportingStatus.OVERDUE)
_CHILD: Final = Qt.ItemDataRole.UserRole
_NOBODY: Final = "Danh mục chưa có đơn vị trực thuộc"
_HOW_TO_ADD: Final = "Khi một đơn vị gửi tệp tới lần đầu, bấm “Thêm đơn vị…” để thêm vào danh mục."


_WIDTH, _WIDEST = 300, 440
"""At 100 %, and with large letters on a small screen."""


class UnitBoard(QFrame):
    """Reads by itself what is stored, anew whenever that changes; empty while no unit is directly below."""

    # `counts` and `children` are other than before.
    changed = Signal()
    # str: the code of a unit whose reports are wanted.
    unit_wanted = Signal(str)

    def __init__(self, session: Session, worker: Worker, failed: ErrorHandler) -> None:
        super().__init__()
        self.children_shown: tuple[ChildUnit, ...] = ()
        self._session, self._worker, self._failed = session, worker, failed
        self._today = date.max
        self._only: ReportingStatus | None = None
        self._title, self._said, self._bar = QLabel(), QLabel(), StackedBar()
        self.filters = {place: self._filter_button(place) for place in ReportingStatus}
        self.list = QListWidget()
        self.remind_button = Button("Nhắc nộp", "copy", self.remind)
        self.empty_form = EmptyFormButton(session, worker, failed)
        self._lay_out()
        self.list.itemActivated.connect(lambda item: self.unit_wanted.emit(item.data(_CHILD).unit.code))
        self.list.itemSelectionChanged.connect(self._offer)
        self.empty_form.said.connect(self._tell)
        session.received_changed.connect(self.refresh)
        self._show()

    def refresh(self) -> None:
        """Read anew who reported."""
        workspace = self._session.workspace

        def task(context: AppContext) -> tuple[tuple[ChildUnit, ...], date]:
            return child_units(workspace), context.today()

        self._worker.submit(task, lambda found: self._found(*found), lambda error: self._failed(error))

    def at(self, *places: ReportingStatus) -> tuple[ChildUnit, ...]:
        """The units that are in one of `places`."""
        return tuple(child for child in self.children_shown if child.status in places)

    def show_only(self, place: ReportingStatus | None) -> None:
        """List the units in `place` alone, None for all."""
        self._only = place
        for each, chosen in self.filters.items():
            chosen.setChecked(each is place)
        self._list()

    def remind(self) -> None:
        """Copy a reminder to the selected units, or to all that are missing when none of them is selected."""
        units = [child.unit for child in self._reminded()]
        if units:
            QGuiApplication.clipboard().setText(reminder(self._session.workspace, units, self._today))
            self._tell(f"Đã chép lời nhắc {len(units)} đơn vị. Hãy dán vào Zalo hoặc thư (Ctrl+V).")

    def told(self) -> str:
        """What was said of the last reminder or empty form."""
        return self._said.text()

    def _tell(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _reminded(self) -> Sequence[ChildUnit]:
        selected = [item.data(_CHILD) for item in self.list.selectedItems()]
        return [child for child in selected if child.status in _LATE] or self.at(*_LATE)

    def _found(self, found: tuple[ChildUnit, ...], today: date) -> None:
        self._today = today
        if found != self.children_shown:
            self.children_shown = found
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        received = len(self.at(ReportingStatus.RECEIVED))
        count = len(self.children_shown)
        self._title.setText(f"Đã nhận {received}/{count} đơn vị trực thuộc" if count else _NOBODY)
        self._bar.show_parts([(len(self.at(place)), _TONES[place]) for place in ReportingStatus])
        self._bar.setAccessibleName(
            ", ".join(f"{NAMES[place]}: {len(self.at(place))}" for place in ReportingStatus)
        )
        for place, chosen in self.filters.items():
            chosen.setText(f"{NAMES[place]}: {len(self.at(place))}")
        self.empty_form.show_units([child.unit for child in self.children_shown])
        self._tell("" if count else _HOW_TO_ADD)
        self._list()

    def _list(self) -> None:
        self.list.clear()
        for child in self.children_shown:
            if self._only in (None, child.status):
                self.list.addItem(_item(child))
        self._offer()

    def _offer(self) -> None:
        reminded = self._reminded()
        self.remind_button.setEnabled(bool(reminded))
        self.remind_button.setText(f"Nhắc nộp ({len(reminded)} đơn vị)" if reminded else "Nhắc nộp")

    def _filter_button(self, place: ReportingStatus) -> QPushButton:
        made = Button(NAMES[place], _LOOKS[place][0], lambda: self._toggle(place))
        icons.set_icon(made, *_LOOKS[place])
        made.setCheckable(True)
        made.setToolTip(f"Chỉ xem đơn vị “{NAMES[place].lower()}”; bấm lần nữa để xem tất cả.")
        sheet = "QPushButton { text-align: left; } QPushButton:checked { background: $accent_soft; }"
        theme().apply_style(made, sheet)
        return made

    def _toggle(self, place: ReportingStatus) -> None:
        self.show_only(None if self._only is place else place)

    def _lay_out(self) -> None:
        self.setObjectName("card")
        theme().apply_style(self, CARD_STYLE)
        theme().set_font(self._title, TextRole.HEADING)
        theme().apply_style(self._said, "color: $muted;")
        self._title.setWordWrap(True)
        self._said.setWordWrap(True)
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
        column.addWidget(self.empty_form)
        column.addWidget(self._said)
        theme().on_theme_change(self, lambda: self.setFixedWidth(min(theme().px(_WIDTH), _WIDEST)))
        theme().changed.connect(self._list)


def _item(child: ChildUnit) -> QListWidgetItem:
    item = QListWidgetItem(icons.icon(*_LOOKS[child.status]), child.unit.name)
    counted = "" if child.revision is None else f", đang tính bản số {child.revision}"
    item.setToolTip(f"{child.unit.name} ({child.unit.code}): {NAMES[child.status].lower()}{counted}")
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{child.unit.name}, {NAMES[child.status].lower()}")
    item.setData(_CHILD, child)
    return item
