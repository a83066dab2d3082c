"""“Chuyển sang máy khác”: everything and the keys arrive, the machine that was left says so, and asks."""

from __future__ import annotations

import shutil
from datetime import datetime
from itertools import count, islice
from pathlib import Path

import pytest

from lcweek_desktop.bundle.manifest import Manifest
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.backup.differences import differences
from lcweek_desktop.services.backup.moved import allow_here, moved_on, stay_here
from lcweek_desktop.services.backup.moving import (
    MovedIn,
    MovedOut,
    move_in,
    move_out,
    move_out_steps,
    moved_differences,
)
from lcweek_desktop.services.backup.revision_numbers import note_last_sent
from lcweek_desktop.services.report.freezing import report_state
from lcweek_desktop.services.report.unit_changes import remove_unit, unit_removal
from lcweek_desktop.services.workspace.context import holds_data
from lcweek_desktop.services.workspace.keys import key_file, own_keys, renewed_key
from tests.disk import filled_up
from tests.moments import killed_at, moments
from tests.services.backup import move_steps
from tests.services.installation import COMMUNE, Installation, listed, school

SCHOOL = school("a").code
NOW = datetime(2024, 10, 12, 7)
PASSPHRASE = "nước chảy đá mòn"


@pytest.fixture
def machine(tmp_path: Path) -> Installation:
    """The machine of a school that sent one report."""
    made = Installation(tmp_path / "cu")
    made.add(school("a"))
    report(made, 1)
    return made


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of such a machine. Locking one takes seconds."""
    folder = tmp_path_factory.mktemp("tep")
    with Installation(folder / "cu") as made:
        made.add(school("a"))
        report(made, 1)
        return moved(made, folder).file


def report(machine: Installation, count: int) -> Manifest:
    """Enter `count` classes, send, and return the manifest of what was sent."""
    machine.fill(SCHOOL, {"figures": {"1.1": {"count": count, "people": 10 * count}}})
    file = machine.home / "bao-cao.lcweek"
    machine.send(SCHOOL, file)
    return read_bundle(file.read_bytes(), machine.context.forms).manifest


def moved(machine: Installation, folder: Path) -> MovedOut:
    return move_out(machine.context, folder / "may-cu.lcwmove", PASSPHRASE, now=lambda: NOW)


def arrived(file: Path, home: Path, passphrase: str = PASSPHRASE) -> Installation:
    move_in(home, file, passphrase, now=lambda: NOW)
    return Installation(home)


def test_the_key_of_a_unit_that_was_removed_goes_along_with_what_it_froze(
    machine: Installation, tmp_path: Path
) -> None:
    machine.add(school("b"))
    workspace = machine.workspace(SCHOOL)
    key = key_file(machine.home, workspace.unit.id)
    remove_unit(unit_removal(workspace), expressly=True)
    there = arrived(moved(machine, tmp_path).file, tmp_path / "moi")
    assert key_file(there.home, workspace.unit.id).read_bytes() == key.read_bytes()


def refusal(machine: Installation) -> KnownError:
    with pytest.raises(KnownError) as refused:
        machine.send(SCHOOL, machine.home / "khac.lcweek")
    return refused.value


def leftovers(home: Path) -> list[str]:
    return [str(path) for path in home.rglob("*lcweek-tmp*")]


def test_the_other_machine_goes_on_with_the_data_the_blobs_and_the_key(
    machine: Installation, tmp_path: Path
) -> None:
    own = machine.workspace(SCHOOL)
    out = moved(machine, tmp_path)
    assert (out.units, out.without_key) == ((SCHOOL,), ())
    assert out.size == out.file.stat().st_size
    with arrived(out.file, tmp_path / "moi") as other:
        assert own_keys(other.context) == own_keys(machine.context)
        assert report_state(other.workspace(SCHOOL)) == report_state(own)
        assert moved_on(other.home) is None
        note_last_sent(other.workspace(SCHOOL), 0)
        sent = report(other, 2)
        assert (sent.revision, sent.restored) == (2, 1)
        assert sent.previous is not None
        assert renewed_key(other.workspace(SCHOOL)) is None
    assert not leftovers(machine.home) + leftovers(tmp_path / "moi")


def test_received_files_go_along(tmp_path: Path, machine: Installation) -> None:
    with Installation(tmp_path / "xa") as commune:
        commune.add(listed(COMMUNE), [school("a")])
        commune.receive(COMMUNE, machine.home / "bao-cao.lcweek", confirm_keys=True)
        own = commune.workspace(COMMUNE)
        (held,) = own.store.stored_reports.of(own.unit.id, own.campaign)
        assert held.file is not None
        file = own.store.blobs.get(held.file)
        out = move_out(commune.context, tmp_path / "xa.lcwmove", PASSPHRASE)
        with arrived(out.file, tmp_path / "moi") as other:
            assert other.context.store.blobs.get(held.file) == file
            assert other.workspace(COMMUNE).unit.code == COMMUNE


def test_the_other_machine_asks_what_was_sent_last(file: Path, tmp_path: Path) -> None:
    """The old machine may have gone on after the file was made."""
    with arrived(file, tmp_path / "moi") as other:
        assert refusal(other).code == "restored-ask"


def test_the_machine_that_was_left_says_so_and_asks_before_each_new_revision(
    machine: Installation, tmp_path: Path
) -> None:
    assert moved_on(machine.home) is None
    moved(machine, tmp_path)
    machine.restart()
    assert moved_on(machine.home) == "12/10/2024"
    own = machine.workspace(SCHOOL)
    machine.send(SCHOOL, machine.home / "nhu-cu.lcweek")  # what was frozen before may be sent again
    machine.fill(SCHOOL, {"figures": {"1.1": {"count": 2}}})
    refused = refusal(machine)
    assert refused.code == "move-ask"
    assert "12/10/2024" in refused.message
    assert report_state(own).last is not None
    allow_here(own)
    machine.send(SCHOOL, machine.home / "khac.lcweek")
    machine.fill(SCHOOL, {"figures": {"1.1": {"count": 3}}})
    assert refusal(machine).code == "move-ask"
    stay_here(machine.home)
    machine.send(SCHOOL, machine.home / "khac.lcweek")
    assert moved_on(machine.home) is None


def went_on(file: Path, home: Path, count: int) -> Installation:
    """Another machine that opened `file` and sent `count` classes."""
    other = arrived(file, home)
    note_last_sent(other.workspace(SCHOOL), 0)
    report(other, count)
    return other


def last_revision(machine: Installation) -> int:
    last = report_state(machine.workspace(SCHOOL)).last
    assert last is not None
    return last.revision


def opened(machine: Installation, file: Path) -> MovedIn:
    """Open `file` on `machine`, which is closed for it and opened again."""
    machine.close()
    try:
        return move_in(machine.home, file, PASSPHRASE, now=lambda: NOW)
    finally:
        machine.restart()


def test_the_machine_that_was_left_takes_its_data_back(machine: Installation, tmp_path: Path) -> None:
    out = moved(machine, tmp_path)
    with went_on(out.file, tmp_path / "moi", 2) as other:
        sent = report_state(other.workspace(SCHOOL)).last
        back = move_out(other.context, tmp_path / "ve.lcwmove", PASSPHRASE).file
        assert moved_on(other.home) is not None
        found = moved_differences(machine.context, back, PASSPHRASE)
        assert [(each.revisions, len(each.cells)) for each in found.reports] == [((1, 2), 2)]
        assert moved_on(machine.home) == "12/10/2024"  # only looked at
        keys = own_keys(machine.context)
        kept = opened(machine, back).kept
        assert kept is not None
        assert moved_on(machine.home) is None
        assert report_state(machine.workspace(SCHOOL)).last == sent
        assert own_keys(machine.context) == keys
        (before,) = differences(machine.context, kept).reports
        assert before.revisions == (2, 1)
        assert refusal(machine).code == "restored-ask"  # the other one may have gone on
        note_last_sent(machine.workspace(SCHOOL), 0)
        assert (report(machine, 3).revision, report(machine, 4).restored) == (3, 2)
        # And forth again: the one that was left now takes the newer data, and not the old file.
        forth = move_out(machine.context, tmp_path / "lai.lcwmove", PASSPHRASE).file
        with pytest.raises(KnownError) as refused:
            opened(other, out.file)
        assert (refused.value.code, moved_on(other.home) is None) == ("move-older", False)
        opened(other, forth)
        assert moved_on(other.home) is None
        assert last_revision(other) == 4
        with pytest.raises(KnownError) as refused:
            opened(other, forth)
        assert refused.value.code == "move-occupied"


def test_the_machine_that_was_left_takes_neither_its_own_file_nor_one_without_its_units(
    machine: Installation, tmp_path: Path
) -> None:
    out = moved(machine, tmp_path)
    other = went_on(out.file, tmp_path / "moi", 2)
    with other:
        back = move_out(other.context, tmp_path / "ve.lcwmove", PASSPHRASE).file
    before = (machine.home / "moved.txt").read_bytes()

    def code(file: Path) -> str:
        with pytest.raises(KnownError) as refused:
            opened(machine, file)
        assert last_revision(machine) == 1
        assert (machine.home / "moved.txt").read_bytes() == before
        assert not leftovers(machine.home)
        return refused.value.code

    assert code(out.file) == "move-older"
    machine.add(school("b"))
    assert code(back) == "move-occupied"


def test_a_mark_that_cannot_be_read_asks_too(machine: Installation, tmp_path: Path) -> None:
    (machine.home / "moved.txt").write_bytes(b"\xff\xfe")
    machine.fill(SCHOOL, {"figures": {"1.1": {"count": 2}}})
    assert moved_on(machine.home) == "không rõ"
    assert refusal(machine).code == "move-ask"
    allow_here(machine.workspace(SCHOOL))
    machine.send(SCHOOL, machine.home / "khac.lcweek")


def test_a_wrong_pass_phrase_changes_nothing_and_the_right_one_works_then(file: Path, tmp_path: Path) -> None:
    home = tmp_path / "moi"
    with pytest.raises(KnownError) as refused:
        move_in(home, file, "nước chảy đá mềm")
    assert refused.value.code == "move-passphrase"
    assert not holds_data(home)
    assert not leftovers(home)
    with arrived(file, home, "  nước chảy  đá mòn") as other:
        assert other.workspace(SCHOOL).unit.code == SCHOOL


def test_a_data_folder_that_was_begun_without_a_unit_takes_the_file(file: Path, tmp_path: Path) -> None:
    """As the window has one open when it shows the guide for the first start."""
    Installation(tmp_path / "moi").close()
    with arrived(file, tmp_path / "moi") as other:
        assert other.workspace(SCHOOL).unit.code == SCHOOL
        assert refusal(other).code == "restored-ask"


def test_a_machine_with_a_unit_keeps_its_own_data(file: Path, tmp_path: Path) -> None:
    with Installation(tmp_path / "moi") as other:
        other.add(school("b"))
        other.close()
        with pytest.raises(KnownError) as refused:
            move_in(other.home, file, PASSPHRASE)
        assert refused.value.code == "move-occupied"
        assert school("b").code in refused.value.message
        other.restart()
        assert other.workspace(school("b").code)
        assert len(own_keys(other.context)) == 1


def test_a_key_that_is_there_already_is_never_written_over(file: Path, tmp_path: Path) -> None:
    with Installation(tmp_path / "khac") as other:
        other.add(school("a"))
        (key,) = (other.home / "keys").iterdir()
        (tmp_path / "moi" / "keys").mkdir(parents=True)
        kept = tmp_path / "moi" / "keys" / key.name
        kept.write_bytes(key.read_bytes())
    with pytest.raises(KnownError) as refused:
        move_in(tmp_path / "moi", file, PASSPHRASE)
    assert refused.value.code == "move-occupied"
    assert kept.read_bytes() == key.read_bytes()
    assert not holds_data(tmp_path / "moi")


def test_a_folder_in_use_says_so(file: Path, tmp_path: Path) -> None:
    with Installation(tmp_path / "moi"), pytest.raises(KnownError) as refused:
        move_in(tmp_path / "moi", file, PASSPHRASE)
    assert refused.value.code == "store-busy"


def test_a_unit_whose_key_is_lost_moves_without_one_and_that_is_told(
    machine: Installation, tmp_path: Path
) -> None:
    for key in (machine.home / "keys").iterdir():
        key.write_bytes(b"damaged")
    out = moved(machine, tmp_path)
    assert out.without_key == (SCHOOL,)
    assert move_in(tmp_path / "moi", out.file, PASSPHRASE).without_key == (SCHOOL,)


def test_nothing_is_written_or_marked_without_a_unit_a_pass_phrase_or_a_kind(
    machine: Installation, tmp_path: Path
) -> None:
    def code(installation: Installation, name: str, passphrase: str) -> str:
        with pytest.raises(KnownError) as refused:
            move_out(installation.context, tmp_path / name, passphrase)
        assert not (tmp_path / name).exists()
        assert moved_on(installation.home) is None
        return refused.value.code

    assert code(machine, "a.lcwmove", "ngắn") == "move-short"
    assert code(machine, "a.zip", PASSPHRASE) == "export-kind"
    assert code(machine, "khong-co/a.lcwmove", PASSPHRASE) == "export-folder"
    with Installation(tmp_path / "moi") as empty:
        assert code(empty, "a.lcwmove", PASSPHRASE) == "unit-none"


def test_a_full_stick_says_so_and_the_machine_is_not_marked(
    machine: Installation, tmp_path: Path, small_disk: Path
) -> None:
    with filled_up(small_disk), pytest.raises(KnownError) as refused:
        moved(machine, small_disk)
    assert refused.value.code == "export-full"
    assert not (small_disk / "may-cu.lcwmove").exists()
    assert moved_on(machine.home) is None
    assert not leftovers(machine.home) + leftovers(small_disk)


def test_no_file_is_written_that_this_machine_would_not_remember(
    machine: Installation, tmp_path: Path
) -> None:
    """Both machines would go on otherwise: here a folder stands where the mark is to be."""
    (machine.home / "moved.txt" / "x").mkdir(parents=True)
    with pytest.raises(KnownError):
        moved(machine, tmp_path)
    assert not (tmp_path / "may-cu.lcwmove").exists()


def test_ending_the_work_leaves_no_file_and_no_mark(machine: Installation, tmp_path: Path) -> None:
    for number in count(1):
        steps = move_out_steps(machine.context, tmp_path / "a.lcwmove", PASSPHRASE)
        *_, last = islice(steps, number)
        if last.moved is not None:
            return
        steps.close()  # type: ignore[attr-defined]
        assert not (tmp_path / "a.lcwmove").exists()
        assert moved_on(machine.home) is None
        assert not leftovers(machine.home)


def test_work_that_was_cut_short_after_the_keys_were_saved_is_done_again(file: Path, tmp_path: Path) -> None:
    """The keys come before the data: no machine has data to sign without their key."""
    home = tmp_path / "moi"
    with arrived(file, tmp_path / "truoc") as before:
        shutil.copytree(before.home / "keys", home / "keys")
    (home / "moving-in.lcweek-tmp.lcwbak").write_bytes(b"half of it")
    with arrived(file, home) as other:
        assert other.workspace(SCHOOL).unit.code == SCHOOL
    assert not leftovers(home)


def test_killed_while_writing_or_opening_no_half_file_is_taken_and_no_key_lost(tmp_path: Path) -> None:
    """A few moments; the benchmark `move_kills` takes many."""
    old, new, file = tmp_path / "cu", tmp_path / "moi" / "home", tmp_path / "a.lcwmove"
    new.parent.mkdir()
    move_steps.prepare(old)
    had = move_steps.keys(old)
    writing, opening = move_steps.command("out", old, file), move_steps.command("in", new, file)
    most = moments(writing)
    for moment in (most // 2, most - 6, most - 1):
        file.unlink(missing_ok=True)
        stay_here(old)
        assert killed_at(writing, moment)
        move_steps.check_left(old, file, had, tmp_path / "thu")
    assert moments(writing)
    most = moments(opening)
    for moment in (most // 3, most // 2, most - 12):
        shutil.rmtree(new)
        assert killed_at(opening, moment)
        move_steps.check_new(new, file, had)
