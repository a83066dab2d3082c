"""The next revision after data were put back: its number, what it names, and when a person is asked."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.bundle.manifest import Manifest
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.backup.backing_up import make_backup
from lcweek_desktop.services.backup.carrying import carry_steps
from lcweek_desktop.services.backup.listing import file_backup
from lcweek_desktop.services.backup.restoring import restore
from lcweek_desktop.services.backup.revision_numbers import (
    RevisionNumbers,
    highest_of,
    note_last_sent,
    restored_before,
)
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from lcweek_desktop.services.report.freezing import freeze, report_state
from lcweek_desktop.storage import Backup
from tests.services.installation import COMMUNE, Installation, listed, school

SCHOOL = school("a").code
LATER = datetime(2024, 10, 12, 7)


@pytest.fixture
def machine(tmp_path: Path) -> Installation:
    """The machine of one school."""
    made = Installation(tmp_path / "truong")
    made.add(school("a"))
    return made


def report(machine: Installation, count: int) -> Manifest:
    """Enter `count` classes, send, and return the manifest of what was sent."""
    machine.fill(SCHOOL, {"figures": {"1.1": {"count": count, "people": 10 * count}}})
    return sent(machine)


def sent(machine: Installation) -> Manifest:
    """Send the report as it is, and return the manifest."""
    machine.send(SCHOOL, machine.home / "bao-cao.pdf")
    data = (machine.home / "bao-cao.pdf").read_bytes()
    return read_bundle(sent_bundle(data, "tệp"), machine.context.forms).manifest


def backed_up(machine: Installation) -> Backup:
    """A backup of the data as they are now."""
    return make_backup(machine.context).backup


def put_back(machine: Installation, backup: Backup, *, known: bool = True) -> None:
    """Restore `backup`; without `known`, the data that it replaces cannot be read any more."""
    machine.close()
    if not known:
        (machine.home / "lcweek.db").write_bytes(b"SQLite format 3\0" + bytes(4096))
    restore(machine.home, backup, now=lambda: LATER)
    machine.restart()


def refusal(machine: Installation) -> KnownError:
    with pytest.raises(KnownError) as refused:
        machine.send(SCHOOL, machine.home / "khac.pdf")
    return refused.value


def test_a_report_of_data_that_were_never_put_back_says_so(machine: Installation) -> None:
    assert [report(machine, count).restored for count in (1, 2)] == [0, 0]


def test_the_next_revision_goes_above_those_of_the_state_that_was_replaced(machine: Installation) -> None:
    first = report(machine, 1)
    copy = backed_up(machine)
    report(machine, 2)
    report(machine, 3)
    put_back(machine, copy)
    again = report(machine, 4)
    assert (again.revision, again.previous, again.restored) == (4, first.fingerprint, 1)
    following = report(machine, 5)
    assert (following.revision, following.previous, following.restored) == (5, again.fingerprint, 1)


def test_a_state_of_before_the_first_freezing_names_no_previous(machine: Installation) -> None:
    copy = backed_up(machine)
    report(machine, 2)
    put_back(machine, copy)
    again = report(machine, 2)
    assert (again.revision, again.previous, again.restored) == (2, None, 1)


def test_an_unchanged_report_is_sent_anew_when_a_later_one_is_gone(machine: Installation) -> None:
    """The receiver holds the later one, which would go on counting."""
    report(machine, 1)
    copy = backed_up(machine)
    report(machine, 2)
    put_back(machine, copy)
    assert not report_state(machine.workspace(SCHOOL)).frozen
    assert (sent(machine).revision, sent(machine).revision) == (3, 3)


def test_an_unchanged_report_stays_when_nothing_later_is_gone(machine: Installation) -> None:
    report(machine, 1)
    first = (machine.home / "bao-cao.pdf").read_bytes()
    put_back(machine, backed_up(machine))
    again = sent(machine)
    assert (again.revision, again.restored) == (1, 0)
    assert (machine.home / "bao-cao.pdf").read_bytes() == first


def test_a_receiver_takes_the_restored_report_as_the_latest(tmp_path: Path, machine: Installation) -> None:
    with Installation(tmp_path / "xa") as commune:
        commune.add(listed(COMMUNE), [school("a")])
        report(machine, 1)
        copy = backed_up(machine)
        report(machine, 5)
        commune.receive(COMMUNE, machine.home / "bao-cao.pdf", confirm_keys=True)
        put_back(machine, copy)
        report(machine, 6)
        (result,) = commune.receive(COMMUNE, machine.home / "bao-cao.pdf")
        assert result.code == "received-superseded"
        workspace = commune.workspace(COMMUNE)
        held = workspace.store.stored_reports.of(workspace.unit.id, workspace.campaign)
        assert [(each.version.revision, each.version.restored) for each in held] == [(2, 0), (3, 1)]


def test_restoring_again_counts_on_whatever_the_copy_knew(machine: Installation) -> None:
    copy = backed_up(machine)
    manifests = []
    for count in (1, 2, 3):
        manifests.append(report(machine, count))
        put_back(machine, copy)
    manifests.append(report(machine, 4))
    assert [(each.revision, each.restored) for each in manifests] == [(1, 0), (2, 1), (3, 2), (4, 3)]


def test_going_back_to_the_state_that_was_replaced_counts_too(machine: Installation) -> None:
    early = backed_up(machine)
    report(machine, 1)
    late = backed_up(machine)
    put_back(machine, early)
    report(machine, 2)
    put_back(machine, late)
    again = report(machine, 3)
    assert (again.revision, again.restored) == (3, 2)
    own = machine.workspace(SCHOOL)
    assert [restored_before(own, revision) for revision in (1, 3)] == [0, 2]


def test_where_nobody_can_know_the_person_is_asked_once(machine: Installation) -> None:
    first = report(machine, 1)
    put_back(machine, backed_up(machine), known=False)
    machine.fill(SCHOOL, {"figures": {"1.1": {"count": 2}}})
    error = refusal(machine)
    assert error.code == "restored-ask"
    assert "ngày 12/10/2024" in error.message
    assert "có trên máy: 1" in error.message
    with pytest.raises(KnownError, match="số của bản đã gửi gần nhất"):
        print_report(machine.workspace(SCHOOL), machine.home / "chinh.pdf", final=True)
    assert not (machine.home / "khac.pdf").exists()
    note_last_sent(machine.workspace(SCHOOL), 6)
    again = sent(machine)
    assert (again.revision, again.previous, again.restored) == (7, first.fingerprint, 1)
    assert report(machine, 3).revision == 8


@pytest.mark.parametrize("answer", [0, 1])
def test_none_was_sent_is_an_answer(machine: Installation, answer: int) -> None:
    report(machine, 1)
    put_back(machine, backed_up(machine), known=False)
    note_last_sent(machine.workspace(SCHOOL), answer)
    assert (sent(machine).revision, report(machine, 2).revision) == (1, 2)


def test_the_question_outlives_a_restart_and_a_further_restore(machine: Installation) -> None:
    report(machine, 1)
    copy = backed_up(machine)
    put_back(machine, copy, known=False)
    machine.restart()
    assert refusal(machine).code == "restored-ask"
    put_back(machine, copy)
    assert refusal(machine).code == "restored-ask"


def test_data_that_know_of_a_later_revision_than_those_they_replace_come_from_elsewhere(
    machine: Installation,
) -> None:
    early = backed_up(machine)
    report(machine, 1)
    report(machine, 2)
    late = backed_up(machine)
    machine.close()
    shutil.copy(early.path, machine.home / "lcweek.db")  # by hand, so that nothing is noted
    machine.restart()
    put_back(machine, late)
    assert refusal(machine).code == "restored-ask"


def test_what_a_person_says_unasked_is_taken_too(machine: Installation) -> None:
    """A script may always say it; a number that is known anyway changes nothing."""
    report(machine, 1)
    own = machine.workspace(SCHOOL)
    note_last_sent(own, 1)
    assert not own.store.restores.of(own.unit.id, own.campaign)
    note_last_sent(own, 4)
    again = sent(machine)
    assert (again.revision, again.restored) == (5, 0)


def test_every_unit_of_the_machine_goes_on_above_its_own_numbers(machine: Installation) -> None:
    machine.add(school("b"))
    copy = backed_up(machine)
    report(machine, 1)
    put_back(machine, copy)
    other = machine.workspace(school("b").code)
    freeze(other)
    assert report_state(other).report.revision == 1
    assert report_state(machine.workspace(SCHOOL)).report.revision == 2


def numbers() -> st.SearchStrategy[RevisionNumbers]:
    return st.builds(RevisionNumbers, st.integers(0, 9), st.integers(0, 9), st.booleans())


@given(st.lists(numbers(), min_size=1, max_size=4))
def test_the_next_revision_is_above_every_number_known(known: list[RevisionNumbers]) -> None:
    found = highest_of(*known)
    assert all(found.next > numbers.highest for numbers in known)
    assert found.restored == max(numbers.restored for numbers in known)
    assert found.is_certain == (known[0].is_certain and known[0].highest == found.highest)


def test_a_machine_on_which_the_unit_was_just_added_does_not_know_what_was_sent(
    machine: Installation, tmp_path: Path
) -> None:
    """The old one is broken; the file on the stick is of before its first freezing."""
    *_, last = carry_steps(machine.context, tmp_path / "a.lcwbak")
    assert last.carried is not None
    report(machine, 1)
    with Installation(tmp_path / "moi") as other:
        other.add(school("a"))
        other.close()
        restore(other.home, file_backup(last.carried.file), now=lambda: LATER)
        other.restart()
        assert refusal(other).code == "restored-ask"


def test_data_of_another_machine_are_asked_about_where_this_one_froze_as_many(
    machine: Installation, tmp_path: Path
) -> None:
    report(machine, 1)
    *_, last = carry_steps(machine.context, tmp_path / "a.lcwbak")
    assert last.carried is not None
    report(machine, 2)
    with Installation(tmp_path / "moi") as other:
        other.add(school("a"))
        report(other, 3)
        report(other, 4)
        put_back(other, file_backup(last.carried.file))
        refused = refusal(other)
        assert (refused.code, refused.context["revision"]) == ("restored-ask", 2)


def test_a_unit_that_the_backup_does_not_know_is_asked_about_when_it_is_added_again(
    machine: Installation,
) -> None:
    copy = backed_up(machine)
    other = school("b")
    machine.add(other)
    machine.fill(other.code, {"figures": {"1.1": {"count": 1, "people": 10}}})
    machine.send(other.code, machine.home / "b.pdf")
    put_back(machine, copy)
    machine.add(other)
    machine.fill(other.code, {"figures": {"1.1": {"count": 2, "people": 20}}})
    with pytest.raises(KnownError) as refused:
        freeze(machine.workspace(other.code))
    assert refused.value.code == "restored-ask"
    note_last_sent(machine.workspace(other.code), 1)
    frozen, _issue = freeze(machine.workspace(other.code))
    assert (frozen.report.revision, frozen.report.previous) == (2, None)
