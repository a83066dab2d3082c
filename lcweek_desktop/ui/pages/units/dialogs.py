"""The questions before a unit is added, renamed, merged, split or closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QWidget,
)

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.ui.board.change_dialog import ChangeDialog, receiver_field
from lcweek_desktop.ui.widgets.inputs import ComboBox, LineEdit, ShortTextEdit

if TYPE_CHECKING:
    from lcweek_desktop.domain.unit import Directory, Unit

_NEW: Final = ""
"""The code of the new unit among those into which others are merged."""


class AddUnitDialog(ChangeDialog):
    """Asks for a new unit: its name, level and receiver, and who answers for it."""

    def __init__(
        self,
        parent: QWidget,
        directory: Directory,
        receiver: Unit,
        levels: Mapping[LevelKey, str],
        level: str,
        on_given: Callable[[str, str, str, str, str, str], object],
    ) -> None:
        """`directory` has the units that may receive, of which `receiver` is proposed. `on_given` is called
        with name, level, the code of the receiver, contact, telephone and reason."""
        super().__init__(parent, "Thêm đơn vị vào danh mục", Verb.ADD_LISTED)
        self._on_given = on_given
        self.name, self.person, self.phone = LineEdit(), LineEdit(), LineEdit()
        self.level = ComboBox()
        for key, name in levels.items():
            self.level.addItem(name, key)
        self.level.setCurrentIndex(self.level.findData(level))
        self.receiver = receiver_field(directory, receiver)
        self.receiver.changed.connect(self.update_button)
        self.add_field("&Tên đơn vị", self.name)
        self.add_field("&Cấp", self.level)
        self.add_field("&Gửi báo cáo cho", self.receiver)
        self.add_field("&Người liên hệ", self.person)
        self.add_field("&Điện thoại", self.phone)
        self.finish(self.name)

    def is_complete(self) -> bool:
        return bool(clean_line(self.name.text())) and self.receiver.current_unit is not None

    def given(self) -> None:
        receiver = self.receiver.current_unit
        assert receiver is not None
        fields = (self.person.text(), self.phone.text(), self.reason.text())
        self._on_given(self.name.text(), self.level.currentData(), receiver.code, *fields)


class RenameDialog(ChangeDialog):
    """Asks for another name."""

    def __init__(self, parent: QWidget, unit: Unit, on_given: Callable[[str, str], object]) -> None:
        """`on_given` is called with the name and the reason."""
        super().__init__(parent, f"Đổi tên {unit.name}", Verb.RENAME_LISTED)
        self._unit, self._on_given = unit, on_given
        self.name = LineEdit(unit.name)
        self.add_field("&Tên mới", self.name)
        self.finish(self.name)
        self.name.selectAll()

    def is_complete(self) -> bool:
        return clean_line(self.name.text()) not in ("", self._unit.name)

    def given(self) -> None:
        self._on_given(self.name.text(), self.reason.text())


class MergeDialog(ChangeDialog):
    """Asks into which unit several are merged: one of them, or a new one."""

    def __init__(
        self, parent: QWidget, units: Sequence[Unit], on_given: Callable[[str | None, str, str], object]
    ) -> None:
        """`on_given` is called with the code of the unit that goes on, None for a new one, the name of that,
        and the reason."""
        super().__init__(parent, f"Gộp {len(units)} đơn vị thành một", Verb.MERGE_UNITS)
        self._on_given = on_given
        self.units = QLabel("\n".join(unit.name for unit in units), wordWrap=True)
        self.into = ComboBox()
        self.into.addItem("Đơn vị mới", _NEW)
        for unit in units:
            self.into.addItem(unit.name, unit.code)
        self.name = LineEdit()
        self.into.currentIndexChanged.connect(lambda _at: self._choose())
        self.add_field("Các đơn vị", self.units)
        self.add_field("&Gộp thành", self.into)
        self.add_field("&Tên đơn vị mới", self.name)
        self.finish(self.name)

    def is_complete(self) -> bool:
        return self.into.currentData() != _NEW or bool(clean_line(self.name.text()))

    def given(self) -> None:
        code = self.into.currentData()
        self._on_given(None if code == _NEW else code, self.name.text(), self.reason.text())

    def _choose(self) -> None:
        self.name.setEnabled(self.into.currentData() == _NEW)
        self.update_button()


class SplitDialog(ChangeDialog):
    """Asks for the units into which one is split."""

    def __init__(
        self, parent: QWidget, unit: Unit, on_given: Callable[[tuple[str, ...], bool, str], object]
    ) -> None:
        """`on_given` is called with the names, whether the unit stays beside them, and the reason."""
        super().__init__(parent, f"Tách {unit.name}", Verb.SPLIT_UNIT)
        self._on_given = on_given
        self.names = ShortTextEdit(lines=4)
        self.names.setPlaceholderText("Mỗi dòng một tên")
        self.names.textChanged.connect(self.update_button)
        self.stays = QCheckBox("Đơn vị cũ vẫn còn, bên cạnh các đơn vị mới")
        self.stays.toggled.connect(lambda _on: self.update_button())
        self.add_field("&Tên các đơn vị mới", self.names)
        self.add_field("", self.stays)
        self.stays.setAccessibleName(self.stays.text())
        self.finish(self.names)

    def is_complete(self) -> bool:
        return len(self._given_names()) + self.stays.isChecked() >= 2

    def given(self) -> None:
        self._on_given(self._given_names(), self.stays.isChecked(), self.reason.text())

    def _given_names(self) -> tuple[str, ...]:
        return tuple(filter(None, map(clean_line, self.names.toPlainText().split("\n"))))


class ReasonDialog(ChangeDialog):
    """Asks whether to do what `title` says, and why."""

    def __init__(self, parent: QWidget, title: str, verb: Verb, on_given: Callable[[str], object]) -> None:
        super().__init__(parent, title, verb)
        self._on_given = on_given
        self.finish(self.reason)

    def given(self) -> None:
        self._on_given(self.reason.text())
