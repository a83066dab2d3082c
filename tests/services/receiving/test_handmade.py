"""A file made by hand is read, confirmed and counted as its receiver's word, until the unit signs its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from lcweek_desktop.domain.form import Cell, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.handmade_number import Confidence
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.domain.unit_proposal import Source
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.handmade import accept, open_cells, read_draft
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.summing.held_member import read_report
from lcweek_desktop.services.summing.rollup import rollup
from tests.compound import compound
from tests.factories import FORM
from tests.intake.filled_forms import filled, letterhead, two_headed
from tests.intake.shapes import FOLDER
from tests.services.office import Office
from tests.services.receiving.test_parcels import mail
from tests.zips import zipped

PLAIN = FOLDER / "03 bang thuong.xlsx"
MOVED = FOLDER / "14 nham cot.xlsx"
LOCKED = compound({"EncryptedPackage": bytes(5000)})
UNNAMED = FOLDER / "34 khong ten.xlsx"


def take(office: Office, file: Path, unit: str | None = None, **settled: str) -> str:
    """Read `file` and keep all that is likely; the code of what is said."""
    draft = read_draft(office.workspace, file, unit)
    return accept(office.workspace, draft, settled, likely=True).code


def book(file: Path, *lines: list[object], head: bool = True) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for line in ([*letterhead("Trường Tiểu học Thèn Sin"), *two_headed()] if head else []) + [*lines]:
        sheet.append(line)
    made.save(file)
    return file


def rows(**numbers: tuple[object, object]) -> list[list[object]]:
    """The rows of the form, blank but for `numbers` of the rows named r1_1, …"""
    return [
        [row.tt, row.label, row.unit, *numbers.get(f"r{row.key}".replace(".", "_"), ("", "")), ""]
        for row in FORM.rows
    ]


def test_it_counts_as_typed_on_behalf_and_its_file_is_kept(commune: Office) -> None:
    assert take(commune, PLAIN) == "received-typed"
    given = filled(3).cells
    assert {cell: value for cell, value in commune.sums().items() if cell in given} == given
    (member,) = rollup(commune.workspace).members
    assert (member.unit.code, member.revision, member.on_behalf) == ("TH-A", 0, True)
    assert member.key == commune.key.base64
    (item,) = received_items(commune.workspace)
    assert commune.workspace.store.received.of(commune.workspace.unit.id)[0].notes == ("received-handmade",)
    assert item.file == PLAIN.name and "Nhập từ tệp làm tay" in item.sentence
    kept = commune.workspace.store.received.of(commune.workspace.unit.id)[0].sha256
    assert commune.context.store.blobs.get(kept) == PLAIN.read_bytes()


def test_a_signed_report_takes_its_place_in_whatever_order_they_come(school: Office, commune: Office) -> None:
    signed = school.report(7)
    take(commune, PLAIN)
    assert commune.takes(signed) == ("superseded_previous", "received-superseded")
    assert commune.sum("1.1") == 7
    assert {each.sentence.partition(" ")[0] for each in received_items(commune.workspace)} == {"Đã", "Số"}
    assert take(commune, MOVED) == "received-typed-old"
    assert commune.sum("1.1") == 7


def test_typing_again_takes_the_place_of_what_was_typed_before(commune: Office) -> None:
    take(commune, PLAIN)
    take(commune, MOVED)
    assert (
        commune.sums()[Cell(RowKey("4.2"), MeasureKey("people"))]
        == filled(14).cells[Cell(RowKey("4.2"), MeasureKey("people"))]
    )
    items = received_items(commune.workspace)
    assert sorted(item.file for item in items) == [PLAIN.name, MOVED.name]
    assert any("Đã nhập lại" in item.sentence for item in items)
    assert take(commune, PLAIN) == "received-typed-again"
    assert commune.sum("1.6") == filled(3).cells.get(Cell(RowKey("1.6"), MeasureKey("count")))


def test_the_unit_above_takes_the_sums_with_the_mark(commune: Office, district: Office) -> None:
    take(commune, PLAIN)
    sent = commune.send()
    assert [result.verdict.value for result in receive(district.workspace, [sent], confirm_keys=True)] == [
        "accepted"
    ]
    (member,) = rollup(district.workspace).members
    assert [(each.unit.code, each.on_behalf) for each in member.members] == [("TH-A", True)]


def test_nothing_that_is_not_sure_counts_before_somebody_looked(commune: Office) -> None:
    draft = read_draft(commune.workspace, MOVED)
    assert {cell.confidence for cell in open_cells(draft, {})} == {Confidence.LIKELY}
    with pytest.raises(KnownError, match=r"4\.2\.people") as refused:
        accept(commune.workspace, draft, {})
    assert refused.value.code == "handmade-open"
    assert not rollup(commune.workspace).members
    settled = {draft.place_of(cell): "5" for cell in open_cells(draft, {})}
    accept(commune.workspace, draft, {**settled, "2.count": "33"})
    assert (commune.sum("4.2", "people"), commune.sum("2")) == (5, 33)


def test_what_stays_open_may_be_left_blank(commune: Office) -> None:
    draft = read_draft(commune.workspace, FOLDER / "16 gach ngang va dau x.xlsx")
    accept(commune.workspace, draft, {}, leave_rest=True)
    assert commune.sum("7.2") is None
    assert draft.reading.dashes == 6


@pytest.mark.parametrize(
    ("file", "unit", "code"),
    [
        (UNNAMED, None, "handmade-no-unit"),
        (UNNAMED, "106", "received-not-below"),
        (UNNAMED, "KHONG-CO", "unit-unknown"),
    ],
)
def test_without_a_unit_below_nothing_is_kept(
    commune: Office, file: Path, unit: str | None, code: str
) -> None:
    with pytest.raises(KnownError) as refused:
        take(commune, file, unit)
    assert refused.value.code == code
    assert take(commune, UNNAMED, "TH-B") == "received-typed"


def test_the_name_of_the_file_and_the_sender_tell_the_unit(commune: Office) -> None:
    file = commune.folder / "Trường THCS Thèn Sin_báo cáo tuần lễ 2024.xlsx"
    shutil.copy(UNNAMED, file)
    proposal = read_draft(commune.workspace, file).proposal
    assert (proposal.unit and proposal.unit.code, proposal.source) == ("TH-B", Source.FILE)
    assert proposal.is_sure
    sender = "Trường MN Thèn Sin <mnthensin@laichau.edu.vn>"
    sent = read_draft(commune.workspace, UNNAMED, sender=sender).proposal
    assert (sent.unit and sent.unit.code, sent.source, sent.is_sure) == ("TH-C", Source.SENDER, True)
    both = read_draft(commune.workspace, file, sender=sender).proposal
    assert not both.is_sure and both.others == ("TH-B",)


@pytest.mark.parametrize(
    ("name", "write", "code"),
    [
        ("hỏng.xlsx", lambda file: file.write_bytes(PLAIN.read_bytes()[:3000]), "handmade-damaged"),
        ("ảnh.xlsx", lambda file: file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(900)), "handmade-other"),
        (
            "khác.xlsx",
            lambda file: book(file, ["Họ tên", "Ngày sinh"], ["An", "1/2/1980"], head=False),
            "handmade-no-table",
        ),
        ("khác.docx", lambda file: Document().save(str(file)), "handmade-no-table"),
        (
            "khóa.xlsx",
            lambda file: file.write_bytes(LOCKED),
            "foreign-locked",
        ),
        ("trống.xlsx", lambda file: book(file, *rows()), "handmade-empty"),
    ],
)
def test_each_file_that_gives_nothing_is_told_why(
    commune: Office, name: str, write: Callable[[Path], object], code: str
) -> None:
    file = commune.folder / name
    write(file)
    with pytest.raises(KnownError) as refused:
        take(commune, file)
    assert refused.value.code == code


def test_a_file_whose_figures_were_entered_is_known_when_it_is_dropped_again(commune: Office) -> None:
    unit = commune.workspace.unit.id
    assert commune.takes(PLAIN) == ("unreadable", "foreign-workbook")
    (item,) = received_items(commune.workspace)
    assert item.handmade == PLAIN
    take(commune, PLAIN)
    assert commune.workspace.store.unread.of(unit) == ()
    for file in (PLAIN, Path(shutil.copy(PLAIN, commune.folder / "gửi lại.xlsx"))):
        assert commune.takes(file) == ("known", "received-typed-known")
    assert commune.workspace.store.unread.of(unit) == ()


def test_the_narrative_of_a_text_comes_along(commune: Office) -> None:
    file = FOLDER / "28 bao cao co de muc.docx"
    assert [*read_draft(commune.workspace, file).reading.narrative] == ["I.1", "II.1"]
    take(commune, file)
    (held,) = commune.workspace.store.stored_reports.of(commune.workspace.unit.id, commune.workspace.campaign)
    report = read_report(commune.context, commune.form, commune.workspace.store.stored_reports.body(held))
    assert report.content.narrative[HeadingKey("II.1")] == from_plain_text("Học sinh hào hứng tham gia.")


def test_a_value_that_its_cell_does_not_take_is_refused(commune: Office) -> None:
    draft = read_draft(commune.workspace, PLAIN)
    for place, text in (("1.1.count", "mười"), ("1.count", "999"), ("khong.co", "1")):
        with pytest.raises(KnownError) as refused:
            accept(commune.workspace, draft, {place: text})
        assert refused.value.code == "handmade-cell"
    assert not rollup(commune.workspace).members


def test_a_file_in_an_archive_that_came_with_a_mail_is_entered_where_it_lies(commune: Office) -> None:
    archive = zipped({"Trường/số liệu.xlsx": UNNAMED.read_bytes()})
    sent = mail({"gửi xã.zip": archive}, sender="Trường Tiểu học Thèn Sin <th@truong.vn>")
    file = commune.folder / "thư.eml"
    file.write_bytes(sent.as_bytes())
    commune.receive(file)
    (item,) = [each for each in received_items(commune.workspace) if each.handmade is not None]
    inside = item.place.split("\n")[1:]
    assert (item.handmade, inside) == (file, ["gửi xã.zip", "Trường/số liệu.xlsx"])
    draft = read_draft(commune.workspace, file, sender=item.sender, inside=inside)
    assert (draft.path.name, draft.proposal.source) == ("số liệu.xlsx", Source.SENDER)
    assert accept(commune.workspace, draft, {}, likely=True, leave_rest=True).unit == "TH-A"
    assert [each.unit.code for each in rollup(commune.workspace).members] == ["TH-A"]
    assert not [each for each in received_items(commune.workspace) if each.handmade is not None]
    file.write_bytes(mail({}).as_bytes())
    with pytest.raises(KnownError) as gone:
        read_draft(commune.workspace, file, inside=inside)
    assert gone.value.code == "file-missing"
