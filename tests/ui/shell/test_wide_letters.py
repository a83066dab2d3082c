"""Other systems have wider fonts: with letters a fifth wider than those of the tests nothing is cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from lcweek_desktop.ui.shell.application import create_window
from lcweek_desktop.ui.widgets.theme import theme
from tests import shots


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Data folders with and without data, of which pictures are taken too."""
    return dict(shots.homes(tmp_path_factory.mktemp("may")))


@pytest.fixture
def widen(qapp: QApplication, default_theme: None) -> Iterator[Callable[[int], None]]:
    """`widen(120)` makes letters a fifth wider."""
    font = QFont(qapp.font())

    def set_width(percent: int) -> None:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, percent)
        qapp.setFont(font)
        theme().install(qapp)

    yield set_width
    set_width(100)


@pytest.mark.parametrize(
    ("name", "width", "size"),
    [
        ("empty", 120, shots.SIZE),
        ("school", 120, shots.SIZE),
        ("district", 120, shots.SIZE),
        ("province", 120, shots.SIZE),
        ("district", 100, (1092, 574)),  # such a screen at 125 %
    ],
)
def test_no_label_and_no_button_is_cut_off(
    homes: dict[str, Path],
    widen: Callable[[int], None],
    qtbot: QtBot,
    name: str,
    width: int,
    size: tuple[int, int],
) -> None:
    widen(width)
    window = create_window(homes[name])
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    qtbot.waitUntil(
        lambda: window.workspace_view is not None and window.workspace_view.has_all_pages, timeout=20_000
    )
    assert window.size().toTuple() == size
    view = window.workspace_view
    assert view is not None
    cut_off = []
    for key in view.keys:
        view.show_page(key)
        assert window.save_now(60)  # by then the page has what it shows
        QApplication.processEvents()
        cut_off += [f"{key}: {each}" for each in cut_off_in(window)]
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert cut_off == []


def cut_off_in(window: QWidget) -> list[str]:
    """The words of the visible labels and buttons of `window` that have less room than they need."""
    found: list[QLabel | QAbstractButton] = [
        *window.findChildren(QLabel),
        *window.findChildren(QAbstractButton),
    ]
    return [each.text() for each in found if each.isVisible() and each.text() and is_cut_off(each)]


def is_cut_off(widget: QLabel | QAbstractButton) -> bool:
    """A text that its tool tip says whole may be; so it is where names are longer than any room."""
    if widget.text() in widget.toolTip():
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height()
    needed = widget.sizeHint()
    return needed.width() > widget.width() or needed.height() > widget.height()
