"""Files of the program are opened by it, at the wish of a user of Linux."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.association import associate, dissociate, is_associated

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the installer of Windows does it")


@pytest.fixture(autouse=True)
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, outside: Callable[[str], Path]) -> Path:
    """The user's folder of data."""
    outside("update-mime-database")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "dữ liệu"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config").mkdir()
    return tmp_path / "dữ liệu"


def entry(data: Path) -> dict[str, str]:
    lines = (data / "applications" / "lcweek.desktop").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines[1:])


def test_the_system_knows_the_types_and_the_program(data: Path) -> None:
    assert not is_associated()
    files = associate()
    assert all(file.is_relative_to(data) for file in files)
    assert is_associated()
    patterns = (data / "mime" / "globs").read_text(encoding="utf-8").splitlines()
    assert {
        "application/x-lcweek:*.lcweek",
        "application/x-lcweek-machine:*.lcwmove",
        "application/x-lcweek-backup:*.lcwbak",
    } <= {*patterns}
    types = "application/x-lcweek;application/x-lcweek-machine;application/x-lcweek-backup;"
    assert (entry(data)["MimeType"], entry(data)["Icon"]) == (types, "lcweek")


def test_it_can_be_taken_away_again(data: Path) -> None:
    associate()
    dissociate()
    assert not is_associated()
    assert "lcweek" not in (data / "mime" / "globs").read_text(encoding="utf-8")
    assert not [*data.rglob("lcweek*")]
    dissociate()


def test_the_program_is_started_from_wherever_it_is(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    associate()
    assert entry(data)["Exec"].endswith(" %F")
    folder = tmp_path / 'nơi "lạ" $x \\y'
    folder.mkdir()
    (folder / "lcweek").touch()
    monkeypatch.setattr(sys, "executable", str(folder / "lcweek-cli"))
    assert not is_associated()
    associate()
    quoted = str(folder / "lcweek").replace("\\", "\\\\\\\\").replace('"', '\\\\"').replace("$", "\\\\$")
    assert entry(data)["Exec"] == f'"{quoted}" %F'


def test_the_program_that_is_named_starts(data: Path) -> None:
    associate()
    words = entry(data)["Exec"].removesuffix(" %F").strip('"').split('" "')
    answer = subprocess.run([*words, "--help"], capture_output=True, check=True, cwd=data)
    assert "Cách viết: lcweek" in answer.stdout.decode()


def test_without_the_tool_of_the_system_nothing_is_written(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _tool: None)
    with pytest.raises(KnownError) as error:
        associate()
    assert (error.value.code, data.exists()) == ("associate-tool", False)


def test_elsewhere_the_installer_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    for call in (associate, dissociate):
        with pytest.raises(KnownError) as error:
            call()
        assert error.value.code == "associate-system"


def test_a_folder_that_cannot_be_written_is_told(data: Path) -> None:
    data.write_text("không phải thư mục", encoding="utf-8")
    with pytest.raises(KnownError) as error:
        associate()
    assert error.value.code.startswith("export-")
