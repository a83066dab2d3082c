"""What a cell of the report held before, for the person who wonders or wants it back (docs/adr/0134)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from lcweek_desktop.domain.named_lines import NamedLines
from lcweek_desktop.domain.report import OwnLine
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import CellChange as CellChange


def note_changes(
    workspace: Workspace, changes: Sequence[CellChange], lines: NamedLines | None = None
) -> None:
    """Keep `changes` of the report, in their order, and how its own `lines` are called, unless that is None;
    durable when this returns."""
    kept = None
    if lines is not None:
        labels = [line.label for line in lines.lines]
        kept = json.dumps([lines.newest, lines.names, labels], ensure_ascii=False)
    workspace.store.cell_history.add(workspace.unit.id, workspace.campaign, changes, kept)


def line_place(name: int, column: str) -> str:
    """The place of a cell of the own line called `name`, for its history; `column` as in entry_plan.py."""
    return f"line:{name}.{column}"


def named_lines(workspace: Workspace, lines: Sequence[OwnLine]) -> NamedLines:
    """The own `lines` of the report with the names by which their history is kept. Lines that others wrote
    meanwhile are known again by their labels and places."""
    kept = workspace.store.cell_history.lines_of(workspace.unit.id, workspace.campaign)
    # Nothing depends on a history, so one that cannot be read begins anew.
    with suppress(ValueError, TypeError):
        newest, names, labels = json.loads(kept)
        return NamedLines(tuple(map(OwnLine, labels)), tuple(names), newest).become(lines)
    return NamedLines().become(lines)


def note_sent(workspace: Workspace, revision: int) -> None:
    """Keep that `revision` was sent as the report is now."""
    note_changes(workspace, [CellChange("", "", f"gửi bản số {revision}", workspace.context.minute())])


def cell_history(workspace: Workspace, place: str) -> tuple[CellChange, ...]:
    """What happened to the cell at `place` (domain/checks.py), newest first, each with the value from then
    on. What was sent is among it, as far as the cell's value then is known.

    The order is that in which it was done; the times are those of this computer's clock, whatever it said.
    """
    value: str | None = None
    found: list[CellChange] = []
    for change in workspace.store.cell_history.of(workspace.unit.id, workspace.campaign, place):
        if change.place:
            value = change.value
        if value is not None:
            found.append(replace(change, value=value))
    return tuple(reversed(found))
