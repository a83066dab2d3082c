"""Reports filled in, sent and received through real data folders and files, in any order: the sums and the
resolutions are those of the reference model and of an independent count.

Source: docs/merging.md, Merging and A unit once.
"""

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
from lcweek_desktop.services.receiving.identity import one_unit
from lcweek_desktop.services.receiving.journal import undo
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.summing.reporting_status import reporting_progress
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.summing.unit_reports import unit_reports
from lcweek_desktop.services.workspace.keys import signing_key
from tests.domain import reference
from tests.domain.reference import Arrived, Chose, Confirmed, Event, Undone, United
from tests.factories import FORM
from tests.services.installation import COMMUNE, DISTRICT, Installation, listed, school
from tests.services.random_entries import Entry, expected_sums, random_entry

FEWER: Final = settings(max_examples=settings().max_examples // 3)
SEEDS: Final = st.integers(0, 2**32)

TEN: Final = [school(letter) for letter in "abcdefghij"]
OUTSIDE: Final = school("x", DISTRICT)
"""A school that reports to the district directly, as some of 2024 do."""

Sums = dict[Cell, int | None]
Line = tuple[str, str, tuple[tuple[str, int], ...]]


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """All the schools on one PC; what they enter changes from example to example."""
    with Installation(tmp_path_factory.mktemp("schools")) as site:
        for each in (*TEN, OUTSIDE):
            site.add(each)
        yield site


def shown_sums(site: Installation, code: str) -> Sums:
    """What the roll-up of `code` shows, cell by cell."""
    workspace = site.workspace(code)
    own = current_draft(workspace).content.figures
    found = rollup(workspace).sums(FORM, own)
    return {cell: displayed_value(FORM, found, cell) for cell in FORM.cells}


def shown_lines(site: Installation, code: str) -> Counter[Line]:
    """The lines of the units below `code`: who wrote which, with its numbers."""
    found = rollup(site.workspace(code)).own_lines()
    return Counter(_line(unit.code, line) for unit, line in found)


def entered_lines(entries: Mapping[str, Entry]) -> Counter[Line]:
    return Counter(_line(code, line) for code, entry in entries.items() for line in entry.lines)


def _line(code: str, line: OwnLine) -> Line:
    return code, line.label, tuple(sorted(line.values.items()))


@st.composite
def arrival_orders(draw: st.DrawFn, number: int) -> list[int]:
    """The indices of `number` files in the order of their arrival; some arrive more than once."""
    again = draw(st.lists(st.integers(0, number - 1), max_size=number // 2))
    return draw(st.permutations([*range(number), *again]))


@dataclass(frozen=True)
class SentReport:
    """A sent file: which unit sent it, and whose entries its sums hold, by unit code."""

    file: Path
    unit: str
    fingerprint: str
    entries: Mapping[str, Entry]


def fill_and_send(
    site: Installation,
    code: str,
    entry: Entry,
    file: Path,
    *,
    to: str | None = None,
    below: Iterable[SentReport] = (),
) -> SentReport:
    """Enter `entry` for the unit `code` and send its report; `below` are the reports that it has received."""
    site.fill(code, entry.document)
    fingerprint = site.send(code, file, to).fingerprint
    held = {unit: entry for each in below for unit, entry in each.entries.items()}
    return SentReport(file, code, fingerprint, {**held, code: entry})


@FEWER
@given(seed=SEEDS, order=arrival_orders(len(TEN)))
def test_ten_schools_add_up_cell_by_cell_in_whatever_order_and_however_often_they_arrive(
    schools: Installation, tmp_path_factory: pytest.TempPathFactory, seed: int, order: Sequence[int]
) -> None:
    folder, random = tmp_path_factory.mktemp("ten"), Random(seed)
    entries: dict[str, Entry] = {unit.code: random_entry(random, unit.level) for unit in TEN}
    sent = [fill_and_send(schools, code, entry, folder / f"{code}.lcweek") for code, entry in entries.items()]
    own = random_entry(random, listed(COMMUNE).level)
    with Installation(folder / "commune") as commune:
        commune.add(listed(COMMUNE), TEN)
        commune.fill(COMMUNE, own.document)
        commune.receive(COMMUNE, *(sent[number].file for number in order), confirm_keys=True)
        assert shown_sums(commune, COMMUNE) == expected_sums(FORM, [own, *entries.values()])
        assert shown_lines(commune, COMMUNE) == entered_lines(entries)
        assert reporting_progress(commune.workspace(COMMUNE)).received == tuple(entries)


ROUTES: Final = st.lists(st.sampled_from(("inside", "direct", "both")), min_size=4, max_size=4)


@FEWER
@given(seed=SEEDS, routes=ROUTES, data=st.data())
def test_a_school_counts_once_though_it_comes_directly_and_inside_its_commune(
    schools: Installation,
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    routes: list[str],
    data: st.DataObject,
) -> None:
    folder, random = tmp_path_factory.mktemp("routes"), Random(seed)
    with Installation(folder / "commune") as commune, Installation(folder / "district") as district:
        sent = [*routed(schools, commune, folder, routes, random)]
        district.add(listed(DISTRICT), [*TEN, OUTSIDE])
        arrived: list[SentReport] = []
        for number in data.draw(arrival_orders(len(sent))):
            arrived.append(sent[number])
            district.receive(DISTRICT, sent[number].file, confirm_keys=True)
            assert shown_sums(district, DISTRICT) == expected_sums(FORM, [*counting(arrived).values()])
        assert shown_lines(district, DISTRICT) == entered_lines(counting(arrived))


@FEWER
@given(seed=SEEDS, routes=ROUTES)
def test_a_school_chosen_from_one_of_its_two_places_counts_there_and_only_there(
    schools: Installation, tmp_path_factory: pytest.TempPathFactory, seed: int, routes: list[str]
) -> None:
    folder, random = tmp_path_factory.mktemp("chosen"), Random(seed)
    with Installation(folder / "commune") as commune, Installation(folder / "district") as district:
        *singly, whole = routed(schools, commune, folder, ["both", *routes], random)
        district.add(listed(DISTRICT), [*TEN, OUTSIDE])
        district.receive(DISTRICT, *(each.file for each in (*singly, whole)), confirm_keys=True)
        direct = next(each for each in singly if each.unit == TEN[0].code)
        inside = inside_fingerprint(commune, direct.unit)

        decide(district.workspace(DISTRICT), direct.unit, direct.fingerprint)
        entries = {**counting([*singly, whole]), **direct.entries}
        expected = expected_sums(FORM, [*entries.values()])
        left_blank = expected_sums(FORM, [whole.entries[direct.unit]])
        for cell, taken_out in left_blank.items():
            if expected[cell] is None and taken_out is not None:
                expected[cell] = 0
        assert shown_sums(district, DISTRICT) == expected
        assert shown_lines(district, DISTRICT) == entered_lines(entries)

        decide(district.workspace(DISTRICT), direct.unit, inside)
        entries = counting([*singly, whole])
        assert shown_sums(district, DISTRICT) == expected_sums(FORM, [*entries.values()])


def routed(
    schools: Installation, commune: Installation, folder: Path, routes: Sequence[str], random: Random
) -> Iterator[SentReport]:
    """The reports that arrive at the district, in this order.

    They are that of OUTSIDE, those of the schools that report to the district as well or only there
    (corrected since the commune received theirs), and that of the commune with the others inside.
    """

    def sent(
        site: Installation, unit: Unit, name: str, to: str | None = None, below: Iterable[SentReport] = ()
    ) -> SentReport:
        entry = random_entry(random, unit.level)
        file = folder / f"{unit.code}{name}.lcweek"
        return fill_and_send(site, unit.code, entry, file, to=to, below=below)

    route_of = [*zip(TEN, routes, strict=False)]
    inside = [sent(schools, unit, "") for unit, route in route_of if route != "direct"]
    yield sent(schools, OUTSIDE, "")
    yield from (sent(schools, unit, "-direct", DISTRICT) for unit, route in route_of if route != "inside")
    commune.add(listed(COMMUNE), TEN)
    commune.receive(COMMUNE, *(each.file for each in inside), confirm_keys=True)
    yield sent(commune, listed(COMMUNE), "", below=inside)


def inside_fingerprint(commune: Installation, code: str) -> str:
    members = rollup(commune.workspace(COMMUNE)).members
    return next(member.fingerprint for member in members if member.unit.code == code)


def counting(arrived: Iterable[SentReport]) -> dict[str, Entry]:
    """The entries that count. Of a school in two places it is the one that came through its parent."""
    by_size = sorted(arrived, key=lambda each: len(each.entries))
    direct = {unit: entry for each in by_size for unit, entry in each.entries.items() if each.unit == unit}
    inside = {u: e for each in by_size if each.unit == COMMUNE for u, e in each.entries.items()}
    return direct | inside


# One receiver, two units: everything that may happen, in any order


ENTRIES: Final = [
    Entry({cell: number for number, cell in enumerate(FORM.stored_cells[:filled], first)})
    for filled, first in ((6, 100), (6, 200), (6, 300), (3, 10), (1, 5))
]
UNITS: Final = TEN[:2]
SILENT: Final = TEN[2]
UNIT_IDS: Final = {str(unit.code): unit.id for unit in UNITS}
MOST_MACHINES: Final = 5


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
        VersionStatus.ONE_CODE,
    },
    ReceiveVerdict.CONFLICT: {VersionStatus.CONFLICT},
    ReceiveVerdict.SET_ASIDE: {VersionStatus.KEY_SUPERSEDED},
}
"""The statuses that the report in a file may have after the file got a verdict."""


@dataclass(frozen=True)
class SentVersion:
    """A sent file, and what the receiver will hold of it."""

    file: Path
    unit: str
    report: Version
    issue: int


@dataclass
class Machine:
    """One installation of a unit, with the test's own record of what it has frozen last."""

    site: Installation
    unit: str
    key: str
    entry: Entry | None = None
    revision: int = 0
    fingerprint: str | None = None


class Histories(RuleBasedStateMachine):
    """Corrections, returns to earlier content, copies of a data folder, new installations, arrivals in any
    order and number, key confirmations, decisions, undoings, restarts."""

    machines = Bundle("machines")
    sent_versions = Bundle("sent_versions")

    def __init__(self) -> None:
        super().__init__()
        self.opened = ExitStack()
        self.folder = Path(self.opened.enter_context(tempfile.TemporaryDirectory()))
        self.paths_given = self.machines_made = 0
        self.receiver = self.opened.enter_context(Installation(self.folder / "receiver"))
        self.receiver.add(listed(COMMUNE), [*UNITS, SILENT])
        self.histories: dict[str, list[Event]] = {unit.code: [] for unit in UNITS}
        self.units_decided: list[str] = []
        self.reports: dict[VersionId, Version] = {}
        self.entries: dict[str, Entry] = {}
        self.issues: dict[VersionId, int] = {}

    def teardown(self) -> None:
        self.opened.close()

    def path(self, name: str) -> Path:
        self.paths_given += 1
        return self.folder / f"{self.paths_given}-{name}"

    def install(self, unit: Unit) -> Machine:
        self.machines_made += 1
        site = self.opened.enter_context(Installation(self.path("machine")))
        workspace = site.add(unit)
        return Machine(site, unit.code, signing_key(site.context, workspace.unit.id).public.base64)

    # What happens at the units

    @initialize(target=machines)
    def begin(self) -> MultipleResults[Machine]:
        """One unit has two installations, each with a key of its own, the other unit one."""
        return multiple(*(self.install(unit) for unit in (UNITS[0], UNITS[0], UNITS[1])))

    @rule(target=machines, machine=machines, copied=st.booleans())
    def another_machine(self, machine: Machine, copied: bool) -> Machine | MultipleResults[Machine]:
        """The unit's data folder copied to a second PC, or the program installed anew with another key."""
        if self.machines_made == MOST_MACHINES:
            return multiple()
        if not copied:
            return self.install(next(unit for unit in UNITS if unit.code == machine.unit))
        self.machines_made += 1
        return replace(machine, site=self.opened.enter_context(machine.site.copied(self.path("machine"))))

    @rule(
        target=sent_versions, machine=machines, entry=st.sampled_from(ENTRIES), number=st.sampled_from("12")
    )
    def report(self, machine: Machine, entry: Entry, number: str) -> SentVersion:
        return self.send(machine, entry, number)

    def send(self, machine: Machine, entry: Entry, number: str) -> SentVersion:
        """`number` is the office's: another one raises the issue, not the revision."""
        file = self.path("report.lcweek")
        machine.site.fill(machine.unit, {**entry.document, "signoff": {"number": number}})
        sending = machine.site.send(machine.unit, file)
        if entry == machine.entry:
            assert (sending.revision, sending.fingerprint) == (machine.revision, machine.fingerprint)
        else:
            assert sending.revision == machine.revision + 1
            held_id = VersionId(sending.fingerprint, machine.key)
            filled = len(entry.figures)
            name = next(unit.name for unit in UNITS if unit.code == machine.unit)
            self.reports[held_id] = Version(held_id, sending.revision, machine.fingerprint, filled, name=name)
            self.entries[sending.fingerprint] = entry
            machine.entry = entry
            machine.revision, machine.fingerprint = sending.revision, sending.fingerprint
        version = self.reports[VersionId(sending.fingerprint, machine.key)]
        return SentVersion(file, machine.unit, version, sending.issue)

    # What happens at the receiver

    @rule(target=sent_versions, machine=machines, entry=st.sampled_from(ENTRIES), confirm=st.booleans())
    def report_and_arrive(self, machine: Machine, entry: Entry, confirm: bool) -> SentVersion:
        sent = self.send(machine, entry, "1")
        self.receive(sent, confirm)
        return sent

    @rule(sent=sent_versions, confirm=st.booleans(), restart=st.booleans())
    def arrive(self, sent: SentVersion, confirm: bool, restart: bool) -> None:
        self.receive(sent, confirm)
        if restart:
            self.receiver.restart()

    def receive(self, sent: SentVersion, confirm: bool) -> None:
        history = self.histories[sent.unit]
        before = statuses(history)
        (receipt,) = self.receiver.receive(COMMUNE, sent.file, confirm_keys=confirm)
        history.append(Arrived(sent.report))
        self.issues[sent.report.id] = max(sent.issue, self.issues.get(sent.report.id, 0))
        is_pending = statuses(history)[sent.report.id] is VersionStatus.KEY_PENDING
        if confirm and (is_pending or sent.report.id.key == reference.provisional_key(history)):
            self.decided(sent.unit, Confirmed(sent.report.id.key))
        after = statuses(history)
        assert after[sent.report.id] in MEANINGS[receipt.verdict]
        assert receipt.verdict is not ReceiveVerdict.KNOWN or after == before

    def decided(self, unit: str, event: Event) -> None:
        self.histories[unit].append(event)
        self.units_decided.append(unit)

    def keys_in_question(self) -> list[tuple[str, str]]:
        return sorted(
            {
                (unit, held_id.key)
                for unit, history in self.histories.items()
                for held_id, status in statuses(history).items()
                if status in KEY_QUESTIONS or held_id.key == reference.provisional_key(history)
            }
        )

    @rule(data=st.data())
    def confirm_a_key(self, data: st.DataObject) -> None:
        if in_question := self.keys_in_question():
            unit, key = data.draw(st.sampled_from(in_question))
            confirm_key(self.receiver.workspace(COMMUNE), unit, key)
            self.decided(unit, Confirmed(key))

    @rule(data=st.data())
    def say_that_all_is_of_one_unit(self, data: st.DataObject) -> None:
        asked = sorted(
            {
                (unit, held_id.key)
                for unit, history in self.histories.items()
                for held_id, status in statuses(history).items()
                if status is VersionStatus.ONE_CODE
            }
        )
        if asked:
            unit, key = data.draw(st.sampled_from(asked))
            one_unit(self.receiver.workspace(COMMUNE), unit, key)
            self.decided(unit, United(key))

    def choices(self) -> list[tuple[str, Version]]:
        return [
            (unit, report)
            for unit, history in self.histories.items()
            for report in reference.held_versions(history)
            if report.id in reference.positions(history)
        ]

    @rule(data=st.data())
    def decide(self, data: st.DataObject) -> None:
        if choices := self.choices():
            unit, report = data.draw(st.sampled_from(choices))
            decide(self.receiver.workspace(COMMUNE), unit, report.id.fingerprint)
            self.decided(unit, Chose(report))

    @rule()
    def take_back_the_last_decision(self) -> None:
        if self.units_decided:
            undo(self.receiver.workspace(COMMUNE))
            self.histories[self.units_decided.pop()].append(Undone())

    # What the receiver must show after every step

    @invariant()
    def every_resolution_is_the_model_s(self) -> None:
        workspace = self.receiver.workspace(COMMUNE)
        for unit, history in self.histories.items():
            reports = unit_reports(workspace, UNIT_IDS[unit])
            found = reports.resolution
            assert {each.version.id: each.issue for each in reports.reports} == {
                report.id: self.issues[report.id] for report in reference.held_versions(history)
            }
            assert found.status == statuses(history)
            assert (found.counted, found.gap) == (reference.counted(history), reference.has_gap(history))
            assert found.provisional == reference.provisional_key(history)

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
        expected = expected_sums(FORM, [self.entries[held_id.fingerprint] for held_id in counting.values()])
        assert shown_sums(self.receiver, COMMUNE) == expected
        listed = rollup(self.receiver.workspace(COMMUNE)).members
        assert {
            member.unit.code: VersionId(member.fingerprint, member.key)
            for member in listed
            if member.counted is Counted.COUNTED
        } == counting
        provisional = {reference.provisional_key(history) for history in self.histories.values()}
        assert {member.key for member in listed if member.provisional} == {
            held_id.key for held_id in counting.values() if held_id.key in provisional
        }


def statuses(history: reference.History) -> dict[VersionId, VersionStatus]:
    return {report.id: reference.status(history, report) for report in reference.held_versions(history)}


TestHistories = Histories.TestCase
TestHistories.settings = settings(FEWER, stateful_step_count=30)
