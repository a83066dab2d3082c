"""At which of this machine's units files are to be opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.services.opening.file_kind import Place
from lcweek_desktop.ui.session.opening import workspace_labels
from lcweek_desktop.ui.widgets import messages
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.workspace import Workspace

_WHAT: Final = {Place.OWN: "mở lại báo cáo của chính đơn vị", Place.RECEIVER: "nhận tệp"}
_ROWS: Final = 5


class UnitChoice(QDialog):
    """Lists units with what would become of the files there; Enter or a double click takes the current."""

    def __init__(
        self,
        parent: QWidget,
        files: Sequence[Path],
        units: Sequence[tuple[Workspace, Place]],
        on_chosen: Callable[[Workspace], object],
    ) -> None:
        """`units` are those to choose from, the first of which is current at the beginning."""
        super().__init__(parent)
        self._units = [unit for unit, _ in units]
        self._on_chosen = on_chosen
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(messages.PROGRAM_TITLE)
        self.list = QListWidget()
        self.list.setAccessibleName("Các đơn vị trên máy này")
        for label, (_, place) in zip(workspace_labels(self._units), units, strict=True):
            self.list.addItem(QListWidgetItem(f"{label} – {_WHAT.get(place, 'mở tệp')}"))
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.open_button = Button("Mở ở đơn vị này")
        self._lay_out(files)
        self.list.setFocus()

    def accept(self) -> None:
        chosen = self._units[self.list.currentRow()]
        super().accept()
        self._on_chosen(chosen)

    def _lay_out(self, files: Sequence[Path]) -> None:
        what = f"tệp {files[0].name}" if len(files) == 1 else f"{len(files)} tệp"
        question, hint = QLabel(f"Mở {what} ở đơn vị nào?"), QLabel("Máy này làm việc cho nhiều đơn vị.")
        question.setWordWrap(True)
        theme().set_font(question, TextRole.HEADING)
        theme().apply_style(hint, "color: $muted;")
        theme().apply_style(self.list, "QListView::item { padding: ${s}; }")
        self.open_button.setDefault(True)
        theme().apply_style(self.open_button, PRIMARY_STYLE)
        box = QDialogButtonBox()
        box.addButton(self.open_button, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(Button("Thôi"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(Space.S))
        for widget in (question, hint, self.list, box):
            column.addWidget(widget)
        theme().on_theme_change(self, lambda: self.setMinimumWidth(theme().px(520)))
        theme().on_theme_change(self, self._set_height)

    def _set_height(self) -> None:
        rows = min(max(len(self._units), 2), _ROWS)
        self.list.setFixedHeight(
            rows * self.list.sizeHintForRow(0) + 2 * self.list.frameWidth() + theme().px(Space.S)
        )
