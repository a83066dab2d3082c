"""The question before a report is frozen: what that means, the warnings that are open, the cells that are
blank."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.domain.form import Cell, CellState, Form
from lcweek_desktop.domain.rules.rule import row_name
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.messages import PROGRAM_TITLE
from lcweek_desktop.ui.widgets.theme import NOTICE_STYLE, PRIMARY_STYLE, Space, TextRole, theme

_MEANS: Final = (
    "Chốt là giữ nguyên báo cáo đúng như bản in ra và tệp gửi đi. Sửa sau khi chốt thì thành bản số {next}, "
    "phải in, ký và gửi lại."
)
_OPEN: Final = "Xin xem lại trước khi chốt: {what}."
_BASE_HEIGHT: Final = 210
_ROW_HEIGHT: Final = 22
_MOST_ROWS: Final = 11
"""The height of the dialog at 100 %: what is around the list, a row of it, and how many rows it shows."""


class FreezeDialog(QDialog):
    """Asks whether revision `revision` is to be frozen. Where something is open, Enter says no."""

    def __init__(
        self, parent: QWidget, session: Session, revision: int, yes: str, on_yes: Callable[[], object]
    ) -> None:
        """`yes` is the text of the button that freezes, which calls `on_yes`."""
        super().__init__(parent)
        self._on_yes = on_yes
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(PROGRAM_TITLE)
        warnings, blanks = open_warnings(session), blank_cells(session)
        self._title = QLabel(f"Chốt bản số {revision}?")
        theme().set_font(self._title, TextRole.HEADING)
        self._means = QLabel(_MEANS.format(next=revision + 1), wordWrap=True)
        counts = ((len(warnings), "lưu ý chưa xem lại"), (len(blanks), "ô còn trống"))
        what = ", ".join(f"{count} {name}" for count, name in counts if count)
        self.open_label = QLabel(_OPEN.format(what=what), wordWrap=True)
        theme().apply_style(self.open_label, NOTICE_STYLE)
        lines = [*(f"– {each.sentence}" for each in warnings), *_blank_lines(session.form, blanks)]
        self.details = QPlainTextEdit("\n".join(lines), readOnly=True, tabChangesFocus=True)
        self.details.setAccessibleName("Lưu ý chưa xem lại và ô còn trống")
        for widget in (self.open_label, self.details):
            widget.setVisible(bool(lines))
        self.leave_button = Button("Chưa chốt", on_click=self.reject)
        self.freeze_button = Button(yes, on_click=self._freeze)
        theme().apply_style(self.freeze_button, PRIMARY_STYLE)
        self._lay_out()
        safe = self.leave_button if lines else self.freeze_button
        safe.setDefault(True)
        safe.setFocus()
        rows = min(_MOST_ROWS, len(lines)) + 2 if lines else 0
        theme().on_theme_change(
            self, lambda: self.resize(theme().px(620), theme().px(_BASE_HEIGHT + rows * _ROW_HEIGHT))
        )

    def _freeze(self) -> None:
        self.accept()
        self._on_yes()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave_button)
        buttons.addWidget(self.freeze_button)
        column = QVBoxLayout(self)
        column.setSpacing(Space.M)
        for widget in (self._title, self._means, self.open_label):
            column.addWidget(widget)
        column.addWidget(self.details, 1)
        column.addStretch(0)
        column.addLayout(buttons)


def open_warnings(session: Session) -> Sequence[Finding]:
    """The warnings of the report that nobody has accepted."""
    return [each for each in session.checks.findings if not each.is_error and each.accepted is None]


def blank_cells(session: Session) -> Sequence[Cell]:
    """The cells that the unit itself fills and that hold no number."""
    cells = (cell for cell in session.form.cells if session.state(cell) is CellState.OPEN)
    return [cell for cell in cells if cell not in session.content.figures]


def _blank_lines(form: Form, blanks: Sequence[Cell]) -> Iterator[str]:
    """A line for each row with `blanks`, which names their columns."""
    labels = {measure.key: measure.label for measure in form.measures}
    for key, cells in groupby(blanks, key=lambda cell: cell.row):
        row = form.row_by_key[key]
        taken = [rule for rule in row.cells.values() if rule.state is not CellState.CLOSED]
        columns = ", ".join(labels[cell.measure] for cell in cells)
        yield f"– Ô trống: {row_name(row)}" + (f": {columns}" if len(taken) > 1 else "")
