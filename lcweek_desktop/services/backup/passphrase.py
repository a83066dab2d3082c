"""The pass-phrase of the file for another machine: what is taken, and one that is suggested."""

from __future__ import annotations

import re
import secrets
from typing import Final

from lcweek_desktop.bundle.shortcode import ALPHABET
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.errors import KnownError

LEAST_LENGTH: Final = 8
"""The fewest characters of a pass-phrase."""

_SUGGESTED: Final = re.compile(r"(?:[A-Z]{4}[- ]?){3}[A-Z]{4}", re.IGNORECASE)


def suggested_passphrase() -> str:
    """A pass-phrase made by chance, 4 × 4 letters that are easily read out and written down."""
    letters = [secrets.choice(ALPHABET) for _ in range(16)]
    return "-".join("".join(letters[at : at + 4]) for at in range(0, 16, 4))


def new_passphrase(typed: str) -> str:
    """`typed` as `plain_passphrase`. Raises KnownError `move-short` below LEAST_LENGTH characters."""
    passphrase = plain_passphrase(typed)
    if len(passphrase) < LEAST_LENGTH:
        raise KnownError("move-short", least=LEAST_LENGTH)
    return passphrase


def plain_passphrase(typed: str) -> str:
    """`typed` in the one form in which it locks and opens, however its letters were composed.

    White space between words counts as one space and around them as none. A suggested one may be typed in
    small letters, and with spaces or nothing between its fours.
    """
    passphrase = clean_line(typed)
    if _SUGGESTED.fullmatch(passphrase):
        letters = re.sub("[- ]", "", passphrase).upper()
        return "-".join(letters[at : at + 4] for at in range(0, 16, 4))
    return passphrase
