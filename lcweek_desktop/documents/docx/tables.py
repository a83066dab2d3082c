"""Tables: with lines, and without for what stands side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lcweek_desktop.documents.docx.xml import Element, element, twips
from lcweek_desktop.documents.pdf.rows import ABOVE, BELOW, PAD

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table(widths: Sequence[float], rows: Iterable[Element], *, lines: bool) -> Element:
    """`widths` of its columns in points."""
    pad = twips(PAD) if lines else 0
    above, below = (twips(ABOVE), twips(BELOW)) if lines else (0, 0)
    margins = (("top", above), ("left", pad), ("bottom", below), ("right", pad))
    borders = (
        element(side, val="single", sz=4, space=0, color="000000") if lines else element(side, val="nil")
        for side in _SIDES
    )
    properties = element(
        "tblPr",
        element("tblW", w=twips(sum(widths)), type="dxa"),
        element("tblInd", w=pad, type="dxa"),
        element("tblBorders", *borders),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(side, w=width, type="dxa") for side, width in margins)),
    )
    grid = element("tblGrid", *(element("gridCol", w=twips(width)) for width in widths))
    return element("tbl", properties, grid, *rows)


def row(cells: Iterable[Element], *, header: bool = False) -> Element:
    """Never split over two pages; a `header` is repeated on each."""
    repeated = [element("tblHeader")] if header else []
    return element("tr", element("trPr", element("cantSplit"), *repeated), *cells)


def cell(
    width: float, *content: Element, span: int = 1, merge: str | None = None, middle: bool = False
) -> Element:
    """`content` ends in a paragraph. `span` columns wide; `merge`: "restart" a cell that reaches down,
    "continue" it."""
    properties = [element("tcW", w=twips(width), type="dxa")]
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if merge is not None:
        properties.append(element("vMerge", val=merge))
    if middle:
        properties.append(element("vAlign", val="center"))
    return element("tc", element("tcPr", *properties), *content)
