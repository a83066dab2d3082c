"""A unit's own report that was sent is opened again: on the same machine, on another, after a dead disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from dev import ROOT
from lcweek_desktop.bundle.reader import Bundle, read_bundle
from lcweek_desktop.bundle.sent_file import bundle_in
from lcweek_desktop.domain.moved_content import Leftover
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.backup.revision_numbers import note_last_sent
from lcweek_desktop.services.opening.file_kind import FileKind
from lcweek_desktop.services.opening.opened_file import opened_files
from lcweek_desktop.services.opening.reopening import Reopened, reopen, reopen_offer
from lcweek_desktop.services.report.filling import describe_report
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from tests.services.conftest import Offices, copy_key
from tests.services.installation import BEFORE_DEADLINE
from tests.services.office import Office
from tests.services.opening.samples import sample


@pytest.fixture
def new_machine(tmp_path: Path) -> Iterator[AppContext]:
    """A machine on which no unit works yet."""
    with open_context(tmp_path / "may-moi", ROOT / "forms", lambda: BEFORE_DEADLINE) as context:
        yield context


def opened(context: AppContext, file: Path) -> Reopened:
    offer = reopen_offer(context, file)
    assert offer.asks
    return reopen(context, offer)


def office(reopened: Reopened, folder: Path) -> Office:
    return Office(reopened.workspace, folder)


def bundle(office: Office, file: Path) -> Bundle:
    stored = bundle_in(file.read_bytes())
    assert stored is not None
    return read_bundle(stored, office.context.forms)


def told(described: dict[str, Any]) -> dict[str, Any]:
    """What a person entered, without the number of the revision."""
    return {
        key: value
        for key, value in described.items()
        if key not in ("state", "revision", "sent", "fingerprint")
    }


def refusal(context: AppContext, file: Path) -> str:
    with pytest.raises(KnownError) as refused:
        reopen_offer(context, file)
    return refused.value.code


def test_texts_without_a_place_are_named_and_their_words_stay_beside_the_draft(
    school: Office, new_machine: AppContext
) -> None:
    offer = reopen_offer(new_machine, school.report(2, "gửi.pdf"))
    left = tuple(Leftover(f"Mục {number}", "Đã tổ chức. " * 99) for number in range(20))
    moved = replace(offer, moved=replace(offer.moved, left=left))
    (line,) = [each for each in moved.lines if "Mục 0" in each]
    assert len(line) < 1000 and "và 12 chỗ khác" in line
    own = reopen(new_machine, moved).workspace
    assert own.store.drafts.leftovers(own.unit.id, own.campaign) == left


def test_an_offer_that_is_older_than_the_unit_here_takes_nothing(
    school: Office, new_machine: AppContext
) -> None:
    offer = reopen_offer(new_machine, school.report(2, "gửi.pdf"))
    begun = office(reopen(new_machine, offer), school.folder)
    begun.fill(figures={"1.1": {"count": 9}})
    before = begun.shown()
    with pytest.raises(KnownError) as refused:
        reopen(new_machine, offer)
    assert (refused.value.code, begun.shown()) == ("opened-late", before)


def test_a_pdf_that_was_sent_brings_everything_to_an_empty_machine(
    school: Office, commune: Office, new_machine: AppContext
) -> None:
    picture = school.folder / "ảnh.jpg"
    Image.new("RGB", (90, 120), "green").save(picture)
    school.fill(photos=[{"file": str(picture), "caption": "Lễ ra quân"}])
    school.fill(narrative={"I.1": "Đã tổ chức."}, signoff={"name": "Lò Thị Ủy"})
    pdf = school.report(2, "gửi.pdf")
    offer = reopen_offer(new_machine, pdf)
    unit = sentence("reopen-unit", name=school.workspace.unit.name, campaign="2024")
    assert offer.lines == (unit, sentence("reopen-key"))
    again = office(reopen(new_machine, offer), school.folder)
    assert told(again.shown()) == told(school.shown())

    with pytest.raises(KnownError) as asked:
        again.send("lần hai.pdf")
    assert asked.value.code == "restored-ask"
    note_last_sent(again.workspace, 0)
    second = again.send("lần hai.pdf")
    before, after = bundle(school, pdf), bundle(school, second)
    assert (after.manifest.revision, after.manifest.restored) == (2, 1)
    assert after.manifest.previous == before.manifest.fingerprint
    assert after.key != before.key
    assert commune.takes(pdf)[0] == "accepted"
    assert commune.takes(second, confirm=False)[1] == "received-key-pending"
    assert commune.takes(second)[0] == "superseded_previous"
    assert commune.sum("1.1") == 2


def test_what_was_edited_since_goes_into_a_backup_and_nothing_is_asked(school: Office) -> None:
    sent = school.report(2)
    as_sent = told(school.shown())
    school.fill(figures={"1.1": {"count": 7}})
    offer = reopen_offer(school.context, sent)
    assert offer.lines == ("1 ô số liệu khác: 1.1 (Số lớp/số cuộc thi) hiện 7, tệp 2.",)
    reopened = reopen(school.context, offer)
    assert reopened.kept is not None and reopened.remarks == ()
    assert told(school.shown()) == as_sent
    assert not reopen_offer(school.context, sent).asks
    school.fill(figures={"1.1": {"count": 3}})
    manifest = bundle(school, school.send("hai.lcweek")).manifest
    assert (manifest.revision, manifest.restored) == (2, 1)


def test_a_sign_off_alone_goes_into_a_backup_too(school: Office, offices: Offices) -> None:
    sent = school.report(2)
    here = offices("TH-A", "2")
    here.fill(signoff={"name": "Lò Thị Ủy"})
    assert opened(here.context, sent).kept is not None


def test_an_earlier_revision_comes_back_as_the_next_one(school: Office) -> None:
    first = school.report(2, "một.lcweek")
    school.report(3, "hai.lcweek")
    opened(school.context, first)
    assert school.shown()["figures"]["1.1"]["count"] == 2
    assert school.sent("ba.lcweek").revision == 3


def test_what_another_machine_of_the_unit_froze_goes_on_above_it(school: Office, offices: Offices) -> None:
    school.report(2, "một.lcweek")
    theirs = school.report(3, "hai.lcweek")
    here = offices("TH-A", "2", key_of=school)
    here.report(9, "khác.lcweek")
    opened(here.context, theirs)
    assert here.shown()["figures"]["1.1"]["count"] == 3
    with pytest.raises(KnownError):
        here.sent()
    note_last_sent(here.workspace, 4)
    here.fill(figures={"1.1": {"count": 5}})
    assert here.sent().revision == 5


def test_under_a_number_that_is_taken_only_what_was_entered_comes_back(
    school: Office, offices: Offices
) -> None:
    theirs = school.report(3)
    here = offices("TH-A", "2")
    here.report(9)
    opened(here.context, theirs)
    assert here.shown()["figures"]["1.1"]["count"] == 3
    note_last_sent(here.workspace, 0)
    assert here.sent().revision == 2


def test_with_its_key_the_revision_is_sent_again_as_it_was(school: Office, new_machine: AppContext) -> None:
    first = school.report(2)
    school.fill(figures={"1.1": {"count": 3}})
    opened(school.context, first)
    second = school.report(4, "hai.lcweek")
    assert bundle(school, second).manifest.restored == 1
    set_up(new_machine, "2024", UnitSetup("TH-B", "Trường THCS Thèn Sin", "truong", "03394"))
    (new_machine.home / "keys").mkdir(exist_ok=True)
    copy_key(school, new_machine.home, "TH-A")
    again = office(opened(new_machine, second), school.folder)
    note_last_sent(again.workspace, 0)
    assert again.send("lại.lcweek").read_bytes() == second.read_bytes()


def test_the_units_below_have_to_send_again(school: Office, commune: Office, new_machine: AppContext) -> None:
    commune.receive(school.report(2))
    sent = commune.report(5, "xã.pdf")
    offer = reopen_offer(new_machine, sent)
    assert offer.lines[1] == sentence("reopen-members", count=1)
    again = office(reopen(new_machine, offer), commune.folder)
    assert again.sum("1.1") == 5


def test_practice_and_a_form_that_is_not_here_are_refused(school: Office, tmp_path: Path) -> None:
    assert refusal(school.context, sample(FileKind.PRACTICE, school)) == "reopen-practice"
    other = ROOT / "tests" / "data" / "bundles" / "ok-minimal.lcweek"
    assert refusal(school.context, other) == "reopen-form"


def test_last_years_report_is_the_units_own_under_another_directory(tmp_path: Path, school: Office) -> None:
    sent = school.report(2)
    with open_context(tmp_path / "nam-sau", ROOT / "forms", lambda: BEFORE_DEADLINE) as context:
        setup = UnitSetup(None, school.workspace.unit.name, "truong", "03394")
        this_year = set_up(context, "2025", setup)
        (file,) = opened_files(context, [sent], this_year.id)
        assert [each.action for each in file.openings] == ["reopen"]
        reopened = opened(context, sent)
        assert reopened.at.campaign == "2024"
        assert told(describe_report(reopened.workspace)) == told(school.shown())
