"""The colours of the window, in light and in dark. No other module of ui names a colour by its value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True)
class Colours:
    """One set of colours, each as #RRGGBB, by what it is for.

    A name with `_soft` is the background on which the colour before it is readable.
    """

    canvas: str
    """The background of the window."""
    surface: str
    """The background of lists and of what is typed in."""
    raised: str
    """The background of buttons and cards."""
    line: str
    """Borders and rules."""
    ink: str
    """Text."""
    muted: str
    """Text of less weight; it is readable on every background."""
    faint: str
    """Disabled text and placeholders."""
    accent: str
    """The primary button, the focus and what is selected."""
    accent_soft: str
    on_accent: str
    """Text on the accent colour."""
    ok: str
    ok_soft: str
    warning: str
    warning_soft: str
    error: str
    error_soft: str
    paper: str
    """The background of what looks like the printed report."""
    computed: str
    """The background of a computed cell."""
    closed: str
    """The background of a closed cell."""
    hatch: str
    """The hatching of a closed cell."""

    def __getitem__(self, name: str) -> QColor:
        """The colour `name`. Raises AttributeError for a name that is none of these."""
        return QColor(getattr(self, name))


LIGHT: Final = Colours(
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
"""The colours of the light theme."""

DARK: Final = Colours(
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
"""The colours of the dark theme."""


def high_contrast(window: str, ink: str, disabled: str) -> Colours:
    """The colours of somebody who had the system turn to high contrast: text is `ink` on `window`, and
    `disabled` where it is disabled; all three as #RRGGBB.

    What is told by colour is told by an icon or by words, too. What is selected, and what has something to be
    looked at, has a background a quarter of the way to the ink; lines are half of the way.
    """
    inks = dict.fromkeys(("ink", "muted", "accent", "ok", "warning", "error"), ink)
    backgrounds = dict.fromkeys(
        ("canvas", "surface", "raised", "paper", "computed", "closed", "on_accent"), window
    )
    softs = dict.fromkeys(
        ("accent_soft", "ok_soft", "warning_soft", "error_soft"), _between(window, ink, 0.25)
    )
    lines = dict.fromkeys(("line", "hatch"), _between(window, ink, 0.5))
    return Colours(faint=disabled, **inks, **backgrounds, **softs, **lines)


def _between(one: str, other: str, share: float) -> str:
    """The colour that is `share` of the way from `one` to `other`."""
    parts = ((int(each[at : at + 2], 16) for each in (one, other)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(first + share * (last - first)):02x}" for first, last in parts)


def qt_palette(colours: Colours) -> QPalette:
    """The palette of Qt that shows `colours`, for all widgets but the boxes below."""
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
        palette.setColor(role, colours[name])
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colours["faint"])
    palette.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, colours["line"])
    return palette


def check_box_palette(palette: QPalette, colours: Colours) -> QPalette:
    """`palette` with a visible border for check boxes and radio buttons: Fusion draws it as a darker shade of
    the window, which cannot be seen on a dark one."""
    boxes = QPalette(palette)
    boxes.setColor(QPalette.ColorRole.Window, colours["muted"])
    return boxes
