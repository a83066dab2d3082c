"""A new version of the program from one file: what is offered, and what is refused with its reason."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import minisign
import pytest

from lcweek_desktop import __version__
from lcweek_desktop.bundle.caps import MAX_FILE_BYTES
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.updating import program_update
from lcweek_desktop.services.updating.program_update import (
    UpdateOffer,
    hand_on,
    start_update,
    update_beside,
    update_offer,
)
from lcweek_desktop.storage import BackupReason
from tests import releases
from tests.conftest import ON_WINDOWS
from tests.services.conftest import Offices
from windows import signing


@pytest.fixture(autouse=True)
def trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A Windows whose program has the public key of the tests."""
    releases.trust(monkeypatch, tmp_path)
    monkeypatch.setattr(program_update, "SYSTEM", "win32")


def refusal(path: Path) -> str:
    with pytest.raises(KnownError) as caught:
        update_offer(path)
    assert path.name in caught.value.sentence or caught.value.code == "update-no-key"
    assert "chưa có gì được thay đổi" in caught.value.sentence.lower()
    return caught.value.code


def test_a_newer_version_that_the_release_signed_is_offered(tmp_path: Path) -> None:
    path = releases.update_file(tmp_path, "9.0.0")
    assert update_offer(path) == UpdateOffer(path, "9.0.0")


@pytest.mark.parametrize("version", [__version__, "0.0.9"])
def test_what_is_no_newer_is_refused(tmp_path: Path, version: str) -> None:
    assert refusal(releases.update_file(tmp_path, version)) == "update-older"


def test_another_product_is_refused_though_the_right_key_signed_it(tmp_path: Path) -> None:
    assert refusal(releases.update_file(tmp_path, "9.0.0", comment="other 9.0.0")) == "update-product"


def test_the_signature_of_another_key_is_refused(tmp_path: Path) -> None:
    other = minisign.KeyPair.generate()
    assert refusal(releases.update_file(tmp_path, "9.0.0", signer=other)) == "update-signature"


def test_no_byte_can_be_changed_cut_off_or_added(tmp_path: Path) -> None:
    path = releases.update_file(tmp_path, "9.0.0", setup=b"MZ" + b"setup" * 20)
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for part in parts.values():
        at = whole.index(part) + len(part) // 2
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert refusal(path) in ("update-damaged", "update-signature")
    directory = whole.index(b"PK\x01\x02")
    path.write_bytes(whole[: directory + 8] + b"\x01" + whole[directory + 9 :])  # "is encrypted"
    assert refusal(path) == "update-damaged"
    for length in (0, 10, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert refusal(path) == "update-damaged"


def test_a_list_without_this_setup_brings_none(tmp_path: Path) -> None:
    path = releases.update_file(tmp_path, "9.0.0")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data if name.startswith("SHA") else b"MZ another setup")
    assert refusal(path) == "update-damaged"


def test_without_the_release_key_nothing_is_offered(tmp_path: Path) -> None:
    path = releases.update_file(tmp_path, "9.0.0")
    (tmp_path / "release.pub").unlink()
    assert refusal(path) == "update-no-key"


def test_a_file_that_is_not_there_is_called_so(tmp_path: Path) -> None:
    assert refusal(tmp_path / "lcweek-9.0.0.lcupdate") == "update-unreadable"


def test_another_system_says_whom_the_file_is_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_update, "SYSTEM", "linux")
    assert refusal(releases.update_file(tmp_path, "9.0.0")) == "update-system"


def test_a_program_on_a_stick_says_how_it_is_exchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / "lcweek.exe"))
    (tmp_path / "lcweek-portable").touch()
    assert refusal(releases.update_file(tmp_path, "9.0.0")) == "update-portable"


def test_the_newest_that_lies_beside_what_is_opened_is_offered(tmp_path: Path) -> None:
    opened = tmp_path / "bao-cao.pdf"
    assert update_beside([opened]) is None
    releases.update_file(tmp_path, "9.0.0")
    newest = releases.update_file(tmp_path, "10.0.0")
    assert update_beside([opened]) == UpdateOffer(newest, "10.0.0")
    assert update_beside([opened], but={"9.0.0", "10.0.0"}) is None


def test_what_lies_beside_and_cannot_be_installed_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = tmp_path / "bao-cao.pdf"
    releases.update_file(tmp_path, __version__)
    releases.update_file(tmp_path, "9.0.0", signer=minisign.KeyPair.generate())
    (tmp_path / "lcweek-8.0.0.lcupdate").mkdir()
    assert update_beside([opened, tmp_path / "khong-co" / "a.pdf"]) is None
    good = releases.update_file(tmp_path, "7.0.0")
    assert update_beside([opened]) == UpdateOffer(good, "7.0.0")
    monkeypatch.setattr(program_update, "SYSTEM", "linux")
    assert update_beside([opened]) is None


@pytest.mark.parametrize("version", ["0.0.9", __version__, "9.0.0"])
def test_whatever_version_is_handed_on_to_a_stick_whole(
    tmp_path: Path, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program_update, "SYSTEM", "linux")
    stick = tmp_path / "usb"
    stick.mkdir()
    file = releases.update_file(tmp_path, version)
    copy = hand_on(file, stick)
    assert copy == stick / file.name and copy.read_bytes() == file.read_bytes()


def test_an_update_is_handed_on_that_is_larger_than_a_report_may_be(tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    file = releases.update_file(tmp_path, "9.0.0", setup=b"MZ" + bytes(MAX_FILE_BYTES))
    assert hand_on(file, stick).stat().st_size == file.stat().st_size


def test_what_others_would_refuse_is_not_handed_on(tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    file = releases.update_file(tmp_path, "9.0.0", signer=minisign.KeyPair.generate())
    with pytest.raises(KnownError) as caught:
        hand_on(file, stick)
    assert caught.value.code == "update-signature" and not [*stick.iterdir()]


@pytest.mark.skipif(
    ON_WINDOWS, reason="the stand-in for a setup is no program anywhere; Windows says so later"
)
def test_data_are_backed_up_before_the_setup_starts(offices: Offices, tmp_path: Path) -> None:
    office = offices("TH-A")
    offer = update_offer(releases.update_file(tmp_path, "9.0.0"))
    with pytest.raises(KnownError) as caught:
        start_update(office.context, offer)
    assert caught.value.code == "update-not-started"
    (backup,) = office.context.store.backups.all()
    assert backup.reason is BackupReason.UPDATE


def test_a_file_that_was_exchanged_after_the_question_is_not_started(
    offices: Offices, tmp_path: Path
) -> None:
    office = offices("TH-A")
    offer = update_offer(releases.update_file(tmp_path, "9.0.0"))
    shutil.move(releases.update_file(tmp_path, "9.0.1"), offer.path)
    with pytest.raises(KnownError) as caught:
        start_update(office.context, offer)
    assert caught.value.code == "update-damaged"
    assert not office.context.store.backups.all()


def test_what_the_releaser_signs_is_what_the_program_takes(
    tmp_path: Path, outside: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The road of a release: minisign's own key, `windows sign`, and the file that is handed on."""
    minisign_tool = outside("minisign")
    public, secret = tmp_path / "own.pub", tmp_path / "own.key"
    subprocess.run([minisign_tool, "-G", "-W", "-p", public, "-s", secret], check=True, capture_output=True)
    monkeypatch.setattr(program_update, "RELEASE_KEY", str(public))
    made = tmp_path / "build"
    made.mkdir()
    signed = releases.update_file(tmp_path, "9.0.0")
    with zipfile.ZipFile(signed) as archive:
        archive.extract("SHA256SUMS", made)
        archive.extract("lcweek-9.0.0-setup.exe", made)
    update = signing.sign(secret, made, "9.0.0", public)
    assert update_offer(update).version == "9.0.0"
    with pytest.raises(SystemExit, match=r"update-no-key|update-signature"):
        signing.sign(secret, made, "9.0.0", tmp_path / "release.pub")
    (made / "lcweek-9.0.0-setup.exe").write_bytes(b"MZ exchanged")
    with pytest.raises(SystemExit, match="is not the file"):
        signing.sign(secret, made, "9.0.0", public)
