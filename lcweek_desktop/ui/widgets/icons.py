"""The icons: our own drawings (resources/icons), in the colours of the theme."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from lcweek_desktop.paths import resources_dir
from lcweek_desktop.ui.widgets.theme import theme

SIZES: Final = (16, 20, 32)
"""Sizes an icon is drawn for at 100 %; between them Qt scales down."""


def icon(name: str, tone: str = "ink") -> QIcon:
    """The icon `name` in the colour `tone` of the theme as it is now; faint where it is switched off.
    FileNotFoundError for a name without a drawing."""
    drawn = QIcon()
    for size in SIZES:
        drawn.addPixmap(pixmap(name, tone, size), QIcon.Mode.Normal)
        drawn.addPixmap(pixmap(name, "faint", size), QIcon.Mode.Disabled)
    return drawn


def set_icon(target: QAbstractButton | QAction, name: str, tone: str = "ink") -> None:
    """Give a button or an action the icon `name`, also after the theme changes."""

    def apply() -> None:
        target.setIcon(icon(name, tone))
        if isinstance(target, QAbstractButton):
            target.setIconSize(button_size())

    theme().on_theme_change(target, apply)


def button_size() -> QSize:
    """How large an icon in a button is at the present text size."""
    return QSize(theme().px(SIZES[0]), theme().px(SIZES[0]))


def pixmap(name: str, tone: str = "ink", size: int = SIZES[1]) -> QPixmap:
    """The icon as a picture `size` pixels wide at 100 %."""
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen is not None else 1.0
    colour = theme().tones[tone].name()
    key = f"lcweek {name} {colour} {theme().px(size)} {ratio}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = _drawn(name, colour, theme().px(size), ratio)
        QPixmapCache.insert(key, picture)
    return picture


def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    svg = _source(name).replace(b"currentColor", colour.encode())
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _source(name: str) -> bytes:
    return (resources_dir() / "icons" / f"{name}.svg").read_bytes()
