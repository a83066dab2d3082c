"""The form of one campaign: what may be filled in, by whom, and what the computed cells add up.

Definitions are data (`forms/<year>/`), which formdefs reads into the classes of this module. Rows form a
tree, and a row has one cell for each measure. Source: docs/form-and-rules.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

from lcweek_desktop.domain.canonical import Json, canonical_json, sha256_hex
from lcweek_desktop.domain.check_rule import CheckOptions as CheckOptions
from lcweek_desktop.domain.check_rule import CheckRule as CheckRule
from lcweek_desktop.domain.check_rule import Severity as Severity
from lcweek_desktop.domain.form_keys import CampaignId as CampaignId
from lcweek_desktop.domain.form_keys import Cell as Cell
from lcweek_desktop.domain.form_keys import HeadingKey as HeadingKey
from lcweek_desktop.domain.form_keys import LevelKey as LevelKey
from lcweek_desktop.domain.form_keys import MeasureKey as MeasureKey
from lcweek_desktop.domain.form_keys import RowKey as RowKey
from lcweek_desktop.domain.heading import DocumentWords as DocumentWords
from lcweek_desktop.domain.heading import Heading as Heading
from lcweek_desktop.domain.heading import HeadingWords as HeadingWords
from lcweek_desktop.domain.limits import Limits as Limits
from lcweek_desktop.domain.values import format_number, greatest_filled, number_json, parse_number, sum_filled


class CellState(StrEnum):
    """What a cell takes.

    OPEN: a number. COMPUTED: nothing, as it is the sum of the rows below its own. TOTAL: it is computed too,
    but a larger total may be typed over the sum. CLOSED: nothing.
    """

    OPEN = "open"
    COMPUTED = "computed"
    TOTAL = "total"
    CLOSED = "closed"


class RollUpKind(StrEnum):
    """How the numbers of several units become the number of the unit that sums them.

    SUM: they are added. GREATEST: the greatest of them is taken. NONE: they are not put together; every unit
    enters its own number.
    """

    SUM = "sum"
    GREATEST = "greatest"
    NONE = "none"

    def together(self, values: Iterable[int | None]) -> int | None:
        """The one number that `values` of several units become; None where all are blank, and where they are
        not put together."""
        match self:
            case RollUpKind.SUM:
                return sum_filled(values)
            case RollUpKind.GREATEST:
                return greatest_filled(values)
            case RollUpKind.NONE:
                return None


MAX_PAPER_CELLS: Final = 88
"""The most cells of a form whose figures stand in the paper code: those of a full report fit into 410 bytes,
with three bytes for each number (docs/bundle-format.md, Paper payload)."""

MAX_DECIMALS: Final = 3
"""The most decimals that a number of a form may have."""


@dataclass(frozen=True)
class Measure:
    """A column under "Số lượng"; in 2024 `count` (Số lớp/số cuộc thi) and `people` (Người).

    `decimals` and `roll_up` hold for the numbers of own lines, and for the cells of the column that say
    nothing else (CellRule).
    """

    key: MeasureKey
    label: str
    decimals: int = 0
    roll_up: RollUpKind = RollUpKind.SUM


@dataclass(frozen=True)
class Columns:
    """The printed headings of the table's columns; `amount` is above the measures."""

    tt: str
    label: str
    unit: str
    amount: str
    note: str


@dataclass(frozen=True)
class CellRule:
    """How one cell behaves.

    A value of the cell is a whole number of steps of 10^-`decimals`: with one decimal, 98,5 is kept as 985.
    `limit` is the largest value of a unit's own entry, in the same steps. Only units of `levels` may enter a
    number; None means units of every level. The cell is rolled up at every level all the same, as `roll_up`
    says.
    """

    state: CellState
    limit: int = 0
    levels: frozenset[LevelKey] | None = None
    decimals: int = 0
    roll_up: RollUpKind = RollUpKind.SUM

    def is_comparable(self, other: CellRule) -> bool:
        """Whether numbers of this cell and of `other`, perhaps of another year, can be set against each
        other: they have the same steps and roll up alike."""
        return (self.decimals, self.roll_up) == (other.decimals, other.roll_up)


@dataclass(frozen=True)
class Row:
    """A printed row.

    `tt` is the printed number, which may be empty. `label` is the corrected text, and `source_label` the
    plan's own spelling where that differs, otherwise None. `unit` is the printed unit of measurement.
    `own_lines` marks the row under which a unit adds lines of its own (row 11). `in_words` are the templates
    by which its numbers are told in the narrative, the first that fits, and `zero_in_words` is what is told
    of zeros, empty for nothing (figures_in_words.py).
    """

    key: RowKey
    tt: str
    label: str
    unit: str
    cells: Mapping[MeasureKey, CellRule]
    parent: RowKey | None = None
    source_label: str | None = None
    own_lines: bool = False
    bold: bool = False
    in_words: tuple[str, ...] = ()
    zero_in_words: str = ""


@dataclass(frozen=True)
class Level:
    """A level of units: how its units are called, and what their letterhead says.

    `top` marks the level whose units report to nobody in the directory. `prefixes` are words that a name may
    begin with but that are not part of it ("Ủy ban nhân dân"); `kinds` are the words for kinds of places,
    which are in lower case inside a sentence ("Huyện"). `in_text` names a unit inside a sentence; `in_list`
    names it under Nơi nhận and, in capitals, as the superior of the units below it. `signers` has other
    signer titles, by the words that a unit's name begins with. The superior of a unit is the nearest unit
    above it of one of the levels `superior_from`; if there is none, it is the parent. `opening_sentence` is
    None where the campaign's own is used.

    The texts are templates. In braces they name `name` (the name without its prefix), `short` (without the
    kind of place either: "Tam Đường"), `inside` (as inside a sentence: "huyện Tam Đường") and `initials`
    ("THCSBL"); of the unit it reports to `parent`, `parent_short`, `parent_listed` (its `in_list`) and
    `parent_place`; of the superior `superior`. A placeholder in capitals is filled in capitals. A template
    that is empty, or that names a unit above where there is none, is left out.
    """

    key: LevelKey
    name: str
    in_text: str
    in_list: str
    superior: str
    issuer: str
    abbreviation: str
    place: str
    signer_title: tuple[str, ...]
    recipients: tuple[str, ...]
    top: bool = False
    prefixes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    signers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    superior_from: frozenset[LevelKey] = frozenset()
    opening_sentence: str | None = None


@dataclass(frozen=True)
class Campaign:
    """One year's reporting.

    Dates are calendar days. `deadline` is the last day in time: the plan says "trước ngày 20/10/2024", so it
    is 19/10/2024; it is None, and its texts are empty, while no source gives it. `edition` is the unit
    directory to which the campaign's unit codes belong. `notice` is what people have to know of the form
    ("theo mẫu năm 2024, chờ mẫu chính thức"); the screen shows it, paper never does.

    Texts of Phụ lục I are `title`, `subject`, `number` (what follows "Số:", with `{number}` and
    `{abbreviation}`), `signature_note`, and `opening_sentence` and `closing_sentence` (with `{unit}`). Texts
    of Phụ lục II are `table_name`, of the filled table `table_title` and `table_reference` (with `{number}`,
    `{date}` and `{unit}`), of the empty one `template_title` and `template_reference`. `photos_title` heads
    the photo annex. `reminder` has the lines of a message to units that have not reported, `reminder_late`
    those after the deadline (with `{units}`, `{receiver}` and `{deadline}`). `letter` has the paragraphs of
    an official letter to the same units, `letter_late` those after the deadline (with `{receiver}` and
    `{deadline}`), and `letter_subject` what it is about ("V/v …"); a campaign may have none. An abbreviation
    leaves out the words in `skipped_initials`.
    """

    id: CampaignId
    year: int
    name: str
    edition: str
    theme: str
    title: str
    subject: str
    number: str
    table_name: str
    table_title: tuple[str, ...]
    table_reference: str
    template_title: tuple[str, ...]
    template_reference: str
    photos_title: str
    signature_note: str
    starts: date
    ends: date
    opening: date
    recipient: str
    opening_sentence: str
    closing_sentence: str
    reminder: tuple[str, ...]
    deadline: date | None = None
    deadline_text: str = ""
    reminder_late: tuple[str, ...] = ()
    letter_subject: str = ""
    letter: tuple[str, ...] = ()
    letter_late: tuple[str, ...] = ()
    email: str = ""
    notice: str = ""
    skipped_initials: tuple[str, ...] = ()

    def is_late(self, today: date) -> bool:
        """Whether the deadline has passed on `today`; never without a deadline."""
        return self.deadline is not None and today > self.deadline


@dataclass(frozen=True, repr=False)
class Form:
    """Everything that belongs to one campaign.

    `rows`, `measures`, `columns` and `limits` make the table (Phụ lục II), `headings` the narrative (Phụ lục
    I). `levels` are ordered from the lowest up.
    """

    campaign: Campaign
    measures: tuple[Measure, ...]
    rows: tuple[Row, ...]
    headings: tuple[Heading, ...]
    levels: tuple[Level, ...]
    checks: tuple[CheckRule, ...]
    columns: Columns
    limits: Limits

    def __repr__(self) -> str:
        return f"<Form {self.campaign.id}>"

    @cached_property
    def row_by_key(self) -> Mapping[RowKey, Row]:
        """Every row by its key."""
        return {row.key: row for row in self.rows}

    @cached_property
    def heading_by_key(self) -> Mapping[HeadingKey, Heading]:
        """Every heading by its key."""
        return {heading.key: heading for heading in self.headings}

    def headings_at(self, level: LevelKey) -> tuple[Heading, ...]:
        """The headings of a report of a unit of `level`, with their words at that level, as printed."""
        return tuple(heading.at_level(level) for heading in self.headings if heading.is_at(level))

    def depth(self, heading: Heading) -> int:
        """How many headings `heading` stands under."""
        parent = heading.parent
        return 0 if parent is None else 1 + self.depth(self.heading_by_key[parent])

    @cached_property
    def level_by_key(self) -> Mapping[LevelKey, Level]:
        """Every level by its key."""
        return {level.key: level for level in self.levels}

    def receives(self, level: LevelKey) -> bool:
        """Whether units may report to a unit of `level`, which is so for every level but the lowest."""
        return level != self.levels[0].key

    @cached_property
    def children(self) -> Mapping[RowKey | None, tuple[Row, ...]]:
        """The rows directly under a row, in the form's order; under None the sections."""
        grouped: dict[RowKey | None, list[Row]] = {row.key: [] for row in self.rows}
        grouped[None] = []
        for row in self.rows:
            grouped[row.parent].append(row)
        return {key: tuple(rows) for key, rows in grouped.items()}

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, row by row, and in a row measure by measure, in the form's order."""
        return tuple(Cell(row.key, measure.key) for row in self.rows for measure in self.measures)

    @cached_property
    def stored_cells(self) -> tuple[Cell, ...]:
        """The cells for which a number may be stored: open cells and totals, in the form's order."""
        kept = (CellState.OPEN, CellState.TOTAL)
        return tuple(cell for cell in self.cells if self.rule(cell).state in kept)

    @cached_property
    def greatest_cells(self) -> tuple[Cell, ...]:
        """The stored cells that roll up to their greatest number, in the form's order."""
        return tuple(cell for cell in self.stored_cells if self.rule(cell).roll_up is RollUpKind.GREATEST)

    @property
    def paper_has_figures(self) -> bool:
        """Whether the paper code of the form's reports carries their figures; a larger form's only proves the
        file."""
        return len(self.stored_cells) <= MAX_PAPER_CELLS

    def rule(self, cell: Cell) -> CellRule:
        """How `cell` behaves. Raises KeyError when the form does not have it."""
        return self.row_by_key[cell.row].cells[cell.measure]

    def counts_alike(self, cell: Cell, other: Form) -> bool:
        """Whether this form and `other`, of another year, both have `cell`, with numbers that are comparable
        (CellRule.is_comparable)."""
        rows = (self.row_by_key.get(cell.row), other.row_by_key.get(cell.row))
        rules = [row.cells[cell.measure] for row in rows if row is not None and cell.measure in row.cells]
        return len(rules) == 2 and rules[0].is_comparable(rules[1])

    def text_of(self, cell: Cell, value: int | None) -> str:
        """The number `value` of `cell` as it is shown and printed ("98,5"); the empty text for None."""
        return format_number(value, self.rule(cell).decimals)

    def json_of(self, cell: Cell, value: int | None) -> int | str | None:
        """The number `value` of `cell` as programs read it (values.number_json)."""
        return number_json(value, self.rule(cell).decimals)

    def value_of(self, cell: Cell, text: str) -> int | None:
        """The number of `cell` that was typed as `text`; None for a blank text. Raises as
        values.parse_number does."""
        return parse_number(text, self.rule(cell).decimals)

    def state(self, cell: Cell, level: LevelKey | None = None) -> CellState:
        """The state of `cell` for a unit of `level` that enters its own figures; None means in sums."""
        rule = self.rule(cell)
        if level is not None and rule.levels is not None and level not in rule.levels:
            return CellState.CLOSED
        return rule.state

    def parts(self, cell: Cell) -> tuple[Cell, ...]:
        """The cells that a computed cell or total adds up: those of the rows below that are not closed."""
        under = (Cell(child.key, cell.measure) for child in self.children[cell.row])
        return tuple(part for part in under if self.rule(part).state is not CellState.CLOSED)

    @property
    def own_lines_row(self) -> Row | None:
        """The row under which units add lines of their own (row 11); None when the form has no such row."""
        return next((row for row in self.rows if row.own_lines), None)

    @cached_property
    def hash(self) -> str:
        """The SHA-256 of the form's structure as 64 hex digits.

        It covers the keys, the tree of rows and the states of cells, the levels of headings that not every
        level has, and decimals and roll-ups where they are not whole numbers and sums. Labels, guidance,
        limits, checks and texts of the campaign may change without changing it (docs/bundle-format.md, Names
        and hashes).
        """
        return sha256_hex(canonical_json(self.structure()))

    def structure(self) -> Json:
        """What the hash covers, as docs/bundle-format.md writes it."""
        return {
            "measures": [_measure_structure(measure) for measure in self.measures],
            "rows": [_row_structure(row) for row in self.rows],
            "headings": [_heading_structure(heading) for heading in self.headings],
        }


def _heading_structure(heading: Heading) -> list[Json]:
    levels: list[Json] = [] if heading.levels is None else [[*sorted(heading.levels)]]
    return [heading.key, heading.has_text, *levels]


def _row_structure(row: Row) -> Json:
    cells: dict[str, Json] = {key: _cell_structure(rule) for key, rule in row.cells.items()}
    return {"key": row.key, "parent": row.parent, "own_lines": row.own_lines, "cells": cells}


def _measure_structure(measure: Measure) -> Json:
    number = _number_structure(measure.decimals, measure.roll_up)
    return {"key": measure.key, **number} if number else measure.key


def _cell_structure(rule: CellRule) -> Json:
    levels: Json = None if rule.levels is None else [*sorted(rule.levels)]
    return {"state": rule.state.value, "levels": levels, **_number_structure(rule.decimals, rule.roll_up)}


def _number_structure(decimals: int, roll_up: RollUpKind) -> dict[str, Json]:
    structure: dict[str, Json] = {"decimals": decimals} if decimals else {}
    if roll_up is not RollUpKind.SUM:
        structure["roll_up"] = roll_up.value
    return structure
