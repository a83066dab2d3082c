"""Reports in the sums whose key nobody compared with paper: here, or at the unit that holds them.

Source: docs/merging.md, Keys; docs/adr/0154-a-key-counts-before-it-is-compared.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lcweek_desktop.domain.checks import KEY_PLACE, Finding
from lcweek_desktop.domain.form import Severity
from lcweek_desktop.domain.rollup import MemberPath, counted_paths, walk_members
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.workspace import Workspace, derived

_HERE: Final = "provisional-key"
"""The key of the finding about a report whose key has to be compared here."""
_BELOW: Final = "provisional-below"
"""The key of the finding about reports whose keys have to be compared by a unit below."""
PROVISIONAL_CHECKS: Final = frozenset({_HERE, _BELOW})
"""The keys of the findings about keys that nobody compared."""


@dataclass(frozen=True)
class ProvisionalReport:
    """The report of `unit` that counts under a key that was not compared by `holder`, the unit whose report
    holds it; None when it came directly, and this unit has to compare it."""

    unit: Unit
    holder: Unit | None


@derived
def provisional_reports(workspace: Workspace) -> Mapping[MemberPath, ProvisionalReport]:
    """The reports in the sums whose key nobody compared, by path, a report before those inside it."""
    gathered = rollup(workspace)
    members = dict(walk_members(gathered.members))
    return {
        path: ProvisionalReport(members[path].unit, members[path[:-1]].unit if len(path) > 1 else None)
        for path in counted_paths(gathered.members, gathered.deducted)
        if members[path].provisional
    }


def provisional_names(workspace: Workspace) -> tuple[str, ...]:
    """The names of their units, first of those whose keys are to be compared here; of the others with the
    unit that has to do so."""
    found = provisional_reports(workspace).values()
    here = [each.unit.name for each in found if each.holder is None]
    below = [f"{each.unit.name} (trong báo cáo của {each.holder.name})" for each in found if each.holder]
    return (*here, *below)


def provisional_findings(workspace: Workspace) -> Iterator[Finding]:
    """A warning about the keys that are to be compared here, at the place "key:CODE" of the only unit or at
    "key:" for all of them, then one for each report from below that holds such keys, at the place of that
    report."""
    here: list[Unit] = []
    below: defaultdict[MemberPath, list[Unit]] = defaultdict(list)
    for path, each in provisional_reports(workspace).items():
        if each.holder is None:
            here.append(each.unit)
        else:
            below[path[:-1]].append(each.unit)
    if here:
        yield Finding(_HERE, Severity.WARNING, *_place_and_words(here))
    members = dict(walk_members(rollup(workspace).members))
    for path, units in below.items():
        names = "; ".join(unit.name for unit in units)
        words = sentence("asked-provisional-below", holder=members[path].unit.name, units=names)
        yield Finding(_BELOW, Severity.WARNING, f"received:{path[0]}", words)


def _place_and_words(units: Sequence[Unit]) -> tuple[str, str]:
    if len(units) == 1:
        return f"{KEY_PLACE}{units[0].code}", sentence("asked-provisional", name=units[0].name)
    return KEY_PLACE, sentence("asked-provisional-many", count=len(units))
