"""The differences between the draft in a file and the report here, each of which is taken or not."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.draft_merge import Piece, Side
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.marked_words import compared
from lcweek_desktop.ui.widgets.messages import PROGRAM_TITLE
from lcweek_desktop.ui.widgets.theme import NOTICE_STYLE, PRIMARY_STYLE, Space, TextRole, bold_font, theme
from lcweek_desktop.ui.widgets.tick_delegate import TickDelegate

if TYPE_CHECKING:
    from lcweek_desktop.services.opening.draft_offer import DraftOffer
    from lcweek_desktop.services.opening.draft_words import DifferenceWords

_SIZE: Final = (1120, 620)
_TITLES: Final = ("Nhận chỗ nào", "Lần chuyển trước", "Trên máy này", "Trong tệp", "Máy nào sửa")
_SHARES: Final = (36, 15, 18, 18, 13)
_PLACE, _BASE, _MINE, _THEIRS, _SIDE = range(5)
_ROW_HEIGHT: Final = 26
"""The height of a line in pixels at 100 %."""
_SHORT: Final = 80
"""The most characters of a value in the list; the whole of it stands below."""
_HEADINGS: Final = {
    "THEIRS": "Từ lần chuyển trước, chỉ máy kia có sửa: {theirs} chỗ. Nhận cả?",
    "MINE": "Từ lần chuyển trước, máy kia không sửa gì; chỉ máy này có sửa: {mine} chỗ.",
    "BOTH": "Cả hai máy đều có sửa: máy kia {theirs} chỗ, máy này {mine} chỗ, cả hai cùng sửa {both} chỗ.",
}
_UNKNOWN: Final = "Bản nháp trong tệp khác báo cáo trên máy này ở {both} chỗ."
_EXPLAINED: Final = (
    "Đánh dấu thì nhận chữ, số trong tệp; không đánh dấu thì giữ như trên máy này. Chưa có gì thay đổi cho "
    "đến khi bấm nút dưới cùng."
)
_SIDES: Final = {Side.MINE: "Máy này", Side.THEIRS: "Máy kia", Side.BOTH: "Cả hai"}


class DraftDialog(QDialog):
    """Asks which differences of `offer` are taken; what only the other machine changed is proposed."""

    # Sequence[Piece]: the person said yes, and takes these pieces, perhaps none.
    confirmed = Signal(object)

    def __init__(
        self, parent: QWidget, offer: DraftOffer, words: Sequence[DifferenceWords], lines: Sequence[str]
    ) -> None:
        """`words` are those of the differences, in their order; `lines` what else has to be known."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(PROGRAM_TITLE)
        self._offer, self._words = offer, words
        self.heading = QLabel(_heading(offer), wordWrap=True)
        theme().set_font(self.heading, TextRole.HEADING)
        self._explained = QLabel(_EXPLAINED, wordWrap=True)
        theme().apply_style(self._explained, "color: $muted;")
        self._notice = QLabel("\n".join(lines), wordWrap=True)
        theme().apply_style(self._notice, NOTICE_STYLE)
        self._notice.setVisible(bool(lines))
        self.tree = QTreeWidget()
        self.details = QTextBrowser()
        self._items: list[QTreeWidgetItem] = []
        self.take_all_button = Button("Nhận mọi chỗ máy kia sửa", "done", self._take_all)
        self.keep_all_button = Button("Giữ mọi chỗ máy này", on_click=self._keep_all)
        self.leave_button = Button("Để sau", on_click=self.reject)
        self.confirm_button = Button(on_click=self._confirm)
        theme().apply_style(self.confirm_button, PRIMARY_STYLE)
        self._fill()
        self._lay_out(parent)
        self.tree.itemChanged.connect(lambda item, _column: self._choice_changed(item))
        self.tree.currentItemChanged.connect(lambda _now, _before: self._show_details())
        theme().on_theme_change(self, self._show_choices)
        theme().on_theme_change(self.details, self._show_details)
        self.tree.setCurrentItem(self._items[0])
        self.tree.setFocus()

    @property
    def taken(self) -> tuple[Piece, ...]:
        """The pieces that are ticked, in the order in which they are read."""
        pairs = zip(self._items, self._offer.differences, strict=True)
        return tuple(each.piece for item, each in pairs if _is_ticked(item))

    def item(self, place: str) -> QTreeWidgetItem:
        """The line of the piece at `place`."""
        places = [each.piece.place for each in self._offer.differences]
        return self._items[places.index(place)]

    def _take_all(self) -> None:
        self._tick(self._offer.changed_there)

    def _keep_all(self) -> None:
        self._tick(())

    def _tick(self, pieces: Sequence[Piece] | frozenset[Piece]) -> None:
        for item, each in zip(self._items, self._offer.differences, strict=True):
            is_taken = each.piece in pieces
            item.setCheckState(_PLACE, Qt.CheckState.Checked if is_taken else Qt.CheckState.Unchecked)

    def _confirm(self) -> None:
        taken = self.taken
        self.accept()
        self.confirmed.emit(taken)

    def _fill(self) -> None:
        self.tree.setItemDelegate(TickDelegate(self.tree))
        self.tree.setHeaderLabels(list(_TITLES))
        self.tree.setAccessibleName("Những chỗ khác nhau")
        proposed = self._offer.changed_there_only
        sections: dict[str, QTreeWidgetItem] = {}
        for each, words in zip(self._offer.differences, self._words, strict=True):
            if words.section not in sections:
                sections[words.section] = self._section(words.section)
            side = _SIDES[each.side] if self._offer.is_base_known else "Chưa rõ"
            values = [_short(text) for text in (words.base, words.mine, words.theirs)]
            item = QTreeWidgetItem(sections[words.section], [words.about, *values, side])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_taken = each.piece in proposed
            item.setCheckState(_PLACE, Qt.CheckState.Checked if is_taken else Qt.CheckState.Unchecked)
            item.setToolTip(_PLACE, words.about)
            item.setSizeHint(_PLACE, QSize(0, theme().px(_ROW_HEIGHT)))
            self._items.append(item)
        self.tree.expandAll()

    def _section(self, title: str) -> QTreeWidgetItem:
        """A line of which the tick is that of all below it."""
        section = QTreeWidgetItem(self.tree, [title])
        section.setFlags(section.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        section.setFont(_PLACE, bold_font())
        section.setSizeHint(_PLACE, QSize(0, theme().px(_ROW_HEIGHT)))
        return section

    def _choice_changed(self, item: QTreeWidgetItem) -> None:
        if item.parent() is not None:
            self._show_choice(item)
            self._show_count()

    def _show_choices(self) -> None:
        for item in self._items:
            self._show_choice(item)
        self._show_count()

    def _show_choice(self, item: QTreeWidgetItem) -> None:
        """Let the value that stays or comes stand out in the line of `item`."""
        colours, is_taken = theme().colours, _is_ticked(item)
        with QSignalBlocker(self.tree):
            for column, is_chosen in ((_MINE, not is_taken), (_THEIRS, is_taken)):
                item.setForeground(column, colours["ink" if is_chosen else "muted"])
                item.setFont(column, bold_font() if is_chosen else self.tree.font())
            item.setForeground(_BASE, colours["muted"])
            item.setForeground(_SIDE, colours["muted"])
            item.setData(
                _PLACE, Qt.ItemDataRole.AccessibleDescriptionRole, "nhận trong tệp" if is_taken else "giữ"
            )

    def _show_count(self) -> None:
        """Let the button say how many pieces come."""
        count = len(self.taken)
        self.confirm_button.setText(f"Nhận {count} chỗ" if count else "Giữ như máy này")

    def _show_details(self) -> None:
        item = self.tree.currentItem()
        if item not in self._items:
            self.details.setHtml("")
            return
        words = self._words[self._items.index(item)]
        base = f"<p><b>Lần chuyển trước</b><br>{_html(words.base)}</p>" if words.base else ""
        mine, theirs = compared(words.mine, words.theirs)
        self.details.setHtml(
            f"<p><b>{escape(words.section)}: {escape(words.about)}</b></p>{base}"
            f"<p><b>Trên máy này</b><br>{mine}</p><p><b>Trong tệp</b><br>{theirs}</p>"
        )

    def _lay_out(self, parent: QWidget) -> None:
        room = parent.size() - QSize(2 * Space.XL, 2 * Space.XL)
        self.resize(QSize(*(theme().px(each) for each in _SIZE)).boundedTo(room))
        header = self.tree.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        width = self.width() - 3 * theme().px(Space.L)
        for section, share in enumerate(_SHARES[:-1]):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(section, width * share // 100)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.details.setAccessibleName("Chỗ đang xem, đầy đủ")
        self.details.setTabChangesFocus(True)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.tree)
        parts.addWidget(self.details)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        parts.setChildrenCollapsible(False)
        buttons = QHBoxLayout()
        for button in (self.take_all_button, self.keep_all_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.leave_button, self.confirm_button):
            buttons.addWidget(button)
        self.confirm_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * (theme().px(Space.L),)))
        column.setSpacing(theme().px(Space.S))
        for widget in (self.heading, self._explained, self._notice):
            column.addWidget(widget)
        column.addWidget(parts, 1)
        column.addLayout(buttons)


def _heading(offer: DraftOffer) -> str:
    if not offer.is_base_known:
        return _UNKNOWN.format(both=len(offer.differences))
    sides = [each.side for each in offer.differences]
    return _HEADINGS[offer.standing.name].format(
        theirs=sides.count(Side.THEIRS), mine=sides.count(Side.MINE), both=sides.count(Side.BOTH)
    )


def _is_ticked(item: QTreeWidgetItem) -> bool:
    return item.checkState(_PLACE) is Qt.CheckState.Checked


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT].rstrip()}…"


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
