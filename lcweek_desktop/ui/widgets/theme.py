"""How the window looks: its colours, type scale and distances, in one object that widgets ask and listen to.

Widgets name colours and distances, and the theme calls them back when the system changes between light and
dark or the user changes the text size.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from enum import Enum, IntEnum
from functools import cache
from string import Template
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from lcweek_desktop.ui.widgets.colours import DARK, LIGHT, check_box_palette, qt_palette
from lcweek_desktop.ui.widgets.system_contrast import chosen_colours

ZOOMS: Final = (100, 110, 125, 150, 175, 200)
"""The text sizes a user can choose, in per cent of the system's."""
LARGE_ZOOM: Final = 150
"""The text size from which on pages lay out vertically what is otherwise side by side."""

_MIN_POINT_SIZE: Final = 10.0
"""Below this size stacked diacritics (ễ, Ộ) run together."""

_APPLICATION_STYLE: Final = (
    'QLabel[textFormat="AutoText"], QToolTip { qproperty-textFormat: PlainText; }'
    "QPushButton { background: $raised; color: $ink; border: 1px solid $line; border-radius: 6px;"
    " padding: ${xs} ${m}; }"
    "QPushButton:hover, QPushButton:focus { border-color: $accent; }"
    "QPushButton:pressed { background: $accent_soft; }"
    "QPushButton:disabled { color: $faint; background: $canvas; }"
    "QLineEdit, QPlainTextEdit { background: $surface; border: 1px solid $line; border-radius: 6px;"
    " padding: ${xs}; }"
    "QLineEdit:focus, QPlainTextEdit:focus { border-color: $accent; }"
    "QListWidget { background: $surface; border: 1px solid $line; border-radius: 6px; }"
    "QTreeWidget { background: $surface; border: 1px solid $line; border-radius: 6px; outline: 0; }"
    "QTreeWidget::item { padding: ${xs} 0; }"
    "QTreeWidget::item:selected { background: $accent_soft; color: $ink; }"
    "QTreeWidget QHeaderView::section { background: $raised; color: $muted; border: 0;"
    " border-bottom: 1px solid $line; padding: ${xs}; }"
    "QComboBox { background: $surface; border: 1px solid $line; border-radius: 6px; padding: ${xs};"
    " combobox-popup: 0; }"
    "QComboBox:focus { border-color: $accent; }"
    "QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; outline: 0; }"
    "QComboBox QAbstractItemView::item { padding: ${xs}; }"
    "QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $ink; }"
    "QComboBox::drop-down { border: 0; width: ${xl}; }"
    "QTabBar::tab { background: transparent; color: $muted; border: 0; border-bottom: 2px solid transparent;"
    " padding: ${xs} ${s}; margin-right: ${xs}; }"
    "QTabBar::tab:hover { color: $ink; }"
    "QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }"
    "QTabBar::tab:focus { background: $accent_soft; }"
    "QAbstractItemView QLineEdit { border: 1px solid $accent; border-radius: 0; padding: 0; }"
)
"""The style sheet of the whole application. The first rule shows what others wrote as they wrote it: a name
in a file never becomes markup, which could hide words or load a picture. The last one keeps a table's editor
as large as its cell."""

PRIMARY_STYLE: Final = (
    "QPushButton { background: $accent; color: $on_accent; border: 2px solid $accent; border-radius: 6px;"
    " padding: ${xs} ${l}; font-weight: 600; }"
    "QPushButton:hover { background: $ink; border-color: $ink; }"
    "QPushButton:focus { border-color: $ink; }"
    "QPushButton:disabled { background: $closed; border-color: $closed; color: $faint; }"
)
"""The style sheet of a primary button: of several, the one that is pressed next."""

CARD_STYLE: Final = "#card { background: $raised; border: 1px solid $line; border-radius: 10px; }"
"""The style sheet of a QFrame whose object name is "card"."""

NOTICE_STYLE: Final = (
    "QLabel { background: $warning_soft; color: $warning; border-radius: 6px; padding: ${s}; }"
)
"""The style sheet of a label with something to be looked at."""


class Space(IntEnum):
    """The distances between widgets, in device-independent pixels at 100 %."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 40


class TextRole(Enum):
    """The type scale. Each value is a size, relative to body text, and a weight."""

    CAPTION = (0.92, QFont.Weight.Normal)
    BODY = (1.0, QFont.Weight.Normal)
    STRONG = (1.0, QFont.Weight.DemiBold)
    HEADING = (1.2, QFont.Weight.DemiBold)
    TITLE = (1.55, QFont.Weight.DemiBold)


class Theme(QObject):
    """The look of this process: light or dark, and one of ZOOMS. `theme()` gives the only instance."""

    # The colours or the text size changed, and the application's style sheet is renewed. Widgets that store
    # neither need not listen.
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours = LIGHT
        """The colours in use."""
        self.zoom = ZOOMS[0]
        """The text size in use, in per cent."""
        self._body_font = QFont()

    def install(self, app: QApplication) -> None:
        """Style `app`, and follow the system's changes between light and dark from now on."""
        app.setStyle("Fusion")
        self._body_font = app.font()
        self._body_font.setPointSizeF(max(self._body_font.pointSizeF(), _MIN_POINT_SIZE))
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self.use_colour_scheme)
        self.use_colour_scheme(hints.colorScheme())

    def use_colour_scheme(self, scheme: Qt.ColorScheme) -> None:
        """Change to light or dark, or to the colours that the user gave the system for high contrast; an
        unknown scheme counts as light."""
        self.colours = chosen_colours() or (DARK if scheme is Qt.ColorScheme.Dark else LIGHT)
        palette = qt_palette(self.colours)
        QApplication.setPalette(palette)
        boxes = check_box_palette(palette, self.colours)
        for class_name in ("QCheckBox", "QRadioButton"):  # PySide takes the str that its stub does not name
            QApplication.setPalette(boxes, class_name)  # type: ignore[arg-type]
        self._apply()

    def zoom_by(self, steps: int) -> None:
        """Make text larger or smaller by `steps` of ZOOMS, stopping at its ends; 0 is back to 100 %."""
        step = ZOOMS.index(self.zoom) + steps if steps else 0
        self.zoom_to(ZOOMS[min(max(step, 0), len(ZOOMS) - 1)])

    def zoom_to(self, zoom: int) -> None:
        """Set the text size; a value that is not in ZOOMS is ignored."""
        if zoom in ZOOMS and zoom != self.zoom:
            self.zoom = zoom
            self._apply()

    def px(self, length: int) -> int:
        """Scale a length, in pixels at 100 %, to the present text size."""
        return round(length * self.zoom / 100)

    def font(self, role: TextRole = TextRole.BODY) -> QFont:
        """The font of `role` at the present text size."""
        size, weight = role.value
        font = QFont(self._body_font)
        font.setPointSizeF(self._body_font.pointSizeF() * size * self.zoom / 100)
        font.setWeight(weight)
        return font

    def set_font(self, widget: QWidget, role: TextRole) -> None:
        """Give `widget` the font of `role`, and renew it when the text size changes."""
        widget.installEventFilter(_ThemeListener(widget, lambda: widget.setFont(self.font(role))))

    def apply_style(self, widget: QWidget, sheet: str) -> None:
        """Give `widget` a style sheet, and renew it when the theme changes.

        In `sheet`, `$accent` stands for a colour of Colours and `${m}` for a distance of Space (`${xs}` to
        `${xxl}`). Style sheets are for single widgets, as they slow down tables.
        """
        _ThemeListener(widget, lambda: widget.setStyleSheet(self.style_sheet(sheet)))

    def on_theme_change(self, owner: QObject, apply: Callable[[], None]) -> None:
        """Call `apply` now, and again whenever the theme changes for as long as `owner` exists."""
        _ThemeListener(owner, apply)

    def style_sheet(self, sheet: str) -> str:
        """`sheet`, written as `apply_style` takes it, with the present values filled in."""
        lengths = {space.name.lower(): f"{self.px(space)}px" for space in Space}
        return Template(sheet).substitute({**asdict(self.colours), **lengths})

    def _apply(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setFont(self.font())
        app.setStyleSheet(self.style_sheet(_APPLICATION_STYLE))
        self.changed.emit()


def bold_font() -> QFont:
    """A font that sets the weight alone: an item of a list keeps the size of its list."""
    font = QFont()
    font.setWeight(TextRole.STRONG.value[1])
    return font


@cache
def theme() -> Theme:
    """The theme of this process."""
    return Theme()


class _ThemeListener(QObject):
    """Calls a function when the theme changes; a child of the object it serves, so that both end together."""

    def __init__(self, owner: QObject, apply: Callable[[], None]) -> None:
        super().__init__(owner)
        self._apply = apply
        theme().changed.connect(self._theme_changed)
        apply()

    def _theme_changed(self) -> None:
        self._apply()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Apply once more on the first show: Qt's style sheet then restores the font a widget began with."""
        if event.type() is QEvent.Type.Show:
            watched.removeEventFilter(self)
            self._apply()
        return False
