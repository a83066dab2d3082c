"""Further editions in mid-week, over three levels, while there are drafts, frozen and received reports of the
first: what goes on, what asks for a new revision, and what counts row by row until it is sent anew."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest

from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.campaigns.installing import CampaignOffer, Standing, campaign_offer
from lcweek_desktop.services.opening.draft_offer import begin, draft_offer
from lcweek_desktop.services.opening.draft_words import begin_lines
from lcweek_desktop.services.opening.reopening import reopen, reopen_offer
from lcweek_desktop.services.output.copies import copy_pdf
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.output.sent_draft import send_draft
from lcweek_desktop.services.paper.reading import read_papers
from lcweek_desktop.services.receiving.board import board
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.receiving.new_editions import install_and_receive
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.report.checking import check_report, current_draft, save_draft
from lcweek_desktop.services.report.freezing import freeze, report_state
from lcweek_desktop.services.summing.contributions import rollup_inputs
from lcweek_desktop.services.summing.earlier_reports import earlier_reports
from lcweek_desktop.services.summing.held_member import read_report
from lcweek_desktop.services.summing.remarks import sums_notes, sums_remark
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.units import open_workspace
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Draft
from tests.bundle.small_form import COMMUNE, DISTRICT, SCHOOL
from tests.bundle.small_form import FORM as FIRST
from tests.services.campaigns.conftest import Machine, Machines
from tests.services.campaigns.editions import edition

OLD = Cell(RowKey("1.1"), MeasureKey("count"))
GOES = Cell(RowKey("1.2"), MeasureKey("count"))
NEW = Cell(RowKey("1.3"), MeasureKey("count"))
HOURS = Cell(RowKey("2"), MeasureKey("count"))


class Levels(NamedTuple):
    """A school, the commune above it and the district above that, each on a machine of its own."""

    school: Machine
    commune: Machine
    district: Machine

    def all_install(self, file: Path) -> list[CampaignOffer]:
        return [machine.install(file) for machine in self]


@pytest.fixture
def levels(machines: Machines, tmp_path: Path) -> Levels:
    """All work in the first edition. The school and the commune have drafts."""
    made = Levels(machines("truong"), machines("xa"), machines("huyen"))
    made.all_install(edition(tmp_path, 1))
    made.school.work_as(SCHOOL.code, SCHOOL.name, "truong", "thu")
    made.commune.work_as(COMMUNE.code, COMMUNE.name, "xa", "thu")
    made.district.work_as(DISTRICT.code, DISTRICT.name, "huyen", "thu")
    fill(made.school, OLD, 12)
    fill(made.commune, OLD, 3)
    return made


def at_work(machine: Machine) -> Workspace:
    return open_workspace(machine.context)


def fill(machine: Machine, cell: Cell, number: int | None) -> None:
    draft = current_draft(at_work(machine))
    save_draft(at_work(machine), Draft(draft.content.with_figure(cell, number), draft.signoff))


def sent(machine: Machine, name: str) -> Path:
    """The report of the machine's unit, sent."""
    send(at_work(machine), machine.folder / name)
    return machine.folder / name


def takes(machine: Machine, file: Path) -> str:
    """Receive one file; the code of what became of it."""
    (result,) = receive(at_work(machine), [file], confirm_keys=True)
    return result.code


def sums(machine: Machine, cell: Cell) -> dict[str, int | None]:
    """What each unit that counts at `machine` gives for `cell`."""
    return {member.unit.code: member.figures.get(cell) for member in rollup(at_work(machine)).members}


def marked(machine: Machine) -> dict[str, bool]:
    """The units directly below of which a report counts, and whether the board marks it."""
    children = board(at_work(machine)).direct
    return {child.unit.code: child.is_earlier for child in children if child.revision is not None}


def told(machine: Machine) -> list[str]:
    """What Kiểm tra says of numbers that have no place."""
    return [each.sentence for each in check_report(at_work(machine)) if each.check == "earlier-edition"]


def test_a_moved_deadline_moves_nothing_else_at_any_level(levels: Levels, tmp_path: Path) -> None:
    school, commune, district = levels
    assert takes(commune, sent(school, "mot.lcweek")) == "received-accepted"
    assert takes(district, sent(commune, "xa.lcweek")) == "received-accepted"
    before = [sums(machine, OLD) for machine in (commune, district)]
    offers = levels.all_install(edition(tmp_path, 2))
    assert [offer.standing for offer in offers] == [Standing.NEXT] * 3
    assert [offer.moves for offer in offers] == [()] * 3
    assert [sums(machine, OLD) for machine in (commune, district)] == before
    assert marked(commune) == {SCHOOL.code: False}
    for machine in levels:
        assert at_work(machine).form.campaign.deadline_text == "trước ngày 20/10/2024"
        assert f"{at_work(machine).form.campaign.deadline:%d/%m}" == "25/10"
    assert report_state(at_work(school)).frozen
    assert report_state(at_work(commune)).frozen


def test_drafts_move_by_row_key_and_take_the_new_row(levels: Levels, tmp_path: Path) -> None:
    school = levels.school
    offer = school.install(edition(tmp_path, 3))
    assert offer.left == ()
    assert current_draft(at_work(school)).content.figures == {OLD: 12}
    fill(school, NEW, 4)
    assert current_draft(at_work(school)).content.figures == {OLD: 12, NEW: 4}


def test_a_frozen_report_stays_readable_and_asks_for_a_new_revision(levels: Levels, tmp_path: Path) -> None:
    school = levels.school
    first, _ = freeze(at_work(school))
    school.install(edition(tmp_path, 3))
    own = at_work(school)
    kept = own.store.revisions.get(own.unit.id, own.campaign, 1)
    assert kept is not None
    assert read_report(own.context, own.form, kept.report) == first.report
    assert not report_state(own).frozen
    second, _ = freeze(own)
    assert (second.report.revision, second.report.previous) == (2, first.fingerprint)


def test_held_reports_go_on_counting_at_every_level_until_they_are_sent_anew(
    levels: Levels, tmp_path: Path
) -> None:
    school, commune, district = levels
    takes(commune, sent(school, "mot.lcweek"))
    takes(district, sent(commune, "xa-mot.lcweek"))
    third = edition(tmp_path, 3)
    for machine in (commune, district):
        machine.install(third)
    assert (sums(commune, OLD), sums(district, OLD)) == ({SCHOOL.code: 12}, {COMMUNE.code: 15})
    assert (marked(commune), marked(district)) == ({SCHOOL.code: True}, {COMMUNE.code: True})
    assert told(commune) == told(district) == []
    (item,) = received_items(at_work(commune))
    assert sentence("received-earlier") in item.sentence
    assert sums_notes(at_work(district)) == (sentence("sums-edition", units=COMMUNE.name),)
    assert sums_remark(at_work(district)) == sentence("remark-edition", units=COMMUNE.name)
    # The commune sends by the new edition what the school reported by the first.
    fill(commune, NEW, 1)
    assert takes(district, sent(commune, "xa-hai.lcweek")) == "received-superseded"
    assert (sums(district, OLD), sums(district, NEW)) == ({COMMUNE.code: 15}, {COMMUNE.code: 1})
    assert marked(district) == {COMMUNE.code: False}
    assert [*earlier_reports(at_work(district))] == [(COMMUNE.code, SCHOOL.code)]
    # The school sends anew.
    school.install(third)
    fill(school, NEW, 4)
    assert takes(commune, sent(school, "hai.lcweek")) == "received-superseded"
    assert (sums(commune, NEW), marked(commune)) == ({SCHOOL.code: 4}, {SCHOOL.code: False})
    assert takes(district, sent(commune, "xa-ba.lcweek")) == "received-superseded"
    assert (sums(district, OLD), sums(district, NEW)) == ({COMMUNE.code: 15}, {COMMUNE.code: 5})
    assert not earlier_reports(at_work(district))


def test_rows_without_a_place_are_told_at_every_level_and_never_summed(
    levels: Levels, tmp_path: Path
) -> None:
    school, commune, district = levels
    fill(school, GOES, 5)
    fill(school, HOURS, 7)
    takes(commune, sent(school, "mot.lcweek"))
    fourth = edition(tmp_path, 4)
    for machine in (commune, district):
        machine.install(fourth)
    own = at_work(commune)
    assert own.form.row_by_key[RowKey("2b")].unit == "Buổi"
    assert rollup(own).sums(own.form, {}) == {OLD: 12}
    numbers = "dòng 1.2 “Dòng 1.2”, Số lớp: 5; dòng 2 “Dòng 2”: 7"
    words = sentence("sums-edition-left", name=SCHOOL.name, numbers=numbers)
    assert told(commune) == [words]
    (item,) = received_items(own)
    assert sentence("received-earlier-left", numbers=numbers) in item.sentence
    (given,) = rollup_inputs(own).contributions(current_draft(own).content, OLD)[:1]
    assert given.earlier is not None
    assert [each.text for each in given.earlier.left] == ["5", "7"]
    assert takes(district, sent(commune, "xa.lcweek")) == "received-accepted"
    assert sums(district, OLD) == {COMMUNE.code: 15}
    assert told(district) == [words]


def test_a_later_report_is_asked_about_no_cell_that_it_cannot_fill(levels: Levels, tmp_path: Path) -> None:
    school, commune, _ = levels
    fill(school, GOES, 5)
    takes(commune, sent(school, "mot.lcweek"))
    fourth = edition(tmp_path, 4)
    for machine in (school, commune):
        machine.install(fourth)
    assert takes(commune, sent(school, "hai.lcweek")) == "received-superseded"


def test_a_report_of_an_edition_to_come_waits_and_counts_once_that_is_installed(
    levels: Levels, tmp_path: Path
) -> None:
    school, commune, district = levels
    takes(commune, sent(school, "mot.lcweek"))
    third = edition(tmp_path, 3)
    commune.install(third)
    mixed = sent(commune, "xa.lcweek")
    assert takes(district, mixed) == "received-form"
    assert sums(district, OLD) == {}
    district.install(third)
    assert sums(district, OLD) == {COMMUNE.code: 15}
    assert takes(district, mixed) == "received-known"
    assert sums(district, OLD) == {COMMUNE.code: 15}
    school.install(third)
    fill(school, NEW, 4)
    assert takes(commune, sent(school, "hai.lcweek")) == "received-superseded"


def test_what_waited_for_an_edition_is_received_by_installing_it(levels: Levels, tmp_path: Path) -> None:
    school, commune, _ = levels
    takes(commune, sent(school, "mot.lcweek"))
    third = edition(tmp_path, 3)
    school.install(third)
    fill(school, NEW, 4)
    assert takes(commune, sent(school, "hai.lcweek")) == "received-form"
    assert sums(commune, OLD) == {SCHOOL.code: 12}
    commune.install(third)
    assert (sums(commune, NEW), marked(commune)) == ({SCHOOL.code: 4}, {SCHOOL.code: False})
    assert [each.code for each in commune.context.store.received.of(at_work(commune).unit.id)] == [
        "received-accepted",
        "received-superseded",
    ]


def test_stopped_while_what_waited_is_received_nothing_is_installed(levels: Levels, tmp_path: Path) -> None:
    school, commune, _ = levels
    takes(commune, sent(school, "mot.lcweek"))
    third = edition(tmp_path, 3)
    school.install(third)
    fill(school, NEW, 4)
    takes(commune, sent(school, "hai.lcweek"))

    def stop(done: int, total: int) -> None:
        assert (done, total) == (0, 1)
        raise InterruptedError

    before = at_work(commune).form
    with pytest.raises(InterruptedError):
        install_and_receive(commune.context, campaign_offer(commune.context, third), stop)
    assert at_work(commune).form == before
    commune.install(third)
    assert sums(commune, NEW) == {SCHOOL.code: 4}


def test_in_any_order_of_files_and_editions_the_sums_are_the_same(
    levels: Levels, machines: Machines, tmp_path: Path
) -> None:
    school = levels.school
    fill(school, GOES, 5)
    first = sent(school, "mot.lcweek")
    third, fourth = edition(tmp_path, 3), edition(tmp_path, 4)
    school.install(third)
    fill(school, NEW, 4)
    second = sent(school, "hai.lcweek")
    found = []
    for at, order in enumerate(permutations([first, second, fourth])):
        commune = machines(f"xa-{at}")
        commune.install(edition(tmp_path, 1))
        commune.work_as(COMMUNE.code, COMMUNE.name, "xa", "thu")
        for file in order:
            if file == fourth:
                commune.install(file)
            else:
                receive_one(commune, file)
        own = at_work(commune)
        notes = [each for each in sums_notes(own) if "không còn chỗ" in each]
        found.append((dict(rollup(own).sums(own.form, {})), notes))
    assert all(each == found[0] for each in found)
    assert found[0][0] == {OLD: 12}
    assert "dòng 1.3, Số lớp: 4" in found[0][1][0]


def receive_one(machine: Machine, file: Path) -> None:
    assert [*receive(at_work(machine), [file], confirm_keys=True)]


def test_who_never_saw_the_first_edition_reads_its_reports_by_the_structure(
    levels: Levels, machines: Machines, tmp_path: Path
) -> None:
    fill(levels.school, GOES, 5)
    late = machines("xa-muon")
    late.install(edition(tmp_path, 4))
    late.work_as(COMMUNE.code, COMMUNE.name, "xa", "thu")
    assert takes(late, sent(levels.school, "mot.lcweek")) == "received-accepted"
    assert sums(late, OLD) == {SCHOOL.code: 12}
    assert ["dòng 1.2, Số lớp: 5" in each for each in told(late)] == [True]
    (item,) = received_items(at_work(late))
    pages = pypdfium2.PdfDocument(copy_pdf(at_work(late), item))
    printed = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "1.2 (dòng của lần ban hành trước)" in " ".join(printed.split())


def test_a_report_of_an_earlier_edition_is_printed_by_its_own_form_and_counts_in_every_output(
    levels: Levels, tmp_path: Path
) -> None:
    school, commune, _ = levels
    fill(school, GOES, 5)
    takes(commune, sent(school, "mot.lcweek"))
    commune.install(edition(tmp_path, 4))
    own = at_work(commune)
    (item,) = received_items(own)
    assert copy_pdf(own, item).startswith(b"%PDF-")
    for name in ("tong-hop.xlsx", "tong-hop.docx", "tong-hop.pdf"):
        print_report(own, commune.folder / name, sums=True, final=False)


def test_a_sent_report_of_the_first_edition_opens_again_in_the_form_of_a_later_one(
    levels: Levels, machines: Machines, tmp_path: Path
) -> None:
    fill(levels.school, GOES, 5)
    file = sent(levels.school, "mot.lcweek")
    anew = machines("truong-moi")
    anew.install(edition(tmp_path, 4))
    offer = reopen_offer(anew.context, file)
    assert sentence("reopen-left", left="Dòng 1.2, cột Số lớp: 5") in offer.lines
    own = reopen(anew.context, offer).workspace
    assert current_draft(own).content.figures == {OLD: 12}
    assert [each.text for each in own.store.drafts.leftovers(own.unit.id, own.campaign)] == ["5"]
    assert not report_state(own).frozen


def test_a_draft_of_the_first_edition_begins_in_the_form_of_a_later_one(
    levels: Levels, machines: Machines, tmp_path: Path
) -> None:
    fill(levels.school, GOES, 5)
    file = levels.school.folder / "nhap.lcweek"
    send_draft(at_work(levels.school), file)
    anew = machines("truong-moi")
    anew.install(edition(tmp_path, 4))
    offer = draft_offer(anew.context, file)
    assert sentence("draft-left", left="Dòng 1.2, cột Số lớp: 5") in [*begin_lines(offer)]
    own = begin(anew.context, offer)
    assert current_draft(own).content.figures == {OLD: 12}
    assert [each.text for each in own.store.drafts.leftovers(own.unit.id, own.campaign)] == ["5"]


def test_a_draft_that_went_out_before_a_later_edition_is_still_what_both_had(
    levels: Levels, machines: Machines, tmp_path: Path
) -> None:
    school, head = levels.school, machines("hieu-truong")
    head.install(edition(tmp_path, 1))
    out, back = school.folder / "di.lcweek", school.folder / "ve.lcweek"
    send_draft(at_work(school), out)
    begin(head.context, draft_offer(head.context, out))
    fill(head, OLD, 13)
    send_draft(at_work(head), back)
    school.install(edition(tmp_path, 4))
    offer = draft_offer(school.context, back)
    assert {each.piece.key: each.side.name for each in offer.differences} == {OLD: "THEIRS"}


def test_signed_paper_of_the_first_edition_counts_whether_it_came_before_a_later_one_or_after(
    levels: Levels, tmp_path: Path
) -> None:
    school, communes = levels.school, (levels.commune, levels.district)
    file = sent(school, "mot.lcweek")
    fill(school, OLD, 20)
    fill(school, GOES, 5)
    paper = school.folder / "giay.pdf"
    print_report(at_work(school), paper, final=True)
    fourth = edition(tmp_path, 4)
    for machine in communes:
        takes(machine, file)
    takes(levels.commune, paper)
    for machine in communes:
        machine.install(fourth)
    takes(levels.district, paper)
    for machine in communes:
        assert sums(machine, OLD) == {SCHOOL.code: 20}
        assert ["dòng 1.2 “Dòng 1.2”, Số lớp: 5" in each for each in told(machine)] == [True]
    assert {each.code for each in read_papers(at_work(levels.commune), [paper])} == {"paper-no-file"}


def test_a_roll_up_of_two_editions_lists_both_forms(levels: Levels, tmp_path: Path) -> None:
    school, commune, _ = levels
    takes(commune, sent(school, "mot.lcweek"))
    commune.install(edition(tmp_path, 3))
    context = commune.context
    read = read_bundle(sent(commune, "xa.lcweek").read_bytes(), context.forms, context.editions)
    assert (read.manifest.form, read.manifest.other_forms) == (at_work(commune).form.hash, (FIRST.hash,))
    assert read.report is not None
    (member,) = read.report.members
    assert member.form is not None
    assert member.form.hash == FIRST.hash
