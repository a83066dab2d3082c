"""Titles that a reader jumps to: each a paragraph, and a bookmark at its place."""

from __future__ import annotations

from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph


class Landmark(Paragraph):  # type: ignore[misc]
    """A paragraph that the outline names; `level` 0 for the report and its annexes."""

    entry = ("", 0)

    def draw(self) -> None:
        text, level = self.entry
        if text:
            outline = self.canv._doc.outline
            key = f"p{len(outline.destinationnamestotitles)}"
            top = self.canv.absolutePosition(0, self.height + self.style.leading)[1]
            self.canv.bookmarkPage(key, fit="XYZ", left=0, top=top)
            self.canv.addOutlineEntry(text, key, min(level, outline.currentlevel + 1))
        super().draw()


def landmark(text: str, style: ParagraphStyle, level: int, entry: str | None = None) -> Landmark:
    """`text` as a paragraph; the outline has `entry` for it, or the same text (None)."""
    paragraph = Landmark(escape(text), style)
    paragraph.entry = (text if entry is None else entry, level)
    return paragraph
