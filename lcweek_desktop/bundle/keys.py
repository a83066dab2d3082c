"""Ed25519 keys, one for each unit on each installation, in minisign's form.

Source: docs/bundle-format.md, Keys.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import secrets
import struct
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lcweek_desktop.atomic_file import write_atomically
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.errors import KnownError

_ALGORITHM: Final = b"Ed"
_NO_PASSWORD: Final = b"\0\0"
_CHECKSUM: Final = b"B2"

_PUBLIC: Final = struct.Struct("<2s8s32s")
_SECRET: Final = struct.Struct("<2s2s2s32s8s8s8s32s32s32s")
_COMMENT: Final = "untrusted comment: lcweek secret key of one unit, without a password; keep it to yourself"

_PRIME: Final = 2**255 - 19
_ORDER_8: Final = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_LOW_ORDER: Final = frozenset({0, 1, _PRIME - 1, _ORDER_8, _PRIME - _ORDER_8})
"""The y of every point whose order divides 8: one signature under such a key fits any message."""


def _is_weak(point: bytes) -> bool:
    """Whether the 32 bytes of a point are of low order or not in canonical form."""
    y = int.from_bytes(point, "little") & (2**255 - 1)
    return y >= _PRIME or y in _LOW_ORDER


@dataclass(frozen=True)
class PublicKey:
    """A public key, the 32 bytes `raw`. One that `from_base64` read can be trusted to mean one signer."""

    raw: bytes

    @classmethod
    def from_base64(cls, text: str) -> PublicKey:
        """The key that is written as `text`, 56 characters beginning with `RW`.

        Raises KnownError `key-malformed` for any other text, `key-weak` for a point of low order or one that
        is not in canonical form.
        """
        try:
            algorithm, number, raw = _PUBLIC.unpack(base64.b64decode(text, validate=True))
        except (ValueError, struct.error) as error:
            raise KnownError("key-malformed") from error
        key = cls(raw)
        if algorithm != _ALGORITHM or number != key.number or text != key.base64:
            raise KnownError("key-malformed")
        if _is_weak(raw):
            raise KnownError("key-weak")
        return key

    @cached_property
    def digest(self) -> str:
        """The SHA-256 (hex) of the key."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def number(self) -> bytes:
        """The 8 bytes that name the key on paper and in minisign's files; trust is in the whole key only."""
        return bytes.fromhex(self.digest)[:8]

    @property
    def short(self) -> str:
        """The 4 × 4 letters that people compare with those on the signed paper."""
        return short_code(self.digest)

    @cached_property
    def base64(self) -> str:
        """The key as text, as `minisign -P` takes it."""
        return base64.b64encode(_PUBLIC.pack(_ALGORITHM, self.number, self.raw)).decode("ascii")

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether `signature` is this key's Ed25519 signature of `message`, its R no weak point."""
        if _is_weak(signature[:32]):
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, repr=False)
class SigningKey:
    """The secret key of a unit, made from its seed of 32 bytes."""

    seed: bytes

    @classmethod
    def generate(cls) -> SigningKey:
        """A new key from the system's random numbers."""
        return cls(secrets.token_bytes(32))

    @classmethod
    def load(cls, path: Path) -> SigningKey:
        """The key that is kept at `path`.

        Raises KnownError `key-missing`, `key-unreadable`, or `key-damaged` for a file that `save` did not
        write.
        """
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise KnownError("key-missing", file=path) from error
        except OSError as error:
            raise KnownError("key-unreadable", file=path) from error
        key = cls.from_bytes(data)
        if key is None:
            raise KnownError("key-damaged", file=path)
        return key

    @classmethod
    def from_bytes(cls, data: bytes) -> SigningKey | None:
        """The key that `save` would write as `data`; None for anything else."""
        with contextlib.suppress(ValueError, IndexError, struct.error):
            key = cls(_SECRET.unpack(base64.b64decode(data.splitlines()[1], validate=True))[7])
            if key.text.encode("ascii") == data:
                return key
        return None

    def save(self, path: Path) -> None:
        """Write the key, whole or not at all, readable by its owner alone where the system has such modes.

        Raises KnownError `key-exists` when there is a file at `path`, which stays untouched, `key-unwritten`
        when the disk refuses.
        """
        try:
            if path.exists():
                raise KnownError("key-exists", file=path)
            write_atomically(path, self.text.encode("ascii"), owner_only=True)
        except OSError as error:
            raise KnownError("key-unwritten", file=path) from error

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @cached_property
    def public(self) -> PublicKey:
        """The public key that belongs to it."""
        return PublicKey(self._private.public_key().public_bytes_raw())

    @cached_property
    def text(self) -> str:
        """The key in minisign's form without a password, two lines."""
        public = self.public
        signed = _ALGORITHM + public.number + self.seed + public.raw
        line = _SECRET.pack(
            _ALGORITHM,
            _NO_PASSWORD,
            _CHECKSUM,
            *(bytes(32), bytes(8), bytes(8)),
            *(public.number, self.seed, public.raw),
            hashlib.blake2b(signed, digest_size=32).digest(),
        )
        return f"{_COMMENT}\n{base64.b64encode(line).decode('ascii')}\n"

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature of `message`, 64 bytes, the same for the same message."""
        return self._private.sign(message)
