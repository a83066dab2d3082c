"""The report of a unit below, typed here from its paper: kept with every edit, entered when it is done.

Source: docs/adr/0164-typed-from-paper.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lcweek_desktop.domain.canonical import canonical_json
from lcweek_desktop.domain.checks import CheckBasis, Finding, entry_findings
from lcweek_desktop.domain.codec import content_json
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.named_lines import NamedLines
from lcweek_desktop.domain.report import Content, SignOff
from lcweek_desktop.domain.unit import Unit, UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.handmade import planned_content, settled_entries
from lcweek_desktop.services.receiving.on_behalf import TypedFile, TypedFrom, keep_on_behalf, typed_content
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.report.cell_history import CellChange
from lcweek_desktop.services.report.checking import Draft, refuse_stale
from lcweek_desktop.services.report.entry_plan import plan_entries
from lcweek_desktop.services.workspace.workspace import Workspace


@dataclass(frozen=True)
class TypedReport:
    """What the unit of `receiver` types for `unit`, as an entry port (report/entry_port.py)."""

    receiver: Workspace
    unit: Unit

    @property
    def workspace(self) -> Workspace:
        """`unit` at work on the campaign, for pages that show its report; nothing is stored of it."""
        return Workspace(self.receiver.context, self.unit, self.receiver.form)

    @property
    def draft(self) -> Draft:
        """What was typed so far; where nothing is being typed, what was entered before, to be corrected.

        Raises KnownError `typed-damaged` or `store-…`; what is stored stays as it is.
        """
        receiver = self.receiver
        kept = receiver.store.typed_drafts.get(*self._place, receiver.form)
        return Draft(typed_content(receiver, self.unit.id) if kept is None else kept, SignOff())

    def save(self, draft: Draft) -> None:
        """Make `draft` what is being typed; durable when this returns. Raises as `checking.save_draft`."""
        refuse_stale(self.receiver)
        self.receiver.store.typed_drafts.save(*self._place, draft.content)

    def basis(self) -> CheckBasis:
        """By what it is judged: the form alone."""
        above = self.receiver.directory.above(self.unit)
        return CheckBasis(self.receiver.form, self.unit, above, today=self.receiver.today())

    def findings(self, basis: CheckBasis, draft: Draft) -> tuple[Finding, ...]:
        """What contradicts in what was typed. What is missing of a report that the unit would sign, as
        photos and a signer, says nothing of its paper."""
        return entry_findings(basis, draft.content)

    def note(self, changes: Sequence[CellChange], lines: NamedLines) -> None:
        """Keep no history: it would be one of the unit's own report."""

    def put(self, values: Mapping[str, str]) -> Draft:
        """Type `values` into cells by their places ("1.1.count"), a blank text for none; the draft then.

        Raises KnownError `handmade-cell` for a value that its cell does not take, and as `save`.
        """
        form, before = self.receiver.form, self.draft
        entries = settled_entries(form, values)
        plan = plan_entries(
            form, self.unit.level, before.content, entries, dash_is_zero=False, blank_clears=True
        )
        draft = replace(before, content=planned_content(plan))
        self.save(draft)
        return draft

    def discard(self) -> None:
        """Throw away what is being typed; what was entered before stays."""
        self.receiver.store.typed_drafts.remove(*self._place)

    def enter(self) -> ReceiveResult:
        """Keep what was typed as the report of the unit, signed by its receiver.

        Raises KnownError `typed-empty` where there is nothing, and as `draft` and `keep_on_behalf`; what is
        being typed stays then.
        """
        content = replace(self.draft.content, accepted=())
        if content == Content():
            raise KnownError("typed-empty", unit=self.unit.name)
        data = canonical_json(content_json(content))
        file = TypedFile(self.receiver, Path(f"{self.unit.name}.json"), data, False, TypedFrom.PAPER)
        with self.receiver.store.transaction():
            result = keep_on_behalf(file, self.unit, content)
            self.discard()
        return result

    @property
    def _place(self) -> tuple[UnitId, CampaignId, UnitId]:
        return self.receiver.unit.id, self.receiver.campaign, self.unit.id


def typed_report(workspace: Workspace, unit_code: str) -> TypedReport:
    """What is typed here for `unit_code`, one of the units below; nothing is stored before it is saved.

    Raises KnownError `unit-unknown`, `received-not-below`, or `typed-own` for a unit of this installation,
    which enters its report itself.
    """
    unit = workspace.directory.get(unit_code)
    if not workspace.directory.is_below(unit.code, workspace.unit.code):
        raise KnownError("received-not-below", unit=unit.code)
    if unit.id in workspace.store.own_units.of(workspace.campaign):
        raise KnownError("typed-own", unit=unit.name)
    return TypedReport(workspace, unit)


def being_typed(workspace: Workspace) -> frozenset[UnitId]:
    """The units for which something is being typed here."""
    return workspace.store.typed_drafts.units(workspace.unit.id, workspace.campaign)
