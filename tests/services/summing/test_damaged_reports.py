"""One damaged report is set aside by name, the other sums go on, and its file heals it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.receiving.board import board
from lcweek_desktop.services.receiving.deciding import confirm_key, decide
from lcweek_desktop.services.receiving.journal import undo
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.receiving.unknown_units import add_unknown_units
from lcweek_desktop.services.report.checking import check_report
from lcweek_desktop.services.report.damaged import give_up
from lcweek_desktop.services.report.freezing import freeze
from lcweek_desktop.services.summing.reporting_status import ReportingStatus, reporting_progress
from lcweek_desktop.services.summing.unit_reports import damages
from tests.services.conftest import Offices
from tests.services.office import Office
from tests.services.spoiled import spoil


@pytest.fixture
def files(commune: Office, offices: Offices) -> list[Path]:
    """The reports of schools A (2 classes) and B (5), which the commune has received."""
    files = [offices("TH-A").report(2), offices("TH-B").report(5)]
    commune.receive(*files)
    return files


OF_A = "WHERE unit_code = 'TH-A'"
DAMAGE = {
    "its row": ("held", f"filled = 9 {OF_A}"),
    "its report": (
        "report",
        f"body = x'00' WHERE fingerprint = (SELECT fingerprint FROM held {OF_A})",
    ),
    "its sign-off": ("held", f"signoff = x'7b7d' {OF_A}"),
}


@pytest.mark.parametrize("table_and_change", DAMAGE.values(), ids=DAMAGE)
def test_one_damaged_report_is_named_and_the_other_sums_go_on(
    commune: Office, files: list[Path], table_and_change: tuple[str, str]
) -> None:
    spoil(commune, *table_and_change)
    (damage,) = damages(commune.workspace)
    assert (damage.unit.code, damage.code) == ("TH-A", "damaged-report")
    assert "Trường Tiểu học Thèn Sin (TH-A)" in damage.message
    assert "tổng hợp thiếu đơn vị này" in damage.message
    assert "Hãy nhận lại tệp báo cáo của đơn vị này; nhận xong, báo cáo được tính trở lại." in damage.message
    assert commune.sum("1.1") == 5
    progress = reporting_progress(commune.workspace)
    assert (progress.received, progress.damaged, progress.missing) == (("TH-B",), ("TH-A",), ("TH-C",))
    statuses = {str(child.unit.code): child.status for child in board(commune.workspace).direct}
    assert statuses["TH-A"] is ReportingStatus.DAMAGED
    first = received_items(commune.workspace)[0]
    assert (first.need, first.file, first.sentence) == (Need.DAMAGED, "bao-cao.lcweek", damage.message)


@pytest.mark.parametrize("table_and_change", DAMAGE.values(), ids=DAMAGE)
def test_receiving_its_file_again_heals_it_and_says_so(
    commune: Office, files: list[Path], table_and_change: tuple[str, str]
) -> None:
    spoil(commune, *table_and_change)
    (result,) = commune.receive(files[0])
    assert (result.verdict.value, result.code) == ("accepted", "received-mended")
    assert "lại được tính vào tổng hợp" in result.message
    assert damages(commune.workspace) == ()
    assert commune.sum("1.1") == 7
    assert commune.takes(files[0]) == ("known", "received-known")


def test_sums_that_lack_a_damaged_report_are_not_frozen(commune: Office, files: list[Path]) -> None:
    spoil(commune, *DAMAGE["its row"])
    with pytest.raises(KnownError) as caught:
        freeze(commune.workspace)
    assert caught.value.code == "report-errors"
    assert "Trường Tiểu học Thèn Sin (TH-A)" in caught.value.message
    commune.receive(files[0])
    frozen, _ = freeze(commune.workspace)
    assert [member.unit.code for member in frozen.report.members] == ["TH-A", "TH-B"]


def test_a_damaged_report_that_is_given_up_is_no_longer_reported(commune: Office, files: list[Path]) -> None:
    spoil(commune, *DAMAGE["its report"])
    (place,) = [each.place for each in check_report(commune.workspace) if each.check == "damaged"]
    give_up(commune.workspace, place)
    assert damages(commune.workspace) == ()
    assert reporting_progress(commune.workspace).missing == ("TH-A", "TH-C")
    frozen, _ = freeze(commune.workspace)
    assert [member.unit.code for member in frozen.report.members] == ["TH-B"]
    with pytest.raises(KnownError) as caught:
        give_up(commune.workspace, place)
    assert caught.value.code == "damaged-none"


def test_an_older_report_does_not_count_in_the_place_of_a_damaged_one(
    commune: Office, school: Office
) -> None:
    older, newer = school.report(2, "cu.lcweek"), school.report(3, "moi.lcweek")
    commune.receive(older, newer)
    spoil(commune, "held", "previous = NULL WHERE revision = 2")
    assert commune.sum("1.1") is None
    said = [(item.need, item.revision) for item in received_items(commune.workspace)]
    assert said == [(Need.DAMAGED, None), (Need.SET_ASIDE, 1)]
    assert commune.takes(older) == ("set_aside", "received-held-back")
    assert commune.takes(newer) == ("accepted", "received-mended")
    assert commune.sum("1.1") == 3


def test_an_older_report_that_is_healed_lets_the_newer_one_count_again(
    commune: Office, school: Office
) -> None:
    older, newer = school.report(2, "cu.lcweek"), school.report(3, "moi.lcweek")
    commune.receive(older, newer)
    spoil(commune, "held", "filled = 9 WHERE revision = 1")
    assert commune.sum("1.1") is None
    assert commune.takes(older) == ("old", "received-mended")
    assert commune.sum("1.1") == 3


def test_a_key_whose_confirmation_is_damaged_is_asked_about_again(commune: Office, files: list[Path]) -> None:
    spoil(commune, "journal", f"body = x'00' {OF_A}")
    assert [damage.code for damage in damages(commune.workspace)] == ["damaged-decision"]
    assert commune.sum("1.1") == 5
    item = received_items(commune.workspace)[0]
    assert (item.need, item.unit and item.unit.code) == (Need.KEY, "TH-A")
    confirm_key(commune.workspace, "TH-A")
    assert damages(commune.workspace) == ()
    assert commune.sum("1.1") == 7


def test_what_is_damaged_is_said_again_when_the_decision_in_its_place_was_taken_back(
    commune: Office, files: list[Path]
) -> None:
    spoil(commune, "journal", f"body = x'00' {OF_A}")
    confirm_key(commune.workspace, "TH-A")
    undo(commune.workspace)
    assert [damage.code for damage in damages(commune.workspace)] == ["damaged-decision"]
    assert commune.sum("1.1") == 5
    confirm_key(commune.workspace, "TH-A")
    assert damages(commune.workspace) == ()
    assert commune.sum("1.1") == 7


def test_an_earlier_decision_that_is_damaged_is_said_although_a_later_one_is_whole(
    commune: Office, school: Office, offices: Offices
) -> None:
    commune.receive(school.report(2), offices("TH-A", "2", key_of=school).report(3))
    decide(commune.workspace, "TH-A", school.shown()["fingerprint"])
    spoil(commune, "journal", "body = x'7b7d' WHERE kind = 'confirm'")
    assert [damage.code for damage in damages(commune.workspace)] == ["damaged-decision"]
    confirm_key(commune.workspace, "TH-A")
    assert damages(commune.workspace) == ()
    assert commune.sum("1.1") == 2


def test_a_decision_that_is_damaged_is_asked_for_again(
    commune: Office, school: Office, offices: Offices
) -> None:
    commune.receive(school.report(2), offices("TH-A", "2", key_of=school).report(3))
    chosen = school.shown()["fingerprint"]
    decide(commune.workspace, "TH-A", chosen)
    assert commune.sum("1.1") == 2
    spoil(commune, "journal", "body = x'7b7d' WHERE kind = 'choose'")
    assert [damage.code for damage in damages(commune.workspace)] == ["damaged-decision"]
    assert commune.sum("1.1") is None
    assert {item.need for item in received_items(commune.workspace)} == {Need.DECISION}
    decide(commune.workspace, "TH-A", chosen)
    assert damages(commune.workspace) == ()
    assert commune.sum("1.1") == 2


def test_a_decision_that_is_damaged_and_leaves_no_question_is_asked_for_all_the_same(
    commune: Office, school: Office
) -> None:
    commune.receive(school.report(2), school.report(3, "moi.lcweek"))
    (older,) = [item for item in received_items(commune.workspace) if item.revision == 1]
    assert older.held_id is not None
    decide(commune.workspace, "TH-A", older.held_id.fingerprint)
    spoil(commune, "journal", "body = x'7b7d' WHERE kind = 'choose'")
    said = {item.sentence for item in received_items(commune.workspace)}
    assert all(words.startswith("Quyết định đã lưu về các báo cáo của") for words in said)
    assert "received-decision-lost" in {
        result.code for result in commune.receive(school.folder / "moi.lcweek")
    }


def test_a_unit_whose_entry_is_damaged_still_counts_and_is_added_again(
    commune: Office, files: list[Path]
) -> None:
    spoil(commune, "unit", "name = 'x' WHERE code = 'TH-A'")
    assert [damage.code for damage in damages(commune.workspace)] == ["damaged-unit"]
    assert commune.sum("1.1") == 7
    assert reporting_progress(commune.workspace).expected == ("TH-B", "TH-C")
    freeze(commune.workspace)
    item = received_items(commune.workspace)[0]
    assert (item.need, item.file, item.unit) == (Need.DAMAGED, "TH-A", None)
    assert commune.takes(files[0]) == ("set_aside", "received-unit")
    assert [*add_unknown_units(commune.workspace, ["TH-A"])]
    assert damages(commune.workspace) == ()
    assert reporting_progress(commune.workspace).expected == ("TH-A", "TH-B", "TH-C")


def test_a_file_whose_record_is_damaged_is_named_by_its_hash(commune: Office, files: list[Path]) -> None:
    spoil(commune, "received", "name = 'x'")
    items = [item for item in received_items(commune.workspace) if item.need is Need.DAMAGED]
    assert len(items) == 2
    assert all(item.sentence == sentence("damaged-file", file=item.file) for item in items)
    assert commune.sum("1.1") == 7
    commune.receive(*files)
    assert Need.DAMAGED not in {item.need for item in received_items(commune.workspace)}
