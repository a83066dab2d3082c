"""What a number of the sums is made of: the contribution of each unit, down to the one that entered it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.form import Cell, Form, RollUpKind
from lcweek_desktop.domain.report import Counted
from lcweek_desktop.domain.rules.rule import cell_name
from lcweek_desktop.services.summing.contributions import Contribution
from lcweek_desktop.services.summing.roll_up_words import roll_up_words
from lcweek_desktop.ui.pages.summing.texts import contribution_remarks, percent_text, share
from lcweek_desktop.ui.table.cells import Index
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_NOT_ENTERED: Final = "Đơn vị chưa nhập số của mình."

_CONTRIBUTION_ROLE: Final = Qt.ItemDataRole.UserRole
_NUMBER_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_SHARE_ROLE: Final = Qt.ItemDataRole.UserRole + 2
_REMARKS_ROLE: Final = Qt.ItemDataRole.UserRole + 3
_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class ContributionsPanel(QWidget):
    """The name and number of a cell, how it rolls up, and below them the tree of its contributions."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._name_label, self._total_label, self._roll_up_label = QLabel(), QLabel(), QLabel()
        self._none_label = QLabel("Chưa đơn vị nào báo cáo nội dung này.")
        for label in (self._name_label, self._roll_up_label):
            label.setWordWrap(True)
        theme().set_font(self._name_label, TextRole.STRONG)
        theme().set_font(self._total_label, TextRole.TITLE)
        for label in (self._none_label, self._roll_up_label):
            theme().apply_style(label, "color: $muted;")
        self._none_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.tree = _Tree()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._name_label, self._total_label, self._roll_up_label):
            column.addWidget(widget)
        column.addWidget(self._none_label, 1)
        column.addWidget(self.tree, 1)

    def show_cell(self, cell: Cell, total: int | None, contributions: Sequence[Contribution]) -> None:
        """Show `cell`. `total` is the number it shows, None for blank; where the numbers are added, shares
        are parts of it."""
        self._name_label.setText(cell_name(self._form, cell))
        self._total_label.setText(self._form.text_of(cell, total))
        self._total_label.setVisible(total is not None)
        is_own_blank = total is None and self._form.rule(cell).roll_up is RollUpKind.NONE
        words = (roll_up_words(self._form, cell), _NOT_ENTERED if is_own_blank else "")
        self._roll_up_label.setText(" ".join(filter(None, words)))
        self._roll_up_label.setVisible(bool(self._roll_up_label.text()))
        self._none_label.setVisible(not contributions)
        self.tree.setVisible(bool(contributions))
        self.tree.clear()
        is_added = self._form.rule(cell).roll_up is RollUpKind.SUM
        items = [self._item(cell, each, total if is_added else None) for each in contributions]
        self.tree.addTopLevelItems(items)
        if items:
            self.tree.setCurrentItem(items[0])
        if len(items) == 1:
            items[0].setExpanded(True)

    def heading_text(self) -> str:
        """The name of the cell, its number, and how it rolls up."""
        labels = (self._name_label, self._total_label, self._roll_up_label)
        return " ".join(filter(None, (label.text() for label in labels)))

    def _item(self, cell: Cell, contribution: Contribution, total: int | None) -> QTreeWidgetItem:
        """The item of `contribution`, with its share of `total`; without one when that is None."""
        remarks = contribution_remarks(contribution, self._form, cell)
        part = share(contribution, total)
        is_out, percent = _is_left_out(contribution), percent_text(part) if part else ""
        number = self._form.text_of(cell, contribution.reported if is_out else contribution.number)
        item = QTreeWidgetItem([contribution.unit.name])
        item.setData(0, _NUMBER_ROLE, number)
        item.setData(0, _CONTRIBUTION_ROLE, contribution)
        item.setData(0, _SHARE_ROLE, part)
        item.setData(0, _REMARKS_ROLE, "\n".join(remarks))
        item.setToolTip(0, "\n".join(remarks) if contribution.outlier is not None else "")
        spoken = [contribution.unit.name, "" if is_out else number, percent, *remarks]
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, spoken)))
        item.addChildren([self._item(cell, inner, total) for inner in contribution.parts])
        return item


class _Tree(QTreeWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setAccessibleName("Các đơn vị có số ở ô đang mở")
        self.setItemDelegate(_Delegate(self))
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme().on_theme_change(self, self._apply_theme)

    def _apply_theme(self) -> None:
        """Paint the selected row left of the name in the same colour as the delegate paints the rest."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, theme().colours["accent_soft"])
        self.setPalette(palette)
        self.setIndentation(theme().px(Space.L))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Delegate(QStyledItemDelegate):
    """Draws name and number on one line, below them a bar for the share, and below that the remarks."""

    def __init__(self, tree: _Tree) -> None:
        super().__init__(tree)
        self._tree = tree
        theme().on_theme_change(self, self._apply_theme)

    def _apply_theme(self) -> None:
        """Make the fonts once, not for each of a province's units."""
        roles = (TextRole.BODY, TextRole.STRONG, TextRole.CAPTION)
        self._fonts = {role: theme().font(role) for role in roles}
        self._metrics = {role: QFontMetrics(font) for role, font in self._fonts.items()}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        width = self._tree.viewport().width() - depth * self._tree.indentation()
        remarks = self._row_layout(QRect(0, 0, width, 100_000), index).remarks
        return QSize(width, remarks.top() + remarks.height() + theme().px(Space.S))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        contribution: Contribution = index.data(_CONTRIBUTION_ROLE)
        colours, layout = theme().colours, self._row_layout(option.rect, index)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colours["accent_soft"])
        if _has_mark(contribution):
            mark = icons.pixmap("info" if contribution.outlier is None else "warning", "warning", icons.SMALL)
            painter.drawPixmap(layout.mark, mark)
        self._paint_number(painter, index, layout.number)
        self._draw_text(painter, layout.name, TextRole.BODY, "ink", contribution.unit.name)
        if layout.bar.height():
            self._paint_share(painter, layout.bar, index.data(_SHARE_ROLE))
        self._draw_text(painter, layout.remarks, TextRole.CAPTION, "muted", index.data(_REMARKS_ROLE))
        painter.restore()

    def _row_layout(self, row: QRect, index: Index) -> _RowLayout:
        """Where each part is drawn in `row`, which may be higher than needed."""
        contribution, remarks = index.data(_CONTRIBUTION_ROLE), index.data(_REMARKS_ROLE)
        pad, caption = theme().px(Space.S), self._metrics[TextRole.CAPTION]
        inside = row.adjusted(pad, pad, -pad, 0)
        number_width = self._metrics[TextRole.STRONG].horizontalAdvance(index.data(_NUMBER_ROLE))
        mark_width = theme().px(icons.SMALL + Space.XS) if _has_mark(contribution) else 0
        name = inside.adjusted(mark_width, 0, -number_width - pad, 0)
        name_height = (
            self._metrics[TextRole.BODY].boundingRect(name, _WRAPPED, contribution.unit.name).height()
        )
        name.setHeight(max(name_height, self._metrics[TextRole.STRONG].height()))
        has_share = not _is_left_out(contribution) and index.data(_SHARE_ROLE)
        below = name.top() + name.height()
        bar = QRect(inside.left(), below, inside.width(), caption.height() if has_share else 0)
        below_bar = QRect(inside.left(), below + bar.height(), inside.width(), 100_000)
        below_bar.setHeight(caption.boundingRect(below_bar, _WRAPPED, remarks).height() if remarks else 0)
        number = QRect(inside.right() - number_width, inside.top(), number_width + 1, name.height())
        return _RowLayout(inside.topLeft(), name, number, bar, below_bar)

    def _paint_number(self, painter: QPainter, index: Index, place: QRect) -> None:
        """Draw the number, struck through when it is not in the sums."""
        is_out, text = _is_left_out(index.data(_CONTRIBUTION_ROLE)), index.data(_NUMBER_ROLE)
        role, colour = (TextRole.BODY, "muted") if is_out else (TextRole.STRONG, "ink")
        self._draw_text(painter, place, role, colour, text)
        if is_out and text:
            width = self._metrics[TextRole.BODY].horizontalAdvance(text)
            middle = place.top() + self._metrics[TextRole.BODY].height() // 2 + 1
            painter.drawLine(place.left(), middle, place.left() + width, middle)

    def _paint_share(self, painter: QPainter, bar: QRect, part: float) -> None:
        colours, height = theme().colours, theme().px(6)
        right = Qt.AlignmentFlag.AlignRight
        self._draw_text(painter, bar, TextRole.CAPTION, "muted", percent_text(part), right)
        whole = self._metrics[TextRole.CAPTION].horizontalAdvance(percent_text(1))
        room = bar.width() - whole - theme().px(Space.S)
        track = QRect(bar.left(), bar.center().y() - height // 2, room, height)
        painter.fillRect(track, colours["closed"])
        track.setWidth(max(2, round(room * part)))
        painter.fillRect(track, colours["accent"])

    def _draw_text(
        self,
        painter: QPainter,
        place: QRect,
        role: TextRole,
        colour: str,
        text: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setFont(self._fonts[role])
        painter.setPen(theme().colours[colour])
        painter.drawText(place, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | side), text)


class _RowLayout(NamedTuple):
    """Where the parts of a row are drawn. `bar` has no height for a contribution without a share, `remarks`
    for one without remarks."""

    mark: QPoint
    name: QRect
    number: QRect
    bar: QRect
    remarks: QRect


def _has_mark(contribution: Contribution) -> bool:
    is_marked = contribution.earlier is not None or contribution.provisional
    return contribution.outlier is not None or is_marked or _is_left_out(contribution)


def _is_left_out(contribution: Contribution) -> bool:
    return contribution.counted is not Counted.COUNTED
