"""The form of one campaign: what may be filled, by whom, and what the computed cells add.

Definitions are data (`forms/<year>/`); this module gives them a shape. Rows form a tree; a row has one cell
per measure. Source: forms-and-rules.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, NewType

from lcweek_desktop.domain.canonical import Json, canonical_json, sha256_hex

RowKey = NewType("RowKey", str)
MeasureKey = NewType("MeasureKey", str)
LevelKey = NewType("LevelKey", str)
HeadingKey = NewType("HeadingKey", str)
CampaignId = NewType("CampaignId", str)


class Cell(NamedTuple):
    """Names one cell of the table: a row and a measure."""

    row: RowKey
    measure: MeasureKey

    def __str__(self) -> str:
        return f"{self.row}.{self.measure}"


class CellState(StrEnum):
    """What a cell takes: OPEN a number; COMPUTED nothing, it is the sum of its row's children; TOTAL is
    computed too but a larger total may be typed over it; CLOSED nothing at all."""

    OPEN = "open"
    COMPUTED = "computed"
    TOTAL = "total"
    CLOSED = "closed"


@dataclass(frozen=True)
class Measure:
    """A sub-column of "Số lượng": `count` (Số lớp/số cuộc thi) or `people` (Người)."""

    key: MeasureKey
    label: str


@dataclass(frozen=True)
class Columns:
    """The printed headings of the table's columns; `amount` stands over the measures."""

    tt: str
    label: str
    unit: str
    amount: str
    note: str


@dataclass(frozen=True)
class Limits:
    """The largest value of a unit's own entry, by what is counted: `by_unit` for the printed units named
    there (such as đồng), `default` for all others. Sums have no limit."""

    default: int
    by_unit: Mapping[str, int] = field(default_factory=dict)

    def of(self, unit: str) -> int:
        """The limit of a row or own line with the printed unit `unit`, whatever its case."""
        return self.by_unit.get(unit.strip().casefold(), self.default)


@dataclass(frozen=True)
class CellRule:
    """How one cell behaves. `levels`: own entry only at these levels (None: at every level; it is summed
    upward all the same). `limit`: the largest value of a unit's own entry."""

    state: CellState
    limit: int = 0
    levels: frozenset[LevelKey] | None = None


@dataclass(frozen=True)
class Row:
    """A printed row. `tt` is the printed number (may be empty), `label` the corrected text, `source_label`
    the plan's own spelling where it differs, else None; `unit` the printed unit. `own_lines`: the row under
    which a unit adds lines of its own (row 11)."""

    key: RowKey
    tt: str
    label: str
    unit: str
    cells: Mapping[MeasureKey, CellRule]
    parent: RowKey | None = None
    source_label: str | None = None
    own_lines: bool = False
    bold: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading of the narrative. `has_text` is False for I, II, III; `guidance`: the plan's lines."""

    key: HeadingKey
    number: str
    title: str
    has_text: bool
    guidance: tuple[str, ...] = ()


@dataclass(frozen=True)
class Level:
    """A tier of units: how its units are named, and their letterhead.

    `top`: its units report to nobody in the directory. `prefixes` are words a name may begin with that are
    not part of it ("Ủy ban nhân dân"); `kinds` the words that say what the place is and stand small inside a
    sentence ("Huyện"). `in_text` names a unit inside a sentence, `in_list` under Nơi nhận and, in capitals,
    as the superior line of those below it. `signers`: other signer titles, by the words a name begins with.
    `superior_from`: the superior is the nearest unit above of these levels; if there is none, the parent.
    `opening_sentence`: its own opening, None for the campaign's.

    Templates take, in capitals for capitals: `{name}` the name without prefix, `{short}` without kind word
    ("Tam Đường"), `{inside}` as inside a sentence ("huyện Tam Đường"), `{initials}` ("THCSBL"); of the unit
    it reports to `{parent}`, `{parent_short}`, `{parent_listed}` (its `in_list`), `{parent_place}`; of the
    superior `{superior}`. A template that is empty, or names a unit above where there is none, is left out.
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


class Severity(StrEnum):
    """ERROR: the report cannot be frozen; WARNING: it must be seen."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class CheckOptions:
    """What a rule kind is applied to; each kind reads the few it names (domain/rules)."""

    rows: tuple[RowKey, ...] = ()
    levels: tuple[LevelKey, ...] = ()
    units: tuple[str, ...] = ()
    measure: MeasureKey = MeasureKey("")
    against: MeasureKey = MeasureKey("")
    number: int = 0


@dataclass(frozen=True)
class CheckRule:
    """One check: a rule kind (Python) applied with data. `sentence` is the Vietnamese template."""

    key: str
    kind: str
    severity: Severity
    sentence: str
    options: CheckOptions = CheckOptions()


@dataclass(frozen=True)
class Campaign:
    """A year's reporting: dates are local calendar days; `deadline` is the last day in time (the plan says
    "trước ngày 20/10/2024", so 19/10/2024); `edition` names the unit directory its codes belong to.

    Texts of Phụ lục I: `title`, `subject`, `number` (after "Số:", takes `{number}`, `{abbreviation}`),
    `signature_note`, `opening_sentence` and `closing_sentence` (take `{unit}`). Of Phụ lục II: `table_name`,
    `table_title` and `table_reference` (takes `{number}`, `{date}`, `{unit}`) when filled, `template_title`
    and `template_reference` when blank. `skipped_initials`: words an abbreviation passes over. `reminder`:
    the lines to units that have not reported, `reminder_late` once the deadline has passed (take `{units}`,
    `{receiver}` and `{deadline}`)."""

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
    deadline: date
    deadline_text: str
    recipient: str
    email: str
    opening_sentence: str
    closing_sentence: str
    reminder: tuple[str, ...]
    reminder_late: tuple[str, ...]
    skipped_initials: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Form:
    """Everything of one campaign: the table (Phụ lục II), the outline (Phụ lục I), levels and checks."""

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
        return {row.key: row for row in self.rows}

    @cached_property
    def heading_by_key(self) -> Mapping[HeadingKey, Heading]:
        return {heading.key: heading for heading in self.headings}

    @cached_property
    def level_by_key(self) -> Mapping[LevelKey, Level]:
        return {level.key: level for level in self.levels}

    def receives(self, level: LevelKey) -> bool:
        """Whether units may report to one of `level`: to all but the lowest."""
        return level != self.levels[0].key

    @cached_property
    def children(self) -> Mapping[RowKey | None, tuple[Row, ...]]:
        """Rows directly under a row, in the form's order; under None the sections."""
        grouped: dict[RowKey | None, list[Row]] = {row.key: [] for row in self.rows}
        grouped[None] = []
        for row in self.rows:
            grouped[row.parent].append(row)
        return {key: tuple(rows) for key, rows in grouped.items()}

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, row by row in the form's order, measures in theirs."""
        return tuple(Cell(row.key, measure.key) for row in self.rows for measure in self.measures)

    @cached_property
    def stored_cells(self) -> tuple[Cell, ...]:
        """The cells that hold a number of their own: open ones and typed totals, in the form's order."""
        kept = (CellState.OPEN, CellState.TOTAL)
        return tuple(cell for cell in self.cells if self.rule(cell).state in kept)

    def rule(self, cell: Cell) -> CellRule:
        """The cell's rule; KeyError for a cell the form does not have."""
        return self.row_by_key[cell.row].cells[cell.measure]

    def state(self, cell: Cell, level: LevelKey | None = None) -> CellState:
        """The cell's state for a unit of `level` entering its own figures; None: in a sum, at no level."""
        rule = self.rule(cell)
        if level is not None and rule.levels is not None and level not in rule.levels:
            return CellState.CLOSED
        return rule.state

    def parts(self, cell: Cell) -> tuple[Cell, ...]:
        """The cells whose sum a computed cell or total is: its row's children not closed in the measure."""
        under = (Cell(child.key, cell.measure) for child in self.children[cell.row])
        return tuple(part for part in under if self.rule(part).state is not CellState.CLOSED)

    @property
    def own_lines_row(self) -> Row | None:
        """The row under which units add lines of their own (row 11); None when the form has none."""
        return next((row for row in self.rows if row.own_lines), None)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the form's structure, 64 hex digits. Labels, guidance and messages are outside it
        (bundle.md, Identity)."""
        return sha256_hex(canonical_json(self._structure()))

    def _structure(self) -> Json:
        return {
            "measures": [measure.key for measure in self.measures],
            "rows": [_row_structure(row) for row in self.rows],
            "headings": [[heading.key, heading.has_text] for heading in self.headings],
        }


def _row_structure(row: Row) -> Json:
    cells: dict[str, Json] = {key: _cell_structure(rule) for key, rule in row.cells.items()}
    return {"key": row.key, "parent": row.parent, "own_lines": row.own_lines, "cells": cells}


def _cell_structure(rule: CellRule) -> Json:
    levels: Json = None if rule.levels is None else [*sorted(rule.levels)]
    return {"state": rule.state.value, "levels": levels}
