"""Kiểm tra: everything found, errors first; one click or Enter goes to where it is."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.domain.form import Severity
from lcweek_desktop.domain.report import Acceptance
from lcweek_desktop.domain.text import one_line
from lcweek_desktop.ui import icons
from lcweek_desktop.ui.commands import SetAccepted
from lcweek_desktop.ui.page import DONE, Page
from lcweek_desktop.ui.session import Session
from lcweek_desktop.ui.theme import Role, Space, theme
from lcweek_desktop.ui.work import Worker

_FINDING = Qt.ItemDataRole.UserRole
_LOOKS = {Severity.ERROR: ("error", "error"), Severity.WARNING: ("warning", "warning")}


class ChecksPage(Page):
    """A warning can be accepted with a reason, which travels with the report; an error has to be mended."""

    title: ClassVar[str] = "Kiểm tra"
    icon: ClassVar[str] = "checks"

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self.list = QListWidget()
        self.list.setAccessibleName("Những điều tìm thấy")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Lý do chấp nhận lưu ý này")
        self.reason.setAccessibleName("Lý do chấp nhận")
        self._accept = QPushButton("Chấp nhận")
        self._said = QLabel()
        theme().write(self._said, Role.STRONG)
        self._lay_out()
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.list.currentItemChanged.connect(lambda _now, _before: self._offer())
        self._accept.clicked.connect(self.accept)
        self.reason.returnPressed.connect(self.accept)
        self.reason.textChanged.connect(lambda _text: self._offer())
        session.findings_changed.connect(self._show)
        self._show()

    def state(self) -> str:
        """How many findings are open; DONE when there are none."""
        return str(len(self._open())) if self._open() else DONE

    def accept(self) -> None:
        """Accept the warning that is chosen, with the reason written."""
        finding, reason = self._chosen(), one_line(self.reason.text())
        if finding is None or finding.is_error or not reason:
            return
        accepted = (*self.session.content.accepted, Acceptance(finding.check, finding.place, reason))
        self.session.undo.push(SetAccepted(self.session, accepted, "chấp nhận lưu ý"))
        self.reason.clear()

    def _open(self) -> list[Finding]:
        return [finding for finding in self.session.findings if finding.accepted is None]

    def _chosen(self) -> Finding | None:
        item = self.list.currentItem()
        found: Finding | None = None if item is None else item.data(_FINDING)
        return found

    def _go(self, item: QListWidgetItem) -> None:
        self.place_wanted.emit(item.data(_FINDING).place)

    def _offer(self) -> None:
        finding = self._chosen()
        open_warning = finding is not None and not finding.is_error and finding.accepted is None
        self.reason.setEnabled(open_warning)
        self._accept.setEnabled(open_warning and bool(one_line(self.reason.text())))

    def _show(self) -> None:
        row = self.list.currentRow()
        self.list.clear()
        ordered = sorted(
            self.session.findings, key=lambda finding: (finding.accepted is not None, not finding.is_error)
        )
        for finding in ordered:
            self.list.addItem(_item(finding))
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        errors = sum(finding.is_error for finding in self._open())
        self._said.setText(f"{errors} lỗi phải sửa, {len(self._open()) - errors} lưu ý cần xem.")
        self._pages.setCurrentIndex(0 if ordered else 1)
        self._offer()
        self.state_changed.emit()

    def _lay_out(self) -> None:
        nothing = QLabel("Chưa thấy lỗi hay điều gì cần xem lại. Có thể in và gửi báo cáo.")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        below = QHBoxLayout()
        below.addWidget(self.reason, 1)
        below.addWidget(self._accept)
        icons.put(self._accept, "check")
        some = QWidget()
        column = QVBoxLayout(some)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._said)
        column.addWidget(self.list, 1)
        column.addLayout(below)
        self._pages = QStackedLayout()
        self._pages.addWidget(some)
        self._pages.addWidget(nothing)
        layout = QVBoxLayout(self)
        layout.addLayout(self._pages)
        theme().follow(self, lambda: layout.setContentsMargins(*(4 * (theme().px(Space.M),))))


def _item(finding: Finding) -> QListWidgetItem:
    icon, tone = _LOOKS[finding.severity]
    if finding.accepted is not None:
        item = QListWidgetItem(
            icons.icon("check", "muted"), f"{finding.sentence} Đã chấp nhận: {finding.accepted}"
        )
    else:
        item = QListWidgetItem(icons.icon(icon, tone), finding.sentence)
    item.setData(_FINDING, finding)
    return item
