"""Kỳ báo cáo: a province makes next year's form from this year's, by keys and clicks in the shown page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.bundle.campaign import read_campaign_file
from lcweek_desktop.domain.form import Cell, CellState, Form, LevelKey, MeasureKey, RollUpKind, Row, RowKey
from lcweek_desktop.formdefs import load_form
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.campaign.page import CampaignPage
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.inputs import LineEdit, ShortTextEdit
from tests.ui.keyboard import press_key, type_text

YEAR = 2031
COUNT = MeasureKey("count")


@pytest.fixture
def workspace(run_on_worker: Callable[..., Workspace]) -> Workspace:
    return run_on_worker(
        lambda context: set_up(context, "2024", UnitSetup("12", "Tỉnh Lai Châu", "tinh", None))
    )


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> CampaignPage:
    page = CampaignPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.on_enter()
    return page


@pytest.fixture
def begun(page: CampaignPage, qtbot: QtBot) -> CampaignPage:
    """The page with the campaign of YEAR begun from 2024."""
    page.begin(YEAR, page.session.workspace.campaign)
    qtbot.waitUntil(lambda: page.editor.draft is not None)
    return page


def form(page: CampaignPage) -> Form:
    """The form that the draft is."""
    assert page.editor.draft is not None
    assert page.editor.draft.form is not None, page.editor.draft.mistakes
    return page.editor.draft.form


def row(page: CampaignPage, key: str) -> Row:
    return form(page).row_by_key[RowKey(key)]


def kept(page: CampaignPage, qtbot: QtBot, home: Path, is_kept: Callable[[Form], bool]) -> None:
    """Wait until the folder on the disk holds a form of which `is_kept` is true."""
    qtbot.waitUntil(lambda: is_kept(load_form(home / "ky-bao-cao" / str(YEAR))))


def test_an_empty_page_leads_to_the_first_campaign(page: CampaignPage, qtbot: QtBot) -> None:
    assert page.empty_state.isVisible()
    (first,) = page.empty_state.findChildren(QPushButton)
    qtbot.waitUntil(first.hasFocus)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.dialog is not None)
    assert page.dialog is not None
    assert page.dialog.year.value() == max(each.campaign.year for each in page.dialog.forms) + 1
    page.dialog.year.setValue(YEAR)
    page.dialog.begin_button.click()
    qtbot.waitUntil(lambda: page.editor.draft is not None)
    assert form(page).campaign.year == YEAR
    assert not page.empty_state.isVisible()
    qtbot.waitUntil(lambda: page.focusWidget() is page.rows.tree)


def test_a_row_is_added_named_by_keys_and_kept(begun: CampaignPage, qtbot: QtBot, home: Path) -> None:
    tree = begun.rows.tree
    tree.go_to("1.2")
    tree.setFocus()
    press_key(Qt.Key.Key_Insert)
    editor = tree.findChild(QLineEdit)
    assert editor is not None
    type_text("Tập huấn kỹ năng số")
    press_key(Qt.Key.Key_Return)
    assert row(begun, "1.13").label == "Tập huấn kỹ năng số"
    assert tree.current_key == "1.13"
    kept(begun, qtbot, home, lambda kept: RowKey("1.13") in kept.row_by_key)


def test_every_step_can_be_undone_and_done_again(begun: CampaignPage, qtbot: QtBot, home: Path) -> None:
    before = form(begun)
    begun.rows.tree.go_to("2")
    begun.rows.add_row()
    begun.rows.tree.go_to("9")
    begun.rows.remove_button.click()
    box = begun.rows.findChild(QMessageBox)
    assert box is not None
    box.buttons()[0].click()
    qtbot.waitUntil(lambda: RowKey("9") not in form(begun).row_by_key)
    begun.undo_stack.undo()
    begun.undo_stack.undo()
    assert form(begun).rows == before.rows
    begun.undo_stack.redo()
    assert len(form(begun).rows) == len(before.rows) + 1
    kept(begun, qtbot, home, lambda kept: len(kept.rows) == len(before.rows) + 1)


def test_a_new_row_never_takes_the_key_of_one_that_an_edition_had(begun: CampaignPage) -> None:
    tree = begun.rows.tree
    tree.go_to("1.12")
    begun.rows.remove_button.click()
    assert RowKey("1.12") not in form(begun).row_by_key
    tree.go_to("1.2")
    begun.rows.add_row()
    assert row(begun, tree.current_key).tt == "1.12"
    assert RowKey("1.12") not in form(begun).row_by_key


def test_a_section_moves_with_its_rows_by_keys(begun: CampaignPage) -> None:
    tree = begun.rows.tree
    tree.go_to("4")
    tree.setFocus()
    press_key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    keys = [row.key for row in form(begun).rows]
    assert keys.index(RowKey("5")) < keys.index(RowKey("4")) < keys.index(RowKey("4.1"))
    assert tree.current_key == "4"


def choose(page: CampaignPage, which: str, text: str) -> None:
    """Choose `text` in a combo box of the count of the current row."""
    combo = getattr(page.rows.cells, which)["count"]
    combo.setCurrentIndex(combo.findText(text))
    combo.activated.emit(combo.currentIndex())


def test_a_cell_gets_decimals_and_a_roll_up(begun: CampaignPage) -> None:
    begun.rows.tree.go_to("2")
    choose(begun, "roll_ups", "Mỗi cấp tự nhập")
    choose(begun, "decimals", "1 chữ số lẻ")
    rule = row(begun, "2").cells[COUNT]
    assert (rule.state, rule.decimals, rule.roll_up) == (CellState.OPEN, 1, RollUpKind.NONE)
    choose(begun, "states", "Không dùng")
    assert row(begun, "2").cells[COUNT].state is CellState.CLOSED


def test_levels_of_a_cell_are_ticked(begun: CampaignPage) -> None:
    begun.rows.tree.go_to("2")
    menu = begun.rows.cells.levels["count"].menu()
    assert menu is not None
    for action in menu.actions():
        if action.data() not in ("xa", "huyen"):
            action.trigger()
    assert row(begun, "2").cells[COUNT].levels == frozenset((LevelKey("xa"), LevelKey("huyen")))
    assert begun.rows.cells.levels["count"].text() == "Chỉ cấp: Xã, phường, thị trấn; Huyện, thành phố"


def remove_level(page: CampaignPage, name: str, qtbot: QtBot) -> QMessageBox:
    """Ask to remove a level; the message that comes."""
    page.tabs.setCurrentWidget(page.levels)
    (item,) = page.levels.list.findItems(name, Qt.MatchFlag.MatchExactly)
    page.levels.list.setCurrentItem(item)
    qtbot.mouseClick(page.levels.remove_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.levels.findChild(QMessageBox) is not None)
    box = page.levels.findChild(QMessageBox)
    assert box is not None
    return box


def test_a_level_goes_after_a_question_and_comes_back(begun: CampaignPage, qtbot: QtBot) -> None:
    begun.rows.tree.go_to("7.1")
    choose(begun, "states", "Đơn vị nhập số")
    menu = begun.rows.cells.levels["count"].menu()
    assert menu is not None
    for action in menu.actions():
        if (action.data() == "don_vi") is not action.isChecked():
            action.trigger()
    assert row(begun, "7.1").cells[COUNT].levels == frozenset((LevelKey("don_vi"),))
    box = remove_level(begun, "Phòng, ban, đơn vị trực thuộc", qtbot)
    assert box.informativeText() == (
        "Ô số liệu chỉ cấp này nhập thành “Không dùng”: dòng 7.1. Có thể lấy lại bằng Ctrl+Z."
    )
    box.buttons()[0].click()
    assert LevelKey("don_vi") not in form(begun).level_by_key
    assert row(begun, "7.1").cells[COUNT].state is CellState.CLOSED
    menu = begun.rows.cells.levels["count"].menu()
    assert menu is not None
    assert "don_vi" not in [action.data() for action in menu.actions()]
    begun.undo_stack.undo()
    assert LevelKey("don_vi") in form(begun).level_by_key


def test_a_level_with_listed_units_stays(begun: CampaignPage, qtbot: QtBot) -> None:
    box = remove_level(begun, "Huyện, thành phố", qtbot)
    assert "Chưa xóa được cấp “Huyện, thành phố”" in box.text()
    assert "8 đơn vị ở cấp ấy" in box.informativeText()
    box.buttons()[0].click()
    assert LevelKey("huyen") in form(begun).level_by_key


def test_a_percentage_without_a_roll_up_says_what_to_do_and_leads_there(
    begun: CampaignPage, qtbot: QtBot
) -> None:
    begun.rows.tree.go_to("2")
    box = begun.rows.fields.inputs["label"]
    assert isinstance(box, ShortTextEdit)
    box.setFocus()
    box.setPlainText("Tỷ lệ người dân biết đến Tuần lễ (%)")
    begun.rows.tree.setFocus()
    qtbot.waitUntil(begun.mistakes.isVisible)
    assert begun.state() == "!"
    assert begun.mistakes.words.text() == (
        "Chưa thành biểu mẫu – dòng 2, ô số liệu: "
        "số thập phân, tỷ lệ (%) hoặc số bình quân phải ghi cách gộp."
    )
    begun.rows.tree.go_to("11")
    begun.mistakes.button.click()
    assert begun.rows.tree.current_key == "2"
    choose(begun, "roll_ups", "Mỗi cấp tự nhập")
    assert not begun.mistakes.isVisible()


def test_a_mistake_with_many_words_leaves_the_window_as_wide_as_it_is(
    begun: CampaignPage, qtbot: QtBot
) -> None:
    begun.rows.tree.go_to("2")
    item = begun.rows.tree.currentItem()
    assert item is not None
    item.setText(1, "Tỷ lệ người dân biết đến Tuần lễ (%)")
    qtbot.waitUntil(begun.mistakes.isVisible)
    assert begun.minimumSizeHint().width() < begun.width()


def test_headings_are_added_and_named(begun: CampaignPage) -> None:
    begun.tabs.setCurrentWidget(begun.headings)
    begun.headings.go_to("III.2")
    begun.headings.add_heading()
    title = begun.headings.fields.inputs["title"]
    assert isinstance(title, ShortTextEdit)
    assert title.hasFocus()
    title.setPlainText("Với Ủy ban nhân dân xã")
    begun.headings.list.setFocus()
    assert [(each.key, each.number, each.title) for each in form(begun).headings][-1] == (
        "III.3",
        "3",
        "Với Ủy ban nhân dân xã",
    )


def test_days_are_typed_as_people_write_them(begun: CampaignPage) -> None:
    begun.tabs.setCurrentWidget(begun.texts)
    deadline = begun.texts.inputs["deadline"]
    assert isinstance(deadline, LineEdit)
    deadline.setFocus()
    deadline.setText("25/10/2031")
    press_key(Qt.Key.Key_Return)
    assert form(begun).campaign.deadline is not None
    assert f"{form(begun).campaign.deadline:%d.%m}" == "25.10"
    deadline.setText("32/10/2031")
    press_key(Qt.Key.Key_Return)
    assert f"{form(begun).campaign.deadline:%d.%m}" == "25.10"


def test_a_table_from_the_clipboard_takes_the_place_of_the_rows(begun: CampaignPage) -> None:
    rows = [f"{each.tt}\t{each.label}\t{each.unit}" for each in form(begun).rows]
    QGuiApplication.clipboard().setText("\n".join([*rows[:3], "12\tSố thư viện mở cửa\tThư viện"]))
    begun.rows.ask_to_paste()
    box = begun.rows.findChild(QMessageBox)
    assert box is not None
    assert "4 dòng" in box.text()
    assert "3 dòng giống năm trước" in box.informativeText()
    box.buttons()[0].click()
    assert [each.key for each in form(begun).rows] == ["1", "1.1", "1.2", "12"]


def test_nothing_on_the_clipboard_is_no_table(begun: CampaignPage) -> None:
    QGuiApplication.clipboard().clear()
    begun.rows.ask_to_paste()
    box = begun.rows.findChild(QMessageBox)
    assert box is not None and box.text().startswith("Chưa thấy bảng nào để dán")


@pytest.mark.parametrize("program", ["word", "excel"])
def test_an_annex_of_word_or_excel_keeps_its_rows_whatever_its_cells_are_like(
    begun: CampaignPage, qtbot: QtBot, program: str
) -> None:
    """Lines in cells, merged heads and sections, Word's own numbers, and another table before."""
    annex = QMimeData()
    annex.setHtml((ROOT / "tests" / "data" / "clipboard" / f"{program}-annex.html").read_text("utf-8"))
    annex.setText("Nội dung\tbị cắt\nở chỗ xuống dòng")
    QGuiApplication.clipboard().setMimeData(annex)
    qtbot.mouseClick(begun.rows.paste_button, Qt.MouseButton.LeftButton)
    box = begun.rows.findChild(QMessageBox)
    assert box is not None
    box.buttons()[0].click()
    section, known, new = form(begun).rows
    assert (section.tt, section.label, section.parent) == ("I", "CÁC LỚP BỒI DƯỠNG, TẬP HUẤN", None)
    assert (known.key, known.tt, known.parent) == ("1.2", "1", "I")
    assert known.label.endswith("trình độ ngoại ngữ cho cán bộ, công chức, viên chức (các cấp)")
    assert (new.tt, new.label, new.unit) == (
        "2",
        "Tập huấn kỹ năng số cho người dân",
        "Lớp/người",
    )
    begun.undo_stack.undo()
    assert len(form(begun).rows) == 41


def test_numbers_typed_for_a_trial_are_printed_and_not_kept(
    begun: CampaignPage, qtbot: QtBot, home: Path
) -> None:
    begun.tabs.setCurrentWidget(begun.trial)
    qtbot.waitUntil(lambda: bool(begun.paper.preview.pdf))
    empty = begun.paper.preview.pdf
    item = begun.trial.tree.topLevelItem(0)
    assert item is not None
    first = item.child(0)
    assert first is not None
    first.setText(3, "12")
    assert begun.trial.content.figures == {Cell(RowKey("1.1"), COUNT): 12}
    total = begun.trial.tree.topLevelItem(0)
    assert total is not None
    assert total.text(3) == "12"
    qtbot.waitUntil(lambda: begun.paper.preview.pdf != empty)
    assert begun.undo_stack.count() == 0


def test_a_discarded_campaign_is_gone_after_a_question(begun: CampaignPage, qtbot: QtBot, home: Path) -> None:
    begun.discard_button.click()
    box = begun.findChild(QMessageBox)
    assert box is not None
    box.buttons()[0].click()
    qtbot.waitUntil(begun.empty_state.isVisible)
    assert not (home / "ky-bao-cao" / str(YEAR)).exists()


def test_the_page_opens_what_was_left(
    begun: CampaignPage, session: Session, worker: Worker, qtbot: QtBot, home: Path
) -> None:
    begun.rows.tree.go_to("2")
    begun.rows.add_row()
    kept(begun, qtbot, home, lambda kept: RowKey("12") in kept.row_by_key)
    again = CampaignPage(session, worker)
    qtbot.addWidget(again)
    again.show()
    again.on_enter()
    qtbot.waitUntil(lambda: again.editor.draft is not None)
    assert RowKey("12") in form(again).row_by_key


def group_texts(page: CampaignPage) -> dict[str, list[str]]:
    """What the differences list, by group."""
    tree = page.differences.tree
    groups = (tree.topLevelItem(at) for at in range(tree.topLevelItemCount()))
    return {
        group.text(0): [line.text(0) for at in range(group.childCount()) if (line := group.child(at))]
        for group in groups
        if group is not None
    }


def test_differences_say_what_is_new_gone_and_reworded(begun: CampaignPage) -> None:
    begun.rows.tree.go_to("2")
    begun.rows.add_row()
    begun.rows.tree.go_to("3")
    begun.rows.remove_button.click()
    begun.tabs.setCurrentWidget(begun.differences)
    listed = [line for lines in group_texts(begun).values() for line in lines]
    assert "Dòng 12 (mới)" in listed
    assert "Dòng 3 (bỏ)" in listed
    assert "Tên kỳ báo cáo (thay đổi)" in listed or "Tên kỳ báo cáo (đổi lời)" in listed
    begun.differences.copy()
    assert "Dòng 3 (bỏ)" in QGuiApplication.clipboard().text()


def test_the_differences_are_seen_as_they_are_printed_and_in_words(begun: CampaignPage, qtbot: QtBot) -> None:
    begun.rows.tree.go_to("1.1")
    choose(begun, "states", "Không dùng")
    begun.tabs.setCurrentWidget(begun.checks)
    begun.checks.menu.aboutToShow.emit()
    begun.checks.menu.actions()[0].trigger()
    begun.tabs.setCurrentWidget(begun.differences)
    listed = [line for lines in group_texts(begun).values() for line in lines]
    assert "Ô dòng 1.1, cột Số lớp/số cuộc thi (thay đổi)" in listed
    qtbot.mouseClick(begun.differences.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: begun.differences.viewer is not None)
    viewer = begun.differences.viewer
    assert viewer is not None
    assert viewer.print_button.isVisible()
    text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(viewer.preview.pdf))
    assert "NHỮNG CHỖ KHÁC CỦA KỲ BÁO CÁO 2031 SO VỚI 2025" in text
    assert "Dòng [dòng, cột]: số [số đã nhập] lớn hơn [mức]." in " ".join(text.split())
    assert "{" not in text
    viewer.reject()


def test_a_draft_is_published_as_one_signed_file_and_is_there_at_once(
    begun: CampaignPage, qtbot: QtBot, tmp_path: Path, run_on_worker: Callable[..., list[str]]
) -> None:
    begun.rows.tree.go_to("2")
    begun.rows.add_row()
    target = tmp_path / "ky-bao-cao.lcweek"
    assert "lần 1" in publish(begun, qtbot, target)
    qtbot.waitUntil(lambda: "Đã ban hành" in begun.status_text())
    assert read_campaign_file(target.read_bytes()).form.row_by_key[RowKey("12")]
    assert str(YEAR) in run_on_worker(lambda context: [*context.forms])
    qtbot.waitUntil(lambda: "Thêm Tỉnh Lai Châu vào kỳ báo cáo 2031" in question(begun))
    with qtbot.waitSignal(begun.unit_requested) as opened:
        begun.findChildren(QMessageBox)[-1].buttons()[0].click()
    assert opened.args[0].campaign == str(YEAR)
    assert run_on_worker(lambda context: [u.code for u in context.store.own_units.of(str(YEAR))]) == ["12"]


def test_another_edition_of_the_campaign_at_work_is_shown_at_once(
    page: CampaignPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.begin(2024, page.session.workspace.campaign)
    qtbot.waitUntil(lambda: page.editor.draft is not None)
    page.rows.tree.go_to("2")
    page.rows.add_row()
    with qtbot.waitSignal(page.unit_requested) as shown:
        publish(page, qtbot, tmp_path / "ky-bao-cao.lcweek")
    assert shown.args[0] == page.session.workspace.id


def publish(page: CampaignPage, qtbot: QtBot, target: Path) -> str:
    """Publish what is being made into `target`. Returns what was asked first."""
    page.publishing.button.click()
    qtbot.waitUntil(lambda: page.findChild(QMessageBox) is not None)
    box = page.findChild(QMessageBox)
    assert box is not None
    asked = box.text()
    box.buttons()[0].click()
    qtbot.waitUntil(lambda: page.findChild(QFileDialog) is not None)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(target))
    return asked


def question(page: CampaignPage) -> str:
    """What the last message box of the page asks."""
    return "".join(box.text() for box in page.findChildren(QMessageBox)[-1:])


def test_a_draft_that_is_no_form_cannot_be_published(begun: CampaignPage) -> None:
    begun.rows.tree.go_to("2")
    item = begun.rows.tree.currentItem()
    assert item is not None
    item.setText(1, "")
    assert not begun.publishing.button.isEnabled()
    begun.undo_stack.undo()
    assert begun.publishing.button.isEnabled()
