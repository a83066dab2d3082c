"""What receiving says of one file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.paper.reading import PaperReading
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict


@dataclass(frozen=True)
class ReceiveResult:
    """What receiving says of one file, or of one paper code on a picture.

    `code` and `message` give the reason for `verdict`. `unit` (a code), `revision` and `fingerprint` are
    those of its report; they are None for a file that could not be read as one. `notes` are codes of what
    else is to be said: what other programs did to its PDF (`pdf-…`), or that it is known from signed paper
    only.
    `doubts` are sentences on its scans that do not show the paper of this report. `reading` is what the paper
    code says, None for a file with a bundle.
    """

    file: Path
    verdict: ReceiveVerdict
    code: str
    message: str
    unit: str | None = None
    revision: int | None = None
    fingerprint: str | None = None
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    reading: PaperReading | None = None


def not_received(file: Path, error: KnownError) -> ReceiveResult:
    """The result for a file that `error` kept from being received; nothing of it is kept."""
    verdict = ReceiveVerdict.NOT_TAKEN if error.is_of_machine else ReceiveVerdict.UNREADABLE
    return ReceiveResult(file, verdict, error.code, error.message)
