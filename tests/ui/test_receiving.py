"""Tiếp nhận: a commune's page takes in what a school's own data folder sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.services.checking import current_draft, save_draft
from lcweek_desktop.services.context import open_context
from lcweek_desktop.services.sending import send
from lcweek_desktop.services.summing import rollup
from lcweek_desktop.services.units import Desk, set_up
from lcweek_desktop.storage import Draft
from lcweek_desktop.ui.page import DONE
from lcweek_desktop.ui.receiving.page import ReceivingPage
from lcweek_desktop.ui.session import Session
from lcweek_desktop.ui.work import Worker
from tests.ui.test_figures import cell

SCHOOL = "03394-th-a"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    file = tmp_path / "danh-muc.csv"
    file.write_text(
        f"code,name,level,parent_code\n{SCHOOL},Trường Tiểu học Thèn Sin,truong,03394\n", encoding="utf-8"
    )
    return file


@pytest.fixture
def sent(tmp_path: Path, listed: Path) -> Callable[[int], Path]:
    """`sent(number)` is the file that the school sends with that number in row 2."""

    def written(number: int) -> Path:
        file = tmp_path / "gui" / f"{number}.lcweek"
        file.parent.mkdir(exist_ok=True)
        with open_context(tmp_path / "truong", ROOT / "forms") as context:
            desk = set_up(
                context, None, code=SCHOOL, name="Trường Tiểu học Thèn Sin", level="truong", listed=listed
            )
            content = current_draft(context, desk).content.with_figure(cell("2"), number)
            save_draft(context, desk, Draft(content))
            send(context, desk, file)
        return file

    return written


@pytest.fixture
def desk(ask: Callable[..., Desk], listed: Path) -> Desk:
    return ask(
        lambda context: set_up(context, None, code="03394", name="Xã Thèn Sin", level="xa", listed=listed)
    )


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> ReceivingPage:
    page = ReceivingPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 680)
    with qtbot.waitExposed(page):
        page.show()
    page.entered()
    qtbot.waitUntil(lambda: "0/1" in page.board())
    return page


def groups(page: ReceivingPage) -> list[str]:
    return [page.list.topLevelItem(place).text(0) for place in range(page.list.topLevelItemCount())]


def line(page: ReceivingPage) -> QTreeWidgetItem:
    """The only file in the list."""
    (group,) = (page.list.topLevelItem(place) for place in range(page.list.topLevelItemCount()))
    assert group.childCount() == 1
    return group.child(0)


def answer(qtbot: QtBot, page: ReceivingPage, words: str) -> None:
    """Press the button that says `words` in the question that is open."""
    (box,) = (box for box in page.findChildren(QMessageBox) if box.isVisible())
    (button,) = (button for button in box.buttons() if button.text() == words)
    button.click()


def test_a_new_key_waits_until_a_person_has_compared_it(
    page: ReceivingPage, sent: Callable[[int], Path], qtbot: QtBot, ask: Callable[..., int | None]
) -> None:
    page.receive([sent(7)])
    qtbot.waitUntil(lambda: groups(page) == ["Cần quyết định (1)"])
    page.list.setCurrentItem(line(page))
    page.confirm_key()
    answer(qtbot, page, "Chưa đối chiếu")
    page.confirm_key()
    answer(qtbot, page, "Đúng, xác nhận khóa")
    qtbot.waitUntil(lambda: groups(page) == ["Đã có (1)"])
    qtbot.waitUntil(lambda: page.state() == DONE)
    desk = page.session.desk
    assert ask(lambda context: rollup(context, desk).sums(desk.form, {}).get(cell("2"))) == 7


def test_a_folder_is_walked_and_what_is_no_report_says_why(
    page: ReceivingPage, sent: Callable[[int], Path], qtbot: QtBot
) -> None:
    file = sent(7)
    (file.parent / "ghi-chu.txt").write_text("không phải báo cáo", encoding="utf-8")
    page.receive([file.parent])
    qtbot.waitUntil(lambda: groups(page) == ["Cần quyết định (1)", "Không đọc được (1)"])
    assert "Đã đọc 2 tệp" in page.told()


def test_the_page_says_who_is_missing(page: ReceivingPage) -> None:
    assert "Chưa nộp: Trường Tiểu học Thèn Sin." in page.board()
    assert page.state() == "1"
