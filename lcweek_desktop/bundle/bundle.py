"""A bundle that was read and found valid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lcweek_desktop.bundle.container import Bytes
from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.manifest import Manifest
from lcweek_desktop.domain.report import Report, SignOff


@dataclass(frozen=True)
class Bundle:
    """`report` is None when the program does not know the bundle's campaign or form: then its figures were
    not judged. `photos` by SHA-256 (hex), `scans` in file order; both may be views into the bytes read."""

    manifest: Manifest
    key: PublicKey
    report: Report | None
    report_bytes: bytes
    signoff: SignOff
    photos: Mapping[str, Bytes]
    scans: tuple[Bytes, ...]

    @property
    def form_known(self) -> bool:
        return self.report is not None

    @property
    def paper(self) -> bytes:
        """The paper code's payload with its signature."""
        return self.manifest.paper
