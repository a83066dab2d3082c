"""The file's identifier: a digest of the file, by which a reader sees whether another program wrote to it.

Source: docs/bundle-format.md, A bundle in a PDF; ISO 32000-2, 14.4 (file identifiers).
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from reportlab.pdfgen.canvas import Canvas

_DIGITS: Final = 32


def _identifier(digits: bytes) -> bytes:
    return b"[<%b><%b>]" % (digits, digits)


_BLANK: Final = _identifier(b"0" * _DIGITS)


def leave_room(canvas: Canvas) -> None:
    """Let the canvas's document be written with an identifier of zeros, for `sealed` to fill in."""
    canvas._doc._ID = _BLANK


def sealed(pdf: bytes) -> bytes:
    """`pdf`, written with room for it, with the beginning of its own SHA-256 as its identifier."""
    before, _, after = pdf.rpartition(_BLANK)
    return before + _identifier(sha256(pdf).hexdigest()[:_DIGITS].encode("ascii")) + after
