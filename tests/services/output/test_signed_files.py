"""The sent PDF comes back with the office's digital signature, and is from then on the file that is sent."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.bundle.pdf_alterations import alteration_notes
from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.errors import BugError, KnownError, sentence
from lcweek_desktop.services.backup.revision_numbers import note_last_sent
from lcweek_desktop.services.opening.reopening import reopen, reopen_offer
from lcweek_desktop.services.output.attaching import attach
from lcweek_desktop.services.output.printing import final_document
from lcweek_desktop.services.paper.scans import detach_scan
from lcweek_desktop.services.report.change import ChangeSinceSending
from lcweek_desktop.services.report.checking import check_report
from lcweek_desktop.services.report.freezing import freeze, report_state
from lcweek_desktop.services.report.sendings import last_sending
from lcweek_desktop.services.workspace.context import open_context
from tests.bundle.altered_pdfs import with_comment, with_signature
from tests.services.conftest import key_file
from tests.services.installation import BEFORE_DEADLINE
from tests.services.office import Office
from tests.services.spoiled import spoil

SIGNED = ROOT / "tests" / "data" / "signed"


def signed(school: Office, name: str = "đã ký.pdf", *, alter: Callable[[bytes], bytes] = bytes) -> Path:
    """The sent PDF of `school` with a digital signature, altered afterwards."""
    file = school.folder / name
    file.write_bytes(alter(with_signature(school.send("gửi.pdf").read_bytes())))
    return file


def refusal(school: Office, file: Path) -> str:
    with pytest.raises(KnownError) as refused:
        attach(school.workspace, file)
    return refused.value.code


def since(school: Office) -> ChangeSinceSending:
    last = last_sending(school.workspace, report_state(school.workspace))
    assert last is not None
    return last.since


def test_a_pdf_that_pyhanko_signed_goes_round(commune: Office, tmp_path: Path) -> None:
    with open_context(tmp_path / "truong", ROOT / "forms", lambda: BEFORE_DEADLINE) as context:
        own = key_file(context.home, UnitId("lai-chau-2024", UnitCode("TH-A")))
        own.parent.mkdir()
        shutil.copy(SIGNED / "TH-A.key", own)
        offer = reopen_offer(context, SIGNED / "da-ky-so.pdf")
        assert not offer.is_other_key
        school = Office(reopen(context, offer).workspace, tmp_path)
        note_last_sent(school.workspace, 0)
        assert attach(school.workspace, SIGNED / "da-ky-so.pdf").scan is None
        sent = school.send("gửi đi.pdf")
    assert sent.read_bytes() == (SIGNED / "da-ky-so.pdf").read_bytes()
    (received,) = commune.receive(sent)
    assert received.verdict.value == "accepted"
    assert "pdf-signed" in received.notes


def test_the_signed_file_is_sent_as_it_is_and_has_to_be_sent(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 2, "people": 20}})
    file = signed(school)
    assert since(school) is ChangeSinceSending.SAME
    assert attach(school.workspace, file).scan is None
    assert since(school) is ChangeSinceSending.SIGNED
    assert report_state(school.workspace).scans == ()
    assert school.send("gửi.pdf").read_bytes() == file.read_bytes()
    assert since(school) is ChangeSinceSending.SAME
    assert school.sent("dữ liệu.lcweek").issue == 1
    for last in (school.send("huyện.pdf", to="106"), school.send("gửi.pdf")):
        assert (alteration_notes(last.read_bytes()) == ("pdf-signed",)) == (last.name == "gửi.pdf")


def test_a_signed_file_of_which_the_record_is_damaged_is_told_until_it_comes_again(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 2, "people": 20}})
    file = signed(school)
    attach(school.workspace, file)
    spoil(school, "signed_file", "at = '2024-1-1'")
    (found,) = [each for each in check_report(school.workspace) if each.place == "signed:1"]
    assert (found.is_error, found.sentence) == (False, sentence("damaged-signed", number=1))
    attach(school.workspace, file)
    assert not [each for each in check_report(school.workspace) if each.place.startswith("signed:")]
    assert school.send("gửi.pdf").read_bytes() == file.read_bytes()


def test_without_the_signed_file_nothing_is_sent_in_its_place(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 2, "people": 20}})
    file = signed(school)
    attach(school.workspace, file)
    kept = sha256_hex(file.read_bytes())
    (blob,) = [each for each in school.context.home.rglob("*") if each.name.startswith(kept)]
    blob.unlink()
    with pytest.raises(KnownError) as refused:
        school.sent("gửi.pdf")
    assert refused.value.code == "signed-gone"
    attach(school.workspace, file)
    assert school.send("gửi.pdf").read_bytes() == file.read_bytes()


def test_a_file_that_was_written_before_the_record_of_it_failed_is_signed_and_kept(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 2, "people": 20}})
    run = school.context.store._connection.execute
    run("CREATE TEMP TRIGGER full BEFORE INSERT ON sending BEGIN SELECT RAISE(ABORT, 'full'); END")
    with pytest.raises(BugError):
        school.send("gửi.pdf")
    run("DROP TRIGGER full")
    file = school.folder / "đã ký.pdf"
    file.write_bytes(with_signature((school.folder / "gửi.pdf").read_bytes()))
    assert attach(school.workspace, file).scan is None
    assert school.send("gửi.pdf").read_bytes() == file.read_bytes()


def test_what_was_signed_before_the_sign_off_changed_is_no_longer_sent(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 2, "people": 20}})
    file = signed(school)
    attach(school.workspace, file)
    school.fill(signoff={"number": "15"})
    assert refusal(school, file) == "signed-other"
    assert alteration_notes(school.send("gửi.pdf").read_bytes()) == ()
    assert school.sent("gửi.pdf").issue == 2


def test_what_is_not_the_sent_file_with_a_signature_says_so(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 2, "people": 20}})
    first = signed(school, "một.pdf")
    assert refusal(school, school.folder / "gửi.pdf") == "signed-not"
    frozen, issue = freeze(school.workspace)
    lost = school.folder / "mất.pdf"
    lost.write_bytes(
        with_signature(pdf_bytes(final_document(school.workspace, frozen.report, issue.signoff)))
    )
    kept = attach(school.workspace, lost)
    assert kept.scan is not None and kept.doubts == (sentence("signed-lost", file=lost.name),)
    detach_scan(school.workspace, kept.scan.sha256)
    data = bytearray(first.read_bytes())
    at = data.index(b"/Producer")
    data[at + 12] ^= 1
    changed = school.folder / "sửa.pdf"
    changed.write_bytes(data)
    assert refusal(school, changed) == "signed-changed"
    assert attach(school.workspace, signed(school, "thêm.pdf", alter=with_comment)).scan is None
    school.fill(figures={"1.1": {"count": 3}})
    assert refusal(school, first) == "scan-draft"


def test_the_first_file_is_the_first_issue_whatever_was_printed_or_scanned_before(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 2, "people": 20}})
    freeze(school.workspace)
    school.fill(signoff={"number": "15"})
    freeze(school.workspace)
    assert school.sent().issue == 1
    school.fill(signoff={"number": "16"})
    assert school.sent().issue == 2
