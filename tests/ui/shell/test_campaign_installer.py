"""A campaign file that is opened in the window is shown, compared and installed; what is at work goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.campaigns.installing import campaign_offer, install
from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.ui.board.unit_board import UnitBoard
from lcweek_desktop.ui.session.commands import SetFigure
from lcweek_desktop.ui.shell.install_dialog import InstallDialog
from lcweek_desktop.ui.shell.window import Window
from tests.bundle.sample_bundles import key_of
from tests.bundle.sample_campaigns import campaign_file, changed_files
from tests.bundle.small_form import COMMUNE, OTHER_SCHOOL, PROVINCE
from tests.bundle.small_form import SCHOOL as MADE_UP
from tests.services.campaigns.editions import edition
from tests.ui.cells import cell
from tests.ui.keyboard import press_key
from tests.ui.windows import close_window, shown_window

LONG = 60_000
SCHOOL = UnitSetup("TH-A", "Trường Tiểu học Thèn Sin", "truong", "03394")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "may"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "ky bao cao.lcweek"
    file.write_bytes(campaign_file())
    return file


@pytest.fixture
def window(home: Path, qtbot: QtBot) -> Window:
    """A shown window with a school at work in 2024."""
    with open_context(home, ROOT / "forms") as context:
        set_up(context, "2024", SCHOOL)
    return shown_window(home, qtbot)


def asked(window: Window, file: Path, qtbot: QtBot) -> InstallDialog:
    """The question that opening `file` leads to."""
    window.open_files([file])
    qtbot.waitUntil(lambda: window.changes.installer.dialog is not None, timeout=LONG)
    assert window.changes.installer.dialog is not None
    return window.changes.installer.dialog


def said(window: Window, qtbot: QtBot) -> str:
    """Wait for a message, close it and return its words."""

    def boxes() -> list[QMessageBox]:
        return [box for box in window.findChildren(QMessageBox) if box.isVisible()]

    qtbot.waitUntil(lambda: len(boxes()) == 1, timeout=LONG)
    (box,) = boxes()
    words = f"{box.text()} {box.informativeText()}".strip()
    box.buttons()[-1].click()
    return words


def campaigns(home: Path) -> set[str]:
    with open_context(home, ROOT / "forms") as context:
        return {*context.campaigns.installed}


def test_the_key_is_compared_before_the_campaign_is_installed(
    window: Window, file: Path, home: Path, qtbot: QtBot
) -> None:
    dialog = asked(window, file, qtbot)
    assert not dialog.install_button.isEnabled()
    assert dialog.key.text() == key_of(PROVINCE).public.short
    assert "các kỳ đang có vẫn giữ nguyên" in dialog.details.toPlainText()
    dialog.compared.click()
    qtbot.mouseClick(dialog.install_button, Qt.MouseButton.LeftButton)
    assert said(window, qtbot).startswith("Đã cài ")
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)
    assert window.workspace_view is not None
    assert window.workspace_view.at_work.code == SCHOOL.code
    close_window(window, qtbot)
    assert len(campaigns(home)) == 1


def test_what_was_typed_before_is_kept_when_a_campaign_is_installed(
    window: Window, file: Path, qtbot: QtBot
) -> None:
    assert window.workspace_view is not None
    session = window.workspace_view.session
    session.undo.push(SetFigure(session, cell("1.1"), 12))
    dialog = asked(window, file, qtbot)
    dialog.compared.click()
    dialog.install_button.click()
    said(window, qtbot)
    before = session
    qtbot.waitUntil(
        lambda: window.workspace_view is not None and window.workspace_view.session is not before,
        timeout=LONG,
    )
    assert window.workspace_view.session.number(cell("1.1")) == 12


def test_saying_no_installs_nothing(window: Window, file: Path, home: Path, qtbot: QtBot) -> None:
    dialog = asked(window, file, qtbot)
    dialog.reject()
    close_window(window, qtbot)
    assert campaigns(home) == set()


def test_a_campaign_that_is_here_is_only_told(window: Window, file: Path, home: Path, qtbot: QtBot) -> None:
    dialog = asked(window, file, qtbot)
    dialog.compared.click()
    dialog.install_button.click()
    said(window, qtbot)
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)
    window.open_files([file])
    assert "Lần ban hành này đã có trên máy" in said(window, qtbot)


def test_what_was_entered_and_has_no_place_is_looked_at_before(
    home: Path, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    gone = Cell(RowKey("1.2"), MeasureKey("count"))
    with open_context(home, ROOT / "forms") as context:
        install(context, campaign_offer(context, file))
        own = set_up(context, "thu", UnitSetup(MADE_UP.code, MADE_UP.name, "truong"))
        draft = current_draft(own)
        save_draft(own, replace(draft, content=draft.content.with_figure(gone, 3)))
    other = changed_files("phu-luc-2.toml", 'key = "1.2"\ntt = "1.2"', 'key = "1.3"\ntt = "1.3"')
    file.write_bytes(campaign_file(other, 2))
    window = shown_window(home, qtbot)
    dialog = asked(window, file, qtbot)
    assert not dialog.compared.isVisible()
    assert not dialog.doubts.isVisible()
    assert "Dòng 1.2 (Dòng 1.2), cột Số lớp: 3" in dialog.details.toPlainText()
    assert dialog.looked.hasFocus()
    assert dialog.leave_button.isDefault()
    press_key(Qt.Key.Key_Space)
    press_key(Qt.Key.Key_Tab)
    press_key(Qt.Key.Key_Tab)
    assert dialog.install_button.hasFocus()
    qtbot.mouseClick(dialog.install_button, Qt.MouseButton.LeftButton)
    assert said(window, qtbot) == "Đã cài Tuần lễ thử năm 2024, lần ban hành 2."
    qtbot.waitUntil(lambda: rows(window) == ["1.1", "1.3"], timeout=LONG)


def rows(window: Window) -> list[str]:
    """The keys of the rows of the form at work below row 1."""
    view = window.workspace_view
    form = None if view is None else view.session.form
    return [row.key for row in (() if form is None else form.rows) if row.parent == "1"]


def test_a_question_that_is_open_gives_way_to_the_file_opened_after_it(
    window: Window, file: Path, tmp_path: Path, home: Path, qtbot: QtBot
) -> None:
    first = asked(window, file, qtbot)
    later = tmp_path / "hai.lcweek"
    later.write_bytes(campaign_file(edition=2))
    window.open_files([later])
    qtbot.waitUntil(lambda: window.changes.installer.dialog not in (None, first), timeout=LONG)
    dialog = window.changes.installer.dialog
    assert dialog is not None
    assert "lần ban hành 2" in dialog.title.text()
    dialog.reject()
    close_window(window, qtbot)
    assert campaigns(home) == set()


def test_a_damaged_file_says_so_and_changes_nothing(
    window: Window, file: Path, home: Path, qtbot: QtBot
) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])
    window.open_files([file])
    assert said(window, qtbot)
    assert window.changes.installer.dialog is None


def test_a_new_edition_takes_in_what_waited_for_it_and_marks_what_is_of_the_one_before(
    home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    first, third = edition(tmp_path, 1), edition(tmp_path, 3)
    files = [
        sent(tmp_path, MADE_UP, first),
        sent(tmp_path, OTHER_SCHOOL, third),
    ]
    with open_context(home, ROOT / "forms") as context:
        install(context, campaign_offer(context, first))
        commune = set_up(context, "thu", setup_of(COMMUNE))
        codes = [each.code for each in receive(commune, files, confirm_keys=True)]
    assert codes == ["received-accepted", "received-form"]
    window = shown_window(home, qtbot)
    asked(window, third, qtbot).install_button.click()
    assert sentence("received-after-install", count=1) in said(window, qtbot)
    marked = [f"{MADE_UP.name} (theo lần ban hành cũ)", f"{OTHER_SCHOOL.name} (chờ thêm vào danh mục)"]
    qtbot.waitUntil(lambda: board_of(window) == marked, timeout=LONG)


def sent(folder: Path, unit: Unit, campaign: Path) -> Path:
    """The report of `unit`, made by the edition in the file `campaign`."""
    target = folder / f"{unit.code}.lcweek"
    with open_context(folder / unit.code, ROOT / "forms") as context:
        install(context, campaign_offer(context, campaign))
        workspace = set_up(context, "thu", setup_of(unit))
        draft = current_draft(workspace)
        save_draft(workspace, replace(draft, content=draft.content.with_figure(cell("1.1"), 12)))
        send(workspace, target)
    return target


def setup_of(unit: Unit) -> UnitSetup:
    return UnitSetup(unit.code, unit.name, unit.level, unit.parent)


def board_of(window: Window) -> list[str]:
    """What the tree of units says on the page that shows it first, with its notes."""
    board = window.findChildren(UnitBoard)[-1]
    units = board.tree.units
    return [f"{units.index(row, 0).data()} ({units.index(row, 3).data()})" for row in range(units.rowCount())]
