"""Tổng hợp: the sums of all units below, each number opened into who gave it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.checks import member_cell
from lcweek_desktop.domain.form import Cell, CellState
from lcweek_desktop.domain.rules.rule import cell_name
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.disputes import Dispute, disputes
from lcweek_desktop.services.summing.contributions import RollupInputs, rollup_inputs
from lcweek_desktop.services.summing.rollup import ReportingProgress
from lcweek_desktop.services.summing.rollup import reporting_progress as progress_of
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.ui.pages.summing.charts_panel import ChartsPanel
from lcweek_desktop.ui.pages.summing.no_sums import NoSumsYet
from lcweek_desktop.ui.pages.summing.progress_panel import ProgressPanel
from lcweek_desktop.ui.pages.summing.side_panel import SidePanel
from lcweek_desktop.ui.pages.summing.table import SumsModel, SumsView
from lcweek_desktop.ui.session.page import DONE, Page
from lcweek_desktop.ui.session.page_entries import RECEIVING
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import ask_to_save
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.placeholders import BusyOverlay
from lcweek_desktop.ui.widgets.theme import LARGE_ZOOM, Space, theme


class SummingPage(Page):
    """The table; at its right, once a cell is opened, its givers, or the units with several reports."""

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self._progress = ReportingProgress((), (), (), ())
        self._sources: RollupInputs | None = None
        self._opened: Cell | None = None
        self._wanted: Cell | None = None
        self.board = ProgressPanel()
        self.model = SumsModel(session.form, self)
        self.view = SumsView(self.model, session.form.columns.amount, self)
        self.side = SidePanel(session.form)
        self.contributions, self.disputes = self.side.contributions, self.side.disputes
        self.empty = NoSumsYet()
        self.far_button = Button("Số khác thường", "warning", self.go_to_far)
        self.disputes_button = Button("Báo cáo trùng", "copy", self.open_disputes)
        self.charts_button = Button("Biểu đồ", "chart", self.show_charts)
        self.charts = ChartsPanel(session, worker)
        self.export_button = Button("Xuất Excel…", "sheet", self._ask_export)
        self._said = QLabel(_HINT)
        self._said.setWordWrap(True)
        self._stack = QStackedLayout(self)
        self._lay_out()
        self.view.opened.connect(self.open)
        self.view.moved.connect(self._follow)
        self.side.closed.connect(self.close_side)
        self.disputes.chosen.connect(self.decide)
        self.charts.closed.connect(self.close_charts)
        self.empty.receiving_wanted.connect(lambda: self.page_requested.emit(RECEIVING))
        session.received_changed.connect(self.refresh)
        for own_changed in (session.figures_changed, session.note_changed, session.lines_changed):
            own_changed.connect(self._show_sums)
        session.checks.changed.connect(self._show_outliers)
        self._look_who_came()

    def state(self) -> str:
        """How many units of all are counted; DONE when all are and nothing waits."""
        now = self._progress
        if not now.expected:
            return ""
        done = len(now.received) == len(now.expected) and not now.waiting
        return DONE if done else f"{len(now.received)}/{len(now.expected)}"

    def on_enter(self) -> None:
        self.refresh()
        self.view.setFocus()

    def refresh(self) -> None:
        """Read what is held of other units; the sums only where they are seen."""
        if not self.isVisible():
            self._look_who_came()
            return
        workspace = self.session.workspace

        def task(context: AppContext) -> tuple[RollupInputs, tuple[Dispute, ...]]:
            read = rollup_inputs(workspace)
            return read, disputes(workspace, read.rollup)

        self.worker.submit(task, lambda found: self._found(*found), self._tell_error)

    def open(self, cell: Cell) -> None:
        """Show who gave what `cell` shows."""
        if self._sources is not None:
            self._opened = cell
            content = self.session.content
            number = displayed_value(self.session.form, self._sources.sums(content.figures), cell)
            name = cell_name(self.session.form, cell)
            self.contributions.show_cell(name, number, self._sources.contributions(content, cell))
            self.side.show_widget(self.contributions)

    def open_disputes(self) -> None:
        """Show the units with several reports."""
        self._opened = None
        self.side.show_widget(self.disputes)
        self.disputes.tree.setFocus()

    def close_side(self) -> None:
        self._opened = None
        self.side.hide()
        self.view.setFocus()

    def go_to_far(self) -> None:
        """Open the next cell with a number far above those of other units; after the last the first."""
        if cells := [*self._outliers()]:
            last = cells.index(self._opened) if self._opened in cells else -1
            self._go_to(cells[(last + 1) % len(cells)])

    def show_place(self, place: str) -> None:
        """Open the cell of a finding about a member's number, at once or when the sums have been read."""
        self._wanted = member_cell(place)
        if self._wanted is not None and self._sources is not None:
            self._go_to(self._wanted)

    def show_charts(self) -> None:
        """Show the sums as bars; by unit the cell that is opened, else the first section."""
        cell, form = self._opened, self.session.form
        self._stack.setCurrentWidget(self.charts)
        if cell is None or form.state(cell) is CellState.CLOSED:  # the row of own lines has no number
            self.charts.show_cells(())
        else:
            self.charts.show_cells((cell,))

    def close_charts(self) -> None:
        self._stack.setCurrentIndex(_SUMS)
        self.view.setFocus()

    def decide(self, unit: str, fingerprint: str) -> None:
        """Let the report `fingerprint` of `unit` count."""
        workspace = self.session.workspace

        def task(context: AppContext) -> str:
            from lcweek_desktop.services.receiving.deciding import decide

            return decide(workspace, unit, fingerprint)

        def done(_chosen: str) -> None:
            self._said.setText("Đã tính báo cáo được chọn.")
            self.session.received_changed.emit()

        self.worker.submit(task, done, self._tell_error)

    def export(self, target: Path) -> None:
        """Write the sums to `target` as a workbook."""
        workspace = self.session.workspace

        def task(context: AppContext) -> None:
            from lcweek_desktop.services.output.printing import print_report

            print_report(workspace, target, sums=True, table_only=True)

        self._said.setText("Đang ghi tệp…")
        self.worker.submit(task, lambda _none: self._said.setText(f"Đã ghi {target}."), self._tell_error)

    def told(self) -> str:
        """What stands below the table."""
        return self._said.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.charts.isVisible():
            self.close_charts()
        elif event.key() == Qt.Key.Key_Escape and self.side.isVisible():
            self.close_side()
        else:
            super().keyPressEvent(event)

    def _go_to(self, cell: Cell) -> None:
        self._wanted = None
        self.view.go_to(cell)
        self.open(cell)

    def _outliers(self) -> dict[Cell, str]:
        """What the checks say of members' numbers and nobody accepted, by cell in the form's order."""
        found: dict[Cell, list[str]] = {}
        for finding in self.session.checks.findings:
            cell = member_cell(finding.place)
            if cell is not None and finding.accepted is None:
                found.setdefault(cell, []).append(finding.sentence)
        return {cell: "\n".join(sentences) for cell, sentences in found.items()}

    def _show_outliers(self) -> None:
        outliers = self._outliers()
        self.far_button.setText(f"Số khác thường ({len(outliers)})")
        self.far_button.setVisible(bool(outliers))
        self.model.show_marks(outliers)

    def _look_who_came(self) -> None:
        workspace = self.session.workspace
        self.worker.submit(
            lambda _context: progress_of(workspace), self._came, lambda error: self._tell_error(error)
        )

    def _came(self, now: ReportingProgress) -> None:
        self._progress = now
        self.state_changed.emit()

    def _found(self, read: RollupInputs, found: tuple[Dispute, ...]) -> None:
        self._sources = read
        self._came(read.progress)
        self.board.show_progress(read.progress, read.names)
        self.empty.show_progress(read.progress, read.names)
        self.disputes.show_disputes(found)
        waits = sum(dispute.waits for dispute in found)
        self.disputes_button.setText(f"Cần chọn ({waits})" if waits else f"Báo cáo trùng ({len(found)})")
        self.disputes_button.setVisible(bool(found))
        self._show_outliers()
        self._show_sums()
        if self._wanted is not None:
            self._go_to(self._wanted)
        nothing = not read.rollup.members and not found
        if self._stack.currentWidget() is self.charts and not nothing:
            self.charts.refresh()
        else:
            self._stack.setCurrentIndex(_EMPTY if nothing else _SUMS)
        if not found and self.side.shows_disputes:
            self.close_side()

    def _show_sums(self) -> None:
        """The unit's own entry added to what is held; asked at every keystroke of another page."""
        if self._sources is None or not self.isVisible():
            return
        content, read = self.session.content, self._sources
        lines = [(self.session.workspace.unit, line) for line in content.own_lines] + [
            *read.rollup.own_lines()
        ]
        self.model.show_sums(read.sums(content.figures), content.notes, lines)
        if not self.view.currentIndex().isValid():
            self.view.go_to(self.session.form.cells[0])
        if self._opened is not None:
            self.open(self._opened)

    def _follow(self, cell: Cell) -> None:
        """Givers once opened are those of the cell that the keyboard is at."""
        if self.side.shows_givers and cell != self._opened:
            self.open(cell)

    def _tell_error(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._said.setText(error.message)

    def _ask_export(self) -> None:
        workspace = self.session.workspace
        usual = f"tong-hop-{workspace.campaign}-{workspace.unit.code}.xlsx"
        ask_to_save(self, "Xuất số liệu tổng hợp", usual, ".xlsx", self.export)

    def _lay_out(self) -> None:
        buttons = FlowLayout(self.disputes_button, self.far_button, self.charts_button, self.export_button)
        head = QHBoxLayout()
        head.setSpacing(Space.L)
        head.addWidget(self.board, 1)
        head.addLayout(buttons)
        middle = QSplitter()
        middle.setChildrenCollapsible(False)
        middle.addWidget(self.view)
        middle.addWidget(self.side)
        middle.setStretchFactor(0, 1)
        middle.setStretchFactor(1, 0)
        sums = QWidget()
        column = QVBoxLayout(sums)
        column.addLayout(head)
        column.addWidget(middle, 1)
        column.addWidget(self._said)
        theme().on_theme_change(sums, lambda: column.setContentsMargins(*(4 * (theme().px(Space.M),))))
        sides = QHBoxLayout.Direction
        theme().on_theme_change(
            head,
            lambda: head.setDirection(sides.TopToBottom if theme().zoom >= LARGE_ZOOM else sides.LeftToRight),
        )
        for widget in (BusyOverlay("Đang tổng hợp…"), self.empty, sums, self.charts):
            self._stack.addWidget(widget)


_HINT: Final = "Bấm vào một số, hoặc nhấn Enter, để xem số đó do những đơn vị nào báo cáo."
_EMPTY: Final = 1
_SUMS: Final = 2
"""Places in the stack."""
