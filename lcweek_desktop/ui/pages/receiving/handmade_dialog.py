"""What a file made by hand says, beside what stands in it; a person looks at what is not sure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.handmade_number import Confidence
from lcweek_desktop.domain.report import Content
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.domain.unit_proposal import Source
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.report.entry_plan import target_names
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.inputs import ComboBox
from lcweek_desktop.ui.widgets.sight import dialog_size
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme
from lcweek_desktop.ui.widgets.wrapping_table import WrappingTable

if TYPE_CHECKING:
    from lcweek_desktop.domain.handmade import HandmadeCell
    from lcweek_desktop.services.receiving.handmade import HandmadeDraft

_SIZE: Final = (1060, 620)
_TITLES: Final = ("Đã xem", "Dòng", "Cột", "Số sẽ nhập", "Trong tệp", "Vì sao cần xem")
_SEEN, _ROW, _COLUMN, _VALUE, _GIVEN, _WHY = range(6)
_SHARES: Final = (2, 7, 4, 4, 8, 6)
_SOURCES: Final = {
    Source.NAME_LINE: "theo dòng tên đơn vị",
    Source.LETTERHEAD: "theo phần đầu văn bản",
    Source.SENDER: "theo người gửi thư",
    Source.FILE: "theo tên tệp",
    Source.FOLDER: "theo tên thư mục",
}
_NO_BREAK: Final = "\u00a0"
_NOWHERE: Final = "không có trong biểu"


class HandmadeDialog(QDialog):
    """Lists the cells, those to be looked at first. What is sure is ticked; the rest is ticked one by one,
    typed anew, or all that is nearly sure at once."""

    # str: the code of the unit that was chosen, for which the file has to be read again.
    unit_chosen = Signal(str)
    # dict[str, str]: what the person says of the cells by their places.
    confirmed = Signal(object)

    def __init__(self, parent: QWidget, form: Form, draft: HandmadeDraft, units: Sequence[Unit]) -> None:
        """`units` are those that the file may be of."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Nhập số liệu từ tệp {draft.path.name}")
        self._form, self.draft = form, draft
        self._cells: list[HandmadeCell] = []
        self.units = ComboBox()
        self.units.setAccessibleName("Đơn vị")
        self.units.addItem("Chọn đơn vị…", "")
        for unit in units:
            self.units.addItem(f"{unit.name} ({unit.code})", unit.code)
        self.source = QLabel(wordWrap=True)
        self.summary = QLabel(wordWrap=True)
        self.table = WrappingTable("Các ô trong tệp")
        self.likely_button = Button("", "check", self._tick_likely)
        self.accept_button = Button(on_click=self.accept)
        self._lay_out()
        self.show_draft(draft)
        self.units.activated.connect(lambda _at: self.unit_chosen.emit(self.units.currentData()))
        self.table.itemChanged.connect(self._changed)

    def show_draft(self, draft: HandmadeDraft) -> None:
        """Show `draft` in place of what is shown, for its unit."""
        self.draft = draft
        order = [*Confidence]
        self._cells = sorted(draft.reading.cells, key=lambda cell: -order.index(cell.confidence))
        self.units.setCurrentIndex(max(0, self.units.findData("" if draft.unit is None else draft.unit.code)))
        self._show_source()
        self.table.blockSignals(True)
        self.table.show_rows(_TITLES, [self._texts(cell) for cell in self._cells])
        for row, cell in enumerate(self._cells):
            self._set_up(row, cell)
        self.table.blockSignals(False)
        for section, share in enumerate(_SHARES[:-1]):
            self.table.horizontalHeader().setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
            room = self.width() - theme().px(4 * Space.L)
            self.table.horizontalHeader().resizeSection(section, room * share // sum(_SHARES))
        self.table.horizontalHeader().setSectionResizeMode(_WHY, QHeaderView.ResizeMode.Stretch)
        self.table.setCurrentCell(0, _VALUE)
        self._update()

    def accept(self) -> None:
        settled = self._settled()
        super().accept()
        self.confirmed.emit(settled)

    @property
    def left(self) -> int:
        """How many cells nobody has looked at yet."""
        return sum(not self._is_seen(row) for row in range(len(self._cells)))

    def _settled(self) -> dict[str, str]:
        """What is to be entered of each cell, as it is shown."""
        return {
            self.draft.place_of(cell): "" if cell.target is None else self._item(row, _VALUE).text()
            for row, cell in enumerate(self._cells)
        }

    def _texts(self, cell: HandmadeCell) -> Sequence[str]:
        why = "\n".join(sentence(code) for code in cell.reasons)
        given = f"{cell.given}\n{cell.place.replace(', ô ', f', ô{_NO_BREAK}')}"
        if cell.target is None:
            return ("", cell.line, "", _NOWHERE, given, why)
        row, column = target_names(self._form, Content(), cell.target)
        name = cell.line if isinstance(cell.target.row, int) else row
        return ("", name, column, cell.value, given, why)

    def _set_up(self, row: int, cell: HandmadeCell) -> None:
        is_sure = cell.confidence is Confidence.SURE
        for column in range(len(_TITLES)):
            item = self._item(row, column)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if column == _VALUE and cell.target is not None:
                flags |= Qt.ItemFlag.ItemIsEditable
            if column == _SEEN:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
                item.setCheckState(Qt.CheckState.Checked if is_sure else Qt.CheckState.Unchecked)
            item.setFlags(flags)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._item(row, _ROW).setIcon(
            icons.icon("done" if is_sure else "warning", "ok" if is_sure else "warning")
        )
        self._item(row, _VALUE).setFont(theme().font(TextRole.STRONG))

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self.table.item(row, column)
        assert item is not None
        return item

    def _is_seen(self, row: int) -> bool:
        return self._item(row, _SEEN).checkState() is Qt.CheckState.Checked

    def _changed(self, item: QTableWidgetItem) -> None:
        """A value that somebody typed was looked at."""
        if item.column() == _VALUE:
            self._item(item.row(), _SEEN).setCheckState(Qt.CheckState.Checked)
        self._update()

    def _tick_likely(self) -> None:
        for row, cell in enumerate(self._cells):
            if cell.confidence is Confidence.LIKELY:
                self._item(row, _SEEN).setCheckState(Qt.CheckState.Checked)

    def _update(self) -> None:
        left, likely = self.left, self._likely_left()
        sure = self.draft.reading.count(Confidence.SURE)
        dashes = self.draft.reading.dashes
        blank = f" {dashes} ô ghi gạch ngang được để trống." if dashes else ""
        headings = len(self.draft.reading.narrative)
        told = f" Lời văn của {headings} mục được lấy theo." if headings else ""
        self.summary.setText(
            f"{sure} ô đọc chắc chắn, {len(self._cells) - sure} ô cần xem. Hãy so với tệp; bấm đúp vào cột "
            f"“Số sẽ nhập” để sửa, để trống là không nhập.{blank}{told}"
        )
        self.likely_button.setVisible(likely > 0)
        self.likely_button.setText(f"Xác nhận {likely} ô gần chắc")
        is_named = bool(self.units.currentData())
        words = (
            "Chọn đơn vị trước" if not is_named else f"Còn {left} ô chưa xem" if left else "Nhập vào tổng hợp"
        )
        self.accept_button.setText(words)
        self.accept_button.setEnabled(is_named and not left)

    def _likely_left(self) -> int:
        cells = enumerate(self._cells)
        return sum(cell.confidence is Confidence.LIKELY and not self._is_seen(row) for row, cell in cells)

    def _show_source(self) -> None:
        proposal = self.draft.proposal
        if proposal.unit is None or proposal.source is None:
            words = "Trong tệp không thấy tên đơn vị nào trong danh mục."
        else:
            read = f"{_SOURCES[proposal.source]}: “{proposal.read}”."
            words = (
                f"Đọc {read}"
                if proposal.is_sure
                else f"Có thể là {proposal.unit.name}, {read} Hãy chọn đơn vị."
            )
        self.source.setText(words)

    def _lay_out(self) -> None:
        self.resize(dialog_size(self.parentWidget(), *_SIZE))
        theme().apply_style(self.source, "color: $muted;")
        theme().apply_style(self.accept_button, PRIMARY_STYLE)
        triggers = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        unit_row = QHBoxLayout()
        label = QLabel("Đơ&n vị:")
        label.setBuddy(self.units)
        unit_row.addWidget(label)
        unit_row.addWidget(self.units, 2)
        unit_row.addWidget(self.source, 3)
        below = QHBoxLayout()
        below.addWidget(self.likely_button)
        below.addStretch(1)
        below.addWidget(Button("Không nhập", on_click=self.reject))
        below.addWidget(self.accept_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * (theme().px(Space.L),)))
        column.setSpacing(theme().px(Space.M))
        column.addLayout(unit_row)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addLayout(below)
