"""Attaching scans: one file after the other on the worker, each refused one by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.workspace import Workspace


@dataclass
class AttachmentSummary:
    """What became of the files."""

    attached: list[str] = field(default_factory=list)
    refused: list[KnownError] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    """Where the paper of an attached scan is not that of the report."""

    @property
    def count(self) -> int:
        return len(self.attached) + len(self.refused)

    def add(self, file: Path, error: KnownError | None, doubts: Sequence[str] = ()) -> None:
        if error is None:
            self.attached.append(file.name)
        else:
            self.refused.append(error)
        self.doubts.extend(doubts)

    def words(self) -> str:
        said = [*(error.message for error in self.refused), *self.doubts]
        if self.attached:
            said.insert(0, f"Đã đính kèm {', '.join(self.attached)}; bản quét đi cùng tệp gửi.")
        return "\n".join(said)


def attach_all(
    workspace: Workspace, files: Sequence[Path]
) -> Iterator[tuple[Path, KnownError | None, Sequence[str]]]:
    """Each file with the reason why it was refused, None when it is attached, and what its paper says against
    the report. Raises what is the fault of
    no file (KnownError `store-…`)."""
    from lcweek_desktop.services.paper.scans import attach_scan, scan_doubts

    for file in files:
        try:
            attach_scan(workspace, file)
        except KnownError as error:
            if error.code.startswith("store-"):
                raise
            yield file, error, ()
        else:
            yield file, None, scan_doubts(workspace, file)
