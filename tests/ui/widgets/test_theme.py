"""Colours that can be read, icons that are there, text up to twice as large."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import DARK, LIGHT, ZOOMS, TextRole, Tones, theme

BOTH = pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("canvas", "surface", "raised", "paper", "computed")
UI = ROOT / "lcweek_desktop" / "ui"


def test_what_is_first_shown_after_the_text_size_changed_has_the_new_one(qtbot: QtBot) -> None:
    widget = QWidget()
    title = QLabel("Năm bước", widget)
    theme().set_font(title, TextRole.TITLE)
    qtbot.addWidget(widget)
    theme().zoom_to(ZOOMS[-1])
    widget.show()
    assert title.font().pointSizeF() == theme().font(TextRole.TITLE).pointSizeF()
    assert title.font().weight() == theme().font(TextRole.TITLE).weight()


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    yield
    theme().use(Qt.ColorScheme.Light)
    theme().zoom_by(0)


@BOTH
@pytest.mark.parametrize("ink", ["ink", "muted", "accent", "ok", "warning", "error"])
def test_words_are_readable_on_every_ground(tones: Tones, ink: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    for ground in GROUNDS:
        assert contrast(tones[ink], tones[ground]) >= 4.5, ground


@BOTH
@pytest.mark.parametrize("name", ["accent", "ok", "warning", "error"])
def test_words_are_readable_on_their_own_soft_ground(tones: Tones, name: str) -> None:
    assert contrast(tones[name], tones[f"{name}_soft"]) >= 4.5
    assert contrast(tones["ink"], tones[f"{name}_soft"]) >= 4.5


@BOTH
def test_what_is_switched_off_and_what_stands_on_the_accent_can_be_read(tones: Tones) -> None:
    assert contrast(tones["on_accent"], tones["accent"]) >= 4.5
    assert contrast(tones["faint"], tones["surface"]) >= 4.5


def test_no_other_file_of_the_window_holds_a_colour() -> None:
    literal = re.compile(r"#[0-9a-fA-F]{6}\b|QColor\(")
    found = [file.name for file in UI.rglob("*.py") if literal.search(file.read_text(encoding="utf-8"))]
    assert set(found) <= {"theme.py"}


def test_every_icon_that_is_named_is_drawn() -> None:
    for file in (ROOT / "resources" / "icons").glob("*.svg"):
        picture = icons.pixmap(file.stem).toImage()
        assert any(
            picture.pixelColor(x, y).alpha() for x in range(picture.width()) for y in range(picture.height())
        ), file.name


def test_words_and_icons_follow_size_and_scheme(qtbot: QtBot) -> None:
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
    theme().use(Qt.ColorScheme.Dark)
    assert DARK.ink in label.styleSheet()


def test_text_stops_at_twice_its_size_and_goes_back(qtbot: QtBot) -> None:
    theme().zoom_by(20)
    assert theme().zoom == 200
    theme().zoom_by(0)
    assert theme().zoom == 100


def test_a_name_of_a_colour_is_a_colour() -> None:
    for tones in (LIGHT, DARK):
        assert all(QColor(value).isValid() for value in asdict(tones).values())


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
