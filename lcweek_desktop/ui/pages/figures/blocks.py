"""What is done with several cells at once: copied, pasted, filled, made 0."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import CellState, RowKey
from lcweek_desktop.domain.html_tables import Lines
from lcweek_desktop.domain.pasted_number import PastedNumber, read_pasted_number
from lcweek_desktop.domain.text import clean_line, inside_quotes
from lcweek_desktop.domain.values import format_number
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.entry_plan import Effect, Entry, EntryPlan
from lcweek_desktop.services.report.pasted_lines import pasted_lines
from lcweek_desktop.services.report.pasted_rows import block_entries
from lcweek_desktop.ui.pages.figures.block_selection import row_path, selected_block
from lcweek_desktop.ui.pages.figures.copied_block import copied_block
from lcweek_desktop.ui.pages.figures.entry_preview import EntryPreview
from lcweek_desktop.ui.pages.figures.view import FiguresView
from lcweek_desktop.ui.pasting.pasted_text import pasted_html
from lcweek_desktop.ui.pasting.pictures import left_out_pictures
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.table.cells import Role

if TYPE_CHECKING:
    from lcweek_desktop.services.report.sent_report import SentReport

_KINDS_TOLD: Final = (Effect.CLOSED, Effect.REFUSED, Effect.NOWHERE, Effect.DASH)


class BlockActions(QObject):
    """Works on the selected block of one table. Whatever would overwrite, skip or refuse a cell is shown
    before it is done."""

    # What was done, in a sentence.
    told = Signal(str)
    # Something was pasted; which pictures were left out of it: LeftOutPictures (pictures.py).
    pasted = Signal(object)

    def __init__(self, session: Session, view: FiguresView) -> None:
        super().__init__(view)
        self._session, self._view, self._model = session, view, view.figures
        self.sent: SentReport | None = None
        """The report as it was sent last; None before the first sending, or until it is read."""
        view.copy_requested.connect(self.copy)
        view.paste_requested.connect(self.paste)
        view.fill_down_requested.connect(self.fill_down)
        view.fill_all_requested.connect(self.fill_all)
        self.preview: EntryPreview | None = None
        """The question that is open; None when there is none."""

    def copy(self) -> None:
        """Put the selected block on the clipboard."""
        rows = [[self._copied(index) for index in row] for row in selected_block(self._view)]
        if rows:
            QGuiApplication.clipboard().setMimeData(copied_block(rows))

    def paste(self) -> None:
        """Paste what is on the clipboard: a text into the current cell, a block from it on, one value into
        all selected cells."""
        data = QGuiApplication.clipboard().mimeData() or QMimeData()  # Qt has none for an empty clipboard
        html = data.html() if data.hasHtml() else ""
        lines = pasted_lines(data.text(), html)
        self.pasted.emit(left_out_pictures(data, pasted_html(html).pictures, bool(lines)))
        block, is_block = selected_block(self._view), self._is_block(lines)
        cells = [index for row in block for index in row if self._model.is_editable(index)]
        if lines and not is_block and len(cells) > 1:
            self._propose(self._entries(cells, data.text()), Verb.PASTE_CELLS)
        elif is_block:
            first = block[0][0] if block else self._view.currentIndex()
            self._propose(self._block_entries(first, lines), Verb.PASTE_CELLS)
        elif lines and self._model.is_editable(self._view.currentIndex()):
            self._paste_text(data.text())
        elif lines:
            self._view.nothing_taken.emit(self._view.currentIndex())

    def _paste_text(self, text: str) -> None:
        """Put `text` into the current cell as it would be typed: of a number with words only the number."""
        cell, given = self._model.cell(self._view.currentIndex()), clean_line(text)
        assert cell is not None
        read = PastedNumber(None)
        if given and cell.column.measure is not None:
            with suppress(KnownError):
                read = read_pasted_number(given, cell.decimals(self._session.form))
        if read.value is None:
            self._view.paste_text(text)
            return
        number = format_number(read.value, cell.decimals(self._session.form))
        self._view.paste_text(number)
        if read.words:
            self.told.emit(f"Chỉ lấy số {number} trong “{inside_quotes(given)}”.")

    def fill_down(self) -> None:
        """Give the selected cells the value of the topmost one of their column; a single row that of the cell
        above it."""
        rows = selected_block(self._view)
        if len(rows) == 1:
            above = self._view.indexAbove(rows[0][0])
            rows = [[above.siblingAtColumn(index.column()) for index in rows[0]], *rows]
        if not rows or not rows[0][0].isValid():
            return
        entries = [
            entry
            for source, column in zip(rows[0], zip(*rows[1:], strict=False), strict=False)
            for entry in self._entries(column, str(source.data() or ""))
        ]
        self._propose(entries, Verb.FILL_CELLS)

    def fill_all(self) -> None:
        """Give all selected cells the value of the current one."""
        current = self._view.currentIndex()
        cells = [index for row in selected_block(self._view) for index in row if index != current]
        self._propose(self._entries(cells, str(current.data() or "")), Verb.FILL_CELLS)

    def zero_blanks(self, section: QModelIndex | None = None) -> None:
        """Ask whether the blank open cells are 0, those in and below the row of `section` or, if None, all of
        them; they are listed first."""
        cells = [
            index
            for index in self._model.indexes()
            if self._model.cell_state(index) is CellState.OPEN
            and not index.data()
            and (section is None or _is_below(index, section))
        ]
        self._propose([*self._entries(cells, "0")], Verb.ZERO_CELLS, always=True)

    def follow_rows(self, index: QModelIndex) -> None:
        """Let a typed total show again what its rows add up to."""
        cell = self._model.cell(index)
        assert cell is not None
        editor = self._model.editor
        editor.apply(editor.plan([Entry(cell.target, "")], blank_clears=True), Verb.FOLLOW_ROWS)

    def copy_last_year(self, index: QModelIndex) -> None:
        """Give the cell the number that it had last year."""
        entries = self._entries([index], str(index.data(Role.LAST_YEAR) or ""))
        self._propose(entries, Verb.COPY_LAST_YEAR)

    def put_back(self, index: QModelIndex, text: str) -> None:
        """Give the cell `index` a value that it had before; the empty text makes it blank."""
        cell = self._model.cell(index)
        assert cell is not None
        editor = self._model.editor
        if editor.apply(editor.plan([Entry(cell.target, text)], blank_clears=True), Verb.PUT_BACK):
            self.told.emit(Verb.PUT_BACK.done())

    def returned(self, index: QModelIndex) -> EntryPlan | None:
        """What going back to what was sent does to the cell `index`; None where that is nothing."""
        cell = self._model.cell(index)
        if cell is None or cell.node.row is None:
            return None
        return self._return_plan([cell.node.row.key], cell.target.column)

    def return_cell(self, plan: EntryPlan) -> None:
        """Do what `returned` planned for one cell, which was told before."""
        self._apply(plan, Verb.RETURN_CELLS)

    def return_rows(self, section: QModelIndex | None = None) -> None:
        """Ask whether a section, or the whole table, is to be as it was sent; the cells are listed first."""
        rows = [
            cell.node.row.key
            for index in self._model.indexes()
            if index.column() == 0
            and (section is None or _is_below(index, section))
            and (cell := self._model.cell(index)) is not None
            and cell.node.row is not None
        ]
        plan = self._return_plan(rows)
        if plan is None:
            self.told.emit("Các ô này đang giống bản đã gửi.")
        else:
            self._preview(lambda _dash: plan, Verb.RETURN_CELLS, show_all=True, given="Bản đã gửi")

    def _return_plan(self, rows: Sequence[RowKey], column: str | None = None) -> EntryPlan | None:
        if self.sent is None:
            return None
        form, sent = self._session.form, self.sent.draft.content
        plan = services.sent_report.return_plan(form, self._session.content, sent, rows, column)
        return plan if plan.cells else None

    def enter(self, entries: Sequence[Entry], verb: Verb) -> None:
        """Enter values that come from elsewhere, after they were shown."""
        self._propose(entries, verb, always=True)

    def _block_entries(self, first: QModelIndex, lines: Lines) -> Sequence[Entry]:
        rows = [index for index in self._view.shown_rows() if not _is_above(index, first)]
        names = [each.node.name for each in map(self._model.cell, rows) if each is not None]
        right = map(first.siblingAtColumn, range(first.column(), self._model.columnCount()))
        columns = [each.target.column for each in map(self._model.cell, right) if each is not None]
        return block_entries(self._session.form, lines, names, columns)

    def _entries(self, indexes: Sequence[QModelIndex], text: str) -> list[Entry]:
        """`text` for those of `indexes` that take something and are no totals."""
        cells = [
            self._model.cell(index)
            for index in indexes
            if self._model.is_editable(index) and self._model.cell_state(index) is not CellState.TOTAL
        ]
        return [Entry(cell.target, text) for cell in cells if cell is not None]

    def _is_block(self, lines: Lines) -> bool:
        """Whether `lines` are for several cells. In a column of words several lines are one text."""
        if any(len(line) > 1 for line in lines):
            return True
        return len(lines) > 1 and self._model.cell_state(self._view.currentIndex()) is not None

    def _copied(self, index: QModelIndex) -> tuple[str, bool]:
        text = str(index.data() or "")
        is_number = self._model.cell_state(index) is not None
        return (text.replace(".", "") if is_number else text), is_number

    def _propose(self, entries: Sequence[Entry], verb: Verb, *, always: bool = False) -> None:
        """Enter `entries` at once, or show first what would be overwritten, skipped or refused."""
        plan = self._model.editor.plan(entries)
        if not entries or not (always or plan.to_be_shown):
            self._apply(plan, verb)
            return

        def replan(dash_is_zero: bool | None) -> EntryPlan:
            return self._model.editor.plan(entries, dash_is_zero=dash_is_zero)

        self._preview(replan, verb, show_all=always)

    def _preview(
        self,
        replan: Callable[[bool | None], EntryPlan],
        verb: Verb,
        *,
        show_all: bool,
        given: str = "Trong bảng",
    ) -> None:
        """Show what `replan` says (EntryPreview), and do it when it is accepted."""
        window = self._view.window()
        self.preview = EntryPreview(
            self._session, replan, verb, show_all=show_all, given=given, parent=window
        )
        self.preview.accepted.connect(self._accept(verb))
        self.preview.finished.connect(self._forget)
        self.preview.open()

    def _accept(self, verb: Verb) -> Callable[[], None]:
        preview = self.preview
        assert preview is not None
        return lambda: self._apply(preview.plan, verb)

    def _forget(self) -> None:
        self.preview = None
        self._view.setFocus(Qt.FocusReason.PopupFocusReason)

    def _apply(self, plan: EntryPlan, verb: Verb) -> None:
        count, left = self._model.editor.apply(plan, verb), plan.count(*_KINDS_TOLD)
        said = verb.done(count=count) if count else "Không có ô nào thay đổi."
        self.told.emit(f"{said} {left} ô bỏ qua." if left else said)


def _is_below(index: QModelIndex, section: QModelIndex) -> bool:
    """Whether `index` is in the row of `section` or, at any depth, in a row under it."""
    path = row_path(section)
    return row_path(index)[: len(path)] == path


def _is_above(index: QModelIndex, other: QModelIndex) -> bool:
    return row_path(index) < row_path(other)
