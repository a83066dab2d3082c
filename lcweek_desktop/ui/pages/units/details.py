"""What there is to say of one unit, and what can be done with it: contact, name, place, keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHeaderView, QLabel, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.domain.values import minute_text
from lcweek_desktop.ui.pages.units.arrangement import STATE_WORDS
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.inputs import FieldNotice, LineEdit
from lcweek_desktop.ui.widgets.theme import CARD_STYLE, Space, TextRole, theme
from lcweek_desktop.ui.widgets.wrapping_table import WrappingTable

if TYPE_CHECKING:
    from lcweek_desktop.domain.unit import Unit
    from lcweek_desktop.services.receiving.unit_tree import KeyUse, TreeUnit

_KEYS_HEIGHT: Final = 130
"""The height of the table of keys, in pixels at 100 %."""


class UnitDetails(QFrame):
    """Shows the selected units: one with all there is of it, several to be merged."""

    rename_requested = Signal()
    move_requested = Signal()
    merge_requested = Signal()
    split_requested = Signal()
    close_requested = Signal()
    reopen_requested = Signal()
    # The contact was given: str and str, name and telephone.
    contact_given = Signal(str, str)
    # The last confirmation of a key is to be taken back.
    key_undo_requested = Signal()
    # KeyUse: this key is to be used no more.
    key_refused = Signal(object)

    def __init__(self, levels: Mapping[LevelKey, str]) -> None:
        super().__init__()
        self._levels = levels
        self._key_uses: tuple[KeyUse, ...] = ()
        self.shown: tuple[TreeUnit, ...] = ()
        """The units that are shown."""
        self.title, self.facts = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.person, self.phone = LineEdit(), LineEdit()
        self.save_contact = Button(Verb.SET_CONTACT.label, "save", self._give_contact)
        self.rename = Button(f"{Verb.RENAME_LISTED.label}…", "edit", self.rename_requested.emit)
        self.move_button = Button(f"{Verb.MOVE_LISTED.label}…", "right", self.move_requested.emit)
        self.merge = Button(f"{Verb.MERGE_UNITS.label}…", "merging", self.merge_requested.emit)
        self.split = Button(f"{Verb.SPLIT_UNIT.label}…", "unfold", self.split_requested.emit)
        self.close_button = Button(f"{Verb.CLOSE_UNIT.label}…", "remove", self.close_requested.emit)
        self.reopen = Button(f"{Verb.REOPEN_UNIT.label}…", "retry", self.reopen_requested.emit)
        self.keys = WrappingTable("Các khóa của đơn vị")
        self.undo_key = Button("Lấy lại xác nhận khóa…", "undo", self.key_undo_requested.emit)
        self.refuse_key = Button(f"{Verb.TAKE_BACK_KEY.label}…", "close", self._refuse_key)
        self.refuse_key.setToolTip(
            "Mọi báo cáo ký bằng khóa đang chọn được để riêng, không tính; quyết định này lấy lại được."
        )
        self.keys.itemSelectionChanged.connect(self._update_refusal)
        self._contact = QWidget()
        self._keys_part = QWidget()
        self._lay_out()
        for field in (self.person, self.phone):
            field.textChanged.connect(lambda _text: self._update_contact())
            field.returnPressed.connect(self._give_contact)
        self.show_units(())

    def show_units(self, units: Sequence[TreeUnit]) -> None:
        """Show `units`; what was typed of a contact and not saved stays while the same unit is shown."""
        same = [each.unit.code for each in units] == [each.unit.code for each in self.shown]
        is_typing = same and self.save_contact.isEnabled()
        self.shown = tuple(units)
        one = self.shown[0] if len(self.shown) == 1 else None
        self.title.setText(one.unit.name if one else self._title_of_many())
        self.facts.setText("\n".join(self._facts(one)) if one else self._names_of_many())
        self.facts.setVisible(bool(self.facts.text()))
        if one is not None and not is_typing:
            self.person.setText(one.contact.name)
            self.phone.setText(one.contact.phone)
        self._contact.setVisible(one is not None and one.state.value != "reported")
        if not same:
            self.show_keys(())
        self._update_buttons(one)
        self._update_contact()

    def show_keys(self, keys: Sequence[KeyUse]) -> None:
        """Show the keys of the unit."""
        rows = [[each.letters, _state_of(each), str(each.reports)] for each in keys]
        self._key_uses = tuple(keys)
        self.keys.show_rows(["Khóa", "Tình trạng", "Báo cáo"], rows)
        if keys:
            self.keys.selectRow(0)
        self._update_refusal()
        header = self.keys.horizontalHeader()
        for column in (0, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self._keys_part.setVisible(bool(keys))
        self.undo_key.setEnabled(any(each.is_last for each in keys))
        self.undo_key.setToolTip(
            "Lấy lại được khi xác nhận khóa này là quyết định cuối cùng; nếu không, hãy lấy lại lần lượt ở "
            "thẻ Lịch sử."
        )

    def _chosen_key(self) -> KeyUse | None:
        rows = {index.row() for index in self.keys.selectedIndexes()}
        chosen = [key for row, key in enumerate(self._key_uses) if row in rows]
        return chosen[0] if len(chosen) == 1 and not chosen[0].is_taken_back else None

    def _update_refusal(self) -> None:
        self.refuse_key.setEnabled(self._chosen_key() is not None)

    def _refuse_key(self) -> None:
        if (chosen := self._chosen_key()) is not None:
            self.key_refused.emit(chosen)

    def _title_of_many(self) -> str:
        return f"Đang chọn {len(self.shown)} đơn vị" if self.shown else "Chưa chọn đơn vị nào"

    def _names_of_many(self) -> str:
        names = [each.unit.name for each in self.shown[:8]]
        more = len(self.shown) - len(names)
        return "\n".join([*names, *([f"và {more} đơn vị khác"] if more else [])])

    def _facts(self, one: TreeUnit) -> list[str]:
        state = STATE_WORDS[one.state.value]
        holder = f", trong báo cáo của {one.holder}" if one.holder else ""
        return [
            f"Mã {one.unit.code} · {self._levels.get(one.unit.level, one.unit.level)}",
            *([f"{state}{holder}."] if state else []),
            *([f"Trong báo cáo mang tên “{one.reported_name}”."] if one.reported_name else []),
            *([f"Nay là: {_names(one.went_to)}."] if one.went_to else []),
            *([f"Từ đơn vị cũ: {_names(one.came_from)}."] if one.came_from else []),
        ]

    def _update_buttons(self, one: TreeUnit | None) -> None:
        state = "" if one is None else one.state.value
        for button in (self.rename, self.move_button, self.split, self.close_button):
            button.setVisible(state == "open")
        self.reopen.setVisible(state == "closed")
        are_open = [each.state.value == "open" for each in self.shown]
        self.merge.setVisible(len(are_open) > 1 and all(are_open))

    def _update_contact(self) -> None:
        one = self.shown[0] if len(self.shown) == 1 else None
        noted = None if one is None else (one.contact.name, one.contact.phone)
        typed = (self.person.text().strip(), self.phone.text().strip())
        self.save_contact.setEnabled(one is not None and typed != noted)

    def _give_contact(self) -> None:
        if self.save_contact.isEnabled():
            self.contact_given.emit(self.person.text(), self.phone.text())

    def _lay_out(self) -> None:
        self.setObjectName("card")
        theme().apply_style(self, CARD_STYLE)
        theme().set_font(self.title, TextRole.HEADING)
        theme().apply_style(self.facts, "color: $muted;")
        form = QFormLayout(self._contact)
        form.setContentsMargins(0, 0, 0, 0)
        for text, field in (("&Người liên hệ", self.person), ("&Điện thoại", self.phone)):
            label = QLabel(text)
            label.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            form.addRow(label, field)
        form.addRow(FieldNotice(self.person, self.phone))
        form.addRow("", self.save_contact)
        keys = QVBoxLayout(self._keys_part)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.addWidget(self.keys)
        keys.addLayout(FlowLayout(self.refuse_key, self.undo_key, fill=False))
        theme().on_theme_change(self.keys, lambda: self.keys.setFixedHeight(theme().px(_KEYS_HEIGHT)))
        actions = FlowLayout(
            *(self.rename, self.move_button, self.merge, self.split, self.close_button, self.reopen),
            fill=False,
        )
        column = QVBoxLayout(self)
        column.setSpacing(Space.M)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(self._contact)
        column.addLayout(actions)
        column.addWidget(self._keys_part)
        column.addStretch()


def _state_of(each: KeyUse) -> str:
    if each.is_taken_back:
        return "Thôi dùng"
    state = "Đang dùng" if each.is_in_use else "Đã dùng" if each.place else "Chưa xác nhận"
    return f"{state}, xác nhận {minute_text(each.at)}" if each.at else state


def _names(units: Sequence[Unit]) -> str:
    return ", ".join(unit.name for unit in units)
