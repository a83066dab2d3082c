"""The question before several cells are entered: what would become of each, one line below the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.services.report.entry_plan import (
    ENTERED,
    Effect,
    EntryPlan,
    PlannedCell,
    target_names,
)
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.sight import dialog_size
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme
from lcweek_desktop.ui.widgets.wrapping_table import WrappingTable

_SIZE: Final = (900, 540)
_SHARES: Final = (6, 4, 3, 3, 3, 5)
_WORDS: Final = {
    Effect.SAME: "Giữ nguyên",
    Effect.FILLED: "Điền vào ô trống",
    Effect.READ: "Chỉ lấy số, bỏ phần chữ",
    Effect.OVERWRITTEN: "Ghi đè số đang có",
    Effect.CLOSED: "Bỏ qua.",
    Effect.REFUSED: "Bỏ qua.",
    Effect.DASH: "Bỏ qua: chưa rõ dấu gạch là 0 hay để trống",
    Effect.NOWHERE: "Bỏ qua.",
}
_CLEARED: Final = "Xóa nội dung đang có"
_COUNTS: Final = (
    ((Effect.FILLED, Effect.READ), "{count} ô trống được điền"),
    ((Effect.OVERWRITTEN,), "{count} ô bị ghi đè"),
    ((Effect.CLOSED, Effect.REFUSED, Effect.NOWHERE, Effect.DASH), "{count} ô bỏ qua"),
)


class EntryPreview(QDialog):
    """Shows a plan and asks. `plan` is what was shown last, which is to be done when it is accepted."""

    def __init__(
        self,
        session: Session,
        replan: Callable[[bool | None], EntryPlan],
        verb: Verb,
        *,
        show_all: bool,
        given: str,
        parent: QWidget | None,
    ) -> None:
        """`replan` gives the plan for what a dash stands for (plan_entries). `show_all` lists also what is
        simply entered in a blank cell. `given` is the title of the column of what is entered."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._replan, self._show_all = session, replan, show_all
        self._titles = ("Dòng", "Cột", given, "Đang có", "Sẽ là", "Việc sẽ làm")
        self.plan = replan(None)
        self._summary, self.table = QLabel(wordWrap=True), WrappingTable("Những ô sẽ thay đổi hoặc bỏ qua")
        self.accept_button = Button(on_click=self.accept)
        self._verb = verb
        self.dashes = QButtonGroup(self)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        self.setWindowTitle("Xem trước khi ghi vào bảng")
        self.resize(dialog_size(self.parentWidget(), *_SIZE))
        theme().set_font(self._summary, TextRole.STRONG)
        theme().apply_style(self.accept_button, PRIMARY_STYLE)
        cancel = Button("Không ghi", on_click=self.reject)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(cancel)
        below.addWidget(self.accept_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * (theme().px(Space.L),)))
        column.setSpacing(theme().px(Space.M))
        column.addWidget(self._summary)
        if self.plan.count(Effect.DASH):
            column.addLayout(self._dash_choice())
        column.addWidget(self.table, 1)
        column.addLayout(below)
        self.accept_button.setDefault(False)
        cancel.setFocus()

    def _dash_choice(self) -> QHBoxLayout:
        """The question what a dash means, which nobody has answered yet."""
        line = QHBoxLayout()
        line.addWidget(QLabel(f"{self.plan.count(Effect.DASH)} ô chỉ có dấu gạch (-), nghĩa là:"))
        for number, words in enumerate(("để trống, không báo cáo", "số 0, không có")):
            button = QRadioButton(words)
            self.dashes.addButton(button, number)
            line.addWidget(button)
        line.addStretch(1)
        self.dashes.idToggled.connect(self._dash_chosen)
        return line

    def _dash_chosen(self, number: int, is_on: bool) -> None:
        if is_on:
            self.plan = self._replan(bool(number))
            self._show()

    def _show(self) -> None:
        counts = [words.format(count=n) for kinds, words in _COUNTS if (n := self.plan.count(*kinds))]
        summary = ", ".join(counts) or "Không có ô nào thay đổi"
        self._summary.setText(f"{summary[:1].upper()}{summary[1:]}. Báo cáo chưa thay đổi gì.")
        shown = [cell for cell in self.plan.cells if cell.effect is not Effect.SAME]
        shown = shown if self._show_all else [*self.plan.to_be_shown]
        self.table.show_rows(self._titles, [self._line(cell) for cell in shown])
        header = self.table.horizontalHeader()
        for section, share in enumerate(_SHARES[:-1]):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(section, (self.width() - theme().px(4 * Space.L)) * share // sum(_SHARES))
        header.setSectionResizeMode(len(_SHARES) - 1, QHeaderView.ResizeMode.Stretch)
        self.table.resizeRowsToContents()
        entered = self.plan.count(*ENTERED)
        self.accept_button.setText(f"Ghi {entered} ô")
        self.accept_button.setEnabled(bool(entered))

    def _line(self, cell: PlannedCell) -> tuple[str, ...]:
        where = cell.line, ""
        if cell.target is not None:
            where = target_names(self._session.form, self.plan.content, cell.target)
        is_cleared = cell.effect is Effect.OVERWRITTEN and not cell.after
        words = _CLEARED if is_cleared else f"{_WORDS[cell.effect]} {cell.reason}".strip()
        return *where, cell.given, cell.before, cell.after, words
