"""The file that brings a new version of the program: its setup, and the release's signature of it.

A ZIP file whose three entries are stored as they are, in this order: `SHA256SUMS`, its minisign signature,
and the setup that it names. Source: docs/phat-hanh.md, Tệp cập nhật.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import minisign

from lcweek_desktop.errors import KnownError

LIST: Final = "SHA256SUMS"
SIGNATURE: Final = "SHA256SUMS.minisig"
PRODUCT: Final = "lcweek"
"""The first word of the release's trusted comment; the second is the version."""

_MOST_LIST: Final = 64 << 10
_MOST_SETUP: Final = 200 << 20
"""Bytes of the list or its signature, and of a setup."""
MOST_UPDATE: Final = _MOST_SETUP + (1 << 20)
"""Bytes of a whole update, at most."""
_VERSION: Final = re.compile(r"\d{1,4}\.\d{1,4}\.\d{1,4}", re.ASCII)
_HEAD: Final = 30 + len(LIST)


@dataclass(frozen=True)
class Update:
    """A new version of the program, signed by the release."""

    version: str
    setup_name: str
    setup: bytes


def is_update(head: bytes) -> bool:
    """Whether a file that begins with `head`, 64 bytes or more, is meant to be one that brings a version."""
    return head.startswith(b"PK\3\4") and head[30:_HEAD] == LIST.encode("ascii")


def read_update(path: Path, release_key: Path) -> Update:
    """The version that the file at `path` brings, every byte of it signed by the key in `release_key`, a
    public key as minisign writes it.

    Raises KnownError `update-no-key` where there is no such key, `update-signature` for another signature,
    `update-product` for another product, `update-damaged` for a file that is cut off or changed, OSError
    where it cannot be read.
    """
    key = _release_key(release_key)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            sizes_fit = all(
                entry.file_size <= most and entry.compress_type == zipfile.ZIP_STORED
                for entry, most in zip(entries, (_MOST_LIST, _MOST_LIST, _MOST_SETUP), strict=True)
            )
            if names[:2] != [LIST, SIGNATURE] or not sizes_fit:
                raise KnownError("update-damaged", file=path.name)
            listed, signature = archive.read(LIST), archive.read(SIGNATURE)
            version = _signed_version(key, listed, signature, path.name)
            expected = f"{PRODUCT}-{version}-setup.exe"
            if names[2] != expected:
                raise KnownError("update-damaged", file=path.name)
            setup = archive.read(expected)
    except (zipfile.BadZipFile, ValueError, EOFError, RuntimeError) as error:
        raise KnownError("update-damaged", file=path.name) from error
    line = f"{hashlib.sha256(setup).hexdigest()}  {expected}"
    if line not in listed.decode("ascii", "replace").splitlines():
        raise KnownError("update-damaged", file=path.name)
    return Update(version, expected, setup)


def write_update(setup: bytes, listed: bytes, signature: bytes, version: str, path: Path) -> None:
    """Write the file that brings `version`, the same bytes for the same parts."""
    parts = {LIST: listed, SIGNATURE: signature, f"{PRODUCT}-{version}-setup.exe": setup}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)


def _release_key(file: Path) -> minisign.PublicKey:
    try:
        return minisign.PublicKey.from_file(file)
    except (OSError, ValueError, minisign.Error) as error:
        raise KnownError("update-no-key") from error


def _signed_version(key: minisign.PublicKey, listed: bytes, signature: bytes, file: str) -> str:
    """The version for which the release signed the list in `file`."""
    try:
        signed = minisign.Signature.from_bytes(signature)
        key.verify(listed, signed)
    except (ValueError, minisign.Error) as error:
        raise KnownError("update-signature", file=file) from error
    product, _, version = signed.trusted_comment.partition(" ")
    if product != PRODUCT or not _VERSION.fullmatch(version):
        raise KnownError("update-product", file=file, product=signed.trusted_comment)
    return str(version)
