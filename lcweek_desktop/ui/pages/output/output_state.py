"""How far the report has come, as the page of printing and sending shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lcweek_desktop.domain.letterhead import name_in_sentence
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.report.change import ChangeSinceSending
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.report_progress import sending_text

if TYPE_CHECKING:
    from lcweek_desktop.services.output.preview import PageSize
    from lcweek_desktop.services.report.freezing import ReportState
    from lcweek_desktop.services.workspace.workspace import Workspace


@dataclass(frozen=True)
class AttachedScan:
    """A scan of the signed paper. `kind` is "pdf" or "jpg", `size` in bytes."""

    sha256: str
    kind: str
    size: int


@dataclass(frozen=True)
class OutputState:
    """The pages of a report, and how far it has come."""

    pdf: bytes
    """What would be printed now."""
    sizes: tuple[PageSize, ...]
    """The sizes of the pages of `pdf`, in points."""
    suffixes: tuple[str, ...]
    """The suffixes of the files that the report can be saved as."""
    revision: int
    frozen: bool
    printed: bool
    """Whether the frozen revision went to a printer of this machine."""
    scans: tuple[AttachedScan, ...]
    signed: str
    """The day on which the file to send came back with a digital signature; empty when it did not."""
    recipient: str
    """The name of the unit reported to; empty when there is none."""
    sent: str
    """The sentence about the last file sent; empty before the first."""
    is_sent: bool
    """Whether the last file sent holds the report as it stands."""
    new_key: str
    """The sentence that says that another key signed this revision than the one before; empty if none did."""

    @property
    def is_on_paper(self) -> bool:
        """Whether the frozen revision was printed, or is signed or sent, for which it may have been printed
        elsewhere or needs no paper."""
        return self.printed or bool(self.scans) or bool(self.signed) or self.is_sent


def read_output_state(workspace: Workspace, *, table_only: bool) -> OutputState:
    """Lay out the report, with Phụ lục II alone when `table_only`, and read how far it has come."""
    now = services.freezing.report_state(workspace)
    pdf = services.printing.report_pdf(workspace, table_only=table_only)
    scans = now.scans if now.frozen else ()  # those of a draft show the paper of the revision before
    last = services.sendings.last_sending(workspace, now)
    return OutputState(
        pdf=pdf,
        sizes=services.preview.page_sizes(pdf),
        suffixes=services.printing.PRINTED_KINDS,
        revision=now.report.revision,
        frozen=now.frozen,
        printed=now.frozen and services.printings.was_printed(workspace, now.report.revision),
        signed=_signed(workspace, now) if now.frozen else "",
        scans=tuple(
            AttachedScan(scan.sha256, str(scan.kind), services.scans.scan_size(workspace.context, scan))
            for scan in scans
        ),
        recipient=_recipient(workspace),
        sent="" if last is None else sending_text(last, frozen=now.frozen),
        is_sent=last is not None and last.since is ChangeSinceSending.SAME,
        new_key=_new_key(workspace) if now.frozen else "",
    )


def _signed(workspace: Workspace, now: ReportState) -> str:
    issue = services.freezing.next_issue(workspace, now)
    kept = services.signed_files.kept_signed_file(workspace, issue)
    return "" if kept is None else kept.day


def _new_key(workspace: Workspace) -> str:
    key = services.keys.renewed_key(workspace)
    return "" if key is None else sentence("key-new", key=key.short)


def _recipient(workspace: Workspace) -> str:
    parent = workspace.unit.parent
    return "" if parent is None else name_in_sentence(workspace.form, workspace.directory.get(parent))
