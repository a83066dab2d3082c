"""An official letter (công văn) before it is laid out.

Source: docs/decree-30.md, Letters.
"""

from __future__ import annotations

from dataclasses import dataclass

from lcweek_desktop.domain.letterhead import Letterhead


@dataclass(frozen=True)
class OfficialLetter:
    """A letter with the office, number, place, date, signer and recipients of `letterhead`.

    It has no title; `letterhead.subject` says what it is about ("V/v …") and stands under the number.
    `addressees` are those to whom it goes, in their order, at least one.
    """

    letterhead: Letterhead
    addressees: tuple[str, ...]
    paragraphs: tuple[str, ...]
