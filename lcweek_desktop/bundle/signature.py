"""`manifest.json.minisig`, a signature that the minisign tool verifies.

Source: docs/bundle-format.md, Signature.
"""

from __future__ import annotations

from typing import Final

import minisign

from lcweek_desktop.bundle.keys import PublicKey, SigningKey
from lcweek_desktop.errors import KnownError

UNTRUSTED_COMMENT: Final = "signature of the manifest of an lcweek bundle"
"""The first line of every signature."""


def sign(key: SigningKey, message: bytes, comment: str) -> bytes:
    """The signature of `message`, prehashed, with `comment` (ASCII) as its trusted comment."""
    secret = minisign.SecretKey.from_bytes(key.text.encode("ascii"))
    signature = secret.sign(message, untrusted_comment=UNTRUSTED_COMMENT, trusted_comment=comment)
    return bytes(signature) + b"\n"


def verify(key: PublicKey, message: bytes, signature: bytes) -> str:
    """The trusted comment of `key`'s signature of `message`.

    Raises KnownError `bundle-signature` when the signature is not this key's, or is not written exactly as
    `sign` writes it.
    """
    try:
        parsed = minisign.Signature.from_bytes(signature)
        minisign.PublicKey.from_base64(key.base64).verify(message, parsed)
    except minisign.Error as error:
        raise KnownError("bundle-signature") from error
    written_by_us = bytes(parsed) + b"\n" == signature and parsed.is_prehashed()
    if not written_by_us or parsed.untrusted_comment != UNTRUSTED_COMMENT:
        raise KnownError("bundle-signature")
    comment: str = parsed.trusted_comment
    return comment
