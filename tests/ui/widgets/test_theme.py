"""Colours have enough contrast, every icon is drawn, and text grows up to twice its size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QProgressDialog, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.ui.widgets import icons, messages
from lcweek_desktop.ui.widgets.colours import DARK, LIGHT, Colours, high_contrast
from lcweek_desktop.ui.widgets.theme import ZOOMS, TextRole, theme
from tests.ui.contrast import contrast

ON_BLACK = high_contrast("#000000", "#ffff00", "#00ff00")
ON_WHITE = high_contrast("#ffffff", "#000000", "#600000")
"""Two of the four that Windows offers for high contrast."""
EACH = pytest.mark.parametrize(
    "colours", [LIGHT, DARK, ON_BLACK, ON_WHITE], ids=["light", "dark", "on black", "on white"]
)
BACKGROUNDS = ("canvas", "surface", "raised", "paper", "computed")
UI = ROOT / "lcweek_desktop" / "ui"


def test_a_widget_first_shown_after_the_text_size_changed_has_the_new_size(qtbot: QtBot) -> None:
    widget = QWidget()
    title = QLabel("Năm bước", widget)
    theme().set_font(title, TextRole.TITLE)
    qtbot.addWidget(widget)
    theme().zoom_to(ZOOMS[-1])
    widget.show()
    assert title.font().pointSizeF() == theme().font(TextRole.TITLE).pointSizeF()
    assert title.font().weight() == theme().font(TextRole.TITLE).weight()


@pytest.fixture(autouse=True)
def restore_theme() -> Iterator[None]:
    """Leave the theme as it was, as the whole process shares it."""
    yield
    theme().use_colour_scheme(Qt.ColorScheme.Light)
    theme().zoom_by(0)


@EACH
@pytest.mark.parametrize("ink", ["ink", "muted", "accent", "ok", "warning", "error"])
def test_text_is_readable_on_every_background(colours: Colours, ink: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    for background in BACKGROUNDS:
        assert contrast(colours[ink], colours[background]) >= 4.5, background


@EACH
@pytest.mark.parametrize("name", ["accent", "ok", "warning", "error"])
def test_coloured_text_is_readable_on_its_own_soft_background(colours: Colours, name: str) -> None:
    assert contrast(colours[name], colours[f"{name}_soft"]) >= 4.5
    assert contrast(colours["ink"], colours[f"{name}_soft"]) >= 4.5


@EACH
def test_disabled_text_and_text_on_the_accent_colour_are_readable(colours: Colours) -> None:
    assert contrast(colours["on_accent"], colours["accent"]) >= 4.5
    assert contrast(colours["faint"], colours["surface"]) >= 4.5


def test_no_other_file_of_the_window_holds_a_colour() -> None:
    literal = re.compile(r"#[0-9a-fA-F]{6}\b|QColor\(")
    found = [file.name for file in UI.rglob("*.py") if literal.search(file.read_text(encoding="utf-8"))]
    assert set(found) <= {"colours.py"}


def test_every_icon_draws_something() -> None:
    for file in (ROOT / "resources" / "icons").glob("*.svg"):
        picture = icons.pixmap(file.stem).toImage()
        assert any(
            picture.pixelColor(x, y).alpha() for x in range(picture.width()) for y in range(picture.height())
        ), file.name


def test_text_and_icons_follow_text_size_and_colour_scheme(qtbot: QtBot) -> None:
    label, button = QLabel("Lễ"), QPushButton("In")
    qtbot.addWidget(label)
    qtbot.addWidget(button)
    theme().set_font(label, TextRole.TITLE)
    theme().apply_style(label, "color: $ink;")
    icons.set_icon(button, "output")
    size, side = label.font().pointSizeF(), button.iconSize().width()
    theme().zoom_to(ZOOMS[-1])
    assert label.font().pointSizeF() == pytest.approx(2 * size)
    assert button.iconSize().width() == 2 * side
    theme().use_colour_scheme(Qt.ColorScheme.Dark)
    assert DARK.ink in label.styleSheet()


def test_text_grows_to_twice_its_size_at_most_and_returns_to_normal(qtbot: QtBot) -> None:
    theme().zoom_by(20)
    assert theme().zoom == 200
    theme().zoom_by(0)
    assert theme().zoom == 100


def test_every_colour_is_valid() -> None:
    for colours in (LIGHT, DARK):
        assert all(QColor(value).isValid() for value in asdict(colours).values())


MARKUP = "Trường <b>A</b> <!-- của xã"


def test_what_others_wrote_is_shown_as_they_wrote_it(qtbot: QtBot) -> None:
    label = QLabel(MARKUP)
    qtbot.addWidget(label)
    label.show()
    box = messages.show_message(label, MARKUP, MARKUP)
    progress = QProgressDialog(MARKUP, "Dừng", 0, 2, label)
    progress.show()
    shown = [label, *box.findChildren(QLabel), *progress.findChildren(QLabel)]
    assert [each.text() for each in shown].count(MARKUP) == 4
    assert {each.textFormat() for each in shown} == {Qt.TextFormat.PlainText}


def test_a_label_that_asks_for_markup_keeps_it(qtbot: QtBot) -> None:
    label = QLabel("<b>Kính gửi</b>")
    label.setTextFormat(Qt.TextFormat.RichText)
    qtbot.addWidget(label)
    label.show()
    assert label.textFormat() is Qt.TextFormat.RichText


@pytest.mark.qt_log_ignore("This plugin does not support raise")  # of offscreen
def test_a_tool_tip_is_shown_as_it_is_written(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    QToolTip.showText(widget.mapToGlobal(widget.rect().center()), MARKUP, widget)
    labels = [each for each in QApplication.topLevelWidgets() if isinstance(each, QLabel)]
    assert [each.textFormat() for each in labels if each.text() == MARKUP] == [Qt.TextFormat.PlainText]
    QToolTip.hideText()


def test_in_high_contrast_every_text_has_more_of_it() -> None:
    """WCAG 2.2, 1.4.6: 7 to 1; also on what is selected."""
    for colours in (ON_BLACK, ON_WHITE):
        for ink in ("ink", "muted", "accent", "ok", "warning", "error"):
            for background in (*BACKGROUNDS, "accent_soft", "warning_soft"):
                assert contrast(colours[ink], colours[background]) >= 7, (ink, background)
