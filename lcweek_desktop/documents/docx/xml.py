"""WordprocessingML by hand, where python-docx has no word for it or is slow (cells). Source: ECMA-376."""

from __future__ import annotations

from typing import TypeAlias

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

Element: TypeAlias = BaseOxmlElement


def element(tag: str, *children: Element, **attributes: object) -> Element:
    """`<w:tag>` with `children`; attributes are of the same namespace: `val=1` is `w:val="1"`."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def twips(points: float) -> int:
    """A length as Word writes it: twentieths of a point."""
    return round(points * 20)


def run(text: str, *looks: str, size: float | None = None) -> Element:
    """`looks` are names of toggles: "b", "i". `size` in points, None for the style's; Word knows halves."""
    words = OxmlElement("w:t")
    words.text = "".join(letter for letter in text if letter >= " ")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made = [element(look) for look in looks]
    if size is not None:
        made += [element(name, val=int(size * 2)) for name in ("sz", "szCs")]
    return element("r", *([element("rPr", *made)] if made else []), words)


def paragraph(style: str, *runs: Element, more: tuple[Element, ...] = ()) -> Element:
    """A paragraph of the style with the id `style`; `more` properties stand in the schema's order."""
    return element("p", element("pPr", element("pStyle", val=style), *more), *runs)


def keep() -> Element:
    """On the page of what follows."""
    return element("keepNext")
