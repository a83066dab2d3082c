"""A data folder with something of everything in it, and what is read back from one.

`python -m tests.storage.sample_store HOME` makes such a folder; its lcweek.db, once released, goes to
tests/data/db/ as schema-<n>.db, and neither it nor what is expected of it here is edited any more.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.domain.decisions import (
    Entered,
    JournalEntry,
    KeptApart,
    SameUnit,
    Taken,
    TwoUnits,
    Waiting,
)
from lcweek_desktop.domain.form import CampaignId, Cell, HeadingKey, LevelKey, MeasureKey, RowKey
from lcweek_desktop.domain.identity import Separation
from lcweek_desktop.domain.merge import Decision, KeyConfirmation, Version, VersionId
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.domain.report import Acceptance, Content, OwnLine, Photo, SignOff
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.domain.version import Signer
from lcweek_desktop.storage import (
    CellChange,
    Draft,
    InstalledCampaign,
    Issue,
    MadeAssignment,
    OpenedAssignment,
    PhotoOrigin,
    Printing,
    ReceivedFile,
    Restore,
    Revision,
    Said,
    Scan,
    ScanKind,
    Sending,
    SignedFile,
    Store,
    StoredReport,
    UnreadItem,
    open_store,
)
from tests.factories import FORM

CAMPAIGN: Final = CampaignId("2024")
EDITION: Final = "lai-chau-2024"
DISTRICT: Final = UnitId(EDITION, UnitCode("106"))
SCHOOL: Final = UnitId(EDITION, UnitCode("106-thcs-so-1"))
OTHER: Final = UnitId(EDITION, UnitCode("106-thcs-so-2"))
KEY: Final = "RWQ" + "A" * 53
OTHER_KEY: Final = "RWQ" + "B" * 53
PHOTO: Final = sha256_hex(b"photo")
NAME: Final = "Trường"
"""The name that the reports give their units."""
SCAN: Final = Scan(sha256_hex(b"scan"), ScanKind.PDF)

UNITS: Final = (
    Unit(DISTRICT, "Huyện Tam Đường", LevelKey("huyen"), UnitCode("12")),
    Unit(SCHOOL, "Trường THCS số 1", LevelKey("truong"), DISTRICT.code),
    Unit(OTHER, "Trường THCS số 2", LevelKey("truong"), DISTRICT.code),
)
SIGNOFF: Final = SignOff(place="Tam Đường", date="2024-10-15", number="12", title=("HIỆU TRƯỞNG",), name="A")
CONTENT: Final = Content(
    figures={
        Cell(RowKey("1.1"), MeasureKey("count")): 2,
        Cell(RowKey("1.1"), MeasureKey("people")): 0,
        Cell(RowKey("10.1"), MeasureKey("count")): 10**12,
    },
    notes={RowKey("1.1"): "theo kế hoạch"},
    own_lines=(OwnLine("Hội thi đọc sách", "cuộc", {MeasureKey("count"): 1}, "ở thư viện"),),
    narrative={HeadingKey("I.1"): from_plain_text("Đoạn một.\n\nĐoạn hai.")},
    photos=(Photo(PHOTO, "Lễ khai mạc", RowKey("6.1")),),
    accepted=(Acceptance("count-without-people", "1.1", "lớp trực tuyến"),),
)
DRAFT: Final = Draft(CONTENT, SIGNOFF)


def revision(number: int, unit: UnitId = SCHOOL, previous: str | None = None) -> Revision:
    """A revision with a `report.json` of its own, which storage does not look into."""
    report = f'{{"revision":{number},"unit":"{unit.code}"}}'.encode()
    return Revision(unit, CAMPAIGN, number, sha256_hex(report), previous, report, b"\x01paper\x00", KEY)


FIRST: Final = revision(1)
SECOND: Final = revision(2, previous=FIRST.fingerprint)
ISSUES: Final = (
    Issue(SCHOOL, CAMPAIGN, 1, 1, SignOff()),
    Issue(SCHOOL, CAMPAIGN, 1, 2, SIGNOFF, (SCAN,)),
    Issue(SCHOOL, CAMPAIGN, 2, 1, SIGNOFF),
)

SENDINGS: Final = (
    Sending(SCHOOL, CAMPAIGN, 1, 2, DISTRICT.code, "bao-cao.pdf", "2024-10-16T08:30"),
    Sending(SCHOOL, CAMPAIGN, 2, 1, UnitCode("12"), "báo cáo.lcweek", "2024-10-02"),
)
PRINTINGS: Final = (
    Printing(SCHOOL, CAMPAIGN, 1, "2024-10-15T16:00"),
    Printing(SCHOOL, CAMPAIGN, 2, "2024-10-02T07:00"),
)
SIGNED_FILES: Final = (
    SignedFile(SCHOOL, CAMPAIGN, 1, 2, DISTRICT.code, sha256_hex(b"signed"), 0, "2024-10-16T08:00"),
    SignedFile(SCHOOL, CAMPAIGN, 1, 2, DISTRICT.code, sha256_hex(b"again"), 1, "2024-10-16T09:00"),
)
ORIGINS: Final = (
    PhotoOrigin(PHOTO, "khai mạc.jpg", "2024-10-02"),
    PhotoOrigin(sha256_hex(b"turned"), "đọc sách.png", None),
)
CHANGES: Final = (
    CellChange("1.1.count", "3", "nhập số dòng 1.1", "2024-10-12T08:30"),
    CellChange("note:1.1", "theo kế hoạch", "dán 2 ô", "2024-10-02T07:00"),
    CellChange("", "", "gửi bản số 1", "2024-10-16T08:30"),
    CellChange("1.1.count", "", "hoàn tác nhập số dòng 1.1", "2024-10-01T00:00"),
)
LINES: Final = '[2, [2, 1], ["Thi vẽ", "Đố vui"]]'
RESTORES: Final = (
    Restore(SCHOOL, CAMPAIGN, 1, 2, False, "2024-10-17"),
    Restore(SCHOOL, CAMPAIGN, 1, 5, True, "2024-10-17"),
)
CAMPAIGNS: Final = (
    InstalledCampaign(CAMPAIGN, 1, KEY, b"\x00first\xff", "2024-09-20T09:00"),
    InstalledCampaign(CampaignId("2031"), 4, OTHER_KEY, b"fourth", "2024-09-20T09:01"),
    InstalledCampaign(CAMPAIGN, 2, OTHER_KEY, b"second", "2024-10-02T10:00"),
)
"""Storage does not look into the files."""


def stored(frozen: Revision, issue: int = 1, key: str = KEY) -> StoredReport:
    """`frozen` as the district stores it."""
    return StoredReport(
        receiver=DISTRICT,
        campaign=CAMPAIGN,
        unit=frozen.unit,
        version=Version(VersionId(frozen.fingerprint, key), frozen.revision, frozen.previous, 3, name=NAME),
        issue=issue,
        paper=frozen.paper,
        signoff=SIGNOFF,
        scans=(SCAN,),
        file=sha256_hex(frozen.report + bytes([issue])),
    )


def stored_paper_only(frozen: Revision) -> StoredReport:
    """`frozen` as the district stores it when only its paper code was read."""
    known = stored(frozen, issue=0)
    short = VersionId(frozen.fingerprint[:20], KEY)
    version = replace(known.version, id=short, previous=None, name=None)
    return replace(known, version=version, signoff=SignOff())


THEIRS: Final = revision(1, OTHER)
LATER: Final = revision(2, OTHER)
RECEIVED: Final = (
    ReceivedFile(DISTRICT, sha256_hex(b"one"), "bao-cao.pdf", 3, "accepted", at="2024-10-16T08:31"),
    ReceivedFile(DISTRICT, sha256_hex(b"two"), "ảnh.jpg", 3, "set_aside", "bundle-none", {"file": "ảnh.jpg"}),
)
UNREAD: Final = (
    UnreadItem(
        DISTRICT,
        "/thu/gói.zip\nTrường A/ảnh.heic",
        sha256_hex(b"heic"),
        "gói.zip",
        "unreadable",
        (Said("photo-heic", {"file": "ảnh.heic"}),),
        ("Trường A/ảnh.heic",),
        "",
        "2024-10-16T08:40",
    ),
    UnreadItem(
        DISTRICT,
        "/thu/t.eml",
        "",
        "t.eml",
        "paper",
        (Said("mail-empty", {}),),
        (),
        "Vàng A <a@b>",
        "2024-10-16T08:41",
    ),
)
CONFIRMATIONS: Final = (
    KeyConfirmation(KEY),
    KeyConfirmation(OTHER_KEY, frozenset({VersionId(THEIRS.fingerprint, KEY)})),
)
DECISIONS: Final = (
    Decision(THEIRS.fingerprint, frozenset({FIRST.fingerprint, SECOND.fingerprint})),
    Decision(FIRST.fingerprint),
)
_TAKEN_BEFORE_4: Final[tuple[Taken, ...]] = (*CONFIRMATIONS, *DECISIONS)
BEFORE_4: Final = tuple(
    JournalEntry(place, CAMPAIGN if isinstance(taken, Decision) else None, OTHER, taken)
    for place, taken in enumerate(_TAKEN_BEFORE_4, 1)
)
"""The journal that was made of the decisions in a database of before schema 4."""

_SIGNER: Final = Signer(KEY, NAME)
_SEPARATED: Final = Unit(UnitId(EDITION, UnitCode("106-abcdefgh")), NAME, LevelKey("truong"), DISTRICT.code)
_TAKEN: Final[tuple[Taken, ...]] = (
    CONFIRMATIONS[0],
    KeyConfirmation(OTHER_KEY, CONFIRMATIONS[1].kept, frozenset({_SIGNER}), frozenset({KEY}), NAME),
    *DECISIONS,
    TwoUnits(
        Separation(KEY, _SEPARATED.id, frozenset({_SIGNER}), by_name=True),
        _SEPARATED,
        KeyConfirmation(KEY, seen=frozenset({_SIGNER})),
        KeyConfirmation(OTHER_KEY),
    ),
    TwoUnits(Separation(KEY, _SEPARATED.id), _SEPARATED, KeyConfirmation(KEY)),
    SameUnit(SCHOOL, KeyConfirmation(KEY)),
    KeptApart(frozenset({SCHOOL.code, OTHER.code})),
    Waiting(SECOND.fingerprint),
)
UNDONE: Final = 2
"""How many of the decisions were taken back, the last first."""
JOURNAL: Final = tuple(
    JournalEntry(
        place,
        CAMPAIGN if isinstance(taken, Decision | Waiting) else None,
        OTHER,
        taken,
        f"2024-10-16T09:{place:02}",
        "đã gọi điện" if place % 2 else "",
        undone=place > len(_TAKEN) - UNDONE,
    )
    for place, taken in enumerate(_TAKEN, 1)
)


ENTERED: Final = JournalEntry(
    len(JOURNAL) + UNDONE + 1,
    CAMPAIGN,
    OTHER,
    Entered(FIRST.fingerprint, frozenset({SECOND.fingerprint})),
    "2024-10-16T11:00",
)


def add_units(store: Store) -> None:
    """Add the units, and those that report from here: every other row refers to them."""
    with store.transaction():
        store.units.add(UNITS)
        for unit in (SCHOOL, DISTRICT):
            store.own_units.add(unit, CAMPAIGN)


ASSIGNMENTS: Final = (
    OpenedAssignment(CAMPAIGN, SCHOOL, 1, b"first", "2024-09-20T08:00"),
    OpenedAssignment(CAMPAIGN, SCHOOL, 3, b"third", "2024-10-01T08:00"),
)
ASSIGNMENTS_MADE: Final = (
    MadeAssignment(CAMPAIGN, DISTRICT, SCHOOL.code, 1, "a" * 64, "", "2024-09-19T08:00"),
    MadeAssignment(CAMPAIGN, DISTRICT, SCHOOL.code, 2, "b" * 64, "2024-10-15", "2024-09-19T09:00"),
    MadeAssignment(CAMPAIGN, DISTRICT, OTHER.code, 1, "c" * 64, "2024-10-15", "2024-09-19T09:00"),
)


def fill(store: Store) -> None:
    """Store something of everything."""
    add_units(store)
    store.drafts.save(SCHOOL, CAMPAIGN, DRAFT)
    store.drafts.put_scans(SCHOOL, CAMPAIGN, (SCAN,))
    for frozen in (FIRST, SECOND):
        store.revisions.add(frozen)
    for issue in ISSUES:
        store.revisions.add_issue(issue)
    for sending in SENDINGS:
        store.sendings.add(sending)
    for printing in PRINTINGS:
        store.printings.add(printing)
    for signed in SIGNED_FILES:
        store.signed_files.add(signed)
    for origin in ORIGINS:
        store.photo_origins.put(origin)
    store.cell_history.add(SCHOOL, CAMPAIGN, CHANGES[:2])
    store.cell_history.add(SCHOOL, CAMPAIGN, CHANGES[2:], LINES)
    for restore in RESTORES:
        store.restores.add(restore)
    for file in RECEIVED:
        store.received.record(file)
    for item in UNREAD:
        store.unread.put(item)
    for frozen in (FIRST, THEIRS):
        store.stored_reports.put(stored(frozen), frozen.report)
    store.stored_reports.put_paper(stored_paper_only(LATER))
    for entry in JOURNAL:
        store.decisions.add(DISTRICT, entry)
    for _ in range(UNDONE):
        store.decisions.undo(DISTRICT, "2024-10-16T10:00")
    for campaign in CAMPAIGNS:
        store.campaigns.add(campaign)
    for opened in ASSIGNMENTS:
        store.assignments.add(opened)
    for made in ASSIGNMENTS_MADE:
        store.assignments_made.add(made)
    store.typed_drafts.save(DISTRICT, CAMPAIGN, OTHER, CONTENT)
    store.decisions.add(DISTRICT, ENTERED)


def everything(store: Store) -> Mapping[str, Any]:
    """All that `fill` stored, read in every way that there is to read it."""
    reports = store.stored_reports.of(DISTRICT, CAMPAIGN)
    return {
        "units": store.units.directory(EDITION).units,
        "own units": store.own_units.of(CAMPAIGN),
        "campaigns": store.own_units.campaigns(),
        "draft": store.drafts.get(SCHOOL, CAMPAIGN, FORM),
        "no draft": store.drafts.get(DISTRICT, CAMPAIGN, FORM),
        "scans": [store.drafts.scans(unit, CAMPAIGN) for unit in (SCHOOL, DISTRICT)],
        "latest": store.revisions.latest(SCHOOL, CAMPAIGN),
        "revisions": [store.revisions.get(SCHOOL, CAMPAIGN, number) for number in (1, 2, 3)],
        "issues": [store.revisions.latest_issue(SCHOOL, CAMPAIGN, number) for number in (1, 2, 3)],
        "sendings": store.sendings.of(SCHOOL, CAMPAIGN),
        "last sendings": [store.sendings.latest(unit, CAMPAIGN) for unit in (SCHOOL, DISTRICT)],
        "printings": [store.printings.of(unit, CAMPAIGN) for unit in (SCHOOL, DISTRICT)],
        "signed files": [store.signed_files.latest(SCHOOL, CAMPAIGN, 1, issue) for issue in (1, 2)],
        "photo origins": [store.photo_origins.of(each.photo) for each in ORIGINS],
        "cell history": [store.cell_history.of(SCHOOL, CAMPAIGN, at) for at in ("1.1.count", "note:1.1")],
        "names of own lines": [store.cell_history.lines_of(unit, CAMPAIGN) for unit in (SCHOOL, DISTRICT)],
        "restores": [store.restores.of(unit, CAMPAIGN) for unit in (SCHOOL, DISTRICT)],
        "received": store.received.of(DISTRICT),
        "set aside": store.received.of(DISTRICT, "set_aside"),
        "received one": [store.received.get(DISTRICT, sha256_hex(data)) for data in (b"one", b"three")],
        "unread": store.unread.of(DISTRICT),
        "held": reports,
        "held of unit": store.stored_reports.of_unit(DISTRICT, CAMPAIGN, OTHER),
        "reports": [store.stored_reports.body(report) for report in reports if not report.is_paper_only],
        "decisions": store.decisions.of(DISTRICT),
        "installed": store.campaigns.latest(),
        "editions": store.campaigns.of(CAMPAIGN),
        "assignments": [store.assignments.latest(unit, CAMPAIGN) for unit in (SCHOOL, DISTRICT)],
        "assignments of unit": store.assignments.of_unit(SCHOOL),
        "last made": [
            store.assignments_made.last(DISTRICT, CAMPAIGN, unit.code) for unit in (SCHOOL, DISTRICT)
        ],
        "assignments made": store.assignments_made.latest(DISTRICT, CAMPAIGN),
        "typed": store.typed_drafts.get(DISTRICT, CAMPAIGN, OTHER, FORM),
        "typed for": store.typed_drafts.units(DISTRICT, CAMPAIGN),
    }


EVERYTHING: Final[Mapping[str, Any]] = {
    "units": {unit.code: unit for unit in UNITS},
    "own units": (SCHOOL, DISTRICT),
    "campaigns": (CAMPAIGN,),
    "draft": DRAFT,
    "no draft": None,
    "scans": [(SCAN,), ()],
    "latest": SECOND,
    "revisions": [FIRST, SECOND, None],
    "issues": [ISSUES[1], ISSUES[2], None],
    "sendings": SENDINGS,
    "last sendings": [SENDINGS[1], None],
    "printings": [PRINTINGS, ()],
    "signed files": [None, SIGNED_FILES[1]],
    "photo origins": [*ORIGINS],
    "cell history": [(CHANGES[0], *CHANGES[2:]), CHANGES[1:3]],
    "names of own lines": [LINES, ""],
    "restores": [RESTORES, ()],
    "received": RECEIVED,
    "set aside": RECEIVED[1:],
    "received one": [RECEIVED[0], None],
    "unread": UNREAD,
    "held": (stored(FIRST), stored(THEIRS), stored_paper_only(LATER)),
    "held of unit": (stored(THEIRS), stored_paper_only(LATER)),
    "reports": [FIRST.report, THEIRS.report],
    "decisions": (*JOURNAL, ENTERED),
    "installed": {each.campaign: each for each in CAMPAIGNS},
    "editions": (CAMPAIGNS[0], CAMPAIGNS[2]),
    "assignments": [ASSIGNMENTS[1], None],
    "assignments of unit": ASSIGNMENTS,
    "last made": [ASSIGNMENTS_MADE[1], None],
    "assignments made": {SCHOOL.code: ASSIGNMENTS_MADE[1], OTHER.code: ASSIGNMENTS_MADE[2]},
    "typed": CONTENT,
    "typed for": {OTHER},
}


def _unnamed(report: StoredReport) -> StoredReport:
    return replace(report, version=replace(report.version, name=None))


_BEFORE_4: Final[Mapping[str, Any]] = {
    "sendings": tuple(replace(sending, at=sending.day) for sending in SENDINGS),
    "last sendings": [replace(SENDINGS[1], at=SENDINGS[1].day), None],
    "received": tuple(replace(file, at=None) for file in RECEIVED),
    "received one": [replace(RECEIVED[0], at=None), None],
    "held": (_unnamed(stored(FIRST)), _unnamed(stored(THEIRS)), stored_paper_only(LATER)),
    "held of unit": (_unnamed(stored(THEIRS)), stored_paper_only(LATER)),
    "decisions": BEFORE_4,
}
"""What is read from a database that was made before schema 4 brought times, names and the journal; the names
cannot be found in the reports of a sample, which have none."""
_BEFORE_3: Final[Mapping[str, Any]] = {
    "held": (_unnamed(stored(FIRST)), _unnamed(stored(THEIRS))),
    "held of unit": (_unnamed(stored(THEIRS)),),
}
_BEFORE_2: Final[Mapping[str, Any]] = {"sendings": (), "last sendings": [None, None]}
"""What is read of sendings from a database that was made before schema 2 brought them."""
_BEFORE_5: Final[Mapping[str, Any]] = {"restores": [(), ()]}
_BEFORE_7: Final[Mapping[str, Any]] = {"installed": {}, "editions": ()}
_BEFORE_8: Final[Mapping[str, Any]] = {"printings": [(), ()], "signed files": [None, None]}
_BEFORE_10: Final[Mapping[str, Any]] = {"cell history": [(), ()]}
_BEFORE_11: Final[Mapping[str, Any]] = {"unread": (), "names of own lines": ["", ""]}
"""The kept database of schema 10 is older than the names of own lines, which are a row of a table it has."""
_BEFORE_12: Final[Mapping[str, Any]] = {
    "assignments": [None, None],
    "assignments of unit": (),
    "last made": [None, None],
    "assignments made": {},
}
_BEFORE_13: Final[Mapping[str, Any]] = {"typed": None, "typed for": frozenset(), "decisions": JOURNAL}
_BEFORE_9: Final[Mapping[str, Any]] = {"photo origins": [None, None]}


def everything_of(version: int) -> Mapping[str, Any]:
    """What `everything` is for a database that was made with schema `version`."""
    before = {
        13: _BEFORE_13,
        12: _BEFORE_12,
        11: _BEFORE_11,
        10: _BEFORE_10,
        9: _BEFORE_9,
        8: _BEFORE_8,
        7: _BEFORE_7,
        5: _BEFORE_5,
        4: _BEFORE_4,
        3: _BEFORE_3,
        2: _BEFORE_2,
    }
    return {**EVERYTHING, **{k: v for n, read in before.items() if version < n for k, v in read.items()}}


if __name__ == "__main__":
    with open_store(Path(sys.argv[1])) as made:
        fill(made)
