"""Releases signed by a key of the tests' own."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import minisign
import pytest

from lcweek_desktop.bundle.update import write_update
from lcweek_desktop.services.updating import program_update


@cache
def key() -> minisign.KeyPair:
    """The release key of this run of the tests."""
    return minisign.KeyPair.generate()


def trust(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """Let the program have the public key of the tests; the file in which it stands."""
    file = folder / "release.pub"
    write_key(file)
    monkeypatch.setattr(program_update, "RELEASE_KEY", str(file))
    return file


def write_key(file: Path) -> None:
    """Write the public key of the tests as minisign does."""
    file.write_bytes(bytes(key().public_key) + b"\n")


def update_file(
    folder: Path,
    version: str,
    *,
    comment: str | None = None,
    setup: bytes = b"MZ a setup",
    signer: minisign.KeyPair | None = None,
) -> Path:
    """The file that brings `version`; its trusted comment is `comment` instead of what the release writes."""
    listed = f"{hashlib.sha256(setup).hexdigest()}  lcweek-{version}-setup.exe\n".encode()
    trusted = comment or f"lcweek {version}"
    signature = (signer or key()).secret_key.sign(listed, trusted_comment=trusted)
    path = folder / f"lcweek-{version}.lcupdate"
    write_update(setup, listed, bytes(signature), version, path)
    return path
