"""A container under its signed manifest, whatever its kind: what every bundle has in common.

Source: docs/bundle-format.md, Reading, 1 to 6.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from lcweek_desktop.bundle import caps, signature
from lcweek_desktop.bundle.container import (
    MANIFEST,
    SIGNATURE,
    Bytes,
    Entry,
    read_container,
    write_container,
)
from lcweek_desktop.bundle.keys import PublicKey, SigningKey
from lcweek_desktop.bundle.manifest import EntryInfo
from lcweek_desktop.bundle.strictjson import strict_json
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec import MalformedError
from lcweek_desktop.errors import KnownError


class SignedContainer(NamedTuple):
    """A container whose manifest `key` signed, with `comment`; nothing else of it was judged.

    `manifest` is the value of `manifest.json`, `entries` are all but it and its signature.
    """

    manifest: Json
    key: PublicKey
    comment: str
    entries: Sequence[Entry]


class Part(NamedTuple):
    """An entry and how the manifest lists it."""

    info: EntryInfo
    data: Bytes

    @classmethod
    def of(cls, name: str, data: Bytes) -> Part:
        """The entry `name` with the content `data`; the name may hold `{}` for the SHA-256 of it."""
        digest = hashlib.sha256(data).hexdigest()
        return cls(EntryInfo(name.format(digest), len(data), digest), data)


def read_signed_container(data: bytes) -> SignedContainer:
    """The container that `data` is, with its signature verified.

    Raises KnownError `bundle-too-large`, `bundle-container`, `bundle-manifest`, `key-malformed`, `key-weak`
    or `bundle-signature`.
    """
    manifest, signed, *rest = read_container(data)
    if len(manifest.data) > caps.MAX_MANIFEST_BYTES:
        raise KnownError("bundle-too-large", part=MANIFEST)
    value = json_of("bundle-manifest", manifest.data, caps.MAX_DEPTH)
    key = _signer(value)
    comment = signature.verify(key, bytes(manifest.data), bytes(signed.data))
    return SignedContainer(value, key, comment, rest)


def listed_parts(
    infos: Sequence[EntryInfo], entries: Sequence[Entry], cap: Callable[[str], int]
) -> Mapping[str, Bytes]:
    """The entries by name: those that the manifest lists, each with its hash and at most `cap` of its name.

    Raises KnownError `bundle-entries`, `bundle-too-large` or `bundle-hash`.
    """
    if [entry.name for entry in entries] != [info.name for info in infos]:
        raise KnownError("bundle-entries")
    for entry, info in zip(entries, infos, strict=True):
        if len(entry.data) > cap(entry.name):
            raise KnownError("bundle-too-large", part=entry.name)
        if len(entry.data) != info.length or hashlib.sha256(entry.data).hexdigest() != info.sha256:
            raise KnownError("bundle-hash", part=entry.name)
    return dict(entries)


def write_signed_container(key: SigningKey, manifest: bytes, comment: str, parts: Sequence[Part]) -> bytes:
    """The container of `parts` under `manifest`, signed by `key` with `comment`.

    Raises KnownError `bundle-write-file` for one above the cap.
    """
    data = write_container(
        [
            Entry(MANIFEST, manifest),
            Entry(SIGNATURE, signature.sign(key, manifest, comment)),
            *(Entry(part.info.name, part.data) for part in parts),
        ]
    )
    if len(data) > caps.MAX_FILE_BYTES:
        raise KnownError("bundle-write-file", limit=caps.MAX_FILE_BYTES >> 20)
    return data


def json_of(code: str, data: Bytes, depth: int, values: int = caps.MAX_VALUES) -> Json:
    """The value of an entry. Raises KnownError `code` for what is not canonical JSON."""
    with malformed(code):
        return strict_json(bytes(data), depth, values)


@contextmanager
def malformed(code: str) -> Iterator[None]:
    """Raise a MalformedError of the block as KnownError `code`."""
    try:
        yield
    except MalformedError as error:
        raise KnownError(code, place=error.place, reason=error.reason) from error


def _signer(value: Json) -> PublicKey:
    key = value.get("key") if isinstance(value, dict) else None
    if not isinstance(key, str):
        raise KnownError("key-malformed")
    return PublicKey.from_base64(key)
