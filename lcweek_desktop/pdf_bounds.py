"""Where a PDF begins and ends in a file, said once for every room that meets files made by others."""

from __future__ import annotations

from typing import Final

HEADER: Final = b"%PDF-"
"""The first bytes of a PDF."""
HEADER_WITHIN: Final = 1024
"""PDF readers look for the header in so many bytes at the beginning of a file, as mail puts lines there."""

END_WITHIN: Final = 1024
"""PDF readers look for the end of a PDF in so many bytes at the end of a file."""


def header_offset(data: bytes) -> int | None:
    """Where the header of the PDF `data` stands; None for a file that no reader would take for a PDF.

    The first 1,024 bytes of a file are enough to tell. A file that has a header may still be broken.
    """
    at = data.find(HEADER, 0, HEADER_WITHIN)
    return None if at < 0 else at


def is_pdf(data: bytes) -> bool:
    """Whether a reader of PDF would take `data` for one."""
    return header_offset(data) is not None
