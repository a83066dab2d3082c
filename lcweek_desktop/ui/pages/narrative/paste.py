"""What was copied elsewhere → blocks. Nothing of it but its text and simplest looks is used: no address is
opened, nothing is run, and no foreign HTML comes near Qt.

Word, LibreOffice, Google Docs and web pages each write HTML of their own; what they share is read, the rest
passed over. Source: architecture.md, Dependencies (pasted HTML).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Final

from lcweek_desktop.domain.narrative import (
    Align,
    Block,
    ListBlock,
    ListItem,
    Paragraph,
    Text,
    TextRun,
    from_plain_text,
    normalize_line,
    normalize_text,
)
from lcweek_desktop.ui.pages.narrative import styles
from lcweek_desktop.ui.pages.narrative.grid import Grid
from lcweek_desktop.ui.pages.narrative.styles import Look, Style

MOST_HTML: Final = 2_000_000
MOST_LETTERS: Final = 100_000
"""Some forty pages; what is longer is cut."""
_DEEPEST: Final = 100


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_VOID: Final = _tags("area base br col embed hr img input link meta param source track wbr")
_BLOCKS: Final = _tags(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
_CELLS: Final = frozenset({"td", "th"})
_LISTS: Final = frozenset({"ul", "ol"})
_IN_TABLE: Final = _CELLS | {"tr", "tbody", "thead", "tfoot"}

_IMPLIED: Final = {
    **{tag: (frozenset({"p"}), _CELLS | _LISTS | {"li", "table"}) for tag in _BLOCKS},
    "li": (frozenset({"li"}), _CELLS | _LISTS | {"table"}),
    **dict.fromkeys(_CELLS, (_CELLS, frozenset({"tr", "table"}))),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "body": (frozenset({"head"}), frozenset()),
}
"""By the tag that begins: which open elements it ends, and which ones shelter them from it."""

_ORDERED_MARK: Final = re.compile(r"\(?(?:\w{1,5}[.)])+")


@dataclass(frozen=True)
class Pasted:
    """`old_font` is the name of a font of former times that the text needs to be Vietnamese, else None; its
    letters are kept as they are. `cut`: there was more than is taken in one go."""

    text: Text
    old_font: str | None = None
    cut: bool = False


def from_html(html: str) -> Pasted:
    """The blocks of an HTML document or a piece of one, however broken."""
    reader = _Reader()
    try:
        # A last tag instead of close(), which takes minutes over thousands of unfinished ones.
        reader.feed(f"{html[:MOST_HTML]}<p>")
    except _FullError:
        reader.cut = True
    return Pasted(reader.text(), reader.old_font, reader.cut or len(html) > MOST_HTML)


def from_text(text: str) -> Pasted:
    """The paragraphs of a plain text."""
    return Pasted(from_plain_text(text[:MOST_LETTERS]), cut=len(text) > MOST_LETTERS)


class _FullError(Exception):
    """As much was read as is taken."""


@dataclass
class _Item:
    """An item of a list: which list, its depth from 0."""

    list_key: str
    depth: int
    ordered: bool = False


@dataclass(frozen=True)
class _Element:
    """An open element, with what holds for the text in it."""

    tag: str
    look: Look = field(default_factory=Look)
    list_key: str = ""
    depth: int = -1
    ordered: bool = False
    item: _Item | None = None
    is_mark: bool = False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.old_font: str | None = None
        self.cut = False
        self._blocks: list[Block] = []
        self._items: list[ListItem] = []
        self._list: tuple[str, bool] | None = None
        """The list that `_items` belong to, and whether it is numbered."""
        self._item: _Item | None = None
        """The item that the last line went to."""
        self._grid: Grid | None = None
        self._line: list[TextRun] = []
        self._align: Align | None = None
        self._open = [_Element("")]
        self._sheet: dict[str, Style] = {}
        self._lists = 0
        self._letters = 0

    def text(self) -> Text:
        """What was read so far, whatever is still open."""
        self._end_line()
        self._end_table()
        self._end_list()
        return normalize_text(tuple(self._blocks))

    # What HTMLParser finds

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _IMPLIED:
            self._close(*_IMPLIED[tag])
        if tag in _BLOCKS or tag == "br":
            self._end_line()
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(self._element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        shelter = frozenset({"table"}) if tag in _IN_TABLE else frozenset() if tag == "table" else _CELLS
        self._close({tag}, shelter)

    def handle_data(self, data: str) -> None:
        at = self._open[-1]
        if at.tag == "style":
            self._sheet.update(styles.rules(data))
        elif at.is_mark and at.item is not None:
            at.item.ordered = at.item.ordered or _ORDERED_MARK.fullmatch(data.strip()) is not None
        elif not at.look.hidden:
            self._take(data, at.look)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Pass over Word's <![if …]> and the like; Python's own way would refuse unknown ones."""
        return self.rawdata.find(">", i) + 1 or -1

    # Elements

    def _element(self, tag: str, attributes: dict[str, str]) -> _Element:
        """The element that begins here; tables and their parts are begun as well."""
        around = self._open[-1]
        style = self._style(tag, attributes)
        inner = replace(around, tag=tag, look=styles.within(around.look, tag, style))
        if tag in _LISTS:
            inner = self._begun_list(inner)
        elif tag == "li":
            inner = replace(inner, item=_Item(inner.list_key, min(max(inner.depth, 0), 1), inner.ordered))
        elif found := styles.mso_list(style):
            inner = replace(inner, item=_Item(found[0], min(max(found[1] - 1, 0), 1)))
        elif styles.is_mso_mark(style):
            inner = replace(inner, is_mark=True)
        self._begin_in_table(tag, attributes)
        return inner

    def _style(self, tag: str, attributes: dict[str, str]) -> Style:
        """From the weakest to the strongest: attributes, the sheets' rules, the element's own style."""
        style: dict[str, str] = {"text-align": attributes.get("align", "")}
        if "face" in attributes:
            style["font-family"] = attributes["face"]
        classes = attributes.get("class", "").lower().split()[:9]
        for selector in (tag, *(f".{name}" for name in classes), *(f"{tag}.{name}" for name in classes)):
            style.update(self._sheet.get(selector, {}))
        style.update(styles.declared(attributes.get("style", "")))
        return style

    def _begun_list(self, element: _Element) -> _Element:
        """A list inside another is its second level, numbered or not as the outer one."""
        if element.depth >= 0:
            return replace(element, depth=element.depth + 1)
        self._lists += 1
        return replace(element, list_key=str(self._lists), depth=0, ordered=element.tag == "ol")

    def _begin_in_table(self, tag: str, attributes: dict[str, str]) -> None:
        """A table inside a cell is read as text of that cell."""
        if tag == "table" and self._grid is None:
            self._end_list()
            self._grid = Grid()
        elif self._grid is None or self._tables() > 1:
            return
        elif tag == "tr":
            self._grid.start_row()
        elif tag in _CELLS:
            self._grid.start_cell(_span(attributes.get("colspan")), _span(attributes.get("rowspan")))

    def _tables(self) -> int:
        """How many tables are open, one in the other."""
        return sum(element.tag == "table" for element in self._open)

    def _close(self, tags: Collection[str], shelter: Collection[str]) -> None:
        """End the innermost open element of `tags`, and all inside it, unless one of `shelter` is around."""
        for at in range(len(self._open) - 1, 0, -1):
            tag = self._open[at].tag
            if tag in tags:
                while len(self._open) > at:
                    self._end(self._open[-1].tag)
                    self._open.pop()
                return
            if tag in shelter:
                return

    def _end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line()
        if tag == "table" and self._tables() == 1:
            self._end_table()

    # Text

    def _take(self, data: str, look: Look) -> None:
        if data.strip():
            if not self._line:
                self._align = look.align
            if look.old_font and self.old_font is None:
                self.old_font = look.font
        elif not self._line:
            return
        room = MOST_LETTERS - self._letters
        self._line.append(TextRun(data[:room], look.bold, look.italic, look.underline))
        self._letters += len(data)
        if len(data) > room:
            raise _FullError

    def _end_line(self) -> None:
        line, self._line = normalize_line(self._line), []
        item = self._open[-1].item
        if not line:
            return
        if self._grid is not None:
            self._grid.add(line)
        elif item is None:
            self._end_list()
            self._blocks.append(Paragraph(line, self._align or Align.JUSTIFY))
        elif item is self._item:
            before = self._items[-1]
            self._items[-1] = replace(before, runs=(*before.runs, TextRun(" "), *line))
        else:
            self._begin_item(item)
            self._items.append(ListItem(line, item.depth))

    def _begin_item(self, item: _Item) -> None:
        """Items of one list stay together; the second level is numbered or not as the first."""
        ordered = self._list[1] if item.depth and self._list else item.ordered
        if self._list != (item.list_key, ordered):
            self._end_list()
        self._list, self._item = (item.list_key, ordered), item

    def _end_list(self) -> None:
        if self._list is not None and self._items:
            self._blocks.append(ListBlock(tuple(self._items), self._list[1]))
        self._items, self._list, self._item = [], None, None

    def _end_table(self) -> None:
        block = self._grid.block() if self._grid is not None else None
        if block is not None:
            self._blocks.append(block)
        self._grid = None


def _span(value: str | None) -> int:
    return max(int(value[:4]), 1) if value and value.isascii() and value.isdecimal() else 1
