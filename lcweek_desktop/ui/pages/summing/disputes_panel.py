"""Units with several reports: which one counts, where they differ, and a way to choose another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.rules.rule import cell_name
from lcweek_desktop.domain.values import format_number
from lcweek_desktop.services.receiving.disputes import Candidate, Dispute, differences
from lcweek_desktop.ui.pages.summing.words import asked, described
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import TextRole, bold_font, theme

_DISPUTE: Final = Qt.ItemDataRole.UserRole
_CANDIDATE: Final = Qt.ItemDataRole.UserRole + 1
_LISTED: Final = 8
"""So many differing cells are written out."""


class DisputesPanel(QWidget):
    """A line for each unit, below it its reports; the chosen one's differences are told."""

    # str, str: unit code, fingerprint of the report that shall count.
    chosen = Signal(str, str)

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        title = QLabel("Mỗi đơn vị chỉ được tính một lần")
        theme().set_font(title, TextRole.STRONG)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        self.tree.setAccessibleName("Các đơn vị có nhiều báo cáo")
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.choose_button = Button("Tính báo cáo này")
        icons.set_icon(self.choose_button, "check")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(title)
        column.addWidget(self.tree, 1)
        column.addWidget(self._said)
        column.addWidget(self.choose_button)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._offer())
        self.choose_button.clicked.connect(self.choose)
        self._offer()

    def show_disputes(self, found: Sequence[Dispute]) -> None:
        self.tree.clear()
        items = [_unit_item(dispute) for dispute in found]
        self.tree.addTopLevelItems(items)
        self.tree.expandAll()
        if items:
            self.tree.setCurrentItem(items[0])
        self._offer()

    def choose(self) -> None:
        """Let the report at the keyboard count."""
        dispute, candidate = self._at()
        if dispute is not None and candidate is not None and self.choose_button.isEnabled():
            self.chosen.emit(dispute.unit.code, candidate.fingerprint)

    def told(self) -> str:
        """What is said of the report at the keyboard."""
        return self._said.text()

    def _at(self) -> tuple[Dispute | None, Candidate | None]:
        item = self.tree.currentItem()
        return (None, None) if item is None else (item.data(0, _DISPUTE), item.data(0, _CANDIDATE))

    def _offer(self) -> None:
        dispute, candidate = self._at()
        offered = dispute is not None and candidate is not None and not candidate.counted
        self.choose_button.setEnabled(bool(offered and dispute and not dispute.are_copies))
        self._said.setText("" if dispute is None else "\n".join(self._words(dispute, candidate)))

    def _words(self, dispute: Dispute, candidate: Candidate | None) -> Iterator[str]:
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
        for cell, (other, own) in [*found.items()][:_LISTED]:
            yield f"– {cell_name(self._form, cell)}: {_number(own)} (báo cáo kia: {_number(other)})"
        if len(found) > _LISTED:
            yield f"và {len(found) - _LISTED} ô khác."


def _unit_item(dispute: Dispute) -> QTreeWidgetItem:
    item = QTreeWidgetItem([asked(dispute)])
    item.setToolTip(0, asked(dispute))
    item.setData(0, _DISPUTE, dispute)
    item.setFont(0, bold_font())
    for candidate in dispute.candidates:
        line = QTreeWidgetItem([described(candidate)])
        line.setToolTip(0, described(candidate))
        line.setData(0, _DISPUTE, dispute)
        line.setData(0, _CANDIDATE, candidate)
        item.addChild(line)
    return item


def _number(value: int | None) -> str:
    return "để trống" if value is None else format_number(value)
