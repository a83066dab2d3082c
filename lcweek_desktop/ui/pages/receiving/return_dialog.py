"""The dialog in which a report is returned: what was said before, and remarks added place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.receipt import RemarkState
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.inputs import ComboBox, FieldNotice, LineEdit
from lcweek_desktop.ui.widgets.theme import NOTICE_STYLE, PRIMARY_STYLE, Space, TextRole, theme
from lcweek_desktop.ui.widgets.tick_delegate import TickDelegate

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.remark_standings import RemarkStanding
    from lcweek_desktop.services.receiving.returning import NamedPlace, ReturnOffer

_ADVICE: Final = (
    "Chọn chỗ, ghi ý kiến rồi nhấn Enter; ghi được nhiều ý kiến cho một lần trả. Số liệu của bản này "
    "vẫn được tính cho đến khi có bản sửa. Đánh dấu những ý kiến cũ đã xong."
)
_NEW: Final = "chưa gửi"
_STATES: Final = {
    RemarkState.OPEN: "chờ trả lời",
    RemarkState.ANSWERED: "đã trả lời",
    RemarkState.SETTLED: "đã xong",
}
_ROLE: Final = Qt.ItemDataRole.UserRole
"""A row's remark: its id, or for a new one its place and text."""
_SHOWN: Final = 60
"""The most letters of a value that the list of places shows."""


class ReturnDialog(QDialog):
    """Collects the remarks of one round. Those that are content with are ticked as settled."""

    # tuple[tuple[RemarkPlace, str], ...], frozenset[str]: the new remarks, and the ids of those settled.
    confirmed = Signal(object, object)

    def __init__(self, parent: QWidget, offer: ReturnOffer) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Trả lại báo cáo")
        self.places, self.text = ComboBox(), LineEdit()
        self.add_button = Button("Thêm ý kiến", "add", self.add_remark)
        self.remove_button = Button("Bỏ ý kiến", "remove", self.remove_remark)
        self.remarks = QTreeWidget()
        self.confirm_button = Button(f"{Verb.GIVE_BACK.label}…")
        self._named = offer.places
        self._fill(offer)
        self._lay_out(offer)
        self.text.textChanged.connect(lambda _text: self._update_buttons())
        self.remarks.itemSelectionChanged.connect(self._update_buttons)
        self.remarks.itemChanged.connect(lambda _item, _column: self._update_buttons())
        self.add_button.setDefault(True)  # Enter adds what was typed, and never ends the round
        self._update_buttons()
        self.places.setFocus()

    def add_remark(self) -> None:
        """Take the remark that was typed into the list. Does nothing without a text or a place."""
        text, place = clean_line(self.text.text()), self._chosen_place()
        if text and place is not None:
            row = self._row(place.name, text, _short(place.text), "", "", _NEW)
            row.setData(0, _ROLE, (place.place, text))
            self.remarks.addTopLevelItem(row)
            self.remarks.setCurrentItem(row)
            self.text.clear()
            self._update_buttons()
            self.places.setFocus()

    def remove_remark(self) -> None:
        """Take the selected remark off the list, if it was not sent yet."""
        for row in self.remarks.selectedItems():
            if isinstance(row.data(0, _ROLE), tuple):
                self.remarks.takeTopLevelItem(self.remarks.indexOfTopLevelItem(row))
        self._update_buttons()

    def accept(self) -> None:
        said, settled = self._said(), self._settled()
        super().accept()
        self.confirmed.emit(said, settled)

    def _said(self) -> tuple[object, ...]:
        return tuple(data for row in self._rows() if isinstance(data := row.data(0, _ROLE), tuple))

    def _settled(self) -> frozenset[str]:
        ticked = (row for row in self._rows() if row.checkState(0) is Qt.CheckState.Checked)
        return frozenset(data for row in ticked if isinstance(data := row.data(0, _ROLE), str))

    def _rows(self) -> list[QTreeWidgetItem]:
        rows = (self.remarks.topLevelItem(at) for at in range(self.remarks.topLevelItemCount()))
        return [row for row in rows if row is not None]

    def _chosen_place(self) -> NamedPlace | None:
        """The place whose line stands in the field; None for what is no line of the list."""
        at = self.places.findText(self.places.currentText(), Qt.MatchFlag.MatchFixedString)
        return self._named[at] if at >= 0 else None

    def _update_buttons(self) -> None:
        new, settled = len(self._said()), len(self._settled())
        kept = sum(isinstance(row.data(0, _ROLE), str) for row in self._rows()) - settled
        self.add_button.setEnabled(bool(clean_line(self.text.text())) and self._chosen_place() is not None)
        self.remove_button.setEnabled(
            any(isinstance(row.data(0, _ROLE), tuple) for row in self.remarks.selectedItems())
        )
        self.confirm_button.setEnabled(bool(new + kept))
        count = new + kept
        self.confirm_button.setText(f"Trả lại với {count} ý kiến…" if count else f"{Verb.GIVE_BACK.label}…")

    def _fill(self, offer: ReturnOffer) -> None:
        self.places.setEditable(True)
        self.places.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
        self.places.addItems([_line(each) for each in offer.places])
        completer = QCompleter(self.places.model(), self.places)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.places.setCompleter(completer)
        self.places.currentTextChanged.connect(lambda _text: self._update_buttons())
        self.remarks.setItemDelegate(TickDelegate(self.remarks))
        for each in offer.standings:
            if each.state is not RemarkState.SETTLED:
                self.remarks.addTopLevelItem(self._standing_row(each))

    def _standing_row(self, each: RemarkStanding) -> QTreeWidgetItem:
        after = "" if each.after is None else _short(each.after)
        row = self._row(
            each.place, each.remark.text, _short(each.before), after, each.answer, _STATES[each.state]
        )
        row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        row.setCheckState(0, Qt.CheckState.Unchecked)
        row.setData(0, _ROLE, each.remark.id)
        return row

    def _row(self, *texts: str) -> QTreeWidgetItem:
        row = QTreeWidgetItem([*texts])
        for column, text in enumerate(texts):
            row.setToolTip(column, text)
        return row

    def _lay_out(self, offer: ReturnOffer) -> None:
        heading = QLabel(f"{offer.unit.name}, bản số {offer.revision}")
        theme().set_font(heading, TextRole.HEADING)
        advice, above = QLabel(_ADVICE), QLabel("\n".join(offer.above))
        theme().apply_style(above, NOTICE_STYLE)
        above.setVisible(bool(offer.above))
        for label in (heading, advice, above):
            label.setWordWrap(True)
        self.places.setAccessibleName("Chỗ trong báo cáo")
        self.text.setAccessibleName("Ý kiến về chỗ đang chọn")
        self.text.setPlaceholderText("Ý kiến, ví dụ: số lớp có đúng không?")
        entry = QHBoxLayout()
        entry.addWidget(self.text, 1)
        entry.addWidget(self.add_button)
        self.remarks.setHeaderLabels(["Chỗ", "Ý kiến", "Bản trả lại", "Bản mới", "Trả lời", "Tình trạng"])
        self.remarks.setRootIsDecorated(False)
        self.remarks.setWordWrap(True)
        self.remarks.setAccessibleName("Các ý kiến")
        header = self.remarks.header()
        header.setStretchLastSection(False)
        for column in (0, 1, 4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (2, 3, 5):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        column_layout = QVBoxLayout(self)
        column_layout.setSpacing(theme().px(Space.S))
        for widget in (heading, above, advice, self.places):
            column_layout.addWidget(widget)
        column_layout.addLayout(entry)
        column_layout.addWidget(FieldNotice(self.text))
        column_layout.addWidget(self.remarks, 1)
        column_layout.addWidget(self._button_box())
        theme().on_theme_change(self, lambda: self.resize(theme().px(1040), theme().px(560)))

    def _button_box(self) -> QDialogButtonBox:
        theme().apply_style(self.confirm_button, PRIMARY_STYLE)
        box = QDialogButtonBox()
        box.addButton(self.remove_button, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.confirm_button, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(Button("Để sau"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box


def _line(each: NamedPlace) -> str:
    return f"{each.name}: {_short(each.text)}" if each.text else each.name


def _short(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
