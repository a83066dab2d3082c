"""The page of Phụ lục I, shown, with the keyboard where a person finds it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker


def shown_narrative(session: Session, worker: Worker, qtbot: QtBot) -> NarrativePage:
    """The page of `session` in front, once it knows the words that may stand in a text."""
    page = NarrativePage(session, worker)
    qtbot.addWidget(page)
    page.resize(1160, 600)
    with qtbot.waitSignal(page.spelling.changed):
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
    page.on_enter()
    return page
