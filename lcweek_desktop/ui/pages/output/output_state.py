"""Where the report stands, as the page of printing and sending shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lcweek_desktop.errors import sentence
from lcweek_desktop.services.report.change import ChangeSinceSending
from lcweek_desktop.services.workspace.keys import renewed_key
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.session.report_progress import sending_text

if TYPE_CHECKING:
    from lcweek_desktop.services.output.preview import PageSize


@dataclass(frozen=True)
class AttachedScan:
    """A scan of the signed paper; `size` in bytes."""

    sha256: str
    kind: str
    size: int


@dataclass(frozen=True)
class OutputState:
    """`pdf`: what would be printed now, `sizes` its pages. `kinds`: the endings it can be saved with.
    `recipient`: the name of the unit reported to, empty without one. `sent`: what is said of the last file
    sent, empty before; `is_sent`: it is the report as it stands. `new_key`: what is said when another key
    signed it than the frozen report before, else empty."""

    pdf: bytes
    sizes: tuple[PageSize, ...]
    kinds: tuple[str, ...]
    revision: int
    frozen: bool
    scans: tuple[AttachedScan, ...]
    recipient: str
    sent: str
    is_sent: bool
    new_key: str


def read_output_state(workspace: Workspace, *, table_only: bool) -> OutputState:
    """Nothing is changed."""
    from lcweek_desktop.services.output.preview import page_sizes
    from lcweek_desktop.services.output.printing import KINDS, report_pdf
    from lcweek_desktop.services.paper.scans import scan_size
    from lcweek_desktop.services.report.freezing import report_state
    from lcweek_desktop.services.report.sendings import last_sending

    now = report_state(workspace)
    pdf = report_pdf(workspace, table_only=table_only)
    scans = now.draft.scans if now.frozen else ()  # freezing takes off those of the paper before
    last = last_sending(workspace, now)
    return OutputState(
        pdf=pdf,
        sizes=page_sizes(pdf),
        kinds=KINDS,
        revision=now.report.revision,
        frozen=now.frozen,
        scans=tuple(
            AttachedScan(scan.sha256, str(scan.kind), scan_size(workspace.context, scan)) for scan in scans
        ),
        recipient=_recipient(workspace),
        sent="" if last is None else sending_text(last),
        is_sent=last is not None and last.since is ChangeSinceSending.SAME,
        new_key=_new_key(workspace) if now.frozen else "",
    )


def _new_key(workspace: Workspace) -> str:
    key = renewed_key(workspace)
    return "" if key is None else sentence("key-new", key=key.short)


def _recipient(workspace: Workspace) -> str:
    parent = workspace.unit.parent
    return "" if parent is None else workspace.directory.get(parent).name
