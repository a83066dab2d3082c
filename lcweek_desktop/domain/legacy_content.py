"""What of a report is written in a code from before Unicode, and the same in Unicode (legacy_text.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Final, NamedTuple, TypeVar

from lcweek_desktop.domain.form import HeadingKey, RowKey
from lcweek_desktop.domain.legacy_text import LegacyCode, recognized_code, to_unicode
from lcweek_desktop.domain.narrative import Line, Text, TextRun, block_lines, map_lines
from lcweek_desktop.domain.report import Content, OwnLine, SignOff

T = TypeVar("T")

_OF_LINE: Final = ("label", "unit", "note")
_OF_SIGNOFF: Final = ("superior", "issuer", "abbreviation", "place", "opening", "closing", "number", "name")
_LISTS_OF_SIGNOFF: Final = ("title", "recipients")


class LegacyPlace(NamedTuple):
    """A text in `code` at `place` (checks.places), as it is written."""

    place: str
    code: LegacyCode
    written: str


def legacy_places(content: Content, signoff: SignOff) -> Iterator[LegacyPlace]:
    """Every place where something is written in a legacy code, with the first such text there."""
    seen: set[str] = set()
    for place, written in _texts(content, signoff):
        code = recognized_code(written)
        if code is not None and place not in seen:
            seen.add(place)
            yield LegacyPlace(place, code, written)


def in_unicode(content: Content, signoff: SignOff, place: str) -> tuple[Content, SignOff]:
    """`content` and `signoff` with what is written in a legacy code at `place` in Unicode."""
    kind, _, key = place.replace("/", ":").partition(":")
    match kind:
        case "note":
            row = RowKey(key)
            return content.with_note(row, _unicode(content.notes[row])), signoff
        case "own_lines":
            return replace(content, own_lines=_changed(content.own_lines, int(key), _unicode_line)), signoff
        case "photo":
            photos = _changed(
                content.photos, int(key), lambda each: replace(each, caption=_unicode(each.caption))
            )
            return replace(content, photos=photos), signoff
        case "narrative":
            heading = HeadingKey(key)
            return content.with_text(heading, text_in_unicode(content.narrative[heading])), signoff
    return content, _unicode_signoff(signoff)


def text_in_unicode(text: Text) -> Text:
    """`text` with its lines that are in a legacy code in Unicode; all of them where they have one code."""
    whole = recognized_code("\n".join(map(_plain, chain.from_iterable(map(block_lines, text)))))

    def change(line: Line) -> Line:
        code = whole or recognized_code(_plain(line))
        if code is None:
            return line
        return tuple(
            replace(run, text=to_unicode(run.text, code)) if isinstance(run, TextRun) else run for run in line
        )

    return map_lines(text, change)


def _texts(content: Content, signoff: SignOff) -> Iterator[tuple[str, str]]:
    for row, note in content.notes.items():
        yield f"note:{row}", note
    for index, line in enumerate(content.own_lines):
        yield from ((f"own_lines/{index}", getattr(line, part)) for part in _OF_LINE)
    for heading, text in content.narrative.items():
        lines = chain.from_iterable(map(block_lines, text))
        yield from ((f"narrative:{heading}", _plain(line)) for line in lines)
    for index, photo in enumerate(content.photos):
        yield f"photo:{index}", photo.caption
    lists = chain.from_iterable(getattr(signoff, part) or () for part in _LISTS_OF_SIGNOFF)
    for words in (*(getattr(signoff, part) or "" for part in _OF_SIGNOFF), *lists):
        yield "signoff", words


def _plain(line: Line) -> str:
    return "".join(run.text for run in line if isinstance(run, TextRun))


def _unicode(text: str) -> str:
    code = recognized_code(text)
    return text if code is None else to_unicode(text, code)


def _unicode_line(line: OwnLine) -> OwnLine:
    return replace(line, label=_unicode(line.label), unit=_unicode(line.unit), note=_unicode(line.note))


def _unicode_signoff(signoff: SignOff) -> SignOff:
    words = {part: _unicode(getattr(signoff, part)) for part in _OF_SIGNOFF if getattr(signoff, part)}
    lists = {
        part: tuple(map(_unicode, getattr(signoff, part)))
        for part in _LISTS_OF_SIGNOFF
        if getattr(signoff, part)
    }
    return replace(signoff, **words, **lists)  # type: ignore[arg-type]


def _changed(items: tuple[T, ...], index: int, change: Callable[[T], T]) -> tuple[T, ...]:
    return tuple(change(item) if at == index else item for at, item in enumerate(items))
