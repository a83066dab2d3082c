"""What of somebody else's style sheets matters to a report: bold, italic, underline, alignment, the font."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from lcweek_desktop.domain.narrative import Align

Style: TypeAlias = Mapping[str, str]
"""Property names in small letters, and their values."""

_BOLD_TAGS: Final = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_ITALIC_TAGS: Final = frozenset({"i", "em", "cite", "dfn", "var"})
_HIDDEN_TAGS: Final = frozenset(
    [
        "applet",
        "del",
        "head",
        "iframe",
        "math",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "xml",
    ]
)
_ALIGNS: Final = {
    "left": Align.LEFT,
    "center": Align.CENTER,
    "middle": Align.CENTER,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "justify": Align.JUSTIFY,
}

_COMMENT: Final = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE: Final = re.compile(r"[a-z][a-z0-9]*(?:\.[\w-]+)?|\.[\w-]+", re.IGNORECASE)
_AFTER_SIZE: Final = re.compile(r"\d\S*\s+(.+)", re.DOTALL)
_MSO_LEVEL: Final = re.compile(r"(.*)\blevel(\d+)(.*)", re.DOTALL)
_OLD_FONT: Final = re.compile(r"\.vn|vni[- ]", re.IGNORECASE)


@dataclass(frozen=True)
class Look:
    """How text at some place looks; `align` None: nothing is said of it."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: Align | None = None
    font: str = ""
    hidden: bool = False

    @property
    def old_font(self) -> bool:
        """Whether the letters are Vietnamese only in this font: TCVN3 (.VnTime) or VNI (VNI-Times)."""
        return _OLD_FONT.match(self.font) is not None


def declared(css: str) -> Style:
    """The declarations "name: value; …" of `css`."""
    pairs = (part.partition(":") for part in css.split(";"))
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}


def rules(sheet: str) -> Iterator[tuple[str, Style]]:
    """Selector and declarations of each rule for a tag, a class or both; all others are passed over."""
    for selectors, css in _RULE.findall(_COMMENT.sub(" ", sheet)):
        for selector in map(str.strip, selectors.split(",")):
            if _SIMPLE.fullmatch(selector):
                yield selector.lower(), declared(css)


def within(look: Look, tag: str, style: Style) -> Look:
    """The look inside an element `tag` with `style` whose own place has `look`."""
    return replace(
        look,
        bold=_bold(style, look.bold or tag in _BOLD_TAGS),
        italic=_italic(style, look.italic or tag in _ITALIC_TAGS),
        underline=_underline(style, look.underline or tag == "u"),
        align=Align.CENTER if tag == "center" else _ALIGNS.get(_value(style, "text-align"), look.align),
        font=_font(style) or look.font,
        hidden=look.hidden or tag in _HIDDEN_TAGS or _is_hidden(style),
    )


def mso_list(style: Style) -> tuple[str, int] | None:
    """Which of Word's lists a paragraph is in and on which level, from 1; None outside lists."""
    found = _MSO_LEVEL.fullmatch(style.get("mso-list", ""))
    return None if found is None else (f"{found[1]}{found[3]}", int(found[2][:2]))


def is_mso_mark(style: Style) -> bool:
    """Whether an element holds the mark of a list's item, as Word writes it out for others."""
    return _value(style, "mso-list") == "ignore"


def _value(style: Style, name: str) -> str:
    return style.get(name, "").lower().removesuffix("!important").strip()


def _bold(style: Style, otherwise: bool) -> bool:
    weight = _value(style, "font-weight")
    if weight.isdecimal():
        return int(weight[:4]) >= 600
    if weight in ("bold", "bolder", "normal", "lighter"):
        return weight.startswith("bold")
    return "bold" in style["font"].lower() if "font" in style else otherwise


def _italic(style: Style, otherwise: bool) -> bool:
    slope = _value(style, "font-style") or _value(style, "font")
    return ("italic" in slope or "oblique" in slope) if slope else otherwise


def _underline(style: Style, otherwise: bool) -> bool:
    line = _value(style, "text-decoration") or _value(style, "text-decoration-line")
    return ("underline" in line) if line else otherwise


def _font(style: Style) -> str:
    """The font asked for first; empty when none is."""
    families = style.get("font-family", "")
    if not families and (after := _AFTER_SIZE.search(style.get("font", ""))):
        families = after[1]
    return families.partition(",")[0].strip(" \"'")


def _is_hidden(style: Style) -> bool:
    return (
        _value(style, "display") == "none"
        or _value(style, "mso-hide") == "all"
        or _value(style, "mso-element").startswith("comment")
        or _value(style, "mso-special-character") == "comment"
    )
