"""Text copied in other programs, as blocks of the narrative.

Word, LibreOffice, Google Docs and web pages each write HTML of their own. What they have in common is read:
text, emphasis, alignment, titles, lists and tables. Addresses are not opened, scripts are not run, images are
left out, and no foreign HTML is passed to Qt.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Final

from lcweek_desktop.domain.lengths import text_length
from lcweek_desktop.domain.narrative import Text, from_plain_text
from lcweek_desktop.domain.text import dropped_characters
from lcweek_desktop.ui.pasting import css
from lcweek_desktop.ui.pasting.block_builder import (
    MAX_LETTERS,
    BlockBuilder,
    OpenItem,
)
from lcweek_desktop.ui.pasting.css import Declarations, TextStyle

MAX_HTML: Final = 2_000_000
"""The most characters of HTML that are read; of a longer one the plain text is taken."""
_MAX_DEPTH: Final = 100
"""Elements nested deeper are passed over; their text is kept."""


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

_IMPLIED_ENDS: Final = {
    **{tag: (frozenset({"p"}), _CELLS | _LISTS | {"li", "table"}) for tag in _BLOCKS},
    "li": (frozenset({"li"}), _CELLS | _LISTS | {"table"}),
    **dict.fromkeys(_CELLS, (_CELLS, frozenset({"tr", "table"}))),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "body": (frozenset({"head"}), frozenset()),
}
"""For each tag that begins: the tags of open elements that it ends, and those of elements that prevent it."""

_ORDERED_MARK: Final = re.compile(r"\(?(?:\w{1,5}[.)])+")


@dataclass(frozen=True)
class PastedText:
    """Text that was pasted.

    `legacy_font` is the name of a TCVN3 or VNI font in which alone the text can be read as Vietnamese; its
    letters are kept as they are. It is None for any other text. `dropped` is the number of characters left
    out because no text may hold them. `length` is the number of characters there were; where it is above
    MAX_LETTERS, `text` is only the beginning.
    """

    text: Text
    legacy_font: str | None = None
    dropped: int = 0
    length: int = 0


def pasted_html(html: str) -> PastedText:
    """The text of an HTML document or of a piece of one. No HTML is too broken to be read."""
    reader = _HtmlReader()
    # A tag ends what is unfinished. close() does so too, but takes minutes over thousands of such tags.
    reader.feed(f"{html}<p>")
    text, builder = reader.text(), reader.builder
    length = builder.letters if builder.letters > MAX_LETTERS else text_length(text)
    return PastedText(text, builder.legacy_font, builder.dropped, length)


def pasted_plain_text(text: str) -> PastedText:
    """The paragraphs of a plain text."""
    kept = from_plain_text(text[:MAX_LETTERS])
    length = len(text) if len(text) > MAX_LETTERS else text_length(kept)
    return PastedText(kept, dropped=dropped_characters(text[:MAX_LETTERS]), length=length)


@dataclass(frozen=True)
class _Element:
    """An open element, and what is true of the text in it."""

    tag: str
    style: TextStyle = field(default_factory=TextStyle)
    list_key: str = ""
    depth: int = -1
    ordered: bool = False
    item: OpenItem | None = None
    is_mark: bool = False


class _HtmlReader(HTMLParser):
    """Follows the elements of HTML and passes their text to a BlockBuilder."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = BlockBuilder()
        self._open = [_Element("")]
        self._rules: dict[str, Declarations] = {}
        self._lists = 0

    def text(self) -> Text:
        """The text read so far; elements may still be open."""
        self._end_line()
        return self.builder.build()

    # What HTMLParser finds

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _IMPLIED_ENDS:
            self._close(*_IMPLIED_ENDS[tag])
        if tag in _BLOCKS or tag == "br":
            self._end_line()
        if tag not in _VOID and len(self._open) < _MAX_DEPTH:
            self._open.append(self._element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        barrier = frozenset({"table"}) if tag in _IN_TABLE else frozenset() if tag == "table" else _CELLS
        self._close({tag}, barrier)

    def handle_data(self, data: str) -> None:
        element = self._open[-1]
        if element.tag == "style":
            self._rules.update(css.rules(data))
        elif element.is_mark and element.item is not None:
            is_number = _ORDERED_MARK.fullmatch(data.strip()) is not None
            element.item.ordered = element.item.ordered or is_number
            if is_number and self.builder.table is not None:  # a cell has no lists: its number is its text
                self.builder.add_text(f"{data.strip()} ", element.style)
        elif not element.style.hidden:
            self.builder.add_text(data, element.style)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Skip Word's <![if …]> and the like. Python's own method refuses unknown ones."""
        return self.rawdata.find(">", i) + 1 or -1

    # Elements

    def _element(self, tag: str, attributes: dict[str, str]) -> _Element:
        """The element that begins here. Tables, rows and cells are begun in the builder as well."""
        outer = self._open[-1]
        style = self._declarations(tag, attributes)
        inner = replace(outer, tag=tag, style=css.inner_style(outer.style, tag, style))
        if tag in _LISTS:
            inner = self._list_element(inner)
        elif tag == "li":
            inner = replace(inner, item=OpenItem(inner.list_key, min(max(inner.depth, 0), 1), inner.ordered))
        elif (found := css.word_list(style)) and tag not in css.HEADING_TAGS:
            inner = replace(inner, item=OpenItem(found[0], min(max(found[1] - 1, 0), 1)))
        elif css.is_word_list_mark(style):
            inner = replace(inner, is_mark=True)
        self._begin_in_table(tag, attributes)
        return inner

    def _declarations(self, tag: str, attributes: dict[str, str]) -> Declarations:
        """What is declared for an element. Attributes are the weakest, then rules, then its own style."""
        style: dict[str, str] = {"text-align": attributes.get("align", "")}
        if "face" in attributes:
            style["font-family"] = attributes["face"]
        classes = attributes.get("class", "").lower().split()[:9]
        for selector in (tag, *(f".{name}" for name in classes), *(f"{tag}.{name}" for name in classes)):
            style.update(self._rules.get(selector, {}))
        style.update(css.declarations(attributes.get("style", "")))
        return style

    def _list_element(self, element: _Element) -> _Element:
        """A list inside another becomes its second level, numbered if the outer list is."""
        if element.depth >= 0:
            return replace(element, depth=element.depth + 1)
        self._lists += 1
        return replace(element, list_key=str(self._lists), depth=0, ordered=element.tag == "ol")

    def _begin_in_table(self, tag: str, attributes: dict[str, str]) -> None:
        """A table inside a cell is read as text of that cell."""
        table = self.builder.table
        if tag == "table" and table is None:
            self.builder.begin_table()
        elif table is None or self._open_tables() > 1:
            return
        elif tag == "tr":
            table.start_row()
        elif tag in _CELLS:
            table.start_cell(_span(attributes.get("colspan")), _span(attributes.get("rowspan")))

    def _open_tables(self) -> int:
        """How many tables are open, one inside the other."""
        return sum(element.tag == "table" for element in self._open)

    def _close(self, tags: Collection[str], barriers: Collection[str]) -> None:
        """End the innermost open element of `tags` and all that is inside it, unless an element of
        `barriers` is further inside."""
        for depth in range(len(self._open) - 1, 0, -1):
            tag = self._open[depth].tag
            if tag in tags:
                while len(self._open) > depth:
                    self._end(self._open[-1].tag)
                    self._open.pop()
                return
            if tag in barriers:
                return

    def _end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line()
        if tag == "table" and self._open_tables() == 1:
            self.builder.end_table()

    def _end_line(self) -> None:
        self.builder.end_line(self._open[-1].item)


def _span(value: str | None) -> int:
    return max(int(value[:4]), 1) if value and value.isascii() and value.isdecimal() else 1
