"""Signatures that only the holder of a key can make, and that verifiers of Ed25519 judge differently.

Whoever knows the secret scalar may choose R freely. No arithmetic on the curve is needed: the public key of a
seed is a multiple of the base point, and adding the point of order 2 turns (x, y) into (-x, -y).
"""

from __future__ import annotations

import base64
import hashlib
from typing import Final

from lcweek_desktop.bundle.keys import PublicKey, SigningKey

_PRIME: Final = 2**255 - 19
_ORDER: Final = 2**252 + 27742317777372353535851937790883648493
_SIGN: Final = 1 << 255

IDENTITY: Final = (1).to_bytes(32, "little")
"""The neutral point."""
ORDER_2: Final = (_PRIME - 1).to_bytes(32, "little")
"""The point of order 2."""


class MixedKey(SigningKey):
    """A key whose public point has a part of order 2, so that it lies outside the subgroup of the base."""

    @property
    def public(self) -> PublicKey:
        """The public point of the seed plus the point of order 2."""
        point = int.from_bytes(SigningKey(self.seed).public.raw, "little")
        mirrored = (point ^ _SIGN) & _SIGN | _PRIME - (point & (_SIGN - 1))
        return PublicKey(mirrored.to_bytes(32, "little"))

    def sign(self, message: bytes) -> bytes:
        """A signature that fits the equation S·B = R + k·A itself."""
        return self._signature(message, odd=False)

    def sign_up_to_cofactor(self, message: bytes) -> bytes:
        """A signature that fits the equation only when both sides are multiplied by 8."""
        return self._signature(message, odd=True)

    def _signature(self, message: bytes, *, odd: bool) -> bytes:
        for count in range(100):
            nonce = hashlib.sha256(self.seed + bytes([count])).digest()
            point = SigningKey(nonce).public.raw
            k = _challenge(point, self.public, message)
            if k % 2 == odd:
                return point + _scalar_bytes(_secret(nonce) + k * _secret(self.seed))
        raise AssertionError("no such k")


def sign_with_point(key: SigningKey, point: bytes, message: bytes) -> bytes:
    """The signature of `key` with R = `point`, whose part outside the subgroup is not made up for."""
    return point + _scalar_bytes(_challenge(point, key.public, message) * _secret(key.seed))


def minisig(key: PublicKey, comment: str, of_message: bytes, of_comment: bytes) -> bytes:
    """The four lines with these two signatures."""
    lines = (
        b"untrusted comment: signature of the manifest of an lcweek bundle",
        base64.b64encode(b"ED" + key.number + of_message),
        b"trusted comment: " + comment.encode(),
        base64.b64encode(of_comment),
    )
    return b"\n".join(lines) + b"\n"


def prehash(manifest: bytes) -> bytes:
    """What minisign signs of a manifest."""
    return hashlib.blake2b(manifest).digest()


def _secret(seed: bytes) -> int:
    low = int.from_bytes(hashlib.sha512(seed).digest()[:32], "little")
    return low & ((1 << 254) - 8) | 1 << 254


def _challenge(point: bytes, key: PublicKey, message: bytes) -> int:
    return int.from_bytes(hashlib.sha512(point + key.raw + message).digest(), "little") % _ORDER


def _scalar_bytes(scalar: int) -> bytes:
    return (scalar % _ORDER).to_bytes(32, "little")
