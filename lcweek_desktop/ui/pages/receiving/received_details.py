"""What is said of one received report: how it stands, where its figures and words differ from another, and
why it is doubted."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.rules.rule import cell_name
from lcweek_desktop.domain.values import minute_text
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.ui.widgets.marked_words import changed
from lcweek_desktop.ui.widgets.theme import CARD_STYLE, NOTICE_STYLE, Space, TextRole, bold_font, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.received_items import ReceivedItem
    from lcweek_desktop.services.receiving.text_changes import TextChange

_NOTHING_SELECTED: Final = "Chọn một báo cáo trong danh sách để xem lý do và các ô khác nhau."
_LEAST_TABLE: Final = 74
"""The least height of the table in pixels at 100 %: its head and two rows."""
_OTHER_COLUMN: Final = {
    Need.SUDDEN: "Bản trước",
    Need.CHANGED: "Bản trước",
    Need.DECISION: "Bản kia",
    Need.ONE_CODE: "Bản kia",
    Need.PAPER: "Tệp đang giữ",
}
"""The heading of the column for the other report, by the need of the shown one; "Bản đang tính" for all other
needs."""


class ReceivedDetails(QFrame):
    """A card about one received report, with a table of the cells in which it differs."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._title, self._came, self._sentence, self._doubts, self._comparison, self._words = (
            QLabel() for _ in range(6)
        )
        self._text_changes: tuple[TextChange, ...] = ()
        self.changes = _ChangesTable()
        self._lay_out()
        self.show_received(None)

    def show_received(self, received: ReceivedItem | None) -> None:
        """Show `received`; for None, say that a report has to be selected."""
        self.changes.clear()
        self._title.setText("" if received is None else _name(received))
        self._title.setVisible(received is not None)
        came = None if received is None else received.at
        self._came.setText("" if came is None else f"Nhận lúc {minute_text(came)}")
        self._came.setVisible(came is not None)
        self._sentence.setText(_NOTHING_SELECTED if received is None else received.sentence)
        self._doubts.setText("" if received is None else "\n".join(received.doubts))
        self._doubts.setVisible(bool(self._doubts.text()))
        self._comparison.setText("" if received is None else _comparison_text(received))
        self._comparison.setVisible(bool(self._comparison.text()))
        self.show_text_changes(())
        self.changes.setVisible(received is not None and bool(received.changes))
        if received is not None and received.changes:
            other = _OTHER_COLUMN.get(received.need, "Bản đang tính")
            this = "Bản giấy" if received.need is Need.PAPER else "Bản này"
            self.changes.setHeaderLabels(["Ô số liệu", f"{other} (số {received.other_revision})", this])
            self.changes.setColumnHidden(1, received.other_revision is None)
            self.changes.addTopLevelItems([self._row(*change) for change in received.changes])

    def show_text_changes(self, changes: tuple[TextChange, ...]) -> None:
        """Show where the words of the report are others than those of the one that it is compared with."""
        self._text_changes = changes
        self._words.setText(
            "".join(f"<p><b>{escape(each.place)}</b><br>{changed(each.words)}</p>" for each in changes)
        )
        self._words.setVisible(bool(changes))

    def text(self) -> str:
        """Everything that is said, but for the table."""
        return "\n".join(label.text() for label in self._labels)

    @property
    def _labels(self) -> tuple[QLabel, ...]:
        return self._title, self._came, self._sentence, self._doubts, self._comparison, self._words

    def _row(self, cell: Cell, other: int | None, this: int | None) -> QTreeWidgetItem:
        numbers = (self._form.text_of(cell, value) or "để trống" for value in (other, this))
        row = QTreeWidgetItem([cell_name(self._form, cell), *numbers])
        row.setToolTip(0, row.text(0))
        for column in (1, 2):
            row.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.setFont(2, bold_font())
        return row

    def _lay_out(self) -> None:
        self.setObjectName("card")
        theme().apply_style(self, CARD_STYLE)
        theme().set_font(self._title, TextRole.HEADING)
        theme().set_font(self._came, TextRole.CAPTION)
        theme().apply_style(self._came, "color: $muted;")
        theme().set_font(self._comparison, TextRole.STRONG)
        theme().apply_style(self._doubts, NOTICE_STYLE)
        for label in self._labels:
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        theme().on_theme_change(self._words, lambda: self.show_text_changes(self._text_changes))
        self._set_up_table()
        contents = QWidget()
        column = QVBoxLayout(contents)
        column.setSpacing(Space.S)
        for label in self._labels[:-1]:
            column.addWidget(label)
        column.addWidget(self.changes, 100)
        column.addWidget(self._words)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setAccessibleName("Chi tiết của báo cáo")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(contents)
        for each in (contents, scroll.viewport()):
            each.setAutoFillBackground(False)  # the card is seen
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)

    def _set_up_table(self) -> None:
        self.changes.setRootIsDecorated(False)
        self.changes.setUniformRowHeights(True)
        self.changes.setAccessibleName("Các ô khác nhau")
        header = self.changes.header()
        header.setStretchLastSection(False)
        self.changes.setHeaderLabels(["", "", ""])
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section in (1, 2):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)


class _ChangesTable(QTreeWidget):
    """Takes what height is left, and asks for little, so that it does not cut what is said above it."""

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), theme().px(_LEAST_TABLE))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()


def _name(received: ReceivedItem) -> str:
    return received.file if received.unit is None else received.unit.name


def _comparison_text(received: ReceivedItem) -> str:
    if received.other_revision is None:
        return "Số liệu đọc từ bản giấy:" if received.changes else ""
    if not received.changes:
        return f"Số liệu giống hệt bản số {received.other_revision}; chỉ khác lời văn, ảnh hoặc dòng thêm."
    return f"{len(received.changes)} ô khác nhau:"
