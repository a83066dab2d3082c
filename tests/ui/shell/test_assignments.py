"""An assignment is made in the window of a commune and opened in that of a school, with keys alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.unit import UnitCode
from lcweek_desktop.services.assigning.assignment_files import make_assignments, recipients, terms_of
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.keys import signing_key
from lcweek_desktop.services.workspace.units import UnitSetup, own_workspaces, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.board.assigning_dialog import AssigningDialog
from lcweek_desktop.ui.pages.start.guide import StartGuide
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.shell.assignment_dialog import AssignmentDialog
from lcweek_desktop.ui.shell.window import Window
from tests.ui.keyboard import press_key
from tests.ui.windows import LONG, opened_window, shown_window

COMMUNE = UnitSetup("03394", "Xã Thèn Sin", "xa")
LISTED = """code,name,level,parent_code
TH-A,Trường Tiểu học Thèn Sin,truong,03394
TH-B,Trường THCS Thèn Sin,truong,03394
TH-C,Trường Mầm non Bản Bo,truong,03394
"""


@pytest.fixture
def commune(tmp_path: Path) -> Path:
    """The data folder of a commune with three schools."""
    listed, home = tmp_path / "truong.csv", tmp_path / "xa"
    listed.write_text(LISTED, encoding="utf-8", newline="\n")
    with open_context(home, ROOT / "forms") as context:
        set_up(context, "2024", COMMUNE, listed=listed)
    return home


@pytest.fixture
def file(commune: Path, tmp_path: Path) -> Path:
    """The assignment of the first school."""
    with open_context(commune, ROOT / "forms") as context:
        (workspace,) = own_workspaces(context)
        terms = terms_of(workspace, date(2024, 10, 15), "Xin gửi kèm ảnh")
        (written,) = make_assignments(workspace, tmp_path, recipients(workspace, ["TH-A"]), terms)
    return written.file


def asked(window: Window, file: Path, qtbot: QtBot) -> AssignmentDialog:
    """The question that opening `file` leads to."""
    window.open_files([file])
    qtbot.waitUntil(lambda: window.changes.assignments.dialog is not None, timeout=LONG)
    assert window.changes.assignments.dialog is not None
    return window.changes.assignments.dialog


def said(window: Window, qtbot: QtBot) -> str:
    """Wait for a message, close it and return its words."""

    def boxes() -> list[QMessageBox]:
        return [box for box in window.findChildren(QMessageBox) if box.isVisible()]

    qtbot.waitUntil(lambda: len(boxes()) == 1, timeout=LONG)
    (box,) = boxes()
    words = f"{box.text()} {box.informativeText()}".strip()
    box.buttons()[-1].click()
    return words


def at_guide(home: Path, qtbot: QtBot) -> Window:
    """A shown window on an empty data folder, with the guide for the first start."""
    window = opened_window(home, qtbot)
    qtbot.waitUntil(lambda: isinstance(window.current_view, StartGuide), timeout=LONG)
    return window


def test_a_school_is_configured_by_one_question(
    file: Path, tmp_path: Path, commune: Path, qtbot: QtBot
) -> None:
    window = at_guide(tmp_path / "truong", qtbot)
    dialog = asked(window, file, qtbot)
    with open_context(commune, ROOT / "forms") as context:
        key = signing_key(context, own_workspaces(context)[0].unit.id).public
    assert dialog.key.text() == key.short
    assert dialog.title.text() == "Trường Tiểu học Thèn Sin nhận việc báo cáo năm 2024 từ Xã Thèn Sin?"
    assert dialog.facts["Hạn gửi"].text() == "chậm nhất ngày 15/10/2024"
    assert not dialog.open_button.isEnabled()
    press_key(Qt.Key.Key_Space)
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert said(window, qtbot).endswith("hạn gửi: chậm nhất ngày 15/10/2024. Xin gửi kèm ảnh")
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)
    assert window.workspace_view is not None
    assert (window.workspace_view.at_work.code, window.workspace_view.current_key) == ("TH-A", "overview")
    assert window.workspace_view.session.workspace.form.campaign.deadline == date(2024, 10, 15)


def test_enter_without_a_tick_opens_nothing(file: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window = at_guide(tmp_path / "truong", qtbot)
    asked(window, file, qtbot)
    press_key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.changes.assignments.dialog is None, timeout=LONG)
    assert isinstance(window.current_view, StartGuide)


def test_what_was_opened_already_is_only_said(file: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window = at_guide(tmp_path / "truong", qtbot)
    dialog = asked(window, file, qtbot)
    dialog.compared.click()
    dialog.open_button.click()
    said(window, qtbot)
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)
    window.open_files([file])
    assert said(window, qtbot).startswith("Trường Tiểu học Thèn Sin đã nhận gói giao việc này")


def making(window: Window, qtbot: QtBot) -> AssigningDialog:
    """The dialog of the menu."""
    (action,) = [
        each
        for each in window.menuBar().actions()[0].menu().actions()  # type: ignore[attr-defined]
        if each.text() == f"{Verb.MAKE_ASSIGNMENTS.label}…"
    ]
    action.trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(AssigningDialog)), timeout=LONG)
    (dialog,) = window.findChildren(AssigningDialog)
    qtbot.waitUntil(lambda: dialog.list.count() == 3, timeout=LONG)
    return dialog


def test_a_commune_makes_those_that_it_looks_for(commune: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window = shown_window(commune, qtbot)
    dialog = making(window, qtbot)
    assert dialog.make_button.text() == "Lập 3 gói giao việc…"
    qtbot.keyClicks(dialog.search, "then sin")
    dialog.every.setFocus()
    press_key(Qt.Key.Key_Space)
    assert [each.code for each in dialog.ticked] == ["TH-C"]
    dialog.search.clear()
    qtbot.keyClicks(dialog.deadline, "31/02/2024")
    assert not dialog.make_button.isEnabled()
    dialog.deadline.setText("15/10/2024")
    assert dialog.make_button.isEnabled()
    folder = tmp_path / "giao viec"
    folder.mkdir()
    dialog.make(folder)
    qtbot.waitUntil(lambda: len([*folder.glob("*.pdf")]) == 1, timeout=LONG)
    assert [each.name for each in folder.glob("*.lcweek")] == [
        "Giao việc - Trường Mầm non Bản Bo (TH-C).lcweek"
    ]


def test_stopped_on_the_way_the_sheet_lists_what_was_made(
    commune: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = shown_window(commune, qtbot)
    dialog = making(window, qtbot)
    folder = tmp_path / "giao viec"
    folder.mkdir()
    dialog.make(folder)
    dialog.progress.stop()
    qtbot.waitUntil(lambda: "Đã dừng theo yêu cầu" in dialog.said, timeout=LONG)
    made = len([*folder.glob("*.lcweek")])
    assert made < 3
    assert len([*folder.glob("*.pdf")]) == min(made, 1)


def test_a_page_may_choose_units_further_down(commune: Path, tmp_path: Path, qtbot: QtBot) -> None:
    home = tmp_path / "huyen"
    with open_context(home, ROOT / "forms") as context:
        set_up(
            context,
            "2024",
            UnitSetup("106", "Huyện Tam Đường", "huyen"),
            listed=commune.parent / "truong.csv",
        )
    window = shown_window(home, qtbot)
    assert window.workspace_view is not None
    workspace = window.workspace_view.session.workspace
    operations: Operations[Workspace] = Operations(
        window.changes.assignments, window.worker, lambda _context: workspace
    )
    dialog = AssigningDialog(window, operations, [UnitCode("TH-B")])
    dialog.open()
    qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=LONG)
    assert [each.code for each in dialog.ticked] == ["TH-B"]


def test_who_has_nobody_below_is_not_offered_it(tmp_path: Path, qtbot: QtBot) -> None:
    home = tmp_path / "truong"
    with open_context(home, ROOT / "forms") as context:
        set_up(context, "2024", UnitSetup("TH-A", "Trường Tiểu học Thèn Sin", "truong", "03394"))
    window = shown_window(home, qtbot)
    (action,) = [
        each
        for each in window.menuBar().actions()[0].menu().actions()  # type: ignore[attr-defined]
        if each.text() == f"{Verb.MAKE_ASSIGNMENTS.label}…"
    ]
    assert not action.isEnabled()
