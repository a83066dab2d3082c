"""Tiếp nhận: drop files or folders, see what became of each, confirm keys, decide between reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.context import AppContext
from lcweek_desktop.services.summing import Progress
from lcweek_desktop.services.summing import progress as progress_of
from lcweek_desktop.services.units import directory
from lcweek_desktop.ui import messages
from lcweek_desktop.ui.buttons import button
from lcweek_desktop.ui.files import ask_for_files, ask_for_folder
from lcweek_desktop.ui.page import DONE, Page
from lcweek_desktop.ui.session import Session
from lcweek_desktop.ui.theme import Role, Space, theme
from lcweek_desktop.ui.work import Cancel, Worker

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving import Receipt

_RECEIPT = Qt.ItemDataRole.UserRole
_GROUPS = {
    "needs_decision": "Cần quyết định",
    "conflict": "Hai báo cáo trùng số",
    "accepted": "Mới",
    "superseded_previous": "Thay bản cũ",
    "known": "Đã có",
    "old": "Bản cũ",
    "set_aside": "Để riêng",
    "unreadable": "Không đọc được",
}
"""Verdicts in the order in which they are shown."""


class ReceivingPage(Page):
    """What was received since the page was opened, grouped by what it needs; above it who is missing."""

    title: ClassVar[str] = "Tiếp nhận"
    icon: ClassVar[str] = "receiving"

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self._progress = Progress((), (), (), ())
        self._running: Cancel | None = None
        self._receipts: dict[str, Receipt] = {}
        self._board = QLabel()
        self._board.setWordWrap(True)
        theme().write(self._board, Role.STRONG)
        self._said = QLabel("Thả tệp, thư mục hoặc thẻ nhớ vào đây, hoặc bấm “Chọn tệp…”.")
        self._said.setWordWrap(True)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(["Tệp", "Kết quả"])
        self.list.setAccessibleName("Các tệp đã nhận")
        self.list.setWordWrap(True)
        self.list.setRootIsDecorated(False)
        self._confirm = button("Xác nhận khóa", "key", self.confirm_key)
        self._choose = button("Dùng báo cáo này", "check", self.decide)
        self._cancel = button("Dừng", "close", self.cancel)
        self._lay_out()
        self.setAcceptDrops(True)
        session.held_changed.connect(self._refresh)
        self.list.currentItemChanged.connect(lambda _now, _before: self._offer())
        self.list.itemActivated.connect(lambda _item, _column: self._act())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self, self._ask_files)
        self._offer()

    def state(self) -> str:
        """How many units have not reported; DONE when every one has."""
        if not self._progress.expected:
            return ""
        return str(len(self._progress.missing)) if self._progress.missing else DONE

    def entered(self) -> None:
        self._refresh()
        self.list.setFocus()

    def receive(self, paths: Sequence[Path]) -> None:
        """Take in files and folders, one file after the other; other work goes on in between."""
        desk, done = self.session.desk, 0

        def steps(context: AppContext) -> Iterator[Receipt]:
            from lcweek_desktop.services.receiving import receive

            yield from receive(context, desk, paths)

        def each(receipt: Receipt) -> None:
            nonlocal done
            done += 1
            self._receipts[str(receipt.file)] = receipt
            self._said.setText(f"Đã đọc {done} tệp…")
            self._show()

        def finished() -> None:
            self._running = None
            self._said.setText(f"Đã đọc {done} tệp.")
            self.session.held_changed.emit()

        self._running = self.worker.walk(steps, each, finished, self._tell_error)
        self._offer()

    def cancel(self) -> None:
        """Stop after the file that is being read; what was taken in stays."""
        if self._running is not None:
            self._running.ask()

    def confirm_key(self) -> None:
        """Ask, and confirm the key of the chosen report's unit; its letters stand in the question."""
        receipt = self._chosen()
        if receipt is None or receipt.unit is None:
            return
        messages.ask(
            self,
            f"Mã khóa trên bản giấy của đơn vị {receipt.unit} có đúng như dưới đây không?",
            detail=receipt.message,
            yes="Đúng, xác nhận khóa",
            no="Chưa đối chiếu",
            then=lambda: self._confirm_key_of(receipt),
        )

    def _act(self) -> None:
        """What Enter does on a line: the one thing that it waits for."""
        if self._confirm.isEnabled():
            self.confirm_key()
        elif self._choose.isEnabled():
            self.decide()

    def decide(self) -> None:
        """Let the chosen report count for its unit, and refuse the others at stake."""
        receipt, desk = self._chosen(), self.session.desk
        if receipt is None or receipt.unit is None or receipt.fingerprint is None:
            return
        unit, fingerprint = receipt.unit, receipt.fingerprint

        def task(context: AppContext) -> str:
            from lcweek_desktop.services.deciding import decide

            return decide(context, desk, unit, fingerprint)

        self.worker.submit(
            task, lambda _chosen: self._settled(receipt, "Đã chọn báo cáo này."), self._tell_error
        )

    def told(self) -> str:
        """What stands below the list."""
        return self._said.text()

    def board(self) -> str:
        """What is said of all units together."""
        return self._board.text()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.receive(paths)

    def _confirm_key_of(self, receipt: Receipt) -> None:
        desk, unit = self.session.desk, receipt.unit
        assert unit is not None

        def task(context: AppContext) -> str:
            from lcweek_desktop.services.deciding import confirm_key

            return confirm_key(context, desk, unit)

        said = f"Đã xác nhận khóa của đơn vị {unit}; báo cáo đã được tính."
        self.worker.submit(task, lambda _key: self._settled(receipt, said), self._tell_error)

    def _settled(self, receipt: Receipt, said: str) -> None:
        """Read the file again, so that its line says what it means now."""
        self.receive([receipt.file])
        self._said.setText(said)

    def _refresh(self) -> None:
        desk = self.session.desk

        def task(context: AppContext) -> tuple[Progress, list[str]]:
            found, known = progress_of(context, desk), directory(context, desk.form)
            return found, [known.get(code).name for code in found.missing]

        self.worker.submit(task, lambda found: self._found(*found), self._tell_error)

    def _found(self, found: Progress, missing: Sequence[str]) -> None:
        self._progress = found
        names = f" Chưa nộp: {', '.join(missing)}." if missing else ""
        self._board.setText(
            f"Đã nhận {len(found.received)}/{len(found.expected)} đơn vị; "
            f"{len(found.waiting)} đơn vị chờ quyết định.{names}"
        )
        self._offer()
        self.state_changed.emit()

    def _show(self) -> None:
        self.list.clear()
        for verdict, title in _GROUPS.items():
            receipts = [r for r in self._receipts.values() if r.verdict == verdict]
            if receipts:
                self.list.addTopLevelItem(_group(f"{title} ({len(receipts)})", receipts))
        self.list.expandAll()
        self._choose_first()

    def _choose_first(self) -> None:
        """What waits for a person stands first: the keyboard is there."""
        group = self.list.topLevelItem(0)
        line = group.child(0) if group is not None else None
        if line is not None:
            self.list.setCurrentItem(line)

    def _chosen(self) -> Receipt | None:
        item = self.list.currentItem()
        chosen: Receipt | None = None if item is None else item.data(0, _RECEIPT)
        return chosen

    def _offer(self) -> None:
        receipt = self._chosen()
        verdict = None if receipt is None else receipt.verdict
        waits_for_key = receipt is not None and receipt.code == "received-key-pending"
        self._confirm.setEnabled(waits_for_key)
        self._choose.setEnabled(verdict in ("needs_decision", "conflict", "old") and not waits_for_key)
        self._cancel.setEnabled(self._running is not None)

    def _tell_error(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._said.setText(error.message)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(button("Chọn tệp…", "file", self._ask_files))
        buttons.addWidget(button("Chọn thư mục…", "folder", self._ask_folder))
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        buttons.addWidget(self._confirm)
        buttons.addWidget(self._choose)
        column = QVBoxLayout(self)
        column.addWidget(self._board)
        column.addLayout(buttons)
        column.addWidget(self.list, 1)
        column.addWidget(self._said)
        theme().follow(self, lambda: column.setContentsMargins(*(4 * (theme().px(Space.M),))))
        theme().follow(self.list, lambda: self.list.setColumnWidth(0, theme().px(260)))

    def _ask_files(self) -> None:
        ask_for_files(self, "Chọn tệp báo cáo", ["Báo cáo (*.pdf *.lcweek)"], self.receive)

    def _ask_folder(self) -> None:
        ask_for_folder(self, "Chọn thư mục", lambda folder: self.receive([folder]))


def _group(title: str, receipts: Sequence[Receipt]) -> QTreeWidgetItem:
    group = QTreeWidgetItem([title])
    group.setFirstColumnSpanned(True)
    group.setFont(0, theme().font(Role.STRONG))
    for receipt in receipts:
        line = QTreeWidgetItem([receipt.file.name, receipt.message])
        line.setToolTip(1, receipt.message)
        line.setData(0, _RECEIPT, receipt)
        group.addChild(line)
    return group
