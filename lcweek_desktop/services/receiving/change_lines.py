"""What a change of the directory means for what was received and frozen, as sentences for who plans it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from lcweek_desktop.domain.directory_changes import ChangeKind, DirectoryChange
from lcweek_desktop.domain.name_words import name_words
from lcweek_desktop.domain.report import Report
from lcweek_desktop.domain.rollup import walk_members
from lcweek_desktop.domain.unit import Unit, UnitCode
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.summing.held_member import read_report
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.summing.unit_reports import all_reports
from lcweek_desktop.services.workspace.workspace import Workspace


def lines_of_change(workspace: Workspace, change: DirectoryChange) -> Iterator[str]:
    """What the `change` of listed units means for what is held of them, and for what was frozen here."""
    renamed = [unit for unit in change.units if unit.name not in {each.name for each in change.before}]
    if change.kind in (ChangeKind.RENAMED, ChangeKind.MERGED):
        yield from same_name_lines(workspace, renamed)
    reports = all_reports(workspace)
    is_renamed = change.kind is ChangeKind.RENAMED
    for unit in change.before:
        if unit.id in reports and reports[unit.id].reports:
            yield sentence("change-renamed-held" if is_renamed else "change-held", name=unit.name)
    codes = {unit.code for unit in change.before}
    for path, member in walk_members(rollup(workspace).members):
        if len(path) > 1 and member.unit.code in codes:
            holder = workspace.directory.units.get(UnitCode(path[0]))
            name = path[0] if holder is None else holder.name
            yield sentence("change-held-inside", name=member.unit.name, holder=name)
    frozen = _last_frozen(workspace)
    if frozen is not None and codes & {member.unit.code for _, member in walk_members(frozen.members)}:
        yield sentence("change-frozen", revision=frozen.revision)


def same_name_lines(workspace: Workspace, units: Sequence[Unit]) -> Iterator[str]:
    """Which open units beside `units` have names of the same words."""
    for unit in units:
        for other in workspace.directory.children(unit.parent) if unit.parent else ():
            if other.code != unit.code and name_words(other.name) == name_words(unit.name):
                yield sentence("change-same-name", name=unit.name, other=other.name, code=other.code)


def _last_frozen(workspace: Workspace) -> Report | None:
    """The report that the workspace's unit froze last; None without one that can be read."""
    with suppress(KnownError):
        frozen = workspace.store.revisions.latest(workspace.unit.id, workspace.campaign)
        return None if frozen is None else read_report(workspace.context, workspace.form, frozen.report)
    return None
