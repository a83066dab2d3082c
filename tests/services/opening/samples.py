"""A file of every kind, as docs/files.md lists them; those that have a sender come from one office."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook
from PIL import Image

from dev import ROOT
from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.bundle.manifest import BundleKind
from lcweek_desktop.bundle.receipt import write_receipt_file
from lcweek_desktop.bundle.writer import Envelope, write_bundle
from lcweek_desktop.documents.xlsx import template_bytes
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.services.backup.carrying import carry_steps
from lcweek_desktop.services.backup.moving import move_out
from lcweek_desktop.services.opening.file_kind import FileKind
from lcweek_desktop.services.output.sent_draft import send_draft
from lcweek_desktop.services.report.freezing import freeze
from lcweek_desktop.services.workspace.keys import signing_key
from tests import releases
from tests.bundle.sample_receipts import ACCEPTED
from tests.services.office import Office

PASSPHRASE = "nước chảy đá mòn"
"""That of the file for another machine."""


def sample(kind: FileKind, office: Office) -> Path:
    """A file of `kind` that `office` wrote or has."""
    return _SAMPLES[kind](office)


def _report(office: Office) -> Path:
    return office.report(2, "báo cáo.lcweek")


def _practice(office: Office) -> Path:
    office.report(2, "that.lcweek")
    frozen, _ = freeze(office.workspace)
    key = signing_key(office.context, office.workspace.unit.id)
    parent = office.workspace.unit.parent
    assert parent is not None
    envelope = Envelope(parent, SignOff(), kind=BundleKind.PRACTICE)
    return _written(office, "bản tập.lcweek", write_bundle(office.form, frozen, envelope, {}, key))


def _draft(office: Office) -> Path:
    office.fill(figures={"1.1": {"count": 2}})
    send_draft(office.workspace, office.folder / "bản nháp.lcweek")
    return office.folder / "bản nháp.lcweek"


def _receipt(office: Office) -> Path:
    """What the unit above says of the office's report, signed by some key."""
    receiver = office.workspace.units_above[0]
    receipt = replace(
        ACCEPTED, campaign=office.workspace.campaign, receiver=receiver, unit=office.workspace.unit
    )
    return _written(office, "phiếu.lcweek", write_receipt_file(receipt, SigningKey(bytes(32))))


def _damaged(office: Office) -> Path:
    return _written(office, "hỏng.lcweek", _report(office).read_bytes()[:-100])


def _later(office: Office) -> Path:
    newer = ROOT / "tests" / "data" / "bundles" / "manifest-newer.lcweek"
    return _written(office, "bản mới.lcweek", newer.read_bytes())


def _campaign(office: Office) -> Path:
    campaign = ROOT / "tests" / "data" / "bundles" / "campaign-ok.lcweek"
    return _written(office, "kỳ báo cáo.lcweek", campaign.read_bytes())


def _assignment(office: Office) -> Path:
    assignment = ROOT / "tests" / "data" / "bundles" / "assignment-ok.lcweek"
    return _written(office, "giao việc.lcweek", assignment.read_bytes())


def _paper(office: Office) -> Path:
    file = office.folder / "ảnh chụp.jpg"
    Image.new("L", (90, 120), 230).save(file)
    return file


def _empty_template(office: Office) -> Path:
    return _written(office, "mẫu.xlsx", template_bytes(office.form, office.workspace.unit.level))


def _filled_template(office: Office) -> Path:
    file = office.folder / "mẫu đã điền.xlsx"
    book = load_workbook(_empty_template(office))
    row = next(row for row in book.active.iter_rows() if row[-1].value == "1.1")
    row[3].value = 12
    book.save(file)
    return file


def _machine(office: Office) -> Path:
    return move_out(office.context, office.folder / "máy cũ.lcwmove", PASSPHRASE).file


def _backup(office: Office) -> Path:
    *_, last = carry_steps(office.workspace.context, office.folder)
    assert last.carried is not None
    return last.carried.file


def _folder(office: Office) -> Path:
    folder = office.folder / "thẻ nhớ"
    folder.mkdir()
    return folder


def _written(office: Office, name: str, data: bytes) -> Path:
    file = office.folder / name
    file.write_bytes(data)
    return file


_SAMPLES: Mapping[FileKind, Callable[[Office], Path]] = {
    FileKind.REPORT: _report,
    FileKind.PRACTICE: _practice,
    FileKind.DRAFT: _draft,
    FileKind.RECEIPT: _receipt,
    FileKind.CAMPAIGN: _campaign,
    FileKind.ASSIGNMENT: _assignment,
    FileKind.LATER: _later,
    FileKind.DAMAGED: _damaged,
    FileKind.PAPER: _paper,
    FileKind.EMPTY_TEMPLATE: _empty_template,
    FileKind.FILLED_TEMPLATE: _filled_template,
    FileKind.MACHINE: _machine,
    FileKind.BACKUP: _backup,
    FileKind.UPDATE: lambda office: releases.update_file(office.folder, "9.0.0"),
    FileKind.SETUP: lambda office: _written(office, "lcweek-9.0.0-setup.exe", b"MZ" + bytes(100)),
    FileKind.FOLDER: _folder,
    FileKind.FOREIGN: lambda office: _written(office, "ghi chú.txt", "không phải báo cáo".encode()),
    FileKind.UNREADABLE: lambda office: office.folder / "không có.lcweek",
}
