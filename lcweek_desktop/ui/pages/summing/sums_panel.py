"""The sums in a table; beside it, once a cell is opened, its contributions, or the units with several
reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from lcweek_desktop.domain.checks import member_cell
from lcweek_desktop.domain.form import Cell
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.ui.pages.summing.progress_panel import ProgressPanel
from lcweek_desktop.ui.pages.summing.side_panel import SidePanel
from lcweek_desktop.ui.pages.summing.table import SumsModel, SumsView
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.messages import show_message
from lcweek_desktop.ui.widgets.theme import NOTICE_STYLE, Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.disputes import Dispute
    from lcweek_desktop.services.summing.contributions import RollupInputs

_ROOMY: Final = 900
"""The width, in pixels at 100 %, from which on the parts stand side by side."""
_MAX_NOTES: Final = 3
"""The most notes on the sums that are shown in full; a tooltip has all."""


class SumsPanel(QWidget):
    """Shows sums of the unit's own entry and of what is held of other units, as soon as that has been
    read."""

    # The charts are to be shown.
    charts_requested = Signal()
    # The sums are to be written to a file.
    export_requested = Signal()

    def __init__(self, session: Session, status: QLabel) -> None:
        """`status` is laid out below the table."""
        super().__init__()
        self._session = session
        self._inputs: RollupInputs | None = None
        self.opened_cell: Cell | None = None
        """The cell whose contributions are shown; None while there is none."""
        self._cell_to_open: Cell | None = None
        """A cell that was asked for before there were any sums."""
        self._above = QHBoxLayout()
        self.progress_panel = ProgressPanel()
        self.notes = QLabel()
        self.notes_button = Button("Cần biết…", "warning", self.show_notes)
        self.model = SumsModel(session.form, self)
        self.view = SumsView(self.model, session.form.columns.amount, self)
        self.side = SidePanel(session.form)
        self.contributions, self.disputes = self.side.contributions, self.side.disputes
        self.outliers_button = Button("Số khác thường", "warning", self.show_next_outlier)
        self.disputes_button = Button("Báo cáo trùng", "copy", self.open_disputes)
        self.charts_button = Button("Biểu đồ", "chart", self.charts_requested.emit)
        self.export_button = Button("Xuất Excel…", "sheet", self.export_requested.emit)
        self._lay_out(status)
        self.view.cell_opened.connect(self.open_cell)
        self.view.current_cell_changed.connect(self._current_cell_changed)
        self.side.closed.connect(self.close_side)

    def show_inputs(
        self, inputs: RollupInputs, disputes: Sequence[Dispute], notes: Sequence[str] = ()
    ) -> None:
        """Show what was read of other units, and `disputes`, the units with several reports. `notes` are
        sentences on what the sums lack or hold an older report of."""
        self._inputs = inputs
        rest = [f"và {len(notes) - _MAX_NOTES} điều khác"] if len(notes) > _MAX_NOTES else []
        self.notes.setText("\n".join([*notes[:_MAX_NOTES], *rest]))
        self.notes.setToolTip("\n".join(notes))
        self.notes_button.setText(f"Cần biết ({len(notes)})…")
        self._show_notes_in_place()
        self.progress_panel.show_progress(inputs.progress, inputs.names)
        self.disputes.show_disputes(disputes)
        waiting = sum(dispute.is_waiting for dispute in disputes)
        text = f"Báo cáo trùng: cần chọn {waiting}" if waiting else f"Báo cáo trùng ({len(disputes)})"
        self.disputes_button.setText(text)
        self.disputes_button.setVisible(bool(disputes))
        self.show_outliers()
        self.show_sums()
        if self._cell_to_open is not None:
            self.go_to(self._cell_to_open)
        if not disputes and self.side.shows_disputes:
            self.close_side()

    def show_notes(self) -> None:
        """Show everything that is to be known about the sums."""
        show_message(self, "Về số liệu tổng hợp", self.notes.toolTip(), "warning")

    def show_sums(self) -> None:
        """Add the unit's own entry to what is held. Does nothing before that was read."""
        if self._inputs is None:
            return
        content, inputs = self._session.content, self._inputs
        own_lines = [(self._session.workspace.unit, line) for line in content.own_lines]
        lines = [*own_lines, *inputs.rollup.own_lines()]
        self.model.show_sums(inputs.sums(content.figures), content.notes, lines)
        if not self.view.currentIndex().isValid():
            self.view.set_current_cell(self._session.form.cells[0])
        if self.opened_cell is not None:
            self.open_cell(self.opened_cell)

    def show_outliers(self) -> None:
        """Mark the cells with a number far above those of other units."""
        outliers = self._outliers()
        self.outliers_button.setText(f"Số khác thường ({len(outliers)})")
        self.outliers_button.setVisible(bool(outliers))
        self.model.show_marks(outliers)

    def open_cell(self, cell: Cell) -> None:
        """Show the contributions to the number in `cell`. Does nothing before the sums were read."""
        if self._inputs is not None:
            had_keyboard, self.opened_cell = self.view.hasFocus(), cell
            form, content = self._session.form, self._session.content
            number = displayed_value(form, self._inputs.sums(content.figures), cell)
            contributions = self._inputs.contributions(content, cell)
            self.contributions.show_cell(cell, number, contributions)
            self.side.open_with(self.contributions)
            self._share_room()
            if had_keyboard and self.view.isHidden():
                self.contributions.tree.setFocus()

    def go_to(self, cell: Cell) -> None:
        """Put the keyboard in `cell` and open it, at once or when the sums have been read."""
        self._cell_to_open = cell
        if self._inputs is not None:
            self._cell_to_open = None
            self.view.set_current_cell(cell)
            self.open_cell(cell)

    def show_next_outlier(self) -> None:
        """Open the next cell with a number far above those of other units; after the last one the first."""
        if cells := [*self._outliers()]:
            last = cells.index(self.opened_cell) if self.opened_cell in cells else -1
            self.go_to(cells[(last + 1) % len(cells)])

    def open_disputes(self) -> None:
        """Show the units with several reports."""
        self.opened_cell = None
        self.side.open_with(self.disputes)
        self._share_room()
        self.disputes.tree.setFocus()

    def close_side(self) -> None:
        """Close what is open beside the table."""
        self.opened_cell = None
        self.side.hide()
        self._share_room()
        self.view.setFocus()

    @property
    def is_cramped(self) -> bool:
        """Whether the parts have no room side by side: on a small screen, or with large letters."""
        return self.width() < theme().px(_ROOMY)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        directions = QHBoxLayout.Direction
        self._above.setDirection(directions.TopToBottom if self.is_cramped else directions.LeftToRight)
        self._show_notes_in_place()
        self._share_room()

    def _share_room(self) -> None:
        """What is opened beside the table takes its place where there is no room for both."""
        self.view.setHidden(self.is_cramped and not self.side.isHidden())

    def _show_notes_in_place(self) -> None:
        """A button shows the notes where there is no room for them above the table."""
        is_cramped, is_known = self.is_cramped, bool(self.notes.text())
        self.notes.setVisible(is_known and not is_cramped)
        self.notes_button.setVisible(is_known and is_cramped)

    def _outliers(self) -> dict[Cell, str]:
        """What the checks say of members' numbers and nobody has accepted, by cell in the form's order."""
        sentences: dict[Cell, list[str]] = {}
        for finding in self._session.checks.findings:
            cell = member_cell(finding.place)
            if cell is not None and finding.accepted is None:
                sentences.setdefault(cell, []).append(finding.sentence)
        return {cell: "\n".join(each) for cell, each in sentences.items()}

    def _current_cell_changed(self, cell: Cell) -> None:
        """Contributions, once opened, are those of the current cell."""
        if self.side.shows_contributions and cell != self.opened_cell:
            self.open_cell(cell)

    def _lay_out(self, status: QLabel) -> None:
        buttons = FlowLayout(
            self.notes_button,
            self.disputes_button,
            self.outliers_button,
            self.charts_button,
            self.export_button,
        )
        self._above.setSpacing(Space.L)
        self._above.addWidget(self.progress_panel, 1)
        self._above.addLayout(buttons)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.view)
        splitter.addWidget(self.side)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        self.notes.setWordWrap(True)
        theme().apply_style(self.notes, NOTICE_STYLE)
        column = QVBoxLayout(self)
        column.addLayout(self._above)
        column.addWidget(self.notes)
        column.addWidget(splitter, 1)
        column.addWidget(status)
        theme().on_theme_change(self, lambda: column.setContentsMargins(*(4 * (theme().px(Space.M),))))
        theme().on_theme_change(self, self._fit)
