"""Kỳ báo cáo: columns, headings and checks of next year's form, by keys and clicks in the shown page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMessageBox
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import (
    CellState,
    CheckRule,
    Form,
    HeadingKey,
    LevelKey,
    RollUpKind,
    RowKey,
    Severity,
)
from lcweek_desktop.services.workbench.campaign_drafts import Entry
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.campaign.list_panel import ListPanel
from lcweek_desktop.ui.pages.campaign.page import CampaignPage
from lcweek_desktop.ui.pages.campaign.tick_button import TickButton
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.inputs import ComboBox, LineEdit, ShortTextEdit
from tests.ui.keyboard import press_key, type_text

YEAR = 2031


@pytest.fixture
def workspace(run_on_worker: Callable[..., Workspace]) -> Workspace:
    return run_on_worker(
        lambda context: set_up(context, "2024", UnitSetup("12", "Tỉnh Lai Châu", "tinh", None))
    )


@pytest.fixture
def begun(session: Session, worker: Worker, qtbot: QtBot) -> Iterator[CampaignPage]:
    """The shown page with the campaign of YEAR begun from 2024."""
    page = CampaignPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.begin(YEAR, page.session.workspace.campaign)
    qtbot.waitUntil(lambda: page.editor.draft is not None)
    yield page
    assert not page.mistakes.isVisible()


def form(page: CampaignPage) -> Form:
    """The form that the draft is."""
    assert page.editor.draft is not None
    assert page.editor.draft.form is not None, page.editor.draft.mistakes
    return page.editor.draft.form


def click(button: object, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def say_yes(panel: ListPanel, qtbot: QtBot) -> str:
    """Answer the question that is open; what it asked."""
    qtbot.waitUntil(lambda: panel.findChild(QMessageBox) is not None)
    box = panel.findChild(QMessageBox)
    assert box is not None
    box.buttons()[0].click()
    return box.text()


def retype(panel: ListPanel, key: str, text: str) -> None:
    """Type `text` in place of what a field says, and leave it."""
    panel.fields.focus_field(key)
    press_key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(text)
    panel.list.setFocus()


def choose(panel: ListPanel, key: str, words: str) -> None:
    combo = panel.fields.inputs[key]
    assert isinstance(combo, ComboBox)
    at = combo.findText(words)
    assert at >= 0, [combo.itemText(each) for each in range(combo.count())]
    combo.setCurrentIndex(at)
    combo.activated.emit(at)


def test_a_column_is_added_named_moved_and_taken_back(begun: CampaignPage, qtbot: QtBot) -> None:
    panel, before = begun.measures, form(begun)
    begun.tabs.setCurrentWidget(panel)
    click(panel.add_measure_button, qtbot)
    retype(panel, "label", "Kinh phí (triệu đồng)")
    choose(panel, "decimals", "1 chữ số lẻ")
    choose(panel, "roll_up", "Lấy số lớn nhất")
    retype(panel, "limit", "5.000")
    added = form(begun).measures[-1]
    assert form(begun).limits.by_measure == {added.key: 5000}
    assert (added.label, added.decimals, added.roll_up) == ("Kinh phí (triệu đồng)", 1, RollUpKind.GREATEST)
    states = {str(row.key): row.cells[added.key].state for row in form(begun).rows}
    assert (states["1"], states["1.1"]) == (CellState.CLOSED, CellState.OPEN)
    click(panel.up_button, qtbot)
    assert [each.key for each in form(begun).measures] == ["count", added.key, "people"]
    for _ in range(6):
        begun.undo_stack.undo()
    assert (form(begun).measures, form(begun).rows) == (before.measures, before.rows)


def test_a_column_goes_with_its_cells_and_the_checks_that_compare_it(
    begun: CampaignPage, qtbot: QtBot
) -> None:
    panel = begun.measures
    begun.tabs.setCurrentWidget(panel)
    panel.go_to("people")
    click(panel.remove_button, qtbot)
    assert say_yes(panel, qtbot) == "Xóa cột “Người” ở mọi dòng?"
    assert [each.key for each in form(begun).measures] == ["count"]
    assert not panel.remove_button.isEnabled()
    compared = {each.options.measure for each in form(begun).checks}
    assert "people" not in compared
    assert begun.rows.tree.columnCount() == 4
    words = {str(row.key): row.in_words for row in form(begun).rows}
    assert words["1.6"] == ("{count} lớp giáo dục kỹ năng sống cho học sinh",)
    assert words["4.2"] == ()
    begun.undo_stack.undo()
    assert form(begun).checks[-1].key == "deadline-passed"
    assert begun.rows.tree.columnCount() == 5


def test_rows_are_numbered_again_and_keep_their_keys(begun: CampaignPage, qtbot: QtBot) -> None:
    begun.rows.tree.go_to("2")
    click(begun.rows.up_button, qtbot)
    click(begun.rows.number_button, qtbot)
    numbers = {str(row.key): row.tt for row in form(begun).rows}
    assert (numbers["2"], numbers["1"], numbers["1.1"], numbers["1.12"], numbers["11"]) == (
        *("1", "2", "2.1", "2.12", "11"),
    )
    assert begun.rows.tree.current_key == "2"


def test_the_words_of_a_row_are_changed_and_a_slip_in_them_is_said(begun: CampaignPage) -> None:
    begun.rows.tree.go_to("2")
    begun.rows.words.focus_field("in_words")
    press_key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text("Viết {bao} bài")
    begun.rows.words.focus_field("zero_in_words")
    draft = begun.editor.draft
    assert draft is not None
    assert [error.context["reason"] for error in draft.mistakes] == ["không có chỗ điền {bao}"]
    begun.undo_stack.undo()
    begun.rows.words.focus_field("zero_in_words")
    type_text("không viết bài nào")
    begun.rows.words.focus_field("in_words")
    assert form(begun).row_by_key[RowKey("2")].zero_in_words == "không viết bài nào"


def test_a_heading_goes_under_another_at_some_levels_with_words_of_its_own(
    begun: CampaignPage, qtbot: QtBot
) -> None:
    panel = begun.headings
    begun.tabs.setCurrentWidget(panel)
    panel.go_to("III.2")
    choose(panel, "style", "Số giữa trang (PHẦN A), tiêu đề ở dòng dưới")
    assert form(begun).heading_by_key[HeadingKey("III.2")].is_part
    begun.undo_stack.undo()
    choose(panel, "parent", "II ĐÁNH GIÁ CHUNG")
    levels = panel.fields.inputs["levels"]
    assert isinstance(levels, TickButton)
    for key, action in levels.actions_by_key.items():
        if key not in ("huyen", "tinh"):
            action.trigger()
    title = panel.words.inputs["tinh", "title"]
    title.setFocus()
    type_text("Với Bộ Giáo dục")
    press_key(Qt.Key.Key_Return)
    heading = form(begun).heading_by_key[HeadingKey("III.2")]
    assert (heading.parent, heading.levels) == ("II", frozenset(("huyen", "tinh")))
    assert heading.at_level(LevelKey("tinh")).title == "Với Bộ Giáo dục"
    assert heading.at_level(LevelKey("huyen")).title == heading.title
    assert [each.key for each in form(begun).headings][-3:] == ["III.2", "III", "III.1"]
    click(panel.number_button, qtbot)
    assert form(begun).heading_by_key[HeadingKey("III.2")].number == "3"
    title.setFocus()
    press_key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press_key(Qt.Key.Key_Delete)
    panel.list.setFocus()
    assert not form(begun).heading_by_key[HeadingKey("III.2")].at


def test_the_words_of_the_list_of_documents_are_changed_and_a_slip_in_them_is_said(
    begun: CampaignPage, qtbot: QtBot
) -> None:
    panel = begun.headings
    begun.tabs.setCurrentWidget(panel)
    panel.go_to("I.1")
    sentence, subject = (panel.fields.inputs[f"documents.{key}"] for key in ("sentence", "subject"))
    assert isinstance(sentence, ShortTextEdit)
    assert isinstance(subject, LineEdit)
    subject.setFocus()
    subject.selectAll()
    type_text("Về việc")
    press_key(Qt.Key.Key_Return)
    sentence.setPlainText("Đã có {count} văn bản:")
    sentence.setFocus()
    panel.list.setFocus()
    words = form(begun).heading_by_key[HeadingKey("I.1")].documents
    assert words is not None
    assert (words.sentence, words.subject) == ("Đã có {count} văn bản:", "Về việc")
    sentence.setFocus()
    sentence.setPlainText("Đã có văn bản:")
    panel.list.setFocus()
    assert begun.editor.draft is not None
    assert "{count}" in begun.editor.draft.mistakes[0].sentence
    begun.undo_stack.undo()

    panel.go_to("II.1")
    switch = panel.fields.inputs["documents"]
    assert isinstance(switch, QCheckBox)
    assert not subject.isVisible()
    panel.fields.ensureWidgetVisible(switch)
    switch.click()
    listed = form(begun).heading_by_key[HeadingKey("II.1")].documents
    assert listed is not None
    assert subject.text() == listed.subject
    switch.click()
    assert form(begun).heading_by_key[HeadingKey("II.1")].documents is None


def test_a_heading_goes_with_those_below_it_after_a_question(begun: CampaignPage, qtbot: QtBot) -> None:
    panel = begun.headings
    begun.tabs.setCurrentWidget(panel)
    panel.go_to("II")
    click(panel.remove_button, qtbot)
    assert say_yes(panel, qtbot) == "Xóa mục “ĐÁNH GIÁ CHUNG” cùng 2 mục con?"
    assert [each.key for each in form(begun).headings] == ["I", "I.1", "I.2", "I.3", "III", "III.1", "III.2"]
    begun.undo_stack.undo()
    assert len(form(begun).headings) == 10


def last_check(page: CampaignPage) -> CheckRule:
    return form(page).checks[-1]


def test_a_check_is_added_filled_in_and_taken_away(begun: CampaignPage, qtbot: QtBot) -> None:
    panel = begun.checks
    begun.tabs.setCurrentWidget(panel)
    panel.menu.aboutToShow.emit()
    names = [action.text() for action in panel.menu.actions()]
    panel.menu.actions()[names.index("Số của một số dòng không quá một mức")].trigger()
    retype(panel, "rows", "9.1; 9.3")
    assert panel.fields.error.text() == (
        "Biểu số liệu không có dòng “9.3”; xin ghi số thứ tự của các dòng, như 7.1, 9.2."
    )
    retype(panel, "rows", "9.1, 9.2")
    retype(panel, "number", "1.000")
    choose(panel, "severity", "Lỗi: chưa chốt được báo cáo")
    check = last_check(begun)
    assert (check.kind, check.severity) == ("entry-above", Severity.ERROR)
    assert (check.options.rows, check.options.number) == (("9.1", "9.2"), 1000)
    assert set(check.options.levels) == {level.key for level in form(begun).levels}
    click(panel.remove_button, qtbot)
    assert last_check(begun).key == "deadline-passed"


def test_rows_with_one_number_are_told_apart_by_their_keys(begun: CampaignPage) -> None:
    row = Entry("row", "9.2")
    begun.editor.edit(lambda definition: definition.with_value(row, "tt", "9.1"))
    panel = begun.checks
    begun.tabs.setCurrentWidget(panel)
    panel.add_check("entry-above")
    retype(panel, "rows", "9.2, 7.1")
    assert last_check(begun).options.rows == ("9.2", "7.1")
    shown = panel.fields.inputs["rows"]
    assert isinstance(shown, LineEdit) and shown.text() == "9.2, 7.1"
    retype(panel, "rows", "9.2")
    assert last_check(begun).options.rows == ("9.2",)


def test_a_check_of_the_program_can_be_reworded_and_not_removed(begun: CampaignPage) -> None:
    panel = begun.checks
    begun.tabs.setCurrentWidget(panel)
    panel.go_to("negative")
    assert not panel.remove_button.isEnabled()
    assert "{cell} dòng, cột" in panel.about.text()
    assert "Dòng [dòng, cột]: số [số đã nhập] là số âm." in panel.list.item(0).text()
    retype(panel, "sentence", "Dòng {cells}: số âm.")
    assert begun.mistakes.words.text() == (
        "Chưa thành biểu mẫu – kiểm tra “Dòng [cells]: số âm.”, câu báo: không có chỗ điền {cells}."
    )
    begun.undo_stack.undo()


def test_on_a_small_screen_the_paper_is_a_tab_and_the_rows_have_the_room(
    begun: CampaignPage, qtbot: QtBot
) -> None:
    begun.resize(706, 378)  # 1366 x 768 at 150 %
    assert begun.tabs.tabText(begun.tabs.indexOf(begun.paper)) == "Bản in thử"
    assert begun.rows.details.isHidden()
    tree = begun.rows.tree
    fourth = tree.itemFromIndex(tree.model().index(2, 0, tree.model().index(0, 0)))
    assert fourth is not None
    assert tree.viewport().rect().contains(tree.visualItemRect(fourth))
    begun.tabs.setCurrentWidget(begun.paper)
    qtbot.waitUntil(lambda: begun.paper.preview.is_rendered, timeout=30_000)
    begun.rows.details_button.click()
    begun.resize(1130, 640)
    assert (begun.tabs.indexOf(begun.paper), begun.paper.isVisible()) == (-1, True)
    assert begun.begin_button.text() == "Tạo kỳ mới…"
    begun.tabs.setCurrentWidget(begun.rows)
    begun.resize(706, 378)
    assert begun.rows.details.isVisible()  # as the person chose
