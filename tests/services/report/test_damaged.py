"""A damaged part of a unit's own data is named, the rest goes on, and there is a way on without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.backup.revision_numbers import (
    known_numbers,
    note_last_sent,
    note_restored,
    restore_question,
)
from lcweek_desktop.services.report.change import ChangeSinceSending
from lcweek_desktop.services.report.checking import check_report, current_draft
from lcweek_desktop.services.report.damaged import give_up
from lcweek_desktop.services.report.freezing import freeze, report_state
from lcweek_desktop.services.report.printings import note_printed, was_printed
from lcweek_desktop.services.report.sendings import last_sending
from lcweek_desktop.services.workspace.units import (
    UnitSetup,
    lost_units,
    open_workspace,
    own_workspaces,
    set_up,
)
from tests.services.office import Office
from tests.services.spoiled import spoil

ENTRY = {
    "figures": {"1.1": {"count": 2, "people": 30, "note": "tại xã"}, "2": {"count": 1}},
    "other_rows": [{"label": "Ngày hội đọc", "unit": "Buổi", "count": 1}],
    "narrative": {"I.1": "Lễ khai mạc ngày 01/10."},
    "signoff": {"number": "12"},
}


def damaged(office: Office) -> list[Finding]:
    return [each for each in check_report(office.workspace) if each.check.startswith("damaged")]


@pytest.mark.parametrize(
    ("part", "place", "named"),
    [
        ("figures", "1.1.count", "số liệu dòng 1.1"),
        ("notes", "note:1.1", "ghi chú dòng 1.1"),
        ("own_lines", "own_lines/0", "các dòng tự thêm"),
        ("narrative", "narrative:I.1", "nội dung mục"),
        ("signoff", "signoff", "thông tin ký"),
    ],
)
def test_a_damaged_part_of_the_draft_is_named_and_not_frozen_until_it_is_entered(
    school: Office, part: str, place: str, named: str
) -> None:
    school.fill(**ENTRY)
    spoil(school, "draft_part", f"body = x'7b' WHERE part = '{part}' AND place IN ('', '1.1', 'I.1')")
    (finding,) = damaged(school)
    assert (finding.place, finding.is_error) == (place, True)
    assert named in finding.sentence
    assert finding.sentence.endswith(sentence("damaged-draft", part="").partition("bị hỏng")[2])
    with pytest.raises(KnownError) as caught:
        freeze(school.workspace)
    assert named in caught.value.message
    rest = {key: value for key, value in school.shown()["figures"].items() if key == "2"}
    assert rest == {"2": {"count": 1}}
    school.fill(**ENTRY)
    assert damaged(school) == []
    freeze(school.workspace)


def test_a_damaged_part_can_be_given_up_and_what_can_be_read_of_it_is_kept(school: Office) -> None:
    school.fill(**ENTRY)
    changed = "CAST(replace(CAST(body AS TEXT), 'khai', 'khbi') AS BLOB)"
    spoil(school, "draft_part", f"body = {changed} WHERE part = 'narrative'")
    (said,) = school.shown()["damaged"]
    assert said["place"] == "narrative:I.1"
    assert "Lễ khbi mạc ngày 01/10." in said["remains"]
    give_up(school.workspace, "narrative:I.1")
    assert damaged(school) == []
    (kept,) = (school.context.home / "damaged").iterdir()
    assert "Lễ khbi mạc ngày 01/10." in kept.read_text(encoding="utf-8")
    freeze(school.workspace)
    with pytest.raises(KnownError) as caught:
        give_up(school.workspace, "narrative:I.1")
    assert caught.value.code == "damaged-none"


def test_after_a_damaged_revision_the_next_one_follows_it(school: Office) -> None:
    school.report(2)
    first, _ = freeze(school.workspace)
    spoil(school, "revision", "paper = x'00'")
    (finding,) = damaged(school)
    assert (finding.place, finding.is_error) == ("revision:1", False)
    assert finding.sentence == sentence("damaged-revision", revision=1)
    now = report_state(school.workspace)
    assert (now.frozen, now.report.revision, now.report.previous) == (False, 2, first.fingerprint)
    frozen, issue = freeze(school.workspace)
    assert (frozen.report.revision, issue.issue) == (2, 1)


def test_a_damaged_issue_is_followed_by_another_one(school: Office) -> None:
    school.report(2)
    spoil(school, "issue", "signoff = x'7b7d'")
    assert [finding.place for finding in damaged(school)] == ["revision:1"]
    last = last_sending(school.workspace, report_state(school.workspace))
    assert last is not None and last.since is ChangeSinceSending.SIGNED
    assert school.sent().issue == 2


def test_a_damaged_sending_is_named_and_sending_goes_on(school: Office) -> None:
    school.report(2)
    spoil(school, "sending", "at = '2024-1-1'")
    (finding,) = damaged(school)
    assert (finding.place, finding.is_error) == ("sending:1", False)
    assert finding.sentence == sentence("damaged-sending", number=1)
    assert school.shown()["sent"] is None
    school.send()
    assert school.shown()["sent"]["revision"] == 1


def test_a_damaged_printing_is_named_until_it_is_printed_again(school: Office) -> None:
    school.report(2)
    revision = report_state(school.workspace).report.revision
    note_printed(school.workspace, revision)
    spoil(school, "printing", "at = '2024-1-1'")
    assert not was_printed(school.workspace, revision)
    (finding,) = damaged(school)
    assert (finding.place, finding.is_error) == ("printing:1", False)
    assert finding.sentence == sentence("damaged-printing", number=1)
    note_printed(school.workspace, revision)
    assert not damaged(school)


def test_when_it_is_damaged_how_often_data_were_put_back_the_last_number_is_asked_for(
    school: Office,
) -> None:
    school.report(2)
    store, day = school.context.store, school.workspace.today()
    note_restored(store, known_numbers(store), day)
    school.report(3)
    spoil(school, "restore", "highest = 9")
    question = restore_question(school.workspace)
    assert question is not None and (question.highest, question.day) == (2, "không rõ")
    note_last_sent(school.workspace, 4)
    assert restore_question(school.workspace) is None
    school.fill(figures={"2": {"count": 9}})
    assert school.sent().revision == 5


def test_a_unit_whose_entry_is_damaged_is_known_from_its_last_frozen_report(school: Office) -> None:
    school.report(2)
    spoil(school, "unit", "name = 'x' WHERE code = 'TH-A'")
    assert open_workspace(school.context).unit == school.workspace.unit
    assert [workspace.unit for workspace in own_workspaces(school.context)] == [school.workspace.unit]
    assert [finding.place for finding in damaged(school)] == ["unit"]
    assert damaged(school)[0].sentence == sentence("damaged-own-unit")
    assert school.sent().revision == 1


def test_a_unit_that_nothing_tells_of_is_set_up_again_and_finds_its_entries(school: Office) -> None:
    school.fill(**ENTRY)
    spoil(school, "unit", "name = 'x' WHERE code = 'TH-A'")
    with pytest.raises(KnownError) as caught:
        open_workspace(school.context)
    assert caught.value.code == "unit-damaged"
    assert own_workspaces(school.context) == ()
    assert [error.code for error in lost_units(school.context)] == ["unit-damaged"]
    unit = school.workspace.unit
    set_up(school.context, "2024", UnitSetup(unit.code, unit.name, unit.level, unit.parent))
    assert open_workspace(school.context) == school.workspace
    assert lost_units(school.context) == ()
    assert school.shown()["figures"]["2"] == {"count": 1}


def test_a_damaged_photo_is_named_by_its_caption_until_it_is_added_again_or_removed(
    school: Office, tmp_path: Path
) -> None:
    Image.new("RGB", (60, 40), "teal").save(school.folder / "a.jpg")
    school.fill(photos=[{"file": "a.jpg", "caption": "Lễ khai mạc"}])
    assert damaged(school) == []
    (sha256,) = [photo.sha256 for photo in current_draft(school.workspace).content.photos]
    blob = school.context.store.blobs.path(sha256)
    jpeg = blob.read_bytes()
    blob.write_bytes(jpeg[:-1])
    school.context.derived.clear()
    (finding,) = damaged(school)
    assert (finding.place, finding.is_error) == ("photo:0", True)
    assert finding.sentence == sentence("damaged-photo", caption="Lễ khai mạc")
    blob.unlink()
    assert damaged(school) == [finding]
    school.context.store.blobs.put(jpeg)
    assert damaged(school) == []
    blob.unlink()
    school.context.derived.clear()
    school.fill(photos=[])
    assert damaged(school) == []
