"""The two questions about a unit of this machine that need a field: what it is called from now on and whom it
reports to, and whether one that reported already is really meant to go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.inputs import FieldNotice, LineEdit
from lcweek_desktop.ui.widgets.messages import PROGRAM_TITLE
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme
from lcweek_desktop.ui.widgets.unit_index import UnitIndex
from lcweek_desktop.ui.widgets.unit_search_field import UnitSearchField

if TYPE_CHECKING:
    from lcweek_desktop.domain.unit import Directory, Unit
    from lcweek_desktop.services.report.unit_changes import UnitRemoval

_LIST_HEIGHT: Final = 150
"""The height of the list of receivers in pixels at 100 %."""


class ChangeUnitDialog(QDialog):
    """Asks for the name of a unit and for its receiver; the unit at the top has none."""

    def __init__(
        self,
        parent: QWidget,
        unit: Unit,
        directory: Directory,
        on_given: Callable[[str, str | None], object],
    ) -> None:
        """`on_given` is called with the name, and the code of the receiver, None where it stays."""
        super().__init__(parent)
        self._unit, self._on_given = unit, on_given
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(PROGRAM_TITLE)
        self.name = LineEdit(unit.name)
        self.name.setAccessibleName("Tên đơn vị")
        self.receiver = UnitSearchField("Gửi báo cáo cho")
        self.receiver.set_index(UnitIndex(directory, without=unit))
        self.receiver.setVisible(unit.parent is not None)
        for above in directory.above(unit)[:1]:
            self.receiver.propose(above)
        self.go_on = Button("Tiếp tục…")
        self._lay_out()
        self.name.textChanged.connect(lambda _text: self._update())
        self.receiver.changed.connect(self._update)
        self.receiver.unit_chosen.connect(self.accept)
        self._update()
        self.name.setFocus()
        self.name.selectAll()

    def accept(self) -> None:
        if self.go_on.isEnabled():
            super().accept()
            self._on_given(clean_line(self.name.text()), self._chosen_receiver())

    def _chosen_receiver(self) -> str | None:
        chosen = self.receiver.current_unit
        return None if chosen is None or self._unit.parent is None else chosen.code

    def _update(self) -> None:
        name, receiver = clean_line(self.name.text()), self._chosen_receiver()
        has_receiver = self._unit.parent is None or receiver is not None
        is_other = (name, receiver) != (self._unit.name, self._unit.parent)
        self.go_on.setEnabled(bool(name) and has_receiver and is_other)

    def _lay_out(self) -> None:
        title = _title(f"Sửa {self._unit.name}")
        form = QFormLayout()
        form.setHorizontalSpacing(theme().px(Space.L))
        form.setVerticalSpacing(theme().px(Space.M))
        for text, field in (("&Tên đơn vị", self.name), ("&Gửi báo cáo cho", self.receiver)):
            if field is self.name or self._unit.parent is not None:
                label = QLabel(text)
                label.setBuddy(field)
                form.addRow(label, field)
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(Space.M))
        column.addWidget(title)
        column.addLayout(form)
        column.addWidget(FieldNotice(self.name))
        column.addWidget(_buttons(self, self.go_on))
        theme().on_theme_change(self, lambda: self.setMinimumWidth(theme().px(600)))
        theme().on_theme_change(self, lambda: self.receiver.list.setFixedHeight(theme().px(_LIST_HEIGHT)))


class RemoveUnitDialog(QDialog):
    """Asks whether a unit that froze or received reports is meant, by the year to be typed."""

    def __init__(self, parent: QWidget, removal: UnitRemoval, on_confirmed: Callable[[], object]) -> None:
        super().__init__(parent)
        self._on_confirmed = on_confirmed
        self._year = str(removal.workspace.form.campaign.year)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(PROGRAM_TITLE)
        self.typed = LineEdit()
        self.typed.textChanged.connect(lambda _text: self._update())
        self.remove_button = Button(Verb.REMOVE_UNIT.label)
        self._lay_out(removal)
        self._update()
        self.typed.setFocus()

    def accept(self) -> None:
        if self.remove_button.isEnabled():
            super().accept()
            self._on_confirmed()

    def _update(self) -> None:
        self.remove_button.setEnabled(self.typed.text().strip() == self._year)

    def _lay_out(self, removal: UnitRemoval) -> None:
        title = _title(f"Bỏ {removal.workspace.unit.name} khỏi kỳ báo cáo năm {self._year}?")
        question = QLabel(f"&Gõ {self._year} để xác nhận")
        question.setBuddy(self.typed)
        self.typed.setAccessibleName(question.text().replace("&", ""))
        form = QFormLayout()
        form.setHorizontalSpacing(theme().px(Space.L))
        form.addRow(question, self.typed)
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(Space.M))
        column.addWidget(title)
        for line in removal.lines:
            column.addWidget(QLabel(line, wordWrap=True))
        column.addLayout(form)
        column.addWidget(_buttons(self, self.remove_button))
        theme().on_theme_change(self, lambda: self.setMinimumWidth(theme().px(600)))


def _title(text: str) -> QLabel:
    title = QLabel(text, wordWrap=True)
    theme().set_font(title, TextRole.HEADING)
    return title


def _buttons(dialog: QDialog, accept: Button) -> QDialogButtonBox:
    accept.setDefault(True)
    theme().apply_style(accept, PRIMARY_STYLE)
    box = QDialogButtonBox()
    box.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
    box.addButton(Button("Thôi"), QDialogButtonBox.ButtonRole.RejectRole)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box
