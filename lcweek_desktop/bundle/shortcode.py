"""A digest as 4 × 4 letters, to be compared by eye or read out on the telephone.

Source: docs/bundle-format.md, Names and hashes.
"""

from __future__ import annotations

from typing import Final

ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""The digits of a short code: capital letters without I and O."""

DIGEST_BYTES: Final = 10
"""The bytes of a digest that a short code shows, as many as the paper code carries of a fingerprint."""


def short_code(digest: str) -> str:
    """The short code, such as "KTQM-…", of a digest in hex, of which only the first 20 digits count."""
    number = int(digest[: 2 * DIGEST_BYTES], 16)
    letters = ""
    for _ in range(16):
        number, rest = divmod(number, len(ALPHABET))
        letters = ALPHABET[rest] + letters
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))
