"""How long the texts of a report may be: what a person would type (docs/bundle-format.md, Lengths).

Characters are counted as they are stored, in normal form C: a Vietnamese letter with its marks is one, a
space is one, an emoji may be several. A live figure is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from lcweek_desktop.domain.narrative import (
    Block,
    Line,
    Paragraph,
    Run,
    Text,
    TextRun,
    block_lines,
    normalize_line,
    text_sources,
)
from lcweek_desktop.domain.receipt import Receipt
from lcweek_desktop.domain.report import Acceptance, Content, OwnLine, SignOff

MAX_LINE: Final = 500
"""The most characters of a text of one line: a note, a label, a caption, a reason, a name, a line of the
sign-off."""

MAX_UNIT_OF_MEASURE: Final = 60
"""The most characters of an own line's unit of measure."""

MAX_PARAGRAPH: Final = 16_000
"""The most characters of a paragraph, a list item or a table cell of the narrative."""

MAX_HEADING: Final = 60_000
"""The most characters under one heading of the narrative."""

MAX_PIECES: Final = 4_000
"""The most lines (paragraphs, list items, table cells) and runs together under one heading."""


_Finder: TypeAlias = "Callable[[Content], Iterator[Excess]]"


class Excess(NamedTuple):
    """A text of `length` characters at `place` (see checks.places), where `limit` are allowed."""

    place: str
    length: int
    limit: int


def line_length(line: Line) -> int:
    """The number of characters of a paragraph, a list item or a table cell."""
    return sum(len(run.text) for run in line if isinstance(run, TextRun))


def longest_line(text: Text) -> int:
    """The number of characters of the longest paragraph, list item or table cell under a heading."""
    return max(map(line_length, _lines(text)), default=0)


def text_length(text: Text) -> int:
    """The number of characters under a heading."""
    return sum(map(line_length, _lines(text)))


def piece_count(text: Text) -> int:
    """The number of lines and runs together under a heading."""
    return sum(1 + len(line) for line in _lines(text))


def text_excesses(text: Text) -> Iterator[Excess]:
    """What is too long in the text under one heading, or the text as a whole; its pieces are not counted."""
    yield from _excess("", longest_line(text), MAX_PARAGRAPH)
    yield from _excess("", text_length(text), MAX_HEADING)


def split_long_paragraphs(text: Text) -> Text:
    """`text` with each paragraph above MAX_PARAGRAPH in several, which end after a sentence, or else a word,
    where there is one. List items and table cells stay as they are."""
    return tuple(chain.from_iterable(map(_split, text)))


def _split(block: Block) -> Iterator[Block]:
    while isinstance(block, Paragraph) and line_length(block.runs) > MAX_PARAGRAPH:
        plain = "".join(run.text for run in block.runs if isinstance(run, TextRun))[:MAX_PARAGRAPH]
        end = plain.rfind(". ") + 1 or plain.rfind(" ") + 1 or MAX_PARAGRAPH
        yield replace(block, runs=normalize_line(_between(block.runs, 0, end)))
        block = replace(block, runs=normalize_line(_between(block.runs, end, line_length(block.runs))))
    yield block


def _between(line: Line, begin: int, end: int) -> Iterator[Run]:
    """The runs of `line` from the character at `begin` to before that at `end`, live figures among them."""
    at = 0
    for run in line:
        if isinstance(run, TextRun):
            if kept := run.text[max(begin - at, 0) : max(end - at, 0)]:
                yield replace(run, text=kept)
            at += len(run.text)
        elif begin <= at < end:
            yield run


def own_line_excesses(lines: Iterable[OwnLine]) -> Iterator[Excess]:
    """The own lines whose label or note, or whose unit of measure, is too long."""
    yield from _labels(lines)
    yield from _units_of_measure(lines)


def signoff_excesses(signoff: SignOff) -> Iterator[Excess]:
    """The longest line of the sign-off, when it is too long."""
    one_line = (signoff.superior, signoff.issuer, signoff.abbreviation, signoff.place, signoff.opening)
    others = (
        signoff.closing,
        signoff.number,
        signoff.name,
        *(signoff.title or ()),
        *(signoff.recipients or ()),
    )
    return _excess("signoff", max(len(line or "") for line in (*one_line, *others)))


def name_excesses(name: str) -> Iterator[Excess]:
    """The name of a unit, when it is too long."""
    return _excess("unit", len(name))


def receipt_excesses(receipt: Receipt) -> Iterator[Excess]:
    """The names and the remarks of a receipt that are too long."""
    yield from name_excesses(receipt.receiver.name)
    yield from name_excesses(receipt.unit.name)
    for remark, _state in receipt.remarks:
        yield from _excess(remark.check, len(remark.text))


def _notes(content: Content) -> Iterator[Excess]:
    for row, note in content.notes.items():
        yield from _excess(f"note:{row}", len(note))


def _labels(lines: Iterable[OwnLine]) -> Iterator[Excess]:
    for index, line in enumerate(lines):
        yield from _excess(f"own_lines/{index}", max(len(line.label), len(line.note)))


def _units_of_measure(lines: Iterable[OwnLine]) -> Iterator[Excess]:
    for index, line in enumerate(lines):
        yield from _excess(f"own_lines/{index}", len(line.unit), MAX_UNIT_OF_MEASURE)


def _of_texts(measure: Callable[[Text], int], limit: int) -> _Finder:
    """A function that finds the headings whose `measure` is above `limit`."""

    def find(content: Content) -> Iterator[Excess]:
        for key, text in content.narrative.items():
            yield from _excess(f"narrative:{key}", measure(text), limit)

    return find


def _captions(content: Content) -> Iterator[Excess]:
    for index, photo in enumerate(content.photos):
        yield from _excess(f"photo:{index}", len(photo.caption))


def _reasons(content: Content) -> Iterator[Excess]:
    for accepted in content.accepted:
        yield from _excess(accepted.place[:MAX_LINE], _longest(accepted))


def _longest(accepted: Acceptance) -> int:
    return max(len(accepted.check), len(accepted.place), len(accepted.reason))


CONTENT_LENGTHS: Final[Mapping[str, _Finder]] = MappingProxyType(
    {
        "note": _notes,
        "own-line": lambda content: _labels(content.own_lines),
        "own-line-unit": lambda content: _units_of_measure(content.own_lines),
        "paragraph": _of_texts(longest_line, MAX_PARAGRAPH),
        "heading": _of_texts(text_length, MAX_HEADING),
        "pieces": _of_texts(piece_count, MAX_PIECES),
        "caption": _captions,
        "reason": _reasons,
    }
)
"""For each kind of text that a report has, a function that finds those that are too long."""


def content_excesses(content: Content) -> Iterator[Excess]:
    """Every text of `content` that is too long."""
    for find in CONTENT_LENGTHS.values():
        yield from find(content)
    for key, text in content.narrative.items():
        for source in chain.from_iterable(text_sources(text)):
            yield from _excess(f"narrative:{key}", len(source.name))
            yield from _excess(f"narrative:{key}", len(source.words), MAX_PARAGRAPH)


def _lines(text: Text) -> Iterator[Line]:
    for block in text:
        yield from block_lines(block)


def _excess(place: str, length: int, limit: int = MAX_LINE) -> Iterator[Excess]:
    if length > limit:
        yield Excess(place, length, limit)
