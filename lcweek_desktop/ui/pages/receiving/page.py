"""Tiếp nhận: drop files or folders, see what each needs, confirm keys, choose between reports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.summing.children import ReportingStatus
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.ui.board.board import UnitBoard
from lcweek_desktop.ui.pages.receiving.copy_actions import CopyActions
from lcweek_desktop.ui.pages.receiving.keys_dialog import KeysDialog
from lcweek_desktop.ui.pages.receiving.received_details import ReceivedDetails
from lcweek_desktop.ui.pages.receiving.received_list import ReceivedList
from lcweek_desktop.ui.pages.receiving.words import summary
from lcweek_desktop.ui.session.page import DONE, Page
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.buttons import Button, highlight_primary
from lcweek_desktop.ui.widgets.file_dialogs import ask_for_files, ask_for_folder
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.messages import ask_question
from lcweek_desktop.ui.widgets.progress import ProgressRow
from lcweek_desktop.ui.widgets.theme import Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.received_items import ReceivedItem
    from lcweek_desktop.services.receiving.result import ReceiveResult

_HINT: Final = "Thả tệp, thư mục hoặc thẻ nhớ vào đây, hoặc bấm “Chọn tệp…”."
_NAMED: Final = 12
"""Units named in a question."""
_LOWEST: Final = 300
"""Of the list and what is said of its lines, at 100 %."""


class ReceivingPage(Page):
    """At the left the units, at the right what they sent. Everything is read from what is stored, but for
    the files that could not be read: these are told of as long as the page lives."""

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self._arrivals: tuple[ReceivedItem, ...] = ()
        self._unreadable: dict[Path, list[ReceivedItem]] = {}
        self.board = UnitBoard(session, worker, self._tell_error)
        self.files, self.details = ReceivedList(), ReceivedDetails(session.form)
        self.progress = ProgressRow()
        self._said = QLabel(_HINT)
        self.choose_files_button = Button("Chọn tệp…", "file", self._ask_files)
        self.choose_folder_button = Button("Chọn thư mục…", "folder", self._ask_folder)
        self.strangers_button = Button("Thêm đơn vị…", "people", self.ask_for_strangers)
        self.keys_button = Button("Xác nhận khóa…", "key", self.compare_keys)
        self.decide_button = Button("Dùng báo cáo này", "check", self.decide)
        self.copies = CopyActions(session, worker, self.files, self.progress, self._tell_error)
        self._lay_out()
        self.setAcceptDrops(True)
        self.files.chosen.connect(self._offer)
        self.copies.said.connect(self._said.setText)
        self.files.itemActivated.connect(lambda _item, _column: self._act())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self, self._ask_files)
        self.board.changed.connect(self.state_changed)
        self.board.unit_wanted.connect(self.files.go_to_unit)
        session.received_changed.connect(self.refresh)
        theme().changed.connect(self._light_next)
        self._offer()
        self.board.refresh()

    def state(self) -> str:
        """How many units have not reported or need a look; DONE when there is none."""
        if not self.board.children_shown:
            return ""
        left = len(self.board.children_shown) - len(self.board.at(ReportingStatus.RECEIVED))
        return str(left) if left else DONE

    def on_enter(self) -> None:
        self.board.refresh()
        self.refresh()
        self.files.setFocus()

    def refresh(self) -> None:
        """Read anew what was received."""
        workspace = self.session.workspace

        def task(context: AppContext) -> tuple[ReceivedItem, ...]:
            from lcweek_desktop.services.receiving.received_items import received_items

            return received_items(workspace)

        self.worker.submit(task, self._found, self._tell_error)

    def receive(self, paths: Sequence[Path]) -> None:
        """Take in files and folders, one file after the other; other work goes on in between."""
        if self.progress.running:
            return
        self.progress.start("Đang tìm tệp…")

        def task(_context: AppContext) -> list[Path]:
            from lcweek_desktop.services.receiving.found_files import listed_files

            return listed_files(paths)

        self.worker.submit(task, self._receive, self._broken)

    def ask_for_strangers(self) -> None:
        """Ask whether the units that the directory does not know are to be taken into it."""
        units = self._strangers()
        if units and not self.progress.running:
            ask_question(
                self,
                f"Thêm {len(units)} đơn vị vào danh mục báo cáo về đây?",
                detail="\n".join([*sorted(units.values())[:_NAMED], *(["…"] if len(units) > _NAMED else [])]),
                yes="Thêm vào danh mục",
                then=lambda: self._take_in(units),
            )

    def compare_keys(self) -> KeysDialog:
        """Show all keys that wait, to be confirmed after they were compared with the paper."""
        dialog = KeysDialog(self, [arrival for arrival in self._arrivals if arrival.need is Need.KEY])
        dialog.compared.connect(self._confirm)
        dialog.open()
        return dialog

    def decide(self) -> None:
        """Let the chosen report count for its unit, and refuse the others at stake."""
        arrival, workspace = self.files.current, self.session.workspace
        if arrival is None or arrival.unit is None or arrival.held_id is None:
            return
        unit, fingerprint = arrival.unit, arrival.held_id.fingerprint

        def task(context: AppContext) -> str:
            from lcweek_desktop.services.receiving.deciding import decide

            return decide(workspace, unit.code, fingerprint)

        said = f"Từ nay tính bản số {arrival.revision} của {unit.name}."
        self.worker.submit(task, lambda _chosen: self._settled(said), self._tell_error)

    def told(self) -> str:
        """What stands below the list."""
        return self._said.text()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if event.mimeData().hasUrls() and not self.progress.running:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.receive(paths)

    def _act(self) -> None:
        """What Enter does on a line: the one thing that it waits for."""
        arrival = self.files.current
        if arrival is not None and arrival.need is Need.UNKNOWN_UNIT:
            self.ask_for_strangers()
        elif arrival is not None and arrival.need is Need.KEY:
            self.compare_keys()
        elif arrival is not None and arrival.need is Need.DECISION:
            self.decide()

    def _receive(self, files: Sequence[Path]) -> None:
        workspace = self.session.workspace

        def steps(context: AppContext) -> Iterator[ReceiveResult]:
            from lcweek_desktop.services.receiving.incoming import receive

            yield from receive(workspace, files)

        self._walk(steps, len(files))

    def _strangers(self) -> dict[str, str]:
        """Names by code of the units that the directory does not know."""
        waiting = [arrival.unit for arrival in self._arrivals if arrival.need is Need.UNKNOWN_UNIT]
        return {unit.code: unit.name for unit in waiting if unit is not None}

    def _take_in(self, units: Collection[str]) -> None:
        workspace = self.session.workspace

        def steps(context: AppContext) -> Iterator[ReceiveResult]:
            from lcweek_desktop.services.receiving.unknown_units import add_unknown_units

            yield from add_unknown_units(workspace, units)

        self.progress.start("Đang nhận lại tệp…")
        self._walk(steps, sum(arrival.need is Need.UNKNOWN_UNIT for arrival in self._arrivals))

    def _walk(self, steps: Callable[[AppContext], Iterator[ReceiveResult]], count: int) -> None:
        receipts: list[ReceiveResult] = []

        def each(receipt: ReceiveResult) -> None:
            receipts.append(receipt)
            self.progress.show_progress(len(receipts), count, f"Đang đọc tệp {len(receipts)}/{count}…")

        def finished() -> None:
            stopped = self.progress.finish()
            self._remember(receipts)
            self._settled(summary(receipts, stopped=stopped))

        self.progress.set_cancel(self.worker.submit_steps(steps, each, finished, self._broken).cancel)

    def _remember(self, receipts: Sequence[ReceiveResult]) -> None:
        """Keep what is said of the files that could not be read."""
        from lcweek_desktop.services.receiving.received_items import unkept_item

        for receipt in receipts:
            self._unreadable[receipt.file] = []
        for receipt in receipts:
            if receipt.verdict in (ReceiveVerdict.PAPER, ReceiveVerdict.UNREADABLE):
                self._unreadable[receipt.file].append(unkept_item(receipt))

    def _confirm(self, compared: list[tuple[str, str]]) -> None:
        workspace = self.session.workspace

        def task(context: AppContext) -> None:
            from lcweek_desktop.services.receiving.deciding import confirm_keys

            confirm_keys(workspace, compared)

        said = f"Đã xác nhận khóa của {len(compared)} đơn vị; báo cáo của các đơn vị này đã được tính."
        self.worker.submit(task, lambda _none: self._settled(said), self._tell_error)

    def _settled(self, said: str) -> None:
        self._said.setText(said)
        self.session.received_changed.emit()

    def _found(self, found: tuple[ReceivedItem, ...]) -> None:
        self._arrivals = found
        self.files.show_received([*found, *chain(*self._unreadable.values())])

    def _offer(self) -> None:
        arrival = self.files.current
        strangers = self._strangers()
        self.strangers_button.setVisible(bool(strangers))
        self.strangers_button.setText(f"Thêm đơn vị ({len(strangers)})…")
        waiting = {(a.unit, a.key) for a in self._arrivals if a.need is Need.KEY}
        self.keys_button.setText(f"Xác nhận khóa ({len(waiting)})…" if waiting else "Xác nhận khóa…")
        self.keys_button.setEnabled(bool(waiting))
        self.decide_button.setEnabled(arrival is not None and arrival.need in (Need.DECISION, Need.OLD))
        self.details.show_received(arrival)
        self._light_next()

    def _light_next(self) -> None:
        """What waits for this office comes before more files."""
        steps = {self.strangers_button: "people", self.keys_button: "key", self.choose_files_button: "file"}
        waiting = (each for each in steps if each.isEnabled() and not each.isHidden())
        highlight_primary(steps, next(waiting, self.choose_files_button))

    def _broken(self, error: Exception) -> None:
        self.progress.finish()
        self._tell_error(error)
        self.session.received_changed.emit()

    def _tell_error(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._said.setText(error.message)

    def _lay_out(self) -> None:
        self._said.setWordWrap(True)
        choosing = (self.choose_files_button, self.choose_folder_button)
        bar = FlowLayout(*choosing, self.strangers_button, self.keys_button, fill=False)
        acting = FlowLayout(self.decide_button, self.copies, fill=False)
        below = QWidget()
        column_below = QVBoxLayout(below)
        column_below.setContentsMargins(0, 0, 0, 0)
        column_below.addWidget(self.details, 1)
        column_below.addLayout(acting)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.files)
        parts.addWidget(below)
        parts.setSizes([320, 240])
        column = QVBoxLayout()
        column.setSpacing(Space.S)
        column.addLayout(bar)
        column.addWidget(parts, 1)
        column.addWidget(self.progress)
        column.addWidget(self._said)
        theme().on_theme_change(self, lambda: parts.setMinimumHeight(theme().px(_LOWEST)))
        row = QHBoxLayout(self)
        row.addWidget(self.board)
        row.addWidget(_scrolled(column), 1)
        theme().on_theme_change(self, lambda: row.setContentsMargins(*(4 * (theme().px(Space.M),))))
        theme().on_theme_change(self, lambda: row.setSpacing(theme().px(Space.M)))

    def _ask_files(self) -> None:
        ask_for_files(
            self,
            "Chọn tệp báo cáo",
            ["Báo cáo, bản giấy (*.pdf *.lcweek *.jpg *.jpeg *.png *.webp)"],
            self.receive,
        )

    def _ask_folder(self) -> None:
        ask_for_folder(self, "Chọn thư mục", lambda folder: self.receive([folder]))


def _scrolled(column: QVBoxLayout) -> QScrollArea:
    """What large letters leave no room for on a small screen is below."""
    inside, scroll = QWidget(), QScrollArea()
    column.setContentsMargins(0, 0, 0, 0)
    inside.setLayout(column)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidgetResizable(True)
    scroll.setWidget(inside)
    return scroll
