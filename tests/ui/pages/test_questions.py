"""Quyết định: what waits for a person of the commune, the answers, and taking an answer back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidgetItem, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.domain.report import Counted
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.receiving.identity import one_unit
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.receiving.questions import AskedReport, Question, QuestionKind, questions
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.checks.findings import link_rect
from lcweek_desktop.ui.pages.checks.page import ChecksPage
from lcweek_desktop.ui.pages.receiving.page import ReceivingPage
from lcweek_desktop.ui.pages.receiving.question_view import QuestionView
from lcweek_desktop.ui.pages.summing.page import SummingPage
from lcweek_desktop.ui.session.opening import StartState, read_start_state
from lcweek_desktop.ui.session.page_entries import CHECKS, RECEIVING
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView
from tests.factories import FORM
from tests.services.conftest import key_file
from tests.services.installation import COMMUNE, DISTRICT, Installation, listed, school
from tests.ui.cells import cell

Sending: TypeAlias = Callable[[str, Unit, int], Path]
Receiving: TypeAlias = Callable[..., None]
Answering: TypeAlias = Callable[[str], None]
Counting: TypeAlias = Callable[[], dict[str, int]]

A = school("a")
OTHER = replace(A, name="Trường Tiểu học Bản Bố")
"""Another school that was given the same code."""
KEY = SigningKey(bytes(32)).public.base64
TWIN = replace(school("b"), name="Trường TH Bản Bo")
SAME_NAME = replace(school("c"), name="Trường Tiểu học Bản Bo")


@pytest.fixture
def opened() -> Iterator[dict[str, Installation]]:
    """The open data folders of the schools."""
    installations: dict[str, Installation] = {}
    yield installations
    for installation in installations.values():
        installation.close()


@pytest.fixture
def renamed(opened: dict[str, Installation]) -> Callable[[str, Unit], None]:
    """`renamed(home, unit)` gives the school in the data folder `home` the name of `unit`."""

    def rename(home: str, unit: Unit) -> None:
        opened[home].add(unit)
        opened[home].restart()

    return rename


@pytest.fixture
def schools(tmp_path: Path, opened: dict[str, Installation]) -> Sending:
    """`schools(home, unit, number)` is the file that `unit` sends from the data folder `home`, with `number`
    in row 1.1."""

    def sent(home: str, unit: Unit, number: int) -> Path:
        if home not in opened:
            opened[home] = Installation(tmp_path / home)
            opened[home].add(unit)
        opened[home].fill(unit.code, {"figures": {"1.1": {"count": number}}})
        file = tmp_path / f"{home}-{number}.lcweek"
        opened[home].send(unit.code, file)
        return file

    return sent


@pytest.fixture
def receiver(request: pytest.FixtureRequest) -> str:
    """The code of the unit that receives: the commune, or the one that a test is parametrized with."""
    return str(getattr(request, "param", COMMUNE))


@pytest.fixture
def workspace(run_on_worker: Callable[..., Workspace], receiver: str, tmp_path: Path) -> Workspace:
    file = tmp_path / "danh-muc.csv"
    rows = [f"{unit.code},{unit.name},{unit.level},{unit.parent}" for unit in (A, TWIN, SAME_NAME)]
    file.write_text("\n".join(["code,name,level,parent_code", *rows, ""]), encoding="utf-8")
    unit = listed(receiver)
    setup = UnitSetup(unit.code, unit.name, unit.level)
    return run_on_worker(lambda context: set_up(context, "2024", setup, listed=file))


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> ReceivingPage:
    page = ReceivingPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.on_enter()
    return page


@pytest.fixture
def received(
    page: ReceivingPage, run_on_worker: Callable[..., object], workspace: Workspace, qtbot: QtBot
) -> Receiving:
    """`received(*files)` lets the commune receive files whose keys it confirms, and the page show it."""

    def receive_all(*files: Path) -> None:
        run_on_worker(lambda _context: [*receive(workspace, files, confirm_keys=True)])
        with qtbot.waitSignal(page.questions.changed):
            page.refresh()

    return receive_all


@pytest.fixture
def answer(page: ReceivingPage, qtbot: QtBot) -> Answering:
    """`answer(text)` clicks the answer that begins with `text`, and waits until the page shows what
    follows."""

    def click(text: str) -> None:
        buttons = page.questions.dialog.question_view.answer_buttons
        (button,) = (each for each in buttons if each.text().startswith(text))
        with qtbot.waitSignal(page.questions.changed):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    return click


@pytest.fixture
def counted(workspace: Workspace, run_on_worker: Callable[..., dict[str, int]]) -> Counting:
    """`counted()` gives the number in row 1.1 of each unit that is in the sums, by name."""

    def read(_context: object) -> dict[str, int]:
        members = [member for member in rollup(workspace).members if member.counted is Counted.COUNTED]
        return {member.unit.name: next(iter(member.figures.values())) for member in members}

    return lambda: run_on_worker(read)


def test_of_two_schools_with_one_code_neither_leaves_the_sum_in_silence(
    page: ReceivingPage,
    received: Receiving,
    schools: Sending,
    qtbot: QtBot,
    answer: Answering,
    counted: Counting,
) -> None:
    received(schools("mot", A, 3), schools("hai", OTHER, 5))
    assert "Hai đơn vị chung một mã? (1)" in page.files.group_titles()
    assert page.questions.button.text() == "Quyết định (1)…"
    assert counted() == {A.name: 3}
    qtbot.mouseClick(page.questions.button, Qt.MouseButton.LeftButton)
    dialog = page.questions.dialog
    assert "hai đơn vị chung một mã" in dialog.question_view.words()
    table = dialog.question_view.table
    titles = [table.horizontalHeaderItem(column) for column in (1, 2)]
    assert [title.text() for title in titles if title] == ["Bản số 1, đang tính", "Bản số 1, chưa tính"]
    dialog.question_view.reason.setText("đã gọi điện hỏi")
    answer("Hai đơn vị")
    assert counted() == {A.name: 3, OTHER.name: 5}
    assert page.questions.count == 0
    _, words, reason = (dialog.decisions.item(0, column) for column in range(3))
    assert words is not None
    assert reason is not None
    assert OTHER.name in words.text()
    assert reason.text() == "đã gọi điện hỏi"


def test_a_reason_that_is_being_typed_stays_when_another_file_comes(
    page: ReceivingPage, received: Receiving, schools: Sending, qtbot: QtBot, answer: Answering
) -> None:
    received(schools("mot", A, 3), schools("hai", OTHER, 5))
    page.questions.show_questions(A.code)
    reason = page.questions.dialog.question_view.reason
    qtbot.keyClicks(reason, "da goi")
    received(schools("ba", TWIN, 4))
    assert reason.text() == "da goi"
    answer("Hai đơn vị")
    assert reason.text() == ""


def test_the_key_that_is_being_compared_stays_in_view_when_another_file_comes(
    page: ReceivingPage,
    schools: Sending,
    run_on_worker: Callable[..., object],
    workspace: Workspace,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    def come(*files: Path) -> None:
        run_on_worker(lambda _context: [*receive(workspace, files)])
        with qtbot.waitSignal(page.questions.changed):
            page.refresh()

    files = [schools("mot", A, 3)]
    for number in (4, 5):
        key_file(tmp_path / "mot", A.id).unlink()
        files.append(schools("mot", A, number))
    come(*files)
    dialog = page.questions.dialog
    assert dialog.questions.count() == 2  # the first key counts
    dialog.questions.setCurrentRow(1)
    shown = dialog.question_view.words()
    come(schools("ba", TWIN, 5))
    assert dialog.question_view.words() == shown


def test_one_school_with_two_names_counts_once(
    page: ReceivingPage, received: Receiving, schools: Sending, answer: Answering, counted: Counting
) -> None:
    received(schools("mot", A, 3), schools("hai", OTHER, 5))
    page.questions.show_questions(A.code)
    answer(f"Một đơn vị: “{OTHER.name}”")
    assert counted() == {OTHER.name: 5}


def test_a_school_on_a_reinstalled_pc_is_asked_about_and_goes_on_under_its_new_key(
    page: ReceivingPage, received: Receiving, schools: Sending, answer: Answering, counted: Counting
) -> None:
    received(schools("cu", A, 3), schools("moi", A, 5))
    assert counted() == {A.name: 3}
    page.questions.show_questions(A.code)
    question = page.questions.dialog.current_question
    assert question is not None
    asked = next(each for each in question.reports if not each.counted)
    answer(f"Một đơn vị: khóa {asked.key_letters}")
    assert counted() == {A.name: 5}
    received(schools("moi", A, 6))
    assert page.questions.count == 0
    assert counted() == {A.name: 6}


def test_a_renamed_school_is_told_and_not_asked_about(
    page: ReceivingPage,
    received: Receiving,
    schools: Sending,
    renamed: Callable[[str, Unit], None],
    qtbot: QtBot,
    counted: Counting,
) -> None:
    first = schools("mot", A, 3)
    renamed("mot", OTHER)
    received(first, schools("mot", OTHER, 8))
    assert page.questions.count == 0
    assert counted() == {OTHER.name: 8}
    qtbot.waitUntil(lambda: "Thay bản cũ (1)" in page.files.group_titles())
    page.files.select_unit(A.code)
    assert f"Đơn vị đổi tên từ “{A.name}” thành “{OTHER.name}”" in page.details.text()


def test_the_last_answer_is_taken_back(
    page: ReceivingPage,
    received: Receiving,
    schools: Sending,
    qtbot: QtBot,
    answer: Answering,
    counted: Counting,
) -> None:
    received(schools("mot", A, 3), schools("hai", OTHER, 5))
    page.questions.show_questions(A.code)
    answer("Hai đơn vị")
    dialog = page.questions.dialog
    dialog.tabs.setCurrentIndex(1)
    qtbot.mouseClick(dialog.undo_button, Qt.MouseButton.LeftButton)
    (box,) = dialog.findChildren(QMessageBox)
    assert OTHER.name in box.informativeText()
    (yes,) = (each for each in box.findChildren(QPushButton) if each.text() == "Lấy lại")
    with qtbot.waitSignal(page.questions.changed):
        qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert counted() == {A.name: 3}
    assert page.questions.count == 1


def test_schools_that_look_alike_are_pointed_out_and_kept_apart(
    page: ReceivingPage, received: Receiving, schools: Sending, answer: Answering, counted: Counting
) -> None:
    received(schools("ba", TWIN, 4), schools("bon", SAME_NAME, 6))
    assert page.questions.count == 1
    page.questions.show_questions(TWIN.code)
    assert "có thể là một đơn vị" in page.questions.dialog.question_view.words()
    answer("Là các đơn vị khác nhau")
    assert page.questions.count == 0
    assert counted() == {TWIN.name: 4, SAME_NAME.name: 6}


def test_units_of_one_name_are_told_apart_by_their_codes(
    page: ReceivingPage, received: Receiving, schools: Sending, answer: Answering, counted: Counting
) -> None:
    twin, third = (replace(each, name=A.name) for each in (TWIN, SAME_NAME))
    received(schools("mot", A, 3), schools("hai", twin, 4), schools("ba", third, 6))
    page.questions.show_questions(A.code)
    dialog = page.questions.dialog
    (line,) = (dialog.questions.item(row).text() for row in range(dialog.questions.count()))
    assert all(f"{A.name} ({each.code})" in line for each in (A, twin, third))
    texts = [each.text() for each in dialog.question_view.answer_buttons]
    assert len(set(texts)) == len(texts) == 4
    answer(f"Hai đơn vị là một: giữ mã {A.code}, bỏ mã {third.code}")
    answer(f"Là một đơn vị, giữ mã {twin.code}")
    assert counted() == {A.name: 4}


def test_of_many_units_that_look_alike_each_is_a_row_and_all_of_it_is_in_view(qtbot: QtBot) -> None:
    name = "Trường Phổ thông dân tộc bán trú"
    units = [replace(school(letter), name=f"{name} {letter}") for letter in "abcdefghij"]
    asked = [AskedReport(each, 1, "ab" * 32, KEY, listed(COMMUNE), True, {}) for each in units]
    view = QuestionView(FORM)
    qtbot.addWidget(view)
    view.resize(760, 480)
    with qtbot.waitExposed(view):
        view.show()
    view.show_question(Question(QuestionKind.ALIKE, tuple(units), tuple(asked), ()))
    titles = [view.table.horizontalHeaderItem(column) for column in range(view.table.columnCount())]
    assert [each.text() for each in titles if each][1:3] == ["Tên trong báo cáo", "Mã đơn vị"]
    shown = [view.table.item(row, 1) for row in range(view.table.rowCount())]
    assert [each.text() for each in shown if each] == [unit.name for unit in units]
    qtbot.waitUntil(lambda: view.table.horizontalScrollBar().maximum() == 0)
    assert f"{units[2].name} ({units[2].code}) và 7 đơn vị khác" in view.words()


def test_a_school_with_a_new_computer_is_one_answer_of_the_question_about_its_code(
    page: ReceivingPage,
    schools: Sending,
    run_on_worker: Callable[..., dict[str, int]],
    workspace: Workspace,
    tmp_path: Path,
    qtbot: QtBot,
    answer: Answering,
    counted: Counting,
) -> None:
    first = schools("mot", A, 3)
    key_file(tmp_path / "mot", A.id).unlink()
    second, other = schools("mot", A, 4), schools("hai", OTHER, 5)
    run_on_worker(lambda _context: [*receive(workspace, [first, second, other])])
    with qtbot.waitSignal(page.questions.changed):
        page.refresh()
    page.questions.show_questions(A.code)
    buttons = page.questions.dialog.question_view.answer_buttons
    assert sorted(each.text() for each in buttons) == sorted(
        f"{said} “{unit.name}”"
        for said in ("Hai đơn vị: cấp mã mới cho", "Một đơn vị:")
        for unit in (A, OTHER)
    )
    answer(f"Hai đơn vị: cấp mã mới cho “{A.name}”")
    assert counted() == {A.name: 4, OTHER.name: 5}
    assert page.questions.count == 0


def test_the_sums_say_which_unit_is_asked_about(
    session: Session,
    worker: Worker,
    schools: Sending,
    run_on_worker: Callable[..., object],
    workspace: Workspace,
    qtbot: QtBot,
) -> None:
    files = schools("mot", A, 3), schools("hai", OTHER, 5)
    run_on_worker(lambda _context: [*receive(workspace, files)])
    page = SummingPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1160, 620)
    with qtbot.waitExposed(page):
        page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.sums.notes.isVisible())
    assert page.sums.notes.text().startswith("Tổng hợp thiếu 1 đơn vị, đang hỏi: ")


def test_one_click_at_the_checks_leads_to_the_key_and_confirming_it_ends_the_warning(
    worker: Worker,
    schools: Sending,
    run_on_worker: Callable[..., StartState],
    workspace: Workspace,
    counted: Counting,
    qtbot: QtBot,
) -> None:
    file = schools("ba", TWIN, 4)
    run_on_worker(lambda _context: [*receive(workspace, [file])])
    view = WorkspaceView(run_on_worker(lambda context: read_start_state(context, workspace.id)), worker)
    qtbot.addWidget(view)
    view.resize(1366, 768)
    with qtbot.waitExposed(view):
        view.show()
    view.show_page(CHECKS)
    checks = view.page(CHECKS)
    assert isinstance(checks, ChecksPage)

    def lines() -> list[QListWidgetItem]:
        items = (checks.list.item(row) for row in range(checks.list.count()))
        return [each for each in items if each.text() == sentence("asked-provisional", name=TWIN.name)]

    qtbot.waitUntil(lambda: bool(lines()))
    link = link_rect(checks.list.visualItemRect(lines()[0]))
    qtbot.mouseClick(checks.list.viewport(), Qt.MouseButton.LeftButton, pos=link.center())
    receiving = view.page(RECEIVING)
    assert isinstance(receiving, ReceivingPage)
    dialog = receiving.waiting.keys
    qtbot.waitUntil(lambda: dialog.isVisible() and dialog.tree.currentItem() is not None)
    assert view.current_key == RECEIVING
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
    qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    assert dialog.question is not None
    qtbot.mouseClick(dialog.question.buttons()[0], Qt.MouseButton.LeftButton)
    view.show_page(CHECKS)
    qtbot.waitUntil(lambda: not lines())
    assert counted() == {TWIN.name: 4}


@pytest.mark.parametrize("receiver", [DISTRICT], indirect=True)
def test_a_report_newer_than_the_communes_is_asked_about_and_waits(
    page: ReceivingPage,
    received: Receiving,
    schools: Sending,
    tmp_path: Path,
    answer: Answering,
    counted: Counting,
) -> None:
    first = schools("mot", A, 3)
    with Installation(tmp_path / "xa") as commune:
        commune.add(listed(COMMUNE), [A])
        commune.receive(COMMUNE, first, confirm_keys=True)
        commune.send(COMMUNE, tmp_path / "xa.lcweek")
    received(tmp_path / "xa.lcweek", schools("mot", A, 8))
    assert "Mới hơn bản đang tính (1)" in page.files.group_titles()
    page.questions.show_questions(A.code)
    answer("Đợi báo cáo mới")
    said = {"holder": listed(COMMUNE).name, "name": A.name, "revision": 2, "older": 1}
    assert QGuiApplication.clipboard().text() == sentence("newer-message", **said)
    assert page.questions.count == 0
    assert counted() == {listed(COMMUNE).name: 3}


@pytest.mark.parametrize("receiver", [DISTRICT], indirect=True)
def test_what_the_commune_decided_is_in_the_history_as_told_by_it(
    page: ReceivingPage, received: Receiving, schools: Sending, tmp_path: Path, counted: Counting
) -> None:
    old, new = schools("cu", A, 3), schools("moi", A, 5)
    with Installation(tmp_path / "xa") as commune:
        commune.add(listed(COMMUNE), [A])
        commune.receive(COMMUNE, old, new)
        workspace = commune.workspace(COMMUNE)
        (question,) = questions(workspace)
        used = next(each.key for each in question.reports if each.figures == {cell("1.1"): 5})
        one_unit(workspace, A.code, used)
        commune.send(COMMUNE, tmp_path / "xa.lcweek")
    received(tmp_path / "xa.lcweek", old)
    assert page.questions.count == 0
    assert counted() == {listed(COMMUNE).name: 5}
    page.questions.show_questions()
    decisions = page.questions.dialog.decisions
    told = decisions.item(decisions.rowCount() - 1, 1)
    assert told is not None
    assert told.text().startswith(
        f"Theo báo cáo của {listed(COMMUNE).name}: {A.name} ({A.code}) nay dùng khóa"
    )
    page.files.select_unit(A.code)
    assert f"theo báo cáo của {listed(COMMUNE).name}, đơn vị này nay dùng khóa" in page.details.text()
