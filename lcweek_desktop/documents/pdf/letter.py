"""A letter of an office on A4: its head, a text, and the signature.

Source: docs/decree-30.md, Head, Body, Signature and Recipients.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from io import BytesIO

from lcweek_desktop.documents.pdf.body import body
from lcweek_desktop.documents.pdf.letterhead import masthead, with_signature
from lcweek_desktop.documents.pdf.page import PagedDocument
from lcweek_desktop.documents.pdf.pdf_file import new_canvas, with_identifier
from lcweek_desktop.documents.pdf.styles import register_fonts
from lcweek_desktop.domain.letterhead import Letterhead
from lcweek_desktop.domain.narrative import Block


def letter_pdf(head: Letterhead, blocks: Sequence[Block], attachment: bytes | None = None) -> bytes:
    """`blocks` under `head` as a PDF, which carries `attachment`, a bundle, unless it is None. There is at
    least one block, whose runs are texts. The same letter gives the same bytes."""
    register_fonts()
    file = BytesIO()
    title = f"{head.title}: {head.subject}"
    paged = PagedDocument(file, "", "", title=title, author=head.issuer, lang="vi")
    story = with_signature([*masthead(head), *body(blocks)], head, None)
    paged.build(story, canvasmaker=partial(new_canvas, attachment))
    return with_identifier(file.getvalue())
