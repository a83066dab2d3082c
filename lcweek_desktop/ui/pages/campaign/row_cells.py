"""What the cells of one row take, a line for each measure: numbers or sums, decimals, roll-up, levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from lcweek_desktop.domain.form import MAX_DECIMALS, CellState, RollUpKind
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.pages.campaign.edits import set_value
from lcweek_desktop.ui.pages.campaign.tick_button import TickButton
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.widgets.inputs import ComboBox
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.campaign_drafts import TomlValue

_Choice = TypeVar("_Choice")

_STRETCH: Final = (6, 15, 9, 10, 11)
"""How the width is shared by the name of a measure, what its cell takes, decimals, roll-up and levels."""
_SUMS: Final = (CellState.COMPUTED, CellState.TOTAL)

_STATES: Final = {
    CellState.OPEN: "Đơn vị nhập số",
    CellState.COMPUTED: "Tự cộng các dòng dưới",
    CellState.TOTAL: "Tự cộng, được gõ tổng lớn hơn",
    CellState.CLOSED: "Không dùng",
}
ROLL_UPS: Final = {
    RollUpKind.SUM: "Cộng dồn",
    RollUpKind.GREATEST: "Lấy số lớn nhất",
    RollUpKind.NONE: "Mỗi cấp tự nhập",
}
"""What the roll-ups are called."""
DECIMALS: Final = {0: "Số nguyên"} | {n: f"{n} chữ số lẻ" for n in range(1, MAX_DECIMALS + 1)}
"""What numbers of decimals are called."""


class RowCells(QWidget):
    """The cells of the row that `show_row` chooses."""

    def __init__(self, editor: DraftEditor) -> None:
        super().__init__()
        self._editor, self._row = editor, ""
        self._columns: dict[str, Mapping[str, TomlValue]] = {}
        self._built_for: object = None  # the keys and names of the measures and levels
        self.states: dict[str, ComboBox] = {}
        """What a cell takes, by measure."""
        self.decimals: dict[str, ComboBox] = {}
        """The decimals of a cell, by measure."""
        self.roll_ups: dict[str, ComboBox] = {}
        """How a cell rolls up, by measure."""
        self.levels: dict[str, TickButton] = {}
        """The levels whose units enter a cell, by measure: all, or those that are ticked in the menu."""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(Space.S, 0, Space.M, 0)
        self._grid.setVerticalSpacing(Space.XS)
        editor.changed.connect(self._refresh)

    def show_row(self, key: str) -> None:
        """Show the cells of the row `key`."""
        self._row = key
        self._refresh()

    def _refresh(self) -> None:
        draft = self._editor.draft
        if draft is None:
            return
        measures = draft.definition.entries("measure")
        levels = [(str(each["key"]), str(each["name"])) for each in draft.definition.entries("level")]
        shown = ([(each["key"], each["label"]) for each in measures], levels)
        if shown != self._built_for:
            self._built_for = shown
            self._build(measures, levels)
        self._columns = {str(each["key"]): each for each in measures}
        cells = self._cells()
        self.setEnabled(bool(cells))
        for measure, each in self._columns.items():
            said = _said(cells.get(measure, CellState.CLOSED.value))
            _select(self.states[measure], said.get("state"))
            _select(self.decimals[measure], said.get("decimals", each.get("decimals", 0)))
            roll_up = said.get("roll_up", each.get("roll_up", RollUpKind.SUM.value))
            _select(self.roll_ups[measure], roll_up)
            chosen = said.get("levels")
            self.levels[measure].show_choices(levels, chosen if isinstance(chosen, list) else None)
            is_open = said.get("state") == CellState.OPEN
            is_used = said.get("state") != CellState.CLOSED
            self.decimals[measure].setEnabled(is_used)
            self.roll_ups[measure].setEnabled(is_open)
            self.levels[measure].setEnabled(is_open)

    def _build(self, measures: Sequence[Mapping[str, TomlValue]], levels: Sequence[tuple[str, str]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for at, each in enumerate(measures):
            measure = str(each["key"])
            label = str(each["label"])
            name = QLabel(label, wordWrap=True)
            theme().set_font(name, TextRole.STRONG)
            self.states[measure] = self._combo(_STATES, measure, "state", f"{label}: cách nhập")
            self.decimals[measure] = self._combo(DECIMALS, measure, "decimals", f"{label}: chữ số lẻ")
            self.roll_ups[measure] = self._combo(ROLL_UPS, measure, "roll_up", f"{label}: cách gộp lên trên")
            self.levels[measure] = self._level_button(measure, levels)
            self.levels[measure].setAccessibleName(f"{label}: cấp nhập số")
            cells = (self.states, self.decimals, self.roll_ups, self.levels)
            for column, widget in enumerate((name, *(each[measure] for each in cells))):
                self._grid.addWidget(widget, at, column)
        for column, stretch in enumerate(_STRETCH):
            self._grid.setColumnStretch(column, stretch)

    def _combo(self, choices: Mapping[_Choice, str], measure: str, key: str, name: str) -> ComboBox:
        combo = ComboBox()
        combo.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        combo.setAccessibleName(name)
        for value, text in choices.items():
            combo.addItem(text, value)
        combo.activated.connect(lambda _at: self._put(measure, key, combo.currentData()))
        return combo

    def _level_button(self, measure: str, levels: Sequence[tuple[str, str]]) -> TickButton:
        button = TickButton("Mọi cấp đều nhập", "Chỉ cấp:")
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.show_choices(levels, None)
        button.ticked.connect(lambda: self._put_levels(measure))
        return button

    def _put_levels(self, measure: str) -> None:
        button = self.levels[measure]
        is_all = len(button.chosen) == len(button.actions_by_key)
        self._put(measure, "levels", None if is_all else button.chosen)

    def _put(self, measure: str, key: str, value: TomlValue | None) -> None:
        cells = dict(self._cells())
        said = dict(_said(cells.get(measure, CellState.CLOSED.value)))
        said[key] = value  # type: ignore[assignment]
        cells[measure] = _written(said, self._columns[measure])
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


def _written(said: Mapping[str, TomlValue | None], column: Mapping[str, TomlValue]) -> TomlValue:
    """A cell as the file writes it: its state alone where it is like its `column`."""
    state = str(said["state"])
    kept: dict[str, TomlValue | None] = {"state": state}
    if state == CellState.OPEN and said.get("levels") is not None:
        kept["levels"] = said["levels"]
    if state != CellState.CLOSED and said.get("decimals", own := column.get("decimals", 0)) != own:
        kept["decimals"] = said["decimals"]
    if state == CellState.OPEN and "roll_up" in said:
        kept["roll_up"] = said["roll_up"]
    elif state in _SUMS and ("decimals" in kept or "roll_up" in column):
        kept["roll_up"] = RollUpKind.SUM.value
    return {name: value for name, value in kept.items() if value is not None} if len(kept) > 1 else state


def _select(combo: ComboBox, value: object) -> None:
    with QSignalBlocker(combo):
        combo.setCurrentIndex(
            next((at for at in range(combo.count()) if combo.itemData(at) == value), combo.currentIndex())
        )
    combo.setToolTip(combo.currentText())
