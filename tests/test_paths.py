"""Where the program finds its forms and resources, and where it keeps data."""

from __future__ import annotations

from pathlib import Path

import pytest

from lcweek_desktop.paths import data_home, forms_dir, resources_dir


def test_a_checkout_has_forms_and_resources_beside_the_package(root: Path) -> None:
    assert forms_dir() == root / "forms"
    assert resources_dir() == root / "resources"
    assert list(forms_dir().glob("*/campaign.toml"))
    assert (resources_dir() / "fonts" / "Tinos-Regular.ttf").is_file()


def test_the_data_folder_is_the_one_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LCWEEK_HOME", str(tmp_path / "environment"))
    assert data_home(tmp_path / "option") == tmp_path / "option"
    assert data_home(None) == tmp_path / "environment"


def test_the_data_folder_is_the_users_own_where_nobody_chose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LCWEEK_HOME", raising=False)
    assert data_home(None).is_absolute()
    assert data_home(None).name == "lcweek"


def test_a_program_on_a_stick_keeps_its_data_beside_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LCWEEK_HOME", raising=False)
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / "lcweek.exe"))
    assert data_home(None).parent != tmp_path, "an installed one does not"
    (tmp_path / "lcweek-portable").touch()
    assert data_home(None) == tmp_path / "lcweek-data"
    assert data_home(tmp_path / "option") == tmp_path / "option"


def test_asking_for_the_data_folder_does_not_make_it(tmp_path: Path) -> None:
    assert not data_home(tmp_path / "later").exists()
