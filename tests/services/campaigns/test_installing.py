"""A campaign arrives in one file: what it is, whose, what would happen; and then it is there."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.backup.backing_up import make_backup
from lcweek_desktop.services.backup.difference_lines import difference_lines
from lcweek_desktop.services.backup.differences import differences
from lcweek_desktop.services.backup.restoring import restore
from lcweek_desktop.services.campaigns.checking import mistakes
from lcweek_desktop.services.campaigns.definition_folder import DefinitionFolder
from lcweek_desktop.services.campaigns.installing import Standing, install
from lcweek_desktop.services.campaigns.offer_words import offer_lines
from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.receiving.file_verification import verify_file
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.report.filling import describe_report
from lcweek_desktop.services.report.freezing import freeze, report_state
from lcweek_desktop.services.summing.held_member import read_report
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.keys import key_file
from lcweek_desktop.services.workspace.units import lost_units, open_workspace, own_workspaces
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Draft
from tests.bundle.sample_bundles import key_of
from tests.bundle.sample_campaigns import FOLDER as THU_FOLDER
from tests.bundle.sample_campaigns import UNITS, campaign_file, changed_files
from tests.bundle.small_form import FORM as THU
from tests.bundle.small_form import PROVINCE, SCHOOL
from tests.services.campaigns.conftest import Machine, Machines, reword

FORMS = ROOT / "forms"
CELL = Cell(RowKey("1.1"), MeasureKey("count"))
GONE = Cell(RowKey("1.2"), MeasureKey("count"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of the made-up campaign, published by its province."""
    return written(tmp_path / "thu.lcweek", campaign_file())


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def refusal(machine: Machine, file: Path) -> str:
    before = machine.context.store.campaigns.latest()
    with pytest.raises(KnownError) as refused:
        machine.install(file)
    assert machine.context.store.campaigns.latest() == before
    return refused.value.code


def fill(workspace: Workspace, number: int) -> None:
    content = current_draft(workspace).content.with_figure(CELL, number)
    save_draft(workspace, Draft(content, current_draft(workspace).signoff))


def at_school(machine: Machine) -> Workspace:
    return machine.work_as(SCHOOL.code, SCHOOL.name, "truong", "thu")


# What it is


def test_a_file_says_what_it_is_and_whose_before_anything_happens(school: Machine, file: Path) -> None:
    offer = school.offer(file)
    assert (offer.campaign, offer.file.manifest.edition, offer.file.publisher) == ("thu", 1, PROVINCE)
    assert (offer.standing, offer.key_is_new, offer.others) == (Standing.NEW, True, ())
    short = key_of(PROVINCE).public.short
    assert offer.doubts == (sentence("campaign-key-new", short=short, publisher=PROVINCE.name),)
    assert "thu" not in school.context.forms


def test_an_installed_campaign_stands_beside_the_others_with_its_directory(
    school: Machine, file: Path
) -> None:
    before = set(school.context.forms)
    school.install(file)
    assert set(school.context.forms) == {*before, "thu"}
    assert school.context.form("thu").hash == THU.hash
    listed = school.context.directory(school.context.form("thu"))
    assert [unit.name for unit in listed.children(PROVINCE.code)] == ["Huyện Tam Đường"]
    school.restart()
    assert school.context.form("thu").hash == THU.hash
    assert at_school(school).unit == SCHOOL


def test_a_school_that_installed_it_reports_and_the_commune_sums(machines: Machines, file: Path) -> None:
    school, commune = machines("truong"), machines("xa")
    for machine in (school, commune):
        machine.install(file)
    own = at_school(school)
    fill(own, 12)
    sent = school.folder / "bao-cao.pdf"
    send(own, sent)
    receiver = commune.work_as("03403", "Xã Bản Bo", "xa", "thu")
    (result,) = receive(receiver, [sent], confirm_keys=True)
    assert result.code == "received-accepted"
    assert [member.figures[CELL] for member in rollup(receiver).members] == [12]


def test_a_file_is_verified_by_the_form_that_was_installed(school: Machine, file: Path) -> None:
    school.install(file)
    own = at_school(school)
    fill(own, 12)
    sent = school.folder / "bao-cao.pdf"
    send(own, sent)
    home = school.context.home
    school.close()
    assert verify_file(sent, FORMS).code == "verify-form-unknown"
    assert verify_file(sent, FORMS, home).code == "verify-valid"
    school.restart()


def test_a_report_is_no_campaign_and_a_pdf_none_either(school: Machine, tmp_path: Path) -> None:
    assert refusal(school, written(tmp_path / "x.pdf", b"%PDF-1.7\n%%EOF\n")) == "campaign-foreign"
    assert refusal(school, written(tmp_path / "a.txt", b"abc")) == "campaign-foreign"


# Editions and keys


def test_the_same_file_again_changes_nothing(school: Machine, file: Path) -> None:
    school.install(file)
    offer = school.install(file)
    assert (offer.standing, offer.asks, offer.key_is_new, offer.doubts) == (Standing.KNOWN, False, False, ())
    assert len(school.context.store.campaigns.of(offer.campaign)) == 1


def test_a_later_edition_takes_the_place_of_the_earlier_one_and_drafts_stay(
    school: Machine, file: Path, tmp_path: Path
) -> None:
    school.install(file)
    fill(at_school(school), 7)
    moved = changed_files("campaign.toml", "deadline = 2024-10-19", "deadline = 2024-10-25")
    offer = school.install(written(tmp_path / "hai.lcweek", campaign_file(moved, 2)))
    assert offer.standing is Standing.NEXT
    assert offer.changes is not None
    assert [change.key for change in offer.changes.changes] == ["deadline"]
    own = open_workspace(school.context)
    assert own.form.campaign.deadline is not None
    assert own.form.campaign.deadline.day == 25
    assert current_draft(own).content.figures == {CELL: 7}


def test_an_older_edition_is_refused(school: Machine, file: Path, tmp_path: Path) -> None:
    school.install(written(tmp_path / "hai.lcweek", campaign_file(edition=2)))
    assert refusal(school, file) == "campaign-older"


def test_the_same_edition_with_other_content_is_refused(school: Machine, file: Path, tmp_path: Path) -> None:
    school.install(file)
    other = changed_files("campaign.toml", "Đọc sách mỗi ngày", "Mỗi ngày một trang sách")
    assert refusal(school, written(tmp_path / "khac.lcweek", campaign_file(other))) == "campaign-differs"


def test_an_edition_under_another_key_says_so_before_it_is_installed(
    school: Machine, file: Path, tmp_path: Path
) -> None:
    school.install(file)
    key = SigningKey(bytes(range(32)))
    assert refusal(school, written(tmp_path / "a.lcweek", campaign_file(key=key))) == "campaign-older"
    offer = school.offer(written(tmp_path / "b.lcweek", campaign_file(edition=2, key=key)))
    assert (offer.standing, offer.key_is_new) == (Standing.NEXT, True)
    assert [each.manifest.edition for each in offer.others] == [1]
    publisher, earlier = PROVINCE.name, key_of(PROVINCE).public.short
    assert offer.doubts == (
        sentence("campaign-key-new", short=key.public.short, publisher=publisher),
        sentence("campaign-key-other", short=earlier, publisher=publisher, campaign="thu"),
    )
    assert tuple(offer_lines(offer)[3:5]) == offer.doubts  # before the changes, which may be many


def second_edition(folder: Path) -> Path:
    """An edition of other rows: 1.2 went, 1.3 and 1.4 came."""
    rows = changed_files("phu-luc-2.toml", 'key = "1.2"\ntt = "1.2"', 'key = "1.3"\ntt = "1.3"')
    return written(folder / "hai.lcweek", campaign_file(rows, 2))


def test_drafts_go_over_by_their_row_keys_and_what_has_no_place_is_told_and_kept(
    school: Machine, file: Path, tmp_path: Path
) -> None:
    school.install(file)
    own = at_school(school)
    fill(own, 7)
    content = current_draft(own).content.with_figure(GONE, 3).with_note(GONE.row, "hai buổi")
    save_draft(own, Draft(content, current_draft(own).signoff))
    offer = school.offer(second_edition(tmp_path))
    told = [(each.about, each.text) for each in offer.left]
    assert told == [("Dòng 1.2 (Dòng 1.2), cột Số lớp", "3"), ("Ghi chú dòng 1.2 (Dòng 1.2)", "hai buổi")]
    assert current_draft(open_workspace(school.context)).content == content
    school.install(tmp_path / "hai.lcweek")
    for _ in range(2):
        own = open_workspace(school.context)
        assert current_draft(own).content.figures == {CELL: 7}
        assert current_draft(own).content.notes == {}
        left = describe_report(own)["left"]
        assert left == [{"about": about, "text": text} for about, text in told]
        school.restart()


def test_what_is_typed_between_the_question_and_the_answer_goes_over_too(
    school: Machine, file: Path, tmp_path: Path
) -> None:
    school.install(file)
    own = at_school(school)
    fill(own, 7)
    offer = school.offer(second_edition(tmp_path))
    fill(own, 8)
    install(school.context, offer)
    assert current_draft(open_workspace(school.context)).content.figures == {CELL: 8}


def test_a_workspace_of_the_earlier_rows_writes_nothing_over_the_draft_that_was_moved(
    school: Machine, file: Path, tmp_path: Path
) -> None:
    school.install(file)
    before = at_school(school)
    fill(before, 7)
    draft = current_draft(before)
    school.install(second_edition(tmp_path))
    with pytest.raises(KnownError) as refused:
        save_draft(before, draft)
    assert refused.value.code == "campaign-stale"
    with pytest.raises(KnownError):
        freeze(before)
    assert current_draft(open_workspace(school.context)).content.figures == {CELL: 7}


def test_a_report_that_was_frozen_stays_and_the_next_freezing_makes_a_new_revision(
    school: Machine, file: Path, tmp_path: Path
) -> None:
    school.install(file)
    own = at_school(school)
    fill(own, 7)
    first, _ = freeze(own)
    second_file = second_edition(tmp_path)
    school.install(second_file)
    own = open_workspace(school.context)
    assert not report_state(own).frozen
    second, _ = freeze(own)
    assert (second.report.revision, second.report.previous) == (2, first.fingerprint)
    assert second.report.form_hash == own.form.hash != first.report.form_hash
    kept = own.store.revisions.get(own.unit.id, own.campaign, 1)
    assert kept is not None
    assert read_report(own.context, own.form, kept.report) == first.report
    assert report_state(own).frozen


def test_a_report_that_comes_between_the_question_and_the_answer_goes_on_counting(
    machines: Machines, file: Path, tmp_path: Path
) -> None:
    school, commune = machines("truong"), machines("xa")
    for machine in (school, commune):
        machine.install(file)
    own = at_school(school)
    fill(own, 12)
    send(own, school.folder / "bao-cao.lcweek")
    receiver = commune.work_as("03403", "Xã Bản Bo", "xa", "thu")
    offer = commune.offer(second_edition(tmp_path))
    assert [*receive(receiver, [school.folder / "bao-cao.lcweek"], confirm_keys=True)]
    install(commune.context, offer)
    receiver = open_workspace(commune.context)
    assert [member.figures[CELL] for member in rollup(receiver).members] == [12]


def test_a_damaged_draft_is_not_moved_to_other_rows(school: Machine, file: Path, tmp_path: Path) -> None:
    school.install(file)
    own = at_school(school)
    fill(own, 12)
    school.close()
    with closing(sqlite3.connect(school.context.home / "lcweek.db")) as database:
        database.execute("UPDATE draft_part SET body = x'7b'")
        database.commit()
    school.restart()
    assert refusal(school, second_edition(tmp_path)) == "campaign-draft-damaged"


def test_a_row_keeps_its_unit_of_measurement_as_long_as_it_keeps_its_key(
    school: Machine, file: Path, tmp_path: Path
) -> None:
    school.install(file)
    unit = 'label = "Dòng 1.1"\nunit = "{}"'
    hours, capitals = (
        changed_files("phu-luc-2.toml", unit.format("Lớp"), unit.format(other)) for other in ("Buổi", "LỚP")
    )
    assert refusal(school, written(tmp_path / "buoi.lcweek", campaign_file(hours, 2))) == "campaign-unit"
    (mistake,) = mistakes(DefinitionFolder(hours, UNITS), school.context.editions)
    assert (mistake.code, mistake.context["row"]) == ("campaign-unit", "1.1")
    school.install(written(tmp_path / "lop.lcweek", campaign_file(capitals, 2)))


def test_a_level_of_a_unit_that_works_here_cannot_go(school: Machine, file: Path, tmp_path: Path) -> None:
    school.install(file)
    at_school(school)
    files = changed_files("campaign.toml", 'key = "truong"', 'key = "co_so"')
    units = (THU_FOLDER / "units.csv").read_bytes().replace(b",truong,", b",co_so,")
    other = written(tmp_path / "hai.lcweek", campaign_file(files, 2, directory=units))
    assert refusal(school, other) == "campaign-level"


# Other campaigns


def test_the_first_signed_one_takes_the_place_of_the_shipped_campaign(
    province: Machine, school: Machine, of_2024: Path
) -> None:
    reword(of_2024, "campaign.toml", "Phát triển văn hóa đọc", "Cùng nhau đọc sách,")
    own = school.work_as("TH-A", "Trường A", "truong", parent="03394")
    fill(own, 5)
    offer = school.install(province.publish(of_2024))
    assert (offer.standing, offer.file.manifest.edition) == (Standing.FIRST, 1)
    assert offer.changes is not None
    assert [change.key for change in offer.changes.changes] == ["theme"]
    again = open_workspace(school.context)
    assert again.form.campaign.theme.startswith("Cùng nhau đọc sách,")
    assert current_draft(again).content.figures == {CELL: 5}


def test_a_year_and_directory_that_are_here_cannot_come_under_another_id(
    province: Machine, school: Machine, of_2024: Path
) -> None:
    reword(of_2024, "campaign.toml", 'id = "2024"', 'id = "tuan-le-2024"')
    with pytest.raises(KnownError) as refused:
        province.publish(of_2024)
    assert refused.value.code == "campaign-id"
    assert not (province.folder / "ky.lcweek").exists()


def test_an_id_in_which_a_unit_works_is_not_taken_by_another_campaign(
    school: Machine, file: Path, tmp_path: Path
) -> None:
    other = written(
        tmp_path / "khac.lcweek",
        campaign_file(changed_files("campaign.toml", 'id = "thu"', 'id = "2024"')),
    )
    school.work_as("TH-A", "Trường A", "truong", parent="03394")
    assert refusal(school, other) == "campaign-taken"


# Damage


def spoil(machine: Machine) -> None:
    machine.close()
    with closing(sqlite3.connect(machine.context.home / "lcweek.db")) as database:
        database.execute("DROP TRIGGER campaign_edition_no_update")
        database.execute("UPDATE campaign_edition SET edition = 9")
        database.execute(
            "CREATE TRIGGER campaign_edition_no_update BEFORE UPDATE ON campaign_edition "
            "BEGIN SELECT RAISE(ABORT, 'campaign_edition is append-only'); END"
        )
        database.commit()
    machine.restart()


def test_a_damaged_campaign_is_named_and_others_go_on_until_its_file_is_installed_again(
    school: Machine, file: Path, tmp_path: Path
) -> None:
    school.work_as("TH-A", "Trường A", "truong", parent="03394")
    school.install(file)
    fill(at_school(school), 7)
    spoil(school)
    with pytest.raises(KnownError) as refused:
        open_workspace(school.context, SCHOOL.code)
    assert refused.value.code == "campaign-damaged"
    assert [own.unit.code for own in own_workspaces(school.context)] == ["TH-A"]
    assert [error.code for error in lost_units(school.context)] == ["campaign-damaged"]
    other = changed_files("phu-luc-2.toml", 'key = "1.1"\ntt = "1.1"', 'key = "1.3"\ntt = "1.3"')
    assert refusal(school, written(tmp_path / "hai.lcweek", campaign_file(other, 2))) == "store-form"
    assert school.install(file).standing is Standing.MENDED
    assert current_draft(open_workspace(school.context, SCHOOL.code)).content.figures == {CELL: 7}


def test_a_backup_holds_the_campaigns_and_restoring_an_older_one_says_which_would_go(
    school: Machine, file: Path, tmp_path: Path
) -> None:
    none = make_backup(school.context)
    school.install(file)
    first = make_backup(school.context)
    school.install(written(tmp_path / "hai.lcweek", campaign_file(edition=2)))
    assert difference_lines(differences(school.context, none.backup)) == (
        "Kỳ báo cáo thu: hiện lần ban hành 2, trong bản sao lưu chưa cài.",
    )
    assert difference_lines(differences(school.context, first.backup)) == (
        "Kỳ báo cáo thu: hiện lần ban hành 2, trong bản sao lưu lần ban hành 1.",
    )
    school.close()
    restore(school.context.home, first.backup)
    school.restart()
    assert school.context.campaigns.installed[school.context.form("thu").campaign.id].manifest.edition == 1


def test_the_key_of_the_publisher_is_that_of_its_unit(province: Machine, of_2024: Path) -> None:
    own = province.work_as("12", "Tỉnh Lai Châu", "tinh")
    offer = province.offer(province.publish(of_2024))
    assert offer.file.key == SigningKey.load(key_file(province.context.home, own.unit.id)).public
    assert not offer.key_is_new
    shutil.rmtree(key_file(province.context.home, own.unit.id).parent)
    reword(of_2024, "campaign.toml", "Phát triển văn hóa đọc", "Cùng nhau đọc sách,")
    with pytest.raises(KnownError) as refused:
        province.publish(of_2024)
    assert refused.value.code == "key-missing"
