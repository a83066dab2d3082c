"""The icons: drawings of our own (resources/icons/*.svg), painted in the colours of the theme."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from lcweek_desktop.paths import resources_dir
from lcweek_desktop.ui.widgets.theme import theme

SMALL: Final = 16
"""The size of an icon in a button, in pixels at 100 %."""
MEDIUM: Final = 20
"""The size of an icon in a list, in pixels at 100 %."""
LARGE: Final = 32
"""The size of an icon that stands alone, in pixels at 100 %."""


def icon(name: str, colour: str = "ink") -> QIcon:
    """The icon `name` in a colour of the present theme, greyed out where its widget is disabled. It does not
    follow a later change of the theme (see `set_icon`). Raises FileNotFoundError for an unknown name."""
    result = QIcon()
    for size in (SMALL, MEDIUM, LARGE):
        result.addPixmap(pixmap(name, colour, size), QIcon.Mode.Normal)
        result.addPixmap(pixmap(name, "faint", size), QIcon.Mode.Disabled)
    return result


def set_icon(target: QAbstractButton | QAction, name: str, colour: str = "ink") -> None:
    """Give a button or an action the icon `name`, and renew it whenever the theme changes."""

    def apply() -> None:
        target.setIcon(icon(name, colour))
        if isinstance(target, QAbstractButton):
            target.setIconSize(button_icon_size())

    theme().on_theme_change(target, apply)


def button_icon_size() -> QSize:
    """The size of an icon in a button at the present text size, in pixels."""
    return QSize(theme().px(SMALL), theme().px(SMALL))


def pixmap(name: str, colour: str = "ink", size: int = MEDIUM) -> QPixmap:
    """The icon as a picture, `size` pixels wide and high at 100 %."""
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen is not None else 1.0
    rgb = theme().colours[colour].name()
    key = f"lcweek {name} {rgb} {theme().px(size)} {ratio}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = _render(name, rgb, theme().px(size), ratio)
        QPixmapCache.insert(key, picture)
    return picture


def _render(name: str, rgb: str, size: int, ratio: float) -> QPixmap:
    svg = _svg(name).replace(b"currentColor", rgb.encode())
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _svg(name: str) -> bytes:
    return (resources_dir() / "icons" / f"{name}.svg").read_bytes()
