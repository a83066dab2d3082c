"""Received reports as PDFs of ours, read back."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.output.copies import copy_pdf, file_name, save_copies, scans_pdf
from lcweek_desktop.services.output.preview import page_sizes
from lcweek_desktop.services.paper.scans import attach_scan
from lcweek_desktop.services.receiving.received_items import ReceivedItem, received_items
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.workspace.keys import signing_key
from tests.services.conftest import Offices
from tests.services.office import Office


def only_item(office: Office) -> ReceivedItem:
    (item,) = received_items(office.workspace)
    return item


@pytest.fixture
def text_of(outside: Callable[[str], Path]) -> Callable[[bytes], str]:
    def text(pdf: bytes) -> str:
        command: list[str | Path] = [outside("pdftotext"), "-", "-"]
        done = subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=30)
        return " ".join(done.stdout.decode().split())

    return text


def test_a_copy_says_what_was_reported_and_is_no_draft(
    school: Office, commune: Office, text_of: Callable[[bytes], str]
) -> None:
    commune.receive(school.report(137, signoff={"name": "Lò Thị Ủy"}))
    pdf = copy_pdf(commune.workspace, only_item(commune))
    words = text_of(pdf)
    assert "137" in words and "1.370" in words and "Lò Thị Ủy" in words
    assert "BẢN NHÁP" not in words
    assert f"Mã khóa: {signing_key(school.context, school.workspace.unit.id).public.short}" in words
    assert copy_pdf(commune.workspace, only_item(commune)) == pdf


def test_a_report_that_waits_for_its_key_can_be_read_too(
    school: Office, commune: Office, text_of: Callable[[bytes], str]
) -> None:
    commune.receive(school.report(137), confirm=False)
    assert "137" in text_of(copy_pdf(commune.workspace, only_item(commune)))


def test_photos_come_from_the_file_that_brought_them(school: Office, commune: Office) -> None:
    Image.new("RGB", (640, 480), "#7fb2e5").save(school.folder / "a.png")
    commune.receive(school.report(3))
    without = len(page_sizes(copy_pdf(commune.workspace, only_item(commune))))
    commune.receive(school.report(4, photos=[{"file": "a.png", "caption": "Khai mạc"}]))
    newest = received_items(commune.workspace)[0]
    assert newest.revision == 2
    assert len(page_sizes(copy_pdf(commune.workspace, newest))) == without + 1


def test_a_sent_pdf_holds_a_photo_whole_only_in_its_bundle(school: Office) -> None:
    Image.effect_mandelbrot((1500, 1100), (-2, -1.2, 1, 1.2), 90).save(school.folder / "a.png")
    school.report(4, photos=[{"file": "a.png", "caption": "Khai mạc"}])
    (photo,) = current_draft(school.workspace).content.photos
    jpeg = school.context.store.blobs.get(photo.sha256)
    assert school.send("bao-cao.pdf").read_bytes().count(jpeg) == 1


def test_a_file_that_was_set_aside_is_no_report(offices: Offices, commune: Office) -> None:
    commune.receive(offices("TH-D").report(3))
    with pytest.raises(ValueError, match="not a held report"):
        copy_pdf(commune.workspace, only_item(commune))


def test_names_are_such_as_windows_takes(school: Office, commune: Office) -> None:
    commune.receive(school.report(3))
    item = only_item(commune)
    assert file_name(item) == "Trường Tiểu học Thèn Sin (TH-A) - bản số 1"
    assert item.unit is not None
    odd = replace(item, unit=replace(item.unit, name='Trường "A/B": ' + "ễ" * 300))
    name = file_name(odd)
    assert not set(name) & set('<>:"/\\|?*')
    assert len(f"{name} (99).pdf".encode()) <= 255


def test_a_folder_that_is_gone_is_said_and_nothing_is_written(
    school: Office, commune: Office, tmp_path: Path
) -> None:
    commune.receive(school.report(3))
    with pytest.raises(KnownError) as caught:
        list(save_copies(commune.workspace, tmp_path / "khong-co", [only_item(commune)]))
    assert caught.value.code == "export-folder"


def test_scans_are_pages_whatever_kind_they_came_as(school: Office, commune: Office) -> None:
    school.report(3)
    picture, paper = school.folder / "ky.jpg", school.folder / "ky.pdf"
    Image.new("RGB", (700, 990), "#eeeeee").save(picture)
    Image.new("RGB", (990, 700), "#dddddd").save(paper)
    for file in (picture, paper):
        attach_scan(school.workspace, file)
    commune.receive(school.send("co-ban-quet.lcweek"))
    item = only_item(commune)
    assert item.scans == 2
    sizes = page_sizes(scans_pdf(commune.workspace, item))
    lying, upright = sorted(sizes, key=lambda size: size.height)
    assert round(upright.height) == 842 and upright.height > upright.width
    assert lying.width > lying.height
