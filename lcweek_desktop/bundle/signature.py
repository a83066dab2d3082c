"""`manifest.json.minisig`, a signature that the minisign tool verifies.

Source: docs/bundle-format.md, Signature.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Final

import minisign

from lcweek_desktop.bundle.keys import PublicKey, SigningKey
from lcweek_desktop.errors import KnownError

UNTRUSTED_COMMENT: Final = "signature of the manifest of an lcweek bundle"
"""The first line of every signature."""

_TRUSTED: Final = "trusted comment: "
_PREHASHED: Final = b"ED"


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
        _, first, trusted, second, _ = signature.split(b"\n")
        of_message, of_comment = base64.b64decode(first)[10:], base64.b64decode(second)
        comment = trusted.decode("ascii").removeprefix(_TRUSTED)
    except ValueError as error:
        raise KnownError("bundle-signature") from error
    if signature != _written(key, of_message, comment, of_comment):
        raise KnownError("bundle-signature")
    signs_message = key.verifies(of_message, hashlib.blake2b(message).digest())
    if not (signs_message and key.verifies(of_comment, of_message + comment.encode("ascii"))):
        raise KnownError("bundle-signature")
    return comment


def _written(key: PublicKey, of_message: bytes, comment: str, of_comment: bytes) -> bytes:
    """The four lines of `key`'s signatures of the message and, with the first, of the comment."""
    first = base64.b64encode(_PREHASHED + key.number + of_message).decode("ascii")
    second = base64.b64encode(of_comment).decode("ascii")
    lines = (f"untrusted comment: {UNTRUSTED_COMMENT}", first, f"{_TRUSTED}{comment}", second, "")
    return "\n".join(lines).encode("ascii")
