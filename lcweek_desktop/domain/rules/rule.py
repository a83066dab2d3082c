"""What a rule looks at, what it finds, and how findings name rows and cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from lcweek_desktop.domain.form import Cell, CellState, CheckOptions, Form, Heading, Row
from lcweek_desktop.domain.letterhead import Letterhead
from lcweek_desktop.domain.peers import Peers
from lcweek_desktop.domain.report import Content, Figures, SignOff
from lcweek_desktop.domain.text import inside_quotes
from lcweek_desktop.domain.unit import Unit


@dataclass(frozen=True)
class CheckInput:
    """A report under check, and what it is compared with.

    `letterhead`, in which `signoff` is printed, is None when the form lacks the unit's level. `sums` are the
    unit's figures together with those of its members. `last_year` are the sums of the unit's report of the
    campaign before, `peers` the reports that the unit sums. When `today` or `last_year` is None, the rules
    that need it find nothing.
    """

    form: Form
    unit: Unit
    content: Content
    letterhead: Letterhead | None
    sums: Figures
    today: date | None
    last_year: Figures | None
    peers: Peers
    signoff: SignOff

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the narrative at the unit's level."""
        return self.form.headings_at(self.unit.level)


class Violation(NamedTuple):
    """A rule broken at `place` (see checks.places); `fields` fill the check's sentence."""

    place: str
    fields: Mapping[str, str]


RuleFunction = Callable[[CheckInput, CheckOptions], Iterator[Violation]]


@dataclass(frozen=True)
class Rule:
    """A kind of check.

    `run` finds where the rule is broken, `options` are the fields of CheckOptions that it reads, and
    `fields` the names that the check's sentence may have in braces.
    """

    run: RuleFunction
    options: frozenset[str]
    fields: frozenset[str]


MEMBER_PLACE: Final = "member:"
"""The beginning of the place of a finding about a member's number; the unit's code and the cell follow."""

_NAME_LENGTH: Final = 48
"""The most characters of a label in a sentence."""

RULES: Final[dict[str, Rule]] = {}


def rule(name: str, options: str = "", fields: str = "") -> Callable[[RuleFunction], RuleFunction]:
    """Register the decorated function in RULES under `name`.

    `options` and `fields` are those of Rule, as names separated by spaces.
    """

    def enter(run: RuleFunction) -> RuleFunction:
        RULES[name] = Rule(run, frozenset(options.split()), frozenset(fields.split()))
        return run

    return enter


def row_name(row: Row) -> str:
    """The number and the label of a row, a long label cut after a word; the number alone of one without."""
    label = f"“{inside_quotes(shortened(row.label))}”" if row.label else ""
    return f"{row.tt} {label}".strip()


def cell_name(form: Form, cell: Cell) -> str:
    """The name of `cell` in a sentence: its row, and its measure where the row takes more than one."""
    row = form.row_by_key[cell.row]
    taken = [m for m in form.measures if row.cells[m.key].state is not CellState.CLOSED]
    labels = [measure.label for measure in form.measures if measure.key == cell.measure]
    return f"{row_name(row)}, {labels[0]}" if len(taken) > 1 else row_name(row)


def member_place(unit: Unit, cell: Cell) -> str:
    """The place of a finding about the number that a member of a roll-up has in `cell`."""
    return f"{MEMBER_PLACE}{unit.code}:{cell}"


def own_line_name(case: CheckInput, index: int) -> str:
    """The number of the own line at `index`, and its label unless it is empty, cut after a word if long."""
    row, label = case.form.own_lines_row, case.content.own_lines[index].label
    number = f"{row.tt}.{index + 1}" if row else str(index + 1)
    return f"{number} “{inside_quotes(shortened(label))}”" if label.strip() else number


def shortened(label: str) -> str:
    """`label`, cut after a word if it is long."""
    if len(label) <= _NAME_LENGTH:
        return label
    cut = label[:_NAME_LENGTH]
    return f"{(cut.rpartition(' ')[0] or cut).rstrip(',')}…"
