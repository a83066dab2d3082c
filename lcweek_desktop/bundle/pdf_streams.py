"""The streams of a PDF, found by reading it once from the front.

Nothing is unpacked and no cross-reference is trusted, so a PDF that was cut off in a download is read as far
as it goes. What is inside a stream is never taken for a part of the PDF, whatever it looks like. Source:
docs/bundle-format.md, A bundle in a PDF; ISO 32000-2, 7.2.4 (comments), 7.3.4.2 (strings), 7.3.8 (streams).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lcweek_desktop.pdf_bounds import HEADER, header_offset

_OUTSIDE: Final = re.compile(rb"\(|%[^\r\n]*+|stream(?:\r\n|\n|\r)")
"""What matters between streams: the beginning of a string, a comment, the keyword before a stream's bytes.
`re` searches fast for alternatives that begin with a letter, so `endstream` is told apart afterwards."""
_IN_STRING: Final = re.compile(rb"\\.|[()]", re.DOTALL)
"""What matters in a string: its parentheses are balanced but for those behind a backslash."""
_LENGTH: Final = re.compile(rb"/Length\s++(\d{1,10}+)(?!\s++\d++\s++R)")
"""Matches a length that the dictionary gives itself and does not leave to another object."""
_END: Final = re.compile(rb"[\r\n \t]{0,2}endstream")
_END_BYTES: Final = len(b"\r\nendstream")
"""A file that was cut off this close behind a stream still has all of it."""
_DICTIONARY_BYTES: Final = 1 << 16
"""The most that is looked at before a stream for its dictionary."""
_STEPS: Final = 100_000
"""The most strings, comments and streams that are gone through, some hundred times those of a report."""


class Stream(NamedTuple):
    """A stream: its dictionary as it is written, where its bytes start, and its length by the dictionary.

    `length` is None when another object has it. `end` is where the bytes end, None unless the stream ends
    where the dictionary says.
    """

    dictionary: bytes
    start: int
    length: int | None
    end: int | None

    def is_beyond(self, data: bytes) -> bool:
        """Whether the stream goes on where the file `data`, which was cut off, does not."""
        return self.length is not None and self.start + self.length > len(data)


def streams(data: bytes) -> Iterator[Stream]:
    """The streams of the PDF `data` from its header on, in file order.

    One whose end is not known is the last: what follows could be part of it. The time is linear in the size.
    """
    at = behind = _begin(data)
    depth = 0
    for _ in range(_STEPS):
        mark = (_IN_STRING if depth else _OUTSIDE).search(data, at)
        if mark is None:
            return
        at = mark.end()
        match data[mark.start() : mark.start() + 1]:
            case b"(":
                depth += 1
            case b")":
                depth -= 1
            case b"s" if data[mark.start() - 3 : mark.start()] != b"end":
                stream = _stream(data, behind, mark.start(), at)
                yield stream
                if stream.end is None:
                    return
                at = behind = stream.end


def gaps(data: bytes) -> Iterator[tuple[int, int]]:
    """Beginning and end of what is outside the streams of the PDF `data`, as far as they are known."""
    at = _begin(data)
    for stream in streams(data):
        if stream.end is not None:
            yield at, stream.start
            at = stream.end
    yield at, len(data)


def _begin(data: bytes) -> int:
    return (header_offset(data) or 0) + len(HEADER)


def _stream(data: bytes, behind: int, keyword: int, start: int) -> Stream:
    """The stream whose `keyword` stands before `start`; the stream before it ended at `behind`."""
    dictionary = data[max(behind, keyword - _DICTIONARY_BYTES) : keyword].rpartition(b" obj")[2]
    found = _LENGTH.search(dictionary)
    if found is None:
        return Stream(dictionary, start, None, None)
    end = start + int(found[1])
    is_end = end <= len(data) and (len(data) - end < _END_BYTES or _END.match(data, end))
    return Stream(dictionary, start, end - start, end if is_end else None)
