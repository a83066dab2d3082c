"""Reports in the sums that were made by another edition of the campaign than the present one.

They count where a cell has a place in the present form; what has none is told. Source:
docs/adr/0111-two-editions-in-one-sum.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lcweek_desktop.domain.editions import earlier_members
from lcweek_desktop.domain.moved_content import Leftover
from lcweek_desktop.domain.rollup import MemberPath, counted_paths
from lcweek_desktop.domain.rules.rule import shortened
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.summing.rollup import signed_rollup
from lcweek_desktop.services.workspace.workspace import Workspace, derived

_MOST_TOLD = 8
"""A sentence names no more numbers."""


@dataclass(frozen=True)
class EarlierReport:
    """The report of `unit` that counts and is of another edition, or is held by one that is; `left` are its
    numbers that have no place in the report of who holds it, as people read them."""

    unit: Unit
    left: tuple[Leftover, ...]


@derived
def earlier_reports(workspace: Workspace) -> Mapping[MemberPath, EarlierReport]:
    """The reports of other editions in the sums, by path, a report before those inside it."""
    gathered = signed_rollup(workspace)
    counting = frozenset(counted_paths(gathered.members, gathered.deducted))
    found = earlier_members(workspace.form, gathered.members)
    return {path: EarlierReport(unit, left) for path, unit, left in found if path in counting}


def earlier_units(workspace: Workspace) -> tuple[str, ...]:
    """The names of the units whose reports in the sums are of another edition; those inside such a report
    are not named."""
    found = earlier_reports(workspace)
    return tuple(each.unit.name for path, each in found.items() if path[:-1] not in found)


def told_numbers(left: Sequence[Leftover]) -> str:
    """`left` in one line: "dòng 1.9 “Lớp …”, Người: 30"; of many the first ones, and how many more; of a long
    text its beginning."""
    named = "; ".join(f"{each.about}: {shortened(each.text)}" for each in left[:_MOST_TOLD])
    more = len(left) - _MOST_TOLD
    return f"{named} và {more} chỗ khác" if more > 0 else named


def left_words(report: EarlierReport) -> str:
    """The sentence on the numbers of a report of another edition that are not in the sums."""
    return sentence("sums-edition-left", name=report.unit.name, numbers=told_numbers(report.left))
