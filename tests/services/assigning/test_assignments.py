"""Assignments go from the province down to a school: made in one go, trusted once, followed by later ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.domain.moved_content import Leftover
from lcweek_desktop.domain.unit import Unit, UnitCode
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.assigning.assignment_files import (
    WrittenAssignment,
    make_assignments,
    recipients,
    terms_of,
)
from lcweek_desktop.services.assigning.assignment_offer import (
    AssignmentOffer,
    Standing,
    assignment_offer,
    open_assignment,
)
from lcweek_desktop.services.assigning.assignment_sheet import write_sheet
from lcweek_desktop.services.assigning.assignment_words import doubts, offer_lines, outcomes
from lcweek_desktop.services.backup.revision_numbers import revision_numbers
from lcweek_desktop.services.campaigns.definition_folder import read_definition_folder
from lcweek_desktop.services.campaigns.installing import campaign_offer, install
from lcweek_desktop.services.campaigns.publishing import publication, publish
from lcweek_desktop.services.receiving.board import board
from lcweek_desktop.services.receiving.journal import past_decisions
from lcweek_desktop.services.receiving.reminders import missing_branches, reminders
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.report.leftovers import leftovers
from lcweek_desktop.services.summing.unit_reports import all_reports
from lcweek_desktop.services.workspace.assignments import roster
from lcweek_desktop.services.workspace.campaign_state import campaign_state
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.keys import key_file
from lcweek_desktop.services.workspace.practice import mark_practice
from lcweek_desktop.services.workspace.units import UnitSetup, own_workspaces, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from tests.services.conftest import Offices
from tests.services.installation import BEFORE_DEADLINE
from tests.services.office import Office

DAY = date(2024, 10, 15)
Machines = Callable[[str], AppContext]


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """Opens machines on which nothing was set up, by their names."""
    with ExitStack() as opened:

        def machine(name: str) -> AppContext:
            home = tmp_path / name / "lcweek"
            return opened.enter_context(open_context(home, ROOT / "forms", lambda: BEFORE_DEADLINE))

        yield machine


def make(
    giver: Workspace, folder: Path, *codes: str, day: date | None = None, note: str = ""
) -> list[WrittenAssignment]:
    folder.mkdir(exist_ok=True)
    return [*make_assignments(giver, folder, recipients(giver, codes), terms_of(giver, day, note))]


def made_for(giver: Workspace, folder: Path, code: str, **terms: object) -> Path:
    (written,) = make(giver, folder, code, **terms)  # type: ignore[arg-type]
    return written.file


def opened(context: AppContext, file: Path) -> tuple[AssignmentOffer, Workspace]:
    offer = assignment_offer(context, file)
    return offer, open_assignment(context, offer)


def published(province: Office, folder: Path, theme: str = "Chủ đề khác") -> Path:
    """Publish the campaign with another theme; its file. `province` goes on with it."""
    definition = folder / theme
    shutil.copytree(ROOT / "forms" / "2024", definition)
    texts = definition / "campaign.toml"
    before = province.context.shipped[province.workspace.campaign].campaign.theme
    changed = texts.read_text(encoding="utf-8").replace(before, theme)
    texts.write_text(changed, encoding="utf-8", newline="\n")
    offer = publication(province.context, read_definition_folder(definition))
    publish(province.context, offer, folder / f"{theme}.lcweek")
    (province.workspace,) = own_workspaces(province.context)
    return folder / f"{theme}.lcweek"


def refusal(context: AppContext, file: Path) -> str:
    with pytest.raises(KnownError) as refused:
        assignment_offer(context, file)
    return refused.value.code


# Making


def test_all_units_directly_below_get_a_file_each_and_one_sheet(commune: Office, tmp_path: Path) -> None:
    written = make(commune.workspace, tmp_path / "giao", day=DAY)
    sheet = write_sheet(commune.workspace, tmp_path / "giao", written)
    assert [each.unit.code for each in written] == ["TH-A", "TH-B", "TH-C"]
    assert written[0].file.name == "Giao việc - Trường Tiểu học Thèn Sin (TH-A).lcweek"
    assert {*(tmp_path / "giao").iterdir()} == {sheet, *(each.file for each in written)}
    assert sheet.read_bytes().startswith(b"%PDF-")


def test_the_same_again_is_the_same_file_and_other_terms_the_next_issue(
    commune: Office, tmp_path: Path
) -> None:
    (first,) = make(commune.workspace, tmp_path / "giao", "TH-A", day=DAY)
    before = first.file.read_bytes()
    (again,) = make(commune.workspace, tmp_path / "giao", "TH-A", day=DAY)
    assert (again.issue, again.file.read_bytes()) == (1, before)
    (other,) = make(commune.workspace, tmp_path / "giao", "TH-A", day=DAY, note="Gửi sớm")
    assert (other.issue, other.file) == (2, first.file)
    assert first.file.read_bytes() != before


def test_only_units_below_are_given_a_place(commune: Office, school: Office) -> None:
    with pytest.raises(KnownError) as sideways:
        recipients(commune.workspace, ["TH-D"])
    with pytest.raises(KnownError) as nobody:
        recipients(school.workspace)
    with pytest.raises(KnownError) as unknown:
        recipients(commune.workspace, ["TH-X"])
    codes = [sideways.value.code, nobody.value.code, unknown.value.code]
    assert codes == ["assignment-not-below", "assignment-nobody", "unit-unknown"]


def test_nothing_is_given_from_practice(commune: Office, tmp_path: Path) -> None:
    mark_practice(commune.context.home)
    with pytest.raises(KnownError) as refused:
        make(commune.workspace, tmp_path / "giao")
    assert refused.value.code == "practice-out"
    assert [*(tmp_path / "giao").iterdir()] == []


def test_a_name_with_letters_that_no_file_may_have_is_written_without(
    commune: Office, tmp_path: Path
) -> None:
    odd = Unit(
        commune.workspace.unit.id._replace(code=UnitCode("TH-9")),
        'Trường: "Hoa/Ban"?',
        commune.form.levels[0].key,
        UnitCode("03394"),
    )
    commune.context.store.units.add([odd])
    (written,) = make(commune.workspace, tmp_path / "giao", "TH-9")
    assert written.file.name == "Giao việc - Trường Hoa Ban (TH-9).lcweek"


def test_codes_that_differ_in_capitals_alone_have_a_file_each_on_windows_too(
    commune: Office, tmp_path: Path
) -> None:
    level, name = commune.form.levels[0].key, "Trường Tiểu học Thèn Sin"
    other = commune.workspace.unit.id._replace(code=UnitCode("th-a"))
    commune.context.store.units.add([Unit(other, name, level, UnitCode("03394"))])
    names = [each.file.name for each in make(commune.workspace, tmp_path / "giao", "TH-A", "th-a")]
    assert names == [f"Giao việc - {name} (TH-A).lcweek", f"Giao việc - {name} (th-a) (2).lcweek"]


# Opening


def test_a_new_machine_is_configured_in_one_step(commune: Office, machines: Machines, tmp_path: Path) -> None:
    file = made_for(commune.workspace, tmp_path / "giao", "TH-A", day=DAY, note="Gửi cả ảnh")
    context = machines("truong-moi")
    offer = assignment_offer(context, file)
    assert (offer.standing, offer.key_is_new, offer.file.key) == (Standing.FIRST, True, commune.key)
    assert doubts(offer) == (sentence("assignment-key-new", giver="Xã Thèn Sin"),)
    assert not own_workspaces(context)
    workspace = open_assignment(context, offer)
    assert workspace.unit == commune.workspace.directory.get("TH-A")
    assert (workspace.units_above[0].name, workspace.form.hash) == ("Xã Thèn Sin", commune.form.hash)
    assert workspace.form.campaign.deadline == DAY
    state = campaign_state(context, workspace.form, workspace.unit.id)
    note = sentence("assignment-note", giver="Xã Thèn Sin", note="Gửi cả ảnh")
    assert (state.days_left, state.remarks[0]) == (5, note)
    assert [each.form.campaign.deadline for each in own_workspaces(context)] == [DAY]
    assert commune.form.campaign.deadline == date(2024, 10, 19)


def test_two_schools_with_one_name_have_a_code_each(
    commune: Office, machines: Machines, tmp_path: Path
) -> None:
    twins = [
        Unit(
            commune.workspace.unit.id._replace(code=UnitCode(code)),
            "Trường Mầm non Hoa Ban",
            commune.form.levels[0].key,
            UnitCode("03394"),
        )
        for code in ("MN-1", "MN-2")
    ]
    commune.context.store.units.add(twins)
    codes = [
        opened(machines(code), made_for(commune.workspace, tmp_path / "giao", code))[1].unit.code
        for code in ("MN-1", "MN-2")
    ]
    assert codes == ["MN-1", "MN-2"]


def test_opening_it_again_changes_nothing(commune: Office, machines: Machines, tmp_path: Path) -> None:
    file = made_for(commune.workspace, tmp_path / "giao", "TH-A", day=DAY)
    context = machines("truong")
    opened(context, file)
    again = assignment_offer(context, file)
    assert (again.standing, again.asks, again.key_is_new) == (Standing.KNOWN, False, False)


def test_a_later_one_brings_another_deadline_without_comparing(
    commune: Office, machines: Machines, tmp_path: Path
) -> None:
    context = machines("truong")
    opened(context, made_for(commune.workspace, tmp_path / "giao", "TH-A", day=DAY))
    file = made_for(commune.workspace, tmp_path / "giao", "TH-A", day=date(2024, 10, 17))
    offer = assignment_offer(context, file)
    assert (offer.standing, offer.key_is_new) == (Standing.NEXT, False)
    assert "Hạn gửi: chậm nhất ngày 17/10/2024 (trước đây: chậm nhất ngày 15/10/2024)." in offer_lines(offer)
    workspace = open_assignment(context, offer)
    assert workspace.form.campaign.deadline == date(2024, 10, 17)


def test_an_older_one_is_not_taken_without_a_word(
    commune: Office, machines: Machines, tmp_path: Path
) -> None:
    older = made_for(commune.workspace, tmp_path / "truoc", "TH-A", day=DAY)
    context = machines("truong")
    opened(context, made_for(commune.workspace, tmp_path / "sau", "TH-A", day=date(2024, 10, 17)))
    offer = assignment_offer(context, older)
    assert offer.standing is Standing.OLDER
    assert doubts(offer) == (sentence("assignment-older", giver="Xã Thèn Sin"),)


def test_another_key_is_refused_and_says_whom_to_ask(
    offices: Offices, commune: Office, machines: Machines, tmp_path: Path
) -> None:
    context = machines("truong")
    opened(context, made_for(commune.workspace, tmp_path / "giao", "TH-A", day=DAY))
    reinstalled = offices("03394", "2")
    file = made_for(reinstalled.workspace, tmp_path / "khac", "TH-A", day=date(2024, 10, 1))
    assert refusal(context, file) == "assignment-key"
    (workspace,) = own_workspaces(context)
    assert workspace.form.campaign.deadline == DAY


def test_who_gave_the_giver_its_place_may_give_the_next(
    offices: Offices, commune: Office, district: Office, machines: Machines, tmp_path: Path
) -> None:
    """So a commune that lost its key is no dead end: the district gives the school its next assignment."""
    opened(commune.context, made_for(district.workspace, tmp_path / "huyen", "03394"))
    context = machines("truong")
    opened(context, made_for(commune.workspace, tmp_path / "xa", "TH-A"))
    reinstalled = offices("03394", "2")
    district.takes(reinstalled.report(3))  # its new key is confirmed at the district
    offer, _ = opened(context, made_for(district.workspace, tmp_path / "huyen", "TH-A"))
    assert not offer.key_is_new
    assert (offer.unit.parent, offer.giver.code) == ("03394", "106")
    offer = assignment_offer(context, made_for(reinstalled.workspace, tmp_path / "moi", "TH-A"))
    assert not offer.key_is_new


def test_a_district_hands_the_deadline_of_the_province_on(
    offices: Offices, machines: Machines, tmp_path: Path
) -> None:
    province = offices("12")
    district = machines("huyen")
    _, workspace = opened(district, made_for(province.workspace, tmp_path / "tinh", "106", day=DAY))
    communes = {each.unit.code: each.file for each in make(workspace, tmp_path / "huyen")}
    commune = machines("xa")
    _, below = opened(commune, communes[UnitCode("03394")])
    assert (below.unit.name, below.form.campaign.deadline) == ("Xã Thèn Sin", DAY)
    _, schools = opened(machines("truong"), made_for(below, tmp_path / "xa", "TH-A", day=date(2024, 10, 12)))
    assert schools.form.campaign.deadline == date(2024, 10, 12)


def test_the_campaign_comes_along_under_the_signature_of_its_publisher(
    offices: Offices, machines: Machines, tmp_path: Path
) -> None:
    province = offices("12")
    published(province, tmp_path)
    below = [made_for(province.workspace, tmp_path / "tinh", code) for code in ("106", "03394")]
    context = machines("huyen")
    offer, workspace = opened(context, below[0])
    assert offer.campaign is not None
    said = sentence("assignment-campaign", publisher="Tỉnh Lai Châu", short=province.key.short)
    assert said in offer_lines(offer)
    assert context.campaigns.installed[workspace.campaign].key == province.key
    assert workspace.form.campaign.theme == "Chủ đề khác"
    assert assignment_offer(machines("xa"), below[1]).campaign is not None


def test_a_later_edition_that_is_here_stays(offices: Offices, machines: Machines, tmp_path: Path) -> None:
    province = offices("12")
    published(province, tmp_path)
    file = made_for(province.workspace, tmp_path / "tinh", "106")
    later = published(province, tmp_path, "Chủ đề mới")
    context = machines("huyen")
    install(context, campaign_offer(context, later))
    offer, workspace = opened(context, file)
    assert (offer.campaign, workspace.form.campaign.theme) == (None, "Chủ đề mới")


def test_the_roster_names_the_keys_that_the_giver_compared(
    school: Office, commune: Office, district: Office, tmp_path: Path
) -> None:
    commune.takes(school.report(5))
    district.takes(commune.report(1, "xa.lcweek"))
    opened(school.context, made_for(commune.workspace, tmp_path / "xa", "TH-A"))
    (workspace,) = own_workspaces(school.context)
    assert roster(workspace) == {"TH-A": {school.key}}
    opened(commune.context, made_for(district.workspace, tmp_path / "huyen", "03394"))
    (workspace,) = own_workspaces(commune.context)
    assert roster(workspace) == {"03394": {commune.key}}


def test_a_key_that_the_receiver_above_compared_needs_no_comparing(
    school: Office, commune: Office, district: Office, tmp_path: Path
) -> None:
    report = school.report(5)
    commune.receive(report, confirm=False)
    assert all_reports(commune.workspace)[school.workspace.unit.id].is_provisional
    district.takes(report)
    opened(commune.context, made_for(district.workspace, tmp_path / "huyen", "03394"))
    found = all_reports(commune.workspace)[school.workspace.unit.id]
    assert found.counted is not None
    assert not found.is_provisional
    assert past_decisions(commune.workspace) == ()


def test_a_reinstalled_machine_goes_on_above_the_highest_revision_seen(
    school: Office, commune: Office, machines: Machines, tmp_path: Path
) -> None:
    for number in (5, 6, 7):
        commune.takes(school.report(number))
    context = machines("may-moi")
    offer, workspace = opened(context, made_for(commune.workspace, tmp_path / "giao", "TH-A"))
    assert offer.seen == 3
    assert [*outcomes(offer)] == [sentence("assignment-seen", giver="Xã Thèn Sin", revision=3)]
    office = Office(workspace, tmp_path)
    file = office.report(8)
    numbers = revision_numbers(context.store, workspace.unit.id, workspace.campaign)
    assert (numbers.highest, numbers.restored, numbers.is_certain) == (4, 1, True)
    commune.takes(file, confirm=True)
    assert commune.sum("1.1") == 8


def test_a_school_that_gave_itself_a_code_takes_the_one_that_it_is_given(
    commune: Office, machines: Machines, tmp_path: Path
) -> None:
    context = machines("truong")
    own = set_up(context, "2024", UnitSetup(None, "TH Thèn Sin", "truong", "03394"))
    Office(own, tmp_path).fill(figures={"1.1": {"count": 7, "people": 70}})
    entered, left = current_draft(own), (Leftover("Dòng 9", "12"),)
    context.store.drafts.add_leftovers(own.unit.id, own.campaign, left)
    offer, workspace = opened(context, made_for(commune.workspace, tmp_path / "giao", "TH-A"))
    said = sentence("assignment-stray", before=own.unit.code, after="TH-A")
    assert [*outcomes(offer)] == [said]
    assert (current_draft(workspace), leftovers(workspace)) == (entered, left)
    assert [each.unit.code for each in own_workspaces(context)] == ["TH-A"]


def test_a_school_that_sent_under_its_own_code_keeps_it_beside(
    commune: Office, machines: Machines, tmp_path: Path
) -> None:
    context = machines("truong")
    own = set_up(context, "2024", UnitSetup(None, "TH Thèn Sin", "truong", "03394"))
    Office(own, tmp_path).report(7)
    offer, _ = opened(context, made_for(commune.workspace, tmp_path / "giao", "TH-A"))
    assert offer.stray is None
    assert [each.unit.code for each in own_workspaces(context)] == [own.unit.code, "TH-A"]


def test_the_board_goes_by_the_deadline_that_each_school_was_given(commune: Office, tmp_path: Path) -> None:
    make(commune.workspace, tmp_path / "giao", "TH-A", "TH-B", day=date(2024, 10, 9))
    shown = board(commune.workspace)
    stands = {each.unit.code: each.status.value for each in shown.units}
    assert stands == {"TH-A": "overdue", "TH-B": "overdue", "TH-C": "missing"}
    words = reminders(commune.workspace, shown, ["TH-A", "TH-B"])
    assert "Đã hết thời hạn gửi báo cáo" in words and "(chậm nhất ngày 09/10/2024)" in words
    (branch,) = missing_branches(commune.workspace, shown)
    assert branch.deadline is None  # they were given several


def test_one_who_opens_what_she_made_is_told_that_it_is_for_others(commune: Office, tmp_path: Path) -> None:
    offer = assignment_offer(commune.context, made_for(commune.workspace, tmp_path / "giao", "TH-A"))
    units, name = "Xã Thèn Sin", "Trường Tiểu học Thèn Sin"
    assert doubts(offer) == (sentence("assignment-another", units=units, name=name),)


def test_what_changed_between_question_and_answer_counts(
    offices: Offices, commune: Office, machines: Machines, tmp_path: Path
) -> None:
    """Two questions were open: the answer to one comes under a key that the other does not name."""
    context, reinstalled = machines("truong"), offices("03394", "2")
    late = assignment_offer(context, made_for(reinstalled.workspace, tmp_path / "khac", "TH-A"))
    opened(context, made_for(commune.workspace, tmp_path / "giao", "TH-A", day=DAY))
    with pytest.raises(KnownError) as refused:
        open_assignment(context, late)
    assert refused.value.code == "assignment-key"
    (workspace,) = own_workspaces(context)
    assert workspace.form.campaign.deadline == DAY


def test_other_files_are_told_apart(school: Office, commune: Office, tmp_path: Path) -> None:
    (tmp_path / "thu.txt").write_text("Kính gửi", encoding="utf-8")
    assert refusal(school.context, tmp_path / "thu.txt") == "assignment-foreign"
    assert refusal(school.context, school.report(3)) == "report-not-assignment"
    file = made_for(commune.workspace, tmp_path / "giao", "TH-A")
    assert commune.takes(file)[1] == "assignment-not-report"
    bare = ROOT / "tests" / "data" / "bundles" / "assignment-ok.lcweek"
    assert refusal(school.context, bare) == "assignment-form"


def test_the_machine_keeps_its_key_when_the_key_file_is_there_already(
    commune: Office, machines: Machines, tmp_path: Path
) -> None:
    context = machines("truong")
    _, workspace = opened(context, made_for(commune.workspace, tmp_path / "giao", "TH-A"))
    kept = key_file(context.home, workspace.unit.id).read_bytes()
    opened(context, made_for(commune.workspace, tmp_path / "giao", "TH-A", day=DAY))
    assert key_file(context.home, workspace.unit.id).read_bytes() == kept
