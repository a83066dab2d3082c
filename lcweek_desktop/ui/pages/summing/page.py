"""Tổng hợp: the sums of all units below, each number opened into the units that contributed to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStackedLayout

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.checks import member_cell
from lcweek_desktop.domain.form import CellState
from lcweek_desktop.services.receiving.disputes import Dispute, disputes
from lcweek_desktop.services.summing.contributions import RollupInputs, rollup_inputs
from lcweek_desktop.services.summing.remarks import sums_notes
from lcweek_desktop.services.summing.reporting_status import ReportingProgress, reporting_progress
from lcweek_desktop.ui.pages.summing.charts_panel import ChartsPanel
from lcweek_desktop.ui.pages.summing.progress_panel import NoSumsYet
from lcweek_desktop.ui.pages.summing.sums_panel import SumsPanel
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.page import DONE, Page
from lcweek_desktop.ui.session.page_entries import RECEIVING
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.file_dialogs import ask_to_save
from lcweek_desktop.ui.widgets.placeholders import BusyOverlay
from lcweek_desktop.ui.widgets.theme import theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.workspace import Workspace

_HINT: Final = "Bấm vào một số, hoặc nhấn Enter, để xem số đó do những đơn vị nào báo cáo."


class SummingPage(Page):
    """Shows the sums, the charts in their place, or what to do while nothing is received."""

    def __init__(self, session: Session, worker: Worker) -> None:
        status = QLabel(_HINT)
        status.setWordWrap(True)
        super().__init__(session, worker, status)
        self._status_label = status
        self._progress = ReportingProgress((), (), (), ())
        self.sums = SumsPanel(session, status)
        self.charts = ChartsPanel(session, self.operations)
        self.empty = NoSumsYet()
        self._stack = QStackedLayout(self)
        for widget in (BusyOverlay("Đang tổng hợp…"), self.empty, self.sums, self.charts):
            self._stack.addWidget(widget)
        self.sums.charts_requested.connect(self.show_charts)
        self.sums.export_requested.connect(self._ask_where_to_export)
        self.sums.disputes.report_chosen.connect(self.decide)
        self.charts.closed.connect(self.close_charts)
        self.empty.receiving_requested.connect(lambda: self.page_requested.emit(RECEIVING))
        session.received_changed.connect(self.refresh)
        for own_entry_changed in (session.figures_changed, session.note_changed, session.lines_changed):
            own_entry_changed.connect(self._own_entry_changed)
        session.checks.changed.connect(self.sums.show_outliers)
        theme().on_theme_change(status, self._show_or_hide_hint)
        self._read_progress()

    def state(self) -> str:
        """How many of all units are counted; DONE when all are and nothing waits."""
        now = self._progress
        if not now.expected:
            return ""
        all_counted = len(now.received) == len(now.expected) and not now.waiting
        return DONE if all_counted else f"{len(now.received)}/{len(now.expected)}"

    def show_status(self, text: str) -> None:
        super().show_status(text)
        self._show_or_hide_hint()

    def on_enter(self) -> None:
        self.refresh()
        self.sums.view.setFocus()

    def show_place(self, place: str) -> None:
        """Open the cell of a finding about a member's number, at once or when the sums have been read."""
        if (cell := member_cell(place)) is not None:
            self.sums.go_to(cell)

    def refresh(self) -> None:
        """Read what is held of other units; the sums only while they are visible."""
        if self.isVisible():
            self.operations.read(_read_sums, lambda read: self._show_sums(*read))
        else:
            self._read_progress()

    def show_charts(self) -> None:
        """Show the sums as bars; by unit for the opened cell, or for the first section."""
        cell, form = self.sums.opened_cell, self.session.form
        self._stack.setCurrentWidget(self.charts)
        if cell is None or form.state(cell) is CellState.CLOSED:  # the row of own lines has no number
            self.charts.show_cells(())
        else:
            self.charts.show_cells((cell,))

    def close_charts(self) -> None:
        """Show the table again."""
        self._stack.setCurrentWidget(self.sums)
        self.sums.view.setFocus()

    def decide(self, unit: str, fingerprint: str) -> None:
        """Let the report `fingerprint` of the unit with the code `unit` count."""
        self.operations.run(
            Verb.DECIDE_DISPUTE,
            lambda workspace: services.deciding.decide(workspace, unit, fingerprint),
            status=Verb.DECIDE_DISPUTE.done(),
        )

    def export(self, target: Path) -> None:
        """Write the sums to `target` as a workbook."""
        lacking = len(self._progress.damaged)
        remark = f" Tệp thiếu {lacking} đơn vị bị hỏng dữ liệu." if lacking else ""
        self.operations.run(
            Verb.WRITE_FILE,
            lambda workspace: services.printing.print_report(workspace, target, sums=True, table_only=True),
            busy="Đang ghi tệp…",
            status=f"{Verb.WRITE_FILE.done(file=target)}{remark}",
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._show_or_hide_hint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.charts.isVisible():
            self.close_charts()
        elif event.key() == Qt.Key.Key_Escape and self.sums.side.isVisible():
            self.sums.close_side()
        else:
            super().keyPressEvent(event)

    def _show_or_hide_hint(self) -> None:
        """The hint leaves its room to the table where there is little."""
        self._status_label.setVisible(not self.sums.is_cramped or self.status_text() != _HINT)

    def _read_progress(self) -> None:
        self.operations.read(reporting_progress, self._set_progress)

    def _set_progress(self, progress: ReportingProgress) -> None:
        self._progress = progress
        self.state_changed.emit()

    def _show_sums(self, inputs: RollupInputs, found: tuple[Dispute, ...], notes: tuple[str, ...]) -> None:
        self._set_progress(inputs.progress)
        self.empty.show_progress(inputs.progress, inputs.names)
        self.sums.show_inputs(inputs, found, notes)
        is_empty = not inputs.rollup.members and not found
        if self._stack.currentWidget() is self.charts and not is_empty:
            self.charts.refresh()
        else:
            self._stack.setCurrentWidget(self.empty if is_empty else self.sums)

    def _own_entry_changed(self) -> None:
        """Sums are made only while they are visible, as this is called at every keystroke on another page."""
        if self.isVisible():
            self.sums.show_sums()

    def _ask_where_to_export(self) -> None:
        workspace = self.session.workspace
        default_name = f"tong-hop-{workspace.campaign}-{workspace.unit.code}.xlsx"
        ask_to_save(self, "Xuất số liệu tổng hợp", default_name, ".xlsx", self.export)


def _read_sums(workspace: Workspace) -> tuple[RollupInputs, tuple[Dispute, ...], tuple[str, ...]]:
    inputs = rollup_inputs(workspace)
    return inputs, disputes(workspace, inputs.rollup), sums_notes(workspace)
