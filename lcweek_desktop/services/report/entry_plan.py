"""What entering several values at once would do to a report, cell by cell, before it is done.

Pasting, filling, clearing and reading a workbook all end here, so that none of them overwrites, skips or
refuses anything without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from types import MappingProxyType
from typing import Final

from lcweek_desktop.domain.form import Cell, CellState, Form, LevelKey, MeasureKey
from lcweek_desktop.domain.lengths import MAX_LINE, MAX_UNIT_OF_MEASURE
from lcweek_desktop.domain.pasted_number import read_pasted_number
from lcweek_desktop.domain.report import Content, OwnLine
from lcweek_desktop.domain.rules.rule import row_name
from lcweek_desktop.domain.target import LABEL as LABEL
from lcweek_desktop.domain.target import NOTE as NOTE
from lcweek_desktop.domain.target import TT as TT
from lcweek_desktop.domain.target import UNIT as UNIT
from lcweek_desktop.domain.target import RowName as RowName
from lcweek_desktop.domain.target import Target as Target
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.values import format_count, format_number
from lcweek_desktop.errors import KnownError, sentence

_WORDS: Final = (TT, LABEL, UNIT, NOTE)


class Effect(Enum):
    """What becomes of a cell."""

    SAME = auto()
    """It has that value already."""
    FILLED = auto()
    """It was blank."""
    READ = auto()
    """It was blank, and words beside the number were passed over."""
    OVERWRITTEN = auto()
    """It had another value."""
    CLOSED = auto()
    """It takes nothing, and stays."""
    REFUSED = auto()
    """What was given cannot be read, and the cell stays."""
    DASH = auto()
    """A dash was given; whether it is 0 nobody has said yet, and the cell stays."""
    NOWHERE = auto()
    """There is no such row, or it is not clear which."""


SILENT: Final = (Effect.SAME, Effect.FILLED)
"""The effects that nobody has to be shown."""


ENTERED: Final = (Effect.FILLED, Effect.READ, Effect.OVERWRITTEN)
"""The effects that change a cell."""


@dataclass(frozen=True)
class PlannedCell:
    """One value that is to be entered. `target` is None where it belongs nowhere; `given` is the text as it
    came, `before` and `after` are what the cell shows; `reason` is a sentence, empty where there is none."""

    target: Target | None
    given: str
    effect: Effect
    before: str = ""
    after: str = ""
    reason: str = ""
    line: str = ""
    """What the line says of itself, where there is no target."""


@dataclass(frozen=True)
class EntryPlan:
    """What the report becomes, and every value on the way there."""

    content: Content
    cells: tuple[PlannedCell, ...]

    @property
    def to_be_shown(self) -> tuple[PlannedCell, ...]:
        """The values that are not simply entered in a blank cell."""
        return tuple(cell for cell in self.cells if cell.effect not in SILENT)

    def count(self, *effects: Effect) -> int:
        """How many values have one of `effects`."""
        return sum(cell.effect in effects for cell in self.cells)


@dataclass(frozen=True)
class Entry:
    """A value that is to be entered as `text` into `target`; None, with the words of its line and the reason,
    where it belongs nowhere."""

    target: Target | None
    text: str
    line: str = ""
    reason: str = ""


def plan_entries(
    form: Form,
    level: LevelKey,
    content: Content,
    entries: Iterable[Entry],
    *,
    dash_is_zero: bool | None = None,
    blank_clears: bool = False,
) -> EntryPlan:
    """What entering `entries` into the report `content` of a unit of `level` does.

    `dash_is_zero` is what a dash stands for: 0, or a blank cell; None where nobody has said. A blank text
    leaves its cell alone unless `blank_clears`. An own line that is not there yet is added when its position
    is the next. Totals are entered last, and one that is what its rows add up to is not entered.
    """
    planner = _Planner(form, level, content, dash_is_zero, blank_clears)
    ordered = list(entries)
    totals = [each for each in ordered if planner.state(each.target) in (CellState.TOTAL, CellState.COMPUTED)]
    planned = {id(each): planner.enter(each) for each in ordered if each not in totals}
    planned |= {id(each): planner.enter(each) for each in reversed(totals)}
    cells = tuple(cell for each in ordered if (cell := planned[id(each)]) is not None)
    return EntryPlan(planner.content, cells)


def text_at(form: Form, content: Content, target: Target) -> str:
    """What the cell `target` shows; empty for a blank cell and for a row that is not there."""
    row, column = target
    if isinstance(row, int):
        line = content.own_lines[row] if row < len(content.own_lines) else OwnLine("")
        if column in _WORDS:
            return str(getattr(line, column, ""))
        return format_number(line.values.get(MeasureKey(column)), _decimals(form, target))
    if column == NOTE:
        return content.notes.get(row, "")
    if column in _WORDS:
        return str(getattr(form.row_by_key[row], column))
    cell = Cell(row, MeasureKey(column))
    return form.text_of(cell, displayed_value(form, content.figures, cell))


def target_place(target: Target) -> str:
    """The place by which findings name the cell `target` (domain/checks.py), or its row."""
    row, column = target
    if isinstance(row, int):
        return f"own_lines/{row}" if column in _WORDS else f"own_lines/{row}.{column}"
    return f"note:{row}" if column in _WORDS else f"{row}.{column}"


def target_names(form: Form, content: Content, target: Target) -> tuple[str, str]:
    """What people call the row of `target`, and its column."""
    row, column = target
    titles = {each.key: each.label for each in form.measures}
    words = form.columns
    titles |= {TT: words.tt, LABEL: words.label, UNIT: words.unit, NOTE: words.note}  # type: ignore[dict-item]
    own = form.own_lines_row
    if isinstance(row, int):
        label = content.own_lines[row].label if row < len(content.own_lines) else ""
        number = f"{own.tt}.{row + 1}" if own is not None else str(row + 1)
        return f"{number} {label}".strip(), titles[MeasureKey(column)]
    return row_name(form.row_by_key[row]), titles[MeasureKey(column)]


def _decimals(form: Form, target: Target) -> int:
    if isinstance(target.row, int):
        return next(each.decimals for each in form.measures if each.key == target.column)
    return form.rule(Cell(target.row, MeasureKey(target.column))).decimals


class _Planner:
    """Enters one value after the other into `content`."""

    def __init__(
        self, form: Form, level: LevelKey, content: Content, dash_is_zero: bool | None, blank_clears: bool
    ) -> None:
        self._form, self._level = form, level
        self._dash_is_zero, self._blank_clears = dash_is_zero, blank_clears
        self.content = content

    def state(self, target: Target | None) -> CellState | None:
        """What a figure takes; None for a cell of words, and where there is no cell."""
        if target is None or isinstance(target.row, int) or target.column in _WORDS:
            return None
        return self._form.state(Cell(target.row, MeasureKey(target.column)), self._level)

    def enter(self, entry: Entry) -> PlannedCell | None:
        """Enter one value. Returns None for a blank one that changes nothing."""
        target, given = entry.target, clean_line(entry.text)
        if not given and not self._blank_clears:
            return None
        if target is None or not self._is_there(target):
            return PlannedCell(None, given, Effect.NOWHERE, reason=entry.reason, line=entry.line)
        planned = PlannedCell(target, given, Effect.SAME, before=text_at(self._form, self.content, target))
        if target.column in _WORDS:
            return self._enter_words(planned, target)
        return self._enter_number(planned, target)

    def _is_there(self, target: Target) -> bool:
        return not isinstance(target.row, int) or target.row <= len(self.content.own_lines)

    def _enter_words(self, planned: PlannedCell, target: Target) -> PlannedCell:
        most = MAX_UNIT_OF_MEASURE if target.column == UNIT else MAX_LINE
        if target.column == TT or (target.column != NOTE and not isinstance(target.row, int)):
            return self._kept(planned, "Chữ ở ô này in sẵn theo biểu mẫu.")
        if len(planned.given) > most:
            reason = sentence("text-too-long", length=format_count(len(planned.given)), limit=most)
            return replace(planned, effect=Effect.REFUSED, after=planned.before, reason=reason)
        return self._put(planned, target, planned.given)

    def _enter_number(self, planned: PlannedCell, target: Target) -> PlannedCell:
        state = self.state(target)
        try:
            read = read_pasted_number(planned.given, _decimals(self._form, target))
        except KnownError as error:
            if state is CellState.CLOSED:
                return self._kept(planned, "Biểu mẫu không dùng ô này.")
            return replace(planned, effect=Effect.REFUSED, after=planned.before, reason=error.sentence)
        if state in (CellState.COMPUTED, CellState.CLOSED):
            return self._not_taken(planned, read.is_dash, state)
        if read.is_dash and self._dash_is_zero is None:
            return replace(planned, effect=Effect.DASH, after=planned.before)
        value = (0 if self._dash_is_zero else None) if read.is_dash else read.value
        if value is None and not planned.before:
            return planned
        if state is CellState.TOTAL and value is not None and self._is_computed(target, value):
            return replace(planned, after=planned.before)
        put = self._put(planned, target, value)
        is_read = bool(read.words) and put.effect is Effect.FILLED
        return replace(put, effect=Effect.READ) if is_read else put

    def _not_taken(self, planned: PlannedCell, is_dash: bool, state: CellState) -> PlannedCell:
        """A number in a computed or closed cell; one that is what the rows add up to is no news."""
        if is_dash or not planned.given:
            return replace(planned, after=planned.before)
        assert planned.target is not None
        words = {
            CellState.COMPUTED: "Ô này tự cộng từ các dòng bên dưới.",
            CellState.CLOSED: "Biểu mẫu không dùng ô này.",
        }
        read = read_pasted_number(planned.given, _decimals(self._form, planned.target))
        text = format_number(read.value, _decimals(self._form, planned.target))
        return self._kept(replace(planned, given=text), words[state])

    def _kept(self, planned: PlannedCell, reason: str) -> PlannedCell:
        """A cell that takes nothing; it is no news when it shows what was given, or nothing was."""
        if planned.given in ("", planned.before):
            return replace(planned, after=planned.before)
        return replace(planned, effect=Effect.CLOSED, after=planned.before, reason=reason)

    def _is_computed(self, target: Target, value: int) -> bool:
        """Whether `value` is what a total shows anyhow when nobody typed one."""
        assert not isinstance(target.row, int)
        cell = Cell(target.row, MeasureKey(target.column))
        is_typed = cell in self.content.figures
        return not is_typed and displayed_value(self._form, self.content.figures, cell) == value

    def _put(self, planned: PlannedCell, target: Target, value: str | int | None) -> PlannedCell:
        self.content = _with_value(self.content, target, value)
        after = text_at(self._form, self.content, target)
        same = Effect.SAME if after == planned.before else Effect.OVERWRITTEN
        return replace(planned, after=after, effect=same if planned.before else Effect.FILLED)


def _with_value(content: Content, target: Target, value: str | int | None) -> Content:
    row, column = target
    if isinstance(row, int):
        return _with_line(content, row, column, value)
    if column == NOTE:
        return content.with_note(row, str(value))
    assert not isinstance(value, str)
    return content.with_figure(Cell(row, MeasureKey(column)), value)


def _with_line(content: Content, position: int, column: str, value: str | int | None) -> Content:
    lines = [*content.own_lines]
    if position == len(lines):
        lines.append(OwnLine(""))
    line = lines[position]
    if column in (LABEL, UNIT, NOTE):
        texts: Mapping[str, str] = {"label": line.label, "unit": line.unit, "note": line.note}
        texts = {**texts, column: str(value)}
        lines[position] = OwnLine(texts["label"], texts["unit"], line.values, texts["note"])
    else:
        values = {key: number for key, number in line.values.items() if key != column}
        if isinstance(value, int):
            values[MeasureKey(column)] = value
        lines[position] = replace(line, values=MappingProxyType(values))
    return replace(content, own_lines=tuple(lines))
