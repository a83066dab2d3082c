"""Reports made, sent and received through real data folders and files, in any order: the sums and standings
are those of the reference model and of an independent count (bundle.md, Merging; A roll-up's bundle)."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
)

from lcweek_desktop.domain.form import Cell
from lcweek_desktop.domain.merge import WAITING, Version, VersionId, VersionStatus
from lcweek_desktop.domain.report import Counted, OwnLine
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.services.receiving.deciding import confirm_key, decide
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.summing.rollup import reporting_progress, rollup, unit_reports
from lcweek_desktop.services.workspace.keys import signing_key
from tests.domain import reference
from tests.domain.reference import Arrived, Chose, Confirmed
from tests.factories import FORM
from tests.services.stage import COMMUNE, DISTRICT, Entry, Site, counted, listed, random_entry, school

FEWER: Final = settings(max_examples=settings().max_examples // 3)
SEEDS: Final = st.integers(0, 2**32)

TEN: Final = [school(letter) for letter in "abcdefghij"]
OUTSIDE: Final = school("x", DISTRICT)
"""A school that reports to the district, as those of 2024 do."""

Sums = dict[Cell, int | None]
Line = tuple[str, str, tuple[tuple[str, int], ...]]


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """All the schools on one PC; what they enter changes from example to example."""
    with Site(tmp_path_factory.mktemp("schools")) as site:
        for each in (*TEN, OUTSIDE):
            site.add(each)
        yield site


def shown_sums(site: Site, code: str) -> Sums:
    """What the roll-up of `code` shows, cell by cell."""
    workspace = site.workspace(code)
    own = current_draft(workspace).content.figures
    found = rollup(workspace).sums(FORM, own)
    return {cell: displayed_value(FORM, found, cell) for cell in FORM.cells}


def shown_lines(site: Site, code: str) -> Counter[Line]:
    """The lines of the units below `code`: who wrote which, with its numbers."""
    found = rollup(site.workspace(code)).own_lines()
    return Counter(_line(unit.code, line) for unit, line in found)


def entered_lines(entries: Mapping[str, Entry]) -> Counter[Line]:
    return Counter(_line(code, line) for code, entry in entries.items() for line in entry.lines)


def _line(code: str, line: OwnLine) -> Line:
    return code, line.label, tuple(sorted(line.values.items()))


@st.composite
def arrivals(draw: st.DrawFn, number: int) -> list[int]:
    """Each of so many files once or oftener, in any order."""
    again = draw(st.lists(st.integers(0, number - 1), max_size=number // 2))
    return draw(st.permutations([*range(number), *again]))


@dataclass(frozen=True)
class Through:
    """A file on its way: who sent it, and whose entries its sums hold."""

    file: Path
    unit: str
    fingerprint: str
    holds: Mapping[str, Entry]


def through(
    site: Site, code: str, entry: Entry, file: Path, *, to: str | None = None, below: Iterable[Through] = ()
) -> Through:
    """What `code` sends once it has entered `entry`; `below`: what it has received before."""
    site.fill(code, entry.document)
    fingerprint = site.send(code, file, to).fingerprint
    held = {unit: given for each in below for unit, given in each.holds.items()}
    return Through(file, code, fingerprint, {**held, code: entry})


@FEWER
@given(seed=SEEDS, order=arrivals(len(TEN)))
def test_ten_schools_add_up_cell_by_cell_in_whatever_order_and_however_often_they_arrive(
    schools: Site, tmp_path_factory: pytest.TempPathFactory, seed: int, order: Sequence[int]
) -> None:
    folder, random = tmp_path_factory.mktemp("ten"), Random(seed)
    entries = {unit.code: random_entry(random, unit.level) for unit in TEN}
    sheets = [through(schools, code, entry, folder / f"{code}.lcweek") for code, entry in entries.items()]
    own = random_entry(random, listed(COMMUNE).level)
    with Site(folder / "commune") as commune:
        commune.add(listed(COMMUNE), TEN)
        commune.fill(COMMUNE, own.document)
        commune.receive(COMMUNE, *(sheets[number].file for number in order), confirm_keys=True)
        assert shown_sums(commune, COMMUNE) == counted(FORM, [own, *entries.values()])
        assert shown_lines(commune, COMMUNE) == entered_lines(entries)
        assert reporting_progress(commune.workspace(COMMUNE)).received == tuple(entries)


ROUTES: Final = st.lists(st.sampled_from(("inside", "direct", "both")), min_size=4, max_size=4)


@FEWER
@given(seed=SEEDS, routes=ROUTES, data=st.data())
def test_a_school_counts_once_though_it_comes_directly_and_inside_its_commune(
    schools: Site, tmp_path_factory: pytest.TempPathFactory, seed: int, routes: list[str], data: st.DataObject
) -> None:
    folder, random = tmp_path_factory.mktemp("routes"), Random(seed)
    with Site(folder / "commune") as commune, Site(folder / "district") as district:
        sheets = [*routed(schools, commune, folder, routes, random)]
        district.add(listed(DISTRICT), [*TEN, OUTSIDE])
        arrived: list[Through] = []
        for number in data.draw(arrivals(len(sheets))):
            arrived.append(sheets[number])
            district.receive(DISTRICT, sheets[number].file, confirm_keys=True)
            assert shown_sums(district, DISTRICT) == counted(FORM, [*counting(arrived).values()])
        assert shown_lines(district, DISTRICT) == entered_lines(counting(arrived))


@FEWER
@given(seed=SEEDS, routes=ROUTES)
def test_a_school_chosen_from_one_of_its_two_places_counts_there_and_only_there(
    schools: Site, tmp_path_factory: pytest.TempPathFactory, seed: int, routes: list[str]
) -> None:
    folder, random = tmp_path_factory.mktemp("chosen"), Random(seed)
    with Site(folder / "commune") as commune, Site(folder / "district") as district:
        *singly, whole = routed(schools, commune, folder, ["both", *routes], random)
        district.add(listed(DISTRICT), [*TEN, OUTSIDE])
        district.receive(DISTRICT, *(each.file for each in (*singly, whole)), confirm_keys=True)
        direct = next(each for each in singly if each.unit == TEN[0].code)
        inside = inside_fingerprint(commune, direct.unit)

        decide(district.workspace(DISTRICT), direct.unit, direct.fingerprint)
        entries = counting([*singly, whole]) | direct.holds
        expected = counted(FORM, [*entries.values()])
        left_blank = counted(FORM, [whole.holds[direct.unit]])
        for cell, taken_out in left_blank.items():
            if expected[cell] is None and taken_out is not None:
                expected[cell] = 0
        assert shown_sums(district, DISTRICT) == expected
        assert shown_lines(district, DISTRICT) == entered_lines(entries)

        decide(district.workspace(DISTRICT), direct.unit, inside)
        entries = counting([*singly, whole])
        assert shown_sums(district, DISTRICT) == counted(FORM, [*entries.values()])


def routed(
    schools: Site, commune: Site, folder: Path, routes: Sequence[str], random: Random
) -> Iterator[Through]:
    """What arrives at the district: OUTSIDE's, the schools' that also or only report directly (corrected
    since the commune had theirs), and last the commune's with the others inside."""

    def made(
        site: Site, unit: Unit, name: str, to: str | None = None, below: Iterable[Through] = ()
    ) -> Through:
        entry = random_entry(random, unit.level)
        return through(site, unit.code, entry, folder / f"{unit.code}{name}.lcweek", to=to, below=below)

    routed = [*zip(TEN, routes, strict=False)]
    inside = [made(schools, unit, "") for unit, route in routed if route != "direct"]
    yield made(schools, OUTSIDE, "")
    yield from (made(schools, unit, "-direct", DISTRICT) for unit, route in routed if route != "inside")
    commune.add(listed(COMMUNE), TEN)
    commune.receive(COMMUNE, *(each.file for each in inside), confirm_keys=True)
    yield made(commune, listed(COMMUNE), "", below=inside)


def inside_fingerprint(commune: Site, code: str) -> str:
    members = rollup(commune.workspace(COMMUNE)).members
    return next(member.fingerprint for member in members if member.unit.code == code)


def counting(arrived: Iterable[Through]) -> dict[str, Entry]:
    """The entries that count: of a school in two places the one that came through its parent."""
    by_size = sorted(arrived, key=lambda each: len(each.holds))
    found = {unit: entry for each in by_size for unit, entry in each.holds.items() if each.unit == unit}
    through = {u: e for each in by_size if each.unit == COMMUNE for u, e in each.holds.items()}
    return found | through


# One receiver, two units: everything that may happen, in any order


ENTRIES: Final = [
    Entry({cell: number for number, cell in enumerate(FORM.stored_cells[:filled], first)})
    for filled, first in ((6, 100), (6, 200), (6, 300), (3, 10), (1, 5))
]
UNITS: Final = TEN[:2]
SILENT: Final = TEN[2]
UNIT_IDS: Final = {str(unit.code): unit.id for unit in UNITS}
MOST_SEATS: Final = 5


KEY_QUESTIONS: Final = (VersionStatus.KEY_PENDING, VersionStatus.KEY_SUPERSEDED)
MEANINGS: Final = {
    ReceiveVerdict.ACCEPTED: {VersionStatus.COUNTED},
    ReceiveVerdict.SUPERSEDED_PREVIOUS: {VersionStatus.COUNTED},
    ReceiveVerdict.KNOWN: {VersionStatus.COUNTED, VersionStatus.OLD, VersionStatus.REFUSED},
    ReceiveVerdict.OLD: {VersionStatus.OLD, VersionStatus.REFUSED},
    ReceiveVerdict.NEEDS_DECISION: {
        VersionStatus.COUNTED,
        VersionStatus.FEWER_CELLS,
        VersionStatus.KEY_PENDING,
    },
    ReceiveVerdict.CONFLICT: {VersionStatus.CONFLICT},
    ReceiveVerdict.SET_ASIDE: {VersionStatus.KEY_SUPERSEDED},
}
"""What a file's verdict says of the report in it."""


@dataclass(frozen=True)
class Sheet:
    """A file on its way, and what the receiver will hold of it."""

    file: Path
    unit: str
    report: Version
    issue: int


@dataclass
class Seat:
    """One installation of a unit: the test's own account of what it has frozen last."""

    site: Site
    unit: str
    key: str
    entry: Entry | None = None
    revision: int = 0
    fingerprint: str | None = None


class Histories(RuleBasedStateMachine):
    """Corrections, returns to earlier content, copies of a data folder, new installations, arrivals in any
    order and number, key confirmations, decisions, restarts."""

    seats = Bundle("seats")
    sheets = Bundle("sheets")

    def __init__(self) -> None:
        super().__init__()
        self.opened = ExitStack()
        self.folder = Path(self.opened.enter_context(tempfile.TemporaryDirectory()))
        self.made = self.seats_made = 0
        self.receiver = self.opened.enter_context(Site(self.folder / "receiver"))
        self.receiver.add(listed(COMMUNE), [*UNITS, SILENT])
        self.histories: dict[str, list[Arrived | Confirmed | Chose]] = {unit.code: [] for unit in UNITS}
        self.reports: dict[VersionId, Version] = {}
        self.entries: dict[str, Entry] = {}
        self.issues: dict[VersionId, int] = {}

    def teardown(self) -> None:
        self.opened.close()

    def path(self, name: str) -> Path:
        self.made += 1
        return self.folder / f"{self.made}-{name}"

    def installed(self, unit: Unit) -> Seat:
        self.seats_made += 1
        site = self.opened.enter_context(Site(self.path("seat")))
        workspace = site.add(unit)
        return Seat(site, unit.code, signing_key(site.context, workspace.unit.id).public.base64)

    # What happens at the units

    @initialize(target=seats)
    def begin(self) -> MultipleResults[Seat]:
        """One unit has two installations, each with a key of its own, the other unit one."""
        return multiple(*(self.installed(unit) for unit in (UNITS[0], UNITS[0], UNITS[1])))

    @rule(target=seats, seat=seats, copied=st.booleans())
    def another_seat(self, seat: Seat, copied: bool) -> Seat | MultipleResults[Seat]:
        """The unit's data folder copied to a second PC, or the program installed anew with another key."""
        if self.seats_made == MOST_SEATS:
            return multiple()
        if not copied:
            return self.installed(next(unit for unit in UNITS if unit.code == seat.unit))
        self.seats_made += 1
        return replace(seat, site=self.opened.enter_context(seat.site.copied(self.path("seat"))))

    @rule(target=sheets, seat=seats, entry=st.sampled_from(ENTRIES), number=st.sampled_from("12"))
    def report(self, seat: Seat, entry: Entry, number: str) -> Sheet:
        """`number` is the office's: another one raises the issue, not the revision."""
        file = self.path("sheet.lcweek")
        seat.site.fill(seat.unit, {**entry.document, "signoff": {"number": number}})
        sent = seat.site.send(seat.unit, file)
        if entry == seat.entry:
            assert (sent.revision, sent.fingerprint) == (seat.revision, seat.fingerprint)
        else:
            assert sent.revision == seat.revision + 1
            held_id = VersionId(sent.fingerprint, seat.key)
            self.reports[held_id] = Version(held_id, sent.revision, seat.fingerprint, len(entry.figures))
            self.entries[sent.fingerprint] = entry
            seat.entry, seat.revision, seat.fingerprint = entry, sent.revision, sent.fingerprint
        return Sheet(file, seat.unit, self.reports[VersionId(sent.fingerprint, seat.key)], sent.issue)

    # What happens at the receiver

    @rule(target=sheets, seat=seats, entry=st.sampled_from(ENTRIES), confirm=st.booleans())
    def report_and_arrive(self, seat: Seat, entry: Entry, confirm: bool) -> Sheet:
        sheet = self.report(seat, entry, "1")
        self.receive(sheet, confirm)
        return sheet

    @rule(sheet=sheets, confirm=st.booleans(), restart=st.booleans())
    def arrive(self, sheet: Sheet, confirm: bool, restart: bool) -> None:
        self.receive(sheet, confirm)
        if restart:
            self.receiver.restart()

    def receive(self, sheet: Sheet, confirm: bool) -> None:
        history = self.histories[sheet.unit]
        before = statuses(history)
        (receipt,) = self.receiver.receive(COMMUNE, sheet.file, confirm_keys=confirm)
        history.append(Arrived(sheet.report))
        self.issues[sheet.report.id] = max(sheet.issue, self.issues.get(sheet.report.id, 0))
        if confirm and Confirmed(sheet.report.id.key) not in history:
            history.append(Confirmed(sheet.report.id.key))
        after = statuses(history)
        assert after[sheet.report.id] in MEANINGS[receipt.verdict]
        assert receipt.verdict is not ReceiveVerdict.KNOWN or after == before

    def keys_in_question(self) -> list[tuple[str, str]]:
        return sorted(
            {
                (unit, held_id.key)
                for unit, history in self.histories.items()
                for held_id, status in statuses(history).items()
                if status in KEY_QUESTIONS
            }
        )

    @rule(data=st.data())
    def confirm_a_key(self, data: st.DataObject) -> None:
        if in_question := self.keys_in_question():
            unit, key = data.draw(st.sampled_from(in_question))
            confirm_key(self.receiver.workspace(COMMUNE), unit, key)
            self.histories[unit].append(Confirmed(key))

    def choices(self) -> list[tuple[str, Version]]:
        return [
            (unit, report)
            for unit, history in self.histories.items()
            for report in reference.held(history)
            if report.id in reference.places(history)
        ]

    @rule(data=st.data())
    def decide(self, data: st.DataObject) -> None:
        if choices := self.choices():
            unit, report = data.draw(st.sampled_from(choices))
            decide(self.receiver.workspace(COMMUNE), unit, report.id.fingerprint)
            self.histories[unit].append(Chose(report))

    # What the receiver must show after every step

    @invariant()
    def every_standing_is_the_model_s(self) -> None:
        workspace = self.receiver.workspace(COMMUNE)
        for unit, history in self.histories.items():
            reports = unit_reports(workspace, UNIT_IDS[unit])
            found = reports.resolution
            assert {each.version.id: each.issue for each in reports.reports} == {
                report.id: self.issues[report.id] for report in reference.held(history)
            }
            assert found.status == statuses(history)
            assert (found.counted, found.gap) == (reference.counted(history), reference.gap(history))

    @invariant()
    def progress_is_the_model_s(self) -> None:
        now = reporting_progress(self.receiver.workspace(COMMUNE))
        received = [unit for unit, history in self.histories.items() if reference.counted(history)]
        waiting = [u for u, history in self.histories.items() if WAITING & set(statuses(history).values())]
        assert now.expected == (*self.histories, SILENT.code)
        assert (now.received, now.waiting) == (tuple(received), tuple(waiting))
        assert now.missing == tuple(each for each in now.expected if each not in {*received, *waiting})

    @invariant()
    def the_roll_up_adds_what_counts(self) -> None:
        counting = {u: id_ for u, h in self.histories.items() if (id_ := reference.counted(h))}
        expected = counted(FORM, [self.entries[held_id.fingerprint] for held_id in counting.values()])
        assert shown_sums(self.receiver, COMMUNE) == expected
        listed = rollup(self.receiver.workspace(COMMUNE)).members
        assert {
            member.unit.code: VersionId(member.fingerprint, member.key)
            for member in listed
            if member.counted is Counted.COUNTED
        } == counting


def statuses(history: reference.History) -> dict[VersionId, VersionStatus]:
    return {report.id: reference.status(history, report) for report in reference.held(history)}


TestHistories = Histories.TestCase
TestHistories.settings = settings(FEWER, stateful_step_count=30)
