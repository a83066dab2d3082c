"""The manifest's signature: ours to the byte, and minisign's."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lcweek_desktop.bundle import signature
from lcweek_desktop.bundle.container import read_container
from lcweek_desktop.errors import KnownError
from tests.bundle.sample_bundles import key_named

KEY = key_named("a")


def test_a_signature_verifies_and_gives_its_comment() -> None:
    signed = signature.sign(KEY, b"manifest", "lcweek report")
    assert signature.verify(KEY.public, b"manifest", signed) == "lcweek report"
    assert signature.sign(KEY, b"manifest", "lcweek report") == signed


def test_every_other_bit_is_refused() -> None:
    signed = signature.sign(KEY, b"manifest", "lcweek report")
    for bit in range(8 * len(signed)):
        flipped = bytearray(signed)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(KnownError) as refused:
            signature.verify(KEY.public, b"manifest", bytes(flipped))
        assert refused.value.code == "bundle-signature"


def test_the_stock_minisign_accepts_a_bundle(
    outside: Callable[[str], Path], sound: str, bundles: Path, tmp_path: Path
) -> None:
    from lcweek_desktop.bundle.signed_container import read_signed_container

    data = (bundles / sound).read_bytes()
    for entry in read_container(data)[:2]:
        (tmp_path / entry.name).write_bytes(entry.data)
    key = read_signed_container(data).key.base64
    answer = minisign(outside, tmp_path, "-Vm", "manifest.json", "-P", key)
    assert answer.returncode == 0
    assert b"Trusted comment: lcweek " in answer.stdout


def test_the_stock_minisign_signs_with_a_saved_key(outside: Callable[[str], Path], tmp_path: Path) -> None:
    KEY.save(tmp_path / "a.key")
    (tmp_path / "m").write_bytes(b"manifest")
    assert minisign(outside, tmp_path, "-S", "-W", "-s", "a.key", "-m", "m").returncode == 0
    assert minisign(outside, tmp_path, "-Vm", "m", "-P", KEY.public.base64).returncode == 0


def minisign(outside: Callable[[str], Path], folder: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([outside("minisign"), *args], cwd=folder, capture_output=True, check=False)
