"""The question before a change of the directory: a title, fields, a reason; and where a unit reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.inputs import FieldNotice, LineEdit
from lcweek_desktop.ui.widgets.messages import PROGRAM_TITLE
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme
from lcweek_desktop.ui.widgets.unit_index import UnitIndex
from lcweek_desktop.ui.widgets.unit_search_field import UnitSearchField

if TYPE_CHECKING:
    from lcweek_desktop.domain.unit import Directory, Unit

_WIDTH: Final = 600
_LIST_HEIGHT: Final = 150
"""The width of a dialog, and the height of its list of receivers, in pixels at 100 %."""


class ChangeDialog(QDialog):
    """A title, the fields of one kind of change, and a reason. Subclasses add the fields and say when they
    are complete."""

    def __init__(self, parent: QWidget, title: str, verb: Verb) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(PROGRAM_TITLE)
        self.reason = LineEdit()
        self.reason.setPlaceholderText("Ví dụ: Quyết định số 123/QĐ-UBND")
        self.go_on = Button(verb.label)
        self._heading = QLabel(title, wordWrap=True)
        theme().set_font(self._heading, TextRole.HEADING)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(theme().px(Space.L))
        self._form.setVerticalSpacing(theme().px(Space.M))
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._lines: list[LineEdit] = []

    def is_complete(self) -> bool:
        """Whether enough is given to go on."""
        return True

    def given(self) -> None:
        """Hand over what was given; called once, after the dialog was accepted."""

    def accept(self) -> None:
        if self.go_on.isEnabled():
            super().accept()
            self.given()

    def add_field(self, text: str, field: QWidget) -> None:
        """Add a field below the others; `text` names it, with the letter of its shortcut."""
        label = QLabel(text)
        label.setBuddy(field)
        field.setAccessibleName(text.replace("&", ""))
        self._form.addRow(label, field)
        if isinstance(field, LineEdit):
            self._lines.append(field)
            field.textChanged.connect(lambda _text: self.update_button())

    def finish(self, first: QWidget) -> None:
        """Add the reason and the buttons; the keyboard begins in `first`."""
        self.add_field("&Lý do", self.reason)
        box = QDialogButtonBox()
        self.go_on.setDefault(True)
        theme().apply_style(self.go_on, PRIMARY_STYLE)
        box.addButton(self.go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(Button("Thôi"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(Space.M))
        column.addWidget(self._heading)
        column.addLayout(self._form)
        column.addWidget(FieldNotice(*self._lines))
        column.addWidget(box)
        theme().on_theme_change(self, lambda: self.setMinimumWidth(theme().px(_WIDTH)))
        self.update_button()
        first.setFocus()

    def update_button(self) -> None:
        """Let the button go on only when enough is given."""
        self.go_on.setEnabled(self.is_complete())


class MoveDialog(ChangeDialog):
    """Asks below which unit another one is listed."""

    def __init__(
        self,
        parent: QWidget,
        unit: Unit,
        directory: Directory,
        on_given: Callable[[str, str], object],
        verb: Verb = Verb.MOVE_LISTED,
    ) -> None:
        """`directory` has the units that may receive. `on_given` is called with the code of the receiver and
        the reason."""
        super().__init__(parent, f"{verb.label}: {unit.name}", verb)
        self._unit, self._on_given = unit, on_given
        above = None if unit.parent is None else directory.units.get(unit.parent)
        self.receiver = receiver_field(directory, above, unit)
        self.receiver.changed.connect(self.update_button)
        self.receiver.unit_chosen.connect(self.accept)
        self.add_field("&Gửi báo cáo cho", self.receiver)
        self.finish(self.receiver)

    def is_complete(self) -> bool:
        chosen = self.receiver.current_unit
        return chosen is not None and chosen.code != self._unit.parent

    def given(self) -> None:
        chosen = self.receiver.current_unit
        assert chosen is not None
        self._on_given(chosen.code, self.reason.text())


def receiver_field(
    directory: Directory, proposed: Unit | None, without: Unit | None = None
) -> UnitSearchField:
    """A field to choose the receiver in, which is `proposed` to begin with."""
    field = UnitSearchField("Gửi báo cáo cho")
    field.set_index(UnitIndex(directory, without=without))
    if proposed is not None:
        field.propose(proposed)
    theme().on_theme_change(field, lambda: field.list.setFixedHeight(theme().px(_LIST_HEIGHT)))
    return field
