"""Các dòng: the rows as a tree, what can be done with them, and below it what the current one takes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import RowKey
from lcweek_desktop.domain.text import inside_quotes
from lcweek_desktop.ui.pages.campaign.clipboard_table import clipboard_table
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.pages.campaign.entry_fields import EntryFields
from lcweek_desktop.ui.pages.campaign.fields import Field, FieldKind
from lcweek_desktop.ui.pages.campaign.row_cells import RowCells
from lcweek_desktop.ui.pages.campaign.row_tree import RowTree
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.messages import ask_question, show_message
from lcweek_desktop.ui.widgets.theme import Space, theme

_HEIGHTS: Final = (262, 178)
"""The heights of the rows and of the details below them, in pixels at 100 %."""
_LEAST_HEIGHT: Final = 340
"""How high the panel is, in pixels at 100 %, where the details have room below the rows."""
_IN_WORDS_HINT: Final = (
    "Lời của dòng khi viết Phụ lục I từ số liệu, mỗi câu một dòng: câu đầu tiên có đủ số được dùng. {count} "
    "là số của cột có mã count, {parts} là lời của các dòng con, {part} là lời của dòng con duy nhất."
)


class RowsPanel(QWidget):
    """The rows of the draft."""

    def __init__(self, editor: DraftEditor) -> None:
        super().__init__()
        self._editor = editor
        self.used_keys: frozenset[RowKey] = frozenset()
        """The keys that a new row does not take, because some edition of a campaign has or had them."""
        self.tree = RowTree(editor)
        self.fields = EntryFields(
            editor,
            "row",
            (
                Field("label", "Nội dung", FieldKind.TEXT, lines=2),
                Field("bold", "In đậm", FieldKind.SWITCH),
            ),
        )
        self.fields.show_whole()
        self.cells = RowCells(editor)
        self.words = EntryFields(
            editor,
            "row",
            (
                Field("in_words", "Viết thành lời", FieldKind.LINES, optional=True, hint=_IN_WORDS_HINT),
                Field("zero_in_words", "Lời khi số là 0", optional=True),
            ),
        )
        self.words.show_whole()
        self.add_button = Button("Thêm dòng", "add", self.add_row)
        self.add_below_button = Button("Thêm dòng con", "add", self.add_row_below)
        self.up_button = Button("Lên", "up", lambda: self._move(-1))
        self.down_button = Button("Xuống", "down", lambda: self._move(1))
        self.number_button = Button("Đánh số lại", "numbers", self.number_again)
        self.remove_button = Button("Xóa dòng", "remove", self.ask_to_remove)
        self.details = QScrollArea()
        self.details.setAccessibleName("Chi tiết của dòng")
        """What the current row says beyond the columns of the tree."""
        self.details_button = Button(on_click=self.fold_details)
        self._is_folding_chosen = False
        """Whether a person hid or showed the details, which otherwise are shown where there is room."""
        self.paste_button = Button("Dán bảng…", "paste", self.ask_to_paste)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._show_current())
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Alt+Up"), self, lambda: self._move(-1), context=context)
        QShortcut(QKeySequence("Alt+Down"), self, lambda: self._move(1), context=context)
        QShortcut(QKeySequence("Ins"), self, self.add_row, context=context)
        self._lay_out()
        self._set_folded(False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if not self._is_folding_chosen:
            self._set_folded(self.height() < theme().px(_LEAST_HEIGHT))

    def add_row(self) -> None:
        """Add a row after the current one, ready to be typed in."""
        self._add(below=False)

    def add_row_below(self) -> None:
        """Add a row below the current one, ready to be typed in."""
        self._add(below=True)

    def ask_to_remove(self) -> None:
        """Remove the current row; ask first when rows below it would go too."""
        key, item = self.tree.current_key, self.tree.currentItem()
        if item is None:
            return
        if item.childCount():
            ask_question(
                self,
                f"Xóa dòng “{inside_quotes(item.text(1))}” cùng {item.childCount()} dòng con?",
                yes="Xóa",
                detail="Có thể lấy lại bằng Ctrl+Z.",
                then=lambda: self._remove(key),
            )
        else:
            self._remove(key)

    def ask_to_paste(self) -> None:
        """Take the rows of a table from the clipboard in place of those here, after a question."""
        draft = self._editor.draft
        if draft is None:
            return
        copied = QGuiApplication.clipboard().mimeData() or QMimeData()  # Qt has none for an empty clipboard
        lines = clipboard_table(copied)
        rows = services.pasted_table.pasted_rows(lines, draft.definition)
        if not rows:
            show_message(
                self,
                "Chưa thấy bảng nào để dán; biểu số liệu vẫn nguyên.",
                "Hãy mở phụ lục trong Word hoặc Excel, chọn cả bảng, nhấn Ctrl+C rồi bấm lại “Dán bảng…”.",
            )
            return
        known = sum(row.key is not None for row in rows)
        gone = len(draft.definition.keys("row")) - known
        ask_question(
            self,
            f"Thay biểu số liệu bằng {len(rows)} dòng trong bảng vừa chép?",
            yes="Thay biểu",
            detail=f"{known} dòng giống năm trước được giữ mã dòng để so sánh các năm; {len(rows) - known} "
            f"dòng mới; {gone} dòng không còn. Có thể lấy lại bằng Ctrl+Z.",
            then=lambda: self._editor.edit(
                lambda definition: services.pasted_table.with_pasted_rows(definition, rows), Verb.PASTE_ROWS
            ),
        )

    def fold_details(self) -> None:
        """Hide what the current row says in detail, so that more rows are seen; or show it again."""
        self._is_folding_chosen = True
        self._set_folded(not self.details.isHidden())

    def _set_folded(self, is_folded: bool) -> None:
        self.details.setHidden(is_folded)
        self.details_button.setText("Hiện chi tiết" if is_folded else "Ẩn chi tiết")
        icons.set_icon(self.details_button, "fold" if is_folded else "unfold")

    def go_to(self, key: str) -> None:
        """Make the row `key` the current one, if it is there."""
        self.tree.go_to(key)

    def number_again(self) -> None:
        """Number the current row and those beside it anew."""
        key = self.tree.current_key
        if key:
            self._editor.edit(
                lambda definition: services.numbering.renumbered(definition, "row", key), row=key
            )

    def _add(self, *, below: bool) -> None:
        draft, key = self._editor.draft, self.tree.current_key
        if draft is None or not key:
            return
        add = services.table_rows.add_row_below if below else services.table_rows.add_row_after
        added = add(draft.definition, key, self.used_keys)
        self._editor.edit(lambda _definition: added.definition, row=added.key)
        item = self.tree.currentItem()
        if item is not None:
            self.tree.editItem(item, 1)

    def _move(self, by: int) -> None:
        key = self.tree.current_key
        if key:
            self._editor.edit(lambda definition: services.tree.moved(definition, "row", key, by), row=key)

    def _remove(self, key: str) -> None:
        self._editor.edit(lambda definition: services.table_rows.remove_row(definition, key))

    def _show_current(self) -> None:
        key = self.tree.current_key
        self.fields.show_entry(key)
        self.cells.show_row(key)
        self.words.show_entry(key)
        for button in (
            *(self.add_below_button, self.up_button, self.down_button),
            *(self.number_button, self.remove_button),
        ):
            button.setEnabled(bool(key))

    def _lay_out(self) -> None:
        inner = QWidget()
        lower = QVBoxLayout(inner)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(0)
        lower.addWidget(self.fields)
        lower.addWidget(self.cells)
        lower.addWidget(self.words)
        lower.addStretch(1)
        self.details.setWidget(inner)
        self.details.setWidgetResizable(True)
        self.details.setFrameShape(QFrame.Shape.NoFrame)
        self.details.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.tree)
        splitter.addWidget(self.details)
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        theme().on_theme_change(splitter, lambda: splitter.setSizes([theme().px(h) for h in _HEIGHTS]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.addLayout(
            FlowLayout(
                self.add_button,
                self.add_below_button,
                self.up_button,
                self.down_button,
                self.number_button,
                self.remove_button,
                self.paste_button,
                self.details_button,
                fill=False,
            )
        )
        column.addWidget(splitter, 1)
