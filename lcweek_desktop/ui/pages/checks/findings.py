"""The list of findings in groups, each with its sentence and a link to its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.domain.receipt import REMARK_CHECK
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_FINDING_ROLE: Final = Qt.ItemDataRole.UserRole
_LINK_TEXT: Final = "Đến chỗ này"
_NOWHERE: Final = "report"
"""The place of what is found of the report as a whole, which no link leads to."""
_WRAPPED_TEXT: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)


class FindingsList(QListWidget):
    """Findings under their headings. Enter, a double click and the link at the right activate one."""

    # Finding: the user asks for its place.
    finding_activated = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Những điều tìm thấy")
        self.setItemDelegate(_Delegate(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemActivated.connect(self._activate)

    @property
    def current_finding(self) -> Finding | None:
        """The finding in the selected line; None when no finding is selected."""
        item = self.currentItem()
        finding: Finding | None = None if item is None else item.data(_FINDING_ROLE)
        return finding

    def item_of(self, check: str, place: str) -> QListWidgetItem | None:
        """The line of what `check` found at `place`; None when there is none."""
        items = (self.item(row) for row in range(self.count()))
        found = ((item, item.data(_FINDING_ROLE)) for item in items)
        same = (item for item, each in found if each and (each.check, each.place) == (check, place))
        return next(same, None)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Fill the list anew. The selection stays in the same line, or the last one if there are fewer."""
        row = self.currentRow()
        self.clear()
        remarks = [each for each in findings if is_remark(each)]
        self._add_group("Ý kiến của nơi nhận báo cáo", [each for each in remarks if each.accepted is None])
        self._add_group("Ý kiến đã trả lời", [each for each in remarks if each.accepted is not None])
        self._add_group("Lỗi phải sửa", [each for each in findings if each.is_error])
        warnings = [each for each in findings if not each.is_error and not is_remark(each)]
        self._add_group("Lưu ý cần xem lại", [each for each in warnings if each.accepted is None])
        self._add_group("Lưu ý đã chấp nhận", [each for each in warnings if each.accepted is not None])
        self.setCurrentRow(min(max(row, 1), self.count() - 1))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        item = self.itemAt(event.position().toPoint())
        if item is not None and link_rect(self.visualItemRect(item)).contains(event.position().toPoint()):
            self._activate(item)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _activate(self, item: QListWidgetItem) -> None:
        finding: Finding | None = item.data(_FINDING_ROLE)
        if finding is not None and finding.place != _NOWHERE:
            self.finding_activated.emit(finding)

    def _add_group(self, title: str, findings: Sequence[Finding]) -> None:
        if findings:
            heading = QListWidgetItem(f"{title} ({len(findings)})", self)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
        for finding in findings:
            done = "Trả lời" if is_remark(finding) else "Đã chấp nhận"
            reason = "" if finding.accepted is None else f" {done}: {finding.accepted}"
            item = QListWidgetItem(f"{finding.sentence}{reason}", self)
            item.setData(_FINDING_ROLE, finding)


class _Delegate(QStyledItemDelegate):
    """Draws a heading in muted letters, and a finding with its icon and as many lines as its sentence
    takes."""

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        view = self.parent()
        assert isinstance(view, FindingsList)
        if index.data(_FINDING_ROLE) is None:
            return QSize(0, option.fontMetrics.height() + theme().px(Space.L))
        sentence = _sentence_rect(QRect(0, 0, view.viewport().width(), 10_000))
        lines = option.fontMetrics.boundingRect(sentence, _WRAPPED_TEXT, index.data())
        return QSize(0, lines.height() + theme().px(Space.M))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        finding: Finding | None = index.data(_FINDING_ROLE)
        painter.save()
        if finding is None:
            _paint_heading(painter, option.rect, index.data())
        else:
            _paint_finding(painter, option, finding, index.data())
        painter.restore()


def is_remark(finding: Finding) -> bool:
    """Whether it is a remark of a receiver, which is answered, and not what a check found."""
    return finding.check.startswith(REMARK_CHECK)


def link_rect(line: QRect) -> QRect:
    """The rectangle of the link in `line`, the rectangle of a finding."""
    width = QFontMetrics(theme().font()).horizontalAdvance(_LINK_TEXT) + theme().px(Space.L)
    return QRect(line.right() - width, line.top(), width, line.height())


def _sentence_rect(line: QRect) -> QRect:
    left = theme().px(icons.MEDIUM) + 2 * theme().px(Space.M)
    return line.adjusted(left, 0, -link_rect(line).width() - theme().px(Space.M), 0)


def _paint_heading(painter: QPainter, line: QRect, text: str) -> None:
    painter.setFont(theme().font(TextRole.STRONG))
    painter.setPen(theme().colours["muted"])
    pad = theme().px(Space.M)
    painter.drawText(line.adjusted(pad, 0, 0, -4), int(Qt.AlignmentFlag.AlignBottom), text)


def _paint_finding(painter: QPainter, option: QStyleOptionViewItem, finding: Finding, text: str) -> None:
    line, colours = option.rect, theme().colours
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    if chosen or hovered:
        painter.fillRect(line, colours["accent_soft" if chosen else "raised"])
    icon, tone = _icon_and_colour(finding)
    size, pad = theme().px(icons.MEDIUM), theme().px(Space.M)
    painter.drawPixmap(line.left() + pad, line.center().y() - size // 2, icons.pixmap(icon, tone))
    painter.setPen(colours["muted" if finding.accepted is not None else "ink"])
    painter.drawText(_sentence_rect(line), _WRAPPED_TEXT, text)
    if (chosen or hovered) and finding.place != _NOWHERE:
        painter.setPen(colours["accent"])
        painter.drawText(link_rect(line), int(Qt.AlignmentFlag.AlignVCenter), _LINK_TEXT)


def _icon_and_colour(finding: Finding) -> tuple[str, str]:
    """The names of the icon and of its colour."""
    if finding.accepted is not None:
        return "check", "muted"
    return ("error", "error") if finding.is_error else ("warning", "warning")
