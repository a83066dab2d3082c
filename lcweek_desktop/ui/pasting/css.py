"""The few properties of foreign style sheets that a report keeps: emphasis, alignment, the font."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from lcweek_desktop.domain.narrative import Align

Declarations: TypeAlias = Mapping[str, str]
"""Values by property name in lower case."""

HEADING_TAGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""The tags of headings."""
_BOLD_TAGS: Final = HEADING_TAGS | {"b", "strong", "th"}
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
_ALIGNMENTS: Final = {
    "left": Align.LEFT,
    "center": Align.CENTER,
    "middle": Align.CENTER,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "justify": Align.JUSTIFY,
}

_COMMENT: Final = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE_SELECTOR: Final = re.compile(r"[a-z][a-z0-9]*(?:\.[\w-]+)?|\.[\w-]+", re.IGNORECASE)
_AFTER_SIZE: Final = re.compile(r"\d\S*\s+(.+)", re.DOTALL)
_WORD_LIST: Final = re.compile(r"(.*)\blevel(\d+)(.*)", re.DOTALL)


@dataclass(frozen=True)
class TextStyle:
    """How text inside an element looks. `align` is None where nothing is said about it, `font` is empty.
    `is_heading` says that it is a heading for the program that it comes from; `title` is the style of title
    that this program wrote, empty for running text of its own, None for text of other programs."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: Align | None = None
    font: str = ""
    hidden: bool = False
    is_heading: bool = False
    title: str | None = None


def declarations(css: str) -> Declarations:
    """The declarations "name: value; …" of a style attribute or a rule."""
    pairs = (part.partition(":") for part in css.split(";"))
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}


def rules(sheet: str) -> Iterator[tuple[str, Declarations]]:
    """The selector and the declarations of each rule for a tag, a class or both; other rules are skipped."""
    for selectors, css in _RULE.findall(_COMMENT.sub(" ", sheet)):
        for selector in map(str.strip, selectors.split(",")):
            if _SIMPLE_SELECTOR.fullmatch(selector):
                yield selector.lower(), declarations(css)


def inner_style(outer: TextStyle, tag: str, style: Declarations) -> TextStyle:
    """The style inside an element `tag` with the declarations `style`, which inherits from `outer`."""
    return replace(
        outer,
        bold=_is_bold(style, outer.bold or tag in _BOLD_TAGS),
        italic=_is_italic(style, outer.italic or tag in _ITALIC_TAGS),
        underline=_is_underlined(style, outer.underline or tag == "u"),
        align=Align.CENTER if tag == "center" else _ALIGNMENTS.get(_value(style, "text-align"), outer.align),
        font=_first_font(style) or outer.font,
        is_heading=outer.is_heading or tag in HEADING_TAGS,
        hidden=outer.hidden or tag in _HIDDEN_TAGS or _is_hidden(style),
    )


def word_list(style: Declarations) -> tuple[str, int] | None:
    """Which of Word's lists a paragraph belongs to, and its level from 1; None outside lists."""
    found = _WORD_LIST.fullmatch(style.get("mso-list", ""))
    return None if found is None else (f"{found[1]}{found[3]}", int(found[2][:2]))


def is_word_list_mark(style: Declarations) -> bool:
    """Whether an element is the mark of a list item, which Word writes out for other programs."""
    return _value(style, "mso-list") == "ignore"


def _value(style: Declarations, name: str) -> str:
    return style.get(name, "").lower().removesuffix("!important").strip()


def _is_bold(style: Declarations, default: bool) -> bool:
    weight = _value(style, "font-weight")
    if weight.isdecimal():
        return int(weight[:4]) >= 600
    if weight in ("bold", "bolder", "normal", "lighter"):
        return weight.startswith("bold")
    return "bold" in style["font"].lower() if "font" in style else default


def _is_italic(style: Declarations, default: bool) -> bool:
    slope = _value(style, "font-style") or _value(style, "font")
    return ("italic" in slope or "oblique" in slope) if slope else default


def _is_underlined(style: Declarations, default: bool) -> bool:
    line = _value(style, "text-decoration") or _value(style, "text-decoration-line")
    return ("underline" in line) if line else default


def _first_font(style: Declarations) -> str:
    """The font that is named first, which is preferred; empty when none is named."""
    families = style.get("font-family", "")
    if not families and (after := _AFTER_SIZE.search(style.get("font", ""))):
        families = after[1]
    return families.partition(",")[0].strip(" \"'")


def _is_hidden(style: Declarations) -> bool:
    return (
        _value(style, "display") == "none"
        or _value(style, "mso-hide") == "all"
        or _value(style, "mso-element").startswith("comment")
        or _value(style, "mso-special-character") == "comment"
    )
