"""What the cells of one row take, a line for each measure: numbers or sums, decimals, roll-up, levels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QToolButton, QWidget

from lcweek_desktop.domain.form import MAX_DECIMALS, CellState, RollUpKind
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.pages.campaign.edits import set_value
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.widgets.inputs import ComboBox
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.campaign_drafts import TomlValue

_Choice = TypeVar("_Choice")

_STATES: Final = {
    CellState.OPEN: "Đơn vị nhập số",
    CellState.COMPUTED: "Tự cộng các dòng dưới",
    CellState.TOTAL: "Tự cộng, được gõ tổng lớn hơn",
    CellState.CLOSED: "Không dùng",
}
_ROLL_UPS: Final = {
    RollUpKind.SUM: "Cộng dồn lên trên",
    RollUpKind.GREATEST: "Lấy số lớn nhất",
    RollUpKind.NONE: "Mỗi cấp tự nhập",
}


class RowCells(QWidget):
    """The cells of the row that `show_row` chooses."""

    def __init__(self, editor: DraftEditor) -> None:
        super().__init__()
        self._editor, self._row = editor, ""
        self._measures: tuple[str, ...] = ()
        self._built_for: object = None  # the keys and names of the measures and levels
        self.states: dict[str, ComboBox] = {}
        """What a cell takes, by measure."""
        self.decimals: dict[str, ComboBox] = {}
        """The decimals of a cell, by measure."""
        self.roll_ups: dict[str, ComboBox] = {}
        """How a cell rolls up, by measure."""
        self.levels: dict[str, QToolButton] = {}
        """The levels whose units enter a cell, by measure: all, or those that are ticked in the menu."""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(Space.S, 0, Space.S, 0)
        editor.changed.connect(self._refresh)

    def show_row(self, key: str) -> None:
        """Show the cells of the row `key`."""
        self._row = key
        self._refresh()

    def _refresh(self) -> None:
        draft = self._editor.draft
        if draft is None:
            return
        measures, levels = draft.definition.entries("measure"), draft.definition.entries("level")
        shown = (
            [(each["key"], each["label"]) for each in measures],
            [(each["key"], each["name"]) for each in levels],
        )
        if shown != self._built_for:
            self._built_for = shown
            self._build(measures, levels)
        cells = self._cells()
        self.setEnabled(bool(cells))
        for measure in self._measures:
            said = _said(cells.get(measure, CellState.CLOSED.value))
            _select(self.states[measure], said.get("state"))
            _select(self.decimals[measure], said.get("decimals", 0))
            _select(self.roll_ups[measure], said.get("roll_up", RollUpKind.SUM.value))
            chosen = said.get("levels")
            self._show_levels(measure, chosen if isinstance(chosen, list) else None)
            is_open = said.get("state") == CellState.OPEN
            is_used = said.get("state") != CellState.CLOSED
            self.decimals[measure].setEnabled(is_used)
            self.roll_ups[measure].setEnabled(is_open)
            self.levels[measure].setEnabled(is_open)

    def _build(self, measures: tuple[Mapping[str, TomlValue], ...], levels: object) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._measures = tuple(str(each["key"]) for each in measures)
        for at, each in enumerate(measures):
            measure = str(each["key"])
            name = QLabel(str(each["label"]))
            theme().set_font(name, TextRole.STRONG)
            self._grid.addWidget(name, 2 * at, 0, 1, 2)
            label = str(each["label"])
            self.states[measure] = self._combo(_STATES, measure, "state", f"{label}: cách nhập")
            self.roll_ups[measure] = self._combo(_ROLL_UPS, measure, "roll_up", f"{label}: cách gộp lên trên")
            self.decimals[measure] = self._combo(
                {0: "Số nguyên"} | {n: f"{n} chữ số lẻ" for n in range(1, MAX_DECIMALS + 1)},
                measure,
                "decimals",
                f"{label}: chữ số lẻ",
            )
            self.levels[measure] = self._level_button(measure, levels)
            self.levels[measure].setAccessibleName(f"{label}: cấp nhập số")
            self._grid.addWidget(self.levels[measure], 2 * at, 2, 1, 2)
            for column, combo in enumerate(
                (self.states[measure], self.decimals[measure], self.roll_ups[measure])
            ):
                self._grid.addWidget(combo, 2 * at + 1, column)
        self._grid.setColumnStretch(3, 1)

    def _combo(self, choices: Mapping[_Choice, str], measure: str, key: str, name: str) -> ComboBox:
        combo = ComboBox()
        combo.setAccessibleName(name)
        for value, text in choices.items():
            combo.addItem(text, value)
        combo.activated.connect(lambda _at: self._put(measure, key, combo.currentData()))
        return combo

    def _level_button(self, measure: str, levels: object) -> QToolButton:
        button = QToolButton()
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        assert isinstance(levels, tuple)
        for level in levels:
            action = QAction(str(level["name"]), menu, checkable=True)
            action.setData(str(level["key"]))
            action.triggered.connect(lambda _on: self._put_levels(measure))
            menu.addAction(action)
        button.setMenu(menu)
        return button

    def _show_levels(self, measure: str, chosen: list[str] | None) -> None:
        menu = self.levels[measure].menu()
        assert menu is not None
        for action in menu.actions():
            action.setChecked(chosen is None or action.data() in chosen)
        names = [action.text() for action in menu.actions() if action.isChecked()]
        self.levels[measure].setText(
            "Mọi cấp đều nhập" if chosen is None else f"Chỉ cấp: {'; '.join(names) or '(chưa chọn)'}"
        )

    def _put_levels(self, measure: str) -> None:
        menu = self.levels[measure].menu()
        assert menu is not None
        chosen = [str(action.data()) for action in menu.actions() if action.isChecked()]
        self._put(measure, "levels", None if len(chosen) == len(menu.actions()) else chosen)

    def _put(self, measure: str, key: str, value: TomlValue | None) -> None:
        cells = dict(self._cells())
        said = dict(_said(cells.get(measure, CellState.CLOSED.value)))
        said[key] = value  # type: ignore[assignment]
        cells[measure] = _written(said)
        set_value(self._editor, "row", self._row, "cells", cells, self._row)

    def _cells(self) -> Mapping[str, TomlValue]:
        draft = self._editor.draft
        if draft is None or not self._row:
            return {}
        try:
            cells = draft.definition.value(services.campaign_drafts.Entry("row", self._row), "cells")
        except KeyError:
            return {}
        return cells if isinstance(cells, Mapping) else {}


def _said(cell: TomlValue) -> Mapping[str, TomlValue]:
    return cell if isinstance(cell, Mapping) else {"state": cell}


def _written(said: Mapping[str, TomlValue | None]) -> TomlValue:
    """A cell as the file writes it: its state alone where nothing else is to be said."""
    state = str(said["state"])
    kept: dict[str, TomlValue] = {"state": state}
    if state == CellState.OPEN and said.get("levels") is not None:
        kept["levels"] = said["levels"]  # type: ignore[assignment]
    if state != CellState.CLOSED and said.get("decimals"):
        kept["decimals"] = said["decimals"]  # type: ignore[assignment]
    if state != CellState.CLOSED and "roll_up" in said and (state == CellState.OPEN or "decimals" in kept):
        kept["roll_up"] = said["roll_up"] if state == CellState.OPEN else RollUpKind.SUM.value  # type: ignore[assignment]
    return kept if len(kept) > 1 else state


def _select(combo: ComboBox, value: object) -> None:
    with QSignalBlocker(combo):
        combo.setCurrentIndex(
            next((at for at in range(combo.count()) if combo.itemData(at) == value), combo.currentIndex())
        )
