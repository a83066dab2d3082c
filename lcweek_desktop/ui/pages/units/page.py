"""Đơn vị: the directory of the units below as a tree, what was decided, and what old units became."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.values import minute_text
from lcweek_desktop.ui.pages.units.arrangement import UnitFilter
from lcweek_desktop.ui.pages.units.details import UnitDetails
from lcweek_desktop.ui.pages.units.list_import import ListImport
from lcweek_desktop.ui.pages.units.tree_view import UnitTreeView
from lcweek_desktop.ui.pages.units.unit_actions import UnitActions
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.page import Page
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.inputs import ComboBox
from lcweek_desktop.ui.widgets.messages import ask_question
from lcweek_desktop.ui.widgets.placeholders import EmptyState
from lcweek_desktop.ui.widgets.theme import Space, theme
from lcweek_desktop.ui.widgets.wrapping_table import WrappingTable

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.journal import PastDecision
    from lcweek_desktop.services.receiving.unit_tree import Succession, TreeUnit

_LISTS: Final = frozenset({".xlsx", ".xls", ".ods", ".csv", ".txt"})
_SHARES: Final = (720, 340)
"""The widths of the tree and of the details, in pixels at 100 %."""
_SEARCH_WIDTH: Final = 260
_MOST_DECISIONS: Final = 300
"""The most decisions that the history shows; the command line lists them all."""
_EMPTY: Final = (
    "Chưa có đơn vị nào trong danh mục",
    "Nhập danh sách trường của Phòng từ Excel, hoặc thêm từng đơn vị. Đơn vị gửi báo cáo đến cũng được thêm "
    "ngay ở trang Tiếp nhận.",
)


class UnitsPage(Page):
    """Three tabs: the tree with what is known of the selected unit, the history, and old units with new."""

    def __init__(self, session: Session, worker: Worker) -> None:
        status = QLabel("")
        super().__init__(session, worker, status)
        levels = {level.key: level.name for level in session.form.levels}
        self.tree, self.details = UnitTreeView(), UnitDetails(levels)
        self.actions_of_unit = UnitActions(self, self.operations, session.form, self.tree.select)
        self.list_import = ListImport(self, self.operations, session.form)
        self.search, self.filter, self.found = QLineEdit(), ComboBox(), QLabel()
        self.add_button = Button("Thêm đơn vị…", "add", lambda: self.actions_of_unit.add(self.tree.selected))
        self.import_button = Button(f"{Verb.IMPORT_UNITS.label}…", "sheet", self.list_import.ask)
        self.history = WrappingTable("Các quyết định đã có")
        self.undo_button = Button(f"{Verb.UNDO_DECISION.label}…", "undo", self.ask_to_undo)
        self.years = WrappingTable("Đơn vị cũ nay thuộc đơn vị nào")
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Đơn vị đang chọn, quyết định, đơn vị cũ")
        self._units: tuple[TreeUnit, ...] = ()
        self._last: PastDecision | None = None
        self._trees = QStackedWidget()
        self._lay_out(status)
        self._connect()

    def on_enter(self) -> None:
        self.refresh()
        self.tree.setFocus()

    def is_for_page(self, files: Sequence[Path]) -> bool:
        return len(files) == 1 and files[0].suffix.lower() in _LISTS

    def take_files(self, files: Sequence[Path]) -> None:
        self.list_import.show(files[0])

    def view_state(self) -> dict[str, Any]:
        return {"tab": self.tabs.currentIndex(), "filter": self.filter.currentIndex()}

    def restore_view(self, state: Mapping[str, Any]) -> None:
        for value, widget in ((state.get("tab"), self.tabs), (state.get("filter"), self.filter)):
            if isinstance(value, int) and 0 <= value < widget.count():
                widget.setCurrentIndex(value)

    def refresh(self) -> None:
        """Read the units and the decisions anew."""
        self.operations.read(
            lambda workspace: (
                services.unit_tree.unit_tree(workspace),
                services.journal.past_decisions(workspace),
                services.unit_tree.successions(workspace),
            ),
            lambda read: self._show(*read),
        )

    def ask_to_undo(self) -> None:
        """Ask whether to take back the last decision."""
        if self._last is not None:
            ask_question(
                self,
                "Lấy lại quyết định cuối?",
                detail=self._last.words,
                yes="Lấy lại",
                then=self._undo,
            )

    def _undo(self) -> None:
        self.operations.run(
            Verb.UNDO_DECISION,
            lambda workspace: services.journal.undo(workspace),
            lambda undone: self.show_status(Verb.UNDO_DECISION.done(decision=undone.words)),
        )

    def _show(
        self,
        units: tuple[TreeUnit, ...],
        past: tuple[PastDecision, ...],
        years: tuple[Succession, ...],
    ) -> None:
        self._units = units
        self._trees.setCurrentIndex(0 if units else 1)
        self.tree.show_units(units)
        self._show_found()
        self._last = next((each for each in past if not each.undone), None)
        self.undo_button.setEnabled(self._last is not None)
        self.undo_button.setToolTip("" if self._last is None else self._last.words)
        shown = [*map(_decision_texts, past[:_MOST_DECISIONS])]
        if len(past) > len(shown):
            shown.append(["", f"và {len(past) - len(shown)} quyết định trước đó.", ""])
        self.history.show_rows(["Ngày giờ", "Quyết định", "Lý do"], shown)
        self.history.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.years.show_rows(
            ["Đơn vị cũ", "Nay là", "Theo"],
            [[each.name or each.code, each.into_name or each.into, _source(each)] for each in years],
        )
        self.tabs.setTabText(0, f"Danh mục ({len(units)})")

    def _search(self) -> None:
        self.tree.search(self.search.text(), [*UnitFilter][self.filter.currentIndex()])
        self._show_found()

    def _show_found(self) -> None:
        count, is_narrow = self.tree.units.matches, bool(self.search.text()) or self.filter.currentIndex()
        self.found.setText(f"{count} trong {len(self._units)} đơn vị" if is_narrow else "")

    def _selected(self) -> None:
        selected = self.tree.selected
        self.details.show_units(selected)
        if len(selected) == 1:
            code = selected[0].unit.code

            def show(keys: Sequence[Any]) -> None:
                if [each.unit.code for each in self.details.shown] == [code]:
                    self.details.show_keys(keys)

            self.operations.read(lambda workspace: services.unit_tree.unit_keys(workspace, code), show)

    def _connect(self) -> None:
        actions, shown = self.actions_of_unit, self.details
        self.tree.selection_changed.connect(self._selected)
        self.search.textChanged.connect(lambda _text: self._search())
        self.filter.currentIndexChanged.connect(lambda _at: self._search())
        for changed in (self.tabs.currentChanged, self.filter.currentIndexChanged):
            changed.connect(lambda _at: self.view_changed.emit())
        shown.rename_requested.connect(lambda: actions.rename(shown.shown[0].unit))
        shown.move_requested.connect(lambda: actions.move(shown.shown[0].unit))
        shown.merge_requested.connect(lambda: actions.merge([each.unit for each in shown.shown]))
        shown.split_requested.connect(lambda: actions.split(shown.shown[0].unit))
        shown.close_requested.connect(lambda: actions.close_unit(shown.shown[0].unit))
        shown.reopen_requested.connect(lambda: actions.reopen(shown.shown[0].unit))
        shown.contact_given.connect(
            lambda person, phone: actions.set_contact(shown.shown[0].unit, person, phone)
        )
        shown.key_undo_requested.connect(self.ask_to_undo)
        shown.key_refused.connect(lambda key: actions.take_back_key(shown.shown[0].unit, key))
        self.session.received_changed.connect(self.refresh)
        self.tree.activated.connect(lambda _index: self._rename_current())

    def _rename_current(self) -> None:
        if self.details.rename.isVisible():
            self.details.rename_requested.emit()

    def _lay_out(self, status: QLabel) -> None:
        status.setWordWrap(True)
        self.search.setPlaceholderText("Tìm theo tên hoặc mã, dấu tùy ý")
        self.search.setAccessibleName("Tìm đơn vị")
        self.search.setClearButtonEnabled(True)
        find = self.search.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        theme().on_theme_change(find, lambda: find.setIcon(icons.icon("search", "muted")))
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        theme().on_theme_change(self, lambda: self.search.setMinimumWidth(theme().px(_SEARCH_WIDTH)))
        self.filter.setAccessibleName("Chỉ xem")
        for each in UnitFilter:
            self.filter.addItem(each.value)
        theme().apply_style(self.found, "color: $muted;")
        first_import = Button(f"{Verb.IMPORT_UNITS.label}…", on_click=self.list_import.ask)
        self._trees.addWidget(self._directory())
        self._trees.addWidget(EmptyState("units", *_EMPTY, first_import))
        directory, column = QWidget(), QVBoxLayout()
        directory.setLayout(column)
        column.addLayout(
            FlowLayout(self.search, self.filter, self.add_button, self.import_button, self.found, fill=False)
        )
        column.addWidget(self._trees, 1)
        decided, decided_column = QWidget(), QVBoxLayout()
        decided.setLayout(decided_column)
        decided_column.addWidget(self.history, 1)
        decided_column.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(directory, "Danh mục")
        self.tabs.addTab(decided, "Lịch sử")
        self.tabs.addTab(self.years, "Đơn vị cũ, đơn vị mới")
        page = QVBoxLayout(self)
        page.setSpacing(Space.S)
        page.addWidget(self.tabs, 1)
        page.addWidget(status)
        theme().on_theme_change(self, lambda: page.setContentsMargins(*(4 * (theme().px(Space.M),))))

    def _directory(self) -> QWidget:
        """The tree, and beside it what is known of the selected unit."""
        scroll, splitter = QScrollArea(), QSplitter(Qt.Orientation.Horizontal)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.details)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.tree)
        splitter.addWidget(scroll)
        splitter.setStretchFactor(0, 1)
        theme().on_theme_change(self, lambda: splitter.setSizes([*map(theme().px, _SHARES)]))
        return splitter


def _decision_texts(past: PastDecision) -> list[str]:
    at = "trước đây" if past.at is None else minute_text(past.at)
    return [at, f"{past.words} (đã lấy lại)" if past.undone else past.words, past.reason]


def _source(each: Succession) -> str:
    return "Quyết định ở đây" if each.is_decided else f"Danh mục {each.edition} → {each.later}"
