"""The tables of the window with one, three and five measures: what a column has to show is seen whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTreeView
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.pages.summing.table import SumsModel, SumsView
from lcweek_desktop.ui.session.opening import read_start_state
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.columns import FIVE, LONG_TT, ONE, THREE, filled, form_with
from tests.ui.conftest import RunOnWorker

ALL = pytest.mark.parametrize("labels", [ONE, THREE, FIVE], ids=["one", "three", "five"])
_WRAPPED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


@pytest.fixture
def figures(
    labels: Sequence[str], run_on_worker: RunOnWorker, workspace: Workspace, worker: Worker, qtbot: QtBot
) -> FiguresPage:
    state = run_on_worker(lambda context: read_start_state(context, workspace.id))
    assert state is not None
    form = form_with(labels)
    session = Session(replace(state, workspace=replace(state.workspace, form=form)), worker)
    page = FiguresPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 680)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def sums(labels: Sequence[str], qtbot: QtBot) -> SumsView:
    form = form_with(labels)
    model = SumsModel(form)
    model.show_sums(filled(form), {}, [])
    view = SumsView(model, form.columns.amount)
    qtbot.addWidget(view)
    view.resize(1000, 600)
    with qtbot.waitExposed(view):
        view.show()
    return view


def broken(view: QTreeView, labels: Sequence[str]) -> list[str]:
    """The words of the headings, TT and numbers that do not fit into the width of their column."""
    bold = QFont(view.font())
    bold.setBold(True)
    measures = {3 + at: label.split() for at, label in enumerate(labels)}
    words = {0: ["STT", LONG_TT], 2: ["Đơn", "vị", "Trường/trung"], **measures}
    return [
        word
        for at, column in words.items()
        for word in column
        if QFontMetrics(bold).horizontalAdvance(word) > view.columnWidth(at) - 8
    ]


def clipped(view: QTreeView, labels: Sequence[str]) -> list[str]:
    """The headings of measures that need more lines than the header has room for."""
    header = view.header()
    metrics = header.fontMetrics()
    room = header.height() - (metrics.height() + 10)
    return [
        label
        for at, label in enumerate(labels, 3)
        if metrics.boundingRect(QRect(0, 0, header.sectionSize(at) - 8, 1000), _WRAPPED, label).height()
        > room
    ]


@ALL
def test_the_table_that_is_filled_shows_every_word_whole_without_scrolling_sideways(
    figures: FiguresPage, labels: Sequence[str]
) -> None:
    assert broken(figures.view, labels) == []
    assert clipped(figures.view, labels) == []
    assert figures.view.horizontalScrollBar().maximum() == 0
    assert figures.view.columnWidth(1) >= 220


@ALL
def test_the_table_of_sums_shows_every_word_whole(sums: SumsView, labels: Sequence[str]) -> None:
    assert broken(sums, labels) == []
    assert clipped(sums, labels) == []
    assert sums.columnWidth(1) >= 200
