"""Receiving: every verdict with its code, what it does to the sums, and what people settle."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from dev import ROOT
from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.bundle.manifest import BundleKind
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.bundle.writer import Envelope, FrozenReport, write_bundle
from lcweek_desktop.bundle.writer import freeze as freeze_report
from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.domain.merge import VersionId
from lcweek_desktop.domain.report import Member, Report, SignOff
from lcweek_desktop.domain.rollup import report_sums
from lcweek_desktop.domain.unit import UnitCode
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.receiving.deciding import confirm_key, decide
from lcweek_desktop.services.receiving.identity import one_unit
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.receiving.unknown_units import add_unknown_units
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.report.freezing import freeze
from lcweek_desktop.services.summing.held_member import read_report
from lcweek_desktop.services.summing.reporting_status import reporting_progress
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.keys import signing_key
from lcweek_desktop.services.workspace.units import UnitSetup, open_workspace, set_up
from tests.bundle.small_form import member
from tests.services.conftest import UNITS, Offices, key_file
from tests.services.office import Office


def lose_key(office: Office) -> None:
    """Take the key away, as from a backup; the next revision is signed with another one."""
    key_file(office.context.home, office.workspace.unit.id).unlink()


def refusal(office: Office, unit: str, *chosen: str) -> str:
    """The code that `decide` is refused with, or `confirm_key` when nothing is chosen."""
    with pytest.raises(KnownError) as refused:
        if chosen:
            decide(office.workspace, unit, *chosen)
        else:
            confirm_key(office.workspace, unit)
    return refused.value.code


def fingerprint(office: Office) -> str:
    return str(office.shown()["fingerprint"])


# Accepted, old, known


def test_a_first_report_is_accepted_and_counted(commune: Office, school: Office) -> None:
    (receipt,) = commune.receive(school.report(2))
    assert (receipt.verdict, receipt.code) == (ReceiveVerdict.ACCEPTED, "received-accepted")
    assert (receipt.unit, receipt.revision, receipt.fingerprint) == ("TH-A", 1, fingerprint(school))
    assert "Trường Tiểu học Thèn Sin (TH-A)" in receipt.message
    assert commune.sum("1.1") == 2


def test_a_corrected_report_takes_the_place_of_the_earlier_one(commune: Office, school: Office) -> None:
    commune.receive(school.report(2))
    assert commune.takes(school.report(3)) == ("superseded_previous", "received-superseded")
    assert commune.sum("1.1") == 3


def test_the_same_file_again_and_its_pdf_are_known(commune: Office, school: Office) -> None:
    file = school.report(2)
    commune.receive(file)
    assert commune.takes(file) == ("known", "received-known")
    renamed = Path(shutil.copy(file, school.folder / "ten-khac.zip"))
    assert commune.takes(renamed) == ("known", "received-known")
    assert commune.takes(school.send("bao-cao.pdf")) == ("known", "received-known")
    assert commune.sum("1.1") == 2


def test_a_known_report_signed_anew_brings_its_sign_off(commune: Office, school: Office) -> None:
    first = school.report(2)
    commune.receive(first)
    school.fill(signoff={"number": "12"})
    second = school.send("lan-2.lcweek")
    assert commune.takes(second) == ("known", "received-reissued")
    assert commune.takes(first) == commune.takes(second) == ("known", "received-known")
    (held,) = commune.context.store.stored_reports.of(commune.workspace.unit.id, commune.workspace.campaign)
    assert (held.issue, held.signoff.number) == (2, "12")


def test_an_earlier_revision_that_comes_later_is_old(commune: Office, school: Office) -> None:
    first, second = school.report(2, "1.lcweek"), school.report(3, "2.lcweek")
    assert commune.takes(second) == ("accepted", "received-gap")
    assert commune.takes(first) == ("old", "received-old")
    assert commune.sum("1.1") == 3


def test_a_later_revision_that_does_not_know_the_one_before_counts_and_says_so(
    commune: Office, school: Office
) -> None:
    report = replace(drafted(school), revision=3)
    file = written(school, report, "khoi-phuc.lcweek")
    assert commune.takes(file) == ("accepted", "received-previous-unknown")
    (item,) = received_items(commune.workspace)
    assert "không rõ bản trước" in item.sentence
    assert commune.sum("1.1") == 2


# What waits for a person


def test_a_new_key_counts_and_says_that_nobody_compared_it(commune: Office, school: Office) -> None:
    file = school.report(2)
    (result,) = commune.receive(file, confirm=False)
    assert (result.verdict.value, result.code) == ("accepted", "received-accepted")
    assert "khóa chưa đối chiếu" in result.message
    assert commune.takes(file, confirm=False) == ("known", "received-known")
    assert commune.sum("1.1") == 2
    assert reporting_progress(commune.workspace).waiting == ()
    (item,) = received_items(commune.workspace)
    assert sentence("received-provisional", key=item.key) in item.sentence
    assert item.need is Need.PROVISIONAL
    assert commune.takes(file) == ("known", "received-known")
    assert [each.need for each in received_items(commune.workspace)] == [Need.NEW]
    assert commune.takes(school.report(3), confirm=False) == ("superseded_previous", "received-superseded")


@pytest.mark.parametrize("owner", ["03394", "TH-B"])
def test_a_damaged_key_of_our_own_stops_no_receiving(commune: Office, school: Office, owner: str) -> None:
    name, level = UNITS[owner]
    own = set_up(commune.context, "2024", UnitSetup(owner, name, level)).unit.id
    (commune.context.home / "keys").mkdir(exist_ok=True)
    file = key_file(commune.context.home, own)
    file.write_bytes(b"hong")
    assert commune.takes(school.report(2)) == ("accepted", "received-accepted")
    assert commune.sum("1.1") == 2
    assert file.read_bytes() == b"hong"


def test_damage_in_what_is_stored_of_the_unit_above_stops_no_receiving(
    commune: Office, school: Office, tmp_path: Path
) -> None:
    home, listed = tmp_path / "huyen", tmp_path / "danh-muc.csv"
    with open_context(home, ROOT / "forms") as context:
        workspace = set_up(context, "2024", UnitSetup("106", "Huyện Tam Đường", "huyen"), listed=listed)
        Office(workspace, tmp_path).receive(commune.report(5))
    with closing(sqlite3.connect(home / "lcweek.db")) as database, database:
        database.execute("UPDATE report SET body = x'7b7d'")
    with open_context(home, ROOT / "forms") as context:
        assert Office(open_workspace(context), tmp_path).takes(school.report(2)) == (
            "accepted",
            "received-accepted",
        )


def test_a_waiting_key_is_confirmed_by_hand(commune: Office, school: Office) -> None:
    commune.receive(school.report(2), confirm=False)
    confirmed = confirm_key(commune.workspace, "TH-A")
    assert confirmed == signing_key(school.context, school.workspace.unit.id).public.base64
    assert commune.sum("1.1") == 2
    assert refusal(commune, "TH-A") == "key-none-waiting"
    assert refusal(commune, "TH-B") == "key-none-waiting"
    assert refusal(commune, "XX") == "unit-unknown"


def test_of_several_waiting_keys_one_is_chosen(commune: Office, school: Office) -> None:
    commune.receive(school.report(2), confirm=False)
    lose_key(school)
    commune.receive(school.report(3), confirm=False)
    assert refusal(commune, "TH-A") == "key-choose"
    key = school.key
    assert confirm_key(commune.workspace, "TH-A", key.short) == key.base64
    assert commune.sum("1.1") == 3
    with pytest.raises(KnownError, match="không có khóa nào như vậy"):
        confirm_key(commune.workspace, "TH-B", key.short)


def test_a_reinstalled_machine_is_confirmed_and_the_old_one_set_aside(
    commune: Office, school: Office, offices: Offices
) -> None:
    commune.receive(school.report(2))
    old = offices("TH-A", "2", key_of=school)
    lose_key(school)
    assert commune.takes(school.report(4), confirm=False) == ("needs_decision", "received-key-pending")
    assert commune.sum("1.1") == 2
    assert commune.takes(school.folder / "bao-cao.lcweek") == ("superseded_previous", "received-superseded")
    assert commune.sum("1.1") == 4
    assert commune.takes(old.report(3), confirm=False) == ("set_aside", "received-key-superseded")
    assert commune.sum("1.1") == 4
    assert commune.takes(old.folder / "bao-cao.lcweek") == ("set_aside", "received-key-superseded")
    confirm_key(commune.workspace, "TH-A")
    assert commune.sum("1.1") == 3


def test_a_report_with_fewer_cells_waits_while_the_lower_one_counts(commune: Office, school: Office) -> None:
    commune.receive(school.report(2))
    school.fill(figures={"1.1": {"people": None}})
    assert commune.takes(school.send()) == ("needs_decision", "received-fewer-cells")
    assert commune.sum("1.1", "people") == 20
    decide(commune.workspace, "TH-A", fingerprint(school))
    assert commune.sum("1.1", "people") is None


@pytest.mark.parametrize("confirm_first", [True, False])
def test_a_lower_report_with_more_cells_that_comes_second_asks_too(
    commune: Office, school: Office, confirm_first: bool
) -> None:
    fuller = school.report(2, "1.lcweek")
    school.fill(figures={"1.1": {"people": None}})
    emptier = school.send("2.lcweek")
    commune.receive(emptier, confirm=confirm_first)
    assert commune.takes(fuller) == ("needs_decision", "received-more-cells")
    assert commune.sum("1.1", "people") == 20
    assert reporting_progress(commune.workspace).waiting == ("TH-A",)
    decide(commune.workspace, "TH-A", fingerprint(school))
    assert commune.sum("1.1", "people") is None
    assert commune.takes(fuller) == ("known", "received-known")


def test_two_reports_at_one_place_count_neither_until_decided(
    commune: Office, school: Office, offices: Offices
) -> None:
    copy = offices("TH-A", "2", key_of=school)
    one, two = school.report(2), copy.report(5)
    commune.receive(one)
    assert commune.takes(two) == ("conflict", "received-conflict")
    assert commune.sum("1.1") is None
    (member,) = rollup(commune.workspace).members
    assert member.counted == "conflict"
    decide(commune.workspace, "TH-A", fingerprint(copy))
    assert commune.sum("1.1") == 5
    assert commune.takes(one) == ("known", "received-known")
    decide(commune.workspace, "TH-A", fingerprint(school))
    assert commune.sum("1.1") == 2


def test_a_later_revision_that_names_one_of_two_settles_the_conflict(
    commune: Office, school: Office, offices: Offices
) -> None:
    copy = offices("TH-A", "2", key_of=school)
    commune.receive(school.report(2), copy.report(5))
    assert commune.takes(school.report(3)) == ("accepted", "received-accepted")
    assert (commune.sum("1.1"), reporting_progress(commune.workspace).waiting) == (3, ())


def test_a_report_under_a_key_that_waits_cannot_be_chosen(commune: Office, school: Office) -> None:
    commune.receive(school.report(2))
    lose_key(school)
    commune.receive(school.report(3), confirm=False)
    assert refusal(commune, "TH-A", fingerprint(school)) == "decide-key"
    assert commune.sum("1.1") == 2


def test_a_beginning_that_fits_two_reports_is_refused(commune: Office, school: Office) -> None:
    commune.receive(school.report(2))
    (held,) = commune.context.store.stored_reports.of(commune.workspace.unit.id, commune.workspace.campaign)
    for body in (b"69235", b"95303"):  # SHA-256 of both begins with c11eb5e6
        twin = VersionId(sha256_hex(body), "no key")
        commune.context.store.stored_reports.put(replace(held, version=replace(held.version, id=twin)), body)
        kept, form_hash = commune.context.members, commune.form.hash
        kept[form_hash, twin] = kept[form_hash, held.version.id]  # read as a report
    assert refusal(commune, "TH-A", "c11eb5e6") == "decide-ambiguous"
    assert commune.sum("1.1") == 2


def test_a_copy_signed_with_a_new_key_of_what_was_refused_stays_refused(
    commune: Office, school: Office, offices: Offices
) -> None:
    copy = offices("TH-A", "2", key_of=school)
    commune.receive(school.report(2), copy.report(5))
    decide(commune.workspace, "TH-A", fingerprint(school))
    new = offices("TH-A", "3")
    refused = copy.context.store.revisions.latest(copy.workspace.unit.id, copy.workspace.campaign)
    assert refused is not None
    report = read_report(copy.context, copy.form, refused.report)
    key = signing_key(new.context, new.workspace.unit.id)
    frozen = freeze_report(copy.form, report, key)
    assert frozen.fingerprint == refused.fingerprint
    file = new.folder / "ky-lai.lcweek"
    file.write_bytes(bundle(new, frozen, key_of=new))
    assert commune.takes(file) == ("needs_decision", "received-one-code")
    one_unit(commune.workspace, "TH-A", new.key.short)
    assert commune.takes(file) == ("known", "received-known")
    refused_item = next(each for each in received_items(commune.workspace) if each.key == new.key.short)
    said = {"revision": 1, "name": report.unit.name, "unit": "TH-A"}
    assert refused_item.sentence == sentence("received-refused", **said)
    assert commune.sum("1.1") == 2


@pytest.mark.parametrize("part", [slice(None), slice(8), slice(20)])
def test_a_report_is_chosen_by_its_fingerprint_or_the_beginning_of_it(
    commune: Office, school: Office, offices: Offices, part: slice
) -> None:
    copy = offices("TH-A", "2", key_of=school)
    commune.receive(school.report(2), copy.report(5))
    chosen = fingerprint(copy)
    assert decide(commune.workspace, "TH-A", chosen[part].upper()) == chosen
    assert commune.sum("1.1") == 5


def test_a_report_is_chosen_by_its_letters(commune: Office, school: Office) -> None:
    commune.receive(school.report(2))
    letters = short_code(fingerprint(school))
    assert decide(commune.workspace, "TH-A", letters.lower()) == fingerprint(school)


def test_a_choice_that_fits_nothing_is_refused(commune: Office, school: Office) -> None:
    commune.receive(school.report(2))
    assert refusal(commune, "TH-A", "0" * 64) == "decide-unknown"
    assert refusal(commune, "TH-A", fingerprint(school)[:7]) == "decide-unknown"
    assert refusal(commune, "TH-A", "") == "decide-unknown"
    assert refusal(commune, "TH-B", fingerprint(school)) == "decide-unknown"
    assert refusal(commune, "XX", fingerprint(school)) == "unit-unknown"
    assert commune.sum("1.1") == 2


# Set aside


def bundle(
    office: Office, frozen: FrozenReport, kind: BundleKind = BundleKind.REPORT, key_of: Office | None = None
) -> bytes:
    """A bundle of `frozen`, of a kind or under a key that no command would use."""
    signer = key_of or office
    key = signing_key(signer.context, signer.workspace.unit.id)
    envelope = Envelope(UnitCode("03394"), SignOff(), kind=kind)
    return write_bundle(office.form, frozen, envelope, {}, key)


def drafted(office: Office) -> Report:
    """The report that `office` froze, with 2 in one cell, for a test to change."""
    office.report(2)
    return read_report(office.context, office.form, freeze(office.workspace)[0].report_bytes)


def written(office: Office, report: Report, name: str) -> Path:
    """The file of a report that no command would freeze, under the key of `office`."""
    key = signing_key(office.context, office.workspace.unit.id)
    file = office.folder / name
    file.write_bytes(bundle(office, freeze_report(office.form, report, key)))
    return file


def set_aside(office: Office, file: Path) -> str:
    """The code with which `file` is set aside. Checks that the sums stay and that the file is kept."""
    before = office.sums()
    (receipt,) = office.receive(file)
    assert (receipt.verdict, office.sums()) == (ReceiveVerdict.SET_ASIDE, before)
    kept = office.context.store.received.of(office.workspace.unit.id, "set_aside")[-1]
    assert (kept.name, kept.code) == (file.name, receipt.code)
    assert office.context.store.blobs.get(kept.sha256) == file.read_bytes()
    return receipt.code


def test_a_practice_bundle_is_set_aside(commune: Office, school: Office) -> None:
    school.report(2)
    frozen, _ = freeze(school.workspace)
    file = school.folder / "tap.lcweek"
    file.write_bytes(bundle(school, frozen, BundleKind.PRACTICE))
    assert set_aside(commune, file) == "received-practice"


def test_a_report_of_another_campaign_is_set_aside(commune: Office, tmp_path: Path) -> None:
    forms = tmp_path / "forms"
    shutil.copytree(ROOT / "forms" / "2024", forms / "2024")
    shutil.copytree(ROOT / "tests" / "data" / "forms" / "2031", forms / "2031")
    listed = ROOT / "tests" / "data" / "units" / "ho-xanh-2031.csv"
    with open_context(tmp_path / "2031", forms) as context:
        workspace = set_up(context, None, UnitSetup("H1-1", "Thư viện", "co_so"), listed=listed)
        other = Office(workspace, tmp_path)
        other.fill(figures={"A.1": {"count": 1}}, narrative={"1": "a", "2.a": "b", "2.b": "c"})
        file = other.send()
    assert set_aside(commune, file) == "received-campaign"


def test_a_report_on_a_form_that_is_not_here_is_set_aside(
    commune: Office, offices: Offices, tmp_path: Path
) -> None:
    forms = tmp_path / "forms"
    shutil.copytree(ROOT / "forms" / "2024", forms / "2024")
    table = forms / "2024" / "phu-luc-2.toml"
    cells = 'cells = { count = "open", people = "open" }'
    row = f'[[row]]\nkey = "12"\ntt = "12"\nlabel = "Mới"\nunit = ""\n{cells}\n'
    table.write_text(f"{table.read_text(encoding='utf-8')}\n{row}", encoding="utf-8", newline="\n")
    assert set_aside(commune, offices("TH-A", forms=forms).report(2)) == "received-form"


def test_a_unit_of_a_level_that_the_campaign_has_not_is_set_aside(commune: Office, school: Office) -> None:
    report = drafted(school)
    report = replace(report, unit=replace(report.unit, level=LevelKey("khoi")))
    assert set_aside(commune, written(school, report, "khoi.lcweek")) == "received-level"


def test_a_sum_nested_so_deep_that_nothing_could_be_sent_with_it_is_set_aside(
    commune: Office, district: Office, school: Office
) -> None:
    """With the first the sum of the commune is as deep as any may be, and the district takes it no more."""
    assert commune.takes(written(school, nested(school, 9), "9.lcweek")) == ("accepted", "received-accepted")
    assert set_aside(district, commune.send(to="106")) == "received-too-deep"
    assert set_aside(commune, written(school, nested(school, 10), "10.lcweek")) == "received-too-deep"


def nested(office: Office, levels: int) -> Report:
    """The report of `office` with as many members inside each other, of units and keys of no directory."""
    report = drafted(office)
    members: tuple[Member, ...] = ()
    for level in range(levels):
        unit = replace(report.unit, id=report.unit.id._replace(code=UnitCode(f"x{level}")))
        inner = replace(report, unit=unit, members=members)
        key = SigningKey(bytes([level]) * 32)
        sent = freeze_report(office.form, inner, key)
        sums = report_sums(office.form, inner)
        members = (member(inner, key.public.base64, sent.fingerprint, sent.paper, sums),)
    return replace(report, members=members)


@pytest.mark.parametrize("receiver", ["106", "12"])
def test_a_sum_that_holds_who_receives_it_or_who_is_above_is_set_aside(
    offices: Offices, district: Office, tmp_path: Path, receiver: str
) -> None:
    """The commune's own directory says that the district, or the province, reports to the commune."""
    above = district if receiver == "106" else offices(receiver)
    listed = tmp_path / "nguoc.csv"
    name, level = UNITS[receiver]
    rows = f"13,Tỉnh khác,tinh,\n03394,Xã Thèn Sin,xa,13\n{receiver},{name},{level},03394\n"
    listed.write_text(f"code,name,level,parent_code\n{rows}", encoding="utf-8", newline="\n")
    with open_context(tmp_path / "xa", ROOT / "forms") as context:
        workspace = set_up(context, "2024", UnitSetup("03394", "Xã Thèn Sin", "xa"), listed=listed)
        commune = Office(workspace, tmp_path)
        assert commune.takes(above.send("xuong.lcweek", to="03394"))[0] == "accepted"
        file = commune.send(to="106")
    assert set_aside(district, file) == "received-circle"
    assert district.send()


def test_a_unit_that_is_not_in_the_directory_is_set_aside(school: Office, tmp_path: Path) -> None:
    file = school.report(2)
    with open_context(tmp_path / "la", ROOT / "forms") as context:
        workspace = set_up(context, "2024", UnitSetup("03394", "Xã Thèn Sin", "xa"))
        assert set_aside(Office(workspace, tmp_path), file) == "received-unit"


def test_an_unknown_unit_is_added_to_the_directory_when_a_person_says_so(
    school: Office, tmp_path: Path
) -> None:
    file, unit = school.report(2), school.workspace.unit
    with open_context(tmp_path / "cha", ROOT / "forms") as context:
        workspace = set_up(context, "2024", UnitSetup("03394", "Xã Thèn Sin", "xa"))
        above = Office(workspace, tmp_path)
        assert set_aside(above, file) == "received-unit"
        (item,) = received_items(workspace)
        assert (item.need, item.unit) == (Need.UNKNOWN_UNIT, unit)
        assert [*add_unknown_units(workspace, {"khac"})] == []
        (receipt,) = add_unknown_units(workspace, {unit.code})
        assert receipt.code == "received-accepted"
        assert workspace.directory.get(unit.code) == unit
        assert [each.need for each in received_items(workspace)] == [Need.PROVISIONAL]
        assert [*add_unknown_units(workspace, {unit.code})] == []


def test_adding_units_may_be_stopped_after_any_of_them(offices: Offices, tmp_path: Path) -> None:
    files = [offices(code).report(2) for code in ("TH-A", "TH-B", "TH-C")]
    with open_context(tmp_path / "cha", ROOT / "forms") as context:
        workspace = set_up(context, "2024", UnitSetup("03394", "Xã Thèn Sin", "xa"))
        above = Office(workspace, tmp_path)
        above.receive(*files)
        next(add_unknown_units(workspace, {"TH-A", "TH-B", "TH-C"}))
        assert [each.need for each in received_items(workspace)] == [
            Need.UNKNOWN_UNIT,
            Need.UNKNOWN_UNIT,
            Need.PROVISIONAL,
        ]
        damaged = context.store.received.of(workspace.unit.id)[1]
        context.store.blobs.path(damaged.sha256).unlink()
        with pytest.raises(KnownError):
            list(add_unknown_units(workspace, {"TH-B"}))
        above.receive(files[1], confirm=False)
        assert len([*add_unknown_units(workspace, {"TH-B", "TH-C"})]) == 1
        assert [each.need for each in received_items(workspace)] == [Need.PROVISIONAL] * 3


def test_a_unit_that_reports_elsewhere_is_not_offered_to_be_added(school: Office, tmp_path: Path) -> None:
    file = school.report(2)
    with open_context(tmp_path / "khac", ROOT / "forms") as context:
        workspace = set_up(context, "2024", UnitSetup("03391", "Xã Lả Nhì Thàng", "xa"))
        assert set_aside(Office(workspace, tmp_path), file) == "received-unit-elsewhere"
        assert [each.need for each in received_items(workspace)] == [Need.SET_ASIDE]
        assert [*add_unknown_units(workspace, {school.workspace.unit.code})] == []


def test_a_unit_that_does_not_report_here_is_set_aside(commune: Office, offices: Offices) -> None:
    assert set_aside(commune, offices("TH-D").report(2)) == "received-not-below"


def test_our_own_report_is_set_aside(commune: Office) -> None:
    assert set_aside(commune, commune.report(2)) == "received-not-below"


def test_a_report_sent_to_somebody_else_is_set_aside(district: Office, school: Office) -> None:
    school.fill(figures={"1.1": {"count": 1}})
    assert set_aside(district, school.send("khac.lcweek", to="105")) == "received-recipient"


def test_a_key_of_another_unit_is_set_aside(commune: Office, school: Office, offices: Offices) -> None:
    commune.receive(school.report(2))
    assert set_aside(commune, offices("TH-B", key_of=school).report(9)) == "received-key-bound"
    assert set_aside(commune, offices("TH-C", key_of=commune).report(9)) == "received-key-bound"
    assert commune.sum("1.1") == 2


def test_a_key_bound_while_another_unit_waits_with_it_cannot_be_confirmed_twice(
    commune: Office, school: Office, offices: Offices
) -> None:
    commune.receive(offices("TH-B", key_of=school).report(9), school.report(2), confirm=False)
    confirm_key(commune.workspace, "TH-A")
    assert refusal(commune, "TH-B") == "received-key-bound"
    assert commune.sum("1.1") == 2


# Unreadable


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("trong.lcweek", b"", "bundle-empty"),
        ("anh.jpg", b"\xff\xd8\xff\xe0" + bytes(100), "bundle-picture"),
        ("chu.txt", b"xin chao", "bundle-foreign"),
        ("hong.pdf", b"%PDF-1.7\n1 0 obj", "file-cut"),
        ("hong-2.pdf", b"%PDF-1.7\n1 0 obj\n%%EOF\n", "bundle-pdf-damaged"),
    ],
)
def test_what_is_no_bundle_is_unreadable(commune: Office, name: str, data: bytes, code: str) -> None:
    file = commune.folder / name
    file.write_bytes(data)
    (receipt,) = commune.receive(file)
    assert (receipt.file, receipt.verdict, receipt.code) == (file, ReceiveVerdict.UNREADABLE, code)
    assert (receipt.unit, receipt.revision, receipt.fingerprint) == (None, None, None)


def test_a_picture_taken_of_the_paper_is_unreadable(commune: Office) -> None:
    Image.new("RGB", (30, 40)).save(commune.folder / "chup.png")
    assert commune.takes(commune.folder / "chup.png") == ("unreadable", "paper-no-code")


def test_a_damaged_and_a_shortened_bundle_are_unreadable(commune: Office, school: Office) -> None:
    data = school.report(2).read_bytes()
    file = commune.folder / "hong.lcweek"
    for damaged in (data[:-1], data[: len(data) // 2], data + b"\0", data[:200] + b"x" + data[201:]):
        file.write_bytes(damaged)
        verdict, code = commune.takes(file)
        assert (verdict, code) == ("unreadable", "bundle-container")
    assert commune.sum("1.1") is None


def test_a_pdf_without_a_bundle_says_so(commune: Office, school: Office) -> None:
    school.fill(figures={"1.1": {"count": 1}})
    print_report(school.workspace, school.folder / "nhap.pdf")
    assert commune.takes(school.folder / "nhap.pdf") == ("unreadable", "bundle-pdf-plain")


def test_a_file_that_is_not_there_or_cannot_be_named_is_unreadable(commune: Office) -> None:
    assert commune.takes(commune.folder / "khong-co.pdf") == ("unreadable", "file-missing")
    assert commune.takes(commune.folder / ("x" * 300)) == ("unreadable", "file-unreadable")


def test_a_file_larger_than_any_bundle_is_not_even_read(commune: Office) -> None:
    file = commune.folder / "to.lcweek"
    with file.open("wb") as stream:
        stream.truncate(2**26 + 1)
    assert commune.takes(file) == ("unreadable", "file-too-large")


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no named pipes")
def test_what_is_no_file_is_unreadable(commune: Office) -> None:
    mkfifo: Callable[[Path], None] = vars(os)["mkfifo"]  # which Windows does not have
    mkfifo(commune.folder / "ong")
    assert commune.takes(commune.folder / "ong") == ("unreadable", "file-unreadable")


@pytest.mark.skipif(os.name == "nt", reason="every name is text there")
def test_a_file_whose_name_is_no_text_is_received_like_any_other(commune: Office, school: Office) -> None:
    """As on a memory stick that was written on an old Windows."""
    name = os.fsdecode(b"b\xe1o c\xe1o.lcweek")
    assert commune.takes(school.report(2, name)) == ("accepted", "received-accepted")
    assert commune.takes(school.send(name, to="105")) == ("set_aside", "received-recipient")
    assert [each.file for each in received_items(commune.workspace)] == ["b\ufffdo c\ufffdo.lcweek"] * 2


# Folders


def test_folders_are_walked_and_each_file_is_judged_by_itself(
    commune: Office, school: Office, offices: Offices
) -> None:
    inbox = commune.folder / "hop-thu"
    (inbox / "sau" / "nua").mkdir(parents=True)
    shutil.copy(school.report(2), inbox / "sau" / "nua" / "a.lcweek")
    shutil.copy(offices("TH-B").report(3), inbox / "b.lcweek")
    (inbox / "sau" / "Thumbs.db").write_bytes(b"")
    receipts = commune.receive(inbox)
    assert {receipt.file.relative_to(inbox).as_posix(): receipt.verdict.value for receipt in receipts} == {
        "b.lcweek": "accepted",
        "sau/nua/a.lcweek": "accepted",
        "sau/Thumbs.db": "passed_over",
    }
    assert commune.sum("1.1") == 5


def test_a_file_that_is_locked_away_hides_no_other(
    commune: Office, school: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder may be listed but not entered. `stat` is replaced for this, as root may enter any folder."""
    inbox = commune.folder / "hop-thu"
    (inbox / "khoa").mkdir(parents=True)
    shutil.copy(school.report(2), inbox / "a.lcweek")
    (inbox / "khoa" / "b.lcweek").write_bytes(b"")
    real = Path.stat

    def stat(path: Path, **how: Any) -> os.stat_result:
        if path.parent.name == "khoa":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, **how)

    monkeypatch.setattr(Path, "stat", stat)
    assert {each.file.name: each.code for each in commune.receive(inbox)} == {
        "a.lcweek": "received-accepted",
        "b.lcweek": "file-unreadable",
    }


def test_a_folder_without_a_file_says_so(commune: Office) -> None:
    (commune.folder / "trong" / "sau").mkdir(parents=True)
    assert commune.takes(commune.folder / "trong") == ("unreadable", "received-folder-empty")


def test_the_files_themselves_are_only_read(commune: Office, school: Office) -> None:
    file = school.report(2)
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    commune.receive(file)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_a_long_line_of_corrections_is_received_in_any_order(commune: Office, school: Office) -> None:
    files = [school.report(count, f"{count}.lcweek") for count in range(1, 6)]
    for file in (files[3], files[0], files[4], files[2], files[1]):
        commune.receive(file)
    assert (commune.sum("1.1"), reporting_progress(commune.workspace).waiting) == (5, ())
