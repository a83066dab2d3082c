"""Files that unpack to more than any machine holds, among reports: each is named, the reports are taken."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from lcweek_desktop.errors import sentence
from lcweek_desktop.intake import jobs
from lcweek_desktop.intake.worker_process import WorkerProcess
from lcweek_desktop.services.paper.scans import attach_scan
from tests.bombs import BOMBS
from tests.services.conftest import Offices
from tests.services.office import Office

SLOW = "page-forms.pdf"
"""The one that keeps its reader busy until it is stopped: tests/intake/test_worker.py does that sooner."""
ENDS = ("intake-too-long", "intake-memory")
"""How it is stopped: by whichever limit comes first on this machine."""
CODES = {
    "attachment.pdf": "intake-pdf-unpacks",
    "disguised.pdf": "intake-pdf-picture",
    "page-text.pdf": "intake-pdf-unpacks",
    "page-lzw.pdf": "intake-pdf-unpacks",
    "page-runs.pdf": "intake-pdf-unpacks",
    "page-ascii.pdf": "intake-pdf-unpacks",
    "page-indirect.pdf": "intake-pdf-unclear",
    "page-unfiltered.pdf": "intake-pdf-unpacks",
    "locked.pdf": "intake-pdf-locked",
    "page-picture.pdf": "intake-pdf-picture",
    "page-size.pdf": "bundle-pdf-plain",
    "object-stream.pdf": "intake-pdf-unpacks",
    "picture.png": "bundle-picture",
    "picture-profile.png": "bundle-picture",
    "workbook.xlsx": "foreign-workbook",
    "archive.zip": "file-too-large",
}


def test_every_report_is_taken_and_every_bomb_is_named(
    commune: Office, school: Office, offices: Offices
) -> None:
    inbox = commune.folder / "hop-thu"
    inbox.mkdir()
    for name in BOMBS.keys() - {SLOW}:
        (inbox / name).write_bytes(BOMBS[name]())
    for number, office in enumerate((school, offices("TH-B"), offices("TH-C"))):
        office.fill(figures={"1.1": {"count": 1}})
        shutil.copy(office.send("bao-cao.pdf"), inbox / f"p{number}.pdf")
    results = commune.receive(inbox)
    assert {each.file.name: each.code for each in results if each.verdict.value == "unreadable"} == CODES
    assert commune.sum("1.1") == 3
    assert {each.code for each in results if each.file.name not in CODES} == {"received-accepted"}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A worker process that is given three seconds a file."""
    worker = WorkerProcess(seconds=3)
    monkeypatch.setattr(jobs, "_WORKER", worker)
    yield
    worker.close()


@pytest.mark.usefixtures("impatient")
def test_what_keeps_its_reader_busy_is_named_with_the_true_reason(commune: Office, school: Office) -> None:
    (commune.folder / SLOW).write_bytes(BOMBS[SLOW]())
    verdict, code = commune.takes(commune.folder / SLOW)
    assert (verdict, code in ENDS) == ("unreadable", True)
    assert commune.takes(school.report(2)) == ("accepted", "received-accepted")


@pytest.mark.usefixtures("impatient")
def test_a_scan_that_keeps_its_reader_busy_is_a_doubt_and_the_report_counts(
    commune: Office, school: Office
) -> None:
    school.report(2)
    (school.folder / SLOW).write_bytes(BOMBS[SLOW]())
    attach_scan(school.workspace, school.folder / SLOW)
    (result,) = commune.receive(school.send())
    assert result.code == "received-accepted"
    assert result.doubts in [(sentence(end, file="số 1"),) for end in ENDS]
    assert commune.sum("1.1") == 2
