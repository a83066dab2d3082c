"""Machines of real units, from a school of Tam Đường up to the province."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.keys import signing_key
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from tests.services.installation import BEFORE_DEADLINE
from tests.services.office import Office

DIRECTORY = """code,name,level,parent_code
TH-A,Trường Tiểu học Thèn Sin,truong,03394
TH-B,Trường THCS Thèn Sin,truong,03394
TH-C,Trường Mầm non Thèn Sin,truong,03394
TH-D,Trường THPT Bình Lư,truong,106
"""
"""Three schools of a commune (03394 Xã Thèn Sin) and one of the district itself (106 Huyện Tam Đường)."""

UNITS = {
    "TH-A": ("Trường Tiểu học Thèn Sin", "truong"),
    "TH-B": ("Trường THCS Thèn Sin", "truong"),
    "TH-C": ("Trường Mầm non Thèn Sin", "truong"),
    "TH-D": ("Trường THPT Bình Lư", "truong"),
    "03394": ("Xã Thèn Sin", "xa"),
    "106": ("Huyện Tam Đường", "huyen"),
    "12": ("Tỉnh Lai Châu", "tinh"),
}

Offices = Callable[..., Office]
"""The type of the fixture `offices`."""


def copy_key(office: Office, home: Path, code: str) -> None:
    """Copy the key of `office` into the data folder `home`, for the unit `code`."""
    signing_key(office.context, office.workspace.unit.id)
    own = UnitId(office.workspace.unit.id.edition, UnitCode(code))
    shutil.copy(key_file(office.context.home, office.workspace.unit.id), key_file(home, own))


def key_file(home: Path, unit: UnitId) -> Path:
    """The file of a unit's key in the data folder `home`."""
    return home / "keys" / f"{unit.edition}.{unit.code}.key"


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    """Opens machines: `offices("TH-A")` is that of the unit TH-A.

    Another `machine` of the same unit makes a key of its own, unless it is given that of an office
    (`key_of`).
    """
    listed = tmp_path / "danh-muc.csv"
    listed.write_text(DIRECTORY, encoding="utf-8", newline="\n")
    with ExitStack() as open_folders:

        def office(
            code: str, machine: str = "1", *, forms: Path = ROOT / "forms", key_of: Office | None = None
        ) -> Office:
            home = tmp_path / f"{code}-{machine}"
            context = open_folders.enter_context(
                open_context(home / "lcweek", forms, lambda: BEFORE_DEADLINE)
            )
            name, level = UNITS[code]
            workspace = set_up(context, "2024", UnitSetup(code, name, level), listed=listed)
            if key_of is not None:
                copy_key(key_of, context.home, code)
            (home / "tep").mkdir()
            return Office(workspace, home / "tep")

        yield office


@pytest.fixture
def school(offices: Offices) -> Office:
    return offices("TH-A")


@pytest.fixture
def commune(offices: Offices) -> Office:
    return offices("03394")


@pytest.fixture
def district(offices: Offices) -> Office:
    return offices("106")
