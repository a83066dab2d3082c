"""A digest as 4 × 4 letters, to be compared by eye or read out on the telephone."""

from __future__ import annotations

from typing import Final

ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Capital letters without I and O."""

DIGEST_BYTES: Final = 10
"""What the letters are made of: as many bytes of a fingerprint as the paper code carries."""


def short_code(digest: str) -> str:
    """ "KTQM-…" of a SHA-256 given as hex digits, of which the first 20 matter (docs/bundle-format.md)."""
    number = int(digest[: 2 * DIGEST_BYTES], 16)
    letters = ""
    for _ in range(16):
        number, rest = divmod(number, len(ALPHABET))
        letters = ALPHABET[rest] + letters
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))
