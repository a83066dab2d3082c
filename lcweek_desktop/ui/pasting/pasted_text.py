"""Text copied in other programs, as blocks of the narrative.

Word, LibreOffice, Google Docs and web pages each write HTML of their own. What they have in common is read:
text, emphasis, alignment, titles, lists and tables. Addresses are not opened, scripts are not run, images are
left out, and no foreign HTML is passed to Qt.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Final

from lcweek_desktop.domain.legacy_text import (
    LegacyCode,
    code_of_font,
    is_font_of_capitals,
    is_in,
    recognized_code,
    to_unicode,
)
from lcweek_desktop.domain.lengths import text_length
from lcweek_desktop.domain.list_marks import LEVELS, Mark
from lcweek_desktop.domain.narrative import Text, to_printed_text
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.domain.text import dropped_characters
from lcweek_desktop.ui.pasting import css
from lcweek_desktop.ui.pasting.block_builder import (
    MAX_LETTERS,
    BlockBuilder,
    OpenItem,
)
from lcweek_desktop.ui.pasting.css import Declarations, TextStyle
from lcweek_desktop.ui.pasting.pasted_marks import html_mark, html_number, is_counted, take_written_mark

MAX_HTML: Final = 2_000_000
"""The most characters of HTML that are read, apart from pictures that are written into it; of a longer one
the plain text is taken."""
_EMBEDDED: Final = re.compile(
    r"""\bsrc\s*=\s*(?:"\s*(data:[^"]*)"|'\s*(data:[^']*)'|(data:[^\s"'>]*))""", re.IGNORECASE
)
"""A picture that is written into the HTML itself."""
_IMG: Final = re.compile(r"<img\b", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"""\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LONGEST_TAG: Final = 2_000
"""How far from the beginning of a picture's tag its address is looked for, where HTML is not read."""
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


@dataclass(frozen=True)
class PastedText:
    """Text that was pasted.

    `converted` is the name of the TCVN3 or VNI font from which text was converted into Unicode, empty when
    none was. `recognized` is the code that the text seems to be in all the same, which no font says, and
    which was left as it is; None for most texts. `dropped` is the number of characters left
    out because no text may hold them. `length` is the number of characters there were; where it is above
    MAX_LETTERS, `text` is only the beginning. `pictures` are the addresses of the pictures left out.
    """

    text: Text
    converted: str = ""
    recognized: LegacyCode | None = None
    dropped: int = 0
    length: int = 0
    pictures: tuple[str, ...] = ()


def pasted_html(html: str) -> PastedText:
    """The text of an HTML document or of a piece of one; empty where there are more than MAX_HTML characters.

    No HTML is too broken to be read, and none so long that its pictures are not named.
    """
    files: list[str] = []
    html = _EMBEDDED.sub(lambda found: _put_aside(found, files), html)
    if len(html) > MAX_HTML:
        return PastedText((), pictures=_whole_addresses(_unread_pictures(html), files))
    reader = _read(html, frozenset())
    fonts = {code: font for code, (font, text) in reader.legacy.items() if is_in(text, code)}
    if fonts:
        reader = _read(html, frozenset(fonts))
    text, builder = reader.text(), reader.builder
    length = builder.letters if builder.letters > MAX_LETTERS else text_length(text)
    pasted = _pasted(text, next(iter(fonts.values()), ""), builder.dropped, length)
    return replace(pasted, pictures=_whole_addresses(reader.pictures, files))


def _put_aside(found: re.Match[str], files: list[str]) -> str:
    """Move the picture that an attribute holds to the end of `files`; its place there stays in the HTML."""
    files.append(found[1] or found[2] or found[3])
    return f'src="data:{len(files) - 1}"'


def _unread_pictures(html: str) -> Iterator[str]:
    """The addresses of the pictures of HTML that is not read, empty for one that is not found."""
    for tag in _IMG.split(html)[1:]:
        found = _ADDRESS.search(tag, 0, _LONGEST_TAG)
        yield (found[1] or found[2] or found[3] or "") if found else ""


def _whole_addresses(addresses: Iterable[str], files: Sequence[str]) -> tuple[str, ...]:
    """`addresses`, in which what was put aside among `files` is whole again."""
    places = {f"data:{place}": file for place, file in enumerate(files)}
    return tuple(places.get(address, address) for address in addresses)


def pasted_plain_text(text: str) -> PastedText:
    """The paragraphs of a plain text."""
    kept = from_plain_text(text[:MAX_LETTERS])
    length = len(text) if len(text) > MAX_LETTERS else text_length(kept)
    return _pasted(kept, "", dropped_characters(text[:MAX_LETTERS]), length)


def _pasted(text: Text, converted: str, dropped: int, length: int) -> PastedText:
    recognized = recognized_code(to_printed_text(text, lambda _cell: ""))
    return PastedText(text, converted, recognized, dropped, length)


def _read(html: str, codes: Collection[LegacyCode]) -> _HtmlReader:
    reader = _HtmlReader(codes)
    # A tag ends what is unfinished. close() does so too, but takes minutes over thousands of such tags.
    reader.feed(f"{html}<p>")
    return reader


@dataclass
class _ListLevel:
    """A list of HTML: its mark (pasted_marks.py), and the number that is said of its next item."""

    mark: Mark | None
    number: int | None

    def next_number(self) -> int | None:
        number, self.number = self.number, None
        return number


@dataclass(frozen=True)
class _Element:
    """An open element, and what is true of the text in it."""

    tag: str
    style: TextStyle = field(default_factory=TextStyle)
    list_key: str = ""
    depth: int = -1
    levels: tuple[_ListLevel, ...] = ()
    item: OpenItem | None = None
    is_mark: bool = False


class _HtmlReader(HTMLParser):
    """Follows the elements of HTML and passes their text to a BlockBuilder, that in fonts of `codes`
    converted into Unicode."""

    def __init__(self, codes: Collection[LegacyCode]) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = BlockBuilder()
        self.legacy: dict[LegacyCode, tuple[str, str]] = {}
        """The name of the first font of each legacy code, and all text in fonts of that code."""
        self.pictures: list[str] = []
        """The addresses of the pictures, which are left out."""
        self._codes = codes
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
        if tag == "img":
            self.pictures.append(dict(attrs).get("src") or "")
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
            if written := data.strip():
                take_written_mark(element.item, written)
                if self.builder.table is not None and is_counted(element.item, written):
                    self.builder.add_text(f"{written} ", element.style)  # a cell has no lists
        elif not element.style.hidden:
            self.builder.add_text(self._in_unicode(data, element.style.font), element.style)

    def _in_unicode(self, text: str, font: str) -> str:
        code = code_of_font(font)
        if code is None or not text.strip():
            return text
        first, before = self.legacy.get(code, (font, ""))
        self.legacy[code] = first, f"{before} {text}" if len(before) < MAX_LETTERS else before
        return to_unicode(text, code, capitals=is_font_of_capitals(font)) if code in self._codes else text

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Skip Word's <![if …]> and the like. Python's own method refuses unknown ones."""
        return self.rawdata.find(">", i) + 1 or -1

    # Elements

    def _element(self, tag: str, attributes: dict[str, str]) -> _Element:
        """The element that begins here. Tables, rows and cells are begun in the builder as well."""
        outer = self._open[-1]
        style = self._declarations(tag, attributes)
        look = css.inner_style(outer.style, tag, style)
        inner = replace(outer, tag=tag, style=replace(look, title=attributes.get("data-title", look.title)))
        if tag in _LISTS:
            inner = self._list_element(inner, attributes, style)
        elif tag == "li":
            inner = replace(inner, item=_list_item(inner, attributes))
        elif (found := css.word_list(style)) and tag not in css.HEADING_TAGS:
            inner = replace(inner, item=OpenItem(found[0], _depth(found[1] - 1)))
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

    def _list_element(
        self, element: _Element, attributes: Mapping[str, str], style: Declarations
    ) -> _Element:
        """A list inside another becomes its next level."""
        depth = element.depth + 1
        self._lists += not depth
        mark = html_mark(element.tag, depth, attributes, style)
        level = _ListLevel(mark, html_number(attributes.get("start")))
        key = element.list_key if depth else str(self._lists)
        return replace(element, list_key=key, depth=depth, levels=(*element.levels, level))

    def _begin_in_table(self, tag: str, attributes: dict[str, str]) -> None:
        """A table inside a cell is read as text of that cell."""
        table = self.builder.table
        if tag == "table" and table is None:
            self.builder.begin_table(keeps_form="data-rows" in attributes)
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


def _list_item(element: _Element, attributes: Mapping[str, str]) -> OpenItem:
    *around, level = element.levels or (_ListLevel(None, None),)
    number = html_number(attributes.get("value")) or level.next_number()
    outer = tuple(each.mark for each in around)
    return OpenItem(element.list_key, _depth(element.depth), level.mark, number, outer=outer)


def _depth(depth: int) -> int:
    return min(max(depth, 0), LEVELS - 1)


def _span(value: str | None) -> int:
    return max(int(value[:4]), 1) if value and value.isascii() and value.isdecimal() else 1
