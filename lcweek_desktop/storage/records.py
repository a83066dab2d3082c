"""What the repositories take and return: immutable values, free of SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.merge import Version, VersionId
from lcweek_desktop.domain.report import Draft as Draft
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId


class ScanKind(StrEnum):
    """The file kinds of a scan, by what opens it; the value is what is stored."""

    PDF = "pdf"
    PICTURE = "jpg"
    """A JPEG where it is sent; a picture that was received by itself is kept as it came."""


@dataclass(frozen=True)
class Scan:
    """A scan of signed paper: the SHA-256 (hex) of its blob, and what kind of file it is."""

    sha256: str
    kind: ScanKind


class DraftPart(NamedTuple):
    """A part of a draft that is stored by itself.

    `name` is a field of Content, `signoff` (which every draft has), or `scans`, `leftover`, `exchanged` or
    `mark` (which belong to no draft); `key` the row or heading it is about, empty for a list, or which of the
    drafts that were exchanged, or of the marks, it is.
    """

    name: str
    key: str = ""


@dataclass(frozen=True)
class InstalledCampaign:
    """An edition of a campaign as it was installed: its number, its publisher's public key (`RW…`), and its
    file, which says everything else. `at` is the local time of this computer, to the minute."""

    campaign: CampaignId
    edition: int
    key: str
    file: bytes
    at: str


@dataclass(frozen=True)
class OpenedAssignment:
    """An assignment by which `unit` of this installation was given its place in `campaign`.

    `issue` is the number that its giver gave it, `file` the whole file, which says everything else. `at` is
    the local time of this computer, to the minute.
    """

    campaign: CampaignId
    unit: UnitId
    issue: int
    file: bytes
    at: str


@dataclass(frozen=True)
class MadeAssignment:
    """An assignment that `giver`, a unit of this installation, made for the unit `recipient`.

    `content` is the SHA-256 (hex) of all that it says but its number, `issue`. `deadline` is the day that it
    sets (YYYY-MM-DD), empty for that of the campaign. `at` is the local time to the minute.
    """

    campaign: CampaignId
    giver: UnitId
    recipient: UnitCode
    issue: int
    content: str
    deadline: str
    at: str


@dataclass(frozen=True)
class RevisionHead:
    """The number and the fingerprint of a frozen revision, which are known even when its row is damaged."""

    revision: int
    fingerprint: str


@dataclass(frozen=True)
class Revision:
    """A frozen revision of a unit of this installation (docs/merging.md, Freezing).

    `report` is `report.json` byte for byte, `fingerprint` its SHA-256 (hex), `previous` the fingerprint of
    the revision before (None: the first), `paper` the signed payload of the paper code, `key` the public key
    that signed (minisign base64).
    """

    unit: UnitId
    campaign: CampaignId
    revision: int
    fingerprint: str
    previous: str | None
    report: bytes
    paper: bytes
    key: str


@dataclass(frozen=True)
class Issue:
    """One signing of a revision: issue 1 is the first, a later one has another sign-off or other scans."""

    unit: UnitId
    campaign: CampaignId
    revision: int
    issue: int
    signoff: SignOff
    scans: tuple[Scan, ...] = ()


@dataclass(frozen=True)
class CellChange:
    """What an act made of the figure or note at `place`, as findings name it (domain/checks.py), or of a cell
    of an own line, "line:NAME.COLUMN" (services/report/cell_history.py); empty for one of the whole report.

    `value` is what was entered from then on, as it is read, and `act` what was done, in words. `at` is the
    local time of this computer to the minute, for people to read; nothing is ordered by it.
    """

    place: str
    value: str
    act: str
    at: str


@dataclass(frozen=True)
class Sending:
    """A file written to be sent: an issue of a revision for a recipient.

    `file` is its name without the folder. `at` is the local time of this computer to the minute
    (2024-10-15T08:30), of a sending that an older program recorded only the date. It is for people to read;
    nothing is ordered by it.
    """

    unit: UnitId
    campaign: CampaignId
    revision: int
    issue: int
    recipient: UnitCode
    file: str
    at: str

    @property
    def day(self) -> str:
        """The date (YYYY-MM-DD)."""
        return self.at[:10]


@dataclass(frozen=True)
class Printing:
    """A frozen revision that was printed on paper. `at` is the local time of this computer to the minute."""

    unit: UnitId
    campaign: CampaignId
    revision: int
    at: str


@dataclass(frozen=True)
class PhotoOrigin:
    """Where a photo came from, which no report says. `photo` is its SHA-256 (hex), `file` the name of the
    file that was stored, `taken` the day on which that says it was taken (YYYY-MM-DD), None where it does
    not."""

    photo: str
    file: str
    taken: str | None


@dataclass(frozen=True)
class SignedFile:
    """The PDF of an issue for a recipient that came back with a digital signature, among the blobs.

    `sendings` is how many files had been written to be sent by then, so that it is known without a clock
    whether this one was. `at` is the local time of this computer to the minute.
    """

    unit: UnitId
    campaign: CampaignId
    revision: int
    issue: int
    recipient: UnitCode
    sha256: str
    sendings: int
    at: str

    @property
    def day(self) -> str:
        """The day as people write it ("16/10/2024")."""
        return "/".join(reversed(self.at[:10].split("-")))


@dataclass(frozen=True)
class Restore:
    """What was known of the revisions of one of this installation's units when its data were put back, by a
    restore or from another machine, or what a person said about them later.

    `count` is how often the data had been put back by then, `highest` the highest revision known to have been
    frozen anywhere, 0 for none. While `is_certain` is false there may be a higher one. `day` is the date of
    this computer (YYYY-MM-DD), for people to read.
    """

    unit: UnitId
    campaign: CampaignId
    count: int
    highest: int
    is_certain: bool
    day: str


RECEIPT: Final = "receipt"
"""The verdict under which a unit keeps the receipts that it took. Their fields are `campaign`, and the
`revision` that they answer with the `highest` that the receiver had seen."""


@dataclass(frozen=True)
class ReceivedFile:
    """A file as it came, and what the program said of it.

    `sha256` (hex) names its blob, `name` is decoration, `size` is in bytes. `verdict` and `code` are what
    the program said of it; `code` is empty when there was nothing to say. `fields` are what the code's
    sentence needs. `notes` are codes of what other programs did to its PDF (`pdf-…`). `report` is the
    fingerprint of the report that it brought, None for a file whose report is not held. `doubts` are
    sentences on its scans that do not show the paper of that report. `sender` is the unit that a report
    which is not held names as its own, None when there is no such report or its form is not here. `at` is the
    local time to the minute (2024-10-15T08:30) at which it first came, for people to read; None when an older
    program recorded it.
    """

    receiver: UnitId
    sha256: str
    name: str
    size: int
    verdict: str
    code: str = ""
    fields: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[str, ...] = ()
    report: str | None = None
    doubts: tuple[str, ...] = ()
    sender: Unit | None = None
    at: str | None = None


class Said(NamedTuple):
    """A code of the catalogue, and what its sentence needs."""

    code: str
    fields: Mapping[str, Json]


@dataclass(frozen=True)
class UnreadItem:
    """Something that came and could not be read, or paper that needs a look; its bytes are not kept.

    `place` is where it was found: the path of a file, and a line for each name on the way into an archive or
    a mail. `sha256` (hex) is that of its bytes, empty where they were never read. `name` is that of the file,
    `inside` are the names on that way. `verdict` and `said` are what the program said of it, `sender` who
    sent the mail that it came with, empty for none. `at` is the local time to the minute at which it came.
    """

    receiver: UnitId
    place: str
    sha256: str
    name: str
    verdict: str
    said: tuple[Said, ...]
    inside: tuple[str, ...]
    sender: str
    at: str


@dataclass(frozen=True)
class DamagedReport:
    """A report of `unit` whose row is damaged, so that nothing but what identifies it is known.

    `id` is the report's fingerprint and key.
    """

    unit: UnitId
    id: VersionId


@dataclass(frozen=True)
class StoredReport:
    """A valid report of another unit that `receiver` holds; `StoredReports.body` is its `report.json`.

    `version` is what the merge rules see of it. `issue` is the highest that came, with its sign-off and
    scans; `file` is the SHA-256 (hex) of the file that brought it, None when the report was typed on behalf
    of the unit. `paper` is the signed payload of the paper code.

    Of a report known only from its paper code (`issue` 0) the fingerprint is the 10 bytes that paper
    carries, there is no `report.json`, and `file` is the picture it was read from.
    """

    receiver: UnitId
    campaign: CampaignId
    unit: UnitId
    version: Version
    issue: int
    paper: bytes
    signoff: SignOff
    scans: tuple[Scan, ...] = ()
    file: str | None = None

    @property
    def is_paper_only(self) -> bool:
        """Whether only the paper code of the report was read."""
        return self.issue == 0
