"""What a file is that somebody opens, and what becomes of it at every unit."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.catalogue import CATALOGUE
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import CampaignUnit, UnitCode
from lcweek_desktop.services.opening.file_kind import ACTIONS, Action, FileKind, Place
from lcweek_desktop.services.opening.opened_file import Opening, opened_files
from lcweek_desktop.services.opening.words import Words
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.storage import MovedMark
from tests.services.conftest import Offices
from tests.services.office import Office
from tests.services.opening.samples import sample

SAID = (Action.SHOW, Action.TELL, Action.WAIT, Action.REOPEN)


@pytest.fixture
def school(offices: Offices) -> Office:
    return offices("TH-A")


@pytest.fixture
def no_unit(tmp_path: Path) -> Iterator[AppContext]:
    """A machine on which no unit works yet."""
    with open_context(tmp_path / "moi", ROOT / "forms") as context:
        yield context


def opened(
    context: AppContext, file: Path, at_work: str | None = None
) -> tuple[FileKind, tuple[Opening, ...]]:
    chosen = None if at_work is None else CampaignUnit(CampaignId("2024"), UnitCode(at_work))
    (found,) = opened_files(context, [file], chosen)
    assert found.path == file
    return found.kind, found.openings


def said(office: Office, file: Path) -> str:
    """The words for `file` where there is one way to open it."""
    _, (opening,) = opened(office.context, file, office.workspace.unit.code)
    assert opening.words is not None
    return " ".join(opening.words)


SENTENCES = {
    (FileKind.REPORT, Place.NO_UNIT): "opened-early",
    (FileKind.REPORT, Place.OWN): "opened-own",
    (FileKind.REPORT, Place.OTHER): "opened-others",
    (FileKind.PRACTICE, Place.OTHER): "opened-others",
    (FileKind.DRAFT, Place.OTHER): "draft-others",
    (FileKind.RECEIPT, Place.NO_UNIT): "receipt-early",
    (FileKind.RECEIPT, Place.RECEIVER): "receipt-others",
    (FileKind.RECEIPT, Place.OTHER): "receipt-others",
    (FileKind.LATER, Place.RECEIVER): "bundle-newer",
    (FileKind.DAMAGED, Place.OTHER): "bundle-container",
    (FileKind.PAPER, Place.NO_UNIT): "opened-paper-early",
    (FileKind.PAPER, Place.OTHER): "opened-paper",
    (FileKind.EMPTY_TEMPLATE, Place.RECEIVER): "opened-empty-template",
    (FileKind.FILLED_TEMPLATE, Place.RECEIVER): "opened-filled-template",
    (FileKind.MACHINE, Place.OTHER): "move-occupied",
    (FileKind.SETUP, Place.OTHER): "opened-setup",
    (FileKind.FOLDER, Place.NO_UNIT): "opened-folder-early",
    (FileKind.FOLDER, Place.OTHER): "opened-folder",
    (FileKind.FOREIGN, Place.OTHER): "bundle-foreign",
    (FileKind.UNREADABLE, Place.OTHER): "file-missing",
}
"""What is said of each kind, where it matters."""


def is_sentence(words: Words, code: str) -> bool:
    """Whether `words` are the sentence of `code`, whatever its fields are filled with."""
    pattern = re.sub(r"\\{\w+\\}", ".+", re.escape(CATALOGUE[code].sentence))
    return re.fullmatch(pattern, words.sentence) is not None


@pytest.mark.parametrize("kind", FileKind)
def test_a_file_of_each_kind_is_known_and_has_its_row_at_every_place(
    kind: FileKind, offices: Offices, school: Office, no_unit: AppContext
) -> None:
    file = sample(kind, school)
    places = {
        Place.NO_UNIT: no_unit,
        Place.OWN: school.context,
        Place.RECEIVER: offices("03394").context,
        Place.OTHER: offices("TH-B").context,
    }
    if Place.OWN not in ACTIONS[kind]:
        del places[Place.OWN]
    for place, context in places.items():
        found, (opening,) = opened(context, file)
        assert (found, opening.place, opening.action) == (kind, place, ACTIONS[kind][place])
        assert (opening.words is not None) == (opening.action in SAID)
        assert (opening.unit is None) == (place is Place.NO_UNIT)
        if (code := SENTENCES.get((kind, place))) is not None:
            assert opening.words is not None
            assert is_sentence(opening.words, code)


def test_a_machine_whose_data_went_away_is_told_how_they_come_back(school: Office) -> None:
    MovedMark(school.context.home).set(date(2024, 10, 12))
    try:
        _, (opening,) = opened(school.context, sample(FileKind.MACHINE, school))
    finally:
        MovedMark(school.context.home).remove()
    assert opening.words is not None
    assert is_sentence(opening.words, "move-back")


def test_units_above_receive_too_and_others_are_told_for_whom_it_is(school: Office, offices: Offices) -> None:
    file = school.report(2)
    for code, place in {"106": Place.RECEIVER, "12": Place.RECEIVER, "TH-D": Place.OTHER}.items():
        _, (opening,) = opened(offices(code).context, file)
        assert opening.place is place
    assert "gửi cho Xã Thèn Sin" in said(offices("TH-C"), file)


def test_a_report_for_somebody_else_is_not_for_the_unit_above_its_sender(
    school: Office, offices: Offices
) -> None:
    school.report(2, "x.lcweek")
    file = school.send("gui-huyen.lcweek", to="106")
    commune, district = offices("03394"), offices("106")
    assert "gửi cho Huyện Tam Đường" in said(commune, file)
    assert opened(district.context, file)[1][0].action is Action.RECEIVE


def test_a_school_that_is_not_listed_yet_is_for_the_unit_that_it_names(
    offices: Offices, tmp_path: Path
) -> None:
    commune = offices("03394")
    with open_context(tmp_path / "truong-moi", ROOT / "forms") as context:
        setup = UnitSetup(None, "Trường Tiểu học Mới", "truong", "03394")
        (tmp_path / "tep").mkdir()
        new = Office(set_up(context, "2024", setup), tmp_path / "tep")
        assert opened(commune.context, new.report(3))[1][0].place is Place.RECEIVER


def test_a_unit_that_receives_nothing_is_no_receiver_although_a_report_names_it(
    school: Office, tmp_path: Path
) -> None:
    with open_context(tmp_path / "lop", ROOT / "forms") as context:
        set_up(context, None, UnitSetup("TH-A", "Trường Tiểu học Thèn Sin", "truong", "03394"))
        (tmp_path / "tep").mkdir()
        below = Office(
            set_up(context, None, UnitSetup(None, "Điểm trường", "truong", "TH-A")), tmp_path / "tep"
        )
        assert opened(school.context, below.report(1))[1][0].place is Place.OTHER


def test_the_own_report_is_told_by_whether_it_is_the_one_frozen_here(
    school: Office, offices: Offices
) -> None:
    first = school.report(2, "mot.lcweek")
    assert "bản số 1 kỳ 2024, đúng bản đã chốt trên máy này" in said(school, first)
    assert "gửi tệp này cho Xã Thèn Sin" in said(school, first)
    second_pc, other_key = offices("TH-A", "2", key_of=school), offices("TH-A", "3")
    for office, code in ((second_pc, "opened-own-elsewhere"), (other_key, "opened-own-key")):
        _, (opening,) = opened(office.context, first)
        assert opening.words is not None
        assert is_sentence(opening.words, code)
    assert "đúng bản đã chốt" in said(school, school.report(4, "hai.lcweek"))


def test_nothing_of_the_own_report_is_changed(school: Office) -> None:
    file = school.report(2)
    before = school.shown()
    opened(school.context, file)
    assert school.shown() == before


def test_the_pdf_that_was_sent_is_the_report_and_one_that_was_printed_is_not(school: Office) -> None:
    school.report(2, "x.lcweek")
    assert opened(school.context, school.send("gui.pdf"))[0] is FileKind.REPORT
    print_report(school.workspace, school.folder / "in.pdf", final=True)
    assert opened(school.context, school.folder / "in.pdf")[0] is FileKind.PAPER


def test_a_name_means_nothing(school: Office) -> None:
    for kind, name in {
        FileKind.REPORT: "anh.jpg",
        FileKind.MACHINE: "bao-cao.lcweek",
        FileKind.FILLED_TEMPLATE: "x",
        FileKind.FOREIGN: "x.lcwmove",
    }.items():
        renamed = shutil.copy(sample(kind, school), school.folder / name)
        assert opened(school.context, Path(renamed))[0] is kind


def test_a_unit_with_another_of_this_machine_below_it_is_one_of_two_that_may_be_chosen(
    school: Office, offices: Offices
) -> None:
    file = school.report(2)
    district = offices("106")
    set_up(district.context, "2024", UnitSetup("03394", "Xã Thèn Sin", "xa"))
    kind, both = opened(district.context, file, "106")
    assert kind is FileKind.REPORT
    assert [(each.unit and each.unit.code, each.action) for each in both] == [
        ("106", Action.RECEIVE),
        ("03394", Action.RECEIVE),
    ]
    assert [each.unit and each.unit.code for each in opened(district.context, file, "03394")[1]] == [
        "03394",
        "106",
    ]


def test_a_file_goes_to_the_only_unit_that_it_concerns_although_another_is_at_work(
    school: Office, offices: Offices
) -> None:
    file = school.report(2)
    set_up(school.context, "2024", UnitSetup("106", "Huyện Tam Đường", "huyen"))
    _, openings = opened(school.context, file, "106")
    assert [(each.unit and each.unit.code, each.place) for each in openings] == [
        ("106", Place.RECEIVER),
        ("TH-A", Place.OWN),
    ]
    stranger = offices("TH-B")
    set_up(stranger.context, "2024", UnitSetup("03394", "Xã Thèn Sin", "xa"))
    _, (only,) = opened(stranger.context, file, "TH-B")
    assert only.unit is not None
    assert (only.unit.code, only.action) == ("03394", Action.RECEIVE)
    of_some_unit = {FileKind.REPORT, FileKind.PRACTICE, FileKind.DRAFT, FileKind.RECEIPT, FileKind.PAPER}
    of_some_unit.add(FileKind.FOLDER)
    for kind in {*FileKind} - of_some_unit:
        _, (told,) = opened(stranger.context, sample(kind, school), "TH-B")
        assert told.unit is not None
        assert (kind, told.unit.code, told.action) == (kind, "TH-B", ACTIONS[kind][Place.OTHER])


def test_a_file_of_a_year_that_this_program_does_not_know_is_known_by_its_sender(
    offices: Offices, school: Office
) -> None:
    file = ROOT / "tests" / "data" / "bundles" / "other-campaign.lcweek"
    kind, (opening,) = opened(school.context, file)
    assert (kind, opening.place) == (FileKind.REPORT, Place.OTHER)
    assert opening.words is not None


def test_what_cannot_be_read_says_why(school: Office) -> None:
    assert "Không có tệp" in said(school, school.folder / "không có.lcweek")
    assert said(school, school.folder / ("x" * 300)) != ""
    large = school.folder / "lớn.lcweek"
    with large.open("wb") as file:
        file.truncate(65 << 20)
    assert "lớn hơn 64 MB" in said(school, large)
    broken = school.folder / "hỏng.xlsx"
    broken.write_bytes(sample(FileKind.EMPTY_TEMPLATE, school).read_bytes()[:-500])
    assert opened(school.context, broken)[0] is FileKind.FOREIGN
