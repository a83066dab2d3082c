"""What the window needs to begin work on a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from lcweek_desktop.domain.named_lines import NamedLines
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.report_progress import ReportProgress, known_progress

if TYPE_CHECKING:
    from lcweek_desktop.domain.unit import CampaignUnit, Unit
    from lcweek_desktop.services.report.checking import Draft
    from lcweek_desktop.services.report.entry_port import EntryPort
    from lcweek_desktop.services.report.next_campaign import NextCampaign
    from lcweek_desktop.services.workspace.campaign_state import CampaignState
    from lcweek_desktop.services.workspace.context import AppContext
    from lcweek_desktop.services.workspace.workspace import Workspace


@dataclass(frozen=True)
class StartState:
    """A unit to work with, as the data folder has it."""

    workspace: Workspace
    port: EntryPort
    """Where its report is kept, and by what it is judged."""
    above: tuple[Unit, ...]
    """The units that it reports to, directly and through others, nearest first."""
    draft: Draft
    own: tuple[Workspace, ...]
    """All units of this installation in all campaigns, this one among them, the latest year first."""
    following: tuple[NextCampaign, ...]
    """The later campaigns that the unit has not begun, the earliest first."""
    is_own: bool
    """Whether it is the report of the unit at work, and not one typed on behalf of another unit."""
    is_practice: bool
    """Whether it is made up, for practice."""
    receives: bool
    """Whether other units report to this one, or may."""
    today: date
    campaign: CampaignState
    """Where the campaign stands today."""
    lines: NamedLines
    """The own lines of the draft, by the names under which their history is kept."""
    progress: ReportProgress
    """How far the report had come when it was read."""
    views: Mapping[str, Any] = field(default_factory=dict)
    """How the pages of the unit were last left (services/workspace/page_views.py)."""


def workspace_labels(workspaces: Sequence[Workspace]) -> list[str]:
    """The names of the units, each with the year where the workspaces are of several campaigns."""
    several_years = len({workspace.campaign for workspace in workspaces}) > 1
    return [
        f"{each.unit.name} (năm {each.form.campaign.year})" if several_years else each.unit.name
        for each in workspaces
    ]


def read_start_state(context: AppContext, chosen: CampaignUnit | None) -> StartState | None:
    """The state of the unit at work on the campaign that is `chosen`, or of the first one of the latest year
    when `chosen` is None or not of this installation. None when the installation has no unit yet."""
    own = services.units.own_workspaces(context)
    if not own:
        return None
    workspace = next((each for each in own if each.id == chosen), own[0])
    draft = services.checking.current_draft(workspace)
    return StartState(
        workspace=workspace,
        port=services.entry_port.OwnReport(workspace),
        above=workspace.units_above,
        draft=draft,
        own=own,
        following=services.next_campaign.next_campaigns(workspace),
        is_own=True,
        is_practice=services.practice.is_practice(context.home),
        receives=workspace.receives,
        today=context.today(),
        campaign=services.campaign_state.campaign_state(context, workspace.form, workspace.unit.id),
        lines=services.cell_history.named_lines(workspace, draft.content.own_lines),
        progress=known_progress(workspace),
        views=services.page_views.page_views(workspace),
    )


def read_typed_state(receiver: Workspace, unit_code: str) -> StartState:
    """The state of what the unit of `receiver` types on behalf of `unit_code`. Raises KnownError as
    `typed_report.typed_report` and `TypedReport.draft`."""
    port = services.typed_report.typed_report(receiver, unit_code)
    context, workspace, draft = receiver.context, port.workspace, port.draft
    return StartState(
        workspace=workspace,
        port=port,
        above=receiver.directory.above(port.unit),
        draft=draft,
        own=(),
        following=(),
        is_own=False,
        is_practice=services.practice.is_practice(context.home),
        receives=False,
        today=context.today(),
        campaign=services.campaign_state.campaign_state(context, workspace.form, receiver.unit.id),
        lines=NamedLines().become(draft.content.own_lines),
        progress=ReportProgress(),
    )
