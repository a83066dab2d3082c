"""What a unit entered, moved to another form of the same campaign by the keys of rows and headings.

What has no place there is not dropped: it is given as text, for a person to put where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from lcweek_desktop.domain.form import (
    Cell,
    CellState,
    Form,
    HeadingKey,
    LevelKey,
    Measure,
    MeasureKey,
    RowKey,
)
from lcweek_desktop.domain.narrative import Text, freeze_figures, to_printed_text
from lcweek_desktop.domain.report import Content, OwnLine
from lcweek_desktop.domain.text import inside_quotes
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.values import MAX_NUMBER, format_number


@dataclass(frozen=True)
class Leftover:
    """Something that was entered and has no place any more: what it was entered at, and what it was, both as
    people read them."""

    about: str
    text: str


@dataclass(frozen=True)
class MovedContent:
    """`content` as the other form takes it, and what is left over."""

    content: Content
    left: tuple[Leftover, ...]


def moved_content(content: Content, before: Form, after: Form, level: LevelKey | None) -> MovedContent:
    """`content`, which a unit of `level`, None where that is not known, entered by `before`, as `after` takes
    it.

    A number keeps its value where decimals are added and it is not too large with them; where they are taken
    away it must be whole without them. A live figure of a cell that is gone becomes the text that it showed;
    a photo of a row that is gone shows no row.
    """
    move = _Move(content, before, after, level)
    return MovedContent(move.content(), tuple(move.left()))


@dataclass(frozen=True)
class _Move:
    """From one form to another: what was entered, the two, and the level of the unit."""

    entered: Content
    before: Form
    after: Form
    level: LevelKey | None

    def content(self) -> Content:
        """What has a place."""
        entered, rows = self.entered, self.after.row_by_key
        moved = {cell: self._moved(cell) for cell in entered.figures}
        cells = self.after.stored_cells
        figures = {cell: value for cell in cells if (value := moved.get(cell)) is not None}
        return Content(
            figures=MappingProxyType(figures),
            notes=MappingProxyType({row: note for row, note in entered.notes.items() if row in rows}),
            own_lines=tuple(map(self._line, entered.own_lines)) if self.after.own_lines_row else (),
            narrative=MappingProxyType(
                {key: self._text(text) for key, text in entered.narrative.items() if self._takes_text(key)}
            ),
            photos=tuple(p if p.row in rows else replace(p, row=None) for p in entered.photos),
            accepted=entered.accepted,
        )

    def left(self) -> Iterator[Leftover]:
        """What has none."""
        for cell, value in self.entered.figures.items():
            if self._moved(cell) is None:
                name = f"Dòng {self._row_name(cell.row)}, cột {self._column(cell.measure)}"
                yield Leftover(name, self.before.text_of(cell, value))
        for row, note in self.entered.notes.items():
            if row not in self.after.row_by_key:
                yield Leftover(f"Ghi chú dòng {self._row_name(row)}", note)
        for line in self.entered.own_lines:
            yield from self._left_of_line(line)
        for key, text in self.entered.narrative.items():
            if not self._takes_text(key):
                yield Leftover(
                    f"Mục “{inside_quotes(self.before.heading_by_key[key].title)}”",
                    to_printed_text(text, self._shown),
                )

    def _moved(self, cell: Cell) -> int | None:
        """The number of `cell` in steps of the other form; None where that cannot hold it."""
        row = self.after.row_by_key.get(cell.row)
        rule = None if row is None else row.cells.get(cell.measure)
        if rule is None or rule.state not in (CellState.OPEN, CellState.TOTAL):
            return None
        return _scaled(self.entered.figures[cell], self.before.rule(cell).decimals, rule.decimals)

    def _line(self, line: OwnLine) -> OwnLine:
        values = {key: self._moved_value(key, value) for key, value in line.values.items()}
        kept = {key: value for key, value in values.items() if value is not None}
        return replace(line, values=MappingProxyType(kept))

    def _left_of_line(self, line: OwnLine) -> Iterator[Leftover]:
        about = f"Dòng tự thêm “{inside_quotes(line.label)}”"
        gone = self.after.own_lines_row is None
        for key, value in line.values.items():
            if gone or self._moved_value(key, value) is None:
                decimals = _measures(self.before)[key].decimals
                yield Leftover(f"{about}, cột {self._column(key)}", format_number(value, decimals))
        if gone:
            yield Leftover(about, " – ".join(filter(None, (line.unit, line.note))))

    def _moved_value(self, key: MeasureKey, value: int) -> int | None:
        measure = _measures(self.after).get(key)
        return (
            None
            if measure is None
            else _scaled(value, _measures(self.before)[key].decimals, measure.decimals)
        )

    def _takes_text(self, key: HeadingKey) -> bool:
        heading = self.after.heading_by_key.get(key)
        if heading is None or not heading.has_text:
            return False
        return self.level is None or heading.is_at(self.level)

    def _text(self, text: Text) -> Text:
        cells = frozenset(self.after.cells)
        return freeze_figures(text, self._shown, lambda cell: cell not in cells)

    def _shown(self, cell: Cell) -> str:
        return self.before.text_of(cell, displayed_value(self.before, self.entered.figures, cell))

    def _row_name(self, key: RowKey) -> str:
        row = self.before.row_by_key[key]
        return f"{row.tt} ({row.label})" if row.tt and row.label else row.tt or row.label

    def _column(self, key: MeasureKey) -> str:
        return _measures(self.before)[key].label


def _measures(form: Form) -> Mapping[MeasureKey, Measure]:
    return {measure.key: measure for measure in form.measures}


def _scaled(value: int, before: int, after: int) -> int | None:
    """`value` in steps of so many decimals `after` instead of `before`; None when it is not whole then, or
    beyond MAX_NUMBER steps."""
    scaled, rest = divmod(value * 10**after, 10**before)
    return None if rest or abs(scaled) > MAX_NUMBER else int(scaled)
