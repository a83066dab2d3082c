"""The page Hình ảnh with real files: adding by drop, captions, order, turning, removing, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QStackedWidget, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.report import MAX_PHOTOS, Photo
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.ui.pages.photos.page import PhotosPage
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.theme import theme
from tests.ui import keyboard, mouse

COLOURS = ("red", "green", "blue")


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> PhotosPage:
    page = PhotosPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.on_enter()
    return page


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three photos, wider than high, one of each colour."""
    paths = [tmp_path / f"ảnh {colour}.png" for colour in COLOURS]
    for file, colour in zip(paths, COLOURS, strict=True):
        Image.new("RGB", (60, 40), colour).save(file)
    return paths


def drop_files(qtbot: QtBot, page: PhotosPage, paths: Sequence[Path]) -> None:
    """Drop files on the page, and wait until the addition has ended."""
    with qtbot.waitSignal(page.adder.finished, timeout=30_000):
        mouse.drop_files(page, paths)


def large_pictures(page: PhotosPage) -> list[QLabel]:
    """The large picture of the current photo; empty until it is loaded."""
    return [each for each in page.details.findChildren(QLabel) if each.pixmap().width() > 60]


def photos(page: PhotosPage) -> tuple[Photo, ...]:
    """The photos of the session."""
    return page.session.content.photos


def colours(page: PhotosPage, qtbot: QtBot) -> list[str]:
    """The photos in the list, by the colour in the middle of each; waits until all are loaded."""

    def loaded() -> list[str]:
        rows = range(len(photos(page)))
        images = [page.model.index(row).data(Qt.ItemDataRole.UserRole).image for row in rows]
        middles = [image.pixelColor(image.rect().center()) for image in images if image is not None]
        return [max(COLOURS, key=lambda name: getattr(colour, name)()) for colour in middles]

    qtbot.waitUntil(lambda: len(loaded()) == len(photos(page)))
    return loaded()


def test_dropped_photos_are_added_in_order_and_saved_as_one_step_to_undo(
    page: PhotosPage, files: list[Path], qtbot: QtBot, run_on_worker: Callable[..., object]
) -> None:
    drop_files(qtbot, page, files)
    assert page.status_text() == "Đã thêm 3 ảnh."
    assert colours(page, qtbot) == ["red", "green", "blue"]
    qtbot.waitUntil(lambda: page.session.saver.is_saved)
    workspace = page.session.workspace
    assert run_on_worker(lambda context: current_draft(workspace).content.photos) == photos(page)
    page.session.undo.undo()
    assert (photos(page), page.state()) == ((), "")
    page.session.undo.redo()
    assert page.state() == "3"


def test_photos_of_a_folder_are_added_and_other_files_are_named(
    page: PhotosPage, files: list[Path], qtbot: QtBot
) -> None:
    (files[0].parent / "ghi chú.txt").write_text("không phải ảnh", encoding="utf-8")
    drop_files(qtbot, page, [files[0].parent])
    assert len(photos(page)) == 3
    assert "Đã thêm 3 ảnh." in page.status_text()
    assert "“ghi chú.txt” không phải là ảnh" in page.status_text()


def test_the_same_photo_is_not_added_twice(page: PhotosPage, files: list[Path], qtbot: QtBot) -> None:
    drop_files(qtbot, page, files[:1])
    drop_files(qtbot, page, files[:2])
    assert len(photos(page)) == 2
    assert "Đã có trong báo cáo nên không thêm lần nữa: ảnh red.png." in page.status_text()


def test_photos_beyond_the_maximum_are_named_and_left_out(
    page: PhotosPage, files: list[Path], qtbot: QtBot
) -> None:
    full = tuple(Photo(f"{number:064x}") for number in range(MAX_PHOTOS - 1))
    page.session.put_photos(full)
    drop_files(qtbot, page, files)
    assert len(photos(page)) == MAX_PHOTOS
    assert (
        f"nhiều nhất {MAX_PHOTOS} ảnh nên còn lại chưa thêm: ảnh green.png, ảnh blue.png."
        in page.status_text()
    )


def test_duplicates_and_refused_files_do_not_count_towards_the_maximum(
    page: PhotosPage, files: list[Path], qtbot: QtBot
) -> None:
    drop_files(qtbot, page, files[:1])
    page.session.put_photos((*photos(page), *(Photo(f"{number:064x}") for number in range(MAX_PHOTOS - 2))))
    text = files[0].with_name("ghi chú.txt")
    text.write_text("không phải ảnh", encoding="utf-8")
    drop_files(qtbot, page, [files[0], text, files[1]])
    assert len(photos(page)) == MAX_PHOTOS
    assert "nhiều nhất" not in page.status_text()


def test_a_path_that_cannot_be_read_is_named(page: PhotosPage, files: list[Path], qtbot: QtBot) -> None:
    drop_files(qtbot, page, [files[0].with_name("x" * 300), files[0]])
    assert len(photos(page)) == 1
    assert "x" * 300 in page.status_text()


def test_only_some_of_many_refused_files_are_named(page: PhotosPage, tmp_path: Path, qtbot: QtBot) -> None:
    for number in range(10):
        (tmp_path / f"{number}.txt").write_text("không phải ảnh", encoding="utf-8")
    drop_files(qtbot, page, [tmp_path])
    nothing, reason = page.status_text().splitlines()
    assert nothing == "Chưa thêm được ảnh nào."
    assert "6.txt, 7.txt và 2 tệp khác” không phải là ảnh" in reason


def test_photos_dropped_while_others_are_added_are_asked_for_again(
    page: PhotosPage, files: list[Path], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.adder.finished, timeout=30_000):
        mouse.drop_files(page, files[:2])
        mouse.drop_files(page, files[2:])
        assert "hãy thả lại khi thêm xong" in page.status_text()
    assert len(photos(page)) == 2


def test_only_what_may_be_a_picture_is_for_the_page(page: PhotosPage, files: list[Path]) -> None:
    assert page.is_for_page([files[0].parent, *files, Path("ảnh.heic")])
    assert not page.is_for_page([*files, Path("bao-cao.LCWEEK")])


def test_a_caption_is_stored_as_one_line_in_normal_form_and_read_again(
    page: PhotosPage, files: list[Path], qtbot: QtBot, run_on_worker: Callable[..., object]
) -> None:
    drop_files(qtbot, page, files[:1])
    page.details.caption.setFocus()
    keyboard.type_text("Le\u0302\u0303 khai\ufffe  mạc ")
    assert photos(page)[0].caption == "Lễ khai mạc"
    qtbot.waitUntil(lambda: page.session.saver.is_saved)
    workspace = page.session.workspace
    assert run_on_worker(lambda context: current_draft(workspace).content.photos) == photos(page)


def test_a_caption_follows_each_letter_and_is_one_step_to_undo(
    page: PhotosPage, files: list[Path], qtbot: QtBot
) -> None:
    drop_files(qtbot, page, files)
    page.show_place("photo:1")
    keyboard.type_text("Lễ khai mạc ")
    assert photos(page)[1].caption == "Lễ khai mạc"
    keyboard.type_text("tại xã Thèn Sin")
    assert photos(page)[1].caption == "Lễ khai mạc tại xã Thèn Sin"
    assert page.model.index(1).data() == "2. Lễ khai mạc tại xã Thèn Sin"
    page.session.undo.undo()
    assert (photos(page)[1].caption, page.details.caption.text()) == ("", "")


def test_the_activity_is_a_row_of_the_form(page: PhotosPage, files: list[Path], qtbot: QtBot) -> None:
    drop_files(qtbot, page, files[:1])
    page.details.activity.setFocus()
    keyboard.press_key(Qt.Key.Key_Down)
    keyboard.press_key(Qt.Key.Key_Down)
    assert photos(page)[0].row == page.session.form.rows[1].key
    assert page.session.form.rows[1].label in page.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    page.session.undo.undo()
    page.session.undo.undo()
    assert (photos(page)[0].row, page.details.activity.currentIndex()) == (None, 0)


def test_the_order_is_changed_by_keys_and_by_dragging(
    page: PhotosPage, files: list[Path], qtbot: QtBot
) -> None:
    drop_files(qtbot, page, files)
    page.list.setFocus()
    keyboard.press_key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert colours(page, qtbot) == ["green", "red", "blue"]
    assert page.list.currentIndex().row() == 1
    keyboard.press_key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    keyboard.press_key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert colours(page, qtbot) == ["red", "green", "blue"]
    dragged = page.model.mimeData([page.model.index(0)])
    below = page.list.visualRect(page.model.index(2)).bottomLeft() + QPoint(9, 20)
    assert mouse.drop(page.list.viewport(), dragged, below)
    assert colours(page, qtbot) == ["green", "blue", "red"]
    page.session.undo.undo()
    assert colours(page, qtbot) == ["red", "green", "blue"]


def test_a_photo_is_turned_and_removed_and_comes_back(
    page: PhotosPage, files: list[Path], qtbot: QtBot
) -> None:
    drop_files(qtbot, page, files)
    page.show_place("photo:2")
    upright = photos(page)
    page.details.rotation_requested.emit()
    qtbot.waitUntil(lambda: photos(page) != upright, timeout=30_000)
    assert colours(page, qtbot) == ["red", "green", "blue"]
    image = page.model.index(2).data(Qt.ItemDataRole.UserRole).image
    assert image.height() > image.width()
    page.list.setFocus()
    keyboard.press_key(Qt.Key.Key_Delete)
    assert len(photos(page)) == 2
    assert "Đã bỏ ảnh số 3" in page.status_text()
    page.session.undo.undo()
    page.session.undo.undo()
    assert photos(page) == upright


def test_each_click_turns_by_a_quarter_and_keeps_what_is_typed_meanwhile(
    page: PhotosPage, files: list[Path], qtbot: QtBot
) -> None:
    Image.linear_gradient("L").save(files[0])
    drop_files(qtbot, page, files[:1])
    (upright,) = photos(page)
    page.details.rotation_requested.emit()
    page.details.rotation_requested.emit()
    page.details.caption.setFocus()
    keyboard.type_text("Lễ khai mạc")
    undo = page.session.undo

    def rotations() -> int:
        return [undo.text(step) for step in range(undo.count())].count("xoay ảnh")

    qtbot.waitUntil(lambda: rotations() == 2, timeout=30_000)
    (turned,) = photos(page)
    assert (turned.caption, turned.sha256 == upright.sha256) == ("Lễ khai mạc", False)


def test_a_stopped_addition_keeps_the_photos_added_before(
    page: PhotosPage, tmp_path: Path, qtbot: QtBot
) -> None:
    files = [tmp_path / f"{width}.png" for width in range(60, 90)]
    for file in files:
        Image.new("RGB", (int(file.stem), 40)).save(file)
    page.adder.progressed.connect(lambda done, _of: page.adder.cancel() if done == 1 else None)
    drop_files(qtbot, page, files)
    assert 1 <= len(photos(page)) < len(files)  # some more may have been on their way
    assert not page.adder.running


def test_an_addition_that_is_undone_while_it_runs_stops_and_can_be_redone(
    page: PhotosPage, files: list[Path], qtbot: QtBot
) -> None:
    undo = page.session.undo
    page.adder.progressed.connect(lambda done, _of: undo.undo() if done == 1 else None)
    drop_files(qtbot, page, files)
    assert photos(page) == ()
    assert page.status_text() == "Đã dừng thêm ảnh."
    undo.redo()
    assert len(photos(page)) == 1


def test_a_photo_that_is_missing_on_disk_is_reported_and_can_be_removed(
    page: PhotosPage, qtbot: QtBot
) -> None:
    page.session.put_photos((Photo("0" * 64, "Đã mất"),))
    page.show_place("photo:0")
    index = page.model.index(0)
    qtbot.waitUntil(lambda: "không còn" in index.data(Qt.ItemDataRole.ToolTipRole))
    page.list.setFocus()
    keyboard.press_key(Qt.Key.Key_Delete)
    assert photos(page) == ()


def test_the_model_keeps_qts_contract(
    page: PhotosPage, files: list[Path], qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(page.model)
    drop_files(qtbot, page, files)
    page.session.undo.undo()
    page.session.undo.redo()
    page.model.move(0, 2)
    qtmodeltester.check(page.model)


def test_with_large_letters_the_picture_is_above_the_caption_on_the_first_show(
    page: PhotosPage, files: list[Path], qtbot: QtBot, session: Session, worker: Worker
) -> None:
    drop_files(qtbot, page, files)
    stack, later = QStackedWidget(), PhotosPage(session, worker)
    for each in (QWidget(), later):
        stack.addWidget(each)
    qtbot.addWidget(stack)
    stack.resize(980, 560)
    stack.show()
    qtbot.waitUntil(lambda: bool(large_pictures(later)))
    try:
        theme().zoom_to(200)
        QApplication.processEvents()
        stack.setCurrentWidget(later)
        qtbot.waitUntil(later.details.isVisible)
        QApplication.processEvents()
        (picture,) = large_pictures(later)
        assert picture.geometry().bottom() < later.details.caption.geometry().top()
    finally:
        theme().zoom_by(0)


def test_with_large_letters_a_caption_gets_all_its_lines(
    page: PhotosPage, files: list[Path], qtbot: QtBot
) -> None:
    drop_files(qtbot, page, files[:1])
    (photo,) = photos(page)

    def painted(caption: str) -> QImage:
        page.session.put_photos((replace(photo, caption=caption),))
        QApplication.processEvents()
        row = page.list.visualRect(page.model.index(0))
        return page.list.viewport().grab(row).toImage()

    try:
        theme().zoom_to(200)
        page.resize(980, 560)
        QApplication.processEvents()
        assert painted("Lễ khai mạc Tuần lễ") != painted("Lễ khai mạc Tuần")
    finally:
        theme().zoom_by(0)


def test_enter_in_a_caption_goes_to_that_of_the_next_photo(
    page: PhotosPage, files: list[Path], qtbot: QtBot
) -> None:
    drop_files(qtbot, page, files)
    page.show_place("photo:0")
    for caption in ("Khai mạc", "Đọc sách", "Bế mạc"):
        keyboard.type_text(caption)
        keyboard.press_key(Qt.Key.Key_Return)
    assert [photo.caption for photo in photos(page)] == ["Khai mạc", "Đọc sách", "Bế mạc"]


def test_a_picture_that_was_copied_is_pasted(page: PhotosPage, files: list[Path], qtbot: QtBot) -> None:
    QApplication.clipboard().setImage(QImage(str(files[1])))
    with qtbot.waitSignal(page.adder.finished, timeout=30_000):
        keyboard.press_key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert colours(page, qtbot) == ["green"]
    QApplication.clipboard().setText("chỉ có chữ")
    page.paste()
    assert page.status_text().startswith("Chưa có ảnh nào được chép")
    page.show_status("")
    QApplication.clipboard().clear()
    page.paste()
    assert page.status_text().startswith("Chưa có ảnh nào được chép")


def test_another_day_and_a_photo_that_shows_the_same_are_pointed_out(
    page: PhotosPage, worker: Worker, tmp_path: Path, qtbot: QtBot
) -> None:
    scene = Image.effect_mandelbrot((640, 480), (-2, -1.2, 1, 1.2), 90).convert("RGB")
    shots = [("a.jpg", 0, "2024:10:02 08:00:00"), ("b.jpg", 6, "2024:09:12 08:00:00"), ("c.jpg", 320, "")]
    for name, moved, taken in shots:
        exif = Image.Exif()
        exif.get_ifd(0x8769)[0x9003] = taken
        picture = Image.new("RGB", scene.size, "navy")
        picture.paste(scene, (moved, 0))
        picture.save(tmp_path / name, exif=exif)
    drop_files(qtbot, page, [tmp_path / name for name, *_ in shots])

    def said(shown: PhotosPage) -> list[tuple[str, str]]:
        items = [shown.model.index(row).data(Qt.ItemDataRole.UserRole) for row in range(3)]
        return [(item.doubts, item.details.partition(" · ")[2]) for item in items]

    expected = [
        ("", "a.jpg · chụp 02/10/2024"),
        ("Chụp ngoài Tuần lễ · Giống ảnh 1", "b.jpg · chụp 12/09/2024"),
        ("", "c.jpg"),
    ]
    qtbot.waitUntil(lambda: said(page) == expected)
    opened_anew = PhotosPage(page.session, worker)
    qtbot.addWidget(opened_anew)
    qtbot.waitUntil(lambda: said(opened_anew) == expected)


def test_on_a_small_screen_with_large_letters_the_caption_stays_in_sight(
    page: PhotosPage, files: list[Path], qtbot: QtBot
) -> None:
    """The size of the page is that of 150 % on 1366×768."""
    drop_files(qtbot, page, files)
    page.resize(720, 330)
    qtbot.waitUntil(lambda: bool(large_pictures(page)))
    fields = (page.details.caption, page.details.activity)
    qtbot.waitUntil(lambda: all(each.visibleRegion().boundingRect() == each.rect() for each in fields))
    (around,) = (area for area in page.findChildren(QScrollArea) if area.isAncestorOf(page.details))
    assert not around.verticalScrollBar().isVisible()
