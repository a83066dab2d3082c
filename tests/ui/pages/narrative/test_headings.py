"""The page of Phụ lục I with headings that only some levels have, and with deep ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import Form, Heading, HeadingKey, HeadingWords, LevelKey
from lcweek_desktop.domain.narrative import Text
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from lcweek_desktop.ui.session.opening import read_start_state
from lcweek_desktop.ui.session.page import DONE
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.factories import FORM
from tests.ui.conftest import RunOnWorker

PROVINCE = frozenset({LevelKey("tinh")})
DEEP, ABOVE = HeadingKey("II.2.a"), HeadingKey("III.2")

Shown = Callable[..., NarrativePage]


def levelled() -> Form:
    """The form of 2024 with a heading of the third level, "III.2" only for the province, and another title of
    I.3 for schools."""
    deep = Heading(DEEP, "a)", "Nguyên nhân", True, parent=HeadingKey("II.2"))
    headings = []
    for heading in FORM.headings:
        if heading.key == ABOVE:
            heading = replace(heading, levels=PROVINCE)
        if heading.key == HeadingKey("I.3"):
            heading = replace(heading, at={LevelKey("truong"): HeadingWords("3", "Kết quả của trường")})
        headings += [heading, deep] if heading.key == deep.parent else [heading]
    return replace(FORM, headings=tuple(headings))


@pytest.fixture
def shown(run_on_worker: RunOnWorker, workspace: Workspace, worker: Worker, qtbot: QtBot) -> Shown:
    """Shows the page of a school with `narrative`."""

    def show(narrative: dict[HeadingKey, Text]) -> NarrativePage:
        state = run_on_worker(lambda context: read_start_state(context, workspace.id))
        assert state is not None
        content = replace(state.draft.content, narrative=narrative)
        started = replace(
            state,
            workspace=replace(state.workspace, form=levelled()),
            draft=replace(state.draft, content=content),
        )
        page = NarrativePage(Session(started, worker), worker)
        qtbot.addWidget(page)
        page.resize(1100, 600)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return show


def outline_texts(page: NarrativePage) -> list[str]:
    return [page.outline.item(at).text().split("\n")[0] for at in range(page.outline.count())]


def test_the_page_has_the_headings_of_the_units_level_with_its_words(shown: Shown) -> None:
    page = shown({})
    assert ABOVE not in page.sheet.titles
    assert [text.strip() for text in outline_texts(page)] == [
        title.text() for title in page.sheet.titles.values()
    ]
    assert "3. Kết quả của trường" in outline_texts(page)
    assert page.sheet.titles[DEEP].text() == "a) Nguyên nhân"
    assert page.state() == "0/7"


def test_a_heading_of_the_third_level_stands_further_in_and_is_written_under(
    shown: Shown, qtbot: QtBot
) -> None:
    page = shown({})
    assert "\u2003a) Nguyên nhân" in outline_texts(page)
    page.show_place(f"narrative:{DEEP}")
    qtbot.keyClicks(page.sheet.editors[DEEP], "Do mua")
    page.on_leave()
    assert page.session.content.narrative[DEEP] == from_plain_text("Do mua")


def test_what_was_written_under_a_heading_that_the_level_lost_is_shown_and_said_not_to_be_sent(
    shown: Shown, qtbot: QtBot
) -> None:
    written = {heading.key: from_plain_text("Có.") for heading in levelled().headings if heading.has_text}
    page = shown(written)
    hint = "không có trong báo cáo của cấp này, nên không in và không gửi"
    assert any(hint in label.text() for label in page.sheet.findChildren(QLabel))
    editor = page.sheet.editors[ABOVE]
    assert editor.text() == written[ABOVE]
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    page.on_leave()
    assert ABOVE not in page.session.content.narrative
    assert page.state() == DONE
