"""What a list of units would do to the directory, line by line, before it is taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.domain.name_order import name_order
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.inputs import ComboBox, LineEdit
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, bold_font, theme

if TYPE_CHECKING:
    from lcweek_desktop.domain.unit import Directory, Unit
    from lcweek_desktop.services.receiving.unit_list import ListLine, UnitList

_GROUPS: Final = {
    "ambiguous": ("Cần cho biết là đơn vị nào", "warning", "warning"),
    "new": ("Thêm mới", "add", "ok"),
    "changed": ("Sửa", "edit", "ok"),
    "refused": ("Chưa nhập được", "error", "error"),
    "twice": ("Trùng với dòng trên", "warning", "faint"),
    "same": ("Giữ nguyên", "done", "faint"),
    "passed": ("Không phải đơn vị", "file", "faint"),
}
"""Title, icon and colour of each state of a line, in the order in which they are shown."""
_FOLDED: Final = ("same", "passed")
_COLUMN_WORDS: Final = {
    "name": "tên",
    "code": "mã",
    "level": "cấp",
    "parent": "nơi nhận",
    "person": "người liên hệ",
    "phone": "điện thoại",
}
_LEFT: Final = "–"
"""The answer of a line that is left out."""
_SIZE: Final = (980, 620)
_WIDTHS: Final = (70, 330)
"""The size of the dialog, and the widths of the columns before the last, in pixels at 100 %."""


class UnitListDialog(QDialog):
    """Shows a list, lets a person say what its ambiguous lines are, and takes it when that is wanted."""

    # The list is to be read anew: `receiver`, `level` and `answers` are other ones.
    changed = Signal()
    # The list is to be taken as it is shown: str, the reason.
    taken = Signal(str)

    def __init__(
        self, parent: QWidget, directory: Directory, me: Unit, levels: Mapping[LevelKey, str]
    ) -> None:
        """`directory` has the units that may receive, `me` among them."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(Verb.IMPORT_UNITS.label)
        self.answers: dict[int, str] = {}
        """What was said of ambiguous lines, by their numbers: a code, empty for a new unit."""
        self.receiver_box, self.level_box, self.reason = ComboBox(), ComboBox(), LineEdit()
        self.receiver_box.addItem(f"{me.name}, hoặc nơi đơn vị đã có", None)
        others = (unit for unit in directory.units.values() if unit.code != me.code)
        for unit in sorted(others, key=lambda each: name_order(each.name)):
            self.receiver_box.addItem(unit.name, unit.code)
        self.level_box.addItem("Như các đơn vị cùng nơi nhận", None)
        for key, name in levels.items():
            self.level_box.addItem(name, key)
        for box in (self.receiver_box, self.level_box):
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.summary, self.lines = QLabel(wordWrap=True), QTreeWidget()
        self.take = Button(Verb.IMPORT_UNITS.label)
        self._lay_out()

    @property
    def receiver(self) -> str | None:
        """The code of the unit below which lines stand that name none; None for any."""
        code: str | None = self.receiver_box.currentData()
        return code

    @property
    def level(self) -> str | None:
        """The level of lines that say none; None for the usual one."""
        level: str | None = self.level_box.currentData()
        return level

    def accept(self) -> None:
        if self.take.isEnabled():
            super().accept()
            self.taken.emit(self.reason.text())

    def show_list(self, found: UnitList) -> None:
        """Show `found` in place of what is shown."""
        columns = ", ".join(_COLUMN_WORDS[each.value] for each in found.columns)
        missing = len(found.missing)
        kept = f" {missing} đơn vị trong danh mục không có trong danh sách, giữ nguyên." if missing else ""
        self.summary.setText(f"{found.file.name}: thấy các cột {columns}. Chưa có gì được ghi.{kept}")
        self.lines.clear()
        for state, (title, icon, colour) in _GROUPS.items():
            lines = [line for line in found.lines if line.state.value == state]
            if lines:
                self._add_group(f"{title} ({len(lines)})", icon, colour, lines, folded=state in _FOLDED)
        count = sum(line.state.value in ("new", "changed") for line in found.lines)
        self.take.setText(f"Nhập {count} đơn vị" if count else Verb.IMPORT_UNITS.label)
        self.take.setEnabled(found.plan is not None)

    def _add_group(self, title: str, icon: str, colour: str, lines: list[ListLine], *, folded: bool) -> None:
        group = QTreeWidgetItem([title])
        group.setIcon(0, icons.icon(icon, colour))
        group.setFont(0, bold_font())
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        rows = [QTreeWidgetItem([str(line.number), line.name, _words(line)]) for line in lines]
        group.addChildren(rows)
        self.lines.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        group.setExpanded(not folded)
        for line, row in zip(lines, rows, strict=True):
            row.setToolTip(1, line.name)
            row.setToolTip(2, _words(line))
            if line.candidates:
                box = self._answer_box(line)
                row.setSizeHint(2, QSize(0, box.sizeHint().height() + theme().px(Space.S)))
                self.lines.setItemWidget(row, 2, box)

    def _answer_box(self, line: ListLine) -> ComboBox:
        box = ComboBox()
        box.setAccessibleName(f"Dòng {line.number}, {line.name}, là đơn vị nào")
        box.addItem("Để lại, chưa nhập", _LEFT)
        for unit in line.candidates:
            box.addItem(f"Là {unit.name} ({unit.code})", unit.code)
        box.addItem("Là đơn vị mới", "")
        box.currentIndexChanged.connect(lambda _at: self._answer(line.number, box.currentData()))
        return box

    def _answer(self, number: int, answer: str) -> None:
        if answer != _LEFT:
            self.answers[number] = answer
            self.changed.emit()

    def _lay_out(self) -> None:
        theme().apply_style(self.summary, "color: $muted;")
        self.lines.setHeaderLabels(["Dòng", "Tên trong danh sách", "Sẽ ghi"])
        self.lines.setAccessibleName("Các dòng của danh sách")
        self.lines.setUniformRowHeights(False)
        self.lines.header().setStretchLastSection(False)
        self.lines.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        theme().on_theme_change(self, self._set_widths)
        form = QFormLayout()
        form.setHorizontalSpacing(theme().px(Space.L))
        fields: tuple[tuple[str, QWidget], ...] = (
            ("&Nơi nhận, khi danh sách không ghi", self.receiver_box),
            ("&Cấp, khi danh sách không ghi", self.level_box),
            ("&Lý do", self.reason),
        )
        for text, field in fields:
            label = QLabel(text)
            label.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            form.addRow(label, field)
        self.take.setDefault(True)
        theme().apply_style(self.take, PRIMARY_STYLE)
        box = QDialogButtonBox()
        box.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(Button("Thôi"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        heading = QLabel("Danh sách này sẽ thay đổi danh mục như sau")
        theme().set_font(heading, TextRole.HEADING)
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(Space.M))
        column.addWidget(heading)
        column.addWidget(self.summary)
        column.addWidget(self.lines, 1)
        column.addLayout(form)
        column.addWidget(box)
        theme().on_theme_change(self, lambda: self.resize(*map(theme().px, _SIZE)))

    def _set_widths(self) -> None:
        for column, width in enumerate(_WIDTHS):
            self.lines.setColumnWidth(column, theme().px(width))


def _words(line: ListLine) -> str:
    """What a line would change, or why it is not taken."""
    unit, before = line.unit, line.before
    if unit is None:
        return line.words
    told = [] if before is None or unit.name == before.name else [f"đổi tên từ “{before.name}”"]
    if before is not None and unit.parent != before.parent:
        told.append("chuyển nơi nhận")
    if line.contact is not None:
        told.append(", ".join(filter(None, (line.contact.name, line.contact.phone))))
    return f"{unit.name}{': ' if told else ''}{'; '.join(told)}"
