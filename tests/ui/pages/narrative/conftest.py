from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.ui.narrative import shown_narrative


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> NarrativePage:
    """The page of Phụ lục I in front; its first editor has the focus."""
    return shown_narrative(session, worker, qtbot)


@pytest.fixture
def editor(page: NarrativePage) -> HeadingEditor:
    """The editor of the first heading, which has the focus."""
    editor = page.sheet.editors[HeadingKey("I.1")]
    assert editor.hasFocus()
    return editor
