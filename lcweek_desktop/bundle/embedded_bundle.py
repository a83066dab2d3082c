"""The bundle that a PDF carries as our program stored it: unfiltered, among the PDF's streams.

Source: docs/bundle-format.md, A bundle in a PDF; docs/adr/0038-foreign-files.md.
"""

from __future__ import annotations

import re
from typing import Final

from lcweek_desktop.bundle.container import starts_container
from lcweek_desktop.bundle.pdf_streams import Stream, gaps, streams
from lcweek_desktop.errors import KnownError

ATTACHMENT_NAME: Final = "bao-cao.lcweek"
"""The file name under which a writer attaches the bundle."""

_HEAD: Final = 64
"""So many bytes are enough to see whether a bundle begins."""
_FILTER: Final = b"/Filter"
_ATTACHMENT: Final = b"/EmbeddedFile"
_WITHIN: Final = re.compile(rb"%PDF-|PK\x03\x04|PK\x01\x02|PK\x05\x06")
"""Matches what stands in a bundle and between the streams of no PDF. Where it does, the beginning of a stream
is lost, and what was found may be inside that."""


def embedded_bundle(data: bytes) -> bytes | None:
    """The bytes of the outermost bundle stored in the PDF `data`; they are not checked.

    None when none is stored as it is: there is no bundle, or another program packed it. A PDF that was cut
    off or lost its cross-reference gives the bundle as long as all of it is there. Raises KnownError
    `bundle-pdf-cut` when the file ends within an attachment or lost a part of one, `bundle-pdf-several` when
    it stores different bundles.
    """
    found: bytes | None = None
    for stream in streams(data):
        if stream.end is not None and _is_bundle(data, stream):
            content = data[stream.start : stream.end]
            if found not in (None, content):
                raise KnownError("bundle-pdf-several")
            found = content
        elif found is None and stream.is_beyond(data) and _ATTACHMENT in stream.dictionary:
            raise KnownError("bundle-pdf-cut")
    if found is not None and any(_WITHIN.search(data, *gap) for gap in gaps(data)):
        raise KnownError("bundle-pdf-cut")
    return found


def _is_bundle(data: bytes, stream: Stream) -> bool:
    return _FILTER not in stream.dictionary and starts_container(data[stream.start : stream.start + _HEAD])
