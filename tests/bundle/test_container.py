"""The container: one form only, the same on every platform."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.bundle.container import MANIFEST, SIGNATURE, Entry, read_container, write_container
from lcweek_desktop.errors import KnownError

NAMES = st.from_regex(r"[a-z]{1,8}(/[0-9a-f]{1,8})?\.(json|jpg)", fullmatch=True)
PARTS = st.dictionaries(NAMES.filter(lambda name: name != MANIFEST), st.binary(max_size=60), max_size=5)


def entries_of(parts: dict[str, bytes]) -> list[Entry]:
    head = [Entry(MANIFEST, b"{}"), Entry(SIGNATURE, b"signed")]
    return head + [Entry(name, data) for name, data in parts.items()]


@given(PARTS)
def test_what_is_written_is_read_back(parts: dict[str, bytes]) -> None:
    entries = entries_of(parts)
    assert read_container(write_container(entries)) == entries


@given(PARTS)
def test_any_zip_program_opens_it(parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(write_container(entries_of(parts)))) as archive:
        assert archive.testzip() is None
        assert [Entry(name, archive.read(name)) for name in archive.namelist()] == entries_of(parts)


def test_entries_are_views_and_copy_nothing() -> None:
    data = write_container(entries_of({"photos/a.jpg": bytes(1000)}))
    assert read_container(data)[2].data.obj is data  # type: ignore[union-attr]


def test_the_platform_makes_no_difference(bundles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """zipfile writes another byte on Windows, and more with other defaults; ours takes none from it."""
    data = (bundles / "ok-photos.lcweek").read_bytes()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(zipfile, "DEFAULT_VERSION", 45)
    assert zipfile.ZipInfo("x").create_system == 0
    assert write_container(read_container(data)) == data


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"\0" * 9])
def test_what_is_no_container_is_refused(data: bytes) -> None:
    with pytest.raises(KnownError) as refused:
        read_container(data)
    assert refused.value.code == "bundle-container"


def test_a_name_that_is_not_ascii_is_refused() -> None:
    data = write_container(entries_of({"xx.json": b""})).replace(b"xx.json", "ạ.json".encode()[-7:])
    with pytest.raises(KnownError) as refused:
        read_container(data)
    assert refused.value.context["reason"] == "name"
