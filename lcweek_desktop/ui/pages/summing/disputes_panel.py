"""The units that have several reports: which one counts, where they differ, and a way to choose another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.rules.rule import cell_name
from lcweek_desktop.services.receiving.disputes import Candidate, Dispute, differences
from lcweek_desktop.ui.pages.summing.texts import candidate_text, dispute_title
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import TextRole, bold_font, theme

_DISPUTE_ROLE: Final = Qt.ItemDataRole.UserRole
_CANDIDATE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_MAX_LISTED: Final = 8
"""The most differing cells that are listed."""


class DisputesPanel(QWidget):
    """A tree of units with their reports. Below it stands how the current report differs from another one."""

    # str, str: the code of a unit and the fingerprint of the report that is to count.
    report_chosen = Signal(str, str)

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        title = QLabel("Mỗi đơn vị chỉ được tính một lần")
        theme().set_font(title, TextRole.STRONG)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        self.tree.setAccessibleName("Các đơn vị có nhiều báo cáo")
        self._details = QLabel()
        self._details.setWordWrap(True)
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.choose_button = Button(Verb.DECIDE_DISPUTE.label, "check", self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(title)
        column.addWidget(self.tree, 1)
        column.addWidget(self._details)
        column.addWidget(self.choose_button)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._current_changed())
        self._current_changed()

    def show_disputes(self, disputes: Sequence[Dispute]) -> None:
        """Show these units in place of those that are shown."""
        self.tree.clear()
        items = [_unit_item(dispute) for dispute in disputes]
        self.tree.addTopLevelItems(items)
        self.tree.expandAll()
        if items:
            self.tree.setCurrentItem(items[0])
        self._current_changed()

    def choose(self) -> None:
        """Ask for the current report to count. Does nothing where there is nothing to choose."""
        dispute, candidate = self._current()
        if dispute is not None and candidate is not None and self.choose_button.isEnabled():
            self.report_chosen.emit(dispute.unit.code, candidate.fingerprint)

    def details_text(self) -> str:
        """How the current report differs, in lines."""
        return self._details.text()

    def _current(self) -> tuple[Dispute | None, Candidate | None]:
        item = self.tree.currentItem()
        return (None, None) if item is None else (item.data(0, _DISPUTE_ROLE), item.data(0, _CANDIDATE_ROLE))

    def _current_changed(self) -> None:
        dispute, candidate = self._current()
        can_count = candidate is not None and not candidate.counted
        self.choose_button.setEnabled(dispute is not None and can_count and not dispute.are_copies)
        self._details.setText("" if dispute is None else "\n".join(self._detail_lines(dispute, candidate)))

    def _detail_lines(self, dispute: Dispute, candidate: Candidate | None) -> Iterator[str]:
        if dispute.are_copies:
            yield "Các bản này là một báo cáo; chỉ tính một lần, không cần chọn."
            return
        if candidate is None:
            yield "Hãy chọn từng báo cáo bên dưới tên đơn vị để xem chỗ khác nhau."
            return
        counted = next((each for each in dispute.candidates if each.counted), None)
        if counted is None:
            counted = next(each for each in dispute.candidates if each is not candidate)
        elif candidate.counted:
            yield "Báo cáo này đang được tính."
            return
        found = differences(self._form, counted.figures, candidate.figures)
        yield "Số liệu hai báo cáo như nhau." if not found else "Khác với báo cáo kia:"
        for cell, (other, own) in [*found.items()][:_MAX_LISTED]:
            here, there = (self._form.text_of(cell, value) or "để trống" for value in (own, other))
            yield f"– {cell_name(self._form, cell)}: {here} (báo cáo kia: {there})"
        if len(found) > _MAX_LISTED:
            yield f"và {len(found) - _MAX_LISTED} ô khác."


def _unit_item(dispute: Dispute) -> QTreeWidgetItem:
    item = QTreeWidgetItem([dispute_title(dispute)])
    item.setToolTip(0, dispute_title(dispute))
    item.setData(0, _DISPUTE_ROLE, dispute)
    item.setFont(0, bold_font())
    for candidate in dispute.candidates:
        line = QTreeWidgetItem([candidate_text(candidate)])
        line.setToolTip(0, candidate_text(candidate))
        line.setData(0, _DISPUTE_ROLE, dispute)
        line.setData(0, _CANDIDATE_ROLE, candidate)
        item.addChild(line)
    return item
