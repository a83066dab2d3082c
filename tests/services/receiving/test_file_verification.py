"""A file judged by itself: valid or why not, and whether its signer is known here."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.receiving.file_verification import signer_known, verify_file
from tests.bundle.altered_pdfs import with_signature
from tests.services.conftest import Offices
from tests.services.office import Office

FORMS = ROOT / "forms"


@pytest.mark.parametrize("name", ["a.lcweek", "a.pdf"])
def test_a_sound_file_is_valid_whoever_signed_it(school: Office, name: str) -> None:
    school.fill(figures={"1.1": {"count": 1}})
    found = verify_file(school.send(name), FORMS)
    assert found.code == "verify-valid"
    assert found.bundle is not None
    assert (found.bundle.manifest.unit.code, found.bundle.manifest.revision) == ("TH-A", 1)
    assert found.bundle.key.short in found.message


def test_figures_on_a_form_that_is_not_here_are_not_judged(school: Office, tmp_path: Path) -> None:
    found = verify_file(school.report(1), tmp_path)
    assert (found.code, found.bundle is not None) == ("verify-form-unknown", True)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "bundle-empty"), (b"\x89PNG\r\n\x1a\n", "bundle-picture"), (b"chu", "bundle-foreign")],
)
def test_anything_else_is_invalid_with_its_reason(tmp_path: Path, data: bytes, code: str) -> None:
    file = tmp_path / "tep"
    file.write_bytes(data)
    found = verify_file(file, FORMS)
    assert (found.code, found.bundle) == (code, None)
    assert found.message


def test_a_changed_file_is_invalid(school: Office) -> None:
    file = school.report(1)
    data = bytearray(file.read_bytes())
    data[-200] ^= 1
    file.write_bytes(data)
    assert verify_file(file, FORMS).code == "bundle-container"


def test_a_report_that_was_printed_to_pdf_is_known_by_its_paper_code(
    school: Office, outside: Callable[[str], Path]
) -> None:
    school.fill(figures={"1.1": {"count": 1}})
    sent, printed = school.send("a.pdf"), school.folder / "in.pdf"
    subprocess.run([outside("qpdf"), "--empty", "--pages", sent, "--", printed], check=True)
    found = verify_file(printed, FORMS)
    assert (found.code, found.bundle) == ("verify-printed", None)
    assert "bản số 1 của đơn vị TH-A" in found.message
    school.fill(figures={"1.1": {"count": 2}})
    print_report(school.workspace, printed, final=False)
    assert verify_file(printed, FORMS).code == "bundle-pdf-plain"


def test_what_other_programs_did_to_a_pdf_stands_beside_the_verdict(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 1}})
    file = school.send("a.pdf")
    assert verify_file(file, FORMS).notes == ()
    file.write_bytes(with_signature(file.read_bytes()))
    found = verify_file(file, FORMS)
    assert (found.code, found.notes) == ("verify-valid", ("pdf-signed",))


def test_a_file_that_is_not_there_is_invalid(tmp_path: Path) -> None:
    assert verify_file(tmp_path / "khong-co.pdf", FORMS).code == "file-missing"
    assert verify_file(tmp_path, FORMS).code == "file-unreadable"


def test_a_wrong_form_is_no_judgement_of_the_file(school: Office, tmp_path: Path) -> None:
    (tmp_path / "forms" / "2024").mkdir(parents=True)
    (tmp_path / "forms" / "2024" / "campaign.toml").write_bytes(b"id = ")
    with pytest.raises(KnownError) as refused:
        verify_file(school.report(1), tmp_path / "forms")
    assert refused.value.code == "form-definition"


def test_a_signer_is_known_once_confirmed_and_on_its_own_machine(
    school: Office, commune: Office, offices: Offices
) -> None:
    file = school.report(1)
    bundle = verify_file(file, FORMS).bundle
    assert bundle is not None
    assert signer_known(school.context, bundle)
    commune.receive(file, confirm=False)
    assert not signer_known(commune.context, bundle)
    commune.receive(file)
    assert signer_known(commune.context, bundle)
    assert not signer_known(offices("TH-A", "2").context, bundle)
