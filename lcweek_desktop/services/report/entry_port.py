"""Where the report that somebody enters is kept, and by what it is judged: the same pages enter the report of
the unit at work and what is typed on behalf of another one.

Source: docs/adr/0164-typed-from-paper.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from lcweek_desktop.domain.checks import CheckBasis, Finding
from lcweek_desktop.domain.named_lines import NamedLines
from lcweek_desktop.services.report.cell_history import CellChange, note_changes
from lcweek_desktop.services.report.checking import Draft, check_basis, find_problems, save_draft
from lcweek_desktop.services.workspace.workspace import Workspace


class EntryPort(Protocol):
    """What a session needs of the data folder. All but `findings` is for the thread that has it."""

    def save(self, draft: Draft) -> None:
        """Make `draft` what is being entered; durable when this returns. Raises KnownError `campaign-stale`
        or `store-…`; what was saved before stays then."""

    def basis(self) -> CheckBasis:
        """What the report is compared with now."""

    def findings(self, basis: CheckBasis, draft: Draft) -> tuple[Finding, ...]:
        """What is wrong with `draft`, in the form's order. The disk is not asked."""

    def note(self, changes: Sequence[CellChange], lines: NamedLines) -> None:
        """Keep what acts made of its cells, and how its own lines are called."""


@dataclass(frozen=True)
class OwnReport:
    """The report of the unit of `workspace`."""

    workspace: Workspace

    def save(self, draft: Draft) -> None:
        """As `checking.save_draft`."""
        save_draft(self.workspace, draft)

    def basis(self) -> CheckBasis:
        """As `checking.check_basis`."""
        return check_basis(self.workspace)

    def findings(self, basis: CheckBasis, draft: Draft) -> tuple[Finding, ...]:
        """As `checking.find_problems`."""
        return find_problems(basis, draft)

    def note(self, changes: Sequence[CellChange], lines: NamedLines) -> None:
        """As `cell_history.note_changes`."""
        note_changes(self.workspace, changes, lines)
