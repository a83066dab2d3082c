"""How the window looks: one palette in light and dark, one type scale, one set of distances.

Widgets take colours and sizes by name and are told when they change, so no other file holds a colour.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import Enum, IntEnum
from functools import cache
from string import Template
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

ZOOMS: Final = (100, 110, 125, 150, 175, 200)
"""Text sizes in per cent of the system's."""
LARGE: Final = 150
"""From here on things stand below each other that else stand side by side."""

_SMALLEST_POINT: Final = 10.0
"""Stacked diacritics (ễ, Ộ) close up below this size."""


@dataclass(frozen=True)
class Tones:
    """The colours, as #RRGGBB. `…_soft` is the ground that its colour is readable on."""

    canvas: str
    """Behind everything."""
    surface: str
    """Where things are read and typed."""
    raised: str
    """Buttons and cards."""
    line: str
    ink: str
    muted: str
    """Words of less weight; still readable on all grounds."""
    faint: str
    """What is switched off, placeholders."""
    accent: str
    accent_soft: str
    on_accent: str
    ok: str
    ok_soft: str
    warning: str
    warning_soft: str
    error: str
    error_soft: str
    paper: str
    """The ground of what looks like the printed report."""
    computed: str
    """The ground of a computed cell."""
    closed: str
    """The ground of a closed cell, and its hatching."""
    hatch: str

    def __getitem__(self, name: str) -> QColor:
        return QColor(getattr(self, name))


LIGHT: Final = Tones(
    canvas="#f3f2ee",
    surface="#ffffff",
    raised="#fbfaf8",
    line="#d9d6ce",
    ink="#1e2230",
    muted="#555b6a",
    faint="#6f7480",
    accent="#34489c",
    accent_soft="#e5e9f7",
    on_accent="#ffffff",
    ok="#21693f",
    ok_soft="#e0f1e6",
    warning="#7d5200",
    warning_soft="#fcf0d3",
    error="#a8231b",
    error_soft="#fbe5e2",
    paper="#ffffff",
    computed="#f6f5f1",
    closed="#eeece6",
    hatch="#cfccc3",
)

DARK: Final = Tones(
    canvas="#16181d",
    surface="#1e2127",
    raised="#282c34",
    line="#3a3f49",
    ink="#e9e9ec",
    muted="#b0b5c0",
    faint="#868c98",
    accent="#a3b4f7",
    accent_soft="#2a3358",
    on_accent="#12172c",
    ok="#84cfa2",
    ok_soft="#1d3427",
    warning="#e9bd68",
    warning_soft="#3a2f17",
    error="#f49b94",
    error_soft="#46221f",
    paper="#22252b",
    computed="#272a31",
    closed="#1b1d22",
    hatch="#3d424c",
)


_BASE: Final = (
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
    "QComboBox { background: $surface; border: 1px solid $line; border-radius: 6px; padding: ${xs}; }"
    "QComboBox:focus { border-color: $accent; }"
    "QComboBox::drop-down { border: 0; width: ${xl}; }"
    "QAbstractItemView QLineEdit { border: 1px solid $accent; border-radius: 0; padding: 0; }"
)
"""Buttons, lists and boxes to type in, everywhere; an editor in a table stays as large as its cell."""

PRIMARY: Final = (
    "QPushButton { background: $accent; color: $on_accent; border: 2px solid $accent; border-radius: 6px;"
    " padding: ${xs} ${l}; font-weight: 600; }"
    "QPushButton:hover { background: $ink; border-color: $ink; }"
    "QPushButton:focus { border-color: $ink; }"
    "QPushButton:disabled { background: $closed; border-color: $closed; color: $faint; }"
)
"""The sheet of the one button that leads on."""

CARD: Final = "#card { background: $raised; border: 1px solid $line; border-radius: 10px; }"
"""The sheet of a QFrame that is named "card"."""


class Space(IntEnum):
    """Distances at 100 %, in device-independent pixels."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 40


class TextRole(Enum):
    """The type scale: size relative to running text, and weight."""

    CAPTION = (0.92, QFont.Weight.Normal)
    BODY = (1.0, QFont.Weight.Normal)
    STRONG = (1.0, QFont.Weight.DemiBold)
    HEADING = (1.2, QFont.Weight.DemiBold)
    TITLE = (1.55, QFont.Weight.DemiBold)


class Theme(QObject):
    """The look in use. Made once, by `theme()`."""

    # Colours or sizes changed; widgets that keep none of them need not listen.
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tones = LIGHT
        self.zoom = ZOOMS[0]
        self._body = QFont()

    @property
    def is_dark(self) -> bool:
        return self.tones is DARK

    def install(self, app: QApplication) -> None:
        """Dress `app`, and from now on follow the system between light and dark."""
        app.setStyle("Fusion")
        self._body = app.font()
        self._body.setPointSizeF(max(self._body.pointSizeF(), _SMALLEST_POINT))
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self.use)
        self.use(hints.colorScheme())

    def use(self, scheme: Qt.ColorScheme) -> None:
        """Light or dark; light where the system does not say."""
        self.tones = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        palette = _qt_palette(self.tones)
        QApplication.setPalette(palette)
        for boxes in ("QCheckBox", "QRadioButton"):  # PySide takes the str that its stub does not name
            QApplication.setPalette(_box_palette(palette, self.tones), boxes)  # type: ignore[arg-type]
        self._apply()

    def zoom_by(self, steps: int) -> None:
        """Make text larger or smaller by `steps` of ZOOMS; 0 is back to the system's size."""
        place = ZOOMS.index(self.zoom) + steps if steps else 0
        self.zoom_to(ZOOMS[min(max(place, 0), len(ZOOMS) - 1)])

    def zoom_to(self, zoom: int) -> None:
        """Set the text size; one that is not of ZOOMS is passed over."""
        if zoom in ZOOMS and zoom != self.zoom:
            self.zoom = zoom
            self._apply()

    def px(self, length: int) -> int:
        """A length at 100 % as it is at the present text size."""
        return round(length * self.zoom / 100)

    def font(self, role: TextRole = TextRole.BODY) -> QFont:
        size, weight = role.value
        font = QFont(self._body)
        font.setPointSizeF(self._body.pointSizeF() * size * self.zoom / 100)
        font.setWeight(weight)
        return font

    def set_font(self, widget: QWidget, role: TextRole) -> None:
        """Let `widget` be written in `role`, also after the text size changes."""
        widget.installEventFilter(_Follower(widget, lambda: widget.setFont(self.font(role))))

    def apply_style(self, widget: QWidget, sheet: str) -> None:
        """Give `widget` a style sheet in which `$accent` stands for a colour of Tones and `$m` for a
        distance of Space ($xs to $xxl); kept up to date. For single widgets: sheets slow down tables."""
        _Follower(widget, lambda: widget.setStyleSheet(self.style_sheet(sheet)))

    def on_theme_change(self, widget: QObject, apply: Callable[[], None]) -> None:
        """Call `apply` now and whenever colours or sizes change, as long as `widget` lives."""
        _Follower(widget, apply)

    def _apply(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setFont(self.font())
        app.setStyleSheet(self.style_sheet(_BASE))
        self.changed.emit()

    def style_sheet(self, sheet: str) -> str:
        """A style sheet as `dress` takes it, with the values of now."""
        lengths = {space.name.lower(): f"{self.px(space)}px" for space in Space}
        return Template(sheet).substitute({**asdict(self.tones), **lengths})


def bold_font() -> QFont:
    """For a line of a list: the weight alone, in whatever size the list is."""
    font = QFont()
    font.setWeight(TextRole.STRONG.value[1])
    return font


@cache
def theme() -> Theme:
    """The look of this process."""
    return Theme()


class _Follower(QObject):
    """Lives as a child of what it keeps up to date, so that the two end together."""

    def __init__(self, followed: QObject, apply: Callable[[], None]) -> None:
        super().__init__(followed)
        self._apply = apply
        theme().changed.connect(self.again)
        apply()

    def again(self) -> None:
        self._apply()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The style sheet, applied when a widget is first shown, brings back the font it was made with."""
        if event.type() is QEvent.Type.Show:
            watched.removeEventFilter(self)
            self._apply()
        return False


def _qt_palette(tones: Tones) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, name in {
        roles.Window: "canvas",
        roles.WindowText: "ink",
        roles.Base: "surface",
        roles.AlternateBase: "computed",
        roles.Text: "ink",
        roles.PlaceholderText: "faint",
        roles.Button: "raised",
        roles.ButtonText: "ink",
        roles.BrightText: "error",
        roles.ToolTipBase: "raised",
        roles.ToolTipText: "ink",
        roles.Highlight: "accent",
        roles.HighlightedText: "on_accent",
        roles.Accent: "accent",
        roles.Link: "accent",
        roles.LinkVisited: "accent",
        roles.Light: "surface",
        roles.Midlight: "raised",
        roles.Mid: "line",
        roles.Dark: "line",
        roles.Shadow: "line",
    }.items():
        palette.setColor(role, tones[name])
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, tones["faint"])
    palette.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, tones["line"])
    return palette


def _box_palette(palette: QPalette, tones: Tones) -> QPalette:
    """Fusion edges a box to tick with the ground, darkened: nothing would be seen of it on a dark one."""
    boxes = QPalette(palette)
    boxes.setColor(QPalette.ColorRole.Window, tones["muted"])
    return boxes
