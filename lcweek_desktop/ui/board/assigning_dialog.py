"""Giving the units below their assignments: for whom, until when, with which words, and into which folder."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.catalogue.verbs import Verb, stopped
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.unit import slug
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets import messages
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import SENDING, ask_for_folder
from lcweek_desktop.ui.widgets.inputs import FieldNotice, LineEdit
from lcweek_desktop.ui.widgets.progress import ProgressRow
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.domain.unit import Unit, UnitCode
    from lcweek_desktop.services.assigning.assignment_files import WrittenAssignment
    from lcweek_desktop.services.workspace.workspace import Workspace

_DAY: Final = "%d/%m/%Y"
_UNIT: Final = Qt.ItemDataRole.UserRole
_WRONG_DAY: Final = "Hãy ghi ngày như 15/10/2024, hoặc để trống."
_SIZE: Final = (640, 620)
"""The width and height of the dialog at 100 %; its list gives way to what is said below it."""


class AssigningDialog(QDialog):
    """Lists the units directly below the workspace's unit, all of them ticked, or those that `chosen` names,
    which may be further down; and makes the assignments of those that are ticked."""

    def __init__(
        self, parent: QWidget, operations: Operations[Workspace], chosen: Sequence[UnitCode] = ()
    ) -> None:
        super().__init__(parent)
        self._room = parent.window().height()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(messages.PROGRAM_TITLE)
        self._operations: Operations[Workspace] = operations.for_display(self)
        self._chosen = tuple(chosen)
        self.search = LineEdit()
        self.search.setPlaceholderText("Tìm đơn vị, có dấu hoặc không dấu")
        self.search.setAccessibleName("Tìm đơn vị")
        self.search.setClearButtonEnabled(True)
        self.every = QCheckBox()
        self.every.setTristate(True)
        self.list = QListWidget()
        self.list.setAccessibleName("Các đơn vị trực thuộc")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme().apply_style(self.list, "QListView::item { padding: ${xs}; }")
        self.deadline, self.note = LineEdit(most=10), LineEdit()
        self.deadline.setPlaceholderText("ngày/tháng/năm; để trống thì theo hạn chung")
        self.note.setPlaceholderText("Một dòng hiện ở đơn vị, ví dụ: Xin gửi kèm ảnh các hoạt động")
        self._said, self._wrong_day = QLabel(), QLabel(_WRONG_DAY)
        self.progress = ProgressRow()
        self.make_button = Button(on_click=self._ask_for_folder)
        self.close_button = Button("Đóng", on_click=self.reject)
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.every.clicked.connect(self._tick_shown)
        self.list.itemChanged.connect(lambda _item: self._update())
        self.deadline.textChanged.connect(lambda _text: self._update())
        self.progress.running_changed.connect(self._update)
        self._update()
        self._operations.read(
            lambda workspace: services.assignment_files.recipients(workspace, self._chosen), self._show_units
        )

    @property
    def ticked(self) -> tuple[Unit, ...]:
        """The units that are ticked, also those that a search hides."""
        return tuple(each.data(_UNIT) for each in self._items() if each.checkState() is Qt.CheckState.Checked)

    @property
    def said(self) -> str:
        """What is said below the list; empty while there is nothing to say."""
        return self._said.text()

    def make(self, folder: Path) -> None:
        """Make the assignments of the ticked units in `folder`, and the sheet that goes with them."""
        units, day, note = self.ticked, self._day(), self.note.text()

        def show_progress(written: list[WrittenAssignment]) -> None:
            text = f"Đã lập {len(written)}/{len(units)} gói…"
            self.progress.show_progress(len(written), len(units), text)

        def finish(written: list[WrittenAssignment], was_stopped: bool) -> None:
            self._write_sheet(folder, written, was_stopped=was_stopped)

        self.progress.start("Đang lập gói giao việc…")
        self._operations.run_steps(
            Verb.MAKE_ASSIGNMENTS,
            lambda workspace: services.assignment_files.make_assignments(
                workspace, folder, units, services.assignment_files.terms_of(workspace, day, note)
            ),
            finish,
            each=show_progress,
            failed=lambda written: f"Đã lập {len(written)} gói giao việc trong {folder}." if written else "",
            progress=self.progress,
        )

    def show_status(self, text: str) -> None:
        """Say below the list what was done."""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def show_failure(self, error: LcweekError) -> None:
        """Say below the list why the assignments were not made."""
        self.show_status(error.message)

    def _show_units(self, units: Sequence[Unit]) -> None:
        self.list.blockSignals(True)
        for unit in units:
            item = QListWidgetItem(f"{unit.name} ({unit.code})")
            item.setData(_UNIT, unit)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._update()
        self.search.setFocus()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _shown(self) -> list[QListWidgetItem]:
        return [each for each in self._items() if not each.isHidden()]

    def _filter(self, typed: str) -> None:
        words = [word for word in slug(typed).split("-") if word]
        for item in self._items():
            found = slug(item.text()).split("-")
            item.setHidden(not all(any(each.startswith(word) for each in found) for word in words))
        self._update()

    def _tick_shown(self) -> None:
        """Tick all units that are seen, or untick them where all are ticked."""
        shown = self._shown()
        all_ticked = all(each.checkState() is Qt.CheckState.Checked for each in shown)
        self.list.blockSignals(True)
        for item in shown:
            item.setCheckState(Qt.CheckState.Unchecked if all_ticked else Qt.CheckState.Checked)
        self.list.blockSignals(False)
        self._update()

    def _day(self) -> date | None:
        """The day that is typed; None where there is none, or no day is meant."""
        with suppress(ValueError):
            return datetime.strptime(clean_line(self.deadline.text()), _DAY).date()
        return None

    def _update(self) -> None:
        shown, count = self._shown(), len(self.ticked)
        is_search = len(shown) < self.list.count()
        self.every.setText(f"Chọn {len(shown)} đơn vị tìm thấy" if is_search else "Chọn tất cả")
        seen = {each.checkState() for each in shown}
        self.every.setCheckState(seen.pop() if len(seen) == 1 else Qt.CheckState.PartiallyChecked)
        is_wrong = bool(clean_line(self.deadline.text())) and self._day() is None
        self._wrong_day.setVisible(is_wrong)
        is_free = not self.progress.running
        self.make_button.setText(f"Lập {count} gói giao việc…" if count else "Lập gói giao việc…")
        self.make_button.setEnabled(bool(count) and is_free and not is_wrong)
        for field in (self.list, self.every, self.deadline, self.note):
            field.setEnabled(is_free)

    def _ask_for_folder(self) -> None:
        ask_for_folder(self, "Ghi các gói giao việc vào thư mục", self.make, SENDING)

    def _write_sheet(self, folder: Path, written: list[WrittenAssignment], *, was_stopped: bool) -> None:
        done = Verb.MAKE_ASSIGNMENTS.done(count=len(written), folder=folder)
        if not written:
            self.show_status(stopped("Chưa lập gói giao việc nào."))
            return
        self._operations.run(
            Verb.MAKE_ASSIGNMENTS,
            lambda workspace: services.assignment_sheet.write_sheet(workspace, folder, written),
            status=stopped(done) if was_stopped else done,
        )

    def _lay_out(self) -> None:
        title = QLabel("Giao việc cho các đơn vị trực thuộc")
        theme().set_font(title, TextRole.HEADING)
        hint = QLabel(
            "Mỗi đơn vị một tệp mang mã đơn vị, kỳ báo cáo, hạn gửi, và một danh sách có mã khóa để gửi cùng "
            "công văn. Đơn vị mở tệp là làm việc được ngay.",
            wordWrap=True,
        )
        theme().apply_style(hint, "color: $muted;")
        theme().apply_style(self._wrong_day, "color: $warning;")
        self._said.setWordWrap(True)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said.hide()
        theme().apply_style(self.make_button, PRIMARY_STYLE)
        form = QFormLayout()
        form.setHorizontalSpacing(theme().px(Space.L))
        for text, field in (("&Hạn gửi", self.deadline), ("&Lời dặn", self.note)):
            label = QLabel(text)
            label.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            form.addRow(label, field)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.make_button)
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(Space.S))
        above: tuple[QWidget, ...] = (title, hint, self.search, self.every)
        below: tuple[QWidget, ...] = (self._wrong_day, FieldNotice(self.note), self._said, self.progress)
        for widget in above:
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addLayout(form)
        for widget in below:
            column.addWidget(widget)
        column.addLayout(buttons)
        width, height = map(theme().px, _SIZE)
        self.resize(width, min(height, self._room))
