"""A unit's sums: its own figures and the members', each unit once.

Source: bundle.md, A roll-up's bundle; forms-and-rules.md, Roll-up. Sum = own + Σ counted members; a unit that
a counted member's figures hold but that is counted elsewhere is deducted (docs/adr/0010-doubles.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.report import Counted, Figures, Member, Report
from lcweek_desktop.domain.totals import combined, less

Path: TypeAlias = tuple[str, ...]
"""Unit codes from a direct member down to the member meant."""


def report_sums(form: Form, report: Report) -> Figures:
    """The figures a frozen report stands for; its own figures when it has no members."""
    return member_sums(form, report.content.figures, report.members, report.deducted)


def member_sums(form: Form, own: Figures, members: Sequence[Member], deducted: Sequence[Path]) -> Figures:
    """Own figures + counted members − deducted occurrences. KeyError for a path that leads to no member."""
    counted = [member.figures for member in members if member.counted is Counted.COUNTED]
    taken_out = [at_path(members, path).figures for path in deducted]
    return less(form, combined(form, [own, *counted]), taken_out)


def at_path(members: Sequence[Member], path: Path) -> Member:
    """The member that `path` leads to; KeyError when there is none."""
    found = next((member for member in members if member.unit.code == path[0]), None)
    if found is None:
        raise KeyError(path[0])
    return found if len(path) == 1 else at_path(found.members, path[1:])


def walk(members: Sequence[Member], above: Path = ()) -> Iterator[tuple[Path, Member]]:
    """Every member at every depth with its path, parents before children."""
    for member in members:
        path = (*above, member.unit.code)
        yield path, member
        yield from walk(member.members, path)
