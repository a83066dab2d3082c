"""A command is killed, two programs run at once, the disk is full: nothing is left half done, nothing is
lost, and what was refused can be done later."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PIL import Image

from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.paper.reading import read_papers
from lcweek_desktop.services.paper.scans import attach_scan
from lcweek_desktop.services.receiving.file_verification import verify_file
from lcweek_desktop.services.receiving.found_files import listed_files
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.report.filling import describe_report
from lcweek_desktop.services.report.freezing import freeze
from lcweek_desktop.services.report.photos import store_photo
from lcweek_desktop.services.summing.reporting_status import reporting_progress
from lcweek_desktop.services.workspace.user_files import read_file
from tests.disk import filled_up, open_to_all, without_rights
from tests.kills import FORMS, STEPS, Victims
from tests.services.installation import COMMUNE, Installation, listed, school
from tests.services.random_entries import random_entry

SCHOOL = school("a")
PHOTO_FREE = {"figures": {"2": {"count": 5}}}
LONG = {"narrative": {"I.1": "\n\n".join(3 * [("Lễ khai mạc tại sân trường. " * 500).strip()])}}


@pytest.mark.parametrize("moments", [(0.25, 0.45, 0.4), (0.4, 0.6, 0.55), (30.0, 30.0, 30.0)])
def test_killed_commands_leave_all_or_nothing(tmp_path: Path, moments: tuple[float, ...]) -> None:
    victims = Victims(tmp_path)
    for step, seconds in zip(STEPS, moments, strict=True):
        step(victims, seconds)


# Two programs at once


def started(home: Path, file: Path) -> subprocess.Popen[str]:
    """`lcweek fill` in a process of its own."""
    words = [sys.executable, "-m", "lcweek_desktop", "fill", str(file), "--home", str(home), "--json"]
    return subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def entry(folder: Path, name: str, document: dict[str, Any]) -> Path:
    file = folder / name
    file.write_text(json.dumps(document), encoding="utf-8", newline="\n")
    return file


def test_a_second_program_is_told_that_the_folder_is_in_use_and_changes_nothing(tmp_path: Path) -> None:
    file = entry(tmp_path, "entry.json", PHOTO_FREE)
    with Installation(tmp_path / "home") as installation:
        installation.add(SCHOOL)
        process = started(installation.home, file)
        said, _ = process.communicate()
        assert (process.returncode, json.loads(said)["error"]["code"]) == (1, "store-busy")
        assert shown(installation)["figures"] == {}
    process = started(tmp_path / "home", file)
    process.communicate()
    assert process.returncode == 0


def test_of_two_programs_at_once_neither_loses_what_the_other_entered(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Installation(home) as installation:
        installation.add(SCHOOL)
    entries = {row: {"figures": {row: {"count": 7}}} for row in ("2", "3", "4.1", "8")}
    files = {row: entry(tmp_path, f"{row}.json", document) for row, document in entries.items()}
    processes = {row: started(home, file) for row, file in files.items()}
    said = {row: process.communicate()[0] for row, process in processes.items()}
    done = {row for row, process in processes.items() if process.returncode == 0}
    refused = [json.loads(said[row])["error"]["code"] for row in processes.keys() - done]
    assert done
    assert set(refused) <= {"store-busy"}
    with Installation(home) as installation:
        assert shown(installation)["figures"].keys() == done


# A full disk


def shown(installation: Installation) -> Any:
    return describe_report(installation.workspace(SCHOOL.code))


def refused_as(code: str, action: Callable[[], object]) -> None:
    with pytest.raises(KnownError) as caught:
        action()
    assert caught.value.code == code


def test_a_full_disk_refuses_what_is_entered_and_keeps_what_was(small_disk: Path) -> None:
    with Installation(small_disk / "home") as installation:
        installation.add(SCHOOL)
        installation.fill(SCHOOL.code, PHOTO_FREE)
        before, file = shown(installation), entry(small_disk, "long.json", LONG)
        with filled_up(small_disk):
            refused_as("store-full", lambda: installation.fill_file(SCHOOL.code, file))
            assert shown(installation) == before
        installation.fill_file(SCHOOL.code, file)
        assert shown(installation)["narrative"] == {"I.1": LONG["narrative"]["I.1"].strip()}


def test_on_a_full_disk_the_file_sent_before_stays(small_disk: Path, tmp_path: Path) -> None:
    target = small_disk / "sent.lcweek"
    with Installation(tmp_path / "home") as installation:
        installation.add(SCHOOL)
        installation.fill(SCHOOL.code, PHOTO_FREE)
        installation.send(SCHOOL.code, target)
        old = target.read_bytes()
        installation.fill(SCHOOL.code, LONG)
        with filled_up(small_disk):
            refused_as("export-full", lambda: installation.send(SCHOOL.code, target))
            assert target.read_bytes() == old
        assert installation.send(SCHOOL.code, target).revision == 2
    sent = verify_file(target, FORMS).bundle
    assert sent is not None and sent.manifest.revision == 2


def test_on_a_full_disk_nothing_is_frozen_by_halves(small_disk: Path, tmp_path: Path) -> None:
    target = tmp_path / "sent.lcweek"
    with Installation(small_disk / "home") as installation:
        installation.add(SCHOOL)
        installation.fill(SCHOOL.code, PHOTO_FREE)
        shutil.rmtree(installation.home / "keys")
        with filled_up(small_disk):
            refused_as("key-unwritten", lambda: installation.send(SCHOOL.code, target))
        assert installation.send(SCHOOL.code, target).revision == 1
        old = target.read_bytes()
        installation.fill(SCHOOL.code, LONG)
        with filled_up(small_disk):
            refused_as("store-full", lambda: installation.send(SCHOOL.code, target))
            assert (shown(installation)["state"], target.read_bytes()) == ("draft", old)
        assert installation.send(SCHOOL.code, target).revision == 2


def test_a_full_disk_refuses_a_received_file_and_the_next_try_takes_it(
    small_disk: Path, tmp_path: Path
) -> None:
    units, files = [school("a"), school("b")], [tmp_path / "a.lcweek", tmp_path / "b.lcweek"]
    with Installation(tmp_path / "schools") as installation:
        for unit, file in zip(units, files, strict=True):
            installation.add(unit)
            installation.fill(unit.code, {**random_entry(Random(1), unit.level).document, **LONG})
            installation.send(unit.code, file)
    with Installation(small_disk / "home") as commune:
        workspace = commune.add(listed(COMMUNE), units)
        commune.receive(COMMUNE, files[0], confirm_keys=True)
        with filled_up(small_disk):
            (refused,) = commune.receive(COMMUNE, files[1], confirm_keys=True)
            assert (refused.verdict, refused.code) == (ReceiveVerdict.NOT_TAKEN, "store-full")
            assert reporting_progress(workspace).received == (units[0].code,)
        (receipt,) = commune.receive(COMMUNE, files[1], confirm_keys=True)
        assert receipt.verdict is ReceiveVerdict.ACCEPTED
        assert reporting_progress(workspace).received == tuple(unit.code for unit in units)


def test_a_folder_for_which_there_is_no_room_says_of_each_file_whether_it_was_taken(
    small_disk: Path, tmp_path: Path
) -> None:
    files, codes = tmp_path / "files", ["a", "b", "c"]
    files.mkdir()
    with Installation(tmp_path / "schools") as installation:
        for code in codes:
            unit = school(code)
            installation.add(unit)
            long = LONG if code == "b" else {}
            installation.fill(unit.code, {**random_entry(Random(1), unit.level).document, **long})
            installation.send(unit.code, files / f"{code}.lcweek")
    with Installation(small_disk / "home") as commune:
        workspace = commune.add(listed(COMMUNE), [*map(school, codes)])
        first = receive(workspace, [files], confirm_keys=True)
        results = [next(first)]
        with filled_up(small_disk):
            results += first
        assert [result.file.name for result in results] == ["a.lcweek", "b.lcweek", "c.lcweek"]
        assert {result.code for result in results[1:]} == {"store-full"}
        assert {result.verdict for result in results[1:]} == {ReceiveVerdict.NOT_TAKEN}
        assert reporting_progress(workspace).received == (school("a").code,)
        again = [result.verdict for result in receive(workspace, [files], confirm_keys=True)]
        assert again == [ReceiveVerdict.KNOWN, ReceiveVerdict.ACCEPTED, ReceiveVerdict.ACCEPTED]


# The system's temporary folder


@pytest.fixture
def gone_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "khong-co"))


def picture(folder: Path) -> Path:
    file = folder / "anh.png"
    Image.new("RGB", (40, 40)).save(file)
    return file


@pytest.mark.usefixtures("gone_temporary_folder")
def test_without_a_temporary_folder_reports_are_taken_and_pictures_named(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    picture(files)
    with Installation(tmp_path / "home") as installation:
        installation.add(SCHOOL)
        installation.fill(SCHOOL.code, PHOTO_FREE)
        installation.send(SCHOOL.code, files / "b.lcweek")
        workspace = installation.add(listed(COMMUNE), [SCHOOL])
        pictured, report = receive(workspace, [files], confirm_keys=True)
        assert (pictured.verdict, pictured.code) == (ReceiveVerdict.NOT_TAKEN, "temporary-unwritable")
        assert (report.verdict, report.doubts) == (ReceiveVerdict.ACCEPTED, ())


@pytest.mark.usefixtures("gone_temporary_folder")
def test_without_a_temporary_folder_what_needs_one_says_so(tmp_path: Path) -> None:
    with Installation(tmp_path / "home") as installation:
        workspace = installation.add(SCHOOL)
        installation.fill(SCHOOL.code, PHOTO_FREE)
        for action in (
            lambda: store_photo(workspace.context, picture(tmp_path)),
            lambda: print_report(workspace, tmp_path / "a.xlsx"),
            lambda: list(read_papers(workspace, [picture(tmp_path)])),
        ):
            refused_as("temporary-unwritable", action)
        assert not (tmp_path / "a.xlsx").exists()


def test_scans_that_cannot_be_looked_at_are_named_and_their_report_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Installation(tmp_path / "home") as installation:
        workspace = installation.add(SCHOOL)
        installation.fill(SCHOOL.code, PHOTO_FREE)
        freeze(workspace)
        attach_scan(workspace, picture(tmp_path))
        installation.send(SCHOOL.code, tmp_path / "a.lcweek")
        commune = installation.add(listed(COMMUNE), [SCHOOL])
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "khong-co"))
        (result,) = receive(commune, [tmp_path / "a.lcweek"], confirm_keys=True)
        unchecked = sentence("scan-unchecked", cause=KnownError("temporary-unwritable").sentence)
        assert (result.verdict, result.doubts) == (ReceiveVerdict.ACCEPTED, (unchecked,))
        monkeypatch.setattr(tempfile, "tempdir", None)
        (result,) = receive(commune, [tmp_path / "a.lcweek"])
        assert (result.verdict, result.doubts) == (ReceiveVerdict.KNOWN, ())


# Folders that may not be looked into


def test_a_locked_folder_in_a_folder_is_named_and_the_files_beside_it_are_found() -> None:
    with open_to_all() as folder:
        (folder / "a.pdf").write_bytes(b"")
        locked = folder / "khóa"
        locked.mkdir(mode=0)
        with without_rights():
            assert listed_files([folder]) == [folder / "a.pdf", locked]
            refused_as("folder-unreadable", lambda: read_file(locked))
