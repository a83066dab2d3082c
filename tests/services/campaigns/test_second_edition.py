"""A second edition in mid-week, over three levels, while there are drafts, frozen and received reports of the
first: what goes on, what asks for a new revision, and what is refused until it is sent anew."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from lcweek_desktop.bundle.campaign import structure_bytes
from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.campaigns.installing import CampaignOffer, Standing
from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.report.freezing import freeze, report_state
from lcweek_desktop.services.summing.held_member import form_of_report, read_report
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.units import open_workspace
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Draft
from tests.bundle.sample_campaigns import FILES_OF_THU, campaign_file, changed_files
from tests.bundle.small_form import FORM as FIRST
from tests.bundle.small_form import SCHOOL
from tests.services.campaigns.conftest import Machine, Machines

OLD = Cell(RowKey("1.1"), MeasureKey("count"))
NEW = Cell(RowKey("1.3"), MeasureKey("count"))
ROW = """
[[row]]
key = "1.3"
tt = "1.3"
parent = "1"
label = "Dòng 1.3"
unit = "Lớp"
cells = { count = "open", people = "open" }

[[row]]
key = "2"
"""
LATER = changed_files("campaign.toml", "deadline = 2024-10-19", "deadline = 2024-10-25")
LATER_WITH_ROW = {
    **LATER,
    "phu-luc-2.toml": FILES_OF_THU["phu-luc-2.toml"].replace(b'\n[[row]]\nkey = "2"\n', ROW.encode(), 1),
}


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
    made.commune.work_as("03403", "Xã Bản Bo", "xa", "thu")
    made.district.work_as("106", "Huyện Tam Đường", "huyen", "thu")
    fill(made.school, OLD, 12)
    fill(made.commune, OLD, 3)
    return made


def edition(folder: Path, number: int) -> Path:
    """The file of an edition: the first, the second with a later deadline, the third with a row more."""
    files = (FILES_OF_THU, LATER, LATER_WITH_ROW)[number - 1]
    file = folder / f"lan-{number}.lcweek"
    file.write_bytes(campaign_file(files, number, structures=[structure_bytes(FIRST)]))
    return file


def at_work(machine: Machine) -> Workspace:
    return open_workspace(machine.context)


def fill(machine: Machine, cell: Cell, number: int) -> None:
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


def refusal(machine: Machine, file: Path) -> str:
    with pytest.raises(KnownError) as refused:
        machine.install(file)
    return refused.value.code


def test_a_moved_deadline_moves_nothing_else_at_any_level(levels: Levels, tmp_path: Path) -> None:
    school, commune, district = levels
    assert takes(commune, sent(school, "mot.lcweek")) == "received-accepted"
    assert takes(district, sent(commune, "xa.lcweek")) == "received-accepted"
    before = [sums(machine, OLD) for machine in (commune, district)]
    offers = levels.all_install(edition(tmp_path, 2))
    assert [offer.standing for offer in offers] == [Standing.NEXT] * 3
    assert [offer.moves for offer in offers] == [()] * 3
    assert [sums(machine, OLD) for machine in (commune, district)] == before
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
    assert read_report(kept.report, form_of_report(own.context, own.form, kept.report)) == first.report
    assert not report_state(own).frozen
    second, _ = freeze(own)
    assert (second.report.revision, second.report.previous) == (2, first.fingerprint)


def test_a_receiver_that_holds_reports_keeps_its_rows_and_sums_and_says_so(
    levels: Levels, tmp_path: Path
) -> None:
    """What the receiver cannot do yet: count reports of two editions row by row."""
    school, commune, district = levels
    takes(commune, sent(school, "mot.lcweek"))
    takes(district, sent(commune, "xa.lcweek"))
    third = edition(tmp_path, 3)
    assert [refusal(machine, third) for machine in (commune, district)] == ["campaign-in-use"] * 2
    assert sums(commune, OLD) == {SCHOOL.code: 12}
    assert sums(district, OLD) == {"03403": 15}
    school.install(third)
    assert takes(commune, sent(school, "hai.lcweek")) == "received-form"
    assert sums(commune, OLD) == {SCHOOL.code: 12}


def test_receivers_that_hold_none_take_the_new_rows_and_set_old_reports_aside(
    levels: Levels, tmp_path: Path
) -> None:
    school, commune, district = levels
    old = sent(school, "mot.lcweek")
    old_of_commune = sent(commune, "xa-mot.lcweek")
    third = edition(tmp_path, 3)
    commune.install(third)
    district.install(third)
    assert takes(commune, old) == "received-edition"
    assert takes(district, old_of_commune) == "received-edition"
    assert sums(commune, OLD) == sums(district, OLD) == {}
    school.install(third)
    fill(school, NEW, 4)
    # The revision before was set aside, and is missed.
    assert takes(commune, sent(school, "hai.lcweek")) == "received-gap"
    assert takes(district, sent(commune, "xa-hai.lcweek")) == "received-gap"
    assert sums(commune, OLD) == {SCHOOL.code: 12}
    assert (sums(district, OLD), sums(district, NEW)) == ({"03403": 15}, {"03403": 4})


def test_who_never_saw_the_first_edition_knows_its_reports_by_the_file_of_the_second(
    levels: Levels, machines: Machines, tmp_path: Path
) -> None:
    late = machines("xa-muon")
    late.install(edition(tmp_path, 3))
    late.work_as("03403", "Xã Bản Bo", "xa", "thu")
    assert takes(late, sent(levels.school, "mot.lcweek")) == "received-edition"
