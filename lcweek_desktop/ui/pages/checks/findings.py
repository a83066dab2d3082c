"""The list of findings: in groups, each with its sentence and a link to its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_FINDING: Final = Qt.ItemDataRole.UserRole
_LINK: Final = "Đến chỗ này"
_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)


class FindingsList(QListWidget):
    """Enter, a double click or the link at the right go to the place of a finding."""

    # Finding: its place is to be shown.
    going = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Những điều tìm thấy")
        self.setItemDelegate(_Delegate(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemActivated.connect(self._go)

    @property
    def chosen(self) -> Finding | None:
        item = self.currentItem()
        found: Finding | None = None if item is None else item.data(_FINDING)
        return found

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Make the list anew; the same line stays chosen, as far as there is one."""
        row = self.currentRow()
        self.clear()
        self._add_group("Lỗi phải sửa", [each for each in found if each.is_error])
        warnings = [each for each in found if not each.is_error]
        self._add_group("Lưu ý cần xem lại", [each for each in warnings if each.accepted is None])
        self._add_group("Lưu ý đã chấp nhận", [each for each in warnings if each.accepted is not None])
        self.setCurrentRow(min(max(row, 1), self.count() - 1))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        item = self.itemAt(event.position().toPoint())
        if item is not None and link_of(self.visualItemRect(item)).contains(event.position().toPoint()):
            self._go(item)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _go(self, item: QListWidgetItem) -> None:
        if item.data(_FINDING) is not None:
            self.going.emit(item.data(_FINDING))

    def _add_group(self, title: str, found: Sequence[Finding]) -> None:
        if found:
            head = QListWidgetItem(f"{title} ({len(found)})", self)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
        for finding in found:
            reason = "" if finding.accepted is None else f" Đã chấp nhận: {finding.accepted}"
            item = QListWidgetItem(f"{finding.sentence}{reason}", self)
            item.setData(_FINDING, finding)


class _Delegate(QStyledItemDelegate):
    """A head in small letters; a finding with its mark, its sentence on as many lines as it takes."""

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        view = self.parent()
        assert isinstance(view, FindingsList)
        if index.data(_FINDING) is None:
            return QSize(0, option.fontMetrics.height() + theme().px(Space.L))
        sentence = _sentence(QRect(0, 0, view.viewport().width(), 10_000))
        lines = option.fontMetrics.boundingRect(sentence, _WRAPPED, index.data())
        return QSize(0, lines.height() + theme().px(Space.M))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        finding: Finding | None = index.data(_FINDING)
        painter.save()
        if finding is None:
            _paint_head(painter, option.rect, index.data())
        else:
            _paint_finding(painter, option, finding, index.data())
        painter.restore()


def link_of(line: QRect) -> QRect:
    """Where the link is in the line of a finding."""
    width = QFontMetrics(theme().font()).horizontalAdvance(_LINK) + theme().px(Space.L)
    return QRect(line.right() - width, line.top(), width, line.height())


def _sentence(line: QRect) -> QRect:
    left = theme().px(icons.MEDIUM) + 2 * theme().px(Space.M)
    return line.adjusted(left, 0, -link_of(line).width() - theme().px(Space.M), 0)


def _paint_head(painter: QPainter, line: QRect, words: str) -> None:
    painter.setFont(theme().font(TextRole.STRONG))
    painter.setPen(theme().colours["muted"])
    pad = theme().px(Space.M)
    painter.drawText(line.adjusted(pad, 0, 0, -4), int(Qt.AlignmentFlag.AlignBottom), words)


def _paint_finding(painter: QPainter, option: QStyleOptionViewItem, finding: Finding, words: str) -> None:
    line, colours = option.rect, theme().colours
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    if chosen or hovered:
        painter.fillRect(line, colours["accent_soft" if chosen else "raised"])
    icon, tone = _look(finding)
    size, pad = theme().px(icons.MEDIUM), theme().px(Space.M)
    painter.drawPixmap(line.left() + pad, line.center().y() - size // 2, icons.pixmap(icon, tone))
    painter.setPen(colours["muted" if finding.accepted is not None else "ink"])
    painter.drawText(_sentence(line), _WRAPPED, words)
    if chosen or hovered:
        painter.setPen(colours["accent"])
        painter.drawText(link_of(line), int(Qt.AlignmentFlag.AlignVCenter), _LINK)


def _look(finding: Finding) -> tuple[str, str]:
    """Icon and tone."""
    if finding.accepted is not None:
        return "check", "muted"
    return ("error", "error") if finding.is_error else ("warning", "warning")
