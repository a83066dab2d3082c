"""What a file that somebody made by hand reports, cell by cell, with how sure it is and where it stands.

Pure: the file was read before (foreign_table.py), and nothing is entered here. Reasons are codes of the
catalogue. Source: docs/adr/0152-files-made-by-hand.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from types import MappingProxyType
from typing import Final

from lcweek_desktop.domain.foreign_table import ForeignFile
from lcweek_desktop.domain.form import Cell, CellState, Form, HeadingKey, LevelKey, MeasureKey
from lcweek_desktop.domain.form_rows import has_words
from lcweek_desktop.domain.handmade_columns import measures_named
from lcweek_desktop.domain.handmade_lines import (
    HandmadeLine,
    handmade_lines,
    names_in,
    says_other_year,
    template_name,
)
from lcweek_desktop.domain.handmade_narrative import read_narrative
from lcweek_desktop.domain.handmade_number import (
    Confidence,
    NumberRead,
    power_of_unit,
    read_handmade_number,
    read_pair,
)
from lcweek_desktop.domain.lengths import MAX_LINE, MAX_UNIT_OF_MEASURE
from lcweek_desktop.domain.narrative import Text
from lcweek_desktop.domain.target import LABEL, NOTE, UNIT, RowName, Target
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.values import format_number

_SMALL_MONEY: Final = 10_000
"""Less money than this was hardly meant in đồng."""
_SAME_FORM: Final = 3
"""So many rows that two tables both have make both of them the form's."""
_ORDER: Final = (Confidence.SURE, Confidence.LIKELY, Confidence.UNSURE)


@dataclass(frozen=True)
class HandmadeCell:
    """One thing that a file says: `given` stands at `place` and is read as `value`, as the form writes it,
    empty where nothing was read. `target` is None for what belongs to no row; then `line` says how its line
    calls itself. `reasons` are codes of the catalogue, none for what is sure."""

    target: Target | None
    value: str
    given: str
    place: str
    line: str
    confidence: Confidence = Confidence.SURE
    reasons: tuple[str, ...] = ()

    def doubted(self, confidence: Confidence, reason: str) -> HandmadeCell:
        """This cell with one more reason to be no surer than `confidence`."""
        least = max(self.confidence, confidence, key=_ORDER.index)
        return replace(self, confidence=least, reasons=tuple(dict.fromkeys((*self.reasons, reason))))


@dataclass(frozen=True)
class HandmadeReading:
    """What a file reports: its `cells` in their order. `names` are the texts before the rows, where a unit
    gives its name; `template_name` is what stands in the line for it of the program's own form. `dashes`
    counts the cells with a dash, which stay blank. `narrative` is what stands under the form's headings."""

    cells: tuple[HandmadeCell, ...]
    names: tuple[str, ...]
    template_name: str = ""
    dashes: int = 0
    narrative: Mapping[HeadingKey, Text] = field(default_factory=lambda: MappingProxyType({}))

    def count(self, confidence: Confidence) -> int:
        """How many cells are as sure as that."""
        return sum(cell.confidence is confidence for cell in self.cells)


def read_handmade(form: Form, level: LevelKey, file: ForeignFile) -> HandmadeReading | None:
    """What `file` reports of a unit of `level`; None where no table of it has the rows of the form.

    A sheet that nobody sees counts only where no other has the form. Cells that two tables fill with other
    numbers are not sure.
    """
    seen = [table for table in file.tables if not table.is_hidden]
    for tables in (seen, [table for table in file.tables if table.is_hidden]):
        lines = [*handmade_lines(form, tables)]
        if lines:
            cells, dashes = _cells(form, level, lines)
            if tables is not seen:
                cells = [cell.doubted(Confidence.LIKELY, "handmade-hidden") for cell in cells]
            cells = [*_of_other_year(form, lines, cells, file.words)]
            if _have_form_twice(lines):
                cells = [cell.doubted(Confidence.UNSURE, "handmade-tables") for cell in cells]
            names = tuple(names_in(file, lines))
            told = read_narrative(form, level, file.paragraphs)
            return HandmadeReading(tuple(cells), names, template_name(tables), dashes, told)
    return None


def _have_form_twice(lines: Sequence[HandmadeLine]) -> bool:
    """Whether two tables are the form's, each filled in another way: a sheet for each of several schools, or
    for each year."""
    tables: dict[int, dict[RowName, tuple[str, ...]]] = {}
    for line in lines:
        if line.row is not None and not isinstance(line.row, int):
            columns = sorted(line.columns.measures.values())
            texts = tuple(line.table.at(line.line, column) for column in columns)
            tables.setdefault(line.table.number, {})[line.row] = texts
    filled = [rows for rows in tables.values() if any(map(any, rows.values()))]
    pairs = combinations(filled, 2)
    return any(len(one.keys() & other.keys()) >= _SAME_FORM and one != other for one, other in pairs)


def _cells(form: Form, level: LevelKey, lines: Sequence[HandmadeLine]) -> tuple[list[HandmadeCell], int]:
    """The cells of `lines`, each target once, and how many were only a dash."""
    cells: list[HandmadeCell] = []
    dashes = 0
    for line in lines:
        found = [*_cells_of(form, level, line)]
        dashes += sum(_is_dash(cell) for cell in found)
        cells += [cell for cell in found if not _is_dash(cell)]
    return [*_totals_checked(form, _each_once(cells))], dashes


def _cells_of(form: Form, level: LevelKey, line: HandmadeLine) -> Iterator[HandmadeCell]:
    table, columns = line.table, line.columns
    note = "" if columns.note is None else clean_line(table.at(line.line, columns.note))[:MAX_LINE]
    if line.row is None:
        for column in columns.measures.values():
            if given := clean_line(table.at(line.line, column)):
                yield _cell(line, None, column, "", given)
        return
    if isinstance(line.row, int):
        yield _cell(line, Target(line.row, LABEL), columns.label, line.name[:MAX_LINE], line.name)
        unit = "" if columns.unit is None else clean_line(table.at(line.line, columns.unit))
        if unit and columns.unit is not None:
            yield _cell(line, Target(line.row, UNIT), columns.unit, unit[:MAX_UNIT_OF_MEASURE], unit)
    found = [*_numbers(form, level, line)]
    notes = [cell.value for cell in found if cell.target is not None and cell.target.column == NOTE]
    yield from (cell for cell in found if cell.target is None or cell.target.column != NOTE)
    if columns.note is not None and note:
        cell = _cell(line, Target(line.row, NOTE), columns.note, "; ".join([note, *notes])[:MAX_LINE], note)
        yield cell if not notes else cell.doubted(Confidence.LIKELY, "handmade-closed")
    elif notes:
        first = next(cell for cell in found if cell.target is not None and cell.target.column == NOTE)
        yield replace(first, value="; ".join(notes)[:MAX_LINE])


def _numbers(form: Form, level: LevelKey, line: HandmadeLine) -> Iterator[HandmadeCell]:
    """The numbers of a line; one that has no place where it stands is moved to where it has one."""
    assert line.row is not None
    given = _given(form, line)
    states = {measure.key: _state(form, level, line.row, measure.key) for measure in form.measures}
    taking = [key for key, state in states.items() if state is not CellState.CLOSED]
    for key, (column, text, reason) in given.items():
        is_free = len(taking) == 1 and taking[0] not in given and states[taking[0]] is CellState.OPEN
        if states[key] is not CellState.CLOSED:
            target = key
        elif is_free:
            target, reason = taking[0], "handmade-moved"
        else:
            yield from _as_note(form, line, key, column, text)
            continue
        yield _number(form, line, target, column, text, reason)


def _given(form: Form, line: HandmadeLine) -> dict[MeasureKey, tuple[int, str, str]]:
    """What stands under each measure: its column, the text, and why it is not sure; of a column that has the
    numbers of all measures, each by itself."""
    table, columns = line.table, line.columns
    texts = {
        key: (column, text, "handmade-columns" if key in columns.in_doubt else "")
        for key, column in columns.measures.items()
        if (text := clean_line(table.at(line.line, column)))
    }
    both = columns.both if columns.both is not None else _both_column(texts, len(form.measures))
    if both is None or len(form.measures) != 2:
        return texts
    text = clean_line(table.at(line.line, both))
    pair = read_pair(text)
    keys = [measure.key for measure in form.measures]
    if pair is not None:
        halves = zip(keys, pair, strict=True)
        return {key: (both, str(value), "handmade-pair") for key, value in halves}
    if columns.both is None or not text:
        return texts
    named = _measures_of_line(form, line, text)
    return dict.fromkeys(named, (both, text, "")) or {keys[0]: (both, text, "handmade-columns")}


def _both_column(texts: Mapping[MeasureKey, tuple[int, str, str]], measures: int) -> int | None:
    """The one column of a line in which something stands where there are several."""
    return next(iter(texts.values()))[0] if len(texts) == 1 and measures == 2 else None


def _measures_of_line(form: Form, line: HandmadeLine, text: str) -> Sequence[MeasureKey]:
    """The one measure of which a lone number is: as its own words say, or that the row has alone."""
    named = measures_named(form, text)
    if len(named) == 1:
        return [*named]
    if line.row is None or isinstance(line.row, int):
        return []
    cells = form.row_by_key[line.row].cells
    taking = [key for key, rule in cells.items() if rule.state is not CellState.CLOSED]
    return taking if len(taking) == 1 else []


def _number(
    form: Form, line: HandmadeLine, key: MeasureKey, column: int, text: str, reason: str
) -> HandmadeCell:
    assert line.row is not None
    decimals = _decimals(form, line.row, key)
    read = read_handmade_number(text, decimals, _power(form, line, key, column))
    cell = _cell(line, Target(line.row, key), column, format_number(read.value, decimals), text)
    if read.reason:
        cell = cell.doubted(read.confidence, read.reason)
    if reason:
        is_choice = reason == "handmade-columns"
        cell = cell.doubted(Confidence.UNSURE if is_choice else Confidence.LIKELY, reason)
    if line.columns.confidence is not Confidence.SURE:
        cell = cell.doubted(Confidence.LIKELY, "handmade-no-head")
    return _weighed(form, line.row, key, read, cell)


def _power(form: Form, line: HandmadeLine, key: MeasureKey, column: int) -> int:
    """The power of ten by which the unit of a number is larger than the form's: as its line says, or for
    money what stands above the rows ("Đơn vị tính: triệu đồng")."""
    if line.row is None or isinstance(line.row, int):
        return 0
    row, unit = form.row_by_key[line.row], line.columns.unit
    said = [] if unit is None else [clean_line(line.table.at(line.line, unit))]
    if _is_money(form, row.unit, key):
        above = line.table.lines[: line.columns.first]
        said += [line.name, *(text for texts in above for text in texts if "đồng" in text.casefold())]
    own = max(power_of_unit(row.unit), power_of_unit(row.label))
    return max([0, *(power_of_unit(text) - own for text in said)])


def _is_money(form: Form, unit: str, key: MeasureKey) -> bool:
    """Whether numbers with the unit of measurement `unit` are money, which alone has a larger limit."""
    return form.limits.of(unit, key) > form.limits.default


def _weighed(form: Form, row: RowName, key: MeasureKey, read: NumberRead, cell: HandmadeCell) -> HandmadeCell:
    """`cell` with the doubts that its number itself raises."""
    named = measures_named(form, read.words)
    if len(named) == 1 and key not in named:
        cell = cell.doubted(Confidence.UNSURE, "handmade-other-words")
    if isinstance(row, int) or read.value is None:
        return cell
    rule, unit = form.rule(Cell(row, key)), form.row_by_key[row].unit
    if rule.limit and read.value > rule.limit:
        cell = cell.doubted(Confidence.UNSURE, "handmade-over-limit")
    if _is_money(form, unit, key) and 0 < read.value < _SMALL_MONEY * 10**rule.decimals:
        cell = cell.doubted(Confidence.LIKELY, "handmade-small-money")
    return cell


def _as_note(
    form: Form, line: HandmadeLine, key: MeasureKey, column: int, text: str
) -> Iterator[HandmadeCell]:
    """A number that the form has no cell for, as a note; a zero says nothing."""
    assert line.row is not None
    if read_handmade_number(text, 0).value in (None, 0) and not has_words(text):
        return
    label = next(measure.label for measure in form.measures if measure.key == key)
    note = _cell(line, Target(line.row, NOTE), column, f"{label}: {text}"[:MAX_LINE], text)
    yield note.doubted(Confidence.LIKELY, "handmade-closed")


def _cell(line: HandmadeLine, target: Target | None, column: int, value: str, given: str) -> HandmadeCell:
    cell = HandmadeCell(target, value, given, line.table.place(line.line, column), line.name)
    if line.reason:
        cell = cell.doubted(line.confidence, line.reason)
    is_hidden = line.line in line.table.hidden_lines or column in line.table.hidden_columns
    return cell.doubted(Confidence.LIKELY, "handmade-hidden") if is_hidden else cell


def _state(form: Form, level: LevelKey, row: RowName, key: MeasureKey) -> CellState:
    return CellState.OPEN if isinstance(row, int) else form.state(Cell(row, key), level)


def _decimals(form: Form, row: RowName, key: MeasureKey) -> int:
    if isinstance(row, int):
        return next(measure.decimals for measure in form.measures if measure.key == key)
    return form.rule(Cell(row, key)).decimals


def _is_dash(cell: HandmadeCell) -> bool:
    return cell.target is not None and not cell.value and cell.given.strip(" .-–—−_") == ""


def _each_once(cells: Iterable[HandmadeCell]) -> list[HandmadeCell]:
    """`cells` with each target once: where two lines fill one with different texts, neither is sure."""
    kept: dict[Target, int] = {}
    found: list[HandmadeCell] = []
    for cell in cells:
        if cell.target is None or cell.target not in kept:
            if cell.target is not None:
                kept[cell.target] = len(found)
            found.append(cell)
        elif (first := found[kept[cell.target]]).value != cell.value:
            found[kept[cell.target]] = replace(
                first.doubted(Confidence.UNSURE, "handmade-twice"),
                given=f"{first.given} | {cell.given}",
                place=f"{first.place}; {cell.place}",
            )
    return found


def _totals_checked(form: Form, cells: Sequence[HandmadeCell]) -> Iterator[HandmadeCell]:
    """`cells` without the sums that the form makes itself; one that its rows do not add up to is told, and
    one that has none of them goes to the note."""
    values = {cell.target: cell for cell in cells if cell.target is not None and cell.value}
    for cell in cells:
        state, parts = _sum_state(form, cell.target)
        if state is CellState.OPEN or cell.target is None:
            yield cell
            continue
        filled = [values[part] for part in parts if part in values]
        known = _as_int(cell.value)
        total = sum(_as_int(part.value) or 0 for part in filled)
        if cell.reasons[:1] == ("handmade-formula",) or known is None or (filled and known == total):
            continue
        if state is CellState.TOTAL and known > total:
            yield cell.doubted(Confidence.LIKELY, "handmade-typed-total") if filled else cell
        elif not filled and known:
            note = replace(
                cell, target=Target(cell.target.row, NOTE), value=f"Tổng số: {cell.given}"[:MAX_LINE]
            )
            if note.target not in values:
                yield note.doubted(Confidence.LIKELY, "handmade-closed")
        elif known:
            yield replace(cell, value="").doubted(Confidence.UNSURE, "handmade-sum")


def _sum_state(form: Form, target: Target | None) -> tuple[CellState, Sequence[Target]]:
    if target is None or isinstance(target.row, int) or target.column in (NOTE, LABEL, UNIT):
        return CellState.OPEN, ()
    cell = Cell(target.row, MeasureKey(target.column))
    return form.rule(cell).state, [Target(part.row, part.measure) for part in _leaves(form, cell)]


def _leaves(form: Form, cell: Cell) -> Iterator[Cell]:
    """The cells that people fill whose numbers `cell` adds up."""
    for part in form.parts(cell):
        if form.rule(part).state is CellState.OPEN:
            yield part
        else:
            yield from _leaves(form, part)


def _as_int(text: str) -> int | None:
    digits = text.replace(".", "").replace(",", "")
    return int(digits) if digits.isdigit() else None


def _of_other_year(
    form: Form, lines: Sequence[HandmadeLine], cells: Iterable[HandmadeCell], words: Sequence[str]
) -> Iterator[HandmadeCell]:
    """`cells`, none of them sure where the words above a table, or its hidden mark, say another year."""
    wrong = {line.table.number for line in lines if says_other_year(form, line.table, line.columns, words)}
    if not wrong:
        yield from cells
        return
    yield from (cell.doubted(Confidence.UNSURE, "handmade-other-year") for cell in cells)
