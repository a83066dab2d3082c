"""Freezing: when a revision comes into being, when only its issue rises, and when bytes stay the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from dev import ROOT
from lcweek_desktop.bundle.keys import PublicKey, SigningKey
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from lcweek_desktop.services.report.checking import check_report
from lcweek_desktop.services.report.freezing import freeze
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.keys import renewed_key, signing_key
from lcweek_desktop.services.workspace.units import UnitSetup, open_workspace, set_up
from lcweek_desktop.services.workspace.user_files import keep_scan
from tests.services.conftest import Offices, key_file
from tests.services.office import Office


def where(office: Office) -> tuple[str, int]:
    shown = office.shown()
    return shown["state"], shown["revision"]


def refusal(office: Office, to: str | None = None) -> KnownError:
    with pytest.raises(KnownError) as refused:
        office.send(to=to)
    return refused.value


def test_a_report_is_a_draft_of_revision_1_until_it_is_sent(school: Office) -> None:
    assert (where(school), school.shown()["fingerprint"]) == (("draft", 1), None)
    sent = school.sent()
    assert (sent.revision, sent.issue, sent.recipient) == (1, 1, "03394")
    assert (where(school), school.shown()["fingerprint"]) == (("frozen", 1), sent.fingerprint)


@pytest.mark.parametrize("name", ["a.lcweek", "a.pdf"])
def test_sending_twice_unchanged_gives_the_same_bytes(school: Office, name: str) -> None:
    school.fill(figures={"1.1": {"count": 2}}, signoff={"number": "12"})
    first = school.send(name).read_bytes()
    assert school.send(name).read_bytes() == first
    assert where(school) == ("frozen", 1)


def test_freezing_unchanged_makes_no_new_revision(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 2}})
    first = freeze(school.workspace)
    school.fill(figures={"1.1": {"count": 2}})
    assert freeze(school.workspace) == first


@pytest.mark.parametrize(
    "signoff", [{"number": "12"}, {"date": "2024-10-15"}, {"name": "Lò Thị Én"}, {"place": "Bình Lư"}]
)
def test_a_later_sign_off_raises_only_the_issue(school: Office, signoff: dict[str, Any]) -> None:
    first = read_bundle(school.report(2).read_bytes(), school.context.forms)
    school.fill(signoff=signoff)
    assert where(school) == ("frozen", 1)
    again = read_bundle(school.send().read_bytes(), school.context.forms)
    assert (again.manifest.revision, again.manifest.issue) == (1, 2)
    assert (again.report_bytes, again.paper) == (first.report_bytes, first.paper)
    assert school.sent().issue == 2


def test_a_later_scan_raises_only_the_issue(school: Office) -> None:
    school.report(2)
    Image.new("RGB", (20, 30)).save(school.folder / "quet.jpg")
    scan = keep_scan(school.context, (school.folder / "quet.jpg").read_bytes())
    own = school.workspace
    school.context.store.drafts.put_scans(own.unit.id, own.campaign, (scan,))
    sent = school.sent()
    assert (sent.revision, sent.issue) == (1, 2)
    carried = read_bundle((school.folder / "bao-cao.lcweek").read_bytes(), school.context.forms)
    assert [bytes(each) for each in carried.scans] == [(school.folder / "quet.jpg").read_bytes()]


@pytest.mark.parametrize(
    "edit",
    [
        {"figures": {"1.1": {"count": 3}}},
        {"figures": {"1.1": {"note": "thêm"}}},
        {"other_rows": [{"label": "Tọa đàm"}]},
        {"narrative": {"I.1": "Thêm."}},
        {"accepted": [{"check": "heading-empty", "place": "narrative:I.1", "reason": "không có"}]},
    ],
)
def test_an_edit_opens_the_next_draft(school: Office, edit: dict[str, Any]) -> None:
    school.report(2)
    first = school.shown()["fingerprint"]
    school.fill(**edit)
    assert (where(school), school.shown()["fingerprint"]) == (("draft", 2), None)
    again = read_bundle(school.send().read_bytes(), school.context.forms).manifest
    assert (again.revision, again.issue, again.previous) == (2, 1, first)


def test_undoing_an_edit_before_freezing_leaves_the_frozen_revision(school: Office) -> None:
    first = school.report(2).read_bytes()
    school.fill(figures={"1.1": {"count": 3}})
    school.fill(figures={"1.1": {"count": 2}})
    assert where(school) == ("frozen", 1)
    assert school.send().read_bytes() == first


def test_returning_to_earlier_content_makes_a_new_revision(school: Office) -> None:
    manifests = [
        read_bundle(school.report(count).read_bytes(), school.context.forms).manifest for count in (2, 3, 2)
    ]
    assert [manifest.revision for manifest in manifests] == [1, 2, 3]
    assert [manifest.previous for manifest in manifests] == [
        None,
        manifests[0].fingerprint,
        manifests[1].fingerprint,
    ]
    assert manifests[2].fingerprint != manifests[0].fingerprint


def test_a_member_that_arrives_opens_the_next_draft_of_the_receiver(commune: Office, school: Office) -> None:
    file = school.report(2)
    commune.report(1)
    commune.receive(file)
    assert where(commune) == ("draft", 2)
    assert read_bundle(commune.send().read_bytes(), commune.context.forms).manifest.revision == 2
    commune.receive(file)
    assert where(commune) == ("frozen", 2)


def test_a_report_with_errors_is_not_frozen_and_says_which(school: Office) -> None:
    school.fill(figures={"1.1": {"count": -1}, "10.1": {"count": 10**12 + 1}}, other_rows=[{"label": ""}])
    error = refusal(school)
    assert error.code == "report-errors"
    assert "Báo cáo còn 3 lỗi:" in error.message
    assert "1.000.000.000.001" in error.message
    assert not (school.folder / "bao-cao.lcweek").exists()
    assert where(school) == ("draft", 1)


def test_warnings_do_not_stop_it(school: Office) -> None:
    school.fill(figures={"1.1": {"people": 5}})
    assert check_report(school.workspace)
    assert school.sent().revision == 1


def test_an_accepted_warning_says_why(school: Office) -> None:
    school.fill(accepted=[{"check": "all-blank", "place": "report", "reason": "trường nghỉ bão"}])
    (finding,) = (each for each in check_report(school.workspace) if each.check == "all-blank")
    assert finding.accepted == "trường nghỉ bão"


def test_money_up_to_the_limit_is_sent_exactly(school: Office) -> None:
    school.fill(figures={"10.1": {"count": 10**12}, "10.2": {"count": 10**12}})
    report = read_bundle(school.send().read_bytes(), school.context.forms).report
    assert report is not None
    assert set(report.content.figures.values()) == {10**12}
    assert school.shown()["totals"]["10"]["count"] == 2 * 10**12


# Where to


def test_a_report_goes_to_the_parent_or_where_it_is_sent(school: Office) -> None:
    assert read_bundle(school.send().read_bytes(), school.context.forms).manifest.recipient == "03394"
    file = school.send("huyen.pdf", to="106")
    sent = sent_bundle(file.read_bytes(), file.name)
    assert read_bundle(sent, school.context.forms).manifest.recipient == "106"
    assert refusal(school, to="XX").code == "unit-unknown"


def test_the_province_has_nobody_to_send_to_unless_told(offices: Offices) -> None:
    province = offices("12")
    assert refusal(province).code == "report-no-parent"
    assert province.sent(to="106").recipient == "106"


# Keys


def new_key(office: Office) -> PublicKey | None:
    return renewed_key(office.workspace)


def test_a_lost_key_stops_what_it_signed_but_not_what_comes_next(school: Office) -> None:
    school.report(2)
    file = key_file(school.context.home, school.workspace.unit.id)
    file.unlink()
    assert refusal(school).code == "key-missing"
    assert not file.exists()
    school.fill(figures={"1.1": {"count": 3}})
    assert school.sent().revision == 2


def test_a_new_key_is_told_until_it_signed_two_reports(school: Office) -> None:
    school.report(2)
    assert new_key(school) is None
    key_file(school.context.home, school.workspace.unit.id).unlink()
    school.report(3)
    assert new_key(school) == signing_key(school.context, school.workspace.unit.id).public
    school.report(4)
    assert new_key(school) is None


def test_a_key_put_in_place_of_the_one_that_signed_signs_the_next_revision(school: Office) -> None:
    school.report(2)
    file = key_file(school.context.home, school.workspace.unit.id)
    file.unlink()
    SigningKey.generate().save(file)
    assert where(school) == ("draft", 2)
    assert school.sent().revision == 2
    assert new_key(school) is not None


def test_a_damaged_key_is_not_used_and_replaced_once_it_is_moved_away_as_told(school: Office) -> None:
    school.report(2)
    file = key_file(school.context.home, school.workspace.unit.id)
    file.write_bytes(b"hong")
    school.fill(figures={"1.1": {"count": 3}})
    refused = refusal(school)
    assert refused.code == "key-damaged"
    assert str(file) in refused.message
    assert file.read_bytes() == b"hong"
    file.rename(file.with_suffix(".hong"))
    assert school.sent().revision == 2
    assert new_key(school) is not None


def test_a_folder_for_keys_that_cannot_be_made_says_so(school: Office) -> None:
    shutil.rmtree(school.context.home / "keys")
    (school.context.home / "keys").write_bytes(b"")
    assert refusal(school).code in ("key-unwritten", "key-unreadable")
    assert where(school) == ("draft", 1)


def test_a_new_name_of_the_unit_opens_the_next_draft(school: Office) -> None:
    school.report(2)
    workspace = set_up(school.context, "2024", UnitSetup("TH-A", "Trường mới", LevelKey("truong")))
    assert where(replace(school, workspace=workspace)) == ("draft", 2)


def test_a_form_that_was_changed_underneath_is_named_and_what_was_frozen_stays(tmp_path: Path) -> None:
    changed = tmp_path / "forms"
    shutil.copytree(ROOT / "forms" / "2024", changed / "2024")
    table = changed / "2024" / "phu-luc-2.toml"
    cells = 'cells = { count = "open", people = "open" }'
    row = f'[[row]]\nkey = "12"\ntt = "12"\nlabel = "Mới"\nunit = ""\n{cells}\n'
    table.write_text(f"{table.read_text(encoding='utf-8')}\n{row}", encoding="utf-8", newline="\n")
    with open_context(tmp_path / "truong", ROOT / "forms") as context:
        own = set_up(context, "2024", UnitSetup("03394-a", "A", "truong", "03394"))
        before = Office(own, tmp_path)
        frozen, _ = freeze(before.workspace)
    with open_context(tmp_path / "truong", changed) as context, pytest.raises(KnownError) as refused:
        freeze(open_workspace(context))
    assert refused.value.code == "store-form"
    assert "bản số 1 của đơn vị 03394-a" in refused.value.message
    with open_context(tmp_path / "truong", ROOT / "forms") as context:
        assert freeze(open_workspace(context))[0] == frozen
