"""A draft goes to another machine of the unit and comes back: two data folders, both edited."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from dev import ROOT
from lcweek_desktop.domain.draft_merge import Piece, Side
from lcweek_desktop.domain.moved_content import Leftover
from lcweek_desktop.domain.report import Draft
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.opening.draft_offer import (
    DraftOffer,
    Standing,
    begin,
    draft_offer,
    take,
)
from lcweek_desktop.services.opening.draft_words import begin_lines, difference_words
from lcweek_desktop.services.output.sent_draft import send_draft
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.storage import open_store
from tests.moments import killed_at, moments
from tests.services.conftest import Offices
from tests.services.installation import BEFORE_DEADLINE
from tests.services.office import Office

WHOLE = {
    "figures": {"1.1": {"count": 2, "people": 60, "note": "hai lớp"}},
    "other_rows": [{"label": "Ngày hội đọc sách", "unit": "Cuộc", "count": 1, "people": 200, "note": ""}],
    "narrative": {"I.1": "Đã tổ chức lễ phát động."},
    "signoff": {"name": "Lò Văn Phương"},
    "accepted": [{"check": "money-rounding", "place": "10.1.count", "reason": "Theo hóa đơn"}],
}


@pytest.fixture
def new_machine(tmp_path: Path) -> Iterator[AppContext]:
    """The head's machine, on which no unit works yet."""
    with open_context(tmp_path / "may-moi", ROOT / "forms", lambda: BEFORE_DEADLINE) as context:
        yield context


def picture(office: Office, colour: str) -> Path:
    file = office.folder / f"{colour}.jpg"
    Image.new("RGB", (90, 120), colour).save(file)
    return file


def sent(office: Office, name: str = "ban-nhap.lcweek") -> Path:
    send_draft(office.workspace, office.folder / name)
    return office.folder / name


def draft(office: Office) -> Draft:
    return current_draft(office.workspace)


def offered(office: Office, file: Path) -> DraftOffer:
    return draft_offer(office.context, file)


def sides(offer: DraftOffer) -> dict[str, str]:
    return {each.piece.place: each.side.name for each in offer.differences}


def takes(office: Office, file: Path, *places: str) -> DraftOffer:
    """Take the draft in `file`, only at `places` where any are named."""
    offer = offered(office, file)
    pieces: set[Piece] = {each.piece for each in offer.differences if each.piece.place in places}
    take(office.workspace, offer, pieces if places else offer.changed_there)
    return offer


@pytest.fixture
def head(school: Office, new_machine: AppContext) -> Office:
    """The head's machine, which began with the school's whole draft."""
    school.fill(**WHOLE, photos=[{"file": str(picture(school, "green")), "caption": "Lễ ra quân"}])
    offer = draft_offer(new_machine, sent(school))
    assert offer.standing is Standing.NEW
    return Office(begin(new_machine, offer), school.folder)


def test_an_empty_machine_begins_with_all_of_it_and_a_key_of_its_own(school: Office, head: Office) -> None:
    assert draft(head) == draft(school)
    assert head.workspace.unit == school.workspace.unit
    assert head.key != school.key
    (photo,) = draft(head).content.photos
    assert head.context.store.blobs.get(photo.sha256) == school.context.store.blobs.get(photo.sha256)


def test_what_is_said_before_it_begins(school: Office, new_machine: AppContext) -> None:
    school.fill(**WHOLE)
    assert [*begin_lines(draft_offer(new_machine, sent(school)))] == [
        sentence("draft-begin", name=school.workspace.unit.name, campaign="2024"),
        sentence("draft-key"),
    ]


def test_an_offer_that_is_older_than_the_unit_here_takes_nothing(
    school: Office, new_machine: AppContext
) -> None:
    school.fill(**WHOLE)
    offer = draft_offer(new_machine, sent(school))
    begun = Office(begin(new_machine, offer), school.folder)
    begun.fill(figures={"1.1": {"count": 9}})
    before = draft(begun)
    with pytest.raises(KnownError) as refused:
        begin(new_machine, offer)
    assert (refused.value.code, draft(begun)) == ("opened-late", before)


def test_what_has_no_place_is_told_shortly_however_long_it_is(
    school: Office, new_machine: AppContext
) -> None:
    school.fill(**WHOLE)
    left = tuple(Leftover(f"Mục {number}", "Đã tổ chức. " * 99) for number in range(20))
    *_, line = begin_lines(replace(draft_offer(new_machine, sent(school)), left=left))
    assert len(line) < 1000 and "và 12 chỗ khác" in line


def test_the_file_holds_no_secret_key(school: Office, head: Office) -> None:
    secret = (school.context.home / "keys").glob("*.key")
    data = (school.folder / "ban-nhap.lcweek").read_bytes()
    assert all(line not in data for file in secret for line in file.read_bytes().splitlines()[1:])


def test_the_corrections_of_the_head_come_back_and_the_same_changes_nothing(
    school: Office, head: Office
) -> None:
    head.fill(figures={"1.1": {"count": 3}}, narrative={"I.1": "Đã tổ chức lễ phát động tại trường."})
    back = sent(head, "sua.lcweek")
    offer = offered(school, back)
    assert (offer.standing, sides(offer)) == (
        Standing.THEIRS,
        {"1.1.count": "THEIRS", "narrative:I.1": "THEIRS"},
    )
    first, second = difference_words(offer)
    assert first.section == "Phụ lục II" and first.about.startswith("1.1 (Số lớp/số cuộc thi) “")
    assert (first.base, first.mine, first.theirs) == ("2", "2", "3")
    assert (second.section, second.theirs) == ("Phụ lục I", "Đã tổ chức lễ phát động tại trường.")
    take(school.workspace, offer, offer.changed_there)
    assert draft(school) == draft(head)
    assert offered(school, back).standing is Standing.SAME
    assert offered(head, sent(school)).standing is Standing.SAME


def test_both_went_on_and_what_does_not_meet_is_in_both(school: Office, head: Office) -> None:
    school.fill(figures={"2": {"count": 4}, "1.1": {"count": 5}})
    school.fill(photos=[*_kept(school), {"file": str(picture(school, "red")), "caption": "Ngày hội"}])
    head.fill(figures={"1.1": {"count": 3, "people": 61}}, signoff={"name": "Lò Thị Ủy"})
    offer = offered(school, sent(head, "sua.lcweek"))
    assert offer.standing is Standing.BOTH
    found = sides(offer)
    photo = next(place for place in found if place.startswith("photo:"))
    assert found == {
        "1.1.count": "BOTH",
        "1.1.people": "THEIRS",
        "2.count": "MINE",
        photo: "MINE",
        "signoff:name": "THEIRS",
    }
    take(school.workspace, offer, offer.changed_there_only)
    shown = school.shown()
    assert (shown["figures"]["1.1"]["count"], shown["figures"]["1.1"]["people"]) == (5, 61)
    assert (shown["figures"]["2"]["count"], shown["signoff"]["name"]) == (4, "Lò Thị Ủy")
    assert len(shown["photos"]) == 2

    back = offered(head, sent(school))
    assert sides(back) == {"1.1.count": "THEIRS", "2.count": "THEIRS", photo: "THEIRS"}
    take(head.workspace, back, back.changed_there)
    assert draft(head) == draft(school)


def test_what_was_decided_once_is_not_asked_again(school: Office, head: Office) -> None:
    head.fill(figures={"1.1": {"count": 3}})
    first = sent(head, "mot.lcweek")
    assert takes(school, first, "none").standing is Standing.THEIRS
    assert offered(school, first).standing is Standing.MINE
    head.fill(figures={"2": {"count": 9}})
    second = offered(school, sent(head, "hai.lcweek"))
    assert sides(second) == {"1.1.count": "MINE", "2.count": "THEIRS"}


def test_what_is_taken_back_there_is_taken_back_here(school: Office, head: Office) -> None:
    """The draft is the one of before again, which this machine knows, too; what came after it counts."""
    head.fill(figures={"2": {"count": 9}})
    takes(school, sent(head, "mot.lcweek"))
    head.fill(figures={"2": {"count": None}})
    offer = takes(school, sent(head, "hai.lcweek"))
    assert sides(offer) == {"2.count": "THEIRS"}
    assert draft(school) == draft(head)


def test_several_rounds_and_an_old_file_opened_late(school: Office, head: Office) -> None:
    files = []
    for count in range(3, 6):
        head.fill(figures={"1.1": {"count": count}})
        files.append(sent(head, f"{count}.lcweek"))
    takes(school, files[-1])
    assert school.shown()["figures"]["1.1"]["count"] == 5
    assert offered(school, files[0]).changed_there_only == frozenset()


def test_without_a_draft_that_both_know_every_difference_is_asked(school: Office, offices: Offices) -> None:
    school.fill(**WHOLE)
    other = offices("TH-A", "2")
    other.fill(figures={"1.1": {"count": 3}})
    offer = offered(other, sent(school))
    assert not offer.is_base_known
    assert {each.side for each in offer.differences} == {Side.BOTH}
    assert offer.changed_there_only == frozenset()


def test_what_is_empty_here_takes_all(school: Office, offices: Offices) -> None:
    school.fill(**WHOLE)
    here = offices("TH-A", "2")
    offer = offered(here, sent(school))
    assert offer.standing is Standing.THEIRS
    take(here.workspace, offer, offer.changed_there)
    assert draft(here) == draft(school)


def test_a_frozen_report_takes_corrections_as_any_edit(school: Office, head: Office) -> None:
    school.report(2)
    assert school.shown()["state"] == "frozen"
    head.fill(figures={"1.1": {"count": 3}})
    takes(school, sent(head, "sua.lcweek"), "1.1.count")
    shown = school.shown()
    assert (shown["state"], shown["revision"]) == ("draft", 2)


def test_nothing_entered_or_something_damaged_is_not_sent(school: Office) -> None:
    with pytest.raises(KnownError) as empty:
        sent(school)
    assert empty.value.code == "draft-empty"
    school.fill(**WHOLE)
    connection = school.context.store.drafts._connection
    connection.execute("UPDATE draft_part SET body = x'5b5d' WHERE part = 'own_lines'")
    with pytest.raises(KnownError) as damaged:
        sent(school)
    assert damaged.value.code == "draft-damaged"
    assert not (school.folder / "ban-nhap.lcweek").exists()


def test_a_damaged_base_asks_about_everything_and_stops_nothing(school: Office, head: Office) -> None:
    head.fill(figures={"1.1": {"count": 3}})
    back = sent(head, "sua.lcweek")
    school.context.store.drafts._connection.execute(
        "UPDATE draft_part SET body = x'7b7d' WHERE part = 'exchanged'"
    )
    assert sides(offered(school, back)) == {"1.1.count": "BOTH"}
    assert school.sent().revision == 1


def test_another_units_machine_and_a_report_are_refused(school: Office, commune: Office) -> None:
    school.fill(**WHOLE)
    file = sent(school)
    with pytest.raises(KnownError) as others:
        draft_offer(commune.context, file)
    assert others.value.code == "draft-others"
    assert school.workspace.unit.name in others.value.message
    with pytest.raises(KnownError) as report:
        draft_offer(school.context, school.report(2))
    assert report.value.code == "report-not-draft"
    other = ROOT / "tests" / "data" / "bundles" / "draft-ok.lcweek"
    with pytest.raises(KnownError) as unknown:
        draft_offer(school.context, other)
    assert unknown.value.code == "draft-form"


def test_a_receiver_sets_it_aside_by_name_and_counts_nothing(school: Office, commune: Office) -> None:
    school.fill(**WHOLE)
    (result,) = commune.receive(sent(school))
    assert (result.verdict.value, result.code) == ("set_aside", "received-draft")
    assert result.unit == "TH-A" and school.workspace.unit.name in result.message
    assert commune.sum("1.1") is None
    cut = school.folder / "hong.lcweek"
    data = bytearray((school.folder / "ban-nhap.lcweek").read_bytes())
    data[len(data) // 2] ^= 1
    cut.write_bytes(data)
    assert commune.takes(cut)[0] == "unreadable"


def test_killed_while_it_is_taken_the_draft_is_the_old_or_the_new_one(
    school: Office, offices: Offices, tmp_path: Path
) -> None:
    school.fill(**WHOLE, photos=[{"file": str(picture(school, "green"))}])
    file, whole = sent(school), draft(school)
    here = offices("TH-A", "2")
    here.fill(figures={"1.1": {"count": 7}})
    old, unit, form = draft(here), here.workspace.unit.id, here.form
    home = here.context.home
    here.context.store.close()
    command = (sys.executable, "-m", "tests.services.opening.draft_steps", home, file)
    most = moments(command)
    assert most > 5
    outcomes = set()
    for moment in (*range(1, most, max(1, most // 6)), most):
        with open_store(home, wait=5) as store:
            store.drafts.save(unit, form.campaign.id, old)
        killed_at(command, moment)
        with open_store(home, wait=5) as store:
            found = store.drafts.get(unit, form.campaign.id, form)
            outcomes.add(found == whole)
            assert found in (old, whole)
            if found == whole:
                assert all(store.blobs.get(photo.sha256) for photo in whole.content.photos)
    assert outcomes == {False, True}


def _kept(office: Office) -> list[dict[str, object]]:
    return office.shown()["photos"]  # type: ignore[no-any-return]
